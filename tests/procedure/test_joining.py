"""Who comes in later: an agency that is concerned too, one's own manager."""

from dataclasses import replace

import pytest

from procedure import acts, closing, joining, ladder, owed
from procedure.acts import Answer, Bearing, Party, PartySide, Review, Settlement
from procedure.case import State
from procedure.closing import Missing, Owed
from procedure.roster import Agency, Post, Roster, Standing
from procedure.rules import Rules
from tests.procedure.partnership import (
    CHRIS,
    DEV,
    FIRST_LINE,
    FRIDAY,
    GRACE,
    GWEN,
    HANA,
    HEADS,
    HEALTH,
    OMAR,
    PAM,
    PARTNERSHIP,
    PEOPLE,
    PETE,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    ROSTER,
    SENA,
    SENIOR,
    SOCIAL_CARE,
    TARA,
    THE_POLICE,
    TIM,
    TOM,
    TOMS_SIDE,
    TOP,
    WORDS,
    Told,
    away,
    called,
    managers_called,
    raised,
    refuses,
    with_posts,
)

EVERYONE = frozenset(person.id for person in PEOPLE)
THE_POLICE_TOO = Party(POLICE, PartySide.INVOLVED)


def joined(told: Told, party: Party = THE_POLICE_TOO, by: int = PRIYA) -> Told:
    return told.then(joining.agency_joins(told.case, by, party, told.roster, told.now), by=by)


def agreed_outcome(told: Told, by: int) -> Told:
    proposal = closing.Proposal(Settlement.NEW_PLAN, WORDS, WORDS, (), Answer.AGREE)
    return told.then(closing.propose(told.case, by, proposal), by=by)


def answered(told: Told, by: int) -> Told:
    assert told.case.outcome is not None
    return told.then(closing.answer(told.case, by, Answer.AGREE, told.case.outcome.proposed_at), by=by)


# --- an agency -----------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.1")
def test_an_agency_that_joins_is_called_at_once_at_the_tier_reached_and_no_clock_moves(
    london_rules: Rules,
) -> None:
    before = managers_called(london_rules)

    told = joined(before, by=GRACE)

    assert called(told.case) == {HEALTH: (GRACE,), SOCIAL_CARE: (OMAR,), POLICE: (PAM,)}
    assert told.case.due_at == before.case.due_at
    assert told.case.agencies == (HEALTH, SOCIAL_CARE, POLICE)
    assert told.case.agency_of(PAM) == POLICE
    assert told.case.acting(POLICE) == (PAM,)


@pytest.mark.clause("London 11.3.1")
def test_it_is_called_at_every_later_tier(london_rules: Rules) -> None:
    told = joined(managers_called(london_rules)).up_to(SENIOR)

    assert called(told.case) == {HEALTH: (HANA,), SOCIAL_CARE: (SENA,), POLICE: (PETE,)}


def test_at_the_first_tier_the_practitioner_named_is_called(london_rules: Rules) -> None:
    told = joined(raised(london_rules, when=FRIDAY), Party(POLICE, PartySide.INVOLVED, None, (PAM,)))

    call = told.case.call(POLICE)
    assert call is not None
    assert call.holder.standing is Standing.NAMED
    assert call.people == (PAM,)


def test_where_an_agency_alone_is_named_its_next_post_stands_in_at_the_first_tier(
    london_rules: Rules,
) -> None:
    told = joined(raised(london_rules, when=FRIDAY))

    call = told.case.call(POLICE)
    assert call is not None
    assert (call.people, call.holder.standing) == ((PAM,), Standing.STANDING_IN)


def test_above_the_first_tier_the_practitioner_named_has_a_part_and_their_manager_is_called(
    london_rules: Rules,
) -> None:
    told = joined(managers_called(london_rules), Party(POLICE, PartySide.INVOLVED, None, (PAM,)))

    assert called(told.case)[POLICE] == (PETE,)
    assert told.case.agency_of(PAM) == POLICE


def test_whoever_had_been_taken_out_and_is_named_now_has_a_part_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Joined(PAM, POLICE), by=PRIYA)
    told = told.then(ladder.take_out(told.case, PRIYA, PAM), by=PRIYA)

    told = joined(told, Party(POLICE, PartySide.INVOLVED, None, (PAM,)))

    assert told.case.agency_of(PAM) == POLICE


def test_an_agency_of_which_nobody_can_be_reached_has_its_side_and_nobody_is_called_for_it(
    london_rules: Rules,
) -> None:
    told = joined(managers_called(london_rules).with_roster(away(PAM, PETE)))

    assert told.case.call(POLICE) is None
    assert told.case.vacant == (POLICE,)
    assert told.case.agencies == (HEALTH, SOCIAL_CARE, POLICE)


def test_its_answer_is_awaited_like_the_others_also_for_an_outcome_proposed_before(
    london_rules: Rules,
) -> None:
    told = joined(agreed_outcome(managers_called(london_rules), by=GRACE))

    told = answered(told, by=OMAR)
    assert told.case.state is State.OPEN
    waiting = [
        item.person for item in owed.waiting(told.case, EVERYONE) if item.what is owed.What.CONFIRMATION
    ]
    assert waiting == [PAM]
    told = answered(told, by=PAM)
    assert told.case.state is State.AGREED
    assert Owed(Missing.COPY, POLICE) in closing.missing_for_closing(told.case)


def test_it_is_no_challenged_side_so_it_has_nothing_to_look_at_again(london_rules: Rules) -> None:
    told = joined(managers_called(london_rules))

    ladder.looked_again(told.case, OMAR, Review.KEPT, WORDS)
    with refuses("not_the_challenged_side"):
        ladder.looked_again(told.case, PAM, Review.KEPT, WORDS)


def test_beside_the_partnership_it_is_called_at_the_highest_tier_of_the_agencies(london_rules: Rules) -> None:
    head = Post(20, POLICE, "superintendent", HEADS, None, (PETE,))
    told = raised(london_rules, when=FRIDAY).up_to(TOP).with_roster(with_posts(head))

    told = joined(told)

    assert called(told.case) == {PARTNERSHIP: (CHRIS,), POLICE: (PETE,)}
    assert told.case.acting(POLICE) == (PETE,)


@pytest.mark.clause("London 11.3.2")
def test_beside_the_partnership_somebody_else_of_it_is_called_where_the_first_can_not(
    london_rules: Rules,
) -> None:
    head = Post(20, POLICE, "superintendent", HEADS, None, (PETE,), (GWEN,))
    told = joined(raised(london_rules, when=FRIDAY).up_to(TOP).with_roster(with_posts(head)))

    changed = ladder.not_mine(told.case, PETE, None, told.roster, told.now)
    told = told.then(changed, by=PETE)

    assert called(told.case) == {PARTNERSHIP: (CHRIS,), POLICE: (GWEN,)}
    assert told.case.vacant == ()


def test_beside_the_partnership_whoever_is_named_for_the_post_is_called_once_it_is_filled(
    london_rules: Rules,
) -> None:
    empty = Post(20, POLICE, "superintendent", HEADS, None)
    told = joined(raised(london_rules, when=FRIDAY).up_to(TOP).with_roster(with_posts(empty)))
    assert told.case.vacant == (POLICE,)

    filled = replace(empty, deputies=(PETE,))
    changed = ladder.filled(told.case, POLICE, with_posts(filled), told.now)

    assert changed is not None
    assert called(told.then(changed).case)[POLICE] == (PETE,)


def test_a_party_can_not_join_again(london_rules: Rules) -> None:
    with refuses("agency_has_a_side"):
        joined(managers_called(london_rules), Party(SOCIAL_CARE, PartySide.INVOLVED))


@pytest.mark.parametrize("tier", [FIRST_LINE, SENIOR, HEADS, TOP])
def test_an_agency_with_no_post_at_the_tier_reached_or_above_can_not_be_called_and_is_refused(
    london_rules: Rules, tier: str
) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(tier)
    has_posts_here = tier in (FIRST_LINE, SENIOR)

    if has_posts_here:
        joined(told)
    else:
        with refuses("no_ladder"):
            joined(told)


@pytest.mark.parametrize("kind", ["education", ladder.PARTNERSHIP_KIND])
def test_an_agency_without_posts_and_the_partnership_have_no_ladder(london_rules: Rules, kind: str) -> None:
    told = raised(london_rules, when=FRIDAY)
    agency = PARTNERSHIP if kind == ladder.PARTNERSHIP_KIND else 4
    agencies = {**ROSTER.agencies, 4: Agency(4, "Education", "education")}

    with refuses("no_ladder"):
        joined(told.with_roster(replace(ROSTER, agencies=agencies)), Party(agency, PartySide.INVOLVED))


def test_only_somebody_with_a_part_may_add_one_and_only_while_it_is_open(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    with refuses("no_part"):
        joined(told, by=DEV)

    told = answered(agreed_outcome(told, by=PRIYA), by=TOM)

    with refuses("is_agreed"):
        joined(told)


# --- somebody named in a note --------------------------------------------------------------------


def test_an_agency_whose_people_are_named_is_found_once_where_it_is_no_party(london_rules: Rules) -> None:
    case = raised(london_rules, when=FRIDAY).case

    assert joining.without_a_side(case, (TOM, PAM, PETE, CHRIS, 999), ROSTER) == (POLICE,)


def test_once_it_has_joined_or_it_is_settled_nothing_is_asked(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    settled = answered(agreed_outcome(told, by=PRIYA), by=TOM)

    assert joining.without_a_side(joined(told).case, (PAM,), ROSTER) == ()
    assert joining.without_a_side(settled.case, (PAM,), ROSTER) == ()


# --- one's own manager ---------------------------------------------------------------------------


@pytest.mark.clause("Beds 6.6")
def test_ones_own_manager_joins_without_being_called_and_nothing_moves(bedfordshire_rules: Rules) -> None:
    before = raised(bedfordshire_rules, when=FRIDAY)

    told = before.then(joining.manager_joins(before.case, PRIYA, GRACE, ROSTER), by=PRIYA)

    assert told.case.agency_of(GRACE) == HEALTH
    assert told.case.tier_index == 0
    assert called(told.case) == called(before.case)
    assert told.case.due_at == before.case.due_at
    assert called(told.run_out().case)[HEALTH] == (GRACE,)


def test_the_deputy_is_asked_where_the_manager_can_not_be_reached_and_then_the_manager_above(
    london_rules: Rules,
) -> None:
    case = raised(london_rules, when=FRIDAY).case

    assert joining.managers_to_ask(case, PRIYA, ROSTER) == (GRACE,)
    assert joining.managers_to_ask(case, PRIYA, away(GRACE)) == (GWEN,)
    assert joining.managers_to_ask(case, PRIYA, away(GRACE, GWEN)) == (HANA,)


def test_a_manager_who_has_a_part_is_not_asked_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    told = told.then(joining.manager_joins(told.case, PRIYA, GRACE, ROSTER), by=PRIYA)

    with refuses("manager_has_a_part"):
        joining.managers_to_ask(told.case, PRIYA, ROSTER)


def test_only_ones_own_manager_can_be_asked(london_rules: Rules) -> None:
    case = raised(london_rules, when=FRIDAY).case

    with refuses("not_your_manager"):
        joining.manager_joins(case, PRIYA, OMAR, ROSTER)


def test_whose_manager_nobody_knows_is_told_so(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    elsewhere = with_posts(Post(6, POLICE, "secondment", "practitioners", None, (TOM,), (), 10))

    with refuses("no_manager_known"):
        joining.managers_to_ask(told.case, TOM, elsewhere)


# --- specialist regional facilities --------------------------------------------------------------


def hosted(host: str, own_procedure: str = "", protocol: str = "") -> Roster:
    """The roster in which the police are a facility, hosted by somebody."""
    facility = Agency(POLICE, "Police", "police", host=host, own_procedure=own_procedure, protocol=protocol)
    return replace(ROSTER, agencies={**ROSTER.agencies, POLICE: facility})


@pytest.mark.clause("London 11.3.4")
def test_the_host_of_a_facility_joins_once_and_is_called(london_rules: Rules) -> None:
    host = hosted("Children's Services", "the handbook")
    told = raised(london_rules, when=FRIDAY, roster=host, parties=(PRIYAS_SIDE, THE_POLICE))

    involved = joining.facilities_involved(told.case, host)
    told = told.then(*involved).then(*joining.host_joins(told.case, SOCIAL_CARE, host, told.now))

    assert involved == (acts.FacilityInvolved(POLICE, SOCIAL_CARE, "the handbook"),)
    assert called(told.case)[SOCIAL_CARE] == (TOM, TARA, TIM)
    assert joining.facilities_involved(told.case, host) == ()
    assert joining.host_joins(told.case, SOCIAL_CARE, host, told.now) == ()


@pytest.mark.parametrize("host", ["", "an agency that is listed no more"])
def test_an_agency_without_a_known_host_is_no_facility(london_rules: Rules, host: str) -> None:
    told = raised(london_rules, when=FRIDAY, parties=(PRIYAS_SIDE, THE_POLICE))

    assert joining.facilities_involved(told.case, hosted(host)) == ()


@pytest.mark.clause("London 11.3.4")
@pytest.mark.parametrize(
    ("parties", "agreed", "ready", "goes_by", "bearing"),
    [
        pytest.param("both", "", (), "", Bearing.NONE_AGREED, id="none agreed"),
        pytest.param("both", "the-unit", ("the-unit",), "the-unit", Bearing.FOLLOWED, id="its own"),
        pytest.param("both", "the-unit", (), "", Bearing.NOT_SET, id="not set here"),
        pytest.param("both", "the-unit", ("the-unit",), "", Bearing.SEVERAL, id="not the only one"),
        pytest.param("later", "the-unit", ("the-unit",), "", Bearing.CAME_LATER, id="came later"),
    ],
)
def test_what_a_facility_has_agreed_bears_on_what_begins_with_it(
    london_rules: Rules, parties: str, agreed: str, ready: tuple[str, ...], goes_by: str, bearing: Bearing
) -> None:
    roster = hosted("Children's Services", protocol=agreed)
    rules = replace(london_rules, protocol_id=goes_by)
    sides = (PRIYAS_SIDE, THE_POLICE if parties == "both" else TOMS_SIDE)
    told = raised(rules, when=FRIDAY, roster=roster, parties=sides)
    told = told if parties == "both" else joined(told)

    (involved,) = joining.facilities_involved(told.case, roster, frozenset(ready))

    assert involved.bearing is bearing


def test_the_procedures_agreed_with_facilities_are_named_once() -> None:
    roster = hosted("Children's Services", protocol="the-unit")

    assert joining.protocols_of((PRIYAS_SIDE, THE_POLICE, THE_POLICE), roster) == ("the-unit",)
    assert joining.protocols_of((PRIYAS_SIDE, THE_POLICE), hosted("", protocol="the-unit")) == ()
