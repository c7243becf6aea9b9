"""The roster coming in: a file of who is who, every fault in it by line, taken in whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casework import facilities, homes, roster_file
from casework.people import replace_holder
from casework.roster_file import Finding, Findings
from casework.roster_listing import listing
from storage import areas, people, roster
from storage.engine import Database

SENTENCES = {
    "not_utf8": "is not UTF-8; save the file as CSV UTF-8",
    "not_csv": "cannot be read as CSV from here on: {problem}",
    "empty": "the file lists nobody",
    "column_unknown": "the column {column} is not known{hint}",
    "column_twice": "the column {column} stands here more than once",
    "column_missing": "the column {column} is missing",
    "stray_cell": "{word} stands under no column; a cell that holds the separator must stand in quotes",
    "missing": "{column} is missing",
    "unknown": "{column}: {word} is not known here{hint}",
    "not_yes_or_no": "{column}: {word} must be yes, no or empty",
    "email_malformed": "{word} is no e-mail address",
    "email_without_name": "{word} has no name",
    "name_without_email": "{word} has no e-mail address: no call could reach them",
    "no_post": "names neither a post nor one to be deputy for",
    "needs_a_post": "{column} is filled in, but the row has no post",
    "deputy_is_nobody": "nobody is named as deputy for {word}",
    "row_twice": "says the same as line {before}",
    "differs": "{what}: {column} is {word} here, and {other} in line {before}",
    "tier_missing": "{what}: tier is missing; only leads do without",
    "post_unknown": "{column}: {agency} has no post {word}{hint}",
    "post_ambiguous": "{column}: {agency} has more than one post {word}; write Team / {word}",
    "own_deputy": "{who} is deputy for a post that they hold themselves",
    "post_in_circle": "{what} reports to itself, directly or in a circle",
    "person_in_circle": "{who} reports to themselves, directly or in a circle of posts",
    "deputies_in_circle": "{who} covers for themselves, by way of others: away together, they have nobody",
    "employer_unknown": "employer: {word} is no agency of this file{hint}",
    "no_ladder": "{agency} has no post at any tier: nobody could be called for it",
    "no_safeguarding_lead": "{area} has no safeguarding lead: nobody would get the digest",
    "listed_elsewhere": "{who} is in the roster of {area}; take them out of that one first",
    "host_unknown": "{agency} is a facility without a host: {word!r} is no other agency of its area",
    "no_telephone": "{who} has no telephone number: nobody could ring them",
    "tier_empty": "{agency} has no post at {tiers}: the next post above stands in",
    "nobody_in_post": "{what}: nobody has this post",
    "protocol_not_set": "{agency}: its own procedure {word} is not set here; the area's tiers hold{hint}",
    "no_partnership": "{area} lists no agency of the kind {kind}: nobody can be called at the tier {tier}",
}
"""All that an administrator may read in the terminal about a roster; the last five are warnings."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a roster file, and the line where it stands; the first is 1."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}"


class RosterFaults(Exception):  # noqa: N818  (it says what it holds)
    """A roster cannot be taken in: holds everything that is wrong with it, in the order of its lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Imported:
    """
    What was taken in.

    `people_gone` no longer have any post or cover at a tier where they had one: whoever acts instead has
    been called in each open disagreement in which it was their turn.
    """

    people: int
    posts: int
    warnings: tuple[str, ...]
    people_gone: tuple[int, ...]


def import_roster(database: Database, text: str, *, now: datetime) -> Imported:
    """
    Take in the roster of every area that the file names, in place of the one before.

    Raises RosterFaults, all at once, and then nothing has changed.
    """
    findings = Findings()
    rows = roster_file.read(text, findings)
    # Checked before the one lock is taken: a long file would keep those waiting who write.
    with database.read() as connection:
        rules, listed_in = areas.in_force(connection), roster.listed_in(connection)
        protocols = {area_id: facilities.rules_of(connection, area_id).keys() for area_id in rules}
    listed = listing(rows, rules, listed_in, protocols, findings)
    if findings.faults:
        raise RosterFaults(_in_words(findings.faults))
    with database.write() as connection:
        gone = roster.replace(connection, listed)
        for person in gone:
            replace_holder(connection, person, now)
        for area_id in listed.areas:
            homes.renew(connection, people.of_area(connection, area_id), area_id, now)
    warnings = tuple(map(str, _in_words(findings.warnings)))
    return Imported(len(listed.people), len(listed.posts), warnings, gone)


def decode(content: bytes) -> str:
    """Return the text of a roster file, with or without a byte order mark; raises RosterFaults."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise RosterFaults((Fault(line, SENTENCES["not_utf8"]),)) from None


def _in_words(findings: Iterable[Finding]) -> tuple[Fault, ...]:
    return tuple(sorted(Fault(one.line, SENTENCES[one.sentence].format(**one.facts)) for one in findings))
