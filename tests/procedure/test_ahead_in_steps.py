"""What lies ahead where a tier goes in steps, where something is owed beside it, and where it is urgent."""

from datetime import time

import pytest

from procedure.ahead import Lack, SetBy, TierAhead, as_written, in_force
from procedure.calendar import Nation, WorkingCalendar
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.nine import NINE
from tests.procedure.nine import in_force as nine_in_force
from tests.procedure.partnership import TUESDAY

ENGLAND = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(17, 0), ())


def steps(tier: TierAhead) -> list[tuple[str, str, SetBy]]:
    """Return each step that is gone through, until when, and who gave it that time."""
    found = []
    for step in tier.steps:
        due = f"{ENGLAND.local(step.due_at):%A %Y-%m-%d %H:%M}" if step.due_at else ""
        assert step.timed is step.step
        found.append((step.step.id, due, step.set_by))
    return found


def duties(tier: TierAhead) -> dict[str, str]:
    """Return by when each duty is to be met, empty where no instant is known beforehand."""
    assert all(ahead.timed is ahead.duty for ahead in tier.duties)
    return {
        ahead.duty.id: f"{ENGLAND.local(ahead.due_at):%A %Y-%m-%d %H:%M}" if ahead.due_at else ""
        for ahead in tier.duties
    }


def test_each_step_of_a_tier_begins_when_the_one_before_has_run_out() -> None:
    stage_1, stage_2, stage_3 = in_force(nine_in_force("sefton-2017"), at(TUESDAY))

    assert steps(stage_1) == [("respond", "Tuesday 2026-12-29 17:00", SetBy.TEXT)]
    assert steps(stage_2) == [
        ("agree", "Thursday 2026-12-31 17:00", SetBy.TEXT),
        ("meet", "Friday 2027-01-08 17:00", SetBy.TEXT),
    ]
    assert steps(stage_3) == [("", "Wednesday 2027-01-13 17:00", SetBy.AREA)]
    assert stage_2.called_at == stage_1.due_at
    assert stage_3.called_at == stage_2.due_at == at("Friday 2027-01-08 17:00")


def test_a_duty_has_a_time_beforehand_where_the_call_starts_it() -> None:
    lincolnshire = in_force(nine_in_force("lincolnshire-joint"), at(TUESDAY))
    dorset = in_force(nine_in_force("bcp-dorset-adults"), at(TUESDAY))
    sefton = in_force(nine_in_force("sefton-2017"), at(TUESDAY))

    assert duties(lincolnshire[0]) == {"acknowledge": "Tuesday 2026-12-22 17:30"}
    assert lincolnshire[0].duties[0].set_by is SetBy.URGENT
    assert duties(dorset[2]) == {"refer": "Thursday 2026-12-31 17:00"}
    assert duties(sefton[0]) == {"raise": "", "confirm": ""}


def test_without_an_area_a_step_after_an_open_one_has_no_time_and_at_once_is_nobodys_hour() -> None:
    step_1, step_2, *_ = as_written(NINE["lincolnshire-joint"], ENGLAND, at(TUESDAY))

    assert [step.lack for step in step_1.steps] == [Lack.LIMIT, Lack.TIER_BEFORE]
    assert step_1.lack is Lack.LIMIT
    assert step_2.lack is Lack.TIER_BEFORE
    assert duties(step_1) == {"acknowledge": ""}
    assert step_1.duties[0].set_by is SetBy.TEXT


def test_when_the_time_that_protects_the_child_passes_no_step_follows_and_those_above_are_urgent() -> None:
    protect_by = at("Wednesday 2026-12-30 12:00")

    stage_1, stage_2, stage_3 = in_force(nine_in_force("sefton-2017"), at(TUESDAY), protect_by)

    assert steps(stage_1) == [("respond", "Tuesday 2026-12-29 17:00", SetBy.TEXT)]
    assert steps(stage_2) == [("agree", "Wednesday 2026-12-30 12:00", SetBy.PROTECT_BY)]
    assert steps(stage_3) == [("", "Wednesday 2026-12-30 13:00", SetBy.URGENT)]


def test_without_an_area_nobody_knows_how_urgent_it_is_above_the_time_that_protects_the_child(
    london_rules: Rules,
) -> None:
    soon = at("Wednesday 2026-12-23 12:00")

    practitioners, first_line, *_ = as_written(london_rules.procedure, ENGLAND, at(TUESDAY), soon)

    assert steps(practitioners) == [("", "Wednesday 2026-12-23 12:00", SetBy.PROTECT_BY)]
    assert (first_line.called_at, first_line.lack) == (soon, Lack.URGENT_LIMIT)


@pytest.mark.clause("London 11.1.4")
def test_a_time_that_protects_the_child_and_is_later_than_the_tiers_changes_nothing_at_that_tier(
    london_rules: Rules,
) -> None:
    later = at("Wednesday 2027-01-06 12:00")

    practitioners, first_line, senior, *_ = in_force(london_rules, at(TUESDAY), later)

    assert steps(practitioners) == [("", "Thursday 2026-12-31 17:00", SetBy.TEXT)]
    assert steps(first_line) == [("", "Wednesday 2027-01-06 12:00", SetBy.PROTECT_BY)]
    assert steps(senior) == [("", "Wednesday 2027-01-06 13:00", SetBy.URGENT)]
