"""A facility's own procedure over its area's settings: its tiers and times, the area's everything else."""

from dataclasses import replace

import pytest

from procedure import protocol, rules, written
from procedure.lengths import Limit, Unit
from procedure.protocol import Agreed
from procedure.reading import Faults
from procedure.rules import NotReady, Rules
from tests.procedure.facility import AGREED, PROTOCOL
from tests.procedure.partnership import GRACE, ROSTER

TEXT = PROTOCOL.read_text(encoding="utf-8")
BY_THE_UNIT = "agreed with the facility: the invented unit and Children's Services, 2026-11-09"


def marred(**changes: object) -> Agreed:
    return replace(AGREED, protocol=replace(AGREED.protocol, **changes))  # type: ignore[arg-type]


@pytest.mark.clause("London 11.3.4")
def test_its_own_tiers_and_times_hold_and_the_rest_is_the_areas(london_rules: Rules) -> None:
    found = protocol.in_force(AGREED, london_rules)

    assert found.protocol_id == "the-unit"
    assert found.tier_ids == ("ward", "consultants", "directors")
    assert found.limit(0) == Limit(2, Unit.WORKING_DAYS, "Unit 1")
    assert found.limit(1) == Limit(1, Unit.WORKING_DAYS, BY_THE_UNIT)
    ours, areas = found.area, london_rules.area
    assert ours.out_of_hours == "01632 960190"
    assert (ours.id, ours.emergency, ours.partnership) == (areas.id, areas.emergency, areas.partnership)
    assert (ours.urgent_limit, ours.confirmation) == (areas.urgent_limit, areas.confirmation)
    assert found.calendar == london_rules.calendar


@pytest.mark.clause("London 11.3.4")
def test_why_it_goes_by_that_text_is_said_by_the_areas_and_the_rest_by_its_own(london_rules: Rules) -> None:
    found = protocol.in_force(AGREED, london_rules).procedure

    assert found.clause_for("facility_involved") == "London 11.3.4"
    assert (found.clause_for("raised"), found.clause_for("moved_up")) == ("Unit 1", "Unit 2")
    assert found.clause_for("called_again") == ""


def test_every_setting_that_may_be_its_own_is_read_like_the_areas(london_rules: Rules) -> None:
    more = ("urgent_limit: 30 minutes", "confirmation: 1 working day", "call_again_at: 08:15")
    found = protocol.load(TEXT + "\n".join([*more, "call_again_minutes: 10"]), "protocol.yaml")

    area = protocol.in_force(replace(AGREED, protocol=found), london_rules).area

    assert area.urgent_limit == Limit(30, Unit.MINUTES, BY_THE_UNIT)
    assert area.confirmation == Limit(1, Unit.WORKING_DAYS, BY_THE_UNIT)
    assert (f"{area.call_again_at:%H:%M}", area.call_again_minutes) == ("08:15", 10)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(
            "urgent_limit: 2 working days\n", "urgent_limit: must be minutes or hours", id="too long"
        ),
        pytest.param("mailbox: unit@unit.example\n", "mailbox is not known here", id="the area's alone"),
    ],
)
def test_a_fault_is_named_with_its_line(line: str, said: str) -> None:
    with pytest.raises(Faults, match=rf"protocol.yaml:18: {said}"):
        protocol.load(TEXT + line, "protocol.yaml")


def test_tiers_of_the_same_ids_need_no_others_said(london_rules: Rules, london: written.Procedure) -> None:
    same = Agreed(
        replace(AGREED.protocol, procedure_id=london.id, limits=london_rules.area.limits, roster_tiers={}),
        london,
    )

    found = protocol.in_force(same, london_rules)

    assert found.roster_tiers == {tier: tier for tier in london_rules.tier_ids}
    assert found.called_from(ROSTER) == ROSTER


@pytest.mark.clause("London 11.3.4")
def test_a_post_acts_at_the_tier_that_was_agreed_for_it_and_at_none_where_none_was(
    london_rules: Rules,
) -> None:
    found = protocol.in_force(AGREED, london_rules).called_from(ROSTER)

    assert [post.tier for post in found.posts_held_by(GRACE)] == ["consultants"]
    at_the_top = [post for post in ROSTER.posts.values() if post.tier in ("heads_of_service", "partnership")]
    assert at_the_top
    assert {found.posts[post.id].tier for post in at_the_top} == {""}
    assert london_rules.called_from(ROSTER) is ROSTER


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        pytest.param(marred(limits={}), "limits: consultants is missing", id="a limit left open"),
        pytest.param(
            marred(roster_tiers={"ward": "practitioners", "directors": "senior_managers"}),
            "roster_tiers: consultants needs the tier under which the roster lists its posts: practitioners",
            id="a tier without posts",
        ),
        pytest.param(
            marred(roster_tiers={**AGREED.protocol.roster_tiers, "ward": "senior_managers"}),
            "roster_tiers: ward is not the only one whose posts are those of senior_managers",
            id="two tiers with the same posts",
        ),
        pytest.param(
            marred(roster_tiers={**AGREED.protocol.roster_tiers, "directors": "partnership"}),
            "roster_tiers: directors is held by the agencies, and partnership is not",
            id="the partnership's posts for an agency's tier",
        ),
        pytest.param(
            marred(roster_tiers={**AGREED.protocol.roster_tiers, "board": "partnership"}),
            "roster_tiers: board is no tier of invented-unit",
            id="a tier that it has not",
        ),
    ],
)
def test_what_does_not_fit_is_refused(agreed: Agreed, said: str, london_rules: Rules) -> None:
    with pytest.raises(NotReady, match=said):
        protocol.in_force(agreed, london_rules)


def test_it_is_kept_and_read_back_whole(london_rules: Rules) -> None:
    found = protocol.in_force(AGREED, london_rules)

    assert protocol.restore(protocol.dump(AGREED)) == AGREED
    assert rules.restore(rules.dump(found)) == found
