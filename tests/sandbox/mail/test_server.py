"""The practice's mail server, by the standard library's own client."""

import smtplib
from email.message import EmailMessage

import pytest

from sandbox.mail.faults import Fault, Faults
from sandbox.mail.server import MailServer


def _mail(to: str = "omar@example.org") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "disagree@example.org", to, "A word"
    mail["Message-ID"] = "<one@example.org>"
    mail.set_content("Please ring.\n")
    return mail


def _sent(server: MailServer, mail: EmailMessage) -> None:
    _, _, address = server.url.rpartition("@")
    host, port = address.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port), timeout=2) as client:
        client.send_message(mail)


def test_a_mail_lies_in_its_recipients_mailbox_and_in_no_other() -> None:
    with MailServer() as server:
        _sent(server, _mail("Omar@Example.org"))

        (mail,) = server.mailboxes.of("omar@example.org")
        assert (mail.subject, mail.body.strip()) == ("A word", "Please ring.")
        assert (mail.sender, mail.message_id) == ("disagree@example.org", "<one@example.org>")
        assert server.mailboxes.of("grace@example.org") == ()


def test_what_is_waited_for_is_given_at_once_or_missed_in_time() -> None:
    with MailServer() as server:
        _sent(server, _mail())

        assert len(server.mailboxes.wait_for(bool, seconds=0)) == 1
        with pytest.raises(TimeoutError):
            server.mailboxes.wait_for(lambda mails: len(mails) > 1, seconds=0)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param(Fault.REFUSE_SENDER, 550, id="the sender"),
        pytest.param(Fault.REFUSE_RECIPIENT, 550, id="the recipient"),
        pytest.param(Fault.RECIPIENT_LATER, 451, id="the recipient for now"),
        pytest.param(Fault.REFUSE_CONTENT, 554, id="what it holds"),
        pytest.param(Fault.CONTENT_LATER, 452, id="what it holds for now"),
    ],
)
def test_what_is_refused_is_refused_once_and_kept_nowhere(fault: Fault, code: int) -> None:
    with MailServer() as server:
        server.faults.add(fault)

        with pytest.raises(smtplib.SMTPException) as refused:
            _sent(server, _mail())

        assert str(code) in str(refused.value)
        assert server.mailboxes.all() == ()
        _sent(server, _mail())
        assert len(server.mailboxes.all()) == 1


def test_an_answer_can_be_lost_after_the_mail_was_taken() -> None:
    with MailServer() as server:
        server.faults.add(Fault.DROP_AFTER_DATA)

        with pytest.raises(smtplib.SMTPServerDisconnected):
            _sent(server, _mail())

        assert len(server.mailboxes.all()) == 1


def test_it_goes_away_and_comes_back_at_the_same_port() -> None:
    with MailServer() as server:
        before = server.url
        server.go_away()

        with pytest.raises(ConnectionRefusedError):
            _sent(server, _mail())
        server.come_back()
        _sent(server, _mail())

        assert server.url == before
        assert len(server.mailboxes.all()) == 1


def test_faults_last_until_they_are_ended_or_used_up() -> None:
    faults = Faults()
    faults.add(Fault.HANG, times=2)
    faults.add(Fault.REFUSE_SENDER, times=None)

    assert [faults.take(Fault.HANG) for _ in range(3)] == [Fault.HANG, Fault.HANG, None]
    assert [faults.take(Fault.REFUSE_SENDER) for _ in range(3)] == [Fault.REFUSE_SENDER] * 3
    faults.end()
    assert faults.take(Fault.REFUSE_SENDER) is None
    with pytest.raises(ValueError, match="from 1"):
        faults.add(Fault.HANG, times=0)
