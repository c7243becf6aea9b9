"""What keeps the child safe until it is settled: arranged, looked at again, found to fail."""

import pytest

from procedure import acts, clocks, ladder, owed, safety
from procedure.clocks import Clock, Kind
from procedure.owed import What
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    FRIDAY,
    HANA,
    HEALTH,
    PRIYA,
    SENIOR,
    SOCIAL_CARE,
    TOM,
    WORDS,
    ZED,
    Told,
    managers_called,
    note,
    raised,
    refuses,
)

CHECK_AT = "Saturday 2026-11-28 12:00"
OTHER_WORDS = acts.TextRef("text-2", "digest-2")


def arranged(rules: Rules, holder: int = TOM) -> Told:
    told = raised(rules, when=FRIDAY).delivered()
    return told.then(safety.arrange(told.case, PRIYA, WORDS, holder, at(CHECK_AT), told.now), by=PRIYA)


def asked(told: Told) -> Told:
    return told.then(safety.ask(told.case, at(CHECK_AT)), when=CHECK_AT)


def safety_clocks(told: Told) -> list[Clock]:
    return [clock for clock in clocks.wanted(told.case) if clock.kind is Kind.SAFETY_CHECK]


@pytest.mark.clause("London 11.3.3")
@pytest.mark.clause("Beds 2.4")
def test_whoever_holds_it_is_asked_at_its_time_and_the_lead_told_the_next_working_day(
    london_rules: Rules,
) -> None:
    told = arranged(london_rules)
    assert safety_clocks(told) == [Clock(Kind.SAFETY_CHECK, at(CHECK_AT))]

    told = asked(told)
    assert safety_clocks(told) == [Clock(Kind.SAFETY_CHECK, at("Monday 2026-11-30 09:00"))]
    assert [item.person for item in owed.waiting(told.case, {TOM, PRIYA}) if item.what is What.SAFETY] == [
        TOM
    ]

    told = told.then(acts.SafetyUnanswered(), when="Monday 2026-11-30 09:00")
    assert safety_clocks(told) == []
    assert told.case.safety is not None
    assert told.case.safety.is_unanswered


def test_what_holds_is_looked_at_again_at_its_next_time(london_rules: Rules) -> None:
    told = asked(arranged(london_rules))

    told = told.then(safety.holds(told.case, TOM, at("Tuesday 2026-12-01 12:00"), told.now), by=TOM)

    assert safety_clocks(told) == [Clock(Kind.SAFETY_CHECK, at("Tuesday 2026-12-01 12:00"))]
    assert not [item for item in owed.waiting(told.case, {TOM}) if item.what is What.SAFETY]


@pytest.mark.clause("Beds 2.4")
def test_what_does_not_hold_asks_how_soon_and_makes_the_time_short(london_rules: Rules) -> None:
    told = arranged(london_rules)

    told = told.then(safety.fails(told.case, PRIYA, None, told.now), by=PRIYA)

    assert (told.case.risk_asked_at, told.case.is_urgent) == (told.now, True)
    assert told.case.due_at == at("Friday 2026-11-27 17:50")
    assert told.case.safety is None
    assert safety.words_of(told.case) is None


def test_what_does_not_hold_makes_no_time_longer(london_rules: Rules) -> None:
    told = arranged(london_rules)
    soon = at("Friday 2026-11-27 17:00")
    told = told.then(ladder.bring_forward(told.case, TOM, soon, told.now), by=TOM)

    assert safety.fails(told.case, PRIYA, WORDS, told.now) == acts.SafetyFailed(soon, WORDS)


def test_at_the_top_where_no_time_runs_any_more_a_short_one_runs_again(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR).run_out()
    assert told.case.due_at is None
    told = told.then(
        safety.arrange(told.case, HANA, WORDS, HANA, at("Monday 2026-12-21 12:00"), told.now), by=HANA
    )

    act = safety.fails(told.case, HANA, None, told.now)

    assert act.due_at == at("Friday 2026-12-18 18:00")


def test_the_newest_note_speaks_where_nothing_is_arranged_but_not_one_from_before_it_failed(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY).delivered()
    assert safety.words_of(told.case) is None
    told = told.then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)
    assert safety.words_of(told.case) == WORDS

    told = told.then(safety.arrange(told.case, PRIYA, OTHER_WORDS, TOM, at(CHECK_AT), told.now), by=PRIYA)
    assert safety.words_of(told.case) == OTHER_WORDS

    told = told.then(safety.fails(told.case, TOM, None, told.now), by=TOM)
    assert safety.words_of(told.case) is None


def test_with_its_holder_gone_whoever_acts_for_that_agency_is_asked(london_rules: Rules) -> None:
    told = asked(arranged(london_rules))

    assert safety.asked_of(told.case, {TOM, PRIYA}) == (TOM,)
    assert safety.asked_of(told.case, {PRIYA}) == ()
    assert safety.asked_of(managers_called(london_rules).case, {TOM}) == ()
    left = told.then(acts.TakenOut(TOM), by=PRIYA)
    moved = left.then(ladder.declare_unresolved(left.case, PRIYA, left.roster, left.now), by=PRIYA)
    (omar,) = moved.case.acting(SOCIAL_CARE)
    assert safety.asked_of(moved.case, {TOM, omar}) == (omar,)


def test_it_goes_with_a_part_that_is_handed_over(london_rules: Rules) -> None:
    told = arranged(london_rules, holder=PRIYA)

    told = told.then(ladder.hand_over(told.case, PRIYA, ZED, told.roster), by=PRIYA)

    assert told.case.safety is not None
    assert told.case.safety.holder == ZED


def test_another_part_that_is_handed_over_leaves_it_where_it_is(london_rules: Rules) -> None:
    told = arranged(london_rules, holder=TOM)

    told = told.then(ladder.hand_over(told.case, PRIYA, ZED, told.roster), by=PRIYA)

    assert told.case.safety is not None
    assert told.case.safety.holder == TOM


@pytest.mark.parametrize(
    ("holder", "check_at", "reason", "field"),
    [
        pytest.param(ZED, CHECK_AT, "holder_has_no_part", "person", id="nobody's"),
        pytest.param(TOM, FRIDAY, "check_passed", "check_at", id="past"),
    ],
)
def test_somebody_with_a_part_holds_it_and_its_time_is_still_to_come(
    london_rules: Rules, holder: int, check_at: str, reason: str, field: str
) -> None:
    told = raised(london_rules, when=FRIDAY)

    with pytest.raises(Refused) as refused:
        safety.arrange(told.case, PRIYA, WORDS, holder, at(check_at), told.now)

    assert (refused.value.reason, refused.value.field) == (reason, field)


def test_where_nothing_is_arranged_nothing_can_be_looked_at(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    with refuses("no_safety"):
        safety.holds(told.case, PRIYA, at(CHECK_AT), told.now)
    with refuses("no_part"):
        safety.fails(arranged(london_rules).case, ZED, None, told.now)


def test_once_it_is_settled_nobody_is_asked_any_more(london_rules: Rules) -> None:
    told = asked(arranged(london_rules))
    outcome = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (), acts.Answer.AGREE)

    told = told.then(outcome, by=PRIYA).then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=TOM)

    assert safety_clocks(told) == []
    assert not [item for item in owed.waiting(told.case, {TOM}) if item.what is What.SAFETY]
