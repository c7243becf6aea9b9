"""A note read to somebody outside Slack, and put on the child's file by each agency (London 11.1.9)."""

from dataclasses import replace

import pytest

from procedure import acts, notes, owed
from procedure.acts import TextRef
from procedure.owed import What
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FRIDAY,
    GRACE,
    HEALTH,
    OMAR,
    PARTNERSHIP,
    PEOPLE,
    PRIYA,
    SOCIAL_CARE,
    TOM,
    WORDS,
    Told,
    note,
    raised,
    refuses,
)

EVERYONE = frozenset(person.id for person in PEOPLE)
MONDAY = "Monday 2026-11-30 10:00"
WHO = TextRef("text-who", "digest")


def noted(rules: Rules) -> Told:
    return raised(rules, when=FRIDAY).then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)


def approved(rules: Rules) -> Told:
    return noted(rules).then(acts.NoteApproved(1, 1), by=TOM)


def heard(when: str, *, is_right: bool = True, words: TextRef | None = None) -> notes.Heard:
    return notes.Heard(WHO, at(when), is_right, words)


def asked(told: Told) -> list[int]:
    return [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is What.NOTE_COPY]


# --- read by telephone ---------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.9")
def test_the_word_of_somebody_outside_slack_stands_beside_the_note_and_approves_nothing(
    london_rules: Rules,
) -> None:
    told = noted(london_rules)

    act = notes.read_back(told.case, TOM, 1, 1, heard(MONDAY, is_right=False, words=WORDS), at(MONDAY))
    after = told.then(act, by=TOM, when=MONDAY)

    (said,) = after.case.notes[0].read_backs
    assert (said.person, said.version, said.who, said.read_at) == (TOM, 1, WHO, at(MONDAY))
    assert (said.is_right, said.words) == (False, WORDS)
    assert notes.missing_approvals(after.case, after.case.notes[0], EVERYONE) == (TOM,)


def test_a_new_version_keeps_what_was_said_of_the_old_one(london_rules: Rules) -> None:
    told = noted(london_rules)
    told = told.then(notes.read_back(told.case, PRIYA, 1, 1, heard(FRIDAY), told.now), by=PRIYA)

    corrected = told.then(replace(note(PRIYA, TOM, held=FRIDAY), version=2), by=PRIYA)

    assert [each.version for each in corrected.case.notes[0].read_backs] == [1]


@pytest.mark.parametrize(
    ("by", "version", "said", "reason", "field"),
    [
        pytest.param(OMAR, 1, heard(MONDAY), "no_part", None, id="by somebody without a part"),
        pytest.param(PRIYA, 2, heard(MONDAY), "newer_version", None, id="of another version"),
        pytest.param(PRIYA, 1, heard("Monday 2026-11-30 10:01"), "in_future", "read_at", id="still to come"),
        pytest.param(
            PRIYA, 1, heard("Friday 2026-11-27 16:49"), "before_the_talk", "read_at", id="before the talk"
        ),
        pytest.param(
            PRIYA, 1, heard(MONDAY, is_right=False), "empty", "words", id="not right, and nobody says why"
        ),
    ],
)
def test_what_was_not_read_is_refused(
    london_rules: Rules, by: int, version: int, said: notes.Heard, reason: str, field: str | None
) -> None:
    told = noted(london_rules)

    with pytest.raises(Refused) as refused:
        notes.read_back(told.case, by, 1, version, said, at(MONDAY))

    assert (refused.value.reason, refused.value.field) == (reason, field)


def test_once_it_is_over_a_note_is_neither_read_back_nor_filed(london_rules: Rules) -> None:
    told = approved(london_rules).then(acts.Closed())

    with refuses("is_closed"):
        notes.read_back(told.case, PRIYA, 1, 1, heard(FRIDAY), told.now)
    with refuses("is_closed"):
        notes.file(told.case, PRIYA, 1, 1, None)


# --- on the child's file -------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.9")
def test_an_approved_note_is_asked_of_each_agency_that_took_part_until_it_is_filed(
    london_rules: Rules,
) -> None:
    told = approved(london_rules)

    assert asked(noted(london_rules)) == []  # not approved
    assert asked(told) == [PRIYA, TOM]
    filed = told.then(notes.file(told.case, PRIYA, 1, 1, WORDS), by=PRIYA)
    assert asked(filed) == [TOM]
    assert [(each.agency_id, each.their_reference) for each in filed.case.notes[0].filings] == [
        (HEALTH, WORDS)
    ]
    with refuses("note_filed_already"):
        notes.file(filed.case, PRIYA, 1, 1, None)


def test_a_note_inside_one_agency_is_asked_of_that_agency_alone(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Joined(GRACE, HEALTH))
    told = told.then(note(PRIYA, GRACE, held=FRIDAY), by=PRIYA).then(acts.NoteApproved(1, 1), by=GRACE)

    assert asked(told) == [PRIYA]
    assert notes.file(told.case, TOM, 1, 1, None).agency_id == SOCIAL_CARE  # who may, all the same


@pytest.mark.clause("London 11.1.9")
def test_a_newer_version_asks_again(london_rules: Rules) -> None:
    told = approved(london_rules)
    told = told.then(notes.file(told.case, PRIYA, 1, 1, None), by=PRIYA)

    corrected = told.then(replace(note(PRIYA, TOM, held=FRIDAY), version=2), by=PRIYA)

    assert asked(corrected.then(acts.NoteApproved(1, 2), by=TOM)) == [PRIYA, TOM]


def test_whoever_has_filed_the_whole_record_is_not_asked_for_the_note(london_rules: Rules) -> None:
    told = approved(london_rules)
    outcome = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (), acts.Answer.AGREE)
    settled = told.then(outcome, by=PRIYA).then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=TOM)

    assert asked(settled) == []
    filed = settled.then(acts.CopyFiled(HEALTH), by=PRIYA)
    assert notes.unfiled(filed.case, filed.case.notes[0], EVERYONE) == (SOCIAL_CARE,)


def test_only_an_agency_of_the_disagreement_files_a_note(london_rules: Rules) -> None:
    told = approved(london_rules).then(acts.Joined(CHRIS, PARTNERSHIP))

    with refuses("not_an_agency_of_the_case"):
        notes.file(told.case, CHRIS, 1, 1, None)
    with refuses("newer_version"):
        notes.file(told.case, PRIYA, 1, 2, None)
