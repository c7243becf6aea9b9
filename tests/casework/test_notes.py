"""Discussion notes: recorded, corrected, approved, disputed (London 11.1.9)."""

import pytest

from casework import notes, showing
from procedure import acts
from tests.casework.casebook import TUESDAY, Casebook
from tests.procedure.london_time import at
from tests.procedure.partnership import refuses

pytestmark = pytest.mark.clause("London 11.1.9")


@pytest.fixture
def noted(casebook: Casebook) -> str:
    """A disagreement of which Priya has recorded one talk with Tom; everybody knows."""
    reference = casebook.raised()
    casebook.noted(reference, "Priya", "Tom", others="A school nurse", actions="A visit.")
    casebook.sends()
    casebook.told()
    return reference


def test_whoever_is_named_in_a_note_gets_a_part_and_is_asked(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.told()

    number = casebook.noted(reference, "Tom", "Priya", "Amy")

    assert number == 1
    joined, saved = casebook.acts(reference)[-2:]
    assert joined == acts.Joined(casebook.person("Amy"), casebook.agency("Education"))
    assert isinstance(saved, acts.NoteSaved)
    assert casebook.told() == [
        ("invite", "Amy"),
        ("line", "room"),
        ("note", "room"),
        ("call_update", "Tom"),
        ("card", "room"),
    ]


def test_the_same_note_sent_twice_is_recorded_once(casebook: Casebook) -> None:
    reference = casebook.raised()
    form, priya = casebook.note_form("Tom"), casebook.person("Priya")

    for _ in range(2):
        assert notes.add(casebook.database, reference, form, by=priya, now=casebook.now) == 1

    assert len(casebook.case(reference).notes) == 1


def test_nobody_can_be_named_of_whom_nobody_knows_where_they_work(casebook: Casebook) -> None:
    reference = casebook.raised()

    with refuses("unknown_person"):
        casebook.noted(reference, "Priya", "Zed")


def test_a_correction_is_a_new_version_and_whoever_it_names_gets_a_part(
    casebook: Casebook, noted: str
) -> None:
    form, priya = casebook.note_form("Tom", "Joan"), casebook.person("Priya")

    for _ in range(2):  # sent twice, it is one version
        notes.correct(casebook.database, noted, 1, 1, form, by=priya, now=casebook.now)

    note = casebook.case(noted).note(1)
    assert note is not None
    assert note.version == 2
    assert casebook.case(noted).agency_of(casebook.person("Joan")) == casebook.agency("Health")
    told = ["invite", "line", "note_replaced", "note", "card"]
    assert [kind for kind, _ in casebook.told()] == told


@pytest.mark.clause("Beds 2.5")
def test_a_talk_inside_one_agency_is_told_from_one_between_agencies(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.moves_to("Monday 2026-12-28 10:00")
    talks = [("Joan",), ("Tom",), ("Joan", "Tom")]
    for took_part in talks:
        casebook.noted(reference, "Priya", *took_part, held_at=at(TUESDAY))
    casebook.noted(reference, "Priya", "Joan", others="A nurse of the hospital")

    tom = casebook.person("Tom")
    shown = [
        showing.note(casebook.database, reference, number, by=tom, now=casebook.now) for number in range(1, 5)
    ]

    assert [note.inside for note in shown] == ["Health", "", "", ""]
    assert shown[2].agencies == ("Health", "Children's Services")
    assert [note.working_days for note in shown] == [2, 2, 2, 0]  # Christmas Day is none


def test_an_approval_changes_the_note_that_stands_and_rings_nobody(casebook: Casebook, noted: str) -> None:
    notes.approve(casebook.database, noted, 1, 1, by=casebook.person("Tom"), now=casebook.now)

    assert casebook.told() == [("note:update", "room"), ("card", "room")]
    casebook.sends()
    assert "Approved by everyone named who can be asked" in casebook.heard("room", "note:update")[-1].words


def test_a_dispute_stands_beside_the_note_and_is_said(casebook: Casebook, noted: str) -> None:
    notes.dispute(
        casebook.database,
        noted,
        1,
        1,
        "I did not say that.",
        identifiers_checked=False,
        by=casebook.person("Tom"),
        now=casebook.now,
    )

    assert casebook.told() == [("note:update", "room"), ("line", "room"), ("card", "room")]
    casebook.sends()
    assert "I did not say that." in casebook.heard("room", "note:update")[-1].words
