from dataclasses import replace

import pytest

from procedure import acts, notes
from procedure.acts import Channel, Leaves, TextRef
from procedure.case import Note
from procedure.notes import Draft
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    FRIDAY,
    GRACE,
    HEALTH,
    OMAR,
    POLICE,
    PRIYA,
    TOM,
    WORDS,
    ZED,
    Told,
    raised,
    refuses,
)

SAID, CHILD, ACTIONS, OTHERS = (
    TextRef(f"text-{word}", "digest") for word in ["said", "child", "actions", "others"]
)
NOBODY: frozenset[int] = frozenset()
MONDAY = "Monday 2026-11-30 10:00"


def draft(*took_part: int, held: str = FRIDAY, others: TextRef | None = None) -> Draft:
    return Draft(
        held_at=at(held),
        channel=Channel.MEETING,
        took_part=took_part,
        others=others,
        said=SAID,
        child=CHILD,
        actions=ACTIONS,
        same_child=True,
        leaves=Leaves.NOT_SETTLED,
    )


def noted(rules: Rules, *others: int, by: int = PRIYA) -> Told:
    """Priya has talked with Tom on Friday and written it down on Monday."""
    told = raised(rules, when=FRIDAY)
    act = notes.save(told.case, by, draft(*(others or (TOM,))), at(MONDAY))
    return told.then(act, by=by, when=MONDAY)


def newest(told: Told) -> Note:
    found = told.case.note(1)
    assert found is not None
    return found


# --- written -------------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.9")
@pytest.mark.clause("Beds 6.11")
def test_a_note_has_the_time_it_was_held_and_the_time_it_was_written(london_rules: Rules) -> None:
    note = newest(noted(london_rules))

    assert (note.held_at, note.written_at) == (at(FRIDAY), at(MONDAY))
    assert (note.number, note.version, note.author) == (1, 1, PRIYA)


@pytest.mark.clause("Beds 2.1")
def test_a_note_keeps_what_the_form_says(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    act = notes.save(told.case, PRIYA, draft(TOM, others=OTHERS), told.now)

    assert act == acts.NoteSaved(
        note=1,
        version=1,
        held_at=at(FRIDAY),
        channel=Channel.MEETING,
        took_part=(PRIYA, TOM),
        others=OTHERS,
        said=SAID,
        child=CHILD,
        actions=ACTIONS,
        same_child=True,
        leaves=Leaves.NOT_SETTLED,
    )


@pytest.mark.clause("Beds 2.5")
@pytest.mark.parametrize(
    ("took_part", "others", "inside"),
    [
        pytest.param((GRACE,), None, HEALTH, id="inside one agency"),
        pytest.param((GRACE,), OTHERS, None, id="with somebody outside Slack"),
        pytest.param((GRACE, TOM), None, None, id="between agencies"),
    ],
)
def test_a_note_knows_whether_it_was_held_inside_one_agency(
    london_rules: Rules, took_part: tuple[int, ...], others: TextRef | None, inside: int | None
) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Joined(GRACE, HEALTH))

    told = told.then(notes.save(told.case, PRIYA, draft(*took_part, others=others), told.now), by=PRIYA)
    told = told.then(acts.TakenOut(GRACE))

    assert newest(told).inside == inside


def test_the_author_comes_first_and_once(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert notes.save(told.case, PRIYA, draft(TOM, PRIYA), told.now).took_part == (PRIYA, TOM)


@pytest.mark.clause("Beds 2.5")
def test_either_side_writes_into_the_same_record(london_rules: Rules) -> None:
    told = noted(london_rules)

    act = notes.save(told.case, TOM, draft(PRIYA), told.now)
    told = told.then(act, by=TOM)

    assert [(note.number, note.author) for note in told.case.notes] == [(1, PRIYA), (2, TOM)]


def test_somebody_not_in_slack_is_enough(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert notes.save(told.case, PRIYA, draft(others=OTHERS), told.now).took_part == (PRIYA,)


TEN = tuple(range(500, 510))


@pytest.mark.parametrize(
    ("saved", "reason", "field", "facts"),
    [
        pytest.param(
            draft(TOM, held="Friday 2026-11-27 16:51"), "in_future", "held_at", {}, id="not held yet"
        ),
        pytest.param(draft(), "nobody_else_took_part", "took_part", {}, id="alone"),
        pytest.param(draft(PRIYA), "nobody_else_took_part", "took_part", {}, id="with oneself"),
        pytest.param(
            draft(*TEN, 510), "too_many_took_part", "took_part", {"most": 10}, id="more than ten others"
        ),
    ],
)
def test_a_note_is_of_a_talk_that_took_place_between_people(
    london_rules: Rules, saved: Draft, reason: str, field: str, facts: dict[str, object]
) -> None:
    told = raised(london_rules, when=FRIDAY)

    with pytest.raises(Refused) as refused:
        notes.save(told.case, PRIYA, saved, told.now)

    assert (refused.value.reason, refused.value.field, refused.value.facts) == (reason, field, facts)


def test_ten_others_can_be_named(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert notes.save(told.case, PRIYA, draft(*TEN, PRIYA), told.now).took_part == (PRIYA, *TEN)


def test_notes_are_written_after_the_outcome_too(london_rules: Rules) -> None:
    told = agreed(raised(london_rules, when=FRIDAY))

    assert notes.save(told.case, PRIYA, draft(TOM), told.now).note == 1


def agreed(told: Told) -> Told:
    """Both agencies have agreed."""
    proposed = acts.OutcomeProposed(
        1, acts.Settlement.STANDS, agreed=WORDS, safe=WORDS, issues=(), answer=acts.Answer.AGREE
    )
    told = told.then(proposed, by=PRIYA).then(acts.OutcomeAnswered(2, acts.Answer.AGREE), by=TOM)
    assert told.case.state == "agreed"
    return told


# --- approved, disputed --------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.9")
def test_the_author_approves_by_writing_and_the_others_are_asked(london_rules: Rules) -> None:
    told = noted(london_rules, TOM, GRACE)
    note = newest(told)

    assert note.approved_by == (PRIYA,)
    assert notes.missing_approvals(told.case, note, {PRIYA, TOM, GRACE}) == (TOM, GRACE)
    assert not notes.is_approved(told.case, note, {PRIYA, TOM, GRACE})


@pytest.mark.clause("London 11.1.9")
def test_a_note_is_approved_when_everyone_named_has_approved_that_version(london_rules: Rules) -> None:
    told = noted(london_rules, TOM)

    act = notes.approve(told.case, TOM, 1, 1)
    told = told.then(act, by=TOM)
    note = newest(told)

    assert act == acts.NoteApproved(1, 1)
    assert note.approved_by == (PRIYA, TOM)
    assert notes.missing_approvals(told.case, note, {PRIYA, TOM}) == ()
    assert notes.is_approved(told.case, note, {PRIYA, TOM})


def test_people_who_cannot_be_asked_hold_up_no_approval(london_rules: Rules) -> None:
    told = noted(london_rules, TOM, GRACE)
    note = newest(told)

    assert notes.missing_approvals(told.case, note, {TOM}) == (TOM,)
    assert notes.missing_approvals(told.case, note, NOBODY) == ()
    assert notes.is_approved(told.case, note, {PRIYA})
    assert not notes.is_approved(told.case, note, {GRACE})


def test_nobody_waits_for_the_approval_of_somebody_taken_out(london_rules: Rules) -> None:
    told = noted(london_rules, TOM, GRACE).then(acts.NoteApproved(1, 1), by=TOM)
    everyone = {PRIYA, TOM, GRACE}
    assert not notes.is_approved(told.case, newest(told), everyone)

    told = told.then(acts.Joined(GRACE, HEALTH), acts.TakenOut(GRACE), by=PRIYA)

    assert notes.missing_approvals(told.case, newest(told), everyone) == ()
    assert notes.is_approved(told.case, newest(told), everyone)


def test_what_somebody_taken_out_has_said_of_a_note_stands(london_rules: Rules) -> None:
    told = noted(london_rules, TOM, GRACE).then(acts.NoteDisputed(1, 1, WORDS), by=GRACE)

    told = told.then(acts.Joined(GRACE, HEALTH), acts.TakenOut(GRACE), by=PRIYA)

    assert [dispute.person for dispute in newest(told).disputes] == [GRACE]
    assert notes.missing_approvals(told.case, newest(told), {PRIYA, TOM, GRACE}) == (TOM,)


def test_a_dispute_stands_beside_the_note(london_rules: Rules) -> None:
    told = noted(london_rules, TOM)

    act = notes.dispute(told.case, TOM, 1, 1, WORDS)
    told = told.then(act, by=TOM, when="Monday 2026-11-30 11:00")
    note = newest(told)

    assert act == acts.NoteDisputed(1, 1, WORDS)
    (dispute,) = note.disputes
    assert (dispute.person, dispute.version, dispute.words) == (TOM, 1, WORDS)
    assert dispute.at == at("Monday 2026-11-30 11:00")
    assert notes.missing_approvals(told.case, note, {PRIYA, TOM}) == ()
    assert not notes.is_approved(told.case, note, {PRIYA, TOM})


def test_whoever_disputes_after_all_has_not_approved(london_rules: Rules) -> None:
    told = noted(london_rules, TOM, GRACE).then(acts.NoteApproved(1, 1), by=TOM)

    told = told.then(notes.dispute(told.case, TOM, 1, 1, WORDS), by=TOM)

    assert newest(told).approved_by == (PRIYA,)
    assert notes.missing_approvals(told.case, newest(told), {TOM, GRACE}) == (GRACE,)


def test_whoever_disputed_can_approve_in_the_end(london_rules: Rules) -> None:
    told = noted(london_rules, TOM).then(acts.NoteDisputed(1, 1, WORDS), by=TOM)

    told = told.then(notes.approve(told.case, TOM, 1, 1), by=TOM)

    assert notes.is_approved(told.case, newest(told), {PRIYA, TOM})
    assert len(newest(told).disputes) == 1


@pytest.mark.parametrize(
    ("by", "number", "version", "reason", "facts"),
    [
        pytest.param(ZED, 1, 1, "no_part", {}, id="Zed"),
        pytest.param(GRACE, 1, 1, "not_named_in_note", {}, id="somebody not named"),
        pytest.param(TOM, 2, 1, "no_such_note", {}, id="another note"),
        pytest.param(TOM, 1, 2, "newer_version", {"version": 1}, id="another version"),
    ],
)
def test_only_those_named_answer_for_the_newest_version(
    london_rules: Rules, by: int, number: int, version: int, reason: str, facts: dict[str, object]
) -> None:
    told = noted(london_rules, TOM).then(acts.Joined(GRACE, 1), by=PRIYA)

    for attempt in (
        lambda: notes.approve(told.case, by, number, version),
        lambda: notes.dispute(told.case, by, number, version, WORDS),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert (refused.value.reason, refused.value.facts) == (reason, facts)


def test_nobody_approves_twice(london_rules: Rules) -> None:
    told = noted(london_rules, TOM)

    with refuses("already_approved"):
        notes.approve(told.case, PRIYA, 1, 1)


# --- corrected -----------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.9")
def test_a_correction_is_a_new_version_and_everyone_is_asked_again(london_rules: Rules) -> None:
    told = noted(london_rules, TOM).then(acts.NoteApproved(1, 1), by=TOM)

    act = notes.correct(told.case, PRIYA, 1, 1, draft(TOM, GRACE), told.now)
    told = told.then(act, by=PRIYA, when="Tuesday 2026-12-01 10:00")

    note = newest(told)
    assert (act.note, act.version, act.took_part) == (1, 2, (PRIYA, TOM, GRACE))
    assert (note.version, note.approved_by) == (2, (PRIYA,))
    assert note.written_at == at("Tuesday 2026-12-01 10:00")
    assert notes.missing_approvals(told.case, note, {PRIYA, TOM, GRACE}) == (TOM, GRACE)
    assert len(told.case.notes) == 1


def test_a_dispute_of_an_earlier_version_stands_and_is_asked_about_again(london_rules: Rules) -> None:
    told = noted(london_rules, TOM).then(acts.NoteDisputed(1, 1, WORDS), by=TOM)

    told = told.then(notes.correct(told.case, PRIYA, 1, 1, draft(TOM), told.now), by=PRIYA)

    assert [dispute.version for dispute in newest(told).disputes] == [1]
    assert notes.missing_approvals(told.case, newest(told), {PRIYA, TOM}) == (TOM,)


def test_a_correction_leaves_the_other_notes_as_they_are(london_rules: Rules) -> None:
    told = noted(london_rules, TOM)
    told = told.then(notes.save(told.case, TOM, draft(PRIYA), told.now), by=TOM)
    told = told.then(acts.NoteApproved(2, 1), by=PRIYA)

    told = told.then(notes.correct(told.case, PRIYA, 1, 1, draft(TOM), told.now), by=PRIYA)

    assert [(note.number, note.version) for note in told.case.notes] == [(1, 2), (2, 1)]
    assert [note.approved_by for note in told.case.notes] == [(PRIYA,), (TOM, PRIYA)]


@pytest.mark.parametrize(
    ("by", "number", "version", "reason"),
    [
        pytest.param(TOM, 1, 1, "not_the_author", id="somebody else"),
        pytest.param(PRIYA, 2, 1, "no_such_note", id="another note"),
        pytest.param(PRIYA, 1, 3, "newer_version", id="another version"),
    ],
)
def test_only_the_author_corrects_and_only_the_newest_version(
    london_rules: Rules, by: int, number: int, version: int, reason: str
) -> None:
    told = noted(london_rules, TOM)

    with refuses(reason):
        notes.correct(told.case, by, number, version, draft(OMAR), told.now)


def test_a_correction_too_is_of_a_talk_that_took_place(london_rules: Rules) -> None:
    told = noted(london_rules, TOM)

    with refuses("in_future"):
        notes.correct(told.case, PRIYA, 1, 1, draft(TOM, held="Monday 2026-11-30 10:01"), told.now)


def test_zed_writes_no_note(london_rules: Rules) -> None:
    told = noted(london_rules, TOM)

    with refuses("no_part"):
        notes.save(told.case, ZED, draft(TOM), told.now)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        pytest.param(acts.Closed(), "is_closed", id="closed"),
        pytest.param(acts.TakenBack(), "is_taken_back", id="taken back"),
    ],
)
def test_nothing_is_written_once_it_is_over(london_rules: Rules, end: acts.Act, reason: str) -> None:
    told = noted(london_rules, TOM).then(end, by=PRIYA)

    for attempt in (
        lambda: notes.save(told.case, PRIYA, draft(TOM), told.now),
        lambda: notes.correct(told.case, PRIYA, 1, 1, draft(TOM), told.now),
        lambda: notes.approve(told.case, TOM, 1, 1),
        lambda: notes.dispute(told.case, TOM, 1, 1, WORDS),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reason == reason


@pytest.mark.clause("Beds 6.10")
def test_advice_of_a_designated_professional_is_one_kind_of_talk(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Joined(999, POLICE), by=PRIYA)

    act = notes.save(told.case, PRIYA, replace(draft(999), channel=Channel.ADVICE), told.now)

    assert act.channel is Channel.ADVICE
