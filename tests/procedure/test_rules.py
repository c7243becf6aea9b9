from dataclasses import replace
from datetime import date

import pytest

from procedure import rules
from procedure.area import Area
from procedure.calendar import Nation, WorkingCalendar
from procedure.lengths import Limit, Unit
from procedure.rules import NotReady, Rules
from procedure.subjects import Subject
from procedure.written import Procedure

SET_BY_NORTHMERE = "set by the area: the invented partnership of Northmere, 2026-11-02"


def test_texts_and_an_invented_area_for_the_two_that_began_it_come_with_the_program() -> None:
    assert [procedure.id for procedure in rules.published()] == [
        *("bedfordshire-2018", "lincolnshire-joint", "london-5th-edition", "st-helens-2016")
    ]
    assert [area.id for area in rules.example_areas()] == ["example-vale", "northmere"]
    assert [area.procedure_id for area in rules.example_areas()] == [
        "bedfordshire-2018",
        "london-5th-edition",
    ]


@pytest.mark.clause("London 11.1.4")
@pytest.mark.clause("London 11.1.7")
def test_the_area_fills_in_what_the_text_leaves_open_and_nothing_else(london_rules: Rules) -> None:
    five_days = Limit(5, Unit.WORKING_DAYS, SET_BY_NORTHMERE)

    assert [london_rules.limit(index) for index in range(5)] == [
        Limit(1, Unit.WORKING_WEEKS, "London 11.1.4"),
        Limit(1, Unit.WORKING_WEEKS, "London 11.1.7"),
        five_days,
        five_days,
        five_days,
    ]


def test_a_tier_is_found_by_its_place(london_rules: Rules) -> None:
    assert london_rules.tier(0).id == "practitioners"
    assert london_rules.tier(4).id == "partnership"
    assert london_rules.tier_ids == (
        "practitioners",
        "first_line_managers",
        "senior_managers",
        "heads_of_service",
        "partnership",
    )


@pytest.mark.clause("Beds 1.1")
def test_areas_under_one_text_have_each_its_own_settings(bedfordshire: Procedure, example_vale: Area) -> None:
    elsewhere = replace(
        example_vale,
        id="elsewhere",
        limits={**example_vale.limits, "practitioners": Limit(2, Unit.HOURS, "")},
    )

    here, there = rules.in_force(bedfordshire, example_vale), rules.in_force(bedfordshire, elsewhere)

    assert (here.area.id, there.area.id) == ("example-vale", "elsewhere")
    assert here.limit(0) != there.limit(0)
    assert here.limit(1) == there.limit(1)


def test_all_but_the_limits_stays_as_written(london: Procedure, northmere: Area) -> None:
    found = rules.in_force(london, northmere)

    assert found.area == northmere
    assert without_tiers(found.procedure) == without_tiers(london)
    assert [replace(tier, limit=None) for tier in found.procedure.all_tiers] == [
        replace(tier, limit=None) for tier in london.all_tiers
    ]
    assert [ladder.clauses for ladder in found.procedure.ladders] == [
        ladder.clauses for ladder in london.ladders
    ]


def without_tiers(procedure: Procedure) -> Procedure:
    return replace(procedure, tiers=(), inside_agency=None, written_concern=None)


@pytest.mark.clause("Beds 5 (table)")
def test_every_limit_that_the_area_must_set_is_listed_at_once(
    bedfordshire: Procedure, example_vale: Area
) -> None:
    with pytest.raises(NotReady) as refused:
        rules.in_force(bedfordshire, replace(example_vale, limits={}))

    assert refused.value.missing == (
        "limits: practitioners is missing: Beds 6.6 leaves it open and the area must set it",
        "limits: first_line_managers is missing: Beds 6.8 leaves it open and the area must set it",
        "limits: senior_managers is missing: Beds 6.9 leaves it open and the area must set it",
        "limits: line_managers is missing: Beds 8.1 leaves it open and the area must set it",
        "limits: managers_above is missing: Beds 8.1 leaves it open and the area must set it",
        "limits: designated_leads is missing: Beds 8.2 leaves it open and the area must set it",
    )
    assert str(refused.value) == "\n".join(refused.value.missing)


def test_a_limit_of_zero_is_a_limit(bedfordshire: Procedure, example_vale: Area) -> None:
    at_once = Limit(0, Unit.HOURS, "set by the area")

    found = rules.in_force(
        bedfordshire, replace(example_vale, limits={**example_vale.limits, "practitioners": at_once})
    )

    assert found.limit(0) == at_once


@pytest.mark.clause("London 11.1.4")
def test_the_area_may_not_change_what_the_text_fixes_nor_name_another_tier_or_text(
    london: Procedure, northmere: Area
) -> None:
    month = Limit(20, Unit.WORKING_DAYS, "set by the area")
    limits = {**northmere.limits, "practitioners": month, "sponsors": month, "governors": month}

    with pytest.raises(NotReady) as refused:
        rules.in_force(london, replace(northmere, limits=limits, procedure_id="another-text"))

    assert refused.value.missing == (
        "procedure: Northmere (example) follows another-text, not london-5th-edition",
        "limits: practitioners is fixed by London 11.1.4 and is not the area's to set",
        "limits: governors is no tier of london-5th-edition",
        "limits: sponsors is no tier of london-5th-edition",
    )


def test_the_calendar_is_that_of_the_area(london: Procedure, northmere: Area) -> None:
    in_scotland = replace(northmere, nation=Nation.SCOTLAND)

    found = rules.in_force(london, in_scotland)

    assert found.calendar == WorkingCalendar(
        Nation.SCOTLAND, northmere.zone, northmere.closing_time, northmere.closed_on
    )
    assert found.calendar is found.calendar
    assert not found.calendar.is_working_day(date(2026, 11, 30))


@pytest.mark.clause("Beds Amendment")
def test_a_case_keeps_the_rules_that_it_began_with(london_rules: Rules, bedfordshire_rules: Rules) -> None:
    for begun_with in (london_rules, bedfordshire_rules):
        kept = rules.dump(begun_with)

        assert rules.restore(kept) == begun_with
        assert rules.dump(rules.restore(kept)) == kept
        assert hash(rules.restore(kept)) == hash(begun_with)


def test_the_same_rules_are_always_the_same_text(london_rules: Rules) -> None:
    area = london_rules.area
    otherwise_ordered = replace(area, limits=dict(reversed(list(area.limits.items()))))

    kept = rules.dump(replace(london_rules, area=otherwise_ordered))

    assert kept == rules.dump(london_rules)
    assert kept.startswith('{"area": {"call_again_at": "09:00:00", "call_again_minutes": 20,')


@pytest.mark.clause("Beds 1.4")
def test_a_list_that_our_copy_of_the_text_lacks_is_missed_until_the_area_has_one(
    bedfordshire: Procedure, example_vale: Area, london_rules: Rules
) -> None:
    filled = replace(
        example_vale,
        prompts=("What would a colleague say?",),
        subjects=(Subject("early_help", "Differing views", "Early help"),),
        confirmation_headings=("What was agreed",),
    )
    lacks = "our copy of the text lacks the list of"

    assert rules.unfilled(rules.in_force(bedfordshire, example_vale)) == (
        f"prompts: {lacks} Beds 1.4; none is shown until the area has one",
        f"subjects: {lacks} Beds 4.2; none is shown until the area has one",
        f"confirmation_headings: {lacks} Beds 6.11 (Appendix B); none is shown until the area has one",
    )
    assert rules.unfilled(rules.in_force(bedfordshire, filled)) == ()
    assert rules.unfilled(london_rules) == ()


@pytest.mark.clause("Beds 4.2")
def test_an_areas_own_subjects_stand_beside_those_of_the_text(
    bedfordshire: Procedure, example_vale: Area
) -> None:
    own = (
        Subject("early_help", "Differing views", "Early help"),
        Subject("transfer", "Moving areas", "A transfer"),
    )

    found = rules.in_force(bedfordshire, replace(example_vale, subjects=own)).procedure.subjects

    assert [(subject.stage, subject.id) for subject in found] == [
        ("Differing views", "thresholds"),
        ("Differing views", "roles"),
        ("Differing views", "need_for_action"),
        ("Differing views", "communication"),
        ("Differing views", "early_help"),
        ("Responsibilities", "responsibility"),
        ("Responsibilities", "joint_section_47"),
        ("Moving areas", "transfer"),
    ]


def test_a_subject_of_the_text_is_not_the_areas_to_list_again(
    bedfordshire: Procedure, example_vale: Area
) -> None:
    twice = replace(example_vale, subjects=(Subject("roles", "Differing views", "Who does what"),))

    with pytest.raises(rules.NotReady) as refused:
        rules.in_force(bedfordshire, twice)

    assert refused.value.missing == ("subjects: roles is a subject of bedfordshire-2018 already",)
