"""Withdrawing what one has raised: a designated lead has to agree."""

from casework import showing, withdrawing
from procedure.acts import Consent
from procedure.case import State
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


def asked(casebook: Casebook) -> str:
    """Priya has raised something and wants to withdraw it."""
    reference = casebook.raised()
    casebook.sends()
    casebook.told()
    withdrawing.ask(
        casebook.database,
        reference,
        "The plan was changed yesterday.",
        identifiers_checked=False,
        by=casebook.person("Priya"),
        now=casebook.now,
    )
    return reference


def answered(casebook: Casebook, reference: str, by: str, given: Consent) -> State:
    return withdrawing.answer(
        casebook.database,
        reference,
        given,
        "",
        identifiers_checked=False,
        by=casebook.person(by),
        now=casebook.now,
    )


def test_the_designated_lead_is_asked_and_may_read_it_until_it_is_answered(casebook: Casebook) -> None:
    reference = asked(casebook)
    lucy = casebook.person("Lucy")
    assert casebook.told() == [("line", "room"), ("told:withdrawal_asked", "Lucy"), ("card", "room")]

    casebook.sends()
    message = casebook.heard("Lucy", "told:withdrawal_asked")[-1]
    assert {"withdrawal_agree", "withdrawal_decline", "read"} == message.buttons
    assert "The plan was changed" not in message.words
    shown = withdrawing.asked(casebook.database, reference, by=lucy, now=casebook.now)
    assert shown.why == "The plan was changed yesterday."
    home = showing.home(casebook.database, lucy, now=casebook.now)
    assert [item.what for item in home.waiting] == ["withdrawal"]
    with refuses("no_part"):
        withdrawing.asked(casebook.database, reference, by=casebook.person("Yusuf"), now=casebook.now)

    casebook.told()
    assert answered(casebook, reference, "Lucy", Consent.GOES_ON) is State.OPEN
    assert casebook.told() == [("line", "room"), ("told:withdrawal_declined", "Priya"), ("card", "room")]
    with refuses("no_part"):
        showing.card(casebook.database, reference, by=lucy, now=casebook.now)
    with refuses("no_withdrawal"):
        withdrawing.asked(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)


def test_what_is_withdrawn_is_told_to_everybody_and_its_room_archived(casebook: Casebook) -> None:
    reference = asked(casebook)
    casebook.told()

    assert answered(casebook, reference, "Lucy", Consent.AGREED) is State.WITHDRAWN

    told = casebook.told()
    assert [who for kind, who in told if kind == "told:withdrawn"] == ["Priya", "Tom"]
    assert told[-1] == ("archive", "room")
    assert casebook.clocks(reference) == []
    home = showing.home(casebook.database, casebook.person("Tom"), now=casebook.now)
    assert [item.what for item in home.waiting] == ["copy"]
