"""
What must hold of every story, judged from the records, from what Slack was asked, and from what was promised.

Nothing here asks the tables of clocks and notices: they are what is judged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from casework import telling
from messages.blocks import context
from messages.words import say
from procedure import acts, clocks
from procedure.acts import Entry
from procedure.case import Case, State
from procedure.changes import after, rebuild
from procedure.clocks import Clock, Kind
from storage import cases, record
from storage.engine import Database
from tests.simulation.processes import Able
from tests.simulation.running import Played
from tests.simulation.slack import Asked
from tests.simulation.watching import Promised, Recorded

GRACE_SECONDS = 90.0
"""So long a process that could act may take: its net, its database's second, a batch before."""
POST = "chat.postMessage"

KINDS = ("missed", "unmarked_repeats", "lost", "stuck", "early", "out_of_order", "unverified", "broken")


@dataclass(frozen=True)
class Finding:
    """Something that must not be: of which kind, and what."""

    kind: str
    what: str


@dataclass(frozen=True)
class Told:
    """One disagreement as its record has it at the end, and when each line was committed."""

    reference: str
    row: cases.Row
    entries: tuple[Entry, ...]
    committed: tuple[Recorded, ...]


def judged(played: Played, database: Database) -> list[Finding]:
    """Return all that must not be; none where all is well."""
    told, findings = _read(played, database)
    for each in told:
        findings += _of_clocks(each, played)
        findings += _of_time_itself(each)
        findings += _of_the_end(each)
    findings += _of_what_was_said(played)
    findings += _of_what_was_promised(played, {each.row.id: each for each in told})
    findings += _of_rooms(played)
    acted = played.people.acted.items()
    findings += [
        Finding("unmarked_repeats", f"{sent} acted {times} times") for sent, times in acted if times > 1
    ]
    findings += [Finding("broken", what) for what in (*played.people.broken, *played.stumbles)]
    return findings


def counted(findings: list[Finding]) -> Counter[str]:
    """Return how many findings there are of each kind."""
    return Counter(finding.kind for finding in findings)


# --- the record -----------------------------------------------------------------------------------------


def _read(played: Played, database: Database) -> tuple[list[Told], list[Finding]]:
    """Return every disagreement with its record; what does not verify, or is gone, is a finding."""
    told, findings = list[Told](), list[Finding]()
    committed = defaultdict(list)
    for line in played.watch.recorded:
        committed[line.disagreement_id].append(line)
    with database.read() as connection:
        for disagreement_id, lines in committed.items():
            row = cases.by_id(connection, disagreement_id)
            entries, _ = record.read(connection, row.id)
            try:
                record.verify(connection, row.id)
            except record.BrokenChain as broken:
                findings.append(Finding("unverified", f"{row.reference}: {broken}"))
            if [line.seq for line in lines] != [entry.seq for entry in entries]:
                findings.append(Finding("lost", f"{row.reference}: a line that was committed is not there"))
            told.append(Told(row.reference, row, entries, tuple(lines)))
    missing = set(played.people.references) - {each.reference for each in told}
    findings += [Finding("lost", f"{reference} was raised and is not there") for reference in missing]
    return told, findings


# --- clocks ---------------------------------------------------------------------------------------------


def _of_clocks(told: Told, played: Played) -> Iterator[Finding]:
    """
    Each clock that the record asks for is acted on, or void, as soon as anybody could. Not those of e-mail:
    where nobody can be asked by it there is nothing to do, and so nothing to see.
    """
    waiting: dict[Clock, float] = {}
    case = Case(told.reference, told.row.rules)
    beginning = played.world.starts_at
    for lines in _by_transaction(told):
        at = lines[0][1].at
        for entry, _ in lines:
            case = after(case, entry)
        now = {clock for clock in clocks.wanted(case) if clock.kind is not Kind.BY_MAIL}
        for clock in [clock for clock in waiting if clock not in now]:
            yield from _late(told, clock, waiting.pop(clock), at, beginning, played.processes.able)
        waiting |= {clock: at for clock in now if clock not in waiting}
    for clock, since in waiting.items():
        yield from _late(told, clock, since, played.world.seconds, beginning, played.processes.able)


def _late(
    told: Told, clock: Clock, since: float, until: float, beginning: datetime, able: list[Able]
) -> Iterator[Finding]:
    due = (clock.due_at - beginning).total_seconds()
    for each in able:
        begins = max(each.since, due - each.offset, since)
        if min(each.until, until) - begins > GRACE_SECONDS:
            waited = round(until - begins)
            yield Finding("missed", f"{told.reference}: {clock} waited {waited} s for nothing")
            return


def _of_time_itself(told: Told) -> Iterator[Finding]:
    """What only time does, it does when a clock was due, and once; no tier's time is over before it began."""
    case = Case(told.reference, told.row.rules)
    for lines in _by_transaction(told):
        before = case
        for entry, _ in lines:
            kinds = BY_TIME.get(type(entry.act))
            if entry.by is None and kinds and lines[0][0].by is None and is_by_time(entry):
                due = [clock for clock in clocks.wanted(before) if clock.kind in kinds]
                if not any(clock.due_at <= entry.at for clock in due):
                    yield _undue(told, entry)
            if isinstance(entry.act, acts.MovedUp) and entry.act.due_at and entry.act.due_at <= entry.at:
                yield Finding("early", f"{told.reference}: tier {entry.act.tier} was over when it began")
            case = after(case, entry)
        if sum(isinstance(entry.act, acts.MovedUp) for entry, _ in lines) > 1:
            yield Finding("early", f"{told.reference}: two tiers at once")


def _undue(told: Told, entry: Entry) -> Finding:
    """What has just been done is done again; what has not is done too soon."""
    soon = timedelta(seconds=GRACE_SECONDS)
    before = told.entries[: entry.seq - 1]
    again = any(each.act.act == entry.act.act and entry.at - each.at < soon for each in before)
    kind = "unmarked_repeats" if again else "early"
    return Finding(kind, f"{told.reference}: {entry.act.act} at {entry.at}, nothing was due")


def _by_transaction(told: Told) -> Iterator[list[tuple[Entry, Recorded]]]:
    both = zip(told.entries, told.committed, strict=False)
    for _, lines in groupby(both, key=lambda pair: pair[1].transaction):
        yield list(lines)


def is_by_time(entry: Entry) -> bool:
    reasons = (acts.MoveReason.TIME_RAN_OUT, acts.MoveReason.PROTECT_BY_PASSED)
    return not isinstance(entry.act, acts.MovedUp) or entry.act.reason in reasons


BY_TIME: Mapping[type, frozenset[Kind]] = {
    acts.MovedUp: frozenset({Kind.TIER_ENDS}),
    acts.TimeRanOutAtTheTop: frozenset({Kind.TIER_ENDS}),
    acts.CalledAgain: frozenset({Kind.CALL_AGAIN, Kind.TIER_ENDS}),
    acts.ConfirmationLate: frozenset({Kind.CONFIRMATION}),
    acts.DutyLate: frozenset({Kind.DUTY}),
    acts.SafetyAsked: frozenset({Kind.SAFETY_CHECK}),
    acts.SafetyUnanswered: frozenset({Kind.SAFETY_CHECK}),
    acts.PolicyCalledAgain: frozenset({Kind.POLICY}),
}
"""What only a clock brings about, and which clock."""


def _of_the_end(told: Told) -> Iterator[Finding]:
    """An open disagreement still has something before it that moves it."""
    case = rebuild(told.reference, told.row.rules, told.entries)
    moving = {Kind.TIER_ENDS, Kind.CALL_AGAIN, Kind.LOOK_AGAIN}
    if case.state is State.OPEN and not moving.intersection(clock.kind for clock in clocks.wanted(case)):
        yield Finding("stuck", f"{told.reference}: open, and nothing will ever move it")


# --- what was said --------------------------------------------------------------------------------------


def _of_what_was_said(played: Played) -> Iterator[Finding]:
    """Nothing is said twice unless it says so; and in the order in which it came about."""
    posts = defaultdict(list)
    for asked in played.slack.asked:
        if asked.method == POST and asked.is_done and asked.about:
            posts[asked.about].append(asked)
    for said in posts.values():
        yield from _said_again(said, played.watch.known.get(said[0].about))
    yield from _in_their_order([said[0] for said in posts.values()], played.watch.promised)


def _said_again(said: list[Asked], known: float | None) -> Iterator[Finding]:
    key = said[0].about
    unmarked = [each for each in said[1:] if not _is_marked(each)]
    if unmarked:
        yield Finding("unmarked_repeats", f"{key} said {len(said)} times, unmarked at {unmarked[0].at:.0f} s")
    again = [each for each in said if known is not None and each.began > known]
    if again:
        yield Finding(
            "unmarked_repeats", f"{key} said again at {again[0].at:.0f} s; it was known to be there"
        )


def _in_their_order(firsts: list[Asked], promised: Mapping[str, Promised]) -> Iterator[Finding]:
    last: dict[str, tuple[int, str]] = {}
    for first in sorted(firsts, key=lambda asked: asked.at):
        known = promised.get(first.about)
        if known is None:
            yield Finding("unmarked_repeats", f"{first.about} was said and never promised")
            continue
        before = last.get(known.draft.stream, (-1, ""))
        if before[0] > known.number:
            yield Finding("out_of_order", f"{first.about} after {before[1]}")
        last[known.draft.stream] = max(before, (known.number, first.about))


def _is_marked(asked: Asked) -> bool:
    blocks = asked.args.get("blocks") or [{}]
    return bool(blocks[0].get("elements") == context(say("repeats", "repeat"))["elements"])


# --- what was promised ----------------------------------------------------------------------------------

_LASTING_AND_RIGHT = frozenset(
    {
        "account_inactive",
        "cant_invite",
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "no_user",
        "not_in_channel",
        "restricted_action",
        "user_disabled",
        "user_not_found",
    }
)
"""Refusals of Slack's that are no fault of the program."""
_SAID_TO_SOMEBODY = frozenset(
    {
        telling.CALL,
        telling.LEAD,
        telling.LINE,
        telling.NOTE,
        telling.OUTCOME,
        telling.POST,
        telling.TOLD,
        telling.WAITING,
        telling.DIGEST,
        telling.ROSTER,
        telling.ROOM,
        telling.CARD,
    }
)
"""What somebody would miss; what only brings a message up to date is judged by the message."""


def _of_what_was_promised(played: Played, told: Mapping[int, Told]) -> Iterator[Finding]:
    """All that was promised has arrived, or nobody needed it any more, or nobody was there to hear it."""
    by_key = defaultdict(list)
    for asked in played.slack.asked:
        by_key[asked.about].append(asked)
    latest = {_subject_of(each): each.number for each in played.watch.promised.values()}
    for key, promised in played.watch.promised.items():
        kind, _, rest = promised.draft.kind.partition(":")
        if kind not in _SAID_TO_SOMEBODY or rest == "update":
            continue
        excused = (
            any(asked.is_done for asked in by_key[key] if asked.method not in _ONLY_LOOKS),
            any(asked.answer.get("error") in _LASTING_AND_RIGHT for asked in by_key[key]),
            key in played.watch.unsaid,
            promised.draft.person_id in played.people.gone,
            kind == telling.CARD and latest[_subject_of(promised)] > promised.number,
            promised.draft.person_id is None and _has_lost_its_room(promised, told),
        )
        if not any(excused):
            said = [f"{asked.method} {asked.answer.get('error')}" for asked in by_key[key]]
            yield Finding("lost", f"{key}, promised at {promised.at:.0f} s; Slack was asked: {said[-3:]}")


_ONLY_LOOKS = frozenset({"auth.test", "users.conversations", "users.list", "users.info"})


def _subject_of(promised: Promised) -> tuple[str, str, int]:
    return promised.draft.stream, promised.draft.kind, promised.draft.subject


def _has_lost_its_room(promised: Promised, told: Mapping[int, Told]) -> bool:
    found = told.get(promised.draft.disagreement_id or 0)
    return found is not None and any(
        isinstance(entry.act, acts.RoomFailed | acts.RoomReplaced) for entry in found.entries
    )


def _of_rooms(played: Played) -> Iterator[Finding]:
    """No disagreement has two rooms where nobody asked for another."""
    made = Counter(
        asked.about
        for asked in played.slack.asked
        if asked.method == "conversations.create" and asked.is_done
    )
    for key, times in made.items():
        if times > 1:
            yield Finding("unmarked_repeats", f"{key}: {times} rooms")
