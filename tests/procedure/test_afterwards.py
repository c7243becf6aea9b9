"""Once it is settled: who is asked to look back, and who thanks whom (Beds 2.3, 6.2, 6.3)."""

import pytest

from procedure import acts, afterwards, owed
from procedure.acts import Answer, JoinedAs, TextRef
from procedure.owed import What
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    FIRST_LINE,
    FRIDAY,
    GRACE,
    HANA,
    HEALTH,
    PEOPLE,
    PRIYA,
    ROSTER,
    SENA,
    SENIOR,
    SOCIAL_CARE,
    TOM,
    WORDS,
    ZED,
    Told,
    away,
    note,
    raised,
    refuses,
)

EVERYONE = frozenset(person.id for person in PEOPLE)
MONDAY = "Monday 2026-12-14 10:00"


def settled(told: Told, *, when: str = MONDAY) -> Told:
    """Whoever acts for health proposes an outcome, and the other side agrees."""
    one, other = (told.case.acting(agency)[0] for agency in (HEALTH, SOCIAL_CARE))
    act = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (), Answer.AGREE)
    answer = acts.OutcomeAnswered(SOCIAL_CARE, Answer.AGREE)
    return told.then(act, by=one, when=when).then(answer, by=other)


def settled_above(rules: Rules, *, when: str = MONDAY) -> Told:
    """At the third tier the senior managers settle what Priya raised against Tom."""
    return settled(raised(rules, when=FRIDAY).up_to(SENIOR).delivered(), when=when)


def waits_for(told: Told) -> list[int]:
    return [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is What.LOOK_BACK]


def asked_on(told: Told, morning: str) -> list[int]:
    found = owed.asked_daily(told.case, EVERYONE, at(morning))
    return [item.person for item in found if item.what is What.LOOK_BACK]


@pytest.mark.clause("Beds 2.3")
@pytest.mark.parametrize(
    ("helped", "delayed"),
    [
        pytest.param(WORDS, WORDS, id="both"),
        pytest.param(None, WORDS, id="one of the two"),
        pytest.param(None, None, id="nothing to add"),
    ],
)
def test_each_who_acted_says_once_what_helped_and_what_delayed(
    bedfordshire_rules: Rules, helped: TextRef | None, delayed: TextRef | None
) -> None:
    told = settled_above(bedfordshire_rules)
    assert waits_for(told) == [PRIYA, TOM, HANA, SENA]

    act = afterwards.look_back(told.case, HANA, helped, delayed)
    told = told.then(act, by=HANA)

    assert act == acts.LookedBack(helped, delayed)
    assert told.case.look_backs == told.entries[-1:]
    assert waits_for(told) == [PRIYA, TOM, SENA]
    with refuses("looked_back_already"):
        afterwards.look_back(told.case, HANA, helped, delayed)


def test_who_talked_or_took_it_up_on_the_way_has_acted_too_and_who_supports_has_not(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(FIRST_LINE).delivered()
    told = told.then(acts.TakenUp(HEALTH, at("Monday 2026-12-07 12:00")), by=GRACE)
    told = told.then(acts.Joined(ZED, HEALTH, JoinedAs.SUPPORTER), by=PRIYA)
    told = told.then(note(TOM, ZED, held="Monday 2026-12-07 10:00"), by=TOM)

    told = settled(told.up_to(SENIOR).delivered())

    assert set(afterwards.who_acted(told.case)) == {PRIYA, TOM, GRACE, HANA, SENA}


def test_who_was_called_and_did_nothing_is_not_asked(london_rules: Rules) -> None:
    with refuses("only_who_acted"):
        afterwards.look_back(settled_above(london_rules).case, GRACE, WORDS, None)


def test_who_has_no_part_is_refused_as_everywhere(london_rules: Rules) -> None:
    with refuses("no_part"):
        afterwards.look_back(settled_above(london_rules).case, ZED, WORDS, None)


@pytest.mark.parametrize(
    ("tier", "asked"),
    [
        pytest.param(FIRST_LINE, False, id="the second tier"),
        pytest.param(SENIOR, True, id="the third"),
        pytest.param("heads_of_service", True, id="the fourth"),
    ],
)
def test_it_is_asked_from_the_tier_on_that_the_procedure_says(
    london_rules: Rules, tier: str, *, asked: bool
) -> None:
    told = settled(raised(london_rules, when=FRIDAY).up_to(tier).delivered(), when="Monday 2026-12-21 10:00")

    assert bool(waits_for(told)) is asked
    if not asked:
        with refuses("no_look_back"):
            afterwards.look_back(told.case, PRIYA, WORDS, None)


def test_nobody_is_asked_while_it_runs(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(SENIOR).delivered()

    assert waits_for(told) == []
    assert afterwards.asked_to_look_back(told.case) == ()
    with refuses("only_once_settled"):
        afterwards.look_back(told.case, PRIYA, WORDS, None)


def test_the_closing_waits_for_no_look_back_and_it_can_be_given_after_it(london_rules: Rules) -> None:
    told = settled_above(london_rules)
    told = told.then(acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), by=HANA)
    told = told.then(acts.Closed(), by=PRIYA)

    assert waits_for(told) == []
    assert afterwards.look_back(told.case, TOM, None, WORDS) == acts.LookedBack(None, WORDS)


@pytest.mark.parametrize(
    ("agreed", "morning", "asked"),
    [
        pytest.param(MONDAY, "Tuesday 2026-12-15 09:00", True, id="the first morning after"),
        pytest.param(MONDAY, "Wednesday 2026-12-16 09:00", False, id="once only"),
        pytest.param("Monday 2026-12-14 08:00", "Monday 2026-12-14 09:00", True, id="agreed before nine"),
        pytest.param("Friday 2026-12-18 16:00", "Monday 2026-12-21 09:00", True, id="after a weekend"),
    ],
)
def test_it_goes_along_with_what_else_waits_on_the_first_morning_and_never_by_itself(
    london_rules: Rules, agreed: str, morning: str, *, asked: bool
) -> None:
    told = settled_above(london_rules, when=agreed)
    others = {item.person for item in owed.asked_daily(told.case, EVERYONE, at(morning))}

    found = asked_on(told, morning)

    assert others == {PRIYA, HANA, SENA}, "the raiser is to be told, the managers file their copies"
    assert found == ([PRIYA, HANA, SENA] if asked else [])


def test_while_it_runs_no_morning_asks_anybody(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(SENIOR).delivered()

    assert asked_on(told, "Tuesday 2026-12-15 09:00") == []


@pytest.mark.clause("Beds 6.2-6.3")
def test_whoever_has_a_side_thanks_somebody_else_once_it_is_settled(london_rules: Rules) -> None:
    told = settled_above(london_rules)
    assert set(afterwards.to_be_thanked(told.case, PRIYA, ROSTER)) == set(told.case.parts) - {PRIYA}

    act = afterwards.thank(told.case, PRIYA, TOM, ROSTER)
    told = told.then(act, by=PRIYA)

    assert act == acts.Thanked(TOM)
    assert told.case.thanks == {(PRIYA, TOM)}
    with refuses("not_to_be_thanked"):
        afterwards.thank(told.case, PRIYA, TOM, ROSTER)
    assert afterwards.thank(told.case, TOM, PRIYA, ROSTER) == acts.Thanked(PRIYA)


@pytest.mark.parametrize("person", [PRIYA, ZED])
def test_nobody_thanks_themselves_or_somebody_without_a_part(london_rules: Rules, person: int) -> None:
    with refuses("not_to_be_thanked"):
        afterwards.thank(settled_above(london_rules).case, PRIYA, person, ROSTER)


def test_who_supports_somebody_speaks_for_no_side_and_thanks_nobody_here(london_rules: Rules) -> None:
    told = settled_above(london_rules).then(acts.Joined(ZED, HEALTH, JoinedAs.SUPPORTER), by=PRIYA)

    with refuses("supporter_only"):
        afterwards.thank(told.case, ZED, PRIYA, ROSTER)
    assert afterwards.thank(told.case, PRIYA, ZED, ROSTER) == acts.Thanked(ZED)


def test_nobody_is_thanked_while_it_runs(london_rules: Rules) -> None:
    with refuses("only_once_settled"):
        afterwards.thank(raised(london_rules, when=FRIDAY).case, PRIYA, TOM, ROSTER)


def test_where_nobody_else_can_be_reached_there_is_nobody_to_thank(london_rules: Rules) -> None:
    told = settled_above(london_rules)
    others = [person for person in told.case.parts if person != PRIYA]

    with refuses("nobody_to_thank"):
        afterwards.to_be_thanked(told.case, PRIYA, away(*others))
