"""Whatever people and time do to a disagreement, in any order: what holds all the same."""

from itertools import pairwise

from hypothesis import given

from procedure import acts, clocks, closing, ladder
from procedure.acts import Answer, MoveReason
from procedure.case import OVER, State
from procedure.changes import rebuild
from tests.procedure.partnership import NORTHMERE, REFERENCE, ROSTER, WORDS, Told
from tests.procedure.stories import PROPOSAL, Beginning, Steps, beginnings, steps, told_as


@given(beginnings, steps)
def test_the_state_is_rebuilt_from_the_entries_alone(beginning: Beginning, happened: Steps) -> None:
    told = told_as(beginning, happened)[-1]

    assert rebuild(REFERENCE, NORTHMERE, told.entries) == told.case


@given(beginnings, steps)
def test_nobody_is_called_about_themselves_or_twice(beginning: Beginning, happened: Steps) -> None:
    for told in told_as(beginning, happened):
        case = told.case
        if case.tier_index == 0:
            continue
        people = [person for call in case.calls for person in call.people]
        about = {person for party in case.parties for person in party.practitioners}
        below = {person for call in case.past_calls if call.tier < case.tier_index for person in call.people}
        assert len(people) == len(set(people))
        assert not set(people) & (about | below)


@given(beginnings, steps)
def test_a_clock_that_is_set_is_still_to_come(beginning: Beginning, happened: Steps) -> None:
    for before, told in pairwise(told_as(beginning, happened)):
        known = clocks.wanted(before.case)
        is_by_time, is_overdue = told.entries[-1].by is None, any(clock.due_at <= told.now for clock in known)
        if is_by_time or not is_overdue:
            new = set(clocks.wanted(told.case)).difference(known)
            assert all(clock.due_at > told.now for clock in new)


@given(beginnings, steps)
def test_a_clock_runs_while_it_is_open_and_somebody_can_be_called(
    beginning: Beginning, happened: Steps
) -> None:
    for told in told_as(beginning, happened):
        case, wanted = told.case, clocks.wanted(told.case)
        if case.state is State.OPEN:
            assert wanted or (case.is_at_the_top and not case.calls)
        else:
            assert wanted == ()


@given(beginnings, steps)
def test_no_tier_is_reached_twice_and_none_is_left_downwards(beginning: Beginning, happened: Steps) -> None:
    told = told_as(beginning, happened)[-1]

    tiers = [entry.act.tier for entry in told.entries if isinstance(entry.act, acts.MovedUp)]

    assert tiers == sorted(set(tiers))


@given(beginnings, steps)
def test_whoever_is_called_has_a_part(beginning: Beginning, happened: Steps) -> None:
    for told in told_as(beginning, happened):
        assert all(person in told.case.parts for call in told.case.calls for person in call.people)


@given(beginnings, steps)
def test_time_never_makes_protect_by_later(beginning: Beginning, happened: Steps) -> None:
    story = told_as(beginning, happened)
    for before, told in pairwise(story):
        answered = any(
            isinstance(entry.act, acts.RiskAnswered) for entry in told.entries[len(before.entries) :]
        )
        if before.case.protect_by and told.case.protect_by and not answered:
            assert told.case.protect_by <= before.case.protect_by


@given(beginnings, steps)
def test_it_is_never_due_later_than_what_protects_the_child(beginning: Beginning, happened: Steps) -> None:
    for told in told_as(beginning, happened):
        case = told.case
        if case.due_at is not None and case.protect_by is not None:
            assert case.due_at <= max(case.protect_by, case.counts_from)


@given(beginnings, steps)
def test_nothing_that_happens_runs_through_two_tiers(beginning: Beginning, happened: Steps) -> None:
    for before, told in pairwise(told_as(beginning, happened)):
        new = told.entries[len(before.entries) :]
        assert len([entry for entry in new if isinstance(entry.act, acts.MovedUp)]) <= 1


@given(beginnings, steps)
def test_nobodys_time_has_run_out_before_they_were_called(beginning: Beginning, happened: Steps) -> None:
    for before, told in pairwise(told_as(beginning, happened)):
        for entry in told.entries[len(before.entries) :]:
            if isinstance(entry.act, acts.MovedUp):
                assert entry.act.due_at is None or entry.act.due_at > entry.at
                if entry.act.reason is MoveReason.TIME_RAN_OUT:
                    is_reached = before.case.has_been_called
                    assert is_reached or not any(call.is_on_its_way for call in before.case.calls)


@given(beginnings, steps)
def test_whatever_has_happened_it_can_be_settled_and_closed(beginning: Beginning, happened: Steps) -> None:
    told = told_as(beginning, happened)[-1].with_roster(ROSTER)

    closed = everyone_files_and_closes(everyone_agrees(told))

    assert closed.case.state in OVER


def everyone_agrees(told: Told) -> Told:
    """The lead names whoever is missing, one proposes, each agency agrees."""
    if told.case.state is not State.OPEN:
        return told
    for agency in told.case.agencies:
        if not told.case.acting(agency):
            stand_in = ladder.name_stand_in(told.case, agency, somebody_new(told, agency), ROSTER, told.now)
            told = told.then(stand_in)
    if told.case.outcome is None:
        proposer = told.case.acting(told.case.agencies[0])[0]
        told = told.then(closing.propose(told.case, proposer, PROPOSAL), by=proposer)
    while told.case.state is State.OPEN:
        told = the_next_agrees(told)
    return told


def the_next_agrees(told: Told) -> Told:
    outcome = told.case.outcome
    assert outcome is not None
    agency = next(agency for agency in told.case.agencies if agency not in outcome.answers)
    by = told.case.acting(agency)[0]
    return told.then(closing.answer(told.case, by, Answer.AGREE, outcome.proposed_at), by=by)


def everyone_files_and_closes(told: Told) -> Told:
    if told.case.state is not State.AGREED:
        return told
    for agency in told.case.agencies:
        if agency not in told.case.filed:
            by = next(person for person, theirs in told.case.parts.items() if theirs == agency)
            told = told.then(closing.file_copy(told.case, by), by=by)
    anyone = next(iter(told.case.parts))
    for issue in told.case.issues:
        if issue.done_at is None:
            told = told.then(closing.finish_issue(told.case, anyone, issue.number, WORDS), by=anyone)
    return told.then(closing.close(told.case, anyone))


def somebody_new(told: Told, agency: int) -> int:
    people = (person for person in told.roster.people.values() if person.agency_id == agency)
    return next(person.id for person in people if person.id not in told.case.parts)
