"""Letters and e-mails: listed as they come, asked of each agency in the end, in the way of nothing."""

from datetime import date

import pytest

from procedure import acts, closing, communications, owed
from procedure.owed import What
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.partnership import (
    CHRIS,
    FRIDAY,
    HEALTH,
    OMAR,
    PARTNERSHIP,
    PEOPLE,
    PRIYA,
    SOCIAL_CARE,
    TOM,
    WORDS,
    Told,
    raised,
    refuses,
)

EVERYONE = frozenset(person.id for person in PEOPLE)
TODAY = date(2026, 11, 27)


def settled(rules: Rules) -> Told:
    outcome = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (), acts.Answer.AGREE)
    told = raised(rules, when=FRIDAY).then(outcome, by=PRIYA)
    return told.then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=TOM)


def asked(told: Told) -> list[int]:
    return [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is What.COMMUNICATIONS]


@pytest.mark.clause("London 11.1.9")
def test_what_is_listed_says_what_it_is_of_which_day_and_where_it_is_kept(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    told = told.then(communications.add(told.case, TOM, WORDS, TODAY, WORDS, TODAY), by=TOM)

    (found,) = told.case.communications
    assert (found.number, found.person, found.what, found.sent_on, found.kept) == (
        1,
        TOM,
        WORDS,
        TODAY,
        WORDS,
    )


def test_what_is_still_to_come_or_comes_from_somebody_without_a_part_is_refused(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    with pytest.raises(Refused) as refused:
        communications.add(told.case, TOM, WORDS, date(2026, 11, 28), WORDS, TODAY)

    assert (refused.value.reason, refused.value.field) == ("in_future", "sent_on")
    with refuses("no_part"):
        communications.add(told.case, OMAR, WORDS, TODAY, WORDS, TODAY)
    with refuses("is_closed"):
        communications.add(told.then(acts.Closed()).case, TOM, WORDS, TODAY, WORDS, TODAY)


@pytest.mark.clause("London 11.1.9")
def test_once_it_is_settled_each_agency_is_asked_until_it_says_that_nothing_is_left(
    london_rules: Rules,
) -> None:
    told = settled(london_rules)

    assert asked(raised(london_rules, when=FRIDAY)) == []
    assert asked(told) == [PRIYA, TOM]
    told = told.then(communications.complete(told.case, TOM), by=TOM)
    assert asked(told) == [PRIYA]
    with refuses("nothing_left_already"):
        communications.complete(told.case, TOM)
    later = communications.add(told.case, TOM, WORDS, TODAY, WORDS, TODAY)
    assert asked(told.then(later, by=TOM)) == [PRIYA]


@pytest.mark.clause("London 11.1.9")
def test_the_closing_does_not_wait_for_it(london_rules: Rules) -> None:
    told = settled(london_rules).then(acts.CopyFiled(HEALTH), by=PRIYA).then(acts.CopyFiled(SOCIAL_CARE))

    assert asked(told) == [PRIYA, TOM]
    assert closing.close(told.case, PRIYA) == acts.Closed()
    assert communications.unanswered(told.then(acts.Closed()).case) == ()


def test_nobody_says_so_before_it_is_settled_or_for_no_agency_of_it(london_rules: Rules) -> None:
    with refuses("not_settled_yet"):
        communications.complete(raised(london_rules, when=FRIDAY).case, TOM)
    with refuses("not_an_agency_of_the_case"):
        communications.complete(settled(london_rules).then(acts.Joined(CHRIS, PARTNERSHIP)).case, CHRIS)
