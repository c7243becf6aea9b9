"""Referring for wider learning: what the record shows, and a text that identifies nobody (Beds 7.1)."""

import pytest

from casework import lessons, notes, resolution
from messages.lessons import letter_text
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

SUMMARY = "A plan was ended before both sides had spoken; speaking first would have saved a week."


def followed(casebook: Casebook) -> str:
    """Noted, approved, settled and filed."""
    reference = casebook.raised()
    casebook.noted(reference, "Priya", "Tom")
    notes.approve(casebook.database, reference, 1, 1, by=casebook.person("Tom"), now=casebook.now)
    casebook.agreed(reference, "Priya", "Tom", still_open="nothing")
    for name in ("Priya", "Tom"):
        resolution.file_copy(casebook.database, reference, by=casebook.person(name), now=casebook.now)
    return reference


def refers(casebook: Casebook, reference: str, by: str, summary: str = SUMMARY) -> None:
    lessons.refer(
        casebook.database,
        reference,
        summary,
        identifiers_checked=False,
        by=casebook.person(by),
        now=casebook.now,
    )


@pytest.mark.clause("Beds 7.1")
def test_a_lead_sees_what_the_record_shows_and_gets_a_text_that_identifies_nobody(casebook: Casebook) -> None:
    reference = followed(casebook)
    ruth = casebook.person("Ruth")
    before = lessons.shown(casebook.database, reference, by=ruth, now=casebook.now)
    assert (before.is_followed, before.summary, before.referred_at) == (True, "", None)

    refers(casebook, reference, "Ruth")

    after = lessons.shown(casebook.database, reference, by=ruth, now=casebook.now)
    text = letter_text(after)
    assert after.referred_at is not None
    for words in (
        SUMMARY,
        "To: Learning and Improvement Group <learning@northmere.example>",
        "health and social care",
    ):
        assert words in text
    for name in (reference, "Priya", "Tom", "Ruth", "Health visitor", "Children's Services"):
        assert name not in text
    casebook.sends()
    assert "has referred it for wider learning" in casebook.heard("room", "line")[-1].words


def test_a_summary_that_could_identify_a_child_is_asked_about_first(casebook: Casebook) -> None:
    with refuses("identifiers"):
        refers(casebook, followed(casebook), "Ruth", "The child born on 03/04/2019 was not seen.")


def test_nobody_with_a_part_refers_it(casebook: Casebook) -> None:
    reference = followed(casebook)

    with refuses("not_a_lead"):
        refers(casebook, reference, "Priya")
    with refuses("not_a_lead"):
        lessons.shown(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
