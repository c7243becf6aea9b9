"""What is shown: looked up for those who may see it, each in one reading of the database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from casework import events, raising, routing, undelivered, view, watching, who_is_who
from casework.raising import Named
from messages import facts
from messages.facts import Who
from procedure import line, reopening
from procedure.case import Case
from procedure.duties import owed_by_agency
from procedure.ladder import Promise, speak_by
from procedure.refusal import Refused
from procedure.roster import Roster, Side
from procedure.rules import Rules
from procedure.rung import rung_by
from procedure.support import can_be_raised_for
from storage import areas, cases, people, record
from storage.engine import Connection, Database

_ENDED_SHOWN = 10


def card(database: Database, reference: str, *, by: int, now: datetime) -> facts.Card:
    """Return what *Read it* shows to somebody who may read it."""
    with database.read() as connection:
        return view.card_of(view.readable(connection, reference, by, now))


def note(database: Database, reference: str, number: int, *, by: int, now: datetime) -> facts.NoteShown:
    """Return a discussion note in its newest version."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        found = shown.case.note(number)
        if found is None:
            raise Refused("no_such_note")
        return view.note_of(shown, found)


def note_copy(database: Database, reference: str, number: int, *, by: int, now: datetime) -> facts.NoteCopy:
    """Return a discussion note in its newest version, for the copy on the child's file (London 11.1.9)."""
    shown = note(database, reference, number, by=by, now=now)
    with database.read() as connection:
        row = cases.find(connection, reference)
        _, last_hash = record.read(connection, row.id)
    procedure, area = row.rules.procedure, row.rules.area
    return facts.NoteCopy(
        note=shown,
        procedure=procedure.title,
        version=procedure.version,
        area=area.name,
        printed_at=row.rules.calendar.local(now),
        last_hash=last_hash,
        is_example=area.is_example,
    )


def outcome(database: Database, reference: str, *, by: int, now: datetime) -> facts.OutcomeShown:
    """Return the outcome that stands; Refused where none does."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        found = view.outcome_of(shown)
        if found is None:
            raise Refused("no_outcome")
        rung = rung_by(shown.case, by, shown.roster)
        return replace(found, rung=shown.who(rung.person)) if rung else found


def issues(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.IssueShown, ...]:
    """Return the outstanding issues of a disagreement, done by now or not."""
    with database.read() as connection:
        return view.issues_of(view.readable(connection, reference, by, now))


def duties(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.DutyShown, ...]:
    """Return what the agency for which somebody has a part owes still beside the tier's time."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        owed = owed_by_agency(shown.case, shown.case.parts[by])
        return tuple(view.duty_of(shown, each) for each in owed)


def whole_record(database: Database, reference: str, *, by: int, now: datetime) -> facts.Record:
    """Return the whole record of a disagreement, for the copy on the child's file."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        row = cases.find(connection, reference)
        entries, last_hash = record.read(connection, row.id)
        clauses = record.clauses(connection, row.id)
        rules = shown.case.rules
        lines = tuple(
            facts.RecordLine(
                seq=entry.seq,
                at=shown.local(entry.at),
                by=shown.who(entry.by) if entry.by is not None else None,
                clause=clause,
                event=events.event_of(then, entry),
                texts=events.texts_of(then, entry),
            )
            for (then, entry), clause in zip(events.step_by_step(shown, entries), clauses, strict=True)
        )
        return facts.Record(
            card=view.card_of(shown),
            procedure=rules.procedure.title,
            version=rules.procedure.version,
            area=rules.area.name,
            printed_at=shown.local(now),
            lines=lines,
            last_hash=last_hash,
            is_example=rules.area.is_example,
            people=shown.everyone(shown.case.parts),
        )


def home(database: Database, person_id: int, *, now: datetime) -> facts.Home:
    """Return what App Home shows a person: what waits for them, and their open disagreements."""
    with database.read() as connection:
        person = people.by_id(connection, person_id)
        rules = areas.in_force(connection).get(person.area_id or "")
        roster = who_is_who.roster(connection, person.area_id, now) if person.area_id else None
        shown = [view.of(connection, row.reference, now) for row in cases.with_part(connection, person_id)]
        agency = roster.agencies.get(person.agency_id) if roster and person.agency_id else None
        is_lead = roster is not None and person_id in roster.safeguarding_leads()
        watch = (
            watching.watch(connection, person.area_id, roster, now)
            if roster and person.area_id and is_lead
            else None
        )
        chooses = routing.may_choose(rules, roster, person_id) if rules and roster else None
        return facts.Home(
            name=person.name,
            agency=agency.name if agency else "",
            waiting=tuple(item for each in shown for item in view.waiting_of(each, person_id)),
            cases=tuple(view.open_case_of(each, person_id) for each in shown),
            ended=tuple(_ended(connection, person_id, now)),
            undelivered=(
                undelivered.before(connection, person.area_id, person_id, roster, now)
                if roster and person.area_id
                else ()
            ),
            is_lead=watch is not None,
            emergency=view.emergency_of(rules) if rules else None,
            leave=(
                watching.own_leave(connection, person.area_id, person_id, roster, now)
                if roster and person.area_id
                else ()
            ),
            watch=watch,
            route=chooses.route if chooses else None,
        )


def _ended(connection: Connection, person_id: int, now: datetime) -> Iterable[facts.OpenCase]:
    """What had an end lately and can still be opened again."""
    for row in cases.ended_with_part(connection, person_id, _ENDED_SHOWN):
        shown = view.of(connection, row.reference, now)
        until = reopening.open_until(shown.case)
        if until is not None and now <= until:
            yield view.open_case_of(shown, person_id)


def refusal(
    database: Database, refused: Refused, *, now: datetime, reference: str | None = None
) -> facts.Refusal:
    """Return a refusal with its people and times looked up, ready to be worded."""
    given = refused.facts
    everyone = _as_people(given.get("people"))
    person = _as_people([given["person"]]) if given.get("person") else ()
    due_at = given.get("due_at")
    missing = given.get("missing")
    with database.read() as connection:
        shown = view.of(connection, reference, now) if reference else None
        named = {each: _who(connection, shown, each, now) for each in (*everyone, *person)}
        return facts.Refusal(
            reason=refused.reason,
            people=tuple(named[each] for each in everyone),
            person=named[person[0]] if person else None,
            due_at=shown.local(due_at) if shown and isinstance(due_at, datetime) else None,
            lacking=view.lacking_of(shown, missing) if shown and isinstance(missing, tuple) else (),
            number=_as_number(given),
            names=tuple(str(name) for name in _as_sequence(given.get("names"))),
        )


def first_receipt(raised: raising.Raised, *, by: int) -> facts.Receipt:
    """Return what the one who has raised it sees in the same window, from what is at hand."""
    return _receipt(view.at_hand(raised.case, raised.roster), by)


def receipt(
    database: Database, reference: str, *, by: int, now: datetime, details_saved: bool = False
) -> facts.Receipt:
    """Return the same once more."""
    with database.read() as connection:
        return replace(
            _receipt(view.readable(connection, reference, by, now), by), details_saved=details_saved
        )


def _receipt(shown: view.View, by: int) -> facts.Receipt:
    case = shown.case
    return facts.Receipt(
        reference=case.reference,
        danger=case.danger,
        raised_at=shown.local(case.raised_at),
        due_at=shown.local_if_any(case.due_at),
        called=shown.everyone(person for call in case.calls for person in call.people),
        next_tier=view.next_tier(case),
        next_step=view.next_step(case),
        ask_lead=case.ask_lead,
        nobody=tuple(shown.agency(agency) for agency in case.vacant),
        emergency=view.emergency_of(case.rules),
        way=case.way,
        partnership=case.rules.area.partnership,
        mailbox=case.rules.area.mailbox,
        facilities=view.facilities_of(shown),
        can_raise_for=can_be_raised_for(case, by, shown.roster),
        procedure=case.rules.procedure.title,
        version=case.rules.procedure.version,
    )


def raise_form(database: Database, *, by: int, now: datetime) -> facts.Raise:
    """Return what the raising form shows somebody; Refused where they have no agency yet."""
    with database.read() as connection:
        person = people.by_id(connection, by)
        rules = areas.in_force(connection).get(person.area_id or "")
        if rules is None or person.agency_id is None:
            raise Refused("choose_agency")
        return facts.Raise(
            choices=view.choices_of(rules, now), emergency=view.emergency_of(rules), area=rules.area.name
        )


def choices(rules: Rules, *, now: datetime) -> tuple[facts.Choice, ...]:
    """Return the answers that a form offers to *how soon* at an instant."""
    return view.choices_of(rules, now)


def inside_agency(
    database: Database, against: tuple[Named, ...], *, by: int, now: datetime
) -> facts.Inside | None:
    """
    Return who would be called for somebody who has named only their own agency; None where they have named
    another one, or the procedure has no way inside an agency (London 11.1.2; Beds 8.1, 8.2).
    """
    found = raising.inside_of(database, against, by=by, now=now)
    if found is None:
        return None
    raiser, about = found
    with database.read() as connection:
        rules = areas.in_force(connection)[raiser.area_id or ""]
        roster = who_is_who.roster(connection, raiser.area_id or "", now)
        agency = raiser.agency_id or 0
        side, without = Side(agency, raiser.team_id, (by,)), frozenset({by, *about})
        above = line.managers_above(side, rules.tier_ids, roster)
        nearest = line.next_manager(above, without, roster, without)
        leads = line.designated(side, without, rules.tier_ids, roster)
        return facts.Inside(
            agency=roster.agencies[agency].name,
            managers=tuple(
                _who(connection, None, person, now) for person in (nearest.people if nearest else ())
            ),
            leads=tuple(_who(connection, None, person, now) for person in leads),
            ways=rules.ways(),
        )


def guide(database: Database, *, by: int) -> facts.Guide:
    """Return what help tells somebody; nothing of an area where theirs is not known yet."""
    with database.read() as connection:
        rules = areas.in_force(connection).get(people.by_id(connection, by).area_id or "")
    if rules is None:
        return facts.Guide()
    return facts.Guide(
        emergency=view.emergency_of(rules),
        area=rules.area.name,
        procedure=rules.procedure.title,
        version=rules.procedure.version,
        scope=rules.procedure.scope,
        glossary=(*rules.area.names.items(), *rules.procedure.glossary.items()),
    )


def how_soon(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Choice, ...]:
    """Return the choices of how soon a disagreement must be settled, reckoned from now."""
    with database.read() as connection:
        return view.choices_of(view.readable(connection, reference, by, now).case.rules, now)


def risk(database: Database, reference: str, *, by: int, now: datetime) -> facts.Risk:
    """Return what is asked of the risk: every answer where the time is short, else what would shorten it."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        case, choices = shown.case, view.choices_of(shown.case.rules, now)
        if case.is_urgent:
            return facts.Risk(choices, is_short=True)
        stays = facts.Choice("stays", shown.local_if_any(case.due_at))
        return facts.Risk((stays, *_before_due(case, choices)), is_short=False)


def sooner(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Choice, ...]:
    """Return those of the choices of how soon that come before the time by which it is due."""
    with database.read() as connection:
        case = view.readable(connection, reference, by, now).case
        return _before_due(case, view.choices_of(case.rules, now))


def promises(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Choice, ...]:
    """
    Return by when *I'm on it* can promise to have spoken, never after due: where the time runs out today,
    tomorrow is not offered.
    """
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        first: dict[datetime, Promise] = {}
        for promise in Promise:
            first.setdefault(speak_by(shown.case, promise, now), promise)
        return tuple(facts.Choice(promise, shown.local(until)) for until, promise in first.items())


def prompts(database: Database, reference: str, *, by: int, now: datetime) -> tuple[str, ...]:
    """Return what the area would have its people ask themselves before they look again (Beds 1.4)."""
    with database.read() as connection:
        return view.readable(connection, reference, by, now).case.rules.area.prompts


def parties(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Party, ...]:
    """Return the agencies in a disagreement, with who acts for each."""
    with database.read() as connection:
        return view.parties_of(view.readable(connection, reference, by, now))


def members(database: Database, reference: str, *, by: int, now: datetime) -> tuple[Who, ...]:
    """Return everyone with a part in a disagreement."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        return shown.everyone(shown.case.parts)


def own_agency(database: Database, reference: str, *, by: int, now: datetime) -> str:
    """Return the agency for which somebody has their part; empty for a lead without one."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        return shown.agency(shown.case.agency_of(by))


def agencies(database: Database) -> tuple[tuple[int, str], ...]:
    """Return all agencies of all areas, for somebody who has to choose theirs."""
    with database.read() as connection:
        found = [people.agencies(connection, area) for area in people.areas(connection)]
    return tuple((agency.id, agency.name) for known in found for agency in known.values())


def teams(database: Database, agency_id: int) -> tuple[tuple[int, str], ...]:
    """Return the teams of an agency."""
    with database.read() as connection:
        found = people.teams(connection, [agency_id]).values()
    return tuple((team.id, team.name) for team in found)


def search(
    database: Database, words: str, *, by: int, now: datetime, most: int = 100
) -> tuple[tuple[str, str], ...]:
    """
    Return whom a search of one's area finds, as (value, words): teams, agencies, people with post and
    agency, then people of whom nobody knows yet where they work. The values are `person:ID`, `team:ID`,
    `agency:ID`.
    """
    with database.read() as connection:
        person = people.by_id(connection, by)
        if person.area_id is None:
            return ()
        roster = who_is_who.roster(connection, person.area_id, now)
        unplaced = people.unplaced(connection)
    wanted = words.lower().split()
    others = ((f"person:{each.id}", each.name) for each in unplaced if _matches(each.name, wanted))
    return (*_found(roster, wanted, by), *others)[:most]


def _before_due(case: Case, choices: Iterable[facts.Choice]) -> tuple[facts.Choice, ...]:
    due_at = case.due_at
    return tuple(each for each in choices if each.until is None or due_at is None or each.until < due_at)


def _found(roster: Roster, words: list[str], by: int) -> Iterable[tuple[str, str]]:
    for team in roster.teams.values():
        label = f"{team.name}, {roster.agencies[team.agency_id].name}"
        if _matches(label, words):
            yield f"team:{team.id}", label
    for agency in roster.agencies.values():
        if _matches(agency.name, words):
            yield f"agency:{agency.id}", agency.name
    for person in roster.people.values():
        if person.id == by or not person.can_be_called or person.agency_id is None:
            continue
        posts = roster.posts_held_by(person.id)
        parts = [person.name, posts[0].title if posts else "", roster.agencies[person.agency_id].name]
        label = ", ".join(part for part in parts if part)
        if _matches(label, words):
            yield f"person:{person.id}", label


def _matches(label: str, words: list[str]) -> bool:
    return all(word in label.lower() for word in words)


def _who(connection: Connection, shown: view.View | None, person: int, now: datetime) -> Who:
    if shown is not None:
        return shown.who(person)
    known = people.by_id(connection, person)
    roster = who_is_who.roster(connection, known.area_id, now) if known.area_id else None
    posts = roster.posts_held_by(person) if roster else ()
    return Who(person, known.name, posts[0].title if posts else "", "", known.telephone, known.slack_id or "")


def _as_people(given: object) -> tuple[int, ...]:
    return tuple(each for each in _as_sequence(given) if isinstance(each, int))


def _as_sequence(given: object) -> Sequence[object]:
    return given if isinstance(given, tuple | list) else ()


def _as_number(given: dict[str, object] | object) -> int:
    numbers = given if isinstance(given, dict) else {}
    return next(
        (
            value
            for name in ("number", "minutes", "most", "version")
            if isinstance(value := numbers.get(name), int)
        ),
        0,
    )
