"""Letters and e-mails on the list; a message of the room on its way into a note."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework import asking, communications, from_room, showing
from procedure import acts
from procedure.refusal import Refused
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

FORM = communications.Form("letter 1", "E-mail of the school", date(2026, 12, 21), "Our system, 2210", False)


@pytest.fixture
def raised(casebook: Casebook) -> str:
    """A disagreement with a room, everybody told."""
    reference = casebook.raised()
    casebook.sends()
    casebook.told()
    return reference


@pytest.mark.clause("London 11.1.9")
def test_the_same_letter_sent_twice_is_listed_once_and_said_without_its_words(
    casebook: Casebook, raised: str
) -> None:
    tom = casebook.person("Tom")
    for _ in range(2):
        communications.add(casebook.database, raised, FORM, by=tom, now=casebook.now)

    (found,) = showing.card(casebook.database, raised, by=tom, now=casebook.now).communications
    assert (found.by.name, found.what, found.kept) == (
        "Tom Ellery",
        "E-mail of the school",
        "Our system, 2210",
    )
    assert casebook.told() == [("line", "room"), ("card", "room")]
    assert not any("E-mail of the school" in said.words for said in casebook.sends())


@pytest.mark.parametrize(
    ("field", "form"),
    [
        ("what", replace(FORM, what="Born 03/02/2019")),
        ("kept", replace(FORM, kept="Born 03/02/2019")),
    ],
)
def test_what_seems_to_identify_a_child_is_asked_about_first(
    casebook: Casebook, raised: str, field: str, form: communications.Form
) -> None:
    with pytest.raises(Refused) as refused:
        communications.add(casebook.database, raised, form, by=casebook.person("Tom"), now=casebook.now)

    assert (refused.value.reason, refused.value.field) == ("identifiers", field)


def test_an_agency_that_says_that_nothing_is_left_changes_the_card_and_rings_nobody(
    casebook: Casebook, raised: str
) -> None:
    casebook.agreed(raised, "Priya", "Tom")
    casebook.sends()
    casebook.told()
    tom = casebook.person("Tom")
    assert showing.card(casebook.database, raised, by=tom, now=casebook.now).unanswered == (
        "Health",
        "Children's Services",
    )

    communications.complete(casebook.database, raised, by=tom, now=casebook.now)

    assert casebook.acts(raised)[-1] == acts.CommunicationsComplete(casebook.agency("Children's Services"))
    assert casebook.told() == [("card", "room")]
    assert "Health has not said yet" in casebook.sends()[-1].words


def test_before_the_form_opens_the_rule_is_asked(casebook: Casebook, raised: str) -> None:
    rule = asking.to_list_a_communication

    asking.check(casebook.database, raised, rule, by=casebook.person("Tom"), now=casebook.now)
    with refuses("no_part"):
        asking.check(casebook.database, raised, rule, by=casebook.person("Nadia"), now=casebook.now)


# --- a message of the room -----------------------------------------------------------------------


def test_a_message_begins_a_note_with_its_author_its_time_and_its_words(
    casebook: Casebook, raised: str
) -> None:
    said = from_room.Said("C1", "U0TOM", casebook.now - timedelta(hours=1), "It was on Monday.")

    assert from_room.reference_of(casebook.database, "C1") == raised
    draft = from_room.draft(casebook.database, raised, said, by=casebook.person("Priya"), now=casebook.now)

    assert (draft.held_at, draft.channel, draft.said, draft.is_cut) == (
        said.at,
        "room",
        "It was on Monday.",
        False,
    )
    assert [who.name for who in draft.took_part] == ["Tom Ellery"]


def test_ones_own_message_names_nobody_else_and_a_long_one_is_cut(casebook: Casebook, raised: str) -> None:
    said = from_room.Said("C1", "U0TOM", casebook.now + timedelta(seconds=5), "x" * 1600)

    draft = from_room.draft(casebook.database, raised, said, by=casebook.person("Tom"), now=casebook.now)

    assert (draft.took_part, len(draft.said), draft.is_cut) == ((), 1500, True)
    assert draft.held_at == casebook.now  # never in the future


def test_a_channel_that_is_no_room_and_a_room_of_others_are_refused(casebook: Casebook, raised: str) -> None:
    said = from_room.Said("C1", "U0TOM", casebook.now, "Words.")

    with refuses("not_in_a_room"):
        from_room.reference_of(casebook.database, "C999")
    with refuses("no_part"):
        from_room.draft(casebook.database, raised, said, by=casebook.person("Nadia"), now=casebook.now)
    assert from_room.names(casebook.database, ["U0TOM", "U0NOBODY"]) == {"U0TOM": "Tom Ellery"}
