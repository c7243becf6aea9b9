"""Not left alone with it: raised on somebody's behalf, supported by somebody who acts for nobody."""

from dataclasses import replace

import pytest

from procedure import (
    actions,
    acts,
    advice,
    closing,
    communications,
    details,
    duties,
    joining,
    ladder,
    notes,
    steps,
    support,
)
from procedure.acts import (
    Answer,
    Danger,
    Entry,
    Party,
    PartySide,
    RaisedFor,
    Review,
    Settlement,
    Way,
)
from procedure.case import State
from procedure.changes import rebuild
from procedure.roster import Post
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    DEV,
    GRACE,
    HEALTH,
    HEALTH_VISITORS,
    OMAR,
    PAM,
    PARTNERSHIP,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    REFERENCE,
    ROSTER,
    RUTH,
    SOCIAL_CARE,
    TIM,
    TOM,
    TOMS_SIDE,
    TUESDAY,
    WORDS,
    ZED,
    Told,
    asked,
    away,
    called,
    note,
    raised,
    refuses,
    with_posts,
)
from tests.procedure.test_inside import raised as raised_inside


def raised_by_a_lead(
    written: Rules, lead: int = DEV, agency: int = HEALTH, danger: Danger = Danger.NONE
) -> Told:
    """Return a disagreement that a lead has raised, with nobody else named for their side."""
    raising = replace(
        asked(parties=(Party(agency, PartySide.RAISED_BY, None, (lead,)), TOMS_SIDE)),
        raised_by=lead,
        danger=danger,
    )
    opened = ladder.raise_disagreement(REFERENCE, raising, written, ROSTER, at(TUESDAY))
    entries = tuple(Entry(seq, at(TUESDAY), lead, act) for seq, act in enumerate(opened, start=1))
    return Told(rebuild(REFERENCE, written, entries), entries, ROSTER)


@pytest.mark.clause("Beds 6.7")
@pytest.mark.clause("Beds 6.8")
def test_a_designated_lead_raises_it_for_somebody_whose_own_manager_is_called_later(
    bedfordshire_rules: Rules,
) -> None:
    told = raised_by_a_lead(bedfordshire_rules)

    told = told.then(support.raise_for(told.case, DEV, PRIYA, ROSTER), by=DEV)

    assert told.case.raised_for == PRIYA
    assert told.case.parties[0].practitioners == (PRIYA, DEV)
    assert told.case.parties[0].team_id == HEALTH_VISITORS
    assert told.case.acting(HEALTH) == (PRIYA, DEV)
    assert called(told.run_out().case)[HEALTH] == (GRACE,)


@pytest.mark.clause("Beds 6.7")
def test_a_safeguarding_lead_who_works_for_no_side_raises_it_for_somebody_of_any_agency(
    bedfordshire_rules: Rules,
) -> None:
    told = raised_by_a_lead(bedfordshire_rules, RUTH, PARTNERSHIP)

    told = told.then(support.raise_for(told.case, RUTH, PRIYA, ROSTER), by=RUTH)

    assert told.case.agencies == (HEALTH, SOCIAL_CARE)
    assert told.case.parties[0] == PRIYAS_SIDE
    assert told.case.agency_of(RUTH) == PARTNERSHIP
    assert called(told.run_out().case)[HEALTH] == (GRACE,)


def test_whoever_has_no_team_is_called_by_the_team_that_was_named(bedfordshire_rules: Rules) -> None:
    told = raised_by_a_lead(bedfordshire_rules)

    told = told.then(RaisedFor(PRIYA, HEALTH), by=DEV)

    assert told.case.parties[0].team_id is None


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        pytest.param(DEV, "to_yourself", id="oneself"),
        pytest.param(999, "unknown_person", id="nobody"),
        pytest.param(TOM, "not_of_your_agency", id="the other side"),
        pytest.param(PAM, "not_of_your_agency", id="another agency"),
        pytest.param(ZED, "not_reachable", id="somebody whose account is gone"),
    ],
)
def test_a_designated_lead_raises_it_only_for_somebody_of_their_own_agency(
    bedfordshire_rules: Rules, person: int, reason: str
) -> None:
    told = raised_by_a_lead(bedfordshire_rules)

    with refuses(reason) as refused:
        support.raise_for(told.case, DEV, person, away(ZED))

    assert refused.value.field == "person"


def test_it_is_not_raised_for_the_manager_who_is_called_about_it(london_rules: Rules) -> None:
    told = raised_by_a_lead(london_rules).run_out()
    (manager,) = called(told.case)[HEALTH]

    with refuses("called_as_manager"):
        support.raise_for(told.case, DEV, manager, ROSTER)


def test_the_other_side_is_nobodys_to_raise_for_and_once_managers_are_called_the_side_stays(
    bedfordshire_rules: Rules,
) -> None:
    told = raised_by_a_lead(bedfordshire_rules, RUTH, PARTNERSHIP)
    in_danger = raised_by_a_lead(bedfordshire_rules, RUTH, PARTNERSHIP, danger=Danger.NOW)

    with refuses("not_of_your_agency"):
        support.raise_for(told.case, RUTH, TOM, ROSTER)
    with refuses("managers_called_already"):
        support.raise_for(in_danger.case, RUTH, PRIYA, ROSTER)


def test_only_a_lead_who_raised_it_says_for_whom_and_only_once(bedfordshire_rules: Rules) -> None:
    told = raised_by_a_lead(bedfordshire_rules)
    of_another = with_posts(Post(20, HEALTH, "named nurse", holders=(PRIYA,), is_designated_lead=True))
    named = told.then(acts.Joined(PRIYA, HEALTH), by=DEV)
    with refuses("not_raised_by_a_lead"):
        support.raise_for(named.case, PRIYA, ZED, of_another)
    told = told.then(support.raise_for(told.case, DEV, PRIYA, ROSTER), by=DEV)

    with refuses("raised_for_already"):
        support.raise_for(told.case, DEV, ZED, ROSTER)
    with refuses("not_raised_by_a_lead"):
        support.raise_for(raised(bedfordshire_rules).case, PRIYA, ZED, ROSTER)


@pytest.mark.clause("Beds 3.4")
@pytest.mark.clause("Beds 6.7")
def test_a_supporter_of_any_agency_has_a_part_and_acts_for_nobody(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules)

    told = told.then(support.ask_support(told.case, PRIYA, PAM, ROSTER), by=PRIYA)

    assert told.case.supporters == (PAM,)
    assert told.case.agency_of(PAM) == POLICE
    assert POLICE not in told.case.agencies
    sooner = at("Tuesday 2026-12-22 18:00")
    assert ladder.bring_forward(told.case, PAM, sooner, told.now).due_at == sooner
    for act in (
        lambda: ladder.looked_again(told.case, PAM, Review.KEPT, None),  # type: ignore[arg-type]
        lambda: ladder.reached_by_phone(told.case, PAM, SOCIAL_CARE),
        lambda: ladder.answer_risk(told.case, PAM, None, told.now),
        lambda: ladder.take_out(told.case, PAM, TOM),
        lambda: closing.file_copy(told.case, PAM),
        lambda: closing.close(told.case, PAM),
        lambda: details.own_procedure(told.case, PAM, has_begun=True),
        lambda: joining.require_may_add(told.case, PAM),
        lambda: support.ask_support(told.case, PAM, ZED, ROSTER),
        lambda: advice.not_sought(told.case, PAM, WORDS),
        lambda: duties.say_done(told.case, PAM, 1),
        lambda: notes.file(told.case, PAM, 1, 1, None),
        lambda: communications.complete(told.case, PAM),
    ):
        with refuses("supporter_only"):
            act()
    with refuses("not_acting"):
        ladder.declare_unresolved(told.case, PAM, ROSTER, told.now)


def test_a_colleague_who_supports_confirms_nothing_for_their_own_agency(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules)
    told = told.then(support.ask_support(told.case, TOM, TIM, ROSTER), by=TOM)

    assert TIM not in told.case.acting(SOCIAL_CARE)
    with refuses("supporter_only"):
        ladder.looked_again(told.case, TIM, Review.KEPT, acts.TextRef("text", "digest"))


def test_a_supporter_says_of_their_own_action_that_it_is_done_and_of_no_other(
    bedfordshire_rules: Rules,
) -> None:
    told = raised(bedfordshire_rules)
    told = told.then(support.ask_support(told.case, TOM, TIM, ROSTER), by=TOM)
    today = told.now.date()
    for owner in (TOM, TIM):
        told = told.then(actions.add(told.case, PRIYA, WORDS, owner, today, None, today), by=PRIYA)

    with refuses("supporter_only"):
        actions.done(told.case, TIM, 1)
    assert actions.done(told.case, TIM, 2) == acts.ActionDone(2)
    assert actions.done(told.case, TOM, 2) == acts.ActionDone(2)


@pytest.mark.clause("Beds 6.7")
def test_a_talk_with_a_supporter_is_no_talk_with_their_agency(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules)
    told = told.then(support.ask_support(told.case, TOM, PAM, ROSTER), by=TOM)

    alone = told.then(note(TOM, PAM, held=TUESDAY), by=TOM)
    with_both = told.then(note(TOM, PAM, PRIYA, held=TUESDAY), by=TOM)

    assert alone.case.calls[0].talked_at is None
    assert not steps.is_discussion(told.case, note(TOM, PAM, held=TUESDAY))
    assert with_both.case.calls[0].talked_at == told.now
    assert with_both.case.notes[0].agencies == (SOCIAL_CARE, POLICE, HEALTH)


def test_a_supporters_note_of_advice_is_not_their_agencys(london_rules: Rules) -> None:
    told = raised(london_rules)
    told = told.then(support.ask_support(told.case, TOM, TIM, ROSTER), by=TOM).run_out()
    assert SOCIAL_CARE in advice.lacking(told.case)

    said = note(TIM, OMAR, held=TUESDAY, channel=acts.Channel.ADVICE)
    told = told.then(said, by=TIM)

    assert SOCIAL_CARE in advice.lacking(told.case)


def test_a_supporter_who_is_called_later_acts_as_whoever_is_called(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules)
    told = told.then(support.ask_support(told.case, TOM, OMAR, ROSTER), by=TOM).run_out()

    assert told.case.supporters == ()
    assert ladder.declare_unresolved(told.case, OMAR, ROSTER, told.now).tier == 2


def test_a_supporter_who_hands_over_leaves_a_supporter(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules)
    told = told.then(support.ask_support(told.case, TOM, TIM, ROSTER), by=TOM)

    told = told.then(ladder.hand_over(told.case, TIM, OMAR, ROSTER), by=TIM)

    assert told.case.supporters == (OMAR,)


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        pytest.param(999, "unknown_person", id="nobody"),
        pytest.param(ZED, "not_reachable", id="somebody whose account is gone"),
        pytest.param(TOM, "has_a_part", id="the other side"),
        pytest.param(PRIYA, "has_a_part", id="oneself"),
    ],
)
def test_support_is_asked_of_somebody_new_to_it(bedfordshire_rules: Rules, person: int, reason: str) -> None:
    with refuses(reason) as refused:
        support.ask_support(raised(bedfordshire_rules).case, PRIYA, person, away(ZED))

    assert refused.value.field == "person"


def test_nobody_needs_support_in_what_is_over(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules).then(acts.TakenBack(), by=PRIYA)

    with refuses("is_taken_back"):
        support.ask_support(told.case, PRIYA, ZED, ROSTER)


@pytest.mark.parametrize(
    ("way", "person", "reason"),
    [
        pytest.param(Way.INSIDE, PAM, "stays_inside", id="another agency's"),
        pytest.param(Way.INSIDE, ZED, "has_a_part", id="whom it is about"),
        pytest.param(Way.CONCERN, GRACE, "concern_is_private", id="a manager"),
    ],
)
def test_what_stays_inside_an_agency_is_supported_by_nobody_who_could_not_be_in_it(
    bedfordshire_rules: Rules, way: Way, person: int, reason: str
) -> None:
    told = raised_inside(bedfordshire_rules, way=way)

    with refuses(reason):
        support.ask_support(told.case, PRIYA, person, ROSTER)
    with refuses("stays_inside"):
        support.raise_for(told.case, PRIYA, ZED, ROSTER)
    assert not support.can_be_raised_for(told.case, PRIYA, ROSTER)


def test_nobody_has_a_copy_of_what_stays_inside_another_agency(london_rules: Rules) -> None:
    told = raised_inside(london_rules)

    with refuses("stays_inside") as refused:
        details.copied(told.case, acts.Detailed(1, subject="plan_progress", chair=PAM), ROSTER)

    assert refused.value.field == "chair"


def test_what_a_lead_answered_before_they_said_for_whom_hinders_no_settlement(london_rules: Rules) -> None:
    told = raised_by_a_lead(london_rules, RUTH, PARTNERSHIP)
    proposed = closing.Proposal(Settlement.CHANGED, WORDS, WORDS, (), Answer.AGREE)
    told = told.then(closing.propose(told.case, RUTH, proposed), by=RUTH)
    told = told.then(support.raise_for(told.case, RUTH, PRIYA, ROSTER), by=RUTH)

    for by in (TOM, PRIYA):
        outcome = told.case.outcome
        assert outcome is not None
        told = told.then(closing.answer(told.case, by, Answer.AGREE, outcome.proposed_at), by=by)

    assert told.case.state is State.AGREED
