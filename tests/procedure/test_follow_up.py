import pytest

from procedure import acts, follow_up, owed
from procedure.acts import Answer, RaiserAnswer
from procedure.owed import What
from procedure.rules import Rules
from tests.procedure.partnership import (
    FRIDAY,
    GITA,
    GRACE,
    HEALTH,
    OMAR,
    PEOPLE,
    PRIYA,
    SOCIAL_CARE,
    TOM,
    WORDS,
    ZED,
    Told,
    managers_called,
    raised,
    refuses,
)

EVERYONE = frozenset(person.id for person in PEOPLE)


def settled_by_managers(rules: Rules) -> Told:
    """Grace has proposed an outcome and Omar has agreed; Priya, who raised it, was not asked."""
    return agreed(managers_called(rules), GRACE, OMAR)


def agreed(told: Told, one: int, other: int) -> Told:
    act = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (), Answer.AGREE)
    return told.then(act, by=one).then(acts.OutcomeAnswered(SOCIAL_CARE, Answer.AGREE), by=other)


def asked(told: Told) -> list[int]:
    return [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is What.TOLD]


@pytest.mark.clause("Beds 2.6")
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(RaiserAnswer.CONTENT, None, id="content"),
        pytest.param(RaiserAnswer.ACCEPT, WORDS, id="accepts it, with words"),
        pytest.param(RaiserAnswer.STILL_DISAGREE, WORDS, id="still disagrees"),
    ],
)
def test_the_one_who_raised_it_says_that_they_were_told(
    london_rules: Rules, answer: RaiserAnswer, words: acts.TextRef | None
) -> None:
    told = settled_by_managers(london_rules)
    assert asked(told) == [PRIYA]

    act = follow_up.raiser_told(told.case, PRIYA, answer, words)
    told = told.then(act, by=PRIYA)

    assert act == acts.RaiserTold(answer, words)
    assert told.case.raiser_told == told.entries[-1]
    assert asked(told) == []
    with refuses("told_already"):
        follow_up.raiser_told(told.case, PRIYA, answer, words)


def test_whoever_still_disagrees_says_why(london_rules: Rules) -> None:
    with refuses("say_why"):
        follow_up.raiser_told(
            settled_by_managers(london_rules).case, PRIYA, RaiserAnswer.STILL_DISAGREE, None
        )


@pytest.mark.parametrize("by", [TOM, GRACE, ZED])
def test_nobody_says_it_for_the_one_who_raised_it(london_rules: Rules, by: int) -> None:
    with refuses("only_the_raiser"):
        follow_up.raiser_told(settled_by_managers(london_rules).case, by, RaiserAnswer.CONTENT, None)


def test_the_one_who_has_answered_the_outcome_themselves_is_not_asked(london_rules: Rules) -> None:
    told = agreed(raised(london_rules, when=FRIDAY), PRIYA, TOM)

    assert asked(told) == []
    with refuses("told_already"):
        follow_up.raiser_told(told.case, PRIYA, RaiserAnswer.CONTENT, None)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        pytest.param((), "not_agreed_yet", id="not agreed yet"),
        pytest.param((acts.TakenBack(),), "is_taken_back", id="taken back"),
    ],
)
def test_there_is_nothing_to_be_told_where_nothing_was_settled(
    london_rules: Rules, end: tuple[acts.Act, ...], reason: str
) -> None:
    told = raised(london_rules, when=FRIDAY).then(*end, by=PRIYA)

    with refuses(reason):
        follow_up.raiser_told(told.case, PRIYA, RaiserAnswer.CONTENT, None)


def test_the_closing_waits_for_nobody_to_be_told_and_it_can_be_said_after_it(london_rules: Rules) -> None:
    told = settled_by_managers(london_rules)
    told = told.then(acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), acts.Closed(), by=GRACE)

    assert asked(told) == []
    assert follow_up.raiser_told(told.case, PRIYA, RaiserAnswer.CONTENT, None).words is None


def test_somebody_who_has_handed_it_over_is_not_asked(london_rules: Rules) -> None:
    told = settled_by_managers(london_rules).then(acts.HandedOver(PRIYA, ZED), by=PRIYA)

    assert asked(told) == []


def test_who_raised_it_and_has_handed_it_over_has_no_part_in_it_any_more(london_rules: Rules) -> None:
    told = settled_by_managers(london_rules).then(acts.HandedOver(PRIYA, GITA), by=PRIYA)

    with refuses("no_part"):
        follow_up.raiser_told(told.case, PRIYA, RaiserAnswer.CONTENT, None)
