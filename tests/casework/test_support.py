"""Not left alone with it: raised on somebody's behalf, supported by a colleague; who is told."""

import pytest

from casework import showing, support
from procedure.acts import Danger
from tests.casework.casebook import Casebook


@pytest.mark.clause("Beds 6.7")
def test_whoever_it_is_raised_for_is_told_and_stands_on_the_card(casebook: Casebook) -> None:
    reference = casebook.raised(by="Lucy")
    casebook.sends()
    lucy, priya = casebook.person("Lucy"), casebook.person("Priya")
    assert showing.receipt(casebook.database, reference, by=lucy, now=casebook.now).can_raise_for

    support.raise_for(casebook.database, reference, priya, by=lucy, now=casebook.now)
    casebook.sends()

    (told,) = casebook.heard("Priya")
    assert "has raised this on your behalf" in told.words
    assert "The plan was ended too soon." not in told.words
    assert "on behalf of Priya Nair" in casebook.heard("room", "card")[-1].words
    assert not showing.receipt(casebook.database, reference, by=lucy, now=casebook.now).can_raise_for


def test_a_practitioner_is_not_offered_to_raise_it_for_somebody(casebook: Casebook) -> None:
    reference = casebook.raised()
    by = casebook.person("Priya")

    assert not showing.receipt(casebook.database, reference, by=by, now=casebook.now).can_raise_for


@pytest.mark.clause("Beds 3.4")
def test_a_supporter_is_told_in_two_lines_what_is_asked_of_them(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    by, nadia = casebook.person("Priya"), casebook.person("Nadia")

    support.ask(casebook.database, reference, nadia, by=by, now=casebook.now)
    casebook.sends()

    (told,) = casebook.heard("Nadia")
    assert "asks you to support them" in told.words
    assert "you are not called, decide nothing and confirm nothing" in told.words
    assert "Beside them, and acting for nobody: Nadia Brook." in casebook.heard("room", "card")[-1].words
    assert "Police" not in casebook.called(reference)


@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_the_card_says_that_no_report_to_the_police_is_recorded_yet(casebook: Casebook) -> None:
    casebook.raised(danger=Danger.NOW)
    casebook.sends()

    card = casebook.heard("room", "card")[-1]

    assert "no report recorded yet" in card.words
    assert "police" in card.buttons
