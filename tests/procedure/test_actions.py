from datetime import date
from typing import Any

import pytest

from procedure import actions, acts, owed
from procedure.owed import Waiting, What
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    FRIDAY,
    OMAR,
    PAM,
    PEOPLE,
    PRIYA,
    SOCIAL_CARE,
    TARA,
    TOM,
    WORDS,
    Told,
    note,
    raised,
    refuses,
)

TODAY, MONDAY, TUESDAY = date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)
EVERYONE = frozenset(person.id for person in PEOPLE)


def put_down(rules: Rules, *days: date, owner: int = TOM) -> Told:
    told = raised(rules, when=FRIDAY)
    for day in days:
        told = told.then(actions.add(told.case, PRIYA, WORDS, owner, day, None, TODAY), by=PRIYA)
    return told


def waits(told: Told, reachable: frozenset[int] = EVERYONE) -> list[Waiting]:
    return [item for item in owed.waiting(told.case, reachable) if item.what is What.ACTION]


@pytest.mark.clause("London 11.1.9")
def test_an_action_has_an_owner_and_a_day_and_is_done_once(london_rules: Rules) -> None:
    told = put_down(london_rules, TUESDAY, MONDAY)

    assert [(one.number, one.owner, one.by) for one in actions.still_open(told.case)] == [
        (2, TOM, MONDAY),
        (1, TOM, TUESDAY),
    ]
    done = told.then(actions.done(told.case, TOM, 2), by=TOM)
    assert [one.number for one in actions.still_open(done.case)] == [1]
    assert (done.case.actions[1].done_by, done.case.actions[1].done_at) == (TOM, told.now)
    with refuses("action_done_already"):
        actions.done(done.case, TOM, 2)


def test_an_action_may_come_of_a_discussion_that_there_is(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)

    act = actions.add(told.case, PRIYA, WORDS, TOM, TODAY, 1, TODAY)

    assert told.then(act, by=PRIYA).case.actions[0].note == 1
    with refuses("no_such_note"):
        actions.add(told.case, PRIYA, WORDS, TOM, TODAY, 2, TODAY)


@pytest.mark.parametrize(
    ("by", "owner", "on", "reason", "field"),
    [
        pytest.param(OMAR, TOM, TODAY, "no_part", None, id="somebody without a part"),
        pytest.param(PRIYA, OMAR, TODAY, "owner_has_no_part", "owner", id="for somebody without a part"),
        pytest.param(PRIYA, TOM, date(2026, 11, 26), "in_past", "by", id="by yesterday"),
    ],
)
def test_what_cannot_be_put_down_is_refused_beside_its_field(
    london_rules: Rules, by: int, owner: int, on: date, reason: str, field: str | None
) -> None:
    told = raised(london_rules, when=FRIDAY)

    with pytest.raises(Refused) as refused:
        actions.add(told.case, by, WORDS, owner, on, None, TODAY)

    assert (refused.value.reason, refused.value.field) == (reason, field)


@pytest.mark.parametrize("over", [acts.Closed(), acts.TakenBack()])
def test_once_it_is_over_nothing_more_is_put_down_or_done(london_rules: Rules, over: Any) -> None:
    told = put_down(london_rules, MONDAY).then(over)

    with pytest.raises(Refused, match="is_"):
        actions.add(told.case, PRIYA, WORDS, TOM, MONDAY, None, TODAY)
    with pytest.raises(Refused, match="is_"):
        actions.done(told.case, TOM, 1)


def test_only_the_owners_agency_says_that_it_is_done(london_rules: Rules) -> None:
    told = put_down(london_rules, MONDAY).then(acts.Joined(TARA, SOCIAL_CARE))

    with refuses("action_of_another_agency"):
        actions.done(told.case, PRIYA, 1)
    with refuses("no_such_action"):
        actions.done(told.case, TOM, 2)
    with refuses("no_part"):
        actions.done(told.case, PAM, 1)
    assert actions.done(told.case, TARA, 1) == acts.ActionDone(1)


@pytest.mark.clause("Beds 6.11")
def test_an_action_waits_for_its_owner_until_the_close_of_its_day(london_rules: Rules) -> None:
    told = put_down(london_rules, MONDAY)

    assert waits(told) == [Waiting(TOM, What.ACTION, 1, at("Monday 2026-11-30 17:00"))]
    assert waits(told.then(acts.ActionDone(1), by=TOM)) == []


def test_an_action_goes_with_the_part_of_somebody_who_leaves(london_rules: Rules) -> None:
    told = put_down(london_rules, MONDAY)

    assert waits(told, EVERYONE - {TOM}) == []  # nobody else acts for them as yet
    handed_over = told.then(acts.HandedOver(TOM, TARA), by=TOM)
    assert [item.person for item in waits(handed_over)] == [TARA]


@pytest.mark.parametrize(
    ("now", "is_asked"),
    [
        pytest.param("Friday 2026-11-27 09:00", False, id="before the day"),
        pytest.param("Monday 2026-11-30 00:30", True, id="from the first minute of the day"),
        pytest.param("Wednesday 2026-12-02 09:00", True, id="after it"),
    ],
)
def test_the_daily_message_asks_for_it_from_its_day_on(
    london_rules: Rules, now: str, *, is_asked: bool
) -> None:
    told = put_down(london_rules, MONDAY)

    asked = [item.what for item in owed.asked_daily(told.case, EVERYONE, at(now))]

    assert (What.ACTION in asked) is is_asked
