"""A disagreement opened for showing: its state as the plain facts that messages and forms show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from casework import work
from messages import facts
from messages.facts import Who
from procedure import (
    acts,
    advice,
    closing,
    inside,
    limits,
    owed,
    putting_back,
    reopening,
    safety,
    steps,
    withdrawing,
)
from procedure.acts import Entry, TextRef
from procedure.case import (
    OVER,
    Action,
    Call,
    Case,
    Communication,
    DutyOwed,
    Issue,
    Note,
    Outcome,
    PolicyIssue,
    State,
)
from procedure.communications import unanswered
from procedure.follow_up import waits_for_the_raiser
from procedure.notes import is_approved, missing_approvals
from procedure.refusal import Refused
from procedure.roster import Holder, Roster, Standing
from procedure.rules import Rules
from procedure.written import Procedure
from storage import areas, people, texts
from storage.engine import Connection


@dataclass(frozen=True)
class View:
    """A disagreement opened for showing: its state, its people, its texts, in the area's own time."""

    case: Case
    roster: Roster
    bodies: dict[str, str]
    slack_ids: dict[int, str]
    channel: str | None
    newer: Rules | None = None

    @property
    def room(self) -> str:
        """The room that there is to go to; empty where there is none, or none any more."""
        return (self.channel or "") if self.case.has_room else ""

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


def of(connection: Connection, reference: str, now: datetime) -> View:
    """Open a disagreement for showing, whoever it is for; the callers know who may see it."""
    loaded = work.load(connection, reference, now)
    bodies = texts.read_all(connection, loaded.row.id)
    newer = areas.newer_than_its_own(connection, loaded.row.id)
    return View(loaded.case, loaded.roster, bodies, people.slack_ids(connection), loaded.row.room, newer)


def readable(connection: Connection, reference: str, by: int, now: datetime) -> View:
    """Open a disagreement for somebody who may read it; else Refused."""
    shown = of(connection, reference, now)
    if not may_read(shown.case, shown.roster, by):
        raise Refused("no_part")
    return shown


def may_read(case: Case, roster: Roster, person: int) -> bool:
    """Whether somebody has a part in it, watches over it, or is asked to agree to its withdrawal."""
    return inside.may_read(case, person, roster) or withdrawing.is_asked(case, person, roster)


def card_of(shown: View) -> facts.Card:
    """Return the card of a disagreement as it stands."""
    case = shown.case
    return facts.Card(
        reference=case.reference,
        state=case.state,
        danger=case.danger,
        raised_at=shown.local(case.raised_at),
        raised_by=shown.who(case.raised_by),
        rungs=_rungs(case),
        tier=case.tier.title,
        parties=(*_missing_partnership(case), *parties_of(shown)),
        due_at=shown.local_if_any(case.due_at),
        protect_by=shown.local_if_any(case.protect_by),
        risk_asked=case.risk_asked_at is not None,
        is_short=case.is_urgent,
        dispute=shown.body(case.dispute),
        wanted=shown.body(case.wanted),
        their_reference=shown.body(case.their_reference),
        same_child=_same_child(case),
        safe=safe_of(shown),
        safety=_safety(shown),
        put_back=put_back_of(shown),
        policy_issues=tuple(policy_of(shown, issue) for issue in case.policy_issues),
        dissents=tuple(_dissent(shown, entry) for entry in case.dissents),
        next_tier=next_tier(case),
        step=case.present_step.title,
        next_step=next_step(case),
        duties=tuple(duty_of(shown, owed) for owed in case.duties_owed),
        older=_older(shown),
        emergency=emergency_of(case.rules),
        notes=tuple(note_of(shown, each) for each in case.notes),
        actions=tuple(_action(shown, each) for each in case.actions),
        communications=tuple(_communication(shown, each) for each in case.communications),
        unanswered=tuple(shown.agency(agency) for agency in unanswered(case)),
        reviews=tuple(_review(shown, entry) for entry in case.reviews),
        steps=tuple(_step(shown, entry) for entry in case.steps),
        outcome=outcome_of(shown),
        refusals=refusals_of(shown),
        told=_told(shown),
        waits_for_raiser=waits_for_the_raiser(case),
        withdrawal=withdrawal_of(shown) if case.withdrawal else None,
        issues=issues_of(shown),
        past=tuple(_outcome(shown, found) for found in case.past_outcomes),
        reopenings=tuple(_reopening(shown, entry) for entry in case.reopenings),
        reopen_until=shown.local_if_any(reopening.open_until(case)),
        lacking=lacking_of(shown, closing.missing_for_closing(case)),
        leads=shown.everyone(
            lead for agency in case.agencies for lead in shown.roster.designated_leads(agency)
        ),
        room=shown.room,
        raised_for=shown.who(case.raised_for) if case.raised_for is not None else None,
        supporters=shown.everyone(case.supporters),
        details=details_of(shown),
        own_procedures=tuple((shown.agency(each), said) for each, said in case.own_procedures.items()),
        advice_of=_advice_of(case),
        advice=tuple(_advice(shown)),
        members=tuple(_member(shown, person) for person in case.parts),
        facilities=facilities_of(shown),
        way=case.way,
        about=about_of(shown),
    )


def _older(shown: View) -> facts.OlderRules | None:
    """That it goes by older rules than those in force in its area now: a running case keeps its own."""
    newer, own = shown.newer, shown.case.rules
    if newer is None:
        return None
    return facts.OlderRules(
        version=f"{own.procedure.title}, {own.procedure.version}",
        newer=f"{newer.procedure.title}, {newer.procedure.version}",
        set_on=newer.area.set_on,
    )


def duty_of(shown: View, owed: DutyOwed) -> facts.DutyShown:
    """Return something that is owed still, and by which agencies."""
    return facts.DutyShown(
        number=owed.number,
        title=owed.duty.title,
        agencies=tuple(shown.agency(agency) for agency in owed.owing),
        due_at=shown.local(owed.due_at),
        is_late=owed.late_at is not None,
    )


def details_of(shown: View) -> facts.Details:
    """Return more about a disagreement, as far as it is known."""
    known = shown.case.details
    if known is None:
        return facts.Details()
    talk = known.talk
    return facts.Details(
        about=known.about or "",
        subject=subject_of(shown.case.rules.procedure, known.subject),
        answers=tuple(
            (each.question, question_of(shown, each.question), shown.body(each.words))
            for each in known.answers
        ),
        chair=shown.who(known.chair) if known.chair is not None else None,
        meeting=known.meeting or "",
        met_on=known.met_on,
        manager=shown.who(talk.manager) if talk.manager is not None else None,
        talked_on=talk.on,
        manager_view=shown.body(talk.view),
        why_not=shown.body(talk.why_not),
    )


def subject_of(procedure: Procedure, subject_id: str) -> facts.SubjectShown | None:
    """Return one thing that it can be about, None where the procedure lists none of that id."""
    found = procedure.subject(subject_id)
    if found is None:
        return None
    asks = tuple((question.id, question.words) for question in found.asks)
    return facts.SubjectShown(found.id, found.stage, found.words, found.clause, found.copied_to, asks)


def question_of(shown: View, question: str) -> str:
    """Return the words of a question that is asked of some subject only."""
    subjects = shown.case.rules.procedure.subjects
    asked = {each.id: each.words for subject in subjects for each in subject.asks}
    return asked[question]


def about_of(shown: View) -> tuple[str, ...]:
    """Return whom a disagreement inside an agency is about: people, then teams, by name."""
    teams = (shown.roster.teams.get(team) for team in shown.case.about_teams)
    people_named = (shown.who(person).name for person in shown.case.about)
    return (*people_named, *(team.name for team in teams if team is not None))


def answering_name(shown: View, agency_id: int) -> str:
    """Return whose an answer to an outcome is: the agency's; inside one, of the person who raised it."""
    if not shown.case.is_inside:
        return shown.agency(agency_id)
    names = (shown.who(person).name for person in shown.case.answering(agency_id))
    return next(names, shown.agency(agency_id))


def safe_of(shown: View) -> str:
    """Return what keeps the child safe meanwhile, in the words of the arrangement or of the newest note."""
    return shown.body(safety.words_of(shown.case))


def put_back_of(shown: View) -> facts.PutBackShown | None:
    """Return the proposal to wait longer that stands, if one does."""
    case, found = shown.case, shown.case.put_back
    if found is None:
        return None
    return facts.PutBackShown(
        reference=case.reference,
        proposed_by=shown.who(found.proposed_by),
        proposed_at=shown.local(found.proposed_at),
        until=shown.local(found.protect_by or putting_back.tiers_own(case)),
        protect_by=shown.local_if_any(case.protect_by),
        why=shown.body(found.why),
        missing=tuple(shown.agency(agency) for agency in putting_back.waiting_for(case)),
    )


def parties_of(shown: View) -> tuple[facts.Party, ...]:
    """
    Return the agencies with who acts for each; at the partnership's own tier, its bodies first, those too
    for which nobody can be reached.
    """
    case = shown.case
    called = [call.holder.agency_id for call in case.calls]
    bodies = [agency for agency in (*called, *case.vacant) if agency not in case.agencies]
    return tuple(_party(shown, agency) for agency in (*bodies, *case.agencies))


def lacks_partnership(case: Case) -> bool:
    """Whether the tier reached is the partnership's own, and the roster lists no body of it at all."""
    return case.is_held_by_partnership() and not case.calls and not case.vacant


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
        missing=shown.everyone(missing_approvals(shown.case, found, reachable)),
        disputes=tuple(
            facts.Disputed(shown.who(each.person), shown.body(each.words), each.version)
            for each in found.disputes
        ),
        is_approved=is_approved(shown.case, found, reachable),
        working_days=shown.case.rules.calendar.working_days_between(
            shown.local(found.held_at).date(), shown.local(found.written_at).date()
        ),
        agencies=tuple(shown.agency(agency) for agency in found.agencies),
        inside=shown.agency(found.inside),
        read_backs=tuple(
            facts.ReadBack(
                by=shown.who(each.person),
                version=each.version,
                who=shown.body(each.who),
                read_at=shown.local(each.read_at),
                is_right=each.is_right,
                words=shown.body(each.words),
            )
            for each in found.read_backs
        ),
        filings=tuple(
            facts.Filing(
                agency=shown.agency(each.agency_id),
                by=shown.who(each.person),
                version=each.version,
                at=shown.local(each.at),
                their_reference=shown.body(each.their_reference),
            )
            for each in found.filings
        ),
    )


def outcome_of(shown: View) -> facts.OutcomeShown | None:
    """Return the outcome that stands, with each agency's answer so far."""
    found = shown.case.outcome
    return _outcome(shown, found) if found is not None else None


def _outcome(shown: View, found: Outcome) -> facts.OutcomeShown:
    return facts.OutcomeShown(
        reference=shown.case.reference,
        proposed_by=shown.who(found.proposed_by),
        proposed_at=shown.local(found.proposed_at),
        how=found.how,
        agreed=shown.body(found.agreed),
        safe=shown.body(found.safe),
        issues=tuple(_issue(shown, issue) for issue in found.issues),
        answers=tuple(
            (
                answering_name(shown, agency),
                found.answers.get(agency, ""),
                _answerer(shown, found, agency),
            )
            for agency in shown.case.agencies
        ),
        way=shown.case.way,
        confirm_by=shown.local(closing.confirm_by(shown.case.rules, found)),
    )


def refusals_of(shown: View) -> tuple[facts.NotAgreed, ...]:
    """Return who did not agree to an outcome that was proposed, and why, in their order."""
    return tuple(_not_agreed(shown, entry) for entry in shown.case.refusals)


def withdrawal_of(shown: View) -> facts.Withdrawal:
    """Return who wants it withdrawn and why; Refused where nobody does."""
    entry = shown.case.withdrawal
    if entry is None:
        raise Refused("no_withdrawal")
    assert isinstance(entry.act, acts.WithdrawalAsked), "kept as such"
    return facts.Withdrawal(
        shown.case.reference,
        shown.who(shown.case.raised_by),
        shown.local(entry.at),
        shown.body(entry.act.why),
    )


def issues_of(shown: View) -> tuple[facts.IssueShown, ...]:
    """Return the outstanding issues, done by now or not."""
    return tuple(_issue(shown, issue) for issue in shown.case.issues)


def _answerer(shown: View, found: Outcome, agency: int) -> Who | None:
    """Inside an agency the one who answers is named already."""
    is_named = shown.case.is_inside or agency not in found.answered_by
    return None if is_named else shown.who(found.answered_by[agency])


def call_of(shown: View, person: int, agency_id: int) -> facts.Call:
    """Return a call to a person as it stands now, whatever has become of it since."""
    case = shown.case
    call, state = _call_and_state(case, person, agency_id)
    urgent = case.due_at is not None and case.due_at <= shown.case.rules.calendar.next_at(
        call.called_at, case.rules.area.closing_time
    )
    moved = case.last_move
    others = tuple(party for party in parties_of(shown) if party.agency_id != agency_id)
    taken_up_by = call.taken_up_by
    # An agency that joined at the partnership's own tier is called for itself, beside its bodies.
    is_called_for_itself = agency_id in case.agencies and case.call(agency_id) is not None
    return facts.Call(
        reference=case.reference,
        state=state,
        is_urgent=urgent or case.danger is not acts.Danger.NONE,
        has_danger=case.danger is not acts.Danger.NONE,
        times=call.times,
        tier=case.rules.procedure.tiers[call.tier].title,
        agency=shown.agency(agency_id),
        standing=call.holder.standing,
        due_at=shown.local_if_any(case.due_at),
        others=others,
        reason=call.reason,
        was_due_at=shown.local_if_any(moved.was_due_at) if moved else None,
        called_at=shown.local(call.called_at),
        next_tier=next_tier(case),
        step=case.present_step.title,
        next_step=next_step(case),
        desk=shown.everyone(each for each in call.people if each != person),
        taken_up_by=shown.who(taken_up_by) if taken_up_by is not None else None,
        taken_up_at=shown.local_if_any(call.taken_up_at),
        speak_by=shown.local_if_any(call.speak_by),
        talked_at=shown.local_if_any(call.talked_at),
        has_answered=call.answered_at is not None,
        risk_asked=case.risk_asked_at is not None,
        is_short=case.is_urgent,
        is_challenged=case.is_challenged(agency_id),
        is_partnership=case.is_held_by_partnership() and not is_called_for_itself,
        # Inside an agency it is for the one who raised it to say so (Beds 8.1).
        can_move_up=not (case.is_at_the_top or case.is_inside),
        way=case.way,
        raised_by=shown.who(case.raised_by),
        emergency=emergency_of(case.rules),
        room=shown.room,
        advice_of=_advice_of(case) if agency_id in advice.lacking(case) else "",
        advisers=shown.everyone(shown.roster.designated_leads(agency_id)),
        route=route_of(case, call.holder, call.tier),
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
        room="" if case.state in OVER else shown.room,
        is_finished=case.is_finished,
    )


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
    return tuple(facts.Still(owed.missing, _owing(shown, owed), owed.issue or 0) for owed in missing)


def _owing(shown: View, owed: closing.Owed) -> str:
    if owed.agency_id is None or owed.missing is not closing.Missing.CONFIRMATION:
        return shown.agency(owed.agency_id)
    return answering_name(shown, owed.agency_id)


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
        talked_at=shown.local_if_any(call.talked_at) if call else None,
        has_answered=call is not None and call.answered_at is not None,
        is_vacant=agency_id in case.vacant,
        route=route_of(case, call.holder, call.tier) if call else "",
    )


def route_of(case: Case, holder: Holder, tier: int) -> str:
    """Return in place of what somebody acts who was called by a route, and by which clause; else nothing."""
    routes = case.rules.tier(tier).routes if holder.standing is Standing.DESIGNATED else ()
    return f"in place of {routes[0].in_place_of} ({routes[0].clause})" if routes else ""


def _reopening(shown: View, entry: Entry) -> facts.Reopening:
    act = entry.act
    assert isinstance(act, acts.Reopened), "kept as such"
    assert entry.by is not None, "a person opened it again"
    return facts.Reopening(shown.who(entry.by), shown.local(entry.at), shown.body(act.why))


def _not_agreed(shown: View, entry: Entry) -> facts.NotAgreed:
    act = entry.act
    assert isinstance(act, acts.OutcomeAnswered), "kept as such"
    assert entry.by is not None, "a person answered"
    return facts.NotAgreed(
        shown.agency(act.agency_id), shown.who(entry.by), shown.local(entry.at), shown.body(act.why)
    )


def _told(shown: View) -> facts.RaiserSaid | None:
    entry = shown.case.raiser_told
    if entry is None:
        return None
    assert isinstance(entry.act, acts.RaiserTold), "kept as such"
    said = shown.body(entry.act.words)
    return facts.RaiserSaid(shown.who(shown.case.raised_by), shown.local(entry.at), entry.act.answer, said)


def _issue(shown: View, issue: Issue) -> facts.IssueShown:
    return facts.IssueShown(
        number=issue.number,
        text=shown.body(issue.text),
        owner=shown.who(issue.owner) if issue.owner is not None else None,
        by=issue.by,
        done_at=shown.local_if_any(issue.done_at),
        done_by=shown.who(issue.done_by) if issue.done_by is not None else None,
        words=shown.body(issue.words),
    )


def facilities_of(shown: View) -> tuple[facts.Facility, ...]:
    """Return the specialist regional facilities that have a side (London 11.3.4)."""
    return tuple(
        facts.Facility(shown.agency(each.agency_id), shown.agency(each.host_id), each.procedure)
        for each in shown.case.facilities
    )


def _advice_of(case: Case) -> str:
    return case.tier.advice.of if case.tier.advice else ""


def _advice(shown: View) -> Iterator[facts.AdviceShown]:
    """What each agency has said of advice, then those who should and have not."""
    case = shown.case
    for said in case.advice:
        act, agency = said.act, shown.agency(said.agency_id)
        if isinstance(act, acts.AdviceNotSought):
            yield facts.AdviceShown(agency, shown.local(said.at), text=shown.body(act.why))
        else:
            yield facts.AdviceShown(
                agency,
                shown.local(act.sought_at),
                was_sought=True,
                adviser=shown.who(act.adviser) if act.adviser is not None else None,
                adviser_words=shown.body(act.adviser_words),
                text=shown.body(act.advice),
            )
    yield from (facts.AdviceShown(shown.agency(agency)) for agency in advice.lacking(case))


def _member(shown: View, person: int) -> facts.Member:
    """Their post of the agency for which they have their part, and where it acts (Beds 2.7)."""
    titles = {tier.id: tier.title for tier in shown.case.rules.procedure.tiers}
    agency = shown.case.agency_of(person)
    held = [post.tier for post in shown.roster.posts_held_by(person) if post.agency_id == agency]
    return facts.Member(shown.who(person), titles.get(held[0], "") if held else "")


def _missing_partnership(case: Case) -> tuple[facts.Party, ...]:
    """It has no name of its own in the roster, so the tier's stands for it."""
    return (facts.Party(0, case.tier.title, is_vacant=True),) if lacks_partnership(case) else ()


def _rungs(case: Case) -> tuple[facts.Rung, ...]:
    places = {-1: "done", 0: "now", 1: "next"}
    return tuple(
        facts.Rung(tier.title, places[(index > case.tier_index) - (index < case.tier_index)])
        for index, tier in enumerate(case.rules.procedure.tiers)
    )


def next_tier(case: Case) -> str:
    """Return the title of the tier above; empty at the top."""
    return "" if case.is_at_the_top else case.rules.procedure.tiers[case.tier_index + 1].title


def next_step(case: Case) -> str:
    """Return the name of the step that follows when this one's time runs out; empty where none does."""
    following = steps.next_step(case)
    ends_sooner = case.protect_by is not None and case.protect_by == case.due_at
    if following is None or ends_sooner or case.due_at is None:
        return ""
    return case.tier.chain[following].title


def _same_child(case: Case) -> bool:
    """Ticked in a note by somebody of each agency (wording.md: not yet checked until then)."""
    ticked = {case.agency_of(note.author) for note in case.notes if note.content.same_child}
    return ticked >= set(case.agencies)


def _communication(shown: View, found: Communication) -> facts.Communication:
    who, what, kept = shown.who(found.person), shown.body(found.what), shown.body(found.kept)
    return facts.Communication(found.number, who, what, found.sent_on, kept)


def _action(shown: View, action: Action) -> facts.Action:
    return facts.Action(
        number=action.number,
        text=shown.body(action.text),
        owner=shown.who(action.owner),
        by=action.by,
        note=action.note or 0,
        done_at=shown.local_if_any(action.done_at),
        done_by=shown.who(action.done_by) if action.done_by is not None else None,
    )


def policy_of(shown: View, issue: PolicyIssue, *, is_held: bool = False) -> facts.PolicyShown:
    """Return a policy issue as shown, by itself."""
    received_by, answered_by = issue.received_by, issue.answered_by
    return facts.PolicyShown(
        reference=shown.case.reference,
        number=issue.number,
        kind="policy" if issue.is_policy else "procedure",
        raised_at=shown.local(issue.raised_at),
        words=shown.body(issue.words),
        received_by=shown.who(received_by) if received_by is not None else None,
        received_at=shown.local_if_any(issue.received_at),
        answer=shown.body(issue.answer),
        answered_by=shown.who(answered_by) if answered_by is not None else None,
        is_held=is_held,
    )


def _dissent(shown: View, entry: Entry) -> facts.DissentShown:
    act = entry.act
    assert isinstance(act, acts.StillDisagreed), "kept as such"
    assert entry.by is not None, "a person disagrees"
    return facts.DissentShown(shown.who(entry.by), shown.local(entry.at), shown.body(act.words))


def _safety(shown: View) -> facts.SafetyShown | None:
    found = shown.case.safety
    if found is None:
        return None
    return facts.SafetyShown(
        shown.who(found.holder), shown.local(found.check_at), is_asked=found.asked_at is not None
    )


def _review(shown: View, entry: Entry) -> facts.ReviewShown:
    act = entry.act
    assert isinstance(act, acts.LookedAgain), "kept as such"
    assert entry.by is not None, "a person looked"
    texts = shown.body(act.why), shown.body(act.would_change)
    return facts.ReviewShown(shown.who(entry.by), act.review, *texts)


def _step(shown: View, entry: Entry) -> facts.StepShown:
    act = entry.act
    assert isinstance(act, acts.ProtectiveStep), "kept as such"
    texts = (act.by_whom, act.their_reference, act.detail)
    return facts.StepShown(
        at=shown.local(act.taken_at),
        step=act.step,
        stands=act.stands,
        texts=tuple(body for body in map(shown.body, texts) if body),
        has_reference=act.their_reference is not None,
    )


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


_OF_A_NOTE = (owed.What.APPROVAL, owed.What.NOTE_COPY)


def _waiting_item(shown: View, item: owed.Waiting) -> facts.WaitingItem:
    found = shown.case.note(item.number) if item.what in _OF_A_NOTE else None
    duty = shown.case.duties[item.number - 1].duty if item.what is owed.What.DUTY else None
    return facts.WaitingItem(
        reference=shown.case.reference,
        what=item.what,
        number=item.number,
        version=found.version if found else 0,
        due_at=shown.local_if_any(item.due_at),
        room=shown.room,
        title=duty.title if duty else "",
    )
