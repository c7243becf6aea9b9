"""What people say that they will do, and a note on its way to the file: recorded once, and told."""

from dataclasses import replace
from datetime import date

import pytest

from casework import actions, asking, notes, showing
from procedure import acts
from procedure.refusal import Refused
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


def form(casebook: Casebook, **changes: object) -> actions.Form:
    """What is put down for Tom to do."""
    asked = actions.Form(
        "action 1", "Visit the home.", casebook.person("Tom"), date(2026, 12, 24), None, False
    )
    return replace(asked, **changes)  # type: ignore[arg-type]


def heard(casebook: Casebook, **changes: object) -> notes.HeardForm:
    """What a school nurse said when the note was read to her."""
    said = notes.HeardForm("heard 1", "A school nurse", casebook.now, True, "", False)
    return replace(said, **changes)  # type: ignore[arg-type]


@pytest.fixture
def noted(casebook: Casebook) -> str:
    """A disagreement with one note, which Tom has approved."""
    reference = casebook.raised()
    casebook.noted(reference, "Priya", "Tom")
    notes.approve(casebook.database, reference, 1, 1, by=casebook.person("Tom"), now=casebook.now)
    casebook.sends()
    casebook.told()
    return reference


def test_the_same_thing_sent_twice_is_put_down_once_and_stands_on_the_card(
    casebook: Casebook, noted: str
) -> None:
    priya = casebook.person("Priya")
    for _ in range(2):
        actions.add(casebook.database, noted, form(casebook, note=1), by=priya, now=casebook.now)

    (action,) = showing.card(casebook.database, noted, by=priya, now=casebook.now).actions
    assert (action.text, action.owner.name, action.note) == ("Visit the home.", "Tom Ellery", 1)
    assert casebook.told() == [("line", "room"), ("card", "room")]
    assert "Visit the home." in casebook.sends()[-1].words


def test_it_is_done_once_its_owner_says_so(casebook: Casebook, noted: str) -> None:
    tom = casebook.person("Tom")
    actions.add(casebook.database, noted, form(casebook), by=tom, now=casebook.now)

    actions.done(casebook.database, noted, 1, by=tom, now=casebook.now)

    (action,) = showing.card(casebook.database, noted, by=tom, now=casebook.now).actions
    assert action.done_by is not None
    assert action.done_by.name == "Tom Ellery"
    assert casebook.acts(noted)[-1] == acts.ActionDone(1)


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), ("x" * 301, "too_long"), ("Born 03/02/2019", "identifiers")]
)
def test_what_is_typed_is_checked(casebook: Casebook, noted: str, text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add(
            casebook.database, noted, form(casebook, text=text), by=casebook.person("Tom"), now=casebook.now
        )

    assert (refused.value.reason, refused.value.field) == (reason, "action")


@pytest.mark.clause("London 11.1.9")
def test_what_somebody_outside_slack_said_is_kept_once_and_shown(casebook: Casebook, noted: str) -> None:
    priya = casebook.person("Priya")
    for _ in range(2):
        notes.read_back(casebook.database, noted, 1, 1, heard(casebook), by=priya, now=casebook.now)

    (said,) = showing.note(casebook.database, noted, 1, by=priya, now=casebook.now).read_backs
    assert (said.by.name, said.who, said.is_right, said.words) == ("Priya Nair", "A school nurse", True, "")
    assert casebook.told() == [("note:update", "room"), ("line", "room"), ("card", "room")]
    with refuses("empty"):
        notes.read_back(
            casebook.database,
            noted,
            1,
            1,
            heard(casebook, form_id="heard 2", is_right=False),
            by=priya,
            now=casebook.now,
        )


@pytest.mark.clause("London 11.1.9")
def test_a_filed_note_says_on_whose_file_it_is_and_rings_nobody(casebook: Casebook, noted: str) -> None:
    tom = casebook.person("Tom")

    notes.file(casebook.database, noted, 1, 1, "DOC-17", identifiers_checked=False, by=tom, now=casebook.now)

    (filing,) = showing.note(casebook.database, noted, 1, by=tom, now=casebook.now).filings
    assert (filing.agency, filing.their_reference) == ("Children's Services", "DOC-17")
    assert casebook.told() == [("note:update", "room"), ("card", "room")]


def test_whoever_has_no_part_is_refused_before_a_form_opens(casebook: Casebook, noted: str) -> None:
    rules = (asking.to_add_an_action, asking.to_read_a_note_back(1, 1), asking.to_file_a_note(1, 1))

    for rule in rules:
        asking.check(casebook.database, noted, rule, by=casebook.person("Tom"), now=casebook.now)
        with refuses("no_part"):
            asking.check(casebook.database, noted, rule, by=casebook.person("Nadia"), now=casebook.now)
