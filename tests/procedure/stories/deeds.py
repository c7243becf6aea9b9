"""What people and time do while a disagreement is open: each deed by its name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from procedure import (
    acts,
    advice,
    clocks,
    closing,
    details,
    dissent,
    duties,
    inside,
    joining,
    ladder,
    mailing,
    policy,
    putting_back,
    rooms,
    safety,
    support,
    withdrawing,
)
from procedure.acts import (
    About,
    ChangeReason,
    Consent,
    Meeting,
    PartySide,
    Review,
    Step,
    Talk,
)
from procedure.clocks import Clock, Kind
from procedure.ladder import Promise
from procedure.refusal import Refused
from tests.procedure.stories.scene import (
    WORDS,
    Deed,
    Scene,
    acting,
    called,
    leads,
    the_raiser,
    with_a_part,
)
from tests.procedure.stories.world import HOSPITAL, POLICE, SCHOOL

# --- what time does -----------------------------------------------------------------------------------


def a_clock_strikes(scene: Scene) -> None:
    """The earliest clock that is due does what it says."""
    due = [clock for clock in clocks.wanted(scene.case) if clock.due_at <= scene.now]
    if not due:
        raise Refused("nothing_due")
    strike(scene, min(due, key=lambda clock: clock.due_at))


def strike(scene: Scene, clock: Clock) -> None:
    """Do what one clock says."""
    scene.record(*_STRIKES[clock.kind](scene, clock))


def _safety_check(scene: Scene, clock: Clock) -> tuple[acts.Act, ...]:
    safe = scene.case.safety
    is_asked = safe is not None and safe.asked_at is not None
    return (acts.SafetyUnanswered() if is_asked else safety.ask(scene.case, scene.now),)


_STRIKES: Mapping[Kind, Callable[[Scene, Clock], Sequence[acts.Act]]] = {
    Kind.TIER_ENDS: lambda scene, clock: ladder.time_ran_out(scene.case, scene.roster, scene.now),
    Kind.CALL_AGAIN: lambda scene, clock: (
        ladder.call_again(scene.case, clock.subject, scene.roster, scene.now),
    ),
    Kind.BY_MAIL: lambda scene, clock: mailing.not_arrived(scene.case, scene.roster, scene.now),
    Kind.LOOK_AGAIN: lambda scene, clock: ladder.looked_for(scene.case, scene.roster, scene.now),
    Kind.CONFIRMATION: lambda scene, clock: (closing.confirmation_late(scene.case),),
    Kind.DUTY: lambda scene, clock: duties.late(scene.case, scene.now),
    Kind.SAFETY_CHECK: _safety_check,
    Kind.POLICY: lambda scene, clock: (
        policy.call_again(scene.case, clock.subject, scene.roster, scene.now),
    ),
}


def the_calls_arrive(scene: Scene) -> None:
    """Whatever calls are on their way reach whom they are to."""
    for call in scene.case.calls:
        arrived = ladder.call_delivered(scene.case, call.holder.agency_id, call.people[0], scene.now)
        scene.record(*([arrived] if arrived else ()))


def a_call_is_refused(scene: Scene) -> None:
    """Slack takes no message for one of those called; their account is not gone."""
    scene.record(acts.NotDelivered("call", scene.one_of(called(scene)), "user_disabled"))


def what_was_refused_is_dealt_with(scene: Scene) -> None:
    """Somebody told them another way."""
    if not scene.case.not_delivered:
        raise Refused("dealt_with_already")
    how = scene.one_of(list(acts.MadeGood))
    scene.record(acts.DealtWith("call", scene.one_of(with_a_part(scene)), how))


def a_room_is_made(scene: Scene) -> None:
    """A room exists."""
    scene.record(acts.RoomOpened())


def a_room_is_lost(scene: Scene) -> None:
    """A room is archived, deleted or closed to us."""
    if not scene.case.has_room:
        raise Refused("no_room_already")
    scene.record(rooms.lost(scene.case, "is_archived", scene.now))


def a_room_fails(scene: Scene) -> None:
    """No room can be had, or it is lost."""
    if scene.case.has_room is False:
        raise Refused("no_room_already")
    scene.record(acts.RoomFailed("room_lost"))


# --- who is who ---------------------------------------------------------------------------------------


def an_account_goes(scene: Scene) -> None:
    """An account is deactivated: whoever acts instead is called."""
    gone = scene.one_of([*called(scene), *acting(scene), *with_a_part(scene)])
    scene.knows(gone, is_reachable=False, has_mail=False)
    _pass_on(scene, gone, ChangeReason.UNREACHABLE)


def leave_begins(scene: Scene) -> None:
    """Somebody's leave begins, with or without a cover of their own."""
    absent = scene.one_of([*called(scene), *acting(scene), *leads(scene)])
    theirs = [each.id for each in scene.roster.people.values() if each.agency_id == absent // 1000]
    scene.knows(absent, is_away=True, covered_by=scene.one_of([None, *theirs]))
    _pass_on(scene, absent, ChangeReason.AWAY)


def somebody_is_back(scene: Scene) -> None:
    """An account is put right, or leave is over."""
    lost = [each.id for each in scene.roster.people.values() if each.is_away or not each.is_reachable]
    scene.knows(scene.one_of(lost), is_away=False, is_reachable=True)


def a_post_gets_a_stand_in(scene: Scene) -> None:
    """A lead names a deputy for a post at the tier reached: they are called where nobody could be."""
    posts = [post for post in scene.roster.posts.values() if post.tier == scene.case.tier.id]
    post = scene.one_of([post for post in posts if post.agency_id in scene.case.vacant] or posts)
    theirs = [each.id for each in scene.roster.people.values() if each.agency_id == post.agency_id]
    named = scene.one_of(scene.roster.available(theirs, frozenset((*post.holders, *post.deputies))))
    posts_now = {**scene.roster.posts, post.id: replace(post, deputies=(*post.deputies, named))}
    scene.roster = replace(scene.roster, posts=posts_now)
    filled = ladder.filled(scene.case, post.agency_id, scene.roster, scene.now)
    scene.record(*([filled] if filled else ()))


def an_agency_chooses_its_route(scene: Scene) -> None:
    """Its designated leads choose to be called in preference to line management, or no longer."""
    agency = scene.roster.agencies[scene.one_of(scene.case.agencies)]
    chosen = replace(agency, route="" if agency.route else "designated")
    scene.roster = replace(scene.roster, agencies={**scene.roster.agencies, agency.id: chosen})


def _pass_on(scene: Scene, leaving: int, reason: ChangeReason) -> None:
    for agency in ladder.left_without(scene.case, leaving, scene.roster):
        scene.record(ladder.replaced(scene.case, agency, leaving, reason, scene.roster, scene.now))
    scene.record(*ladder.nobody_left(scene.case, scene.roster, scene.now))
    scene.record(*inside.in_place_of_the_raiser(scene.case, scene.roster))


# --- who has a part -----------------------------------------------------------------------------------


def an_agency_joins(scene: Scene) -> None:
    """An agency is concerned too; a specialist facility brings its host with it."""
    agency = scene.one_of([SCHOOL, POLICE, HOSPITAL])
    practitioners = scene.one_of([(), (1000 * agency + 1,)])
    party = acts.Party(agency, PartySide.INVOLVED, 10 * agency, practitioners)
    scene.does(joining.agency_joins(scene.case, scene.by, party, scene.roster, scene.now))
    involve_facilities(scene)


def involve_facilities(scene: Scene) -> None:
    """Record each facility that has a side, and have its host join."""
    for involved in joining.facilities_involved(scene.case, scene.roster):
        scene.record(involved)
        scene.record(*joining.host_joins(scene.case, involved.host_id, scene.roster, scene.now))


def a_manager_joins(scene: Scene) -> None:
    """A practitioner has their own manager join."""
    manager = scene.one_of(joining.managers_to_ask(scene.case, scene.by, scene.roster))
    scene.does(joining.manager_joins(scene.case, scene.by, manager, scene.roster))


def it_is_raised_for_somebody(scene: Scene) -> None:
    """A lead says on whose behalf they raised it."""
    person = scene.one_of(scene.roster.people)
    scene.does(support.raise_for(scene.case, scene.by, person, scene.roster))


def somebody_is_taken_out(scene: Scene) -> None:
    """Somebody invited by mistake has no part any more; whoever acts instead is called."""
    person = scene.one_of(with_a_part(scene))
    called_for = [call.holder.agency_id for call in scene.case.calls if person in call.people]
    scene.does(ladder.take_out(scene.case, scene.by, person))
    for agency in called_for:
        reason = ChangeReason.TAKEN_OUT
        scene.does(ladder.replaced(scene.case, agency, person, reason, scene.roster, scene.now))
    scene.record(*ladder.nobody_left(scene.case, scene.roster, scene.now))


def a_part_is_handed_over(scene: Scene) -> None:
    """A part, and the calls with it, go to a colleague."""
    colleagues = [each.id for each in scene.roster.people.values() if each.agency_id == scene.by // 1000]
    taker = scene.one_of(colleagues)
    for agency in [call.holder.agency_id for call in scene.case.calls if scene.by in call.people]:
        scene.does(ladder.handed_to(scene.case, agency, scene.by, taker, scene.roster, scene.now))
    scene.does(ladder.hand_over(scene.case, scene.by, taker, scene.roster))


# --- at a tier ----------------------------------------------------------------------------------------


def it_is_not_theirs(scene: Scene) -> None:
    """Somebody called says that it isn't theirs, and may say whose it is."""
    colleagues = [each.id for each in scene.roster.people.values() if each.agency_id == scene.by // 1000]
    named = scene.one_of([None, *colleagues])
    scene.does(ladder.not_mine(scene.case, scene.by, named, scene.roster, scene.now))
    scene.record(*ladder.nobody_left(scene.case, scene.roster, scene.now))


def a_lead_names_a_stand_in(scene: Scene) -> None:
    """A lead says who acts for an agency."""
    if scene.by not in inside.watchers(scene.case, scene.roster):
        raise Refused("not_a_lead")
    agency = scene.one_of([*scene.case.vacant, *scene.case.agencies])
    theirs = [each.id for each in scene.roster.people.values() if each.agency_id == agency]
    named = scene.one_of(theirs)
    scene.does(ladder.name_stand_in(scene.case, agency, named, scene.roster, scene.now))


def it_is_unresolved(scene: Scene) -> None:
    """Whoever acts moves it up; inside an agency the one who raised it."""
    case = scene.case
    if case.is_inside:
        moved = inside.declare_unresolved(case, scene.by, scene.roster, scene.now, believes_harm=True)
    else:
        moved = ladder.declare_unresolved(case, scene.by, scene.roster, scene.now)
    scene.does(moved)


def putting_back_is_answered(scene: Scene) -> None:
    """One more side says whether the child can wait longer; mostly it can."""
    proposed_at = scene.case.put_back.proposed_at if scene.case.put_back else scene.now
    if asked := [
        each for agency in putting_back.waiting_for(scene.case) for each in scene.case.acting(agency)
    ]:
        scene.by = scene.one_of([*asked, scene.by])
    agrees = scene.one_of([True, True, True, False])
    answered, *follows = putting_back.answer(scene.case, scene.by, proposed_at, agrees=agrees)
    scene.does(answered)
    scene.record(*follows)


def more_is_said(scene: Scene) -> None:
    """The side that raised it says what it is about, and may have somebody copied."""
    subject = scene.one_of([None, *scene.case.rules.procedure.subjects])
    chair = scene.one_of([None, *scene.roster.people]) if subject and subject.copied_to else None
    asked = [acts.Answered(question.id, WORDS) for question in subject.asks] if subject else []
    draft = details.Draft(
        about=scene.one_of(About),
        subject=subject.id if subject else "",
        answers=tuple(asked),
        chair=chair,
        meeting=Meeting.CORE_GROUP,
        met_on=scene.now.date() - timedelta(days=2),
        talk=Talk(why_not=WORDS),
    )
    act = details.add(scene.case, scene.by, draft, scene.now.date())
    scene.does(*details.copied(scene.case, act, scene.roster), act)


def _hours(scene: Scene, *hours: int) -> timedelta:
    return timedelta(hours=scene.one_of(hours))


OPEN: tuple[Deed, ...] = (
    Deed("a clock strikes", a_clock_strikes, weight=14),
    Deed("the calls arrive", the_calls_arrive, weight=6),
    Deed("a call is refused", a_call_is_refused),
    Deed("what was refused is dealt with", what_was_refused_is_dealt_with),
    Deed("a room is made", a_room_is_made),
    Deed("a room is lost", a_room_is_lost),
    Deed("a room fails", a_room_fails),
    Deed("an account goes", an_account_goes, weight=2),
    Deed("leave begins", leave_begins, weight=2),
    Deed("somebody is back", somebody_is_back),
    Deed("a post gets a stand-in", a_post_gets_a_stand_in),
    Deed("an agency chooses its route", an_agency_chooses_its_route),
    Deed("an agency joins", an_agency_joins, with_a_part),
    Deed("a manager joins", a_manager_joins, with_a_part, weight=2),
    Deed("it is raised for somebody", it_is_raised_for_somebody, the_raiser),
    Deed("somebody is taken out", somebody_is_taken_out, with_a_part),
    Deed("a part is handed over", a_part_is_handed_over, with_a_part, weight=2),
    Deed(
        "it is taken up",
        lambda scene: scene.does(ladder.take_up(scene.case, scene.by, scene.one_of(Promise), scene.now)),
        called,
        weight=2,
    ),
    Deed("it is not theirs", it_is_not_theirs, called, weight=2),
    Deed("a lead names a stand-in", a_lead_names_a_stand_in, leads, weight=2),
    Deed(
        "somebody is reached by phone",
        lambda scene: scene.does(
            ladder.reached_by_phone(scene.case, scene.by, scene.one_of(scene.case.agencies))
        ),
        with_a_part,
    ),
    Deed(
        "the decision is looked at again",
        lambda scene: scene.does(ladder.looked_again(scene.case, scene.by, scene.one_of(Review), WORDS)),
        acting,
    ),
    Deed("it is unresolved", it_is_unresolved, acting, weight=2),
    Deed(
        "the child needs it sooner",
        lambda scene: scene.does(
            ladder.bring_forward(scene.case, scene.by, scene.now + _hours(scene, 2, 30, 100), scene.now)
        ),
        with_a_part,
        weight=2,
    ),
    Deed(
        "the risk is answered",
        lambda scene: scene.does(
            ladder.answer_risk(
                scene.case,
                scene.by,
                scene.one_of([None, scene.now + timedelta(hours=5), scene.now + timedelta(days=30)]),
                scene.now,
            )
        ),
        with_a_part,
        weight=2,
    ),
    Deed(
        "somebody proposes to wait",
        lambda scene: scene.does(
            putting_back.propose(
                scene.case,
                scene.by,
                scene.one_of([None, scene.now + timedelta(hours=5), scene.now + timedelta(days=2)]),
                WORDS,
                scene.now,
            )
        ),
        acting,
        weight=6,
    ),
    Deed("waiting is answered", putting_back_is_answered, acting, weight=6),
    Deed(
        "safety is arranged",
        lambda scene: scene.does(
            safety.arrange(
                scene.case,
                scene.by,
                WORDS,
                scene.one_of(scene.case.parts),
                scene.now + _hours(scene, 1, 24),
                scene.now,
            )
        ),
        with_a_part,
        weight=2,
    ),
    Deed(
        "safety holds",
        lambda scene: scene.does(
            safety.holds(scene.case, scene.by, scene.now + _hours(scene, 2, 60), scene.now)
        ),
        with_a_part,
    ),
    Deed(
        "safety fails",
        lambda scene: scene.does(safety.fails(scene.case, scene.by, None, scene.now)),
        with_a_part,
    ),
    Deed("more is said", more_is_said, the_raiser),
    Deed(
        "the kind is named",
        lambda scene: scene.does(details.name_kind(scene.case, scene.by, About.DECISION)),
        the_raiser,
    ),
    Deed(
        "an agency says of its own procedure",
        lambda scene: scene.does(details.own_procedure(scene.case, scene.by, has_begun=True)),
        with_a_part,
    ),
    Deed(
        "it is taken back",
        lambda scene: scene.does(ladder.take_back(scene.case, scene.by, scene.now)),
        the_raiser,
    ),
    Deed(
        "withdrawal is asked",
        lambda scene: scene.does(withdrawing.ask(scene.case, scene.by, WORDS, scene.roster)),
        the_raiser,
    ),
    Deed(
        "withdrawal is answered",
        lambda scene: scene.does(
            withdrawing.answer(scene.case, scene.by, scene.one_of(Consent), None, scene.roster)
        ),
        leads,
        weight=4,
    ),
)
"""What can happen while it is open, and only then."""

ALWAYS: tuple[Deed, ...] = (
    Deed(
        "a protective step is taken",
        lambda scene: scene.does(
            ladder.protective_step(
                scene.case, scene.by, acts.ProtectiveStep(scene.one_of(Step), scene.now, None), scene.now
            )
        ),
        with_a_part,
    ),
    Deed(
        "a policy issue is raised",
        lambda scene: scene.does(policy.raise_issue(scene.case, scene.by, WORDS, scene.roster, scene.now)),
        leads,
    ),
    Deed(
        "a problem of the procedure is raised",
        lambda scene: scene.does(policy.raise_problem(scene.case, scene.by, WORDS, scene.roster, scene.now)),
        with_a_part,
    ),
    Deed(
        "a policy issue is received",
        lambda scene: scene.does(policy.receive(scene.case, scene.by, _issue(scene))),
        lambda scene: [person for issue in scene.case.policy_issues for person in issue.holders],
    ),
    Deed(
        "a policy issue is dealt with",
        lambda scene: scene.does(policy.deal_with(scene.case, scene.by, _issue(scene), WORDS)),
        lambda scene: [person for issue in scene.case.policy_issues for person in issue.holders],
    ),
    Deed(
        "somebody still disagrees",
        lambda scene: scene.does(dissent.still_disagree(scene.case, scene.by, WORDS)),
        with_a_part,
    ),
    Deed(
        "somebody is supported",
        lambda scene: scene.does(
            support.ask_support(scene.case, scene.by, scene.one_of(scene.roster.people), scene.roster)
        ),
        with_a_part,
    ),
    Deed(
        "advice is sought",
        lambda scene: scene.does(
            advice.sought(scene.case, scene.by, None, WORDS, scene.now, WORDS, scene.now)
        ),
        acting,
    ),
    Deed(
        "advice is not sought",
        lambda scene: scene.does(advice.not_sought(scene.case, scene.by, WORDS)),
        acting,
    ),
    Deed(
        "something owed is done",
        lambda scene: scene.does(
            duties.say_done(
                scene.case, scene.by, scene.one_of(owed.number for owed in scene.case.duties_owed)
            )
        ),
        with_a_part,
    ),
    Deed("a later clock strikes", a_clock_strikes, weight=4),
)
"""What can happen however far it has come."""


def _issue(scene: Scene) -> int:
    return scene.one_of(issue.number for issue in scene.case.policy_issues)
