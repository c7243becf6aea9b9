"""The nine published procedures, each on a database of its own, with the clocks that strike by themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework import areas, digest, notes, resolution, showing
from procedure import acts
from procedure.acts import Danger
from procedure.case import State
from tests.casework.casebook import Casebook
from tests.casework.nine_areas import casebook_under, first_name, runs_out_unread
from tests.procedure.nine import NINE, SEVERAL_TIERS, area_for


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
        assert "Now: aim to agree.* It is for The social_care to do." in words
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


@pytest.mark.clause("Beds Amendment")
@pytest.mark.parametrize("under", ["sefton-2017"], indirect=True)
def test_a_running_case_says_that_a_newer_version_is_in_force_and_the_digest_counts_it(
    under: Casebook,
) -> None:
    running = under.raised()
    found = NINE["sefton-2017"]

    areas.install_area(under.database, area_for(found), replace(found, version="14 March 2022"))
    later = under.raised()

    old = showing.card(under.database, running, by=under.person("Priya"), now=under.now)
    new = showing.card(under.database, later, by=under.person("Priya"), now=under.now)
    assert old.older is not None
    assert (old.older.version, old.older.newer) == (
        "Sefton LSCB, 17.2 Process, 18 May 2017",
        "Sefton LSCB, 17.2 Process, 14 March 2022",
    )
    assert new.older is None
    assert under.case(running).rules.procedure.version == "18 May 2017"
    with under.database.read() as connection:
        assert digest.of(connection, "of-sefton-2017", under.now).older_rules == 1
    under.sends()
    cards = [each.words for each in under.heard("room", "card")]
    assert any("It goes by the version with which it began" in words for words in cards)
    assert any(
        "What is raised now goes by Sefton LSCB, 17.2 Process, 14 March 2022." in words for words in cards
    )


@pytest.mark.parametrize("under", ["st-helens-2016"], indirect=True)
def test_a_running_case_says_that_the_area_has_set_other_limits_since(under: Casebook) -> None:
    running = under.raised()
    found = NINE["st-helens-2016"]
    area = area_for(found)

    changed = {name: replace(limit, value=4) for name, limit in area.limits.items()}
    areas.install_area(under.database, replace(area, limits=changed, set_on=date(2026, 12, 1)), found)
    under.sends()

    words = under.heard("room", "card")[-1].words
    assert "the area has set others since (Tuesday 1 December 2026)" in words
    assert under.case(running).rules.limit(0).value == 3


@pytest.mark.parametrize("under", ["sussex-conference-dissent"], indirect=True)
def test_in_danger_an_only_tier_is_called_at_once_and_the_leads_are_told(under: Casebook) -> None:
    reference = under.raised(danger=Danger.NOW)
    under.sends()

    assert under.case(reference).is_urgent
    assert [each.kind for each in under.heard("Tom", "call")] == ["call"]
    assert [each.kind for each in under.heard("Ruth", "lead")] == ["lead:danger"]
    assert "Called: Tom Moor" in under.heard("Ruth", "lead:danger")[0].words


@pytest.mark.parametrize("under", ["sussex-conference-dissent"], indirect=True)
def test_where_nobody_can_be_called_at_the_last_tier_it_is_looked_for_each_working_day(
    under: Casebook,
) -> None:
    under.loses("Tom")
    reference = under.raised("The social_care")
    under.sends()
    assert under.called(reference) == {}

    under.passes_to("Wednesday 2026-12-23 09:00")
    assert len(under.heard("Ruth", "lead:nobody_reachable")) == 2
    under.account("U0TOM", "Tom Moor")
    under.passes_to("Thursday 2026-12-24 09:00")

    assert under.called(reference) == {"The social_care": ["Tom"]}
    assert [each.kind for each in under.heard("Tom", "call")] == ["call"]


@pytest.mark.clause("Beds 1.1")
def test_two_areas_under_two_procedures_run_side_by_side(casebook: Casebook) -> None:
    london = casebook.raised()
    bedfordshire = casebook.raised("Elis", by="Bryn")
    assert casebook.row(bedfordshire).area_id == "example-vale"
    casebook.sends()

    casebook.passes_to("Friday 2027-01-15 17:00")

    reached = {each: casebook.case(each) for each in (london, bedfordshire)}
    assert {case.rules.procedure.id: case.tier.id for case in reached.values()} == {
        "london-5th-edition": "heads_of_service",
        "bedfordshire-2018": "senior_managers",
    }
    assert reached[bedfordshire].is_at_the_top
    assert not set(reached[london].parts) & set(reached[bedfordshire].parts)
