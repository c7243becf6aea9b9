"""One use case on one disagreement: load, decide, record, and everything that follows, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from casework import homes, telling
from procedure import clocks as wanted_clocks
from procedure import duties, inside, mailing, notifying
from procedure.acts import Act, Entry, TextRef
from procedure.case import Case
from procedure.changes import after, rebuild
from procedure.copying import replace
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.rules import Rules
from storage import cases, clocks, notices, people, record, texts
from storage.engine import Connection, Database


@dataclass
class Work:
    """A disagreement under the hands of one use case; whatever is recorded here is committed together."""

    connection: Connection
    row: cases.Row
    case: Case
    roster: Roster
    now: datetime
    last_hash: str
    _drafts: list[notices.Draft] = field(default_factory=list)
    _in_homes_of: set[int] = field(default_factory=set)

    def record(self, *acts: Act, by: int | None = None) -> None:
        """
        Append acts to the record, with what each brings by the text, and note whom each is to be told to.
        None: the program itself acts.
        """
        for act in acts:
            before = self.case
            entry = Entry(before.seq + 1, self.now, by, act)
            # Afterwards: which way it goes, and so by which clauses, its first entry says.
            self.case = after(before, entry)
            clause = self._clause_of(act)
            self.last_hash = record.append(self.connection, self.row.id, clause, entry, self.last_hash)
            self._drafts += telling.drafts(before, entry, self.case, self.roster, self.row)
            self._in_homes_of |= before.concerned | self.case.concerned
            self.record(*duties.begun(self.case, entry))
            self.record(*notifying.notified(self.case, entry, self.roster))
            self.record(*inside.in_place_of_the_raiser(self.case, self.roster))
            # One at a time: what is recorded asks for the next.
            self.record(*mailing.at_once(self.case, self.roster)[:1])

    def _clause_of(self, act: Act) -> str:
        """The clause of the tier that brings it, else the one behind every act of its kind."""
        of_the_tier = duties.clause_of(self.case, act) or notifying.clause_of(self.case, act)
        return of_the_tier or self.case.rules.procedure.clause_for(act.act)

    def read_roster(self) -> None:
        """Look up who is who once more, after something in it has changed."""
        today = self.case.rules.calendar.local(self.now).date()
        known = people.roster(self.connection, self.row.area_id, today)
        self.roster = self.row.rules.called_from(known)

    def go_by(self, rules: Rules) -> None:
        """Have a disagreement of which nothing is recorded yet go by other rules than its area's."""
        assert not self.case.seq, "a running case keeps its rules"
        self.row = cases.go_by(self.connection, self.row, rules)
        self.case = replace(self.case, rules=rules)
        self.read_roster()

    def keep(self, body: str) -> TextRef:
        """Keep a text of this disagreement apart from its record."""
        return texts.keep(self.connection, self.row.id, body)

    def keep_if_any(self, body: str) -> TextRef | None:
        """Keep a text that may be missing."""
        return self.keep(body) if body else None

    def finish(self) -> None:
        """Bring clocks, notices and what is searched by in step with the record."""
        wanted = wanted_clocks.wanted(self.case)
        clocks.arm(
            self.connection,
            self.row.reference,
            wanted,
            is_urgent=self.case.cannot_wait,
            is_new=self.row.is_new,
        )
        self.row = cases.keep_in_step(self.connection, self.row, self.case)
        drafts = telling.in_order(self._drafts)
        notices.write(
            self.connection,
            *(replace(draft, urgency=telling.urgency(draft.kind, self.case)) for draft in drafts),
        )
        homes.renew(self.connection, self._in_homes_of, self.row.area_id, self.now)


@contextmanager
def on(database: Database, reference: str, now: datetime) -> Iterator[Work]:
    """Open the transaction of a use case on one disagreement. Refused where there is no such one."""
    with database.write() as connection:
        work = load(connection, reference, now)
        seq = work.case.seq
        yield work
        if work.case.seq != seq:
            work.finish()


def load(connection: Connection, reference: str, now: datetime) -> Work:
    """Return a disagreement as it stands; Refused where there is no such one."""
    try:
        row = cases.find(connection, reference)
    except LookupError:
        raise Refused("no_such_case") from None
    case, last_hash = by_its_record(connection, row)
    today = row.rules.calendar.local(now).date()
    roster = row.rules.called_from(people.roster(connection, row.area_id, today))
    return Work(connection, row, case, roster, now, last_hash)


def by_its_record(connection: Connection, row: cases.Row) -> tuple[Case, str]:
    """Return a disagreement as it stands, and the hash with which its record ends."""
    entries, last_hash = record.read(connection, row.id)
    return rebuild(row.reference, row.rules, entries), last_hash


def start(connection: Connection, area_id: str, now: datetime) -> Work:
    """Return a new disagreement of an area, its record still empty; `finish` it after the first act."""
    row = cases.create(connection, area_id, now.year)
    roster = people.roster(connection, area_id, row.rules.calendar.local(now).date())
    return Work(connection, row, Case(row.reference, row.rules), roster, now, record.GENESIS)
