from dataclasses import replace

import pytest

from procedure import ladder
from procedure.acts import Danger, MovedUp, MoveReason, Party, PartySide, Raised
from procedure.lengths import Limit, Unit
from procedure.refusal import Refused
from procedure.roster import Holder, Roster, Standing
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.nine import in_force, roster_for
from tests.procedure.partnership import (
    ASSESSMENT,
    FRIDAY,
    GRACE,
    GWEN,
    HANA,
    HEALTH,
    OLIVE,
    OMAR,
    PAM,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    REFERENCE,
    ROSTER,
    SENA,
    SOCIAL_CARE,
    SOL,
    TARA,
    THE_POLICE,
    TIM,
    TOM,
    TOMS_SIDE,
    TUESDAY,
    TWO_SIDES,
    WORDS,
    ZED,
    asked,
    away,
    called,
    raised,
)

THE_TEAM = Party(SOCIAL_CARE, PartySide.RESPONDING, ASSESSMENT)
EVERYONE_OF_SOCIAL_CARE = (TOM, TARA, TIM, OMAR, OLIVE, SENA, SOL)


@pytest.mark.clause("London 11.1.3")
@pytest.mark.clause("London 11.1.4")
def test_who_is_challenged_is_called_and_has_a_working_week(london_rules: Rules) -> None:
    case = raised(london_rules, when=TUESDAY).case

    assert called(case) == {SOCIAL_CARE: (TOM,)}
    assert case.tier.id == "practitioners"
    assert case.due_at == at("Thursday 2026-12-31 17:00")


def test_what_the_form_says_stands_in_the_record(london_rules: Rules) -> None:
    raising = replace(asked(protect_by="Friday 2026-12-25 12:00"), ask_lead=True, their_reference=WORDS)

    (opened,) = ladder.raise_disagreement(REFERENCE, raising, london_rules, ROSTER, at(TUESDAY))

    assert isinstance(opened, Raised)
    assert (opened.danger, opened.parties, opened.tier) == (Danger.NONE, TWO_SIDES, 0)
    assert (opened.dispute, opened.wanted, opened.their_reference) == (WORDS, WORDS, WORDS)
    assert opened.ask_lead
    assert opened.protect_by == opened.due_at == at("Friday 2026-12-25 12:00")
    (call,) = opened.calls
    assert call.holder == Holder(SOCIAL_CARE, (TOM,), Standing.NAMED)
    assert call.again_at == at("Wednesday 2026-12-23 09:00")


@pytest.mark.clause("London 11.1.4")
@pytest.mark.parametrize(
    ("protect_by", "due"),
    [
        pytest.param("Friday 2026-11-27 18:50", "Friday 2026-11-27 18:50", id="two hours"),
        pytest.param("Saturday 2026-11-28 17:00", "Saturday 2026-11-28 17:00", id="tomorrow evening"),
        pytest.param("Friday 2026-12-11 17:00", "Friday 2026-12-04 17:00", id="never later than the limit"),
        pytest.param(None, "Friday 2026-12-04 17:00", id="the limit"),
    ],
)
def test_due_is_the_limit_or_protect_by_whichever_is_less(
    london_rules: Rules, protect_by: str | None, due: str
) -> None:
    assert raised(london_rules, when=FRIDAY, protect_by=protect_by).case.due_at == at(due)


@pytest.mark.parametrize("protect_by", ["Friday 2026-11-27 16:49", FRIDAY])
def test_a_time_that_has_passed_protects_nobody(london_rules: Rules, protect_by: str) -> None:
    with pytest.raises(Refused) as refused:
        raised(london_rules, when=FRIDAY, protect_by=protect_by)

    assert (refused.value.reason, refused.value.field) == ("protect_by_passed", "soon")


@pytest.mark.parametrize(
    "parties",
    [
        pytest.param((PRIYAS_SIDE,), id="alone"),
        pytest.param((PRIYAS_SIDE, Party(HEALTH, PartySide.RESPONDING)), id="the same agency"),
    ],
)
def test_a_disagreement_needs_another_agency(london_rules: Rules, parties: tuple[Party, ...]) -> None:
    with pytest.raises(Refused) as refused:
        raised(london_rules, parties=parties)

    assert (refused.value.reason, refused.value.field) == ("one_agency", "against")


@pytest.mark.clause("London 11.1.1")
def test_every_agency_challenged_is_called(london_rules: Rules) -> None:
    case = raised(london_rules, parties=(PRIYAS_SIDE, THE_POLICE, TOMS_SIDE)).case

    assert called(case) == {POLICE: (PAM,), SOCIAL_CARE: (TOM,)}
    assert case.raising_agency == HEALTH
    assert case.vacant == ()


@pytest.mark.parametrize(
    ("roster", "party", "holder"),
    [
        pytest.param(
            ROSTER, THE_TEAM, Holder(SOCIAL_CARE, (TOM, TARA, TIM), Standing.HOLDER, 6), id="the team's desk"
        ),
        pytest.param(
            away(TOM),
            TOMS_SIDE,
            Holder(SOCIAL_CARE, (TARA, TIM), Standing.HOLDER, 6),
            id="the desk where the one named is away",
        ),
        pytest.param(
            ROSTER,
            Party(SOCIAL_CARE, PartySide.RESPONDING),
            Holder(SOCIAL_CARE, (TOM, TARA, TIM), Standing.HOLDER, 6),
            id="a team's desk where the agency has none of its own",
        ),
    ],
)
def test_a_team_or_agency_alone_is_enough(
    london_rules: Rules, roster: Roster, party: Party, holder: Holder
) -> None:
    roster = replace(roster, posts={**roster.posts, 7: replace(roster.posts[7], team_id=None)})

    case = raised(london_rules, roster=roster, parties=(PRIYAS_SIDE, party)).case

    assert [call.holder for call in case.calls] == [holder]


def test_where_the_other_agency_has_nobody_the_time_runs_all_the_same(london_rules: Rules) -> None:
    case = raised(london_rules, roster=away(*EVERYONE_OF_SOCIAL_CARE)).case

    assert case.calls == ()
    assert case.vacant == (SOCIAL_CARE,)
    assert case.due_at == at("Thursday 2026-12-31 17:00")


def test_whoever_raises_it_is_not_called_for_the_other_side(london_rules: Rules) -> None:
    desk = replace(ROSTER.posts[6], holders=(PRIYA, TARA))

    case = raised(
        london_rules, roster=replace(ROSTER, posts={**ROSTER.posts, 6: desk}), parties=(PRIYAS_SIDE, THE_TEAM)
    ).case

    assert called(case) == {SOCIAL_CARE: (TARA,)}


def test_whoever_raises_it_is_not_called_though_named_for_the_other_side(london_rules: Rules) -> None:
    both = replace(TOMS_SIDE, practitioners=(PRIYA, TOM))

    assert called(raised(london_rules, parties=(PRIYAS_SIDE, both)).case) == {SOCIAL_CARE: (TOM,)}


@pytest.mark.clause("Beds 5 (danger)")
@pytest.mark.clause("Beds 6.6")
@pytest.mark.clause("Beds 2.1")
@pytest.mark.parametrize("danger", [Danger.NOW, Danger.INFANT_INJURY])
@pytest.mark.parametrize("written", ["london_rules", "bedfordshire_rules"])
def test_in_danger_the_managers_of_both_sides_are_called_at_once_and_have_an_hour(
    request: pytest.FixtureRequest, written: str, danger: Danger
) -> None:
    rules: Rules = request.getfixturevalue(written)

    told = raised(rules, when=FRIDAY, danger=danger, protect_by="Friday 2026-12-04 17:00")

    case = told.case
    assert called(case) == {HEALTH: (GRACE,), SOCIAL_CARE: (OMAR,)}
    assert (case.danger, case.tier.id) == (danger, "first_line_managers")
    assert case.due_at == at("Friday 2026-11-27 17:50")
    assert case.protect_by is None
    assert case.risk_asked_at == at(FRIDAY)
    opened, moved = (entry.act for entry in told.entries)
    assert isinstance(opened, Raised)
    assert (opened.due_at, opened.calls) == (at(FRIDAY), ())
    assert isinstance(moved, MovedUp)
    assert (moved.reason, moved.was_due_at) == (MoveReason.DANGER, at(FRIDAY))


def test_in_danger_the_texts_may_be_missing_and_no_time_is_too_late(london_rules: Rules) -> None:
    bare = replace(asked(danger=Danger.NOW, protect_by="Friday 2026-11-27 09:00"), dispute=None, wanted=None)

    opened, moved = ladder.raise_disagreement(REFERENCE, bare, london_rules, ROSTER, at(FRIDAY))

    assert isinstance(opened, Raised)
    assert (opened.dispute, opened.protect_by) == (None, None)
    assert isinstance(moved, MovedUp)


@pytest.mark.parametrize("danger", [Danger.NOW, Danger.INFANT_INJURY])
def test_in_danger_where_there_is_one_tier_only_its_own_people_are_called_and_have_an_hour(
    danger: Danger,
) -> None:
    one_tier = in_force("sussex-conference-dissent")

    case = raised(one_tier, when=FRIDAY, roster=roster_for(one_tier.procedure), danger=danger).case

    assert called(case) == {SOCIAL_CARE: (TOM,)}
    assert case.due_at == at("Friday 2026-11-27 17:50")
    assert case.is_urgent
    assert case.risk_asked_at == at(FRIDAY)


def test_an_only_tier_without_time_calls_its_own_people_and_has_the_urgent_limit() -> None:
    one_tier = in_force("sussex-conference-dissent")
    at_once = replace(one_tier.procedure.tiers[0], limit=Limit(0, Unit.HOURS, "set by the area"))
    without_time = replace(one_tier, procedure=replace(one_tier.procedure, tiers=(at_once,)))

    case = raised(without_time, when=FRIDAY, roster=roster_for(one_tier.procedure)).case

    assert called(case) == {SOCIAL_CARE: (TOM,)}
    assert case.due_at == at("Friday 2026-11-27 17:50")
    assert case.risk_asked_at is None


def test_in_danger_at_night_whoever_can_be_reached_is_called(london_rules: Rules) -> None:
    roster = away(GRACE, GWEN, OMAR, OLIVE, SENA, SOL)

    case = raised(london_rules, when="Saturday 2026-11-28 02:10", roster=roster, danger=Danger.NOW).case

    assert called(case) == {HEALTH: (HANA,)}
    assert case.vacant == (SOCIAL_CARE,)
    assert case.due_at == at("Saturday 2026-11-28 03:10")


def with_limit(rules: Rules, tier: int, limit: Limit) -> Rules:
    """The same rules with another limit at a tier."""
    tiers = list(rules.procedure.tiers)
    tiers[tier] = replace(tiers[tier], limit=limit)
    return replace(rules, procedure=replace(rules.procedure, tiers=tuple(tiers)))


NONE_AT_ALL = Limit(0, Unit.HOURS, "set by the area")


def test_a_limit_of_zero_calls_both_sides_at_once_and_then_goes_by_urgent_limits(
    bedfordshire_rules: Rules,
) -> None:
    told = raised(with_limit(bedfordshire_rules, 0, NONE_AT_ALL), when=FRIDAY)

    case = told.case
    assert called(case) == {HEALTH: (GRACE,), SOCIAL_CARE: (OMAR,)}
    assert case.due_at == at("Friday 2026-11-27 17:50")
    assert (case.risk_asked_at, case.is_urgent) == (at(FRIDAY), False)
    assert case.last_move is not None
    assert case.last_move.reason is MoveReason.TIME_RAN_OUT
    assert told.run_out().case.due_at == at("Friday 2026-11-27 18:50")


def test_managers_whose_limit_is_zero_have_the_urgent_one(bedfordshire_rules: Rules) -> None:
    told = raised(with_limit(bedfordshire_rules, 1, NONE_AT_ALL), when=FRIDAY)

    assert told.run_out().case.due_at == at("Friday 2026-12-04 18:00")


def test_a_limit_shorter_than_the_urgent_one_holds(london_rules: Rules) -> None:
    rules = with_limit(london_rules, 1, Limit(30, Unit.MINUTES, "set by the area"))

    assert raised(rules, when=FRIDAY, danger=Danger.NOW).case.due_at == at("Friday 2026-11-27 17:20")


@pytest.mark.clause("Beds 3.2")
def test_anyone_may_raise_whatever_their_grade(london_rules: Rules) -> None:
    volunteers = Party(HEALTH, PartySide.RAISED_BY, None, (ZED,))
    raising = replace(asked(parties=(volunteers, TOMS_SIDE)), raised_by=ZED)

    (opened,) = ladder.raise_disagreement(REFERENCE, raising, london_rules, ROSTER, at(TUESDAY))

    assert isinstance(opened, Raised)
