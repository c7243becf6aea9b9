"""The form that asks more about it."""

import pytest

from messages import ids, more
from tests.messages.samples import Samples, fields_of, words_of

SAMPLES = Samples()


def test_nothing_in_it_is_required_and_what_is_known_stands_in_it() -> None:
    fields = fields_of(more.form(SAMPLES.more()))

    assert all(block["optional"] for block in fields.values())
    assert fields[ids.SUBJECT]["element"]["initial_option"]["value"] == "quoracy"
    assert fields["asked_missing"]["element"]["initial_value"] == SAMPLES.typed
    assert fields[ids.MET_ON]["element"]["initial_date"] == "2026-11-27"
    assert fields[ids.MANAGER]["element"]["initial_option"]["value"] == "person:3"


def test_a_subject_without_questions_asks_none_and_names_nobody_to_be_copied() -> None:
    shown = SAMPLES.more()

    fields = fields_of(more.form(SAMPLES.more(chosen=shown.subjects[0])))

    assert ids.CHAIR not in fields
    assert not [name for name in fields if name.startswith("asked_")]


@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_the_talk_with_ones_own_manager_is_not_asked_for() -> None:
    view = more.form(SAMPLES.more(in_danger=True))

    assert not {ids.MANAGER, ids.TALKED_ON, ids.MANAGER_VIEW, ids.WHY_NOT} & set(fields_of(view))
    assert "Your own manager" not in words_of(view)


@pytest.mark.clause("Beds 5 (own)")
def test_the_other_side_is_asked_for_its_own_procedure_only() -> None:
    assert list(fields_of(more.form(SAMPLES.more(is_raising_side=False)))) == [ids.OWN_PROCEDURE]
