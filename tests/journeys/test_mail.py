"""The second road: calls by e-mail, over real SMTP, beside Slack and in its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.mail.faults import Fault
from sandbox.mail.mailbox import Mail
from sandbox.mail.server import MailServer
from sandbox.practice.people import roster
from sandbox.practice.stage import Stage
from tests.journeys.acting import reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by
from tests.journeys.test_settling import OUTCOME

pytestmark = pytest.mark.journey

SECONDS = 20.0
TYPED = ("The referral was closed.", "An assessment.", *OUTCOME.values())


@pytest.fixture(autouse=True)
def no_mail_holds_anything_that_was_typed(mail: MailServer) -> Iterator[None]:
    """Whatever a journey here is about, its mails are gone through once it is over."""
    yield
    for each in mail.mailboxes.all():
        assert not any(typed in each.subject + each.body for typed in TYPED)


def mails_to(server: MailServer, first_name: str, number: int = 1) -> list[Mail]:
    """Return what somebody's mailbox holds, once there is so much in it."""

    def theirs(mails: tuple[Mail, ...]) -> list[Mail]:
        return [mail for mail in mails if mail.to.startswith(first_name.lower())]

    return theirs(server.mailboxes.wait_for(lambda mails: len(theirs(mails)) >= number, SECONDS))


def names(server: MailServer) -> set[str]:
    """Return the first names of everybody who has had a mail."""
    return {mail.to.partition(".")[0].capitalize() for mail in server.mailboxes.all()}


def record_of(stage: Stage, who: str) -> str:
    """Return the record as somebody reads it."""
    person = stage.person(who)
    person.presses("read")
    person.presses_here("copy_record")
    words = person.view.words
    person.closes()
    return words


def test_an_urgent_call_goes_by_e_mail_too(stage_at: StageAt, mail: MailServer) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", mail=mail)

    reference = raised_by(stage, "Priya", "Tom", soon="two_hours")

    (asked,) = mails_to(mail, "Tom")
    assert asked.subject == (
        f"Disagreement {reference}: you are asked to act, by Friday 27 November 2026, 18:50"
    )
    assert "Priya Nair" in asked.body
    assert "01632 960502" in asked.body
    assert calls(stage, reference) == [("Friday 2026-11-27 16:50", "Tom")]
    assert names(mail) == {"Tom"}


def test_of_danger_leads_get_an_e_mail_too_also_where_slack_is_away(
    stage_at: StageAt, mail: MailServer
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", mail=mail)
    priya = stage.person("Priya")
    priya.types()
    priya.chooses("danger", "now")
    stage.practice.fault("chat.postMessage", "server_error", times=None)
    priya.submits({"against": [priya.finds("against", "Tom Ellery")]})
    reference = priya.view.title.split()[-1]
    priya.closes()

    for name in ("Ruth", "Gareth", "Lucy", "Yusuf"):
        (asked,) = mails_to(mail, name)
        assert asked.subject == f"Disagreement {reference}: please ring now"
        assert "01632 960502" in asked.body
    assert names(mail) == {"Ruth", "Gareth", "Lucy", "Yusuf", "Grace", "Omar"}
    stage.practice.clear_faults()


def test_what_can_wait_goes_by_e_mail_with_its_first_repetition(stage_at: StageAt, mail: MailServer) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", mail=mail)
    reference = raised_by(stage, "Priya", "Tom")
    assert mail.mailboxes.all() == ()

    stage.move_to("Monday 2026-11-30 09:00")

    (asked,) = mails_to(mail, "Tom")
    assert asked.subject == (
        f"Disagreement {reference}: you are asked to act, by Friday 4 December 2026, 17:00 (asked twice)"
    )
    assert names(mail) == {"Tom"}


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER_DATA, Fault.RECIPIENT_LATER, Fault.CONTENT_LATER])
def test_what_the_mail_server_loses_or_puts_off_is_sent_again(
    stage_at: StageAt, mail: MailServer, fault: Fault
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", mail=mail)
    mail.faults.add(fault)

    raised_by(stage, "Priya", "Tom", soon="two_hours")

    is_unknown = fault is Fault.DROP_AFTER_DATA
    arrived = mails_to(mail, "Tom", 2 if is_unknown else 1)
    assert len({each.message_id for each in arrived}) == 1
    assert arrived[-1].subject.startswith("You may have had this already.") is is_unknown


def test_what_the_mail_server_refuses_stands_before_the_leads_until_it_goes(
    stage_at: StageAt, mail: MailServer
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", mail=mail)
    ruth = stage.person("Ruth")
    stage.practice.open_home(ruth.id)
    mail.faults.add(Fault.REFUSE_SENDER, times=None)

    reference = raised_by(stage, "Priya", "Tom", soon="two_hours")

    ruth.waits_for(reads("Not delivered: the call by e-mail to"))
    words = ruth.sees().words
    assert (
        f"{reference}, Friday 27 November, 16:50: the mail server takes nothing from us (sender_550)" in words
    )
    assert "it is tried again. *Ring 01632" in words
    mail.faults.end()
    mails_to(mail, "Tom")
    ruth.waits_for(lambda screen: "Not delivered" not in screen.words)


def test_with_slack_away_for_a_day_every_urgent_call_goes_by_e_mail_and_says_nothing_of_the_child(
    stage_at: StageAt, mail: MailServer
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", mail=mail)
    reference = raised_by(stage, "Priya", "Tom", soon="two_hours")

    stage.practice.go_away()
    # Protect-by passes, and then the urgent limit of each tier in turn.
    for instant in ("Friday 2026-11-27 18:50", "Friday 2026-11-27 19:50", "Friday 2026-11-27 20:50"):
        stage.move_to(instant)
    stage.move_to("Saturday 2026-11-28 16:50")

    called = {"Omar", "Grace", "Sam", "Cora", "Bethan", "Femi"}
    for name in called:
        assert mails_to(mail, name)[0].subject.startswith(f"Disagreement {reference}: you are asked to act")
    passed, lost = mails_to(mail, "Ruth", 2)[:2]
    assert passed.subject == f"Disagreement {reference}: please ring now"
    assert "the time set to keep the child safe has passed" in passed.body
    assert "Disagree can’t reach Slack" in lost.subject
    assert mails_to(mail, "operator@northmere")
    stage.practice.come_back()
    stage.person("Grace").waits_for(lambda screen: reference in screen.words)
    stage.settle()
    assert any("reaches Slack again" in each.subject for each in mails_to(mail, "Ruth", 3))


def test_somebody_whose_account_has_gone_is_not_called_by_e_mail_but_the_next(
    stage_at: StageAt, mail: MailServer
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", mail=mail)
    stage.practice.deactivate("U0OMAR")
    stage.settle()

    raised_by(stage, "Priya", "Tom", soon="two_hours")
    stage.move_to("Friday 2026-11-27 18:50")

    mails_to(mail, "Freya")
    assert "Omar" not in names(mail)


def with_olga_who_has_no_account(stage_at: StageAt, mail: MailServer, folder: Path) -> tuple[Stage, str]:
    """Raise in danger where one of the managers called has an address and no account."""
    stage = stage_at("Friday 2026-11-27 16:50", mail=mail)
    listed = folder / "roster.csv"
    listed.write_text(roster().replace("Omar Haddad,omar.haddad@", "Olga Reid,olga.reid@"), encoding="utf-8")
    stage.administer("roster", "import", "--without-asking", str(listed))
    priya = stage.person("Priya")
    priya.types()
    priya.chooses("danger", "now")
    priya.submits({"against": [priya.finds("against", "Northmere front door")]})
    reference = priya.view.title.split()[-1]
    priya.closes()
    stage.settle()
    return stage, reference


def test_a_lead_rings_whoever_has_no_account_and_records_what_they_answer(
    stage_at: StageAt, mail: MailServer, tmp_path: Path
) -> None:
    stage, reference = with_olga_who_has_no_account(stage_at, mail, tmp_path)
    grace, ruth, gareth = (stage.person(name) for name in ("Grace", "Ruth", "Gareth"))
    grace.presses("outcome")
    grace.submits({**OUTCOME, "answer": "agree"})
    grace.closes()
    stage.settle()

    ruth.waits_for(reads("an outcome has been proposed. Olga Reid"))
    ruth.presses("confirm")
    assert "Please ring Olga Reid" in ruth.view.words
    assert OUTCOME["agreed"] in ruth.view.words
    assert set(ruth.sends({"answer": "do_not_agree"}).errors) == {"why"}
    ruth.submits({"answer": "agree"})
    ruth.closes()
    stage.settle()

    recorded = mails_to(mail, "Olga", 2)[1]
    assert recorded.subject == f"Disagreement {reference}: your answer is recorded"
    assert "Ruth Adeyemi" in recorded.body
    grace.presses("copy_record")
    assert "(Olga Reid, by telephone to Ruth Adeyemi)" in grace.view.words
    gareth.presses("confirm")
    assert "nobody left whom you would ring" in gareth.view.words


def test_a_manager_without_an_account_is_called_rung_and_answers_by_telephone(
    stage_at: StageAt, mail: MailServer, tmp_path: Path
) -> None:
    stage, reference = with_olga_who_has_no_account(stage_at, mail, tmp_path)
    grace, ruth = stage.person("Grace"), stage.person("Ruth")

    (asked,) = mails_to(mail, "Olga")
    assert "You have no account in our Slack" in asked.body
    assert "Please ring Grace Mensah (Health team leader, Health, 01632 960504)" in asked.body
    ruth.waits_for(reads("Olga Reid"))
    assert "see that somebody rings them" in ruth.sees().words
    assert "Olga Reid has no account here and was asked by e-mail alone" in grace.sees().words

    grace.presses("outcome")
    grace.submits({**OUTCOME, "answer": "agree"})
    grace.closes()
    stage.settle()
    grace.presses("confirm")
    assert "Please ring Olga Reid" in grace.view.words
    grace.submits({"answer": "agree"})
    grace.closes()
    stage.settle()

    recorded = mails_to(mail, "Olga", 2)[1]
    assert recorded.subject == f"Disagreement {reference}: your answer is recorded"
    assert OUTCOME["agreed"] not in recorded.body
    grace.presses("copy_record")
    assert "(Olga Reid, by telephone to Grace Mensah)" in grace.view.words
    assert "has been asked by e-mail, because they have no account here" in grace.view.words
