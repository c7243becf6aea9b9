"""What people do besides answering a call: take back, move up, bring forward, protect, come and go."""

from collections.abc import Callable
from datetime import datetime

import pytest

from procedure import acts, ladder
from procedure.acts import Danger, MoveReason, Review, Step
from procedure.case import Case
from procedure.ladder import Promise
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FIRST_LINE,
    FRIDAY,
    GITA,
    GRACE,
    HANA,
    HEALTH,
    OMAR,
    PAM,
    POLICE,
    PRIYA,
    ROSTER,
    SENIOR,
    SOCIAL_CARE,
    TOM,
    TOP,
    WORDS,
    ZED,
    Told,
    away,
    called,
    raised,
    refuses,
)

Attempt = Callable[[Case, datetime], object]


def a_step(taken_at: datetime) -> acts.ProtectiveStep:
    """The police were called."""
    return acts.ProtectiveStep(Step.POLICE, taken_at, None)


def with_police(told: Told) -> Told:
    """Pam of the police was named in a note: she has a part, her agency is no party."""
    return told.then(acts.Joined(PAM, POLICE), by=PRIYA)


# --- taken back ----------------------------------------------------------------------------------


@pytest.mark.parametrize("danger", Danger)
def test_what_was_raised_by_mistake_can_be_taken_back_for_ten_minutes(
    london_rules: Rules, danger: Danger
) -> None:
    told = raised(london_rules, when=FRIDAY, danger=danger)

    assert ladder.take_back(told.case, PRIYA, at("Friday 2026-11-27 17:00")) == acts.TakenBack()


@pytest.mark.parametrize(
    ("by", "when", "reason", "facts"),
    [
        pytest.param(TOM, FRIDAY, "not_raised_by_you", {}, id="by somebody else"),
        pytest.param(
            PRIYA, "Friday 2026-11-27 17:01", "too_late_to_take_back", {"minutes": 10}, id="later than that"
        ),
    ],
)
def test_nobody_else_takes_it_back_and_not_later(
    london_rules: Rules, by: int, when: str, reason: str, facts: dict[str, object]
) -> None:
    told = raised(london_rules, when=FRIDAY)

    with pytest.raises(Refused) as refused:
        ladder.take_back(told.case, by, at(when))

    assert (refused.value.reason, refused.value.facts) == (reason, facts)


# --- an open disagreement ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param(lambda case, now: ladder.take_back(case, PRIYA, now), id="take back"),
        pytest.param(lambda case, now: ladder.take_up(case, TOM, Promise.HOUR, now), id="take up"),
        pytest.param(lambda case, now: ladder.not_mine(case, TOM, None, ROSTER, now), id="not mine"),
        pytest.param(
            lambda case, now: ladder.name_stand_in(case, SOCIAL_CARE, OMAR, ROSTER, now), id="stand-in"
        ),
        pytest.param(lambda case, now: ladder.reached_by_phone(case, PRIYA, SOCIAL_CARE), id="by phone"),
        pytest.param(lambda case, now: ladder.looked_again(case, TOM, Review.KEPT, WORDS), id="looked again"),
        pytest.param(lambda case, now: ladder.declare_unresolved(case, PRIYA, ROSTER, now), id="move up"),
        pytest.param(lambda case, now: ladder.bring_forward(case, PRIYA, now, now), id="bring forward"),
        pytest.param(lambda case, now: ladder.answer_risk(case, PRIYA, None, now), id="answer the risk"),
    ],
)
@pytest.mark.parametrize(
    ("end", "reason"),
    [
        pytest.param(acts.TakenBack(), "is_taken_back", id="taken back"),
        pytest.param(acts.Closed(), "is_closed", id="closed"),
    ],
)
def test_the_ladder_is_for_open_disagreements(
    london_rules: Rules, attempt: Attempt, end: acts.Act, reason: str
) -> None:
    told = raised(london_rules, when=FRIDAY).then(end, by=PRIYA)

    with pytest.raises(Refused) as refused:
        attempt(told.case, told.now)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "attempt",
    [
        pytest.param(lambda case, now: ladder.take_up(case, ZED, Promise.HOUR, now), id="take up"),
        pytest.param(lambda case, now: ladder.not_mine(case, ZED, None, ROSTER, now), id="not mine"),
        pytest.param(lambda case, now: ladder.looked_again(case, ZED, Review.KEPT, WORDS), id="looked again"),
        pytest.param(lambda case, now: ladder.declare_unresolved(case, ZED, ROSTER, now), id="move up"),
        pytest.param(lambda case, now: ladder.bring_forward(case, ZED, now, now), id="bring forward"),
        pytest.param(lambda case, now: ladder.answer_risk(case, ZED, None, now), id="answer the risk"),
        pytest.param(lambda case, now: ladder.protective_step(case, ZED, a_step(now), now), id="step"),
        pytest.param(lambda case, now: ladder.take_out(case, ZED, TOM), id="take out"),
        pytest.param(lambda case, now: ladder.take_out(case, PRIYA, ZED), id="be taken out"),
        pytest.param(lambda case, now: ladder.hand_over(case, ZED, GITA, ROSTER), id="hand over"),
    ],
)
def test_zed_has_no_part_and_can_do_nothing(london_rules: Rules, attempt: Attempt) -> None:
    told = raised(london_rules, when=FRIDAY)

    with refuses("no_part"):
        attempt(told.case, told.now)


# --- moved up ------------------------------------------------------------------------------------


@pytest.mark.clause("Beds 3.3")
@pytest.mark.clause("Beds 6.9")
@pytest.mark.parametrize("by", [PRIYA, TOM])
def test_practitioners_of_either_side_can_move_it_up_alone(bedfordshire_rules: Rules, by: int) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY)

    moved = ladder.declare_unresolved(told.case, by, ROSTER, told.now)

    assert (moved.reason, moved.tier) == (MoveReason.UNRESOLVED, 1)
    assert moved.due_at == at("Friday 2026-12-04 17:00")


@pytest.mark.parametrize(
    ("by", "people"),
    [
        pytest.param(PRIYA, (GRACE,), id="not a practitioner any more"),
        pytest.param(PAM, (), id="not somebody of an agency that is no party"),
    ],
)
def test_only_those_who_act_at_the_tier_move_it_up(
    london_rules: Rules, by: int, people: tuple[int, ...]
) -> None:
    told = with_police(raised(london_rules, when=FRIDAY).run_out())

    with pytest.raises(Refused) as refused:
        ladder.declare_unresolved(told.case, by, ROSTER, told.now)

    assert (refused.value.reason, refused.value.facts) == ("not_acting", {"people": people})
    assert ladder.declare_unresolved(told.case, GRACE, ROSTER, told.now).tier == 2


# --- looked again --------------------------------------------------------------------------------


@pytest.mark.clause("Beds 6.1")
def test_the_challenged_side_says_that_it_has_looked_again(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY)

    act = ladder.looked_again(told.case, TOM, Review.PARTLY, WORDS)

    assert act == acts.LookedAgain(SOCIAL_CARE, Review.PARTLY, WORDS)
    told = told.then(act, by=TOM)
    assert told.case.reviews == (told.entries[-1],)


@pytest.mark.parametrize("by", [PRIYA, PAM])
def test_only_the_challenged_side_looks_again(bedfordshire_rules: Rules, by: int) -> None:
    told = with_police(raised(bedfordshire_rules, when=FRIDAY))

    with refuses("not_the_challenged_side"):
        ladder.looked_again(told.case, by, Review.KEPT, WORDS)


# --- needed sooner, and the risk -----------------------------------------------------------------


@pytest.mark.clause("Beds 6.6")
def test_anyone_with_a_part_can_say_that_the_child_needs_it_sooner(bedfordshire_rules: Rules) -> None:
    told = with_police(raised(bedfordshire_rules, when=FRIDAY))
    sooner = at("Friday 2026-11-27 18:50")

    act = ladder.bring_forward(told.case, PAM, sooner, told.now)
    told = told.then(act, by=PAM)

    assert act == acts.BroughtForward(sooner, sooner)
    assert told.case.due_at == told.case.protect_by == sooner


@pytest.mark.parametrize(
    ("protect_by", "reason", "facts"),
    [
        pytest.param(FRIDAY, "protect_by_passed", {}, id="now"),
        pytest.param("Friday 2026-11-27 12:00", "protect_by_passed", {}, id="passed"),
        pytest.param(
            "Friday 2026-12-04 17:00", "not_sooner", {"due_at": at("Friday 2026-12-04 17:00")}, id="no sooner"
        ),
        pytest.param(
            "Monday 2026-12-07 17:00", "not_sooner", {"due_at": at("Friday 2026-12-04 17:00")}, id="later"
        ),
    ],
)
def test_sooner_is_before_due_and_still_to_come(
    london_rules: Rules, protect_by: str, reason: str, facts: dict[str, datetime]
) -> None:
    told = raised(london_rules, when=FRIDAY)

    with pytest.raises(Refused) as refused:
        ladder.bring_forward(told.case, PRIYA, at(protect_by), told.now)

    assert (refused.value.reason, refused.value.field, refused.value.facts) == (reason, "soon", facts)


def test_to_bring_it_forward_answers_the_risk(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)
    assert told.case.risk_asked_at is not None

    told = told.then(
        ladder.bring_forward(told.case, GRACE, at("Friday 2026-11-27 17:20"), told.now), by=GRACE
    )

    assert told.case.risk_asked_at is None


@pytest.mark.clause("Beds 2.4")
@pytest.mark.parametrize(
    ("protect_by", "due"),
    [
        pytest.param("Friday 2026-11-27 17:20", "Friday 2026-11-27 17:20", id="sooner"),
        pytest.param("Monday 2026-11-30 17:00", "Monday 2026-11-30 17:00", id="later than the urgent limit"),
        pytest.param("Friday 2026-12-11 17:00", "Friday 2026-12-04 17:00", id="never after its own limit"),
        pytest.param(None, "Friday 2026-12-04 17:00", id="the tier's own time"),
    ],
)
def test_the_risk_once_answered_says_how_soon(london_rules: Rules, protect_by: str | None, due: str) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)
    soon = at(protect_by) if protect_by else None

    act = ladder.answer_risk(told.case, TOM, soon, told.now)
    told = told.then(act, by=TOM)

    assert act == acts.RiskAnswered(soon, at(due))
    assert (told.case.due_at, told.case.protect_by) == (at(due), soon)
    assert told.case.risk_asked_at is None


@pytest.mark.parametrize("soon", ["Friday 2026-11-27 16:49", FRIDAY])
def test_an_answer_to_the_risk_is_still_to_come(london_rules: Rules, soon: str) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)

    with pytest.raises(Refused) as refused:
        ladder.answer_risk(told.case, GRACE, at(soon), told.now)

    assert (refused.value.reason, refused.value.field) == ("protect_by_passed", "soon")


@pytest.mark.clause("Beds 2.4")
@pytest.mark.parametrize(
    ("soon", "protect_by"),
    [
        pytest.param(None, "Monday 2026-11-30 12:00", id="it stays"),
        pytest.param("Tuesday 2026-12-01 12:00", "Monday 2026-11-30 12:00", id="it is not put back"),
        pytest.param("Monday 2026-11-30 09:00", "Monday 2026-11-30 09:00", id="it is shortened"),
    ],
)
def test_an_answer_to_the_risk_never_puts_protect_by_back(
    london_rules: Rules, soon: str | None, protect_by: str
) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Monday 2026-11-30 12:00").delivered()
    told = told.then(ladder.declare_unresolved(told.case, PRIYA, ROSTER, told.now), by=PRIYA)

    act = ladder.answer_risk(told.case, GRACE, at(soon) if soon else None, told.now)

    assert act == acts.RiskAnswered(at(protect_by), at(protect_by))


def test_a_risk_that_nobody_asked_needs_no_answer(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    with refuses("risk_not_asked"):
        ladder.answer_risk(told.case, PRIYA, None, told.now)


@pytest.mark.parametrize(
    ("protect_by", "due"),
    [
        pytest.param(None, None, id="nothing runs any more"),
        pytest.param("Saturday 2027-01-09 10:00", "Saturday 2027-01-09 10:00", id="only what protects"),
    ],
)
def test_at_the_top_an_answer_brings_no_time_back_that_is_over(
    bedfordshire_rules: Rules, protect_by: str | None, due: str | None
) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR).delivered()
    told = told.then(ladder.bring_forward(told.case, HANA, at("Friday 2026-12-18 12:00"), told.now), by=HANA)
    told = told.run_out()
    assert told.case.risk_asked_at is not None
    monday = at("Monday 2027-01-04 10:00")

    act = ladder.answer_risk(told.case, HANA, at(protect_by) if protect_by else None, monday)

    assert act.due_at == (at(due) if due else None)


def test_at_the_top_an_answer_at_the_very_end_brings_nothing_back(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR).delivered()
    told = told.then(ladder.bring_forward(told.case, HANA, at("Friday 2026-12-18 12:00"), told.now), by=HANA)
    told = told.run_out()

    assert ladder.answer_risk(told.case, HANA, None, at("Friday 2026-12-18 16:59")).due_at == at(
        "Friday 2026-12-18 17:00"
    )
    assert ladder.answer_risk(told.case, HANA, None, at("Friday 2026-12-18 17:00")).due_at is None


def test_an_answer_that_comes_after_due_lets_the_time_run_out(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW).delivered()

    act = ladder.answer_risk(told.case, GRACE, None, at("Monday 2026-12-14 09:00"))

    assert act.due_at == at("Friday 2026-12-04 17:00")


# --- protective steps ----------------------------------------------------------------------------


@pytest.mark.clause("London 11.3.3")
@pytest.mark.clause("Beds 6.5")
@pytest.mark.parametrize("step", Step)
def test_a_protective_step_waits_for_no_clock_and_moves_none(london_rules: Rules, step: Step) -> None:
    told = raised(london_rules, when=FRIDAY)

    asked = acts.ProtectiveStep(step, told.now, WORDS, acts.Stands.REFUSED, WORDS, WORDS)

    act = ladder.protective_step(told.case, TOM, asked, told.now)
    after = told.then(act, by=TOM)

    assert act == asked
    assert after.case.steps == (after.entries[-1],)
    assert (after.case.due_at, after.case.calls) == (told.case.due_at, told.case.calls)


def test_a_protective_step_is_recorded_of_a_closed_disagreement_too(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Closed(), by=PRIYA)

    assert ladder.protective_step(told.case, TOM, a_step(told.now), told.now) == a_step(told.now)


def test_no_step_is_recorded_of_what_was_raised_by_mistake(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.TakenBack(), by=PRIYA)

    with refuses("taken_back"):
        ladder.protective_step(told.case, TOM, a_step(told.now), told.now)


def test_no_step_is_taken_in_the_future(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    with pytest.raises(Refused) as refused:
        ladder.protective_step(told.case, TOM, a_step(at("Friday 2026-11-27 16:51")), told.now)

    assert (refused.value.reason, refused.value.field) == ("in_future", "taken_at")


# --- coming and going ----------------------------------------------------------------------------


def test_somebody_invited_by_mistake_is_taken_out(london_rules: Rules) -> None:
    told = with_police(raised(london_rules, when=FRIDAY))

    told = told.then(ladder.take_out(told.case, PRIYA, PAM), by=PRIYA)

    assert told.case.agency_of(PAM) is None
    assert told.then(acts.Joined(PAM, POLICE), by=PRIYA).case.agency_of(PAM) == POLICE


def test_whoever_raised_it_is_not_taken_out(london_rules: Rules) -> None:
    with refuses("raiser_stays"):
        ladder.take_out(raised(london_rules).case, TOM, PRIYA)


def test_a_part_goes_to_a_colleague(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    act = ladder.hand_over(told.case, PRIYA, GITA, ROSTER)
    told = told.then(act, by=PRIYA)

    assert act == acts.HandedOver(PRIYA, GITA)
    assert (told.case.agency_of(PRIYA), told.case.agency_of(GITA)) == (None, HEALTH)
    assert told.case.acting(HEALTH) == (GITA,)


@pytest.mark.parametrize(
    ("taker", "reason"),
    [
        pytest.param(PRIYA, "to_yourself", id="to herself"),
        pytest.param(TOM, "not_of_that_agency", id="to another agency"),
        pytest.param(GRACE, "not_reachable", id="to somebody without an account"),
    ],
)
def test_a_part_goes_only_to_a_colleague_who_can_be_reached(
    london_rules: Rules, taker: int, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        ladder.hand_over(raised(london_rules).case, PRIYA, taker, away(GRACE))

    assert (refused.value.reason, refused.value.field) == (reason, "person")


def test_at_the_partnership_the_agencies_last_managers_act_on(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP)

    assert set(called(told.case).values()) == {(CHRIS,)}
    assert told.case.acting(HEALTH) == told.case.past_calls[-2].people
    assert told.case.agency_of(CHRIS) not in told.case.agencies
    assert told.case.is_held_by_partnership()


def test_first_line_managers_are_no_partnership(london_rules: Rules) -> None:
    case = raised(london_rules).run_out().case

    assert case.tier.id == FIRST_LINE
    assert not case.is_held_by_partnership()
