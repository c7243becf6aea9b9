"""What time does: each clock once, on its instant, and one message a person a day."""

import pytest

from casework import communications, resolution, tiers, time
from procedure import acts
from procedure.acts import MoveReason
from procedure.clocks import Kind
from procedure.ladder import Promise
from storage.clocks import Armed
from tests.casework.casebook import MANAGERS_CALLED, TUESDAY, Casebook
from tests.procedure.london_time import at


@pytest.fixture
def daily(casebook: Casebook) -> Casebook:
    """With the daily round and the digest of both areas armed on the Monday before Christmas."""
    casebook.moves_to("Monday 2026-12-21 08:00")
    time.arm_areas(casebook.database, now=casebook.now)
    return casebook


def only_due(casebook: Casebook) -> Armed:
    """The one clock that is due now."""
    (armed,) = time.due(casebook.database, casebook.now)
    return armed


def asked(casebook: Casebook, first_name: str) -> list[str]:
    """What somebody's daily messages have said so far."""
    return [said.words for said in casebook.heard(first_name, "waiting")]


# --- clocks of a disagreement --------------------------------------------------------------------


def test_when_a_tiers_time_runs_out_the_managers_of_both_agencies_are_called(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.passes_to("Thursday 2026-12-31 16:59")
    casebook.moves_to(MANAGERS_CALLED)

    assert time.next_due(casebook.database) == casebook.now
    assert time.strike(casebook.database, only_due(casebook), now=casebook.now)

    moved = casebook.acts(reference)[-1]
    assert isinstance(moved, acts.MovedUp)
    assert moved.reason is MoveReason.TIME_RAN_OUT
    assert casebook.called(reference) == {"Health": ["Grace"], "Children's Services": ["Omar"]}


def test_a_clock_strikes_once_and_not_after_it_has_moved(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.passes_to("Thursday 2026-12-31 16:59")
    casebook.moves_to(MANAGERS_CALLED)
    armed = only_due(casebook)

    assert time.strike(casebook.database, armed, now=casebook.now)
    assert not time.strike(casebook.database, armed, now=casebook.now)
    assert sum(isinstance(act, acts.MovedUp) for act in casebook.acts(reference)) == 1


def test_nothing_is_due_before_its_instant(casebook: Casebook) -> None:
    casebook.raised()
    casebook.passes_to("Thursday 2026-12-31 16:59")

    assert time.due(casebook.database, casebook.now) == []


def test_after_an_outage_each_disagreement_gets_one_clock_at_a_time(casebook: Casebook) -> None:
    first, second = casebook.raised(), casebook.with_the_managers()
    casebook.moves_to("Monday 2027-01-18 09:00")

    due = time.due(casebook.database, casebook.now)

    assert sorted(armed.owner for armed in due) == sorted({first, second})


def test_a_manager_who_does_not_answer_is_called_again(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    tiers.take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Grace"), now=casebook.now)
    again = [(kind, when) for kind, when in casebook.clocks(reference) if kind == Kind.CALL_AGAIN]

    casebook.passes_to("Monday 2027-01-04 12:00")

    assert again
    repeated = [act for act in casebook.acts(reference) if isinstance(act, acts.CalledAgain)]
    assert casebook.agency("Children's Services") in {act.agency_id for act in repeated}
    assert len(casebook.heard("Omar", "call")) > 1


def test_a_clock_whose_act_failed_waits_longer_each_time(casebook: Casebook) -> None:
    casebook.raised()
    casebook.passes_to("Thursday 2026-12-31 16:59")
    casebook.moves_to(MANAGERS_CALLED)

    time.put_off(casebook.database, only_due(casebook), now=casebook.now)
    assert time.next_due(casebook.database) == at("Thursday 2026-12-31 17:01")
    casebook.moves_to("Thursday 2026-12-31 17:01")
    time.put_off(casebook.database, only_due(casebook), now=casebook.now)
    assert time.next_due(casebook.database) == at("Thursday 2026-12-31 17:03")


# --- the daily round and the digest --------------------------------------------------------------


def test_both_daily_clocks_are_armed_once_and_those_overdue_stay_overdue(daily: Casebook) -> None:
    first = time.next_due(daily.database)
    assert first is not None

    daily.moves_to("Wednesday 2026-12-23 12:00")
    time.arm_areas(daily.database, now=daily.now)

    assert time.next_due(daily.database) == first


def test_the_daily_message_reminds_a_working_day_before_the_time_runs_out_and_on_the_day(
    daily: Casebook,
) -> None:
    daily.passes_to(TUESDAY)
    daily.raised()

    daily.passes_to("Tuesday 2026-12-29 23:00")
    assert asked(daily, "Tom") == []
    daily.passes_to("Wednesday 2026-12-30 23:00")
    assert len(asked(daily, "Tom")) == 1
    daily.passes_to("Thursday 2026-12-31 12:00")
    assert len(asked(daily, "Tom")) == 2


def test_the_daily_message_is_one_a_person_and_only_to_who_is_waited_for(daily: Casebook) -> None:
    daily.passes_to(TUESDAY)
    for _ in range(2):
        daily.noted(daily.raised(), "Priya", "Tom")
    daily.sends()

    daily.passes_to("Wednesday 2026-12-23 12:00")

    (tom,) = asked(daily, "Tom")
    assert "2 things wait for you" in tom
    assert {said.to for said in daily.said if said.kind == "waiting"} == {"Tom"}


def test_who_has_answered_before_it_goes_out_hears_nothing_of_it(daily: Casebook) -> None:
    daily.passes_to(TUESDAY)
    reference = daily.raised()
    daily.proposed(reference, "Tom")
    daily.sends()
    daily.passes_to("Wednesday 2026-12-23 08:59")
    daily.moves_to("Wednesday 2026-12-23 09:00")
    daily.strikes()
    assert ("waiting", "Priya") in daily.told()

    daily.answered(reference, "Priya")
    resolution.file_copy(daily.database, reference, by=daily.person("Priya"), now=daily.now)
    communications.complete(daily.database, reference, by=daily.person("Priya"), now=daily.now)
    daily.sends()

    assert asked(daily, "Priya") == []


def test_each_lead_gets_the_digest_every_working_day_and_none_at_the_weekend(daily: Casebook) -> None:
    daily.passes_to("Monday 2026-12-28 23:00")  # Christmas on the Friday, the bank holiday on the Monday

    assert len(daily.heard("Ruth", "digest")) == len(daily.heard("Gareth", "digest")) == 4
    assert {said.kind for said in daily.said} == {"digest"}
