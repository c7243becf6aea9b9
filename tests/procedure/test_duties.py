from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from procedure import acts, clocks, closing, duties, ladder, owed, reopening
from procedure.acts import Act, Answer, Danger, Leaves, Settlement
from procedure.case import State
from procedure.changes import rebuild
from procedure.clocks import Clock, Kind
from procedure.ladder import Promise
from procedure.owed import What
from procedure.rules import Rules
from procedure.timed import DutyStart, Late, MetBy, OwedBy
from tests.procedure.london_time import at
from tests.procedure.nine import SIDES, in_force, manager, raised_under, roster_for
from tests.procedure.partnership import (
    CHRIS,
    HEALTH,
    PARTNERSHIP,
    PRIYA,
    REFERENCE,
    SOCIAL_CARE,
    TOM,
    TUESDAY,
    WORDS,
    Told,
    note,
    raised,
    refuses,
)

EVERYBODY = frozenset({PRIYA, TOM, CHRIS, manager(HEALTH, 1), manager(SOCIAL_CARE, 1)})
PROPOSAL = closing.Proposal(Settlement.NEW_PLAN, WORDS, WORDS, (), Answer.AGREE)


def then(told: Told, *happened: Act, by: int | None = None, when: str | None = None) -> Told:
    """Go on with acts, and with the duties that each begins, as a use case does."""
    for act in happened:
        told = told.then(act, by=by, when=when)
        told = told.then(*duties.begun(told.case, told.entries[-1]))
    return told


def begun_under(name: str, *, danger: Danger = Danger.NONE, rules: Rules | None = None) -> Told:
    """Raise one on the Tuesday before Christmas, with the duties that this begins."""
    found = rules or in_force(name)
    told = raised(found, when=TUESDAY, roster=roster_for(found.procedure), parties=SIDES, danger=danger)
    opened, told = told.entries, Told(rebuild(REFERENCE, found, ()), (), told.roster)
    for entry in opened:
        told = then(told, entry.act, by=PRIYA, when=TUESDAY)
    return told


def with_duty(name: str, tier: int, **changes: Any) -> Rules:
    """Return one of the nine in force with the first duty of a tier changed."""
    found = in_force(name)
    tiers = list(found.procedure.tiers)
    first, *others = tiers[tier].duties
    tiers[tier] = replace(tiers[tier], duties=(replace(first, **changes), *others))
    return replace(found, procedure=replace(found.procedure, tiers=tuple(tiers)))


def up(told: Told) -> Told:
    """Let the present tier's time run out, with the duties that the next one begins."""
    while True:
        told = told.delivered()
        assert told.case.due_at is not None
        happened = ladder.time_ran_out(told.case, told.roster, told.case.due_at)
        local = told.case.rules.calendar.local(told.case.due_at)
        told = then(told, *happened, when=f"{local:%A %Y-%m-%d %H:%M}")
        if isinstance(happened[0], acts.MovedUp):
            return told


def test_what_must_be_acknowledged_at_once_is_owed_within_the_urgent_limit_from_the_raising() -> None:
    told = begun_under("lincolnshire-joint")

    assert told.entries[-1].act == acts.DutyBegan(
        number=1, duty="acknowledge", agencies=(SOCIAL_CARE,), due_at=at("Tuesday 2026-12-22 17:30")
    )
    assert Clock(Kind.DUTY, at("Tuesday 2026-12-22 17:30")) in clocks.wanted(told.case)
    assert duties.clause_of(told.case, told.entries[-1].act) == "Lincolnshire step 1"


def reopened(told: Told) -> Told:
    act = reopening.reopen(told.case, PRIYA, WORDS, told.roster, told.now)
    return then(told, act, by=PRIYA)


def agreed(told: Told) -> Told:
    """Both sides agree an outcome."""
    told = then(told, closing.propose(told.case, PRIYA, PROPOSAL), by=PRIYA)
    answer = closing.answer(told.case, TOM, Answer.AGREE, told.now)
    return then(told, answer, by=TOM)


@pytest.mark.clause("Beds 3.3")
def test_what_the_tier_asks_for_at_its_beginning_is_asked_for_again_once_it_is_opened_again() -> None:
    told = agreed(begun_under("lincolnshire-joint").delivered("Wednesday 2026-12-23 10:00"))
    assert told.case.duties_owed == ()

    told = reopened(told)

    (owed,) = told.case.duties_owed
    assert (owed.number, owed.duty.id, owed.owing) == (2, "acknowledge", (SOCIAL_CARE,))
    assert owed.due_at == at("Wednesday 2026-12-23 11:00")
    assert rebuild(REFERENCE, told.case.rules, told.entries) == told.case


@pytest.mark.clause("Beds 3.3")
def test_at_a_later_tier_only_its_own_beginning_starts_anew() -> None:
    told = up(begun_under("south-ayrshire-dissent"))
    duties_here = [owed.duty.id for owed in told.case.duties_owed]
    holders = {call.holder.agency_id: call.people[0] for call in told.case.calls}
    told = then(told, closing.propose(told.case, holders[HEALTH], PROPOSAL), by=holders[HEALTH])
    answer = closing.answer(told.case, holders[SOCIAL_CARE], Answer.AGREE, told.now)
    told = then(told, answer, by=holders[SOCIAL_CARE])
    assert told.case.duties_owed == ()

    told = reopened(told)

    assert [owed.duty.id for owed in told.case.duties_owed] == duties_here == ["tell_head"]


@pytest.mark.parametrize(
    ("name", "owing"),
    [
        pytest.param("sefton-2017", (SOCIAL_CARE,), id="the challenged side's"),
        pytest.param("london-5th-edition", (), id="both sides'"),
    ],
)
def test_the_step_that_runs_may_be_one_sides_to_do(name: str, owing: tuple[int, ...]) -> None:
    assert duties.step_owed_by(begun_under(name).case) == owing


def test_what_an_agreement_started_is_over_once_it_is_opened_again() -> None:
    told = agreed(begun_under("sefton-2017", rules=with_duty("sefton-2017", 0, starts=DutyStart.AGREED)))
    assert [owed.duty.id for owed in told.case.duties_owed] == ["raise"]

    assert reopened(told).case.duties_owed == ()


def test_taking_it_up_meets_what_is_met_by_that() -> None:
    told = begun_under("lincolnshire-joint").delivered()

    told = then(told, ladder.take_up(told.case, TOM, Promise.HOUR, told.now), by=TOM)

    assert told.case.duties_owed == ()
    assert not any(clock.kind is Kind.DUTY for clock in clocks.wanted(told.case))
    assert duties.late(told.case, at("Monday 2027-01-04 09:00")) == ()


def test_what_is_not_done_in_time_is_late_once_and_owed_still() -> None:
    told = begun_under("lincolnshire-joint")
    due = at("Tuesday 2026-12-22 17:30")
    assert duties.late(told.case, due - timedelta(minutes=1)) == ()

    (late,) = duties.late(told.case, due)
    told = then(told, late, when="Tuesday 2026-12-22 17:30")

    assert late == acts.DutyLate(1, (SOCIAL_CARE,))
    assert duties.clause_of(told.case, late) == "Lincolnshire step 1"
    assert duties.late(told.case, told.now) == ()
    assert [each.owing for each in told.case.duties_owed] == [(SOCIAL_CARE,)]
    assert not any(clock.kind is Kind.DUTY for clock in clocks.wanted(told.case))
    assert rebuild(REFERENCE, told.case.rules, told.entries) == told.case


def test_whoever_acts_for_the_agency_can_say_that_it_is_done() -> None:
    told = begun_under("lincolnshire-joint")

    done = duties.say_done(told.case, TOM, 1)
    told = then(told, done, by=TOM)

    assert done == acts.DutyDone(1, SOCIAL_CARE)
    assert told.case.duties_owed == ()
    with refuses("nothing_owed"):
        duties.say_done(told.case, TOM, 1)


def test_nobody_says_for_another_agency_that_it_is_done() -> None:
    told = begun_under("lincolnshire-joint")

    with refuses("nothing_owed"):
        duties.say_done(told.case, PRIYA, 1)
    with refuses("nothing_owed"):
        duties.say_done(told.case, TOM, 2)
    with refuses("no_part"):
        duties.say_done(told.case, CHRIS, 1)


def test_what_both_owe_each_owes_for_itself() -> None:
    told = up(up(begun_under("bcp-dorset-adults")))
    health, social_care = manager(HEALTH, 2), manager(SOCIAL_CARE, 2)
    assert [(each.duty.id, each.owing) for each in told.case.duties_owed] == [
        ("refer", (HEALTH, SOCIAL_CARE))
    ]

    told = then(told, duties.say_done(told.case, health, 1), by=health)

    assert [each.owing for each in told.case.duties_owed] == [(SOCIAL_CARE,)]
    assert duties.owed_by_agency(told.case, HEALTH) == ()
    assert [each.number for each in duties.owed_by_agency(told.case, SOCIAL_CARE)] == [1]
    told = then(told, duties.say_done(told.case, social_care, 1), by=social_care)
    assert told.case.duties_owed == ()


def test_moving_up_ends_what_was_owed_at_the_tier_and_begins_what_is_owed_at_the_next() -> None:
    told = up(up(up(begun_under("bcp-dorset-adults"))))

    assert [(each.number, each.duty.id) for each in told.case.duties_owed] == [(2, "tell_the_chair")]
    assert told.case.duties[0].owing == ()


def test_a_duty_that_is_passed_over_in_danger_never_begins() -> None:
    told = begun_under("lincolnshire-joint", danger=Danger.NOW)

    assert told.case.tier.id == "step_2"
    assert told.case.duties == ()


def test_an_outcome_that_is_proposed_begins_what_is_owed_after_an_agreement() -> None:
    told = begun_under("sefton-2017").delivered()

    told = then(
        told, closing.propose(told.case, PRIYA, PROPOSAL), by=PRIYA, when="Wednesday 2026-12-23 10:00"
    )

    assert told.entries[-1].act == acts.DutyBegan(
        number=1, duty="confirm", agencies=(SOCIAL_CARE,), due_at=at("Tuesday 2026-12-29 17:00")
    )


def test_the_written_answer_meets_the_letter_of_outcome_and_it_is_settled() -> None:
    told = begun_under("sefton-2017").delivered()
    told = then(told, closing.propose(told.case, PRIYA, PROPOSAL), by=PRIYA)

    told = then(told, closing.answer(told.case, TOM, Answer.AGREE, told.now), by=TOM)

    assert (told.case.state, told.case.duties_owed) == (State.AGREED, ())
    assert clocks.wanted(told.case) == ()


def test_whoever_proposes_the_outcome_in_writing_owes_no_letter() -> None:
    told = begun_under("sefton-2017").delivered()

    told = then(told, closing.propose(told.case, TOM, PROPOSAL), by=TOM)

    assert told.case.duties == ()


def test_an_agreement_that_comes_to_nothing_takes_its_duty_with_it_and_the_next_begins_it_anew() -> None:
    told = begun_under("sefton-2017").delivered()
    told = then(told, closing.propose(told.case, PRIYA, PROPOSAL), by=PRIYA)

    told = then(told, closing.answer(told.case, TOM, Answer.DO_NOT_AGREE, told.now, WORDS), by=TOM)
    assert told.case.duties_owed == ()

    told = then(told, closing.propose(told.case, PRIYA, PROPOSAL), by=PRIYA)
    assert [(each.number, each.duty.id) for each in told.case.duties_owed] == [(2, "confirm")]


def test_a_note_that_says_it_is_settled_begins_it_from_the_discussion_and_the_outcome_not_again() -> None:
    told = begun_under("sefton-2017").delivered()
    settled = replace(note(PRIYA, TOM, held="Tuesday 2026-12-22 17:00"), leaves=Leaves.SETTLED)

    told = then(told, settled, by=PRIYA, when="Thursday 2026-12-24 10:00")
    told = then(told, closing.propose(told.case, PRIYA, PROPOSAL), by=PRIYA)

    begun = [entry.act for entry in told.entries if isinstance(entry.act, acts.DutyBegan)]
    assert [(act.duty, act.due_at) for act in begun] == [("confirm", at("Thursday 2026-12-24 17:00"))]


@pytest.mark.parametrize(
    ("leaves", "held"),
    [
        pytest.param(Leaves.PARTLY, "Tuesday 2026-12-22 17:00", id="not settled"),
        pytest.param(Leaves.SETTLED, "Tuesday 2026-12-22 16:00", id="before it was raised"),
    ],
)
def test_other_notes_begin_nothing_that_follows_an_agreement(leaves: Leaves, held: str) -> None:
    told = begun_under("sefton-2017").delivered()

    told = then(
        told, replace(note(PRIYA, TOM, held=held), leaves=leaves), by=PRIYA, when="Wednesday 2026-12-23 10:00"
    )

    assert told.case.duties == ()


def test_which_letter_is_owed_depends_on_the_step_in_which_they_agreed() -> None:
    first = up(begun_under("sefton-2017")).delivered()
    health = manager(HEALTH, 1)
    assert first.case.due_at is not None
    second = then(
        first,
        *ladder.time_ran_out(first.case, first.roster, first.case.due_at),
        when="Thursday 2026-12-31 17:00",
    )

    first, second = (
        then(told, closing.propose(told.case, health, PROPOSAL), by=health) for told in (first, second)
    )

    assert [each.duty.id for each in first.case.duties_owed] == ["confirm"]
    assert [each.duty.id for each in second.case.duties_owed] == ["confirm_after_meeting"]
    assert second.case.duties_owed[0].due_at == at("Saturday 2027-01-02 17:00")


def test_what_is_owed_after_an_agreement_goes_on_once_it_is_settled_until_it_is_closed() -> None:
    told = up(begun_under("sefton-2017")).delivered()
    assert told.case.due_at is not None
    told = then(
        told,
        *ladder.time_ran_out(told.case, told.roster, told.case.due_at),
        when="Thursday 2026-12-31 17:00",
    )
    health, social_care = manager(HEALTH, 1), manager(SOCIAL_CARE, 1)

    told = then(told, closing.propose(told.case, health, PROPOSAL), by=health)
    told = then(told, closing.answer(told.case, social_care, Answer.AGREE, told.now), by=social_care)

    assert told.case.state is State.AGREED
    assert clocks.wanted(told.case) == (Clock(Kind.DUTY, at("Saturday 2027-01-02 17:00")),)
    for person in (health, social_care):
        told = then(told, closing.file_copy(told.case, person), by=person)
    told = then(told, closing.close(told.case, PRIYA), by=PRIYA)
    assert told.case.duties_owed == ()
    assert clocks.wanted(told.case) == ()


def test_taking_it_back_ends_what_was_owed() -> None:
    told = begun_under("lincolnshire-joint")

    told = then(told, ladder.take_back(told.case, PRIYA, told.now), by=PRIYA)

    assert told.case.duties_owed == ()


@pytest.mark.parametrize(
    ("met_by", "act", "by", "is_met"),
    [
        (MetBy.LOOKED_AGAIN, acts.LookedAgain(SOCIAL_CARE, acts.Review.KEPT, WORDS), TOM, True),
        (MetBy.DISCUSSION_HELD, note(PRIYA, TOM, held="Tuesday 2026-12-22 17:00"), PRIYA, True),
        (MetBy.DISCUSSION_HELD, note(PRIYA, TOM, held="Tuesday 2026-12-22 16:00"), PRIYA, False),
        (MetBy.TAKEN_UP, note(PRIYA, TOM, held="Tuesday 2026-12-22 17:00"), PRIYA, False),
        (MetBy.COPY_FILED, acts.CopyFiled(SOCIAL_CARE), TOM, True),
        (MetBy.COPY_FILED, acts.CopyFiled(HEALTH), PRIYA, False),
        (MetBy.SAID_DONE, acts.CopyFiled(SOCIAL_CARE), TOM, False),
    ],
)
def test_a_duty_is_met_by_the_act_that_the_text_asks_for(
    met_by: MetBy, act: Act, by: int, *, is_met: bool
) -> None:
    told = begun_under("", rules=with_duty("lincolnshire-joint", 0, met_by=met_by))

    told = then(told, act, by=by, when="Tuesday 2026-12-22 17:10")

    assert (told.case.duties_owed == ()) is is_met


def test_a_discussion_begins_what_counts_from_it_once() -> None:
    told = begun_under(
        "", rules=with_duty("lincolnshire-joint", 0, starts=DutyStart.DISCUSSION_HELD, owed_by=OwedBy.BOTH)
    )
    assert told.case.duties == ()

    for held in ("Tuesday 2026-12-22 17:00", "Tuesday 2026-12-22 17:10"):
        told = then(told, note(PRIYA, TOM, held=held), by=PRIYA, when="Tuesday 2026-12-22 17:20")

    assert [(each.owing, each.due_at) for each in told.case.duties] == [
        ((HEALTH, SOCIAL_CARE), at("Tuesday 2026-12-22 18:00"))
    ]


def test_at_the_partnerships_tier_its_own_body_owes_and_the_raising_agency_where_the_text_says_so() -> None:
    duty = in_force("bcp-dorset-adults").procedure.tiers[2].duties[0]
    found = in_force("lincolnshire-joint")
    last = replace(
        found.procedure.tiers[3],
        duties=(
            replace(duty, id="chair", owed_by=OwedBy.PARTNERSHIP),
            replace(duty, id="tell", owed_by=OwedBy.RAISING),
        ),
    )
    rules = replace(found, procedure=replace(found.procedure, tiers=(*found.procedure.tiers[:3], last)))

    told = up(up(up(begun_under("", rules=rules))))

    assert [(each.duty.id, each.owing) for each in told.case.duties_owed] == [
        ("chair", (PARTNERSHIP,)),
        ("tell", (HEALTH,)),
    ]


def test_a_duty_that_nobody_could_owe_does_not_begin() -> None:
    duty = in_force("bcp-dorset-adults").procedure.tiers[2].duties[0]
    found = in_force("lincolnshire-joint")
    second = replace(found.procedure.tiers[1], duties=(replace(duty, owed_by=OwedBy.PARTNERSHIP),))
    tiers = (found.procedure.tiers[0], second, *found.procedure.tiers[2:])

    told = up(begun_under("", rules=replace(found, procedure=replace(found.procedure, tiers=tiers))))

    assert told.case.tier_index == 1
    assert told.case.duties_owed == ()


def test_other_acts_have_no_clause_of_a_step_or_duty() -> None:
    told = begun_under("lincolnshire-joint").run_out()
    began = next(entry.act for entry in told.entries if isinstance(entry.act, acts.StepBegan))

    assert duties.clause_of(told.case, began) == "Lincolnshire step 1"
    assert duties.clause_of(told.case, acts.TakenBack()) == ""


def waits_daily(told: Told, when: str) -> list[tuple[int, int]]:
    """Return who is reminded of which duty in the daily message."""
    items = owed.asked_daily(told.case, EVERYBODY, at(when))
    return [(item.person, item.number) for item in items if item.what is What.DUTY]


def test_what_an_agency_owes_waits_for_whoever_acts_for_it() -> None:
    told = begun_under("lincolnshire-joint")

    waiting = [item for item in owed.waiting(told.case, EVERYBODY) if item.what is What.DUTY]

    assert waiting == [owed.Waiting(TOM, What.DUTY, 1, at("Tuesday 2026-12-22 17:30"))]


def test_it_is_asked_for_on_its_last_day_and_again_each_working_day_once_it_is_late() -> None:
    told = begun_under("sefton-2017").delivered()
    told = then(told, closing.propose(told.case, PRIYA, PROPOSAL), by=PRIYA)

    assert waits_daily(told, "Wednesday 2026-12-23 09:00") == []
    assert waits_daily(told, "Thursday 2026-12-24 09:00") == [(TOM, 1)]
    assert waits_daily(told, "Tuesday 2026-12-29 09:00") == [(TOM, 1)]
    told = then(told, *duties.late(told.case, at("Tuesday 2026-12-29 09:00")))
    assert waits_daily(told, "Wednesday 2026-12-30 09:00") == [(TOM, 1)]


def test_what_is_only_noted_as_late_is_not_asked_for_again() -> None:
    told = begun_under("", rules=with_duty("lincolnshire-joint", 0, on_expiry=Late.NOTE_LATE))

    assert waits_daily(told, "Tuesday 2026-12-22 17:00") == [(TOM, 1)]
    assert waits_daily(told, "Wednesday 2026-12-23 09:00") == []


def test_one_clock_strikes_for_the_first_that_will_be_late() -> None:
    told = raised_under("sefton-2017", TUESDAY).up_to("stage_2").delivered()
    health = manager(HEALTH, 1)
    told = then(told, closing.propose(told.case, health, PROPOSAL), by=health)

    clock = [each for each in clocks.wanted(told.case) if each.kind is Kind.DUTY]

    assert clock == [Clock(Kind.DUTY, told.case.duties_owed[0].due_at)]
