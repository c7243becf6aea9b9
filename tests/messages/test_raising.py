"""The raising form, the receipt, help and list."""

from typing import Any

import pytest

from messages import ids, raising
from messages.facts import Guide
from tests.messages.samples import (
    CHOICES,
    EMERGENCY,
    REFERENCE,
    Samples,
    fields_of,
    pressed,
    words_of,
)

SAMPLES = Samples()
SIX = [ids.DANGER, ids.AGAINST, ids.DISPUTE, ids.WANTED, ids.SOON, ids.THEIR_REFERENCE]


GUIDE = Guide(
    EMERGENCY,
    "Example Vale",
    "Resolution of disagreements",
    "November 2018",
    "Professional disagreements",
    (("NFA", "no further action"), ("PR", "parental responsibility")),
)


def form(**changes: Any) -> dict[str, Any]:
    return raising.form(SAMPLES.raise_(**changes), "f1")


def required(view: dict[str, Any]) -> set[str]:
    return {name for name, block in fields_of(view).items() if not block["optional"]}


def test_the_form_has_six_fields_and_asks_for_danger_first() -> None:
    assert list(fields_of(form())) == SIX
    assert required(form()) == set(SIX) - {ids.THEIR_REFERENCE}


def test_danger_has_no_default_and_acts_when_chosen() -> None:
    danger = fields_of(form())[ids.DANGER]

    assert danger["dispatch_action"] is True
    assert "initial_option" not in danger["element"]


@pytest.mark.clause("Beds 5 (danger)")
@pytest.mark.parametrize("danger", ["now", "infant_injury"])
def test_in_danger_the_form_says_whom_to_ring_and_holds_nobody_up(danger: str) -> None:
    view = form(danger=danger, warn_identifiers=("nhs_number",))

    assert "999" in words_of(view)
    assert "01632 960201" in words_of(view)
    assert "This form rings nobody" in words_of(view)
    assert required(view) == {ids.DANGER, ids.AGAINST}
    assert ids.SOON not in fields_of(view)
    assert ids.IDENTIFIERS_CHECKED not in fields_of(view)


def test_closing_the_form_is_heard_of_in_danger_because_then_nothing_was_sent() -> None:
    assert form(danger="now")["notify_on_close"] is True
    assert "notify_on_close" not in form(danger="none")


def test_another_time_asks_for_it() -> None:
    assert ids.ANOTHER_TIME not in fields_of(form(soon="two_hours"))
    assert ids.ANOTHER_TIME in fields_of(form(soon="another"))


def test_how_soon_names_the_day_and_the_time() -> None:
    options = fields_of(form())[ids.SOON]["element"]["options"]

    assert [option["value"] for option in options] == [choice.id for choice in CHOICES]
    assert options[0]["text"]["text"] == "Within two hours: Friday 27 November, 18:53"
    assert options[3]["text"]["text"].endswith("Wednesday 30 September, 17:00")  # the longest, not cut


def test_what_seems_to_identify_a_child_is_named_by_its_kind_and_can_be_answered() -> None:
    view = form(danger="none", warn_identifiers=("nhs_number", "date_of_birth", "postcode"))

    assert "an NHS number, a date of birth and a postcode" in words_of(view)
    assert ids.IDENTIFIERS_CHECKED in fields_of(view)


def test_the_receipt_says_the_time_who_is_called_that_one_should_ring_too_and_what_comes_next() -> None:
    words = words_of(raising.receipt(SAMPLES.receipt()))

    assert f"Raised: {REFERENCE}" in words
    assert "Raised Friday 27 November, 16:53" in words
    assert "18:53 today" in words
    assert "Tom Field (social worker, Children’s Services, 01632 960302)" in words
    assert "Please ring them too" in words
    assert "Nobody can be reached for Police" in words
    assert "first-line managers" in words


def test_the_receipt_asks_one_thing_requires_nothing_and_leads_to_more() -> None:
    view = raising.receipt(SAMPLES.receipt())

    assert list(fields_of(view)) == [ids.ABOUT]
    assert required(view) == set()
    assert ids.MORE_ABOUT in pressed(view)
    assert not fields_of(raising.receipt(SAMPLES.receipt(details_saved=True)))


def test_what_was_raised_by_mistake_can_be_taken_back_from_the_receipt_after_a_question() -> None:
    assert ids.TAKE_BACK in pressed(raising.receipt(SAMPLES.receipt()))


def test_more_than_a_hundred_agencies_are_offered_in_groups() -> None:
    agencies = tuple((number, f"School {number}") for number in range(1, 251))

    element = fields_of(raising.who_form(agencies, (), "f1"))[ids.AGENCY]["element"]

    assert [len(group["options"]) for group in element["option_groups"]] == [100, 100, 50]
    assert element["option_groups"][0]["options"][0]["value"] == "agency:1"


def test_the_team_is_asked_for_once_the_agency_is_chosen() -> None:
    assert ids.TEAM not in fields_of(raising.who_form(((1, "Health"),), (), "f1"))
    assert ids.TEAM in fields_of(raising.who_form(((1, "Health"),), ((4, "Northside"),), "f1"))


@pytest.mark.clause("Beds 3.2")
def test_help_says_whom_to_ring_in_danger_and_that_nobodys_permission_is_needed() -> None:
    said = raising.help_message(GUIDE)
    words = said.text

    assert words.startswith("*In danger ring 999.*")
    assert "nobody’s permission" in words
    assert raising.help_message(Guide()).text.startswith("*In danger ring 999.*")


@pytest.mark.clause("Beds 6.2-6.3")
@pytest.mark.clause("Beds Scope")
@pytest.mark.clause("Beds Glossary")
def test_help_says_that_challenge_is_part_of_the_work_and_by_which_procedure_in_which_words() -> None:
    words = raising.help_message(GUIDE).text

    assert "challenging one another is part of the work" in words
    assert "By Resolution of disagreements, November 2018. It is about: professional disagreements." in words
    assert "NFA: no further action · PR: parental responsibility." in words


@pytest.mark.clause("Beds 6.2-6.3")
@pytest.mark.clause("Beds Amendment")
def test_the_receipt_names_the_procedure_and_its_version_at_its_foot() -> None:
    words = words_of(raising.receipt(SAMPLES.receipt()))

    assert "By London Child Protection Procedures, 5th edition. Constructive challenge is part of" in words


@pytest.mark.clause("Beds Related guidance")
def test_help_offers_the_ways_to_the_other_procedures() -> None:
    buttons = pressed(raising.help_message(Guide()).blocks)

    assert buttons == [ids.COMPLAINTS, ids.WHISTLEBLOWING, ids.ALLEGATIONS]


def test_the_list_has_each_open_disagreement_with_its_time() -> None:
    words = raising.list_text(SAMPLES.cases)

    assert f"*{REFERENCE}*, practitioners: due Friday 27 November, 16:53" in words
    assert "D-2026-0044*, practitioners: settled, waits to be closed" in words
    assert raising.list_text(()) == "You have no open disagreements."
