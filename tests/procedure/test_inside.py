"""Inside one agency: who is called, who moves it up, who says that it is settled, who may read it."""

from dataclasses import replace

import pytest

from procedure import acts, closing, details, inside, joining, ladder, line, notes, owed
from procedure.acts import Answer, Danger, MoveReason, Settlement, Way
from procedure.case import State
from procedure.changes import rebuild
from procedure.closing import Missing, Proposal
from procedure.inside import Raising
from procedure.ladder import Promise
from procedure.roster import Person, Post, Roster, Side, Standing
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    DEV,
    FRIDAY,
    GITA,
    GRACE,
    GWEN,
    HANA,
    HARI,
    HEALTH,
    HEALTH_VISITORS,
    OMAR,
    PRIYA,
    REFERENCE,
    ROSTER,
    RUTH,
    TIERS,
    TOM,
    WORDS,
    ZED,
    Told,
    away,
    called,
    note,
    refuses,
    with_posts,
    without_posts,
)
from tests.procedure.partnership import raised as between_agencies

PRIYAS = Side(HEALTH, HEALTH_VISITORS, (PRIYA,))


def asks(way: Way = Way.INSIDE, **changes: object) -> Raising:
    asked = Raising(
        way=way,
        danger=Danger.NONE,
        raised_by=PRIYA,
        agency_id=HEALTH,
        team_id=HEALTH_VISITORS,
        about=(ZED,),
        about_teams=(),
        protect_by=None,
        ask_lead=False,
        dispute=WORDS,
        wanted=WORDS,
        their_reference=None,
    )
    return replace(asked, **changes)  # type: ignore[arg-type]


def raised(rules: Rules, roster: Roster = ROSTER, way: Way = Way.INSIDE, **changes: object) -> Told:
    opened = inside.raise_inside(REFERENCE, asks(way, **changes), rules, roster, at(FRIDAY))
    entries = tuple(acts.Entry(seq, at(FRIDAY), PRIYA, act) for seq, act in enumerate(opened, start=1))
    return Told(rebuild(REFERENCE, rules, entries), entries, roster)


def proposal(answer: Answer = Answer.AGREE) -> Proposal:
    return Proposal(Settlement.NEW_PLAN, WORDS, WORDS, (), answer)


# --- with managers -------------------------------------------------------------------------------


@pytest.mark.clause("Beds 8.1")
def test_ones_own_manager_is_called_first_and_then_the_manager_above(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules)
    assert called(told.case) == {HEALTH: (GRACE,)}
    assert told.case.tier.id == "line_managers"
    assert told.case.due_at == at("Tuesday 2026-12-01 17:00")

    told = told.run_out()
    assert (called(told.case), told.case.tier.id) == ({HEALTH: (HANA,)}, "managers_above")
    top = told.delivered().case
    ended = ladder.time_ran_out(top, ROSTER, at("Thursday 2026-12-03 17:00"))
    assert [act.act for act in ended] == ["time_ran_out_at_the_top", "called_again"]


@pytest.mark.clause("London 11.1.2")
def test_each_text_has_its_own_clauses_for_it(london_rules: Rules, bedfordshire_rules: Rules) -> None:
    for rules, clause in ((london_rules, "London 11.1.2"), (bedfordshire_rules, "Beds 8.1")):
        told = raised(rules)
        assert told.case.rules.procedure.clause_for("raised") == clause
        assert told.case.rules.procedure.clause_for("note_saved") == rules.procedure.clause_for("note_saved")
        assert rebuild(REFERENCE, told.case.rules, told.entries) == told.case


def test_a_text_without_such_a_way_refuses_it(london_rules: Rules) -> None:
    text = replace(london_rules.procedure, inside_agency=None, written_concern=None)
    rules = replace(london_rules, procedure=text)

    assert rules.ways() == ()
    with refuses("one_agency"):
        raised(rules)


@pytest.mark.parametrize(
    ("roster", "about", "people", "standing"),
    [
        pytest.param(ROSTER, (), (GRACE,), Standing.HOLDER, id="their own manager"),
        pytest.param(away(GRACE), (), (GWEN,), Standing.DEPUTY, id="the deputy"),
        pytest.param(away(GRACE, GWEN), (), (HANA,), Standing.STANDING_IN, id="the next above"),
        pytest.param(
            ROSTER, (GRACE,), (HANA,), Standing.HOLDER, id="whom it is about, and their deputy, not"
        ),
        pytest.param(
            with_posts(replace(ROSTER.posts[1], holders=())), (), (GRACE,), Standing.HOLDER, id="the team's"
        ),
        pytest.param(
            with_posts(replace(ROSTER.posts[1], reports_to=8)), (), (GRACE,), Standing.HOLDER, id="of theirs"
        ),
    ],
)
def test_the_nearest_manager_who_can_be_called(
    london_rules: Rules, roster: Roster, about: tuple[int, ...], people: tuple[int, ...], standing: Standing
) -> None:
    (call,) = raised(london_rules, roster, about=about).case.calls

    assert (call.holder.people, call.holder.standing) == (people, standing)


def test_a_manager_who_raises_it_has_their_own_line() -> None:
    above = line.managers_above(Side(HEALTH, HEALTH_VISITORS, (GRACE,)), TIERS, ROSTER)

    assert [post.title for post in above] == ["service lead", "head of service"]


def test_whoever_was_called_below_is_not_called_again_above(london_rules: Rules) -> None:
    told = raised(london_rules, away(GRACE, GWEN)).run_out()

    assert called(told.case) == {HEALTH: (HARI,)}


def test_where_nobody_above_can_be_reached_it_is_looked_for_again_until_somebody_is(
    london_rules: Rules,
) -> None:
    nobody = away(GRACE, GWEN, HANA, HARI)
    told = raised(london_rules, nobody)
    assert (told.case.tier.id, told.case.vacant, told.case.calls) == ("managers_above", (HEALTH,), ())

    told = told.run_out()
    assert told.case.due_at == at("Thursday 2026-12-03 17:00")
    told = told.with_roster(ROSTER).run_out()

    assert called(told.case) == {HEALTH: (GRACE,)}
    assert told.case.vacant == ()


def test_looking_again_never_waits_past_protect_by_and_once_that_has_passed_the_time_is_short(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, away(GRACE, GWEN, HANA, HARI), protect_by=at("Tuesday 2026-12-01 12:00"))

    assert told.case.due_at == at("Tuesday 2026-12-01 12:00")
    told = told.run_out()

    assert told.case.protect_by is None
    assert (told.case.is_urgent, told.case.risk_asked_at) == (True, told.now)
    assert told.case.due_at == at("Tuesday 2026-12-01 13:00")


def test_looking_again_keeps_to_a_protect_by_that_lies_ahead(london_rules: Rules) -> None:
    told = raised(london_rules, away(GRACE, GWEN, HANA, HARI), protect_by=at("Wednesday 2026-12-02 09:00"))

    told = told.run_out()

    assert told.now == at("Tuesday 2026-12-01 17:00")
    assert told.case.due_at == at("Wednesday 2026-12-02 09:00")
    assert not told.case.is_urgent


@pytest.mark.clause("Beds 8.1")
def test_who_raised_it_moves_it_up_alone_who_believes_that_a_child_may_suffer_harm(
    bedfordshire_rules: Rules,
) -> None:
    case, now = raised(bedfordshire_rules).case, at(FRIDAY)

    with refuses("not_the_raiser"):
        inside.declare_unresolved(case, GRACE, ROSTER, now, believes_harm=True)
    with refuses("harm_not_believed"):
        inside.declare_unresolved(case, PRIYA, ROSTER, now, believes_harm=False)
    moved = inside.declare_unresolved(case, PRIYA, ROSTER, now, believes_harm=True)

    assert (moved.reason, moved.believes_harm) == (MoveReason.UNRESOLVED, True)
    top = raised(bedfordshire_rules).then(moved, by=PRIYA).case
    with refuses("top_tier_inside"):
        inside.declare_unresolved(top, PRIYA, ROSTER, now, believes_harm=True)


@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_the_time_is_short_and_the_risk_is_asked(london_rules: Rules) -> None:
    case = raised(london_rules, danger=Danger.NOW, dispute=None).case

    assert called(case) == {HEALTH: (GRACE,)}
    assert case.due_at == at("Friday 2026-11-27 17:50")
    assert (case.is_urgent, case.risk_asked_at) == (True, at(FRIDAY))
    assert {
        item.person for item in owed.waiting(case, set(ROSTER.people)) if item.what is owed.What.RISK
    } == {GRACE}


def test_a_time_that_protects_the_child_must_lie_ahead(london_rules: Rules) -> None:
    with refuses("protect_by_passed"):
        raised(london_rules, protect_by=at(FRIDAY))
    assert raised(london_rules, protect_by=at("Friday 2026-11-27 18:00")).case.due_at == at(
        "Friday 2026-11-27 18:00"
    )


def test_a_talk_of_manager_and_raiser_is_what_the_call_asked_for(london_rules: Rules) -> None:
    told = raised(london_rules).delivered()

    alone = told.then(note(GRACE, held=FRIDAY, others=WORDS), by=GRACE).case
    both = told.then(note(GRACE, PRIYA, held=FRIDAY), by=GRACE).case

    assert [call.talked_at is not None for call in (*alone.calls, *both.calls)] == [False, True]


def test_only_who_raised_it_says_that_it_is_settled(london_rules: Rules) -> None:
    told = raised(london_rules)
    proposed = told.then(closing.propose(told.case, GRACE, proposal()), by=GRACE)
    outcome = proposed.case.outcome
    assert outcome is not None
    assert (proposed.case.state, dict(outcome.answers)) == ("open", {})
    waits = [item for item in owed.waiting(proposed.case, set(ROSTER.people)) if item.what == "confirmation"]
    assert [item.person for item in waits] == [PRIYA]
    with refuses("not_the_raiser"):
        closing.answer(proposed.case, GRACE, Answer.AGREE, outcome.proposed_at)

    agreed = proposed.then(closing.answer(proposed.case, PRIYA, Answer.AGREE, outcome.proposed_at), by=PRIYA)
    at_once = told.then(closing.propose(told.case, PRIYA, proposal()), by=PRIYA)
    refused = proposed.then(
        closing.answer(proposed.case, PRIYA, Answer.DO_NOT_AGREE, outcome.proposed_at, WORDS), by=PRIYA
    )

    assert (agreed.case.state, at_once.case.state, refused.case.state) == ("agreed", "agreed", "open")
    assert refused.case.outcome is None
    assert [each.missing for each in closing.missing_for_closing(agreed.case)] == [Missing.COPY]


def test_nobody_of_another_agency_is_brought_in(london_rules: Rules) -> None:
    case = raised(london_rules).case

    with refuses("stays_inside"):
        joining.require_may_add(case, PRIYA)
    with refuses("stays_inside"):
        ladder.require_private(case, TOM, ROSTER)
    ladder.require_private(case, ZED, ROSTER)
    ladder.require_private(case, 999, ROSTER)  # whom nobody knows, the note itself refuses
    assert joining.without_a_side(case, [TOM], ROSTER) == ()
    with refuses("stays_inside"):
        details.copied(case, acts.Detailed(1, chair=TOM), ROSTER)


def test_who_is_called_can_pass_it_on_but_to_nobody_whom_it_is_about(london_rules: Rules) -> None:
    case = raised(london_rules).case

    with refuses("had_a_turn"):
        ladder.not_mine(case, GRACE, ZED, ROSTER, at(FRIDAY))
    passed = ladder.not_mine(case, GRACE, None, ROSTER, at(FRIDAY))

    assert passed.call is not None
    assert passed.call.holder.people == (GWEN,)


# --- in writing ----------------------------------------------------------------------------------


@pytest.mark.clause("Beds 8.2")
def test_a_written_concern_is_with_the_designated_lead_alone(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, way=Way.CONCERN, about=(GRACE,))

    assert called(told.case) == {HEALTH: (DEV,)}
    assert told.case.is_at_the_top
    assert told.case.rules.procedure.clause_for("raised") == "Beds 8.2"
    with refuses("empty"):
        raised(bedfordshire_rules, way=Way.CONCERN, dispute=None, danger=Danger.NOW)


@pytest.mark.clause("Beds 8.2")
def test_it_is_asked_again_each_working_day_until_it_is_taken_up(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, way=Way.CONCERN).run_out()
    (call,) = told.case.calls
    assert call.again_at == at("Tuesday 2026-12-01 09:00")

    again = told.then(
        ladder.call_again(told.case, HEALTH, ROSTER, at("Tuesday 2026-12-01 09:00")),
        when="Tuesday 2026-12-01 09:00",
    )
    taken = again.then(ladder.take_up(again.case, DEV, Promise.TODAY, again.now), by=DEV)

    assert [call.again_at for call in again.case.calls] == [at("Wednesday 2026-12-02 09:00")]
    assert [call.again_at for call in taken.case.calls] == [at("Tuesday 2026-12-01 17:00")]


@pytest.mark.parametrize(
    ("post", "about", "leads"),
    [
        pytest.param({}, (), (DEV,), id="the one there is"),
        pytest.param({}, (DEV,), (), id="not whom it is about"),
        pytest.param(
            {"holders": (), "deputies": (GITA, GRACE)}, (), (GITA,), id="no deputy in one's own line"
        ),
        pytest.param({"holders": (PRIYA,), "deputies": (GITA,)}, (), (GITA,), id="not oneself"),
        pytest.param({"agency_id": 2}, (), (), id="of no other agency"),
    ],
)
def test_to_whom_somebody_can_write(
    post: dict[str, object], about: tuple[int, ...], leads: tuple[int, ...]
) -> None:
    roster = with_posts(replace(ROSTER.posts[5], **post))  # type: ignore[arg-type]

    assert line.designated(PRIYAS, frozenset(about), TIERS, roster) == leads


@pytest.mark.clause("Beds 8.2")
def test_no_manager_is_let_into_it_and_only_another_designated_lead_can_take_it(
    bedfordshire_rules: Rules,
) -> None:
    second = Post(50, HEALTH, "named doctor", holders=(GITA, ZED), is_designated_lead=True)
    roster = with_posts(second)
    case = raised(bedfordshire_rules, with_posts(), way=Way.CONCERN).case

    for person in (GRACE, HANA, OMAR, RUTH, ZED):
        with refuses("concern_is_private"):
            ladder.require_private(case, person, roster)
    with refuses("concern_is_private"):
        ladder.hand_over(case, DEV, GRACE, ROSTER)
    with refuses("concern_is_private"):
        ladder.not_mine(case, DEV, GRACE, ROSTER, at(FRIDAY))
    ladder.require_private(case, PRIYA, roster)
    with refuses("concern_is_private"):
        notes.require_private(case, (PRIYA, GRACE), roster)
    notes.require_private(case, (PRIYA, GITA), roster)
    passed = ladder.not_mine(case, DEV, GITA, roster, at(FRIDAY))
    next_one = ladder.not_mine(case, DEV, None, roster, at(FRIDAY))

    assert passed.call
    assert next_one.call
    assert passed.call.holder.people == next_one.call.holder.people == (GITA,)


def test_a_concern_is_closed_without_a_copy_on_the_childs_file(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, way=Way.CONCERN)
    told = told.then(closing.propose(told.case, PRIYA, proposal()), by=PRIYA)

    assert closing.missing_for_closing(told.case) == ()
    assert closing.close(told.case, DEV) == acts.Closed()
    assert [item.what for item in owed.waiting(told.case, set(ROSTER.people))] == ["closing"]


def test_without_a_designated_lead_it_waits_and_nobody_is_said_to_have_it(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, away(DEV), way=Way.CONCERN)

    assert (told.case.calls, told.case.vacant) == ((), (HEALTH,))
    assert owed.waiting(told.case, set(ROSTER.people)) == ()
    told = told.run_out().with_roster(ROSTER).run_out()
    assert called(told.case) == {HEALTH: (DEV,)}


# --- who watches over it -------------------------------------------------------------------------


@pytest.mark.clause("Beds 8.2")
def test_who_watches_over_it_and_may_read_it(london_rules: Rules) -> None:
    with_manager, concern = raised(london_rules).case, raised(london_rules, way=Way.CONCERN).case
    about_the_lead = raised(london_rules, about=(DEV,)).case
    by_the_lead = replace(with_manager, raised_by=DEV)

    assert inside.watchers(with_manager, ROSTER) == (DEV,)
    assert inside.watchers(between_agencies(london_rules).case, ROSTER) == (RUTH,)
    assert [inside.watchers(case, ROSTER) for case in (concern, about_the_lead, by_the_lead)] == [(), (), ()]
    readers = [
        [person for person in ROSTER.people if inside.may_read(case, person, ROSTER)]
        for case in (with_manager, concern)
    ]
    assert readers == [[PRIYA, GRACE, DEV], [PRIYA, DEV]]


def test_the_roster_without_tiers_still_has_a_line() -> None:
    people = {**ROSTER.people, 150: Person(150, "Nia", HEALTH, HEALTH_VISITORS)}
    roster = replace(without_posts("senior_managers"), people=people)

    above = line.managers_above(Side(HEALTH, HEALTH_VISITORS, (150,)), TIERS, roster)

    assert [post.title for post in above] == ["team leader", "head of service"]


@pytest.mark.parametrize(
    ("way", "gone", "in_place"),
    [
        pytest.param(Way.INSIDE, (PRIYA,), (DEV,), id="the designated lead who watches over it"),
        pytest.param(Way.INSIDE, (PRIYA, DEV), (GRACE,), id="else the manager whom it is with"),
        pytest.param(Way.CONCERN, (PRIYA,), (DEV,), id="of a concern the lead whom it is with"),
        pytest.param(Way.INSIDE, (DEV,), (), id="nobody while they can be reached"),
        pytest.param(Way.INSIDE, (PRIYA, DEV, GRACE), (), id="nobody where there is nobody"),
    ],
)
def test_once_the_account_of_who_raised_it_is_gone_others_say_that_it_is_settled(
    london_rules: Rules, way: Way, gone: tuple[int, ...], in_place: tuple[int, ...]
) -> None:
    told = raised(london_rules, way=way).with_roster(away(*gone))

    joining_in = inside.in_place_of_the_raiser(told.case, told.roster)
    told = told.then(*joining_in)

    assert tuple(each.person for each in joining_in) == in_place
    assert told.case.answering(HEALTH) == (PRIYA, *in_place)
    assert inside.in_place_of_the_raiser(told.case, told.roster) == ()
    if in_place:
        told = told.then(closing.propose(told.case, in_place[0], proposal()), by=in_place[0])
        assert told.case.state is State.AGREED


def test_between_agencies_nobody_takes_the_raisers_place(london_rules: Rules) -> None:
    told = between_agencies(london_rules, roster=away(PRIYA))

    assert inside.in_place_of_the_raiser(told.case, told.roster) == ()
