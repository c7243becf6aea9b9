"""What must hold after any number of kills, judged from the records and from what Slack was asked."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa

from casework import delivery, telling
from procedure import acts, clocks
from procedure.acts import Entry
from procedure.case import Case, State
from procedure.changes import after, rebuild
from procedure.clocks import Kind
from sandbox.slack.client import Practice
from sandbox.slack.screen import words_of
from sandbox.slack.shapes import Json
from storage import cases, notices, people, record, texts
from storage.engine import Connection, Database
from storage.tables import disagreement, notice
from storage.tables import entry as line
from tests.simulation.judgement import BY_TIME, POST, Finding, is_by_time
from tests.under_fire.client import Memory

REPEAT = "You may have seen this"

ALWAYS_POSTED = frozenset({telling.CALL, telling.DIGEST})
"""What is never brought up to date in place: each is a message of its own."""

_MOVING = frozenset({Kind.TIER_ENDS, Kind.CALL_AGAIN, Kind.LOOK_AGAIN})


@dataclass(frozen=True)
class Kept:
    """A disagreement as its record has it: its lines, and the texts that they name."""

    row: cases.Row
    entries: tuple[Entry, ...]
    texts: tuple[str, ...]
    taken_up_by: frozenset[str]


def judged(database: Database, practice: Practice, memory: Memory) -> tuple[list[Finding], Counter[str]]:
    """Return all that must not be, and of what there was how much."""
    now = practice.now()
    with database.read() as connection:
        kept = _all(connection)
        rows = connection.execute(sa.select(notice.c.key, notice.c.kind, notice.c.state))
        sent = {row.key: (row.kind, row.state) for row in rows}
    findings = unverified(database)
    posts = [call for call in practice.calls() if call["method"] == POST and call["ok"]]
    for each in kept:
        findings += [*_of_time(each, now), *_done_again(each)]
    findings += [*of_posts(posts, sent), *_of_rooms(practice, kept), *_of_what_was_told(memory, kept)]
    if waiting := delivery.outstanding(database):
        findings.append(Finding("stuck", f"{waiting} notices are still on their way"))
    counts = Counter(
        disagreements=len(kept),
        lines=sum(len(each.entries) for each in kept),
        posts=len(posts),
        marked_repeats=sum(_is_marked(each) for each in posts),
        told_recorded=len(memory.recorded) + len(memory.taken_up),
        left=memory.left,
        tiers_left=sum(isinstance(entry.act, acts.MovedUp) for each in kept for entry in each.entries),
    )
    return findings, counts


def is_settled(database: Database, now: datetime) -> bool:
    """Whether nothing is on its way, and nothing due is undone."""
    with database.read() as connection:
        kept = _all(connection)
    return not delivery.outstanding(database) and not any(
        finding.kind == "missed" for each in kept for finding in _of_time(each, now)
    )


def done_so_far(database: Database) -> tuple[int, int]:
    """Return how many lines the records have, and how many notices have found their end."""
    with database.read() as connection:
        lines = connection.execute(sa.select(sa.func.count()).select_from(line)).scalar_one()
        of_all = connection.execute(sa.select(sa.func.count()).select_from(notice)).scalar_one()
        return lines, of_all - notices.outstanding(connection)


def unverified(database: Database) -> list[Finding]:
    """Return each record that was changed after it was written."""
    broken = []
    with database.read() as connection:
        for each in _all(connection):
            try:
                record.verify(connection, each.row.id)
            except record.BrokenChain as why:
                broken.append(Finding("unverified", f"{each.row.reference}: {why}"))
    return broken


def _all(connection: Connection) -> list[Kept]:
    ids = connection.execute(sa.select(disagreement.c.id)).scalars().all()
    return [_kept(connection, each) for each in ids]


def _kept(connection: Connection, disagreement_id: int) -> Kept:
    row = cases.by_id(connection, disagreement_id)
    entries, _ = record.read(connection, row.id)
    lines = " ".join(record.content_of(entry.act) for entry in entries)
    named = tuple(body for ref, body in texts.read_all(connection, row.id).items() if ref in lines)
    on_it = {entry.by for entry in entries if isinstance(entry.act, acts.TakenUp) and entry.by is not None}
    accounts = {people.by_id(connection, person).slack_id or "" for person in on_it}
    return Kept(row, entries, named, frozenset(accounts))


def _of_time(kept: Kept, now: datetime) -> Iterator[Finding]:
    """Nothing that was due is undone, and something will move each disagreement that is open."""
    case = rebuild(kept.row.reference, kept.row.rules, kept.entries)
    wanted = [clock for clock in clocks.wanted(case) if clock.kind is not Kind.BY_MAIL]
    for clock in wanted:
        if clock.due_at <= now:
            yield Finding("missed", f"{kept.row.reference}: {clock} at {now}")
    if case.state is State.OPEN and not _MOVING.intersection(clock.kind for clock in wanted):
        yield Finding("stuck", f"{kept.row.reference}: open, and nothing will ever move it")


def _done_again(kept: Kept) -> Iterator[Finding]:
    """No tier is left twice; and what only time does, it did when a clock was due, once for each clock."""
    moves = Counter(entry.act.tier for entry in kept.entries if isinstance(entry.act, acts.MovedUp))
    for tier, times in moves.items():
        if times > 1:
            yield Finding("unmarked_repeats", f"{kept.row.reference}: moved to tier {tier} {times} times")
    case = Case(kept.row.reference, kept.row.rules)
    for at, lines in groupby(kept.entries, key=lambda entry: entry.at):
        before, of_kind = case, Counter[type]()
        for entry in lines:
            if entry.by is None and type(entry.act) in BY_TIME and is_by_time(entry):
                of_kind[type(entry.act)] += 1
            case = after(case, entry)
        for act, times in of_kind.items():
            due = [each for each in clocks.wanted(before) if each.kind in BY_TIME[act] and each.due_at <= at]
            if times > len(due):
                what = f"{act.__name__} {times} times at {at}, {len(due)} were due"
                yield Finding("unmarked_repeats" if due else "early", f"{kept.row.reference}: {what}")


def of_posts(posts: list[Json], sent: dict[str, tuple[str, str]]) -> Iterator[Finding]:
    """Each notice was said once, or again marked as a repeat; what counts as said was; none was lost."""
    by_key: dict[str, list[Json]] = defaultdict(list)
    for post in posts:
        by_key[_key_of(post)].append(post)
    for key, said in by_key.items():
        if sum(not _is_marked(each) for each in said[1:]):
            yield Finding("unmarked_repeats", f"{key} was said {len(said)} times")
        # Who was told may need it no more by the time that anybody could say so: then it is let go.
        if sent.get(key, ("", ""))[1] not in (notices.State.SENT, notices.State.DROPPED):
            yield Finding("lost", f"{key} was said, and stands as {sent.get(key)}")
    for key, (kind, state) in sent.items():
        if state == notices.State.FAILED:
            yield Finding("lost", f"{key} was given up")
        elif kind in ALWAYS_POSTED and state == notices.State.SENT and key not in by_key:
            yield Finding("lost", f"{key} counts as said, and never was")


def _of_rooms(practice: Practice, kept: list[Kept]) -> Iterator[Finding]:
    """Each room was made once, and is known."""
    made = Counter(
        str(call["args"]["name"])
        for call in practice.calls()
        if call["method"] == "conversations.create" and call["ok"]
    )
    for name in made - Counter(each.row.room_name for each in kept):
        yield Finding("unmarked_repeats", f"a room too many: {name}")


def _of_what_was_told(memory: Memory, kept: list[Kept]) -> Iterator[Finding]:
    """What people were told is recorded stands in the record; nothing typed stands there twice."""
    found = Counter(body for each in kept for body in each.texts)
    where = {(each.row.reference, body) for each in kept for body in each.texts}
    for text, reference in memory.recorded.items():
        if (reference, text) not in where:
            yield Finding("lost", f"{reference}: {text}")
    for text in memory.typed:
        if found[text] > 1:
            yield Finding("unmarked_repeats", f"{text} stands {found[text]} times")
    on_it = {(account, each.row.reference) for each in kept for account in each.taken_up_by}
    for account, reference in memory.taken_up - on_it:
        yield Finding("lost", f"{reference}: {account} is on it")


def _key_of(post: Json) -> str:
    said = post["args"].get("metadata") or {}
    metadata = json.loads(said) if isinstance(said, str) else said
    return str(metadata.get("event_payload", {}).get("key", ""))


def _is_marked(post: Json) -> bool:
    blocks = post["args"].get("blocks") or []
    return REPEAT in words_of(json.loads(blocks) if isinstance(blocks, str) else blocks)
