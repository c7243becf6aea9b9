"""What becomes of a call: repeated, taken up, answered by telephone or by a talk."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from procedure import acts, ladder
from procedure.acts import Danger
from procedure.case import Case
from procedure.ladder import Promise
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FRIDAY,
    GRACE,
    GWEN,
    HANA,
    HEALTH,
    OMAR,
    PARTNERSHIP,
    POLICE,
    PRIYA,
    ROSTER,
    SENA,
    SENIOR,
    SOCIAL_CARE,
    TARA,
    TOM,
    TOP,
    ZED,
    Told,
    called,
    desk_called,
    managers_called,
    note,
    raised,
    refuses,
    with_posts,
)

MONDAY = "Monday 2026-11-30 09:00"


def again(case: Case, agency_id: int) -> datetime | None:
    call = case.call(agency_id)
    assert call is not None
    return call.again_at


def in_danger(rules: Rules) -> Told:
    """Grace and Omar are called Friday 27 November, 16:50, until 17:50."""
    return raised(rules, when=FRIDAY, danger=Danger.NOW).delivered()


def repetitions(told: Told, agency_id: int) -> list[datetime]:
    """When an agency is called again that does not answer; a dozen times at most."""
    moments: list[datetime] = []
    while (moment := again(told.case, agency_id)) is not None and len(moments) < 12:
        moments.append(moment)
        told = told.then(ladder.call_again(told.case, agency_id, ROSTER, moment), when=moment)
    return moments


# --- repeated ------------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.5")
def test_a_call_is_repeated_each_working_day_until_the_last(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    assert repetitions(told, HEALTH) == [
        at("Monday 2026-12-07 09:00"),
        at("Tuesday 2026-12-08 09:00"),
        at("Wednesday 2026-12-09 09:00"),
        at("Thursday 2026-12-10 09:00"),
        at("Friday 2026-12-11 09:00"),
    ]


def test_where_there_is_no_morning_left_it_is_repeated_at_the_short_interval(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Friday 2026-11-27 18:50").delivered()

    assert repetitions(told, SOCIAL_CARE) == [
        at("Friday 2026-11-27 17:10"),
        at("Friday 2026-11-27 17:30"),
        at("Friday 2026-11-27 17:50"),
        at("Friday 2026-11-27 18:10"),
        at("Friday 2026-11-27 18:30"),
    ]


def test_from_the_second_repetition_on_the_deputy_is_called_too(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    first = ladder.call_again(told.case, HEALTH, ROSTER, at("Monday 2026-12-07 09:00"))
    second = ladder.call_again(told.then(first).case, HEALTH, ROSTER, at("Tuesday 2026-12-08 09:00"))
    third = ladder.call_again(told.then(first, second).case, HEALTH, ROSTER, at("Wednesday 2026-12-09 09:00"))

    assert (first.times, first.also) == (2, ())
    assert (second.times, second.also) == (3, (GWEN,))
    assert (third.times, third.also) == (4, ())
    assert called(told.then(first, second, third).case)[HEALTH] == (GRACE, GWEN)


def test_a_deputy_who_has_had_a_turn_is_not_called_with_the_others(london_rules: Rules) -> None:
    told = managers_called(london_rules, with_posts(replace(ROSTER.posts[2], deputies=(PRIYA, GWEN))))
    first = ladder.call_again(told.case, HEALTH, told.roster, told.now)

    second = ladder.call_again(told.then(first).case, HEALTH, told.roster, told.now)

    assert second.also == (GWEN,)


def test_somebody_named_has_no_deputy_to_be_called(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).delivered()
    first = ladder.call_again(told.case, SOCIAL_CARE, ROSTER, at(MONDAY))

    second = ladder.call_again(told.then(first).case, SOCIAL_CARE, ROSTER, at(MONDAY))

    assert second == acts.CalledAgain(SOCIAL_CARE, 3, (), at("Tuesday 2026-12-01 09:00"))


def test_nobody_is_called_again_who_was_not_called(london_rules: Rules) -> None:
    with refuses("not_called"):
        ladder.call_again(managers_called(london_rules).case, POLICE, ROSTER, at(FRIDAY))


def test_a_repetition_asks_everybody_anew(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(ladder.take_up(told.case, GRACE, Promise.HOUR, told.now), by=GRACE)
    told = told.then(ladder.reached_by_phone(told.case, PRIYA, SOCIAL_CARE), by=PRIYA)
    told = told.then(note(TOM, OMAR, PRIYA, GRACE, held="Friday 2026-12-04 17:00"), by=TOM)

    for agency in (HEALTH, SOCIAL_CARE):
        told = told.then(ladder.call_again(told.case, agency, ROSTER, at("Monday 2026-12-07 09:00")))

    for call in told.case.calls:
        assert (call.taken_up_by, call.taken_up_at, call.speak_by) == (None, None, None)
        assert (call.phoned_at, call.talked_at) == (None, None)
        assert call.again_at == at("Tuesday 2026-12-08 09:00")
    grace = told.case.call(HEALTH)
    assert grace is not None
    assert grace.delivered_at == at("Friday 2026-12-04 17:00")


# --- due moves -----------------------------------------------------------------------------------


def test_when_it_is_needed_sooner_the_calls_are_repeated_sooner(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    monday = "Monday 2026-12-07 16:50"

    act = ladder.bring_forward(told.case, PRIYA, at("Monday 2026-12-07 18:50"), at(monday))
    told = told.then(act, by=PRIYA, when=monday)

    assert again(told.case, HEALTH) == at("Monday 2026-12-07 17:10")
    repeat = ladder.call_again(told.case, HEALTH, ROSTER, at("Monday 2026-12-07 17:10"))
    assert repeat.again_at == at("Monday 2026-12-07 17:30")


def test_a_promise_to_speak_after_the_new_time_holds_back_no_call(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(ladder.take_up(told.case, GRACE, Promise.TOMORROW, told.now), by=GRACE)
    told = told.then(ladder.take_up(told.case, OMAR, Promise.HOUR, told.now), by=OMAR)

    act = ladder.bring_forward(told.case, PRIYA, at("Friday 2026-12-04 19:00"), told.now)
    told = told.then(act, by=PRIYA)

    assert again(told.case, HEALTH) == at("Friday 2026-12-04 17:20")
    assert again(told.case, SOCIAL_CARE) == at("Friday 2026-12-04 18:00")


def test_a_promise_for_the_very_moment_of_the_new_time_is_too_late(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(ladder.take_up(told.case, GRACE, Promise.HOUR, told.now), by=GRACE)

    act = ladder.bring_forward(told.case, PRIYA, at("Friday 2026-12-04 18:00"), told.now)

    assert again(told.then(act, by=PRIYA).case, HEALTH) == at("Friday 2026-12-04 17:20")


def test_a_promise_that_ends_as_due_moves_holds_back_no_call(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(ladder.take_up(told.case, GRACE, Promise.HOUR, told.now), by=GRACE)
    as_it_ends = at("Friday 2026-12-04 18:00")

    act = ladder.bring_forward(told.case, PRIYA, at("Friday 2026-12-04 19:00"), as_it_ends)

    assert again(told.then(act, by=PRIYA, when=as_it_ends).case, HEALTH) == at("Friday 2026-12-04 18:20")


def test_after_a_promise_in_vain_the_calls_go_by_the_time_that_was_brought_forward(
    london_rules: Rules,
) -> None:
    told = managers_called(london_rules)
    monday = "Monday 2026-12-07 16:50"
    told = told.then(ladder.take_up(told.case, GRACE, Promise.HOUR, at(monday)), by=GRACE, when=monday)

    act = ladder.bring_forward(told.case, PRIYA, at("Monday 2026-12-07 18:50"), told.now)

    assert repetitions(told.then(act, by=PRIYA), HEALTH) == [
        at("Monday 2026-12-07 17:50"),
        at("Monday 2026-12-07 18:10"),
        at("Monday 2026-12-07 18:30"),
    ]


def test_an_agency_that_was_reached_or_has_talked_is_not_called_when_due_moves(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(ladder.reached_by_phone(told.case, PRIYA, SOCIAL_CARE), by=PRIYA)
    told = told.then(note(GRACE, TOM, held="Friday 2026-12-04 17:00"), by=GRACE)

    act = ladder.bring_forward(told.case, PRIYA, at("Friday 2026-12-04 19:00"), told.now)
    told = told.then(act, by=PRIYA)

    assert (again(told.case, SOCIAL_CARE), again(told.case, HEALTH)) == (None, None)


def test_once_the_risk_is_answered_calls_are_repeated_in_the_time_that_is_left(london_rules: Rules) -> None:
    told = in_danger(london_rules)
    for moment in ("Friday 2026-11-27 17:10", "Friday 2026-11-27 17:30"):
        told = told.then(ladder.call_again(told.case, HEALTH, ROSTER, at(moment)), when=moment)
    assert again(told.case, HEALTH) is None

    told = told.then(ladder.answer_risk(told.case, GRACE, None, told.now), by=GRACE)

    assert again(told.case, HEALTH) == at(MONDAY)


def test_a_clock_that_starts_again_repeats_the_calls_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)

    told = told.then(*ladder.time_ran_out(told.case, ROSTER, at(MONDAY)), when=MONDAY)

    assert again(told.case, HEALTH) == at("Monday 2026-11-30 09:20")


def test_whoever_talked_before_they_took_it_up_is_called_again_once_their_promise_is_over(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)
    due = told.case.due_at
    assert due is not None
    told = told.then(note(OMAR, PRIYA, held=FRIDAY), by=OMAR, when=due)
    told = told.then(ladder.take_up(told.case, OMAR, Promise.HOUR, due), by=OMAR)
    assert again(told.case, SOCIAL_CARE) == due

    told = told.then(*ladder.time_ran_out(told.case, ROSTER, due))

    assert again(told.case, SOCIAL_CARE) == at("Friday 2026-11-27 18:10")


def test_at_the_top_an_agency_that_has_talked_is_asked_the_next_day_though_due_moves(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP).delivered()
    told = told.then(
        acts.NoteSaved(**vars(note(CHRIS, PRIYA, held=FRIDAY)) | {"held_at": told.now}), by=CHRIS
    )
    morning = again(told.case, PARTNERSHIP)
    soon = told.now + timedelta(hours=2)

    told = told.then(ladder.bring_forward(told.case, PRIYA, soon, told.now), by=PRIYA)

    assert morning is not None
    assert morning > soon
    assert again(told.case, PARTNERSHIP) == morning


def test_a_call_that_arrives_late_is_repeated_from_then_on(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW).delivered("Saturday 2026-11-28 10:00")

    assert again(told.case, HEALTH) == at("Saturday 2026-11-28 10:20")


# --- taken up, reached, talked -------------------------------------------------------------------


@pytest.mark.clause("Beds 6.8")
@pytest.mark.parametrize(
    ("promise", "speak_by"),
    [
        pytest.param(Promise.HOUR, "Friday 2026-12-04 18:00", id="within the hour"),
        pytest.param(Promise.TODAY, "Friday 2026-12-04 18:00", id="today, after hours: within the hour"),
        pytest.param(Promise.TOMORROW, "Saturday 2026-12-05 17:00", id="tomorrow is a Saturday"),
    ],
)
def test_whoever_takes_it_up_says_by_when_they_will_have_spoken(
    london_rules: Rules, promise: Promise, speak_by: str
) -> None:
    told = managers_called(london_rules)

    act = ladder.take_up(told.case, GRACE, promise, told.now)

    assert act == acts.TakenUp(HEALTH, at(speak_by))
    told = told.then(act, by=GRACE)
    call = told.case.call(HEALTH)
    assert call is not None
    assert (call.taken_up_by, call.taken_up_at, call.speak_by) == (GRACE, told.now, at(speak_by))
    assert call.again_at == at(speak_by)
    assert again(told.case, SOCIAL_CARE) == at("Monday 2026-12-07 09:00")
    assert told.case.due_at == at("Friday 2026-12-11 17:00")


def test_today_ends_when_the_day_closes(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    assert ladder.speak_by(told.case, Promise.TODAY, at("Monday 2026-12-07 10:00")) == at(
        "Monday 2026-12-07 17:00"
    )


@pytest.mark.parametrize("promise", Promise)
def test_no_promise_is_for_after_due(london_rules: Rules, promise: Promise) -> None:
    told = managers_called(london_rules)

    assert ladder.speak_by(told.case, promise, at("Friday 2026-12-11 16:30")) == at("Friday 2026-12-11 17:00")


def test_where_no_time_runs_a_promise_is_as_long_as_it_says(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR).run_out()

    assert ladder.speak_by(told.case, Promise.HOUR, told.now) == at("Friday 2026-12-18 18:00")


def test_of_a_desk_one_takes_it_up_and_may_promise_again(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    told = told.then(ladder.take_up(told.case, TARA, Promise.HOUR, told.now), by=TARA)

    with pytest.raises(Refused) as refused:
        ladder.take_up(told.case, TOM, Promise.HOUR, told.now)

    assert (refused.value.reason, refused.value.facts) == ("already_taken_up", {"person": TARA})
    assert ladder.take_up(told.case, TARA, Promise.TOMORROW, told.now).speak_by == at(
        "Saturday 2026-11-28 17:00"
    )


@pytest.mark.parametrize(
    ("person", "reason"),
    [pytest.param(ZED, "no_part", id="Zed"), pytest.param(PRIYA, "not_called", id="Priya")],
)
def test_only_somebody_called_can_take_it_up(london_rules: Rules, person: int, reason: str) -> None:
    told = managers_called(london_rules)

    with refuses(reason):
        ladder.take_up(told.case, person, Promise.HOUR, told.now)


def test_somebody_taken_out_cannot_take_it_up(london_rules: Rules) -> None:
    told = managers_called(london_rules).then(acts.TakenOut(GRACE), by=PRIYA)

    with refuses("no_part"):
        ladder.take_up(told.case, GRACE, Promise.HOUR, told.now)


def test_an_agency_reached_by_telephone_is_not_called_again_in_this_time(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    act = ladder.reached_by_phone(told.case, PRIYA, SOCIAL_CARE)
    told = told.then(act, by=PRIYA)

    assert act == acts.ReachedByPhone(SOCIAL_CARE)
    call = told.case.call(SOCIAL_CARE)
    assert call is not None
    assert (call.phoned_at, call.again_at) == (told.now, None)
    assert told.case.outcome is None
    assert told.case.due_at == at("Friday 2026-12-11 17:00")


@pytest.mark.parametrize(
    ("by", "agency", "reason"),
    [
        pytest.param(PRIYA, HEALTH, "own_agency", id="one's own agency"),
        pytest.param(PRIYA, POLICE, "not_called", id="an agency not called"),
        pytest.param(ZED, SOCIAL_CARE, "no_part", id="Zed"),
    ],
)
def test_only_another_agency_that_is_called_can_have_been_reached(
    london_rules: Rules, by: int, agency: int, reason: str
) -> None:
    with refuses(reason):
        ladder.reached_by_phone(managers_called(london_rules).case, by, agency)


@pytest.mark.parametrize(
    ("saved", "answered"),
    [
        pytest.param(note(GRACE, OMAR, held="Friday 2026-12-04 17:00"), {HEALTH, SOCIAL_CARE}, id="managers"),
        pytest.param(note(GRACE, TOM, held="Friday 2026-12-04 17:00"), {HEALTH}, id="one manager"),
        pytest.param(note(GRACE, TOM, held="Friday 2026-12-04 16:59"), set[int](), id="before the call"),
        pytest.param(note(GRACE, PRIYA, held="Friday 2026-12-04 17:00"), set[int](), id="within an agency"),
        pytest.param(
            note(GRACE, held="Friday 2026-12-04 17:00", others=acts.TextRef("text-2", "digest-2")),
            {HEALTH},
            id="with somebody not in Slack",
        ),
        pytest.param(note(PRIYA, TOM, held="Friday 2026-12-04 17:00"), set[int](), id="practitioners"),
        pytest.param(
            note(GRACE, OMAR, held="Friday 2026-12-04 17:00", channel=acts.Channel.ADVICE),
            set[int](),
            id="advice",
        ),
    ],
)
def test_a_talk_between_the_agencies_since_the_call_answers_it(
    london_rules: Rules, saved: acts.NoteSaved, answered: set[int]
) -> None:
    told = managers_called(london_rules)

    told = told.then(saved, by=saved.took_part[0], when="Saturday 2026-12-05 10:00")

    assert {call.holder.agency_id for call in told.case.calls if call.again_at is None} == answered
    talked = {call.holder.agency_id: call.talked_at for call in told.case.calls if call.talked_at}
    assert talked == dict.fromkeys(answered, at("Saturday 2026-12-05 10:00"))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(acts.TakenUp(HEALTH, at("Friday 2026-12-04 18:00")), id="taken up"),
        pytest.param(acts.ReachedByPhone(HEALTH), id="reached by telephone"),
        pytest.param(note(GRACE, TOM, held="Friday 2026-12-04 17:00"), id="a talk"),
    ],
)
def test_whoever_answered_once_has_answered_though_they_are_called_again(
    london_rules: Rules, answer: acts.Act
) -> None:
    told = managers_called(london_rules)
    assert [call.answered_at for call in told.case.calls] == [None, None]

    told = told.then(answer, by=GRACE, when="Friday 2026-12-04 17:10")
    monday = at("Monday 2026-12-07 09:00")
    told = told.then(ladder.call_again(told.case, HEALTH, ROSTER, monday), when=monday)

    answered = {call.holder.agency_id: call.answered_at for call in told.case.calls}
    assert answered == {HEALTH: at("Friday 2026-12-04 17:10"), SOCIAL_CARE: None}


@pytest.mark.clause("Beds 6.9")
@pytest.mark.parametrize("answered", ["by telephone", "by a talk"])
@pytest.mark.parametrize(
    ("now", "repeated"),
    [
        pytest.param("Monday 2026-12-14 10:00", "Tuesday 2026-12-15 09:00", id="in its time"),
        pytest.param("Monday 2026-12-21 10:00", "Tuesday 2026-12-22 09:00", id="when its time is over"),
    ],
)
def test_the_top_stays_loud_each_working_day_though_it_was_answered(
    bedfordshire_rules: Rules, answered: str, now: str, repeated: str
) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR)
    if at(now) > at("Friday 2026-12-18 17:00"):
        told = told.run_out()
    act = (
        ladder.reached_by_phone(told.case, PRIYA, SOCIAL_CARE)
        if answered == "by telephone"
        else note(HANA, SENA, held=now)
    )

    told = told.then(act, by=HANA, when=now)

    assert again(told.case, SOCIAL_CARE) == at(repeated)
