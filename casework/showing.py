"""What is shown: the plain facts behind each message and form, looked up for those who may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework import work
from messages import facts
from messages.facts import Who
from procedure import acts, closing, limits, owed
from procedure.acts import Entry, TextRef
from procedure.case import Call, Case, Note, State, rebuild
from procedure.ladder import Promise, speak_by
from procedure.notes import is_approved, missing_approvals
from procedure.refusal import Refused
from procedure.roster import Roster, Standing
from procedure.rules import Rules
from storage import areas, cases, people, record, texts
from storage.engine import Connection, Database


@dataclass(frozen=True)
class View:
    """A disagreement opened for showing: its state, its people, its texts, in the area's own time."""

    case: Case
    roster: Roster
    bodies: dict[str, str]
    slack_ids: dict[int, str]
    room: str | None

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the area's zone."""
        return self.case.rules.calendar.local(instant)

    def local_if_any(self, instant: datetime | None) -> datetime | None:
        """Return an instant that may be missing in the area's zone."""
        return self.local(instant) if instant is not None else None

    def body(self, ref: TextRef | None) -> str:
        """Return a text; empty where there is none."""
        return self.bodies.get(ref.id, "") if ref else ""

    def agency(self, agency_id: int | None) -> str:
        """Return an agency's name."""
        known = self.roster.agencies.get(agency_id) if agency_id is not None else None
        return known.name if known else ""

    def who(self, person_id: int) -> Who:
        """Return a person as shown."""
        person = self.roster.people.get(person_id)
        if person is None:
            return Who(person_id, "")
        agency_id = self.case.parts.get(person_id, person.agency_id)
        held = [post for post in self.roster.posts_held_by(person_id) if post.agency_id == agency_id]
        return Who(
            person=person_id,
            name=person.name,
            post=held[0].title if held else "",
            agency=self.agency(agency_id),
            telephone=person.telephone,
            slack_id=self.slack_ids.get(person_id, ""),
        )

    def everyone(self, people_ids: Iterable[int]) -> tuple[Who, ...]:
        """Return people as shown, in their order."""
        return tuple(self.who(person) for person in people_ids)


def view(connection: Connection, reference: str, now: datetime) -> View:
    """Open a disagreement for showing, whoever it is for; the callers know who may see it."""
    loaded = work.load(connection, reference, now)
    bodies = texts.read_all(connection, loaded.row.id)
    return View(loaded.case, loaded.roster, bodies, people.slack_ids(connection), loaded.row.room)


def readable(connection: Connection, reference: str, by: int, now: datetime) -> View:
    """Open a disagreement for somebody with a part in it, or a lead of its area; else Refused."""
    shown = view(connection, reference, now)
    if shown.case.agency_of(by) is None and by not in shown.roster.safeguarding_leads():
        raise Refused("no_part")
    return shown


def card(database: Database, reference: str, *, by: int, now: datetime) -> facts.Card:
    """Return what *Read it* shows to somebody who may read it."""
    with database.read() as connection:
        return card_of(readable(connection, reference, by, now))


def note(database: Database, reference: str, number: int, *, by: int, now: datetime) -> facts.NoteShown:
    """Return a discussion note in its newest version."""
    with database.read() as connection:
        shown = readable(connection, reference, by, now)
        found = shown.case.note(number)
        if found is None:
            raise Refused("no_such_note")
        return note_of(shown, found)


def outcome(database: Database, reference: str, *, by: int, now: datetime) -> facts.OutcomeShown:
    """Return the outcome that stands; Refused where none does."""
    with database.read() as connection:
        found = outcome_of(readable(connection, reference, by, now))
        if found is None:
            raise Refused("no_outcome")
        return found


def whole_record(database: Database, reference: str, *, by: int, now: datetime) -> facts.Record:
    """Return the whole record of a disagreement, for the copy on the child's file."""
    with database.read() as connection:
        shown = readable(connection, reference, by, now)
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
                event=event_of(shown, entry),
                texts=_texts(shown, entry),
            )
            for entry, clause in zip(entries, clauses, strict=True)
        )
        return facts.Record(
            card=card_of(shown),
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
        roster = people.roster(connection, person.area_id) if person.area_id else None
        shown = [view(connection, row.reference, now) for row in cases.with_part(connection, person_id)]
        agency = roster.agencies.get(person.agency_id) if roster and person.agency_id else None
        return facts.Home(
            name=person.name,
            agency=agency.name if agency else "",
            waiting=tuple(item for each in shown for item in waiting_of(each, person_id)),
            cases=tuple(open_case_of(each) for each in shown),
            is_lead=roster is not None and person_id in roster.safeguarding_leads(),
            emergency=emergency_of(rules) if rules else None,
        )


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
        shown = view(connection, reference, now) if reference else None
        named = {each: _who(connection, shown, each) for each in (*everyone, *person)}
        return facts.Refusal(
            reason=refused.reason,
            people=tuple(named[each] for each in everyone),
            person=named[person[0]] if person else None,
            due_at=shown.local(due_at) if shown and isinstance(due_at, datetime) else None,
            lacking=lacking_of(shown, missing) if shown and isinstance(missing, tuple) else (),
            number=_as_number(given),
            names=tuple(str(name) for name in _as_sequence(given.get("names"))),
        )


def receipt(
    database: Database, reference: str, *, by: int, now: datetime, details_saved: bool = False
) -> facts.Receipt:
    """Return what the one who raised it sees in the same window."""
    with database.read() as connection:
        shown = readable(connection, reference, by, now)
        case = shown.case
        called = {call.holder.agency_id for call in case.calls}
        return facts.Receipt(
            reference=reference,
            danger=case.danger,
            raised_at=shown.local(case.raised_at),
            due_at=shown.local_if_any(case.due_at),
            called=shown.everyone(person for call in case.calls for person in call.people),
            next_tier=_next_tier(case),
            ask_lead=case.ask_lead,
            nobody=tuple(
                shown.agency(agency)
                for agency in case.agencies
                if agency not in called and agency != case.raising_agency
            ),
            emergency=emergency_of(case.rules),
            details_saved=details_saved,
        )


def raise_form(database: Database, *, by: int, now: datetime) -> facts.Raise:
    """Return what the raising form shows somebody; Refused where they have no agency yet."""
    with database.read() as connection:
        person = people.by_id(connection, by)
        rules = areas.in_force(connection).get(person.area_id or "")
        if rules is None or person.agency_id is None:
            raise Refused("choose_agency")
        return facts.Raise(
            choices=choices_of(rules, now), emergency=emergency_of(rules), area=rules.area.name
        )


def how_soon(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Choice, ...]:
    """Return the choices of how soon a disagreement must be settled, reckoned from now."""
    with database.read() as connection:
        return choices_of(readable(connection, reference, by, now).case.rules, now)


def promises(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Choice, ...]:
    """Return by when *I'm on it* can promise to have spoken, never after due."""
    with database.read() as connection:
        shown = readable(connection, reference, by, now)
        return tuple(
            facts.Choice(promise, shown.local(speak_by(shown.case, promise, now))) for promise in Promise
        )


def parties(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Party, ...]:
    """Return the agencies in a disagreement, with who acts for each."""
    with database.read() as connection:
        return parties_of(readable(connection, reference, by, now))


def members(database: Database, reference: str, *, by: int, now: datetime) -> tuple[Who, ...]:
    """Return everyone with a part in a disagreement."""
    with database.read() as connection:
        shown = readable(connection, reference, by, now)
        return shown.everyone(shown.case.parts)


def agencies(database: Database) -> tuple[tuple[int, str], ...]:
    """Return all agencies of all areas, for somebody who has to choose theirs."""
    with database.read() as connection:
        rosters = [people.roster(connection, area) for area in people.areas(connection)]
    return tuple((agency.id, agency.name) for roster in rosters for agency in roster.agencies.values())


def teams(database: Database, agency_id: int) -> tuple[tuple[int, str], ...]:
    """Return the teams of an agency."""
    with database.read() as connection:
        area = people.area_of_agency(connection, agency_id)
        found = people.roster(connection, area).teams.values() if area else ()
    return tuple((team.id, team.name) for team in found if team.agency_id == agency_id)


def search(database: Database, words: str, *, by: int, most: int = 100) -> tuple[tuple[str, str], ...]:
    """
    Return whom a search of one's area finds, as (value, words): teams, agencies, people with post and
    agency, then people of whom nobody knows yet where they work. The values are `person:ID`, `team:ID`,
    `agency:ID`.
    """
    with database.read() as connection:
        person = people.by_id(connection, by)
        if person.area_id is None:
            return ()
        roster = people.roster(connection, person.area_id)
        unplaced = people.unplaced(connection)
    wanted = words.lower().split()
    others = ((f"person:{each.id}", each.name) for each in unplaced if _matches(each.name, wanted))
    return (*_found(roster, wanted, by), *others)[:most]


def card_of(shown: View) -> facts.Card:
    """Return the card of a disagreement as it stands."""
    case = shown.case
    newest = case.notes[-1] if case.notes else None
    return facts.Card(
        reference=case.reference,
        state=case.state,
        danger=case.danger,
        raised_at=shown.local(case.raised_at),
        raised_by=shown.who(case.raised_by),
        rungs=_rungs(case),
        tier=case.tier.title,
        parties=parties_of(shown),
        due_at=shown.local_if_any(case.due_at),
        protect_by=shown.local_if_any(case.protect_by),
        risk_asked=case.risk_asked_at is not None,
        dispute=shown.body(case.dispute),
        wanted=shown.body(case.wanted),
        their_reference=shown.body(case.their_reference),
        same_child=_same_child(case),
        safe=shown.body(newest.content.child) if newest else "",
        next_tier=_next_tier(case),
        emergency=emergency_of(case.rules),
        notes=tuple(note_of(shown, each) for each in case.notes),
        reviews=tuple(_review(shown, entry) for entry in case.reviews),
        steps=tuple(_step(shown, entry) for entry in case.steps),
        outcome=outcome_of(shown),
        lacking=lacking_of(shown, closing.missing_for_closing(case)),
        leads=shown.everyone(
            lead for agency in case.agencies for lead in shown.roster.designated_leads(agency)
        ),
        room=shown.room or "",
    )


def parties_of(shown: View) -> tuple[facts.Party, ...]:
    """Return the agencies with who acts for each; at the partnership's own tier, the partnership first."""
    case = shown.case
    bodies = [call.holder.agency_id for call in case.calls if call.holder.agency_id not in case.agencies]
    return tuple(_party(shown, agency) for agency in (*bodies, *case.agencies))


def note_of(shown: View, found: Note) -> facts.NoteShown:
    """Return a note with its texts and its approvals."""
    reachable = set(shown.roster.reachable(found.content.took_part))
    content = found.content
    return facts.NoteShown(
        reference=shown.case.reference,
        number=found.number,
        version=found.version,
        author=shown.who(found.author),
        held_at=shown.local(found.held_at),
        written_at=shown.local(found.written_at),
        channel=content.channel,
        took_part=shown.everyone(content.took_part),
        others=shown.body(content.others),
        said=shown.body(content.said),
        child=shown.body(content.child),
        actions=shown.body(content.actions),
        same_child=content.same_child,
        leaves=content.leaves,
        approved_by=shown.everyone(found.approved_by),
        missing=shown.everyone(missing_approvals(found, reachable)),
        disputes=tuple((shown.who(each.person), shown.body(each.words)) for each in found.disputes),
        is_approved=is_approved(found, reachable),
    )


def outcome_of(shown: View) -> facts.OutcomeShown | None:
    """Return the outcome that stands, with each agency's answer so far."""
    found = shown.case.outcome
    if found is None:
        return None
    return facts.OutcomeShown(
        reference=shown.case.reference,
        proposed_by=shown.who(found.proposed_by),
        proposed_at=shown.local(found.proposed_at),
        how=found.how,
        agreed=shown.body(found.agreed),
        safe=shown.body(found.safe),
        issues=tuple(
            facts.IssueShown(
                issue.number,
                shown.body(issue.text),
                shown.who(issue.owner) if issue.owner is not None else None,
                issue.by,
            )
            for issue in found.issues
        ),
        answers=tuple(
            (
                shown.agency(agency),
                found.answers.get(agency, ""),
                shown.who(found.answered_by[agency]) if agency in found.answered_by else None,
            )
            for agency in shown.case.agencies
        ),
    )


def call_of(shown: View, person: int, agency_id: int, *, is_repeat: bool) -> facts.Call:
    """Return a call to a person as it stands now, whatever has become of it since."""
    case = shown.case
    call, state = _call_and_state(case, person, agency_id)
    urgent = case.due_at is not None and case.due_at <= shown.case.rules.calendar.next_at(
        call.called_at, case.rules.area.closing_time
    )
    moved = case.last_move
    others = tuple(party for party in parties_of(shown) if party.agency_id != agency_id)
    taken_up_by = call.taken_up_by
    return facts.Call(
        reference=case.reference,
        state=state,
        is_urgent=urgent or case.danger is not acts.Danger.NONE,
        is_repeat=is_repeat,
        times=call.times,
        tier=case.rules.procedure.tiers[call.tier].title,
        agency=shown.agency(agency_id),
        standing=call.holder.standing,
        due_at=shown.local_if_any(case.due_at),
        others=others,
        reason=call.reason,
        was_due_at=shown.local_if_any(moved.was_due_at) if moved else None,
        called_at=shown.local(call.called_at),
        next_tier=_next_tier(case),
        desk=shown.everyone(each for each in call.people if each != person),
        taken_up_by=shown.who(taken_up_by) if taken_up_by is not None else None,
        taken_up_at=shown.local_if_any(call.taken_up_at),
        speak_by=shown.local_if_any(call.speak_by),
        risk_asked=case.risk_asked_at is not None,
        is_challenged=agency_id in case.agencies and agency_id != case.raising_agency,
        is_partnership=case.is_held_by_partnership(),
        can_move_up=not case.is_at_the_top,
        emergency=emergency_of(case.rules),
        room=shown.room or "",
    )


def event_of(
    shown: View, entry: Entry, *, kind: str = "", subject: int = 0, is_repeat: bool = False
) -> facts.Event:
    """Return one entry as an event; `kind` overrides its wording, `subject` its agency or note."""
    act = entry.act
    tier = getattr(act, "tier", None)
    calls = getattr(act, "calls", ())
    call = getattr(act, "call", None)
    agency = getattr(act, "agency_id", None) or subject or None
    return facts.Event(
        kind=kind or act.act,
        reference=shown.case.reference,
        at=shown.local(entry.at),
        by=shown.who(entry.by) if entry.by is not None else None,
        agency=shown.agency(agency),
        people=shown.everyone(_people_of(act, [*calls, *([call] if call else [])])),
        tier=shown.case.rules.procedure.tiers[tier].title if tier is not None else shown.case.tier.title,
        reason=str(getattr(act, "reason", "")),
        due_at=shown.local_if_any(getattr(act, "due_at", None)),
        until=shown.local_if_any(
            getattr(act, "speak_by", None)
            or getattr(act, "protect_by", None)
            or getattr(act, "taken_at", None)
        ),
        was_due_at=shown.local_if_any(getattr(act, "was_due_at", None)),
        number=getattr(act, "note", 0) or getattr(act, "issue", 0) or subject,
        times=getattr(act, "times", 0) or getattr(act, "version", 0),
        detail=_detail(act),
        names=tuple(shown.agency(vacant) for vacant in getattr(act, "vacant", ())),
        risk_asked=shown.case.risk_asked_at is not None,
        is_repeat=is_repeat,
        emergency=emergency_of(shown.case.rules),
    )


def waiting_of(shown: View, person: int) -> tuple[facts.WaitingItem, ...]:
    """Return what waits for one person in a disagreement."""
    reachable = set(shown.roster.reachable(shown.roster.people))
    return tuple(
        _waiting_item(shown, item) for item in owed.waiting(shown.case, reachable) if item.person == person
    )


def daily_of(shown: View, person: int, now: datetime) -> tuple[facts.WaitingItem, ...]:
    """Return what goes into one person's daily message for a disagreement."""
    reachable = set(shown.roster.reachable(shown.roster.people))
    asked = owed.asked_daily(shown.case, reachable, now)
    return tuple(_waiting_item(shown, item) for item in asked if item.person == person)


def open_case_of(shown: View) -> facts.OpenCase:
    """Return a disagreement as one line of a list."""
    case = shown.case
    return facts.OpenCase(
        reference=case.reference,
        tier=case.tier.title,
        due_at=shown.local_if_any(case.due_at),
        state=case.state,
        agencies=tuple(shown.agency(agency) for agency in case.agencies),
        room=shown.room or "",
    )


def at_entry(connection: Connection, shown: View, seq: int) -> tuple[View, Entry]:
    """Return a disagreement as it stood after one entry, and that entry."""
    row = cases.find(connection, shown.case.reference)
    entries, _ = record.read(connection, row.id)
    then = rebuild(row.reference, row.rules, entries[:seq])
    return View(then, shown.roster, shown.bodies, shown.slack_ids, shown.room), entries[seq - 1]


def emergency_of(rules: Rules) -> facts.Emergency:
    """Return whom to ring in an emergency."""
    return facts.Emergency(rules.area.emergency, rules.area.out_of_hours)


def choices_of(rules: Rules, now: datetime) -> tuple[facts.Choice, ...]:
    """Return the choices of *how soon*, in the area's own time."""
    local = rules.calendar.local
    return tuple(
        facts.Choice(choice.id, local(choice.until) if choice.until is not None else None)
        for choice in limits.how_soon(now, rules)
    )


def lacking_of(shown: View, missing: Iterable[closing.Owed]) -> tuple[facts.Still, ...]:
    """Return what is missing for the closing, by name."""
    return tuple(facts.Still(owed.missing, shown.agency(owed.agency_id), owed.issue or 0) for owed in missing)


def _party(shown: View, agency_id: int) -> facts.Party:
    case = shown.case
    call = case.call(agency_id)
    acting = case.acting(agency_id) if agency_id in case.agencies else (call.people if call else ())
    return facts.Party(
        agency_id=agency_id,
        agency=shown.agency(agency_id),
        people=shown.everyone(acting),
        standing=call.holder.standing if call else Standing.HOLDER,
        has_call=call is not None,
        times=call.times if call else 0,
        taken_up_by=shown.who(call.taken_up_by) if call and call.taken_up_by is not None else None,
        taken_up_at=shown.local_if_any(call.taken_up_at) if call else None,
        speak_by=shown.local_if_any(call.speak_by) if call else None,
        phoned_at=shown.local_if_any(call.phoned_at) if call else None,
        is_vacant=agency_id in case.vacant,
    )


def _rungs(case: Case) -> tuple[facts.Rung, ...]:
    places = {-1: "done", 0: "now", 1: "next"}
    return tuple(
        facts.Rung(tier.title, places[(index > case.tier_index) - (index < case.tier_index)])
        for index, tier in enumerate(case.rules.procedure.tiers)
    )


def _next_tier(case: Case) -> str:
    return "" if case.is_at_the_top else case.rules.procedure.tiers[case.tier_index + 1].title


def _same_child(case: Case) -> bool:
    """Ticked in a note by somebody of each agency (wording.md: not yet checked until then)."""
    ticked = {case.agency_of(note.author) for note in case.notes if note.content.same_child}
    return ticked >= set(case.agencies)


def _review(shown: View, entry: Entry) -> tuple[Who, str, str]:
    act = entry.act
    assert isinstance(act, acts.LookedAgain), "kept as such"
    assert entry.by is not None, "a person looked"
    return shown.who(entry.by), act.review, shown.body(act.why)


def _step(shown: View, entry: Entry) -> tuple[datetime, str, str]:
    act = entry.act
    assert isinstance(act, acts.ProtectiveStep), "kept as such"
    return shown.local(act.taken_at), act.step, shown.body(act.detail)


def _call_and_state(case: Case, person: int, agency_id: int) -> tuple[Call, str]:
    current = case.call(agency_id)
    if current is not None and person in current.people:
        return current, _state_of(case, current, person)
    for past in reversed(case.past_calls):
        if past.holder.agency_id == agency_id and person in past.people:
            moved_on = past.tier != case.tier_index
            return past, facts.CallState.MOVED_ON if moved_on else facts.CallState.PASSED_ON
    if current is not None:
        return current, facts.CallState.PASSED_ON
    raise LookupError(f"{case.reference}: no call to that person")


def _state_of(case: Case, call: Call, person: int) -> str:
    if case.state is not State.OPEN:
        return facts.CallState.SETTLED
    if call.taken_up_by is not None:
        mine = call.taken_up_by == person
        return facts.CallState.TAKEN_UP if mine else facts.CallState.TAKEN_UP_BY_OTHER
    return facts.CallState.PHONED if call.phoned_at is not None else facts.CallState.OPEN


def _waiting_item(shown: View, item: owed.Waiting) -> facts.WaitingItem:
    found = shown.case.note(item.number) if item.what is owed.What.APPROVAL else None
    return facts.WaitingItem(
        reference=shown.case.reference,
        what=item.what,
        number=item.number,
        version=found.version if found else 0,
        due_at=shown.local_if_any(item.due_at),
        room=shown.room or "",
    )


def _people_of(act: acts.Act, calls: Sequence[acts.Called]) -> list[int]:
    named = [getattr(act, name, None) for name in ("person", "taker", "owner")]
    called = [person for call in calls for person in call.holder.people]
    return [*(person for person in named if isinstance(person, int)), *called, *getattr(act, "also", ())]


_DETAILS = ("danger", "review", "step", "how", "answer", "leaves", "error")


def _detail(act: acts.Act) -> str:
    return next((str(value) for name in _DETAILS if (value := getattr(act, name, ""))), "")


_TEXTS = ("dispute", "wanted", "their_reference", "own_manager", "why", "detail", "others", "said", "child")
_MORE_TEXTS = ("actions", "words", "agreed", "safe")


def _texts(shown: View, entry: Entry) -> tuple[tuple[str, str], ...]:
    named = [(name, getattr(entry.act, name, None)) for name in (*_TEXTS, *_MORE_TEXTS)]
    issues = [("issue", ref) for ref in getattr(entry.act, "issues", ())]
    return tuple((name, shown.body(ref)) for name, ref in (*named, *issues) if isinstance(ref, TextRef))


def _found(roster: Roster, words: list[str], by: int) -> Iterable[tuple[str, str]]:
    for team in roster.teams.values():
        label = f"{team.name}, {roster.agencies[team.agency_id].name}"
        if _matches(label, words):
            yield f"team:{team.id}", label
    for agency in roster.agencies.values():
        if _matches(agency.name, words):
            yield f"agency:{agency.id}", agency.name
    for person in roster.people.values():
        if person.id == by or not person.is_reachable or person.agency_id is None:
            continue
        posts = roster.posts_held_by(person.id)
        parts = [person.name, posts[0].title if posts else "", roster.agencies[person.agency_id].name]
        label = ", ".join(part for part in parts if part)
        if _matches(label, words):
            yield f"person:{person.id}", label


def _matches(label: str, words: list[str]) -> bool:
    return all(word in label.lower() for word in words)


def _who(connection: Connection, shown: View | None, person: int) -> Who:
    if shown is not None:
        return shown.who(person)
    known = people.by_id(connection, person)
    roster = people.roster(connection, known.area_id) if known.area_id else None
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
