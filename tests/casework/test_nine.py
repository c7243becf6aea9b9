"""The nine published procedures, each on a database of its own, with the clocks that strike by themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import notes, resolution
from procedure import acts
from procedure.case import State
from tests.casework.casebook import Casebook
from tests.casework.nine_areas import casebook_under, first_name, runs_out_unread
from tests.procedure.nine import NINE, SEVERAL_TIERS


@pytest.fixture
def under(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """A casebook under the procedure that the test is about."""
    casebook = casebook_under(request.param, tmp_path)
    yield casebook
    casebook.database.close()


def each_of_several_tiers() -> pytest.MarkDecorator:
    """Say that a test is about each procedure of more than one tier in turn."""
    return pytest.mark.parametrize(
        ("under", "name"), [(name, name) for name in SEVERAL_TIERS], indirect=["under"], ids=SEVERAL_TIERS
    )


def stages(casebook: Casebook, reference: str) -> list[tuple[int, int]]:
    """Return the tiers and steps that it has gone through, in their order."""
    reached = [(0, 0)]
    for act in casebook.acts(reference):
        if isinstance(act, acts.MovedUp):
            reached.append((act.tier, 0))
        elif isinstance(act, acts.StepBegan):
            reached.append((reached[-1][0], act.step))
    return reached


def runs_out(casebook: Casebook, reference: str) -> None:
    """Let time pass until that of the present step has run out."""
    case = casebook.case(reference)
    assert case.due_at is not None, "no time runs"
    casebook.passes_to(f"{case.rules.calendar.local(case.due_at):%A %Y-%m-%d %H:%M}")


def ends(casebook: Casebook, reference: str) -> bool:
    """Whether it is in the last step of the last tier."""
    case = casebook.case(reference)
    return case.is_at_the_top and case.step_index == len(case.tier.chain) - 1


@each_of_several_tiers()
def test_where_nobody_answers_it_goes_step_by_step_from_the_first_tier_to_the_last(
    under: Casebook, name: str
) -> None:
    reference = under.raised()

    while not ends(under, reference):
        runs_out_unread(under, reference)

    assert stages(under, reference) == [
        (place, step) for place, tier in enumerate(NINE[name].tiers) for step in range(len(tier.chain))
    ]
    assert under.case(reference).state is State.OPEN


@each_of_several_tiers()
def test_after_a_long_outage_all_that_is_overdue_takes_it_one_step_or_one_tier_further(
    under: Casebook, name: str
) -> None:
    reference = under.raised()
    under.sends()
    under.moves_to("Monday 2027-05-10 12:00")

    for _ in range(6):
        under.strikes()

    assert len(stages(under, reference)) == 2
    assert under.case(reference).due_at is not None


@each_of_several_tiers()
def test_it_can_be_settled_at_the_second_tier(under: Casebook, name: str) -> None:
    reference = under.raised()
    while under.case(reference).tier_index == 0:
        runs_out(under, reference)

    health, social_care = first_name("health", 1), first_name("social_care", 1)
    under.agreed(reference, health, social_care, still_open="nothing")
    for each in (health, social_care):
        resolution.file_copy(under.database, reference, by=under.person(each), now=under.now)
    resolution.close(under.database, reference, by=under.person("Priya"), now=under.now)
    under.sends()

    case = under.case(reference)
    assert (case.state, case.tier_index) == (State.CLOSED, 1)
    assert under.clocks(reference) == []


@pytest.mark.parametrize("under", ["sefton-2017"], indirect=True)
def test_the_card_and_the_call_say_which_step_it_is_and_what_follows(under: Casebook) -> None:
    under.raised()

    under.passes_to("Tuesday 2026-12-29 17:00")
    first = [under.heard("room", "card")[-1].words, under.heard("Health1", "call")[-1].words]
    under.passes_to("Thursday 2026-12-31 17:00")
    second = [under.heard("room", "card")[-1].words, under.heard("Health1", "call")[-1].words]

    for words in first:
        assert "Now: aim to agree." in words
        assert "the next step begins here: convene a meeting." in words
    for words in second:
        assert "Now: convene a meeting." in words
        assert "the next tier is called that minute: stage 3." in words
    lines = [said.words for said in under.heard("room", "line")]
    assert any(
        line.startswith(
            "*Now: convene a meeting*, because the time before it ran out (Thursday 31 December, 17:00)."
        )
        for line in lines
    )


@pytest.mark.parametrize("under", ["lincolnshire-joint"], indirect=True)
def test_a_note_of_a_discussion_begins_the_step_that_waits_for_it(under: Casebook) -> None:
    reference = under.raised()
    under.passes_to("Wednesday 2026-12-23 10:00")

    under.noted(reference, "Priya", "Tom")

    case = under.case(reference)
    assert (case.present_step.id, case.tier.id) == ("plan", "step_1")
    assert ("tier_ends", "Tuesday 2026-12-29 17:00") in under.clocks(reference)
    under.sends()
    assert (
        "because a discussion was held Wednesday 23 December, 10:00" in under.heard("room", "line")[-1].words
    )


@pytest.mark.parametrize("under", ["lincolnshire-joint"], indirect=True)
def test_a_corrected_note_that_now_names_the_other_side_begins_the_step(under: Casebook) -> None:
    reference = under.raised()
    under.passes_to("Wednesday 2026-12-23 10:00")
    number = under.noted(reference, "Priya", "Health1")
    assert under.case(reference).present_step.id == "discuss"

    form = under.note_form("Tom")
    notes.correct(under.database, reference, number, 1, form, by=under.person("Priya"), now=under.now)

    assert under.case(reference).present_step.id == "plan"
