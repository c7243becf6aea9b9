"""Mail over real SMTP on the loopback address, and what each failure is told as."""

import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot import mail
from bot.mail import MailFailure, Security, Server, server_of
from sandbox.mail.faults import Fault
from sandbox.mail.server import MailServer


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def _written(to: str = "omar@example.org", body: str = "Please ring Grace Mensah.\n") -> EmailMessage:
    return mail.written(
        "disagree@northmere.example",
        to,
        "Disagreement D-2026-0042: you are asked to act",
        body,
        message_id="abc",
        at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    )


def _send(server: MailServer, written: EmailMessage | None = None, seconds: float = 2.0) -> None:
    mail.send(server_of(server.url), written or _written(), timeout_seconds=seconds)


def test_a_mail_arrives_as_it_was_written(server: MailServer) -> None:
    body = "Please ring Zoë.\n.\n.a line that begins with a dot\n" + "long " * 300 + "\n"

    _send(server, _written(body=body))

    (arrived,) = server.mailboxes.of("omar@example.org")
    assert arrived.body == body
    assert arrived.subject == "Disagreement D-2026-0042: you are asked to act"
    assert arrived.sender == "disagree@northmere.example"


def test_sent_again_it_has_the_same_id_so_that_a_mailbox_can_tell(server: MailServer) -> None:
    _send(server)
    _send(server)

    assert [each.message_id for each in server.mailboxes.all()] == ["<abc@northmere.example>"] * 2


PASSING = (False, False, False)
LASTING = (True, False, False)
UNKNOWN = (False, True, False)
REPAIR = (False, False, True)


@pytest.mark.parametrize(
    ("fault", "told", "arrived"),
    [
        pytest.param(Fault.RECIPIENT_LATER, PASSING, 0, id="not now, for this mailbox"),
        pytest.param(Fault.CONTENT_LATER, PASSING, 0, id="not now, for this mail"),
        pytest.param(Fault.DROP_BEFORE_DATA, PASSING, 0, id="cut off before anything was handed over"),
        pytest.param(Fault.HANG, PASSING, 0, id="no answer before anything was handed over"),
        pytest.param(Fault.REFUSE_RECIPIENT, LASTING, 0, id="no such mailbox"),
        pytest.param(Fault.REFUSE_CONTENT, LASTING, 0, id="not this mail"),
        pytest.param(Fault.DROP_AFTER_DATA, UNKNOWN, 1, id="cut off after it was handed over"),
        pytest.param(Fault.HANG_AFTER_DATA, UNKNOWN, 1, id="no answer after it was handed over"),
        pytest.param(Fault.REFUSE_SENDER, REPAIR, 0, id="we may not send"),
    ],
)
def test_each_failure_is_told_as_what_it_is(
    server: MailServer, fault: Fault, told: tuple[bool, bool, bool], arrived: int
) -> None:
    server.faults.add(fault)

    with pytest.raises(MailFailure) as failed:
        _send(server, seconds=0.3)

    failure = failed.value
    assert (failure.is_lasting, failure.may_have_arrived, failure.needs_repair) == told
    assert len(server.mailboxes.all()) == arrived
    assert "omar" not in failure.error


def test_a_server_that_is_away_is_a_passing_failure(server: MailServer) -> None:
    server.go_away()

    with pytest.raises(MailFailure) as failed:
        _send(server)

    failure = failed.value
    assert (failure.is_lasting, failure.may_have_arrived, failure.needs_repair) == PASSING


def test_a_refused_login_waits_for_somebody_to_mend_it() -> None:
    with MailServer(login=("disagree", "right")) as server:
        url = server.url.replace("right", "wrong")

        with pytest.raises(MailFailure) as failed:
            mail.send(server_of(url), _written(), timeout_seconds=2)

        assert failed.value.needs_repair
        _send(server)
        assert len(server.mailboxes.all()) == 1


def test_a_login_or_a_private_way_that_is_not_offered_waits_for_somebody_to_mend_it(
    server: MailServer,
) -> None:
    told = server_of(server.url)
    with_login = Server(told.host, told.port, Security.NONE, "disagree", "right")
    private = Server(told.host, told.port, Security.STARTTLS)

    for asked, error in ((with_login, "login_not_offered"), (private, "starttls_not_offered")):
        with pytest.raises(MailFailure) as failed:
            mail.send(asked, _written(), timeout_seconds=2)
        assert (failed.value.error, failed.value.needs_repair) == (error, True)
    assert server.mailboxes.all() == ()


def test_what_is_no_address_never_will_be() -> None:
    with pytest.raises(MailFailure) as failed:
        _written(to="omar at example.org")

    assert failed.value.is_lasting


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine that nobody has signed, and its key."""
    shown, key = tmp_path / "shown.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
    names = "subjectAltName=IP:127.0.0.1"
    subprocess.run(
        [*command.split(), names, "-keyout", str(key), "-out", str(shown)], check=True, capture_output=True
    )
    return shown, key


def test_a_certificate_that_nobody_vouches_for_is_not_gone_along_with(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with MailServer(login=("disagree", "right"), tls=context) as server:
        with pytest.raises(MailFailure) as failed:
            _send(server)
        assert (failed.value.error, failed.value.needs_repair) == ("certificate_not_trusted", True)

        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        _send(server)

    assert len(server.mailboxes.all()) == 1


@pytest.mark.parametrize(
    ("url", "server"),
    [
        pytest.param("smtp://localhost", Server("localhost", 25, Security.NONE), id="on this machine"),
        pytest.param(
            "smtp://a%40b:p%3Aw@mail.example.org:587?starttls",
            Server("mail.example.org", 587, Security.STARTTLS, "a@b", "p:w"),
            id="as most have it",
        ),
        pytest.param(
            "smtps://a:b@mail.example.org", Server("mail.example.org", 465, Security.TLS, "a", "b"), id="TLS"
        ),
    ],
)
def test_a_setting_says_where_mail_is_sent(url: str, server: Server) -> None:
    assert server_of(url) == server
    assert "p:w" not in repr(server_of(url))


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mail.example.org", id="no scheme"),
        pytest.param("smtp://", id="no host"),
        pytest.param("http://mail.example.org", id="another scheme"),
        pytest.param("smtp://mail.example.org/path", id="a path"),
        pytest.param("smtp://mail.example.org?ssl", id="another word"),
        pytest.param("smtp://mail.example.org:mail", id="no port"),
        pytest.param("smtp://a:secret@mail.example.org", id="a password in clear text"),
    ],
)
def test_a_setting_that_means_nothing_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"smtp|starttls|port") as refused:
        server_of(url)

    assert "secret" not in str(refused.value)
