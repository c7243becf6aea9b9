from dataclasses import replace
from typing import get_args

import pytest

from procedure import acts
from procedure.acts import Entry, Party, PartySide
from procedure.case import Case, State
from procedure.changes import after, rebuild
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    ASSESSMENT,
    FRIDAY,
    GITA,
    GRACE,
    HEALTH,
    HEALTH_VISITORS,
    NORTHMERE,
    OMAR,
    PAM,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    REFERENCE,
    SOCIAL_CARE,
    TARA,
    TIM,
    TOM,
    TOMS_SIDE,
    TUESDAY,
    TWO_SIDES,
    WORDS,
    ZED,
    managers_called,
    note,
    raised,
)


def test_a_disagreement_is_what_its_first_entry_says(london_rules: Rules) -> None:
    case = raised(london_rules, when=TUESDAY).case

    assert (case.reference, case.rules, case.seq) == (REFERENCE, london_rules, 1)
    assert (case.state, case.danger, case.ask_lead) == (State.OPEN, acts.Danger.NONE, False)
    assert (case.raised_at, case.raised_by) == (at(TUESDAY), PRIYA)
    assert case.parties == TWO_SIDES
    assert (case.agencies, case.raising_agency) == ((HEALTH, SOCIAL_CARE), HEALTH)
    assert (case.dispute, case.wanted, case.their_reference) == (WORDS, WORDS, None)
    assert (case.tier, case.tier_index, case.counts_from) == (london_rules.tier(0), 0, at(TUESDAY))
    (call,) = case.calls
    assert (call.tier, call.called_at, call.since, call.reason) == (0, at(TUESDAY), at(TUESDAY), "raised")
    assert (call.times, call.also, call.delivered_at, call.was_passed_on) == (1, (), None, False)


def test_all_that_the_first_entry_says_is_kept(london_rules: Rules) -> None:
    opened = raised(london_rules).entries[0].act
    assert isinstance(opened, acts.Raised)
    reference = acts.TextRef("text-2", "digest-2")
    fuller = replace(opened, tier=1, ask_lead=True, their_reference=reference, danger=acts.Danger.NOW)

    case = after(Case(REFERENCE, london_rules), Entry(1, at(TUESDAY), PRIYA, fuller))

    assert (case.tier_index, case.ask_lead, case.their_reference) == (1, True, reference)
    assert case.danger is acts.Danger.NOW
    assert [call.tier for call in case.calls] == [1]


def test_before_its_first_entry_nothing_is_known() -> None:
    case = Case(REFERENCE, NORTHMERE)

    assert (case.seq, case.parts, case.agencies, case.acting(HEALTH)) == (0, {}, (), ())
    assert case.raised_at.tzinfo is not None
    assert rebuild(REFERENCE, NORTHMERE, []) == case


def test_the_responding_side_may_be_listed_first() -> None:
    parties = (TOMS_SIDE, PRIYAS_SIDE)

    assert raised(NORTHMERE, parties=parties).case.raising_agency == HEALTH


def test_a_move_up_begins_the_next_tier(london_rules: Rules) -> None:
    case = managers_called(london_rules).case

    assert (case.tier_index, case.counts_from) == (1, at("Friday 2026-12-04 17:00"))
    assert not case.is_at_the_top
    assert [call.reason for call in case.calls] == ["time_ran_out", "time_ran_out"]
    assert case.call(HEALTH) == case.calls[0]
    assert case.call(POLICE) is None


@pytest.mark.parametrize(
    ("end", "state"),
    [
        pytest.param(acts.TakenBack(), State.TAKEN_BACK, id="taken back"),
        pytest.param(acts.Closed(), State.CLOSED, id="closed"),
    ],
)
def test_it_ends_taken_back_or_closed(london_rules: Rules, end: acts.Act, state: State) -> None:
    assert raised(london_rules).then(end, by=PRIYA).case.state is state


def test_what_was_taken_back_is_not_due(london_rules: Rules) -> None:
    assert raised(london_rules).then(acts.TakenBack(), by=PRIYA).case.due_at is None


def test_what_the_receipt_asks_is_kept(london_rules: Rules) -> None:
    details = acts.Detailed(1, acts.About.DECISION)

    assert raised(london_rules).then(details, by=PRIYA).case.details == details


@pytest.mark.parametrize(
    ("happened", "has_room"),
    [
        pytest.param((), None, id="not yet"),
        pytest.param((acts.RoomOpened(),), True, id="opened"),
        pytest.param((acts.RoomFailed("restricted_action"),), False, id="failed"),
        pytest.param((acts.RoomOpened(), acts.RoomFailed("room_lost")), False, id="lost"),
    ],
)
def test_there_is_a_room_once_it_is_opened(
    london_rules: Rules, *, happened: tuple[acts.Act, ...], has_room: bool | None
) -> None:
    assert raised(london_rules).then(*happened).case.has_room is has_room


def test_messages_not_delivered_are_counted(london_rules: Rules) -> None:
    failed = acts.NotDelivered("line", TOM, "user_disabled")

    assert raised(london_rules).then(failed, failed).case.not_delivered == 2


@pytest.mark.parametrize(
    ("failed", "is_on_its_way"),
    [
        pytest.param((TOM, TARA), True, id="one of three is left"),
        pytest.param((TOM, TARA, TIM), False, id="none is left"),
        pytest.param((TOM, TARA, TIM, ZED), False, id="none of them"),
    ],
)
def test_a_call_is_on_its_way_while_it_may_reach_somebody(
    london_rules: Rules, *, failed: tuple[int, ...], is_on_its_way: bool
) -> None:
    told = raised(london_rules, parties=(PRIYAS_SIDE, replace(TOMS_SIDE, practitioners=())))

    told = told.then(*(acts.NotDelivered("call", person, "user_disabled") for person in failed))

    assert told.case.calls[0].is_on_its_way is is_on_its_way
    assert not told.delivered().case.calls[0].is_on_its_way


# --- parts ---------------------------------------------------------------------------------------


def test_practitioners_those_called_and_those_who_joined_have_a_part(london_rules: Rules) -> None:
    told = managers_called(london_rules).then(acts.Joined(PAM, POLICE), by=PRIYA)

    assert told.case.parts == {
        PRIYA: HEALTH,
        TOM: SOCIAL_CARE,
        GRACE: HEALTH,
        OMAR: SOCIAL_CARE,
        PAM: POLICE,
    }
    assert list(told.case.parts) == [PRIYA, TOM, GRACE, OMAR, PAM]
    assert (told.case.agency_of(PAM), told.case.agency_of(ZED)) == (POLICE, None)


def test_the_first_part_that_somebody_has_is_theirs(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    told = told.then(acts.Joined(GRACE, POLICE), acts.Joined(PRIYA, POLICE), by=PRIYA)

    assert (told.case.agency_of(GRACE), told.case.agency_of(PRIYA)) == (HEALTH, HEALTH)


def test_somebody_named_for_two_sides_has_the_first() -> None:
    both = Party(SOCIAL_CARE, PartySide.RESPONDING, None, (PRIYA, TOM))

    assert raised(NORTHMERE, parties=(PRIYAS_SIDE, both)).case.agency_of(PRIYA) == HEALTH


def test_whoever_is_taken_out_has_no_part_and_acts_no_more(london_rules: Rules) -> None:
    told = raised(london_rules).then(acts.TakenOut(TOM), by=PRIYA)

    assert told.case.parts == {PRIYA: HEALTH}
    assert told.case.acting(SOCIAL_CARE) == ()


def test_where_the_manager_is_taken_out_the_practitioner_acts(london_rules: Rules) -> None:
    told = managers_called(london_rules).then(acts.TakenOut(GRACE), by=PRIYA)

    assert told.case.acting(HEALTH) == (PRIYA,)


def test_a_part_handed_over_keeps_its_agency(london_rules: Rules) -> None:
    told = raised(london_rules).then(acts.TakenOut(GITA), acts.HandedOver(PRIYA, GITA), by=PRIYA)

    assert told.case.parts == {GITA: HEALTH, TOM: SOCIAL_CARE}
    assert told.case.parties[0].practitioners == (GITA,)
    assert told.case.parties[1] == TOMS_SIDE


def test_a_part_handed_to_a_colleague_who_has_one_is_one_part(london_rules: Rules) -> None:
    two = replace(PRIYAS_SIDE, practitioners=(PRIYA, GITA))

    told = raised(london_rules, parties=(two, TOMS_SIDE)).then(acts.HandedOver(PRIYA, GITA), by=PRIYA)

    assert told.case.parties[0].practitioners == (GITA,)


def test_a_part_that_came_by_joining_is_handed_over_too(london_rules: Rules) -> None:
    told = raised(london_rules).then(acts.Joined(PAM, POLICE), acts.HandedOver(PAM, 302), by=PAM)

    assert told.case.parts == {PRIYA: HEALTH, TOM: SOCIAL_CARE, 302: POLICE}


# --- who acts ------------------------------------------------------------------------------------


def test_at_the_first_tier_practitioners_act(london_rules: Rules) -> None:
    case = raised(london_rules).case

    assert (case.acting(HEALTH), case.acting(SOCIAL_CARE), case.acting(POLICE)) == ((PRIYA,), (TOM,), ())


def test_those_called_at_the_tier_reached_act(london_rules: Rules) -> None:
    case = managers_called(london_rules).case

    assert (case.acting(HEALTH), case.acting(SOCIAL_CARE)) == ((GRACE,), (OMAR,))


def test_an_agencys_side_is_its_team_and_the_people_named_for_it(london_rules: Rules) -> None:
    case = raised(london_rules, parties=(PRIYAS_SIDE, replace(TOMS_SIDE, practitioners=()))).case

    assert (case.side(HEALTH).team_id, case.side(HEALTH).people) == (HEALTH_VISITORS, (PRIYA,))
    assert (case.side(SOCIAL_CARE).team_id, case.side(SOCIAL_CARE).people) == (ASSESSMENT, ())
    police = case.side(POLICE)
    assert (police.agency_id, police.team_id, police.people) == (POLICE, None, ())


# --- entries -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", get_args(acts.Act))
def test_every_act_is_recorded_under_its_own_name(kind: type[acts.Act]) -> None:
    assert kind.act == _in_words(kind.__name__)


def _in_words(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def test_each_entry_counts(london_rules: Rules) -> None:
    told = raised(london_rules).then(acts.RoomOpened(), acts.RoomOpened())

    assert [entry.seq for entry in told.entries] == [1, 2, 3]
    assert told.case.seq == 3


def test_the_state_is_rebuilt_from_the_entries(london_rules: Rules) -> None:
    told = managers_called(london_rules).then(note(GRACE, OMAR, held="Friday 2026-12-04 17:00"), by=GRACE)

    assert rebuild(REFERENCE, london_rules, told.entries) == told.case


@pytest.mark.parametrize(
    ("act", "by"),
    [
        pytest.param(note(PRIYA, TOM, held=FRIDAY), None, id="a note by nobody"),
        pytest.param(acts.OutcomeAnswered(HEALTH, acts.Answer.AGREE), PRIYA, id="an answer to no outcome"),
        pytest.param(acts.IssueOwned(1, PRIYA, at(FRIDAY).date()), PRIYA, id="an issue of no outcome"),
    ],
)
def test_a_record_that_cannot_be_is_not_read_quietly(
    london_rules: Rules, act: acts.Act, by: int | None
) -> None:
    told = raised(london_rules)

    with pytest.raises(LookupError):
        after(told.case, Entry(2, told.now, by, act))


def test_what_a_broken_record_lacks_is_said(london_rules: Rules) -> None:
    told = raised(london_rules)

    with pytest.raises(LookupError, match=r"^entry 2 needs a person$"):
        after(told.case, Entry(2, told.now, None, note(PRIYA, TOM, held=FRIDAY)))
    with pytest.raises(LookupError, match=rf"^{REFERENCE} has no outcome to speak of$"):
        after(told.case, Entry(2, told.now, TOM, acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE)))
    with pytest.raises(LookupError, match=r"^entry 1 is no Closed$"):
        told.entries[0].of(acts.Closed)
    with pytest.raises(LookupError, match=rf"^{REFERENCE} has no safety arrangement to speak of$"):
        after(told.case, Entry(2, told.now, None, acts.SafetyUnanswered()))
