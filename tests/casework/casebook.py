"""The use cases on a database file: raise something, let time pass, send, and read what was said."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from casework import (
    composing,
    delivery,
    notes,
    raising,
    resolution,
    rooms,
    telling,
    time,
    who_is_who,
    work,
)
from casework.people import Account, note_accounts
from casework.raising import Named
from procedure.acts import Act, Answer, Channel, Danger, Entry, Leaves, Settlement
from procedure.case import Case
from procedure.roster import Roster
from sandbox.slack.screen import words_of
from storage import cases, people, record
from storage.engine import Database
from storage.notices import Notice, Road
from tests.procedure.london_time import at

TUESDAY = "Tuesday 2026-12-22 16:30"
MANAGERS_CALLED = "Thursday 2026-12-31 17:00"
"""When the practitioners' working week has run out that began on that Tuesday."""

_MACHINE = datetime(2026, 1, 1, tzinfo=UTC)
_WORDLESS = frozenset(
    {telling.ROOM, telling.INVITE, telling.REMOVE, telling.PIN, telling.ARCHIVE, telling.HOME}
)

EXAMPLE_VALE = """\
area,agency,kind,team,name,e-mail,telephone,post,tier,reports to,deputy for,designated lead,safeguarding lead
example-vale,Vale NHS,health,Hill,Bryn Oakes,bryn@vale.test,01632 960211,Nurse,practitioners,Leader,,,
example-vale,Vale NHS,health,Hill,Cleo Marsh,cleo@vale.test,01632 960212,Leader,first_line_managers,Chief,,,
example-vale,Vale NHS,health,,Dora Finch,dora@vale.test,01632 960213,Chief,senior_managers,,,,
example-vale,Vale Care,social_care,Duty,Elis Rowe,elis@vale.test,01632 960214,Worker,practitioners,Head,,,
example-vale,Vale Care,social_care,Duty,Fern Low,fern@vale.test,01632 960215,Head,first_line_managers,Chief,,,
example-vale,Vale Care,social_care,,Gwil Shaw,gwil@vale.test,01632 960216,Chief,senior_managers,,,,
example-vale,Board,partnership,,Una Birch,una@vale.test,01632 960217,Lead,,,,,yes
"""
"""Who is who in the other area, where the senior managers are the last tier."""


def example_vale() -> Iterator[Account]:
    """Return the accounts of everybody there."""
    for row in csv.DictReader(EXAMPLE_VALE.splitlines()):
        name = row["name"]
        yield Account(f"U0{_first_name(name).upper()}", name, row["e-mail"], is_active=True)


@dataclass(frozen=True)
class Said:
    """Something that went out: its kind, to whom (first name, or "room"), its words and its buttons."""

    kind: str
    to: str
    text: str
    words: str
    buttons: frozenset[str]


@dataclass(repr=False)
class Casebook:
    """A database and a `now` of one's own; nothing here is Slack."""

    database: Database
    now: datetime
    has_rooms: bool = True
    refuses: frozenset[str] = frozenset()
    said: list[Said] = field(default_factory=list)
    _forms: Iterable[int] = field(default_factory=lambda: count(1))
    _told_until: int = 0

    # --- who is who ------------------------------------------------------------------------------

    def person(self, first_name: str) -> int:
        """The number of somebody, by first name."""
        with self.database.read() as connection:
            (found,) = {one.id for one in people.everyone(connection) if _first_name(one.name) == first_name}
        return found

    def roster(self, area: str = "northmere") -> Roster:
        """An area's people and posts as they stand."""
        with self.database.read() as connection:
            return who_is_who.roster(connection, area, self.now)

    def agency(self, name: str, area: str = "northmere") -> int:
        """The number of an agency, by name."""
        return next(each.id for each in self.roster(area).agencies.values() if each.name == name)

    def team(self, name: str) -> int:
        """The number of a team, by name."""
        return next(each.id for each in self.roster().teams.values() if each.name == name)

    def named(self, name: str) -> Named:
        """What a search in the raising form returns for an agency, a team or a person."""
        with self.database.read() as connection:
            rosters = [who_is_who.roster(connection, area, self.now) for area in people.areas(connection)]
        for known in rosters:
            for kind, things in (("agency", known.agencies), ("team", known.teams)):
                for each in things.values():
                    if each.name == name:
                        return Named(kind, each.id)
        return Named("person", self.person(name))

    def account(self, slack_id: str, name: str, *, email: str | None = None, is_active: bool = True) -> None:
        """Have the workspace say something of an account."""
        note_accounts(self.database, [Account(slack_id, name, email, is_active)], now=self.now)

    def loses(self, *first_names: str) -> None:
        """Have accounts deactivated."""
        for name in first_names:
            self.account(f"U0{name.upper()}", name, is_active=False)

    # --- what people do --------------------------------------------------------------------------

    def form(self, *against: str, **changes: Any) -> raising.Form:
        """A raising form as it is sent, for the procedure's own time unless the changes say otherwise."""
        form = raising.Form(
            form_id=f"form {next(iter(self._forms))}",
            danger=Danger.NONE,
            against=tuple(self.named(name) for name in against),
            dispute="The plan was ended too soon.",
            wanted="A meeting of both teams.",
            their_reference="Letter of 3 December",
        )
        return replace(form, **changes)

    def raised(
        self, *against: str, by: str = "Priya", protect_by: datetime | None = None, **changes: Any
    ) -> str:
        """Raise a disagreement, against Tom unless somebody else is named; nothing goes out yet."""
        form = self.form(*(against or ("Tom",)), protect_by=lambda rules: protect_by, **changes)
        opened = raising.raise_disagreement(self.database, form, by=self.person(by), now=self.now)
        return opened.case.reference

    def with_the_managers(self) -> str:
        """Raise a disagreement that has reached the first-line managers, everybody told."""
        reference = self.raised()
        self.passes_to(MANAGERS_CALLED)
        return reference

    def note_form(self, *took_part: str, **changes: Any) -> notes.Form:
        """A note form as it is sent."""
        form = notes.Form(
            form_id=f"note {next(iter(self._forms))}",
            held_at=self.now,
            channel=Channel.CALL,
            took_part=tuple(self.person(name) for name in took_part),
            others="",
            said="What each side said.",
            child="What it means for the child.",
            actions="",
            same_child=False,
            leaves=Leaves.PARTLY,
            identifiers_checked=False,
        )
        return replace(form, **changes)

    def noted(self, reference: str, by: str, *took_part: str, **changes: Any) -> int:
        """Record a discussion."""
        form = self.note_form(*took_part, **changes)
        return notes.add(self.database, reference, form, by=self.person(by), now=self.now)

    def proposed(self, reference: str, by: str, **changes: Any) -> None:
        """Put an outcome in writing."""
        form = resolution.Form(
            how=Settlement.CHANGED,
            agreed="The plan goes on for three months.",
            still_open="Who tells the nursery",
            safe="A visit this week.",
            answer=Answer.AGREE,
            identifiers_checked=False,
        )
        form = replace(form, **changes)
        resolution.propose(self.database, reference, form, by=self.person(by), now=self.now)

    def answered(self, reference: str, by: str, answer: Answer = Answer.AGREE) -> None:
        """Answer the outcome that stands."""
        outcome = self.case(reference).outcome
        assert outcome is not None, "none stands"
        resolution.answer(
            self.database,
            reference,
            answer,
            outcome.proposed_at,
            "It was seen." if answer is Answer.DO_NOT_AGREE else "",
            by=self.person(by),
            now=self.now,
        )

    def agreed(self, reference: str, one: str, other: str, **changes: Any) -> None:
        """Have both agencies agree an outcome."""
        self.proposed(reference, one, **changes)
        self.answered(reference, other)

    # --- what time does, and what goes out -------------------------------------------------------

    def moves_to(self, words: str) -> None:
        """Let time pass without anything happening."""
        self.now = at(words)

    def passes_to(self, words: str) -> None:
        """Let time pass: each clock strikes at its instant, and whatever there is to say is said."""
        end = at(words)
        self.sends()
        while (due := time.next_due(self.database)) is not None and due <= end:
            self.now = max(self.now, due)
            self.strikes()
            self.sends()
        self.now = end

    def arms_the_daily_round(self) -> None:
        """Arm the daily messages and digests, as the process does when it starts."""
        time.arm_areas(self.database, now=self.now)

    def strikes(self) -> None:
        """Do what is due now."""
        for armed in time.due(self.database, self.now):
            assert time.strike(self.database, armed, now=self.now)

    def sends(self) -> list[Said]:
        """Send whatever is on its way; return what was said."""
        before = len(self.said)
        while notice := delivery.take(self.database, Road.SLACK, _MACHINE, timedelta(minutes=1)):
            self._send(notice)
        return self.said[before:]

    def _send(self, notice: Notice) -> None:
        kind = notice.kind.partition(":")[0]
        if kind == telling.ROOM:
            if self.has_rooms:
                rooms.made(self.database, notice, f"C{notice.id}", now=self.now)
            else:
                rooms.failed(self.database, notice, "restricted_action", now=self.now)
            return
        if kind in _WORDLESS:
            delivery.arrived(self.database, notice, now=self.now)
            return
        if notice.person_id is None and not delivery.address(self.database, notice).room:
            delivery.dropped(self.database, notice)
            return
        if self._name(notice.person_id) in self.refuses:
            delivery.refused(self.database, notice, "account_inactive", now=self.now)
            return
        message = composing.compose(self.database, notice, now=self.now)
        if message is None:
            delivery.dropped(self.database, notice)
            return
        delivery.arrived(self.database, notice, now=self.now, channel="C", ts=f"{notice.id}.0")
        self.said.append(
            Said(
                kind=notice.kind,
                to=self._name(notice.person_id),
                text=message.text,
                words=words_of(message.blocks),
                buttons=frozenset(_actions_in(message.blocks)),
            )
        )

    # --- what became of it -----------------------------------------------------------------------

    def case(self, reference: str) -> Case:
        """A disagreement as it stands."""
        with self.database.read() as connection:
            return work.load(connection, reference, self.now).case

    def row(self, reference: str) -> cases.Row:
        """What is known of a disagreement beside its record."""
        with self.database.read() as connection:
            return cases.find(connection, reference)

    def entries(self, reference: str) -> tuple[Entry, ...]:
        """Its record."""
        with self.database.read() as connection:
            return record.read(connection, cases.find(connection, reference).id)[0]

    def acts(self, reference: str) -> list[Act]:
        """All that has happened in it, in order."""
        return [entry.act for entry in self.entries(reference)]

    def called(self, reference: str) -> dict[str, list[str]]:
        """Who is called for each agency at the tier reached."""
        known = self.roster(self.row(reference).area_id)
        return {
            known.agencies[call.holder.agency_id].name: [self._name(person) for person in call.people]
            for call in self.case(reference).calls
        }

    def clocks(self, reference: str) -> list[tuple[str, str]]:
        """The armed clocks of a disagreement: what, and when in London."""
        statement = f"SELECT kind, due_at FROM clock WHERE owner = '{reference}' AND is_armed ORDER BY due_at"
        return [(row.kind, _london(row.due_at)) for row in self._rows(statement)]

    def told(self) -> list[tuple[str, str]]:
        """What has been written since the last look, in its order: (kind, to whom)."""
        rows = self._rows(f"SELECT * FROM notice WHERE id > {self._told_until} ORDER BY id")
        self._told_until = max([self._told_until, *(row.id for row in rows)])
        return [(row.kind, self._name(row.person_id)) for row in rows]

    def listed(self, reference: str) -> frozenset[int]:
        """In whose own list a disagreement stands."""
        statement = f"SELECT person_id FROM part WHERE disagreement_id = {self.row(reference).id}"
        return frozenset(row.person_id for row in self._rows(statement))

    def notices_of(self, reference: str) -> list[Any]:
        """All that was ever to be told of a disagreement, in its order."""
        statement = f"SELECT * FROM notice WHERE disagreement_id = {self.row(reference).id} ORDER BY id"
        return self._rows(statement)

    def streams(self) -> set[tuple[str, str]]:
        """In which stream each kind of notice stands."""
        rows = self._rows("SELECT kind, stream FROM notice ORDER BY id")
        return {(row.kind, row.stream) for row in rows}

    def heard(self, first_name: str, kind: str = "") -> list[Said]:
        """What has been said to somebody, of one kind or of all."""
        return [each for each in self.said if each.to == first_name and each.kind.startswith(kind)]

    def _rows(self, statement: str) -> list[Any]:
        with self.database.read() as connection:
            return list(connection.exec_driver_sql(statement))

    def _name(self, person: int | None) -> str:
        if person is None:
            return "room"
        with self.database.read() as connection:
            return _first_name(people.by_id(connection, person).name)


def _first_name(name: str) -> str:
    return name.split()[0] if name else ""


def _london(instant: str | datetime) -> str:
    """An instant as a file keeps it, in words, or as a server does."""
    at = datetime.fromisoformat(instant).replace(tzinfo=UTC) if isinstance(instant, str) else instant
    local = at.astimezone(ZoneInfo("Europe/London"))
    return f"{local:%A %Y-%m-%d %H:%M}"


def _actions_in(blocks: Iterable[Any]) -> Iterable[str]:
    for block in blocks:
        for element in (*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])):
            if element.get("type") == "overflow":
                yield from (option["value"].split("/")[0] for option in element["options"])
            elif "action_id" in element:
                yield element["action_id"]
