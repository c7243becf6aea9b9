"""What one disagreement contributes to the figures of its area."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given, settings

from procedure import acts, closing, follow_up, measures, notes, putting_back, reopening, withdrawing
from procedure.acts import Answer, Consent, Danger, PartySide, RaiserAnswer, Settlement, Way
from procedure.measures import Apart, ChildsTime, Left, Measured, Settled, Spell
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    DEV,
    FIRST_LINE,
    FRIDAY,
    GRACE,
    GWEN,
    HARI,
    HEALTH,
    OMAR,
    PEOPLE,
    PRIYA,
    REFERENCE,
    SOCIAL_CARE,
    SOL,
    TOM,
    TOP,
    WORDS,
    Told,
    away,
    managers_called,
    note,
    raised,
)
from tests.procedure.stories.told import Beginning, Steps, beginnings, steps, told_as

EVERYONE = frozenset(person.id for person in PEOPLE)
MONDAY = "Monday 2026-11-30 10:00"
"""The first working day after that Friday."""
MANAGERS_MEET = "Monday 2026-12-07 10:00"


def of(told: Told, reachable: Collection[int] = EVERYONE) -> Measured:
    return measures.measured(REFERENCE, told.case.rules, told.entries, reachable)


def spell_of(told: Told) -> Spell:
    """The only spell of a disagreement that was never opened again."""
    (spell,) = of(told).spells
    return spell


def settled_of(told: Told) -> Settled:
    settled = of(told).spells[-1].settled
    assert settled is not None, "it is settled"
    return settled


def ends_of(told: Told) -> list[tuple[str, Left, bool]]:
    return [(end.tier, end.how, end.is_late) for end in spell_of(told).tier_ends]


def agreed(
    told: Told,
    when: str | None = None,
    confirmed: str | None = None,
    answer: Answer = Answer.AGREE,
    by: tuple[int, int] = (PRIYA, TOM),
) -> Told:
    proposed = acts.OutcomeProposed(HEALTH, Settlement.CHANGED, WORDS, WORDS, (), Answer.AGREE)
    told = told.then(proposed, by=by[0], when=when)
    return told.then(acts.OutcomeAnswered(SOCIAL_CARE, answer), by=by[1], when=confirmed or when)


@pytest.mark.clause("Beds 6.4")
def test_what_practitioners_settle_in_their_time_is_settled_before_any_time_has_run_out(
    london_rules: Rules,
) -> None:
    told = agreed(raised(london_rules, when=FRIDAY), MONDAY)

    assert spell_of(told) == Spell(
        opened_at=at(FRIDAY),
        is_opened_again=False,
        tier_ends=(measures.TierEnd("Practitioners", at(MONDAY), Left.SETTLED),),
        child=None,
        settled=Settled(
            at=at(MONDAY),
            working_days=1,
            is_in_time=True,
            nothing_ran_out=True,
            how=Settlement.CHANGED,
            is_agreed_by_all=True,
            is_confirmed_in_time=True,
            is_filed=False,
            is_raiser_told=True,
            raiser=None,
            notes=0,
            approved_notes=0,
        ),
        withdrawn_at=None,
    )


def test_a_tier_whose_time_ran_out_is_told_from_one_that_somebody_left(london_rules: Rules) -> None:
    by_time = agreed(managers_called(london_rules), MANAGERS_MEET, by=(GRACE, OMAR))
    by_somebody = raised(london_rules, when=FRIDAY).then(
        acts.MovedUp(1, acts.MoveReason.UNRESOLVED, None, None, None, ()), by=PRIYA, when=MONDAY
    )

    assert ends_of(by_time) == [
        ("Practitioners", Left.TIME_RAN_OUT, False),
        ("First-line managers", Left.SETTLED, False),
    ]
    settled = settled_of(by_time)
    assert (settled.is_in_time, settled.nothing_ran_out, settled.working_days) == (True, False, 6)
    assert settled.is_raiser_told is False
    assert ends_of(by_somebody) == [("Practitioners", Left.MOVED_UP, False)]
    assert spell_of(by_somebody).settled is None


def test_what_was_left_or_settled_after_its_time_is_late(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).delivered()
    moved = acts.MovedUp(1, acts.MoveReason.TIME_RAN_OUT, None, None, told.case.due_at, ())

    assert ends_of(told.then(moved, when="Friday 2026-12-04 17:15")) == [
        ("Practitioners", Left.TIME_RAN_OUT, False)
    ]
    assert ends_of(told.then(moved, when="Friday 2026-12-04 17:16")) == [
        ("Practitioners", Left.TIME_RAN_OUT, True)
    ]
    settled = settled_of(agreed(told, "Monday 2026-12-07 09:00"))
    assert (settled.is_in_time, settled.nothing_ran_out) == (False, True)


def test_a_tier_at_which_nobody_can_be_reached_is_counted_where_it_is_passed_over(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY, roster=away(GRACE, GWEN, OMAR)).delivered()
    told = told.then(
        acts.MovedUp(2, acts.MoveReason.NO_HOLDER, None, None, None, (), (), (FIRST_LINE,)), when=MONDAY
    )

    assert ends_of(told) == [
        ("Practitioners", Left.NOBODY, False),
        ("First-line managers", Left.NOBODY, False),
    ]


def test_the_last_tier_runs_out_once_and_what_is_settled_there_later_is_late(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP).run_out()
    told = told.then(acts.TimeRanOutAtTheTop(None), when="Monday 2027-02-01 09:00")
    told = agreed(told, "Tuesday 2027-02-02 09:00", by=(HARI, SOL))

    assert ends_of(told)[-2:] == [
        ("Partnership", Left.LAST_RAN_OUT, False),
        ("Partnership", Left.SETTLED, True),
    ]
    assert settled_of(told).is_in_time is False


# --- how soon the child needs it ------------------------------------------------------------------


def test_a_child_for_whom_nothing_was_said_has_no_time_of_their_own(london_rules: Rules) -> None:
    assert spell_of(managers_called(london_rules)).child is None


def test_a_childs_time_is_kept_once_it_is_settled_or_withdrawn_within_it(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Tuesday 2026-12-01 12:00").delivered()
    asked = told.then(withdrawing.ask(told.case, PRIYA, WORDS, told.roster), by=PRIYA, when=MONDAY)
    withdrawn = asked.then(
        withdrawing.answer(asked.case, DEV, Consent.AGREED, None, asked.roster), by=DEV, when=MONDAY
    )

    assert spell_of(told).child is None
    assert spell_of(agreed(told, MONDAY)).child == ChildsTime(at(MONDAY), was_kept=True)
    assert spell_of(withdrawn).child == ChildsTime(at(MONDAY), was_kept=True)
    assert spell_of(withdrawn).withdrawn_at == at(MONDAY)
    assert ends_of(withdrawn) == [("Practitioners", Left.WITHDRAWN, False)]


def test_a_childs_time_that_has_passed_stays_passed_whatever_follows(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Tuesday 2026-12-01 12:00").run_out()
    told = agreed(told, "Tuesday 2026-12-01 12:30", by=(GRACE, OMAR))

    assert ends_of(told)[0] == ("Practitioners", Left.CHILDS_TIME_RAN_OUT, False)
    assert spell_of(told).child == ChildsTime(at("Tuesday 2026-12-01 12:00"), was_kept=False)


def test_in_danger_the_short_time_is_the_childs(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW).delivered()

    assert ends_of(told) == [("Practitioners", Left.DANGER, False)]
    assert spell_of(told).child is None
    within = agreed(told, "Friday 2026-11-27 17:20", by=(GRACE, OMAR))
    assert spell_of(within).child == ChildsTime(at("Friday 2026-11-27 17:20"), was_kept=True)
    assert spell_of(told.run_out()).child == ChildsTime(at("Friday 2026-11-27 17:50"), was_kept=False)


def test_the_tiers_own_time_may_run_out_before_the_childs(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Wednesday 2026-12-09 12:00").run_out()

    assert ends_of(told) == [("Practitioners", Left.TIME_RAN_OUT, False)]
    assert spell_of(told).child is None


@pytest.mark.parametrize(
    ("protect_by", "was_kept"),
    [
        pytest.param(None, None, id="no time of the child's"),
        pytest.param("Monday 2027-03-01 12:00", None, id="still to come"),
        pytest.param("Monday 2026-11-30 12:00", False, id="passed"),
    ],
)
def test_at_the_last_tier_the_childs_time_passes_too(
    *, london_rules: Rules, protect_by: str | None, was_kept: bool | None
) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP).delivered()
    sooner = at(protect_by) if protect_by else None
    answered = told.then(acts.RiskAnswered(sooner, told.case.due_at), by=CHRIS)

    child = spell_of(answered.then(acts.TimeRanOutAtTheTop(None), when="Monday 2027-02-01 12:00")).child

    assert (child.was_kept if child else None) is was_kept


def test_where_every_side_agreed_that_the_child_could_wait_they_still_had_needed_it(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY, protect_by="Tuesday 2026-12-01 12:00").delivered()
    told = told.then(putting_back.propose(told.case, PRIYA, None, WORDS, told.now), by=PRIYA)
    proposal = told.case.put_back
    assert proposal is not None
    told = told.then(*putting_back.answer(told.case, TOM, proposal.proposed_at, agrees=True), by=TOM)

    assert told.case.protect_by is None
    assert spell_of(agreed(told, MONDAY)).child == ChildsTime(at(MONDAY), was_kept=True)


# --- what follows an outcome ----------------------------------------------------------------------


def test_an_outcome_confirmed_after_the_areas_time_or_accepted_only_is_told_apart(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY).delivered()

    in_time = settled_of(agreed(told, FRIDAY, "Tuesday 2026-12-01 17:00", Answer.ACCEPT))
    late = settled_of(agreed(told, FRIDAY, "Tuesday 2026-12-01 17:01"))

    assert (in_time.is_confirmed_in_time, in_time.is_agreed_by_all) == (True, False)
    assert (late.is_confirmed_in_time, late.is_agreed_by_all) == (False, True)


@pytest.mark.clause("Beds 6.4")
def test_what_has_followed_an_outcome_counts_as_it_stands(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(note(GRACE, OMAR, held=MANAGERS_MEET), by=GRACE, when=MANAGERS_MEET)
    told = agreed(told, by=(GRACE, OMAR))
    before = settled_of(told)
    told = told.then(notes.approve(told.case, OMAR, 1, 1), by=OMAR)
    told = told.then(closing.file_copy(told.case, GRACE), closing.file_copy(told.case, OMAR), by=OMAR)
    told = told.then(follow_up.raiser_told(told.case, PRIYA, RaiserAnswer.STILL_DISAGREE, WORDS), by=PRIYA)

    after = settled_of(told)

    assert (before.notes, before.approved_notes, before.is_filed, before.is_raiser_told) == (
        1,
        0,
        False,
        False,
    )
    assert (after.notes, after.approved_notes, after.is_filed, after.is_raiser_told) == (1, 1, True, True)
    assert after.raiser is RaiserAnswer.STILL_DISAGREE


def test_whoever_cannot_be_asked_holds_up_no_approval(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)
    told = agreed(told, MONDAY)

    (spell,) = of(told, EVERYONE - {TOM}).spells

    assert spell.settled is not None
    assert spell.settled.approved_notes == 1
    assert settled_of(told).approved_notes == 0


def test_what_is_opened_again_begins_anew_and_what_was_settled_before_stays_counted(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY).then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)
    told = agreed(told, MONDAY)
    told = told.then(closing.file_copy(told.case, PRIYA), closing.file_copy(told.case, TOM), by=TOM)
    again = at("Wednesday 2026-12-02 10:00")
    told = told.then(reopening.reopen(told.case, PRIYA, WORDS, told.roster, again), by=PRIYA, when=again)

    first, second = of(told).spells
    settled = settled_of(agreed(told, "Thursday 2026-12-03 10:00"))

    assert first.settled is not None
    assert (first.settled.is_filed, first.settled.notes) == (True, 1)
    assert (second.opened_at, second.is_opened_again, second.settled) == (again, True, None)
    assert (settled.working_days, settled.notes, settled.is_filed) == (1, 0, False)


def test_a_spell_is_open_from_when_it_began_until_it_had_its_end(london_rules: Rules) -> None:
    going_on = spell_of(raised(london_rules, when=FRIDAY))
    over = spell_of(agreed(raised(london_rules, when=FRIDAY), MONDAY))

    assert not going_on.is_open_at(at(FRIDAY))
    assert going_on.is_open_at(at("Friday 2099-11-27 16:50"))
    assert over.is_open_at(at(MONDAY))
    assert not over.is_open_at(at("Monday 2026-11-30 10:01"))


# --- what is kept apart ---------------------------------------------------------------------------


@pytest.mark.clause("London 11.2.2")
def test_a_disagreement_over_a_protection_plan_goes_the_same_way_and_is_told_apart(
    london_rules: Rules,
) -> None:
    plan = Apart("Implementation of a child protection plan", "London 11.2.2")
    over_a_plan = raised(london_rules, when=FRIDAY).then(acts.Detailed(1, subject="plan_progress"), by=PRIYA)
    over_an_assessment = raised(london_rules, when=FRIDAY).then(
        acts.Detailed(1, subject="assessment"), by=PRIYA
    )

    assert of(over_a_plan).apart == plan
    assert of(over_a_plan).spells == of(over_an_assessment).spells
    assert of(over_an_assessment).apart is None
    assert of(raised(london_rules, when=FRIDAY)).apart is None
    assert of(raised(london_rules, when=FRIDAY).then(acts.Detailed(1), by=PRIYA)).apart is None
    assert measures.reported_apart(london_rules) == (plan,)


def test_bedfordshires_text_has_nothing_reported_apart(bedfordshire_rules: Rules) -> None:
    assert measures.reported_apart(bedfordshire_rules) == ()


@pytest.mark.clause("Beds 8.2")
@pytest.mark.parametrize("way", [Way.INSIDE, Way.CONCERN])
def test_nothing_is_learnt_of_what_stays_inside_one_agency(london_rules: Rules, way: Way) -> None:
    told = raised(london_rules, when=FRIDAY)
    opened = told.entries[0]
    assert isinstance(opened.act, acts.Raised)
    own = (acts.Party(HEALTH, PartySide.RAISED_BY, None, (PRIYA,)),)
    inside = replace(opened, act=replace(opened.act, parties=own, way=way, calls=()))

    assert measures.measured(REFERENCE, london_rules, (inside,), EVERYONE) == Measured()


def test_what_was_raised_by_mistake_contributes_nothing(london_rules: Rules) -> None:
    assert of(raised(london_rules, when=FRIDAY).then(acts.TakenBack(), by=PRIYA)) == Measured()


@settings(max_examples=60, deadline=None)
@given(beginnings, steps)
def test_whatever_happens_each_spell_has_one_end_at_most_and_time_goes_forward(
    beginning: Beginning, happened: Steps
) -> None:
    told = told_as(beginning, happened)[-1]

    found = measures.measured(REFERENCE, told.rules_of_area, told.entries, EVERYONE)

    for spell in found.spells:
        finals = [end for end in spell.tier_ends if end.how in (Left.SETTLED, Left.WITHDRAWN)]
        assert len(finals) == (spell.settled is not None) + (spell.withdrawn_at is not None) <= 1
        assert not finals or finals[0] == spell.tier_ends[-1]
        moments = [spell.opened_at, *(end.at for end in spell.tier_ends)]
        assert moments == sorted(moments)
        assert spell.is_open_at(told.now.replace(year=2099)) is (not finals)
