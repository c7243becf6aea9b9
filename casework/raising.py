"""Raising a disagreement, and what belongs to its first minutes (London 11.1.3, 11.1.4; Beds 5, 6.6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from casework import facilities, who_is_who, work
from casework.typed import Typed, check
from procedure import acts, inside, ladder
from procedure.acts import Danger, Party, PartySide, Way
from procedure.case import Case
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.rules import Rules
from storage import cases, people
from storage.engine import Database

AGAINST_MOST = 5
"""So many people, teams and agencies can be named at once."""


@dataclass(frozen=True)
class Named:
    """What was chosen as the other side: a person, a team or an agency, by its id."""

    kind: str
    id: int


def in_its_own_time(rules: Rules) -> None:
    """The child is safe until the procedure's own time."""


@dataclass(frozen=True)
class Form:
    """
    The raising form as sent. `form_id` is one form's own: sent twice, it raises once. `protect_by` says, by
    the rules that hold, until when it must be settled to protect the child; None: in the procedure's own
    time. `way` is asked only where all that is named is of one's own agency.
    """

    form_id: str
    danger: Danger
    against: tuple[Named, ...]
    dispute: str
    wanted: str
    their_reference: str = ""
    protect_by: Callable[[Rules], datetime | None] = in_its_own_time
    ask_lead: bool = False
    identifiers_checked: bool = False
    way: Way | None = None


@dataclass(frozen=True)
class Raised:
    """What became of a raising form; `is_new` is False where the same form had been sent before."""

    case: Case
    roster: Roster
    is_new: bool


def raise_disagreement(database: Database, form: Form, *, by: int, now: datetime) -> Raised:
    """Open a disagreement: its record, its first clock, its room and its calls, all or nothing."""
    if form.danger is Danger.NONE:
        check(_typed(form), identifiers_checked=form.identifiers_checked)
    with database.write() as connection:
        known = cases.used_for(connection, form.form_id)
        if known is not None:
            before = work.load(connection, known, now)
            return Raised(before.case, before.roster, is_new=False)
        raiser = people.by_id(connection, by)
        if raiser.area_id is None or raiser.agency_id is None:
            raise Refused("choose_agency")
        started = work.start(connection, raiser.area_id, now)
        _place(started, form.against)
        found = _found(form.against, raiser, started.roster)
        if all(party.agency_id == raiser.agency_id for party in found):
            opened = _inside(form, found, raiser, started)
        else:
            opened = _between(form, found, raiser, started)
        started.record(*opened, by=by)
        facilities.involve(started)
        started.finish()
        cases.use_form(connection, form.form_id, started.case.reference)
        return Raised(started.case, started.roster, is_new=True)


def take_back(database: Database, reference: str, *, by: int, now: datetime) -> None:
    """Take back what was raised by mistake, within ten minutes."""
    with work.on(database, reference, now) as case:
        case.record(ladder.take_back(case.case, by, now), by=by)


def party_of(named: Named, roster: Roster, side: PartySide, *, field: str) -> Party:
    """Return the side that somebody chose by naming a person, a team or an agency; Refused beside `field`."""
    if named.kind == "team" and named.id in roster.teams:
        return Party(roster.teams[named.id].agency_id, side, named.id)
    if named.kind == "agency" and named.id in roster.agencies:
        return Party(named.id, side)
    person = roster.people.get(named.id) if named.kind == "person" else None
    if person is None or person.agency_id is None:
        raise Refused("unknown_person", field=field)
    if not person.can_be_called:
        raise Refused("deactivated", field=field, person=person.id)
    return Party(person.agency_id, side, person.team_id, (person.id,))


def _typed(form: Form) -> tuple[Typed, ...]:
    return (
        Typed("dispute", form.dispute, 600),
        Typed("wanted", form.wanted, 200),
        Typed("their_reference", form.their_reference, 60, is_required=False),
    )


def _place(started: work.Work, against: tuple[Named, ...]) -> None:
    """
    Somebody of whom nobody knows where they work belongs to the one agency or team named beside them; a
    lead confirms it afterwards.
    """
    unlisted = {each.id for each in against if each.kind == "person"} - started.roster.people.keys()
    unplaced = {known.id for known in people.unplaced(started.connection)} if unlisted else set()
    named = [each.id for each in against if each.kind == "person" and each.id in unplaced]
    if not named:
        return
    places = [
        party_of(each, started.roster, PartySide.RESPONDING, field="against")
        for each in against
        if each.kind != "person"
    ]
    if len(places) != 1:
        raise Refused("place_unknown", field="against", people=tuple(named))
    for person in named:
        people.update(
            started.connection,
            person,
            area_id=started.row.area_id,
            agency_id=places[0].agency_id,
            team_id=places[0].team_id,
        )
    started.read_roster()


def inside_of(
    database: Database, against: tuple[Named, ...], *, by: int, now: datetime
) -> tuple[people.Known, tuple[int, ...]] | None:
    """Return who asks and whom it is about, where all that is named is of their own agency; else None."""
    with database.read() as connection:
        raiser = people.by_id(connection, by)
        if raiser.area_id is None or not against:
            return None
        found = _found(against, raiser, who_is_who.roster(connection, raiser.area_id, now))
    if any(party.agency_id != raiser.agency_id for party in found):
        return None
    return raiser, _about(found, raiser)


def _found(against: tuple[Named, ...], raiser: people.Known, roster: Roster) -> list[Party]:
    if not against:
        raise Refused("empty", field="against")
    if len(against) > AGAINST_MOST:
        raise Refused("too_many_named", field="against", number=AGAINST_MOST)
    if all(named.kind == "person" and named.id == raiser.id for named in against):
        raise Refused("only_oneself", field="against")
    return [party_of(named, roster, PartySide.RESPONDING, field="against") for named in against]


def _between(
    form: Form, found: list[Party], raiser: people.Known, started: work.Work
) -> tuple[acts.Act, ...]:
    parties = _parties(found, raiser)
    facilities.choose_rules(started, parties)
    asked = ladder.Raising(
        danger=form.danger,
        raised_by=raiser.id,
        parties=parties,
        protect_by=form.protect_by(started.case.rules),
        ask_lead=form.ask_lead,
        dispute=started.keep_if_any(form.dispute),
        wanted=started.keep_if_any(form.wanted),
        their_reference=started.keep_if_any(form.their_reference),
    )
    case = started.case
    return ladder.raise_disagreement(case.reference, asked, case.rules, started.roster, started.now)


def _inside(form: Form, found: list[Party], raiser: people.Known, started: work.Work) -> tuple[acts.Act, ...]:
    """Which way is asked only now: the form stays as it is for everybody else (London 11.1.2; Beds 8)."""
    case, agency = started.case, raiser.agency_id
    assert agency is not None, "checked before"
    if form.way not in case.rules.ways():
        reason = "inside_agency" if case.rules.ways() else "one_agency"
        raise Refused(reason, field="against", people=started.roster.designated_leads(agency))
    asked = inside.Raising(
        way=form.way,
        danger=form.danger,
        raised_by=raiser.id,
        agency_id=agency,
        team_id=raiser.team_id,
        about=_about(found, raiser),
        about_teams=tuple(
            dict.fromkeys(party.team_id for party in found if party.team_id and not party.practitioners)
        ),
        protect_by=form.protect_by(case.rules),
        ask_lead=form.ask_lead,
        dispute=started.keep_if_any(form.dispute.strip()),
        wanted=started.keep_if_any(form.wanted),
        their_reference=started.keep_if_any(form.their_reference),
    )
    return inside.raise_inside(case.reference, asked, case.rules, started.roster, started.now)


def _about(found: Iterable[Party], raiser: people.Known) -> tuple[int, ...]:
    named = (person for party in found for person in party.practitioners)
    return tuple(dict.fromkeys(person for person in named if person != raiser.id))


def _parties(found: list[Party], raiser: people.Known) -> tuple[Party, ...]:
    assert raiser.agency_id is not None, "checked before"
    own = raiser.agency_id
    others = _merged(party for party in found if party.agency_id != own)
    colleagues = tuple(
        person
        for party in found
        if party.agency_id == own
        for person in party.practitioners
        if person != raiser.id
    )
    return (Party(own, PartySide.RAISED_BY, raiser.team_id, (raiser.id, *colleagues)), *others)


def _merged(parties: Iterable[Party]) -> tuple[Party, ...]:
    """One party an agency: its people together, the first team named."""
    merged: dict[int, Party] = {}
    for party in parties:
        known = merged.get(party.agency_id)
        merged[party.agency_id] = (
            Party(
                party.agency_id,
                PartySide.RESPONDING,
                known.team_id or party.team_id,
                tuple(dict.fromkeys([*known.practitioners, *party.practitioners])),
            )
            if known
            else party
        )
    return tuple(merged.values())
