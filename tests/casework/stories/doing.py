"""The deeds of the stories as people do them: each by its name, through its own use case."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any, TypeVar

from casework import (
    actions,
    advising,
    afterwards,
    communications,
    details,
    duties,
    follow_up,
    joining,
    leave,
    lessons,
    notes,
    policy,
    posts,
    protecting,
    raising,
    reopening,
    resolution,
    rooms,
    routing,
    showing,
    support,
    tiers,
    undelivered,
    withdrawing,
)
from casework.raising import Named
from procedure import joining as joining_rules
from procedure import putting_back
from procedure.acts import (
    About,
    Answer,
    Channel,
    Consent,
    Leaves,
    MadeGood,
    Meeting,
    RaiserAnswer,
    Review,
    Settlement,
    Stands,
    Step,
)
from procedure.case import Note
from procedure.ladder import Promise
from procedure.refusal import Refused
from procedure.written import RouteId
from tests.casework.casebook import Casebook
from tests.procedure.stories.scene import Scene, acting, called, leads, with_a_part

T = TypeVar("T")

WORDS = "What was said."
NO_NAMES = {"identifiers_checked": False}
_FORMS = count(1)


@dataclass(frozen=True)
class Doing:
    """
    Somebody about to do something; `scene` says how it stands, and has whatever chance decides. `words` are
    whatever they type, `forms` number the forms that they send.
    """

    casebook: Casebook
    reference: str
    scene: Scene
    words: str = WORDS
    forms: Iterator[int] = _FORMS

    def new_form(self) -> str:
        """Return a form's own id."""
        return f"story {next(self.forms)}"

    @property
    def by(self) -> int:
        """Who does it."""
        return self.scene.by

    def one_of(self, options: Any) -> Any:
        """Return one of the options, as chance has it."""
        return self.scene.one_of(options)

    def asks(self, use_case: Callable[..., T], *given: Any, **named: Any) -> T:
        """Have a use case done on the disagreement."""
        now = self.casebook.now
        return use_case(self.casebook.database, self.reference, *given, by=self.by, now=now, **named)

    def later(self, *hours: int) -> Any:
        """Return an instant that lies ahead by one of these hours."""
        return self.casebook.now + timedelta(hours=self.one_of(hours))

    @property
    def today(self) -> Any:
        """The day in the area."""
        return self.scene.case.rules.calendar.local(self.casebook.now).date()

    def colleague(self) -> int:
        """Return somebody of the agency of whoever does it."""
        people = self.scene.roster.people
        own = people[self.by].agency_id
        return int(self.one_of(each.id for each in people.values() if each.agency_id == own))


def time_passes(doing: Doing) -> None:
    """Whatever is due strikes, once."""
    doing.casebook.strikes()


def all_goes_out(doing: Doing) -> None:
    """Whatever is on its way arrives, in words."""
    doing.casebook.sends()


def a_call_is_refused(doing: Doing) -> None:
    """Slack takes nothing for one of those called."""
    person = doing.scene.roster.people[doing.one_of(called(doing.scene))]
    doing.casebook.refuses = frozenset({person.name.split()[0]})
    doing.casebook.sends()
    doing.casebook.refuses = frozenset()


def what_was_refused_is_dealt_with(doing: Doing) -> None:
    """Whoever watches over it says that they have rung."""
    casebook = doing.casebook
    for lead in ("Ruth", "Lucy"):
        watching = casebook.person(lead)
        home = showing.home(casebook.database, watching, now=casebook.now)
        for each in home.undelivered:
            undelivered.deal_with(
                casebook.database, each.id, MadeGood.TELEPHONED, by=watching, now=casebook.now
            )


def a_room_is_lost(doing: Doing) -> None:
    """The room is gone."""
    room = doing.casebook.row(doing.reference).room
    rooms.lost(doing.casebook.database, room or "", now=doing.casebook.now)


def a_room_fails(doing: Doing) -> None:
    """The room is gone, and no other can be had."""
    a_room_is_lost(doing)
    doing.casebook.has_rooms = False
    doing.casebook.sends()
    doing.casebook.has_rooms = True


def an_account_goes(doing: Doing) -> None:
    """An account is deactivated."""
    gone = doing.one_of([*called(doing.scene), *acting(doing.scene), *with_a_part(doing.scene)])
    doing.casebook.loses(doing.scene.roster.people[gone].name.split()[0])


def leave_begins(doing: Doing) -> None:
    """Somebody enters their leave, which begins today."""
    absent = doing.one_of([*called(doing.scene), *acting(doing.scene), *leads(doing.scene)])
    form = leave.Form(doing.today, doing.today + timedelta(days=doing.one_of([0, 3, 20])))
    leave.enter(doing.casebook.database, form, by=absent, now=doing.casebook.now)


def somebody_is_back(doing: Doing) -> None:
    """An account is put right."""
    people = doing.scene.roster.people.values()
    name = doing.one_of(each.name for each in people if not each.is_reachable).split()[0]
    doing.casebook.account(f"U0{name.upper()}", name)


def a_post_gets_a_stand_in(doing: Doing) -> None:
    """A lead names somebody for a post at the tier reached."""
    scene = doing.scene
    post = doing.one_of(post for post in scene.roster.posts.values() if post.tier == scene.case.tier.id)
    theirs = [each.id for each in scene.roster.people.values() if each.agency_id == post.agency_id]
    lead = doing.one_of(scene.roster.safeguarding_leads())
    posts.name_stand_in(
        doing.casebook.database, post.id, doing.one_of(theirs), doing.today, by=lead, now=doing.casebook.now
    )


def an_agency_chooses_its_route(doing: Doing) -> None:
    """A designated lead chooses for their agency."""
    route = doing.one_of([RouteId.DESIGNATED, None])
    routing.choose(
        doing.casebook.database, route, by=doing.one_of(leads(doing.scene)), now=doing.casebook.now
    )


def an_agency_joins(doing: Doing) -> None:
    """An agency is concerned too."""
    doing.asks(joining.add_agency, Named("agency", doing.one_of(doing.scene.roster.agencies)))


def a_manager_joins(doing: Doing) -> None:
    """A practitioner has their own manager join."""
    asked = joining_rules.managers_to_ask(doing.scene.case, doing.by, doing.scene.roster)
    doing.asks(joining.ask_manager, doing.one_of(asked))


def a_lead_names_a_stand_in(doing: Doing) -> None:
    """A lead says who acts for an agency."""
    case, roster = doing.scene.case, doing.scene.roster
    agency = doing.one_of([*case.vacant, *case.agencies])
    theirs = [each.id for each in roster.people.values() if each.agency_id == agency]
    doing.asks(tiers.name_stand_in, agency, doing.one_of(theirs))


def it_is_unresolved(doing: Doing) -> None:
    """Whoever may moves it up."""
    if doing.scene.case.is_inside:
        doing.asks(tiers.move_up_inside, believes_harm=True)
    else:
        doing.asks(tiers.move_up)


def waiting_is_answered(doing: Doing) -> None:
    """One more side says whether the child can wait."""
    case = doing.scene.case
    asked = [each for agency in putting_back.waiting_for(case) for each in case.acting(agency)]
    doing.scene.by = doing.one_of([*asked, doing.by])
    proposed_at = case.put_back.proposed_at if case.put_back else doing.casebook.now
    doing.asks(protecting.answer_to_wait, proposed_at, agrees=doing.one_of([True, True, False]))


def more_is_said(doing: Doing, *, own_procedure: bool | None = None) -> None:
    """The side that raised it says what it is about."""
    subject = doing.one_of([None, *doing.scene.case.rules.procedure.subjects])
    chair = doing.one_of([None, *doing.scene.roster.people]) if subject and subject.copied_to else None
    form = details.Form(
        about=doing.one_of(About),
        subject=subject.id if subject else "",
        answers=tuple((question.id, doing.words) for question in subject.asks) if subject else (),
        chair=chair,
        meeting=Meeting.CORE_GROUP,
        met_on=doing.today,
        manager=None,
        talked_on=None,
        manager_view="",
        why_not=doing.words,
        own_procedure=own_procedure,
        identifiers_checked=False,
    )
    doing.asks(details.add, form)


def a_step_is_taken(doing: Doing) -> None:
    """A step that protects the child."""
    form = tiers.StepForm(
        doing.one_of(Step), doing.one_of(Stands), doing.casebook.now, "", "", "", identifiers_checked=False
    )
    doing.asks(tiers.take_step, form)


def safety_is_looked_at(*, holds: bool) -> Callable[[Doing], None]:
    """Return that somebody finds that it holds, or does not."""

    def found(doing: Doing) -> None:
        next_time = doing.later(2, 60) if holds else None
        form = protecting.CheckForm(holds, next_time, "", identifiers_checked=False)
        doing.asks(protecting.check_safety, form)

    return found


def _note_form(doing: Doing) -> notes.Form:
    scene = doing.scene
    there = doing.one_of([*acting(scene), *with_a_part(scene), *scene.roster.people])
    return notes.Form(
        form_id=doing.new_form(),
        held_at=doing.casebook.now - timedelta(hours=doing.one_of([0, 0, 2, 50])),
        channel=doing.one_of([Channel.CALL, Channel.MEETING, Channel.ADVICE]),
        took_part=(there,),
        others=doing.one_of(["", "", doing.words]),
        said=doing.words,
        child=doing.words,
        actions="",
        same_child=False,
        leaves=doing.one_of([Leaves.PARTLY, Leaves.SETTLED]),
        identifiers_checked=False,
    )


def on_a_note(does: Callable[[Doing, Note], object]) -> Callable[[Doing], object]:
    """Return what somebody does with one of the notes."""
    return lambda doing: does(doing, doing.one_of(doing.scene.case.notes))


def _approves(doing: Doing, note: Note) -> None:
    missing = [each for each in note.content.took_part if each not in note.approved_by]
    doing.scene.by = doing.one_of([*missing, *missing, doing.by])
    doing.asks(notes.approve, note.number, note.version)


def _hears(doing: Doing, note: Note) -> None:
    form = notes.HeardForm(
        doing.new_form(), doing.words, doing.casebook.now, is_right=True, words="", identifiers_checked=False
    )
    doing.asks(notes.read_back, note.number, note.version, form)


def an_outcome_is_proposed(doing: Doing) -> None:
    """What was agreed is put in writing."""
    still_open = doing.one_of(["nothing", "Who tells the nursery"])
    form = resolution.Form(
        doing.one_of(Settlement),
        doing.words,
        still_open,
        doing.words,
        Answer.ACCEPT,
        identifiers_checked=False,
    )
    doing.asks(resolution.propose, form)


def an_outcome_is_answered(doing: Doing) -> None:
    """One more agency answers."""
    outcome = doing.scene.case.outcome
    proposed_at = outcome.proposed_at if outcome else doing.casebook.now
    given = doing.one_of([*[Answer.AGREE] * 6, Answer.ACCEPT, Answer.DO_NOT_AGREE])
    doing.asks(resolution.answer, given, proposed_at, doing.words)


def the_last_is_answered(doing: Doing) -> None:
    """Whoever has not answered yet agrees."""
    case = doing.scene.case
    if case.outcome is None:
        raise Refused("no_outcome")
    agency = doing.one_of(agency for agency in case.agencies if agency not in case.outcome.answers)
    doing.scene.by = doing.one_of(case.answering(agency))
    doing.asks(resolution.answer, Answer.AGREE, case.outcome.proposed_at)


def a_copy_is_filed(doing: Doing) -> None:
    """An agency whose copy is missing files it."""
    case = doing.scene.case
    missing = [person for person, agency in case.parts.items() if agency in case.unfiled]
    doing.scene.by = doing.one_of([person for person in missing if person not in case.supporters])
    doing.asks(resolution.file_copy)


def _issue(doing: Doing) -> int:
    return int(doing.one_of(issue.number for issue in doing.scene.case.issues))


def _policy_issue(doing: Doing) -> int:
    return int(doing.one_of(issue.number for issue in doing.scene.case.policy_issues))


def _reports(kind: policy.Kind) -> Callable[[Doing], None]:
    return lambda doing: doing.asks(policy.report, policy.Form(kind, doing.words, identifiers_checked=False))


DOES: Mapping[str, Callable[[Doing], object]] = {
    "a clock strikes": time_passes,
    "a later clock strikes": time_passes,
    "the calls arrive": all_goes_out,
    "a room is made": all_goes_out,
    "a call is refused": a_call_is_refused,
    "what was refused is dealt with": what_was_refused_is_dealt_with,
    "a room is lost": a_room_is_lost,
    "a room fails": a_room_fails,
    "an account goes": an_account_goes,
    "leave begins": leave_begins,
    "somebody is back": somebody_is_back,
    "a post gets a stand-in": a_post_gets_a_stand_in,
    "an agency chooses its route": an_agency_chooses_its_route,
    "an agency joins": an_agency_joins,
    "a manager joins": a_manager_joins,
    "it is raised for somebody": lambda doing: doing.asks(
        support.raise_for, doing.one_of(doing.scene.roster.people)
    ),
    "somebody is taken out": lambda doing: doing.asks(tiers.take_out, doing.one_of(with_a_part(doing.scene))),
    "a part is handed over": lambda doing: doing.asks(tiers.hand_over, doing.colleague()),
    "it is taken up": lambda doing: doing.asks(tiers.take_up, doing.one_of(Promise)),
    "it is not theirs": lambda doing: doing.asks(tiers.not_mine, doing.one_of([None, doing.colleague()])),
    "a lead names a stand-in": a_lead_names_a_stand_in,
    "somebody is reached by phone": lambda doing: doing.asks(
        tiers.reached_by_phone, doing.one_of(doing.scene.case.agencies)
    ),
    "the decision is looked at again": lambda doing: doing.asks(
        tiers.look_again, doing.one_of(Review), doing.words, **NO_NAMES
    ),
    "it is unresolved": it_is_unresolved,
    "the child needs it sooner": lambda doing: doing.asks(tiers.bring_forward, doing.later(2, 30, 100)),
    "the risk is answered": lambda doing: doing.asks(
        tiers.answer_risk, doing.one_of([None, doing.later(5, 700)])
    ),
    "somebody proposes to wait": lambda doing: doing.asks(
        protecting.propose_to_wait, doing.one_of([None, doing.later(5, 48)]), doing.words, **NO_NAMES
    ),
    "waiting is answered": waiting_is_answered,
    "safety is arranged": lambda doing: doing.asks(
        protecting.arrange_safety,
        protecting.SafetyForm(
            doing.words, doing.one_of(doing.scene.case.parts), doing.later(1, 24), identifiers_checked=False
        ),
    ),
    "safety holds": safety_is_looked_at(holds=True),
    "safety fails": safety_is_looked_at(holds=False),
    "more is said": more_is_said,
    "the kind is named": lambda doing: doing.asks(details.name_kind, About.DECISION),
    "an agency says of its own procedure": lambda doing: more_is_said(doing, own_procedure=True),
    "it is taken back": lambda doing: doing.asks(raising.take_back),
    "withdrawal is asked": lambda doing: doing.asks(withdrawing.ask, doing.words, **NO_NAMES),
    "withdrawal is answered": lambda doing: doing.asks(
        withdrawing.answer, doing.one_of(Consent), "", **NO_NAMES
    ),
    "a protective step is taken": a_step_is_taken,
    "a policy issue is raised": _reports(policy.Kind.POLICY),
    "a problem of the procedure is raised": _reports(policy.Kind.PROCEDURE),
    "a policy issue is received": lambda doing: doing.asks(policy.receive, _policy_issue(doing)),
    "a policy issue is dealt with": lambda doing: doing.asks(
        policy.deal_with, _policy_issue(doing), doing.words, **NO_NAMES
    ),
    "somebody still disagrees": lambda doing: doing.asks(policy.still_disagree, doing.words, **NO_NAMES),
    "somebody is supported": lambda doing: doing.asks(support.ask, doing.one_of(doing.scene.roster.people)),
    "advice is sought": lambda doing: doing.asks(
        advising.record_sought,
        advising.Sought(None, doing.words, doing.casebook.now, doing.words, identifiers_checked=False),
    ),
    "advice is not sought": lambda doing: doing.asks(advising.record_not_sought, doing.words, **NO_NAMES),
    "something owed is done": lambda doing: doing.asks(
        duties.say_done, doing.one_of(owed.number for owed in doing.scene.case.duties_owed)
    ),
    "a talk is noted": lambda doing: doing.asks(notes.add, _note_form(doing)),
    "a note is corrected": on_a_note(
        lambda doing, note: doing.asks(notes.correct, note.number, note.version, _note_form(doing))
    ),
    "a note is approved": on_a_note(_approves),
    "a note is disputed": on_a_note(
        lambda doing, note: doing.asks(notes.dispute, note.number, note.version, doing.words, **NO_NAMES)
    ),
    "a note is read back": on_a_note(_hears),
    "a note is filed": on_a_note(
        lambda doing, note: doing.asks(notes.file, note.number, note.version, "", **NO_NAMES)
    ),
    "an action is added": lambda doing: doing.asks(
        actions.add,
        actions.Form(
            doing.new_form(),
            doing.words,
            doing.one_of(doing.scene.case.parts),
            doing.today,
            None,
            identifiers_checked=False,
        ),
    ),
    "an action is done": lambda doing: doing.asks(
        actions.done, doing.one_of(one.number for one in doing.scene.case.actions)
    ),
    "a letter is listed": lambda doing: doing.asks(
        communications.add,
        communications.Form(
            doing.new_form(), doing.words, doing.today, doing.words, identifiers_checked=False
        ),
    ),
    "no letter is left": lambda doing: doing.asks(communications.complete),
    "an outcome is proposed": an_outcome_is_proposed,
    "an outcome is answered": an_outcome_is_answered,
    "the last is answered": the_last_is_answered,
    "a copy is filed": a_copy_is_filed,
    "an issue has its owner": lambda doing: doing.asks(
        resolution.own_issue, _issue(doing), doing.one_of(doing.scene.case.parts), doing.today
    ),
    "an issue is done": lambda doing: doing.asks(
        follow_up.finish_issue, _issue(doing), doing.words, **NO_NAMES
    ),
    "the raiser is told": lambda doing: doing.asks(
        follow_up.tell_raiser, doing.one_of(RaiserAnswer), doing.words, **NO_NAMES
    ),
    "it is referred for learning": lambda doing: doing.asks(lessons.refer, doing.words, **NO_NAMES),
    "it is closed": lambda doing: doing.asks(resolution.close),
    "somebody looks back": lambda doing: doing.asks(afterwards.look_back, doing.words, "", **NO_NAMES),
    "somebody is thanked": lambda doing: doing.asks(afterwards.thank, doing.one_of(doing.scene.case.parts)),
    "it is opened again": lambda doing: doing.asks(reopening.reopen, doing.words, **NO_NAMES),
}
"""What each deed of the stories is on a database; whoever else is named is chosen by chance, as there."""
