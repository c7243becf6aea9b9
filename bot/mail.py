"""Mail over SMTP, one at a time and never repeated here: each failure told as passing, lasting or unknown."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT_SECONDS = 10
"""For each answer of the server; a mail takes about six."""

_SCHEMES = {"smtp": 25, "smtps": 465}


class Security(StrEnum):
    """How the way to the server is kept private."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True)
class Server:
    """A mail server: where it is, how the way there is kept private, and as whom we send."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


class Blame(StrEnum):
    """Of what a failure is: of the server, which does not receive us; of one mail; or before it was asked."""

    SERVER = "server"
    MAIL = "mail"
    OURS = "ours"


class MailFailure(Exception):  # noqa: N818  (one word of ours for it)
    """
    A mail that the server did not take. `is_lasting`: it never will take it for this address;
    `may_have_arrived`: nobody knows; `needs_repair`: an administrator must mend the settings first. With none
    of these it passes by itself. `blame` says of what it is a failure. `error` holds no address.
    """

    def __init__(
        self,
        error: str,
        *,
        is_lasting: bool = False,
        may_have_arrived: bool = False,
        needs_repair: bool = False,
        blame: Blame = Blame.SERVER,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.is_lasting = is_lasting
        self.may_have_arrived = may_have_arrived
        self.needs_repair = needs_repair
        self.blame = blame


def server_of(url: str) -> Server:
    """
    Read where mail is sent: smtp://name:password@mail.example.org:587?starttls, or smtps:// for TLS from the
    first byte. Raises ValueError, without the password in it, also where a password would go in clear text to
    another machine.
    """
    parts = urlsplit(url)
    port = _port(parts)
    if parts.scheme not in _SCHEMES or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("write it as smtp://name:password@host:587?starttls, or smtps://name:password@host")
    if parts.query not in ("", "starttls"):
        raise ValueError("after the question mark only starttls can stand")
    security = {"smtps": Security.TLS}.get(parts.scheme, Security.STARTTLS if parts.query else Security.NONE)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if user and security is Security.NONE and not _is_this_machine(parts.hostname):
        raise ValueError("a name and password go to another machine with ?starttls or smtps:// only")
    return Server(parts.hostname, port or _SCHEMES[parts.scheme], security, user, password)


def written(sender: str, to: str, subject: str, body: str, *, message_id: str, at: datetime) -> EmailMessage:
    """
    Return a mail as plain text. `message_id` stays the same when it is sent again, so that a mailbox that
    shows each message once can do so; nobody's machine answers it with an out-of-office note.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender)
    mail["To"] = _address(to)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body, cte="quoted-printable")
    return mail


def send(
    server: Server,
    mail: EmailMessage,
    *,
    timeout_seconds: float = TIMEOUT_SECONDS,
    gets_on: Callable[[], None] = lambda: None,
) -> None:
    """
    Send a mail to the one address that it is to; `gets_on` is called each time that the server has answered.
    Raises MailFailure and nothing else.
    """
    sender, to = mail["From"].addresses[0].addr_spec, mail["To"].addresses[0].addr_spec
    with _connected(server, timeout_seconds) as door:
        gets_on()
        _let_in(door, server)
        gets_on()
        _expect(door.mail(sender), "sender", _as_repair)
        gets_on()
        _expect(door.rcpt(to), "recipient", _as_lasting)
        _expect(door.docmd("DATA"), "data", _as_lasting)
        gets_on()
        _hand_over(door, mail.as_bytes())


def try_door(server: Server, sender: str = "", *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
    """
    Connect and log in as for a mail, say from whom it would be where a `sender` is given, and send none;
    raises MailFailure and nothing else.
    """
    with _connected(server, timeout_seconds) as door:
        _let_in(door, server)
        if sender:
            _expect(door.mail(sender), "sender", _as_repair)


def _hand_over(door: smtplib.SMTP, content: bytes) -> None:
    """From the first byte of it until the server's answer, nobody can know whether the mail was taken."""
    try:
        door.send(_FIRST_DOT.sub(b"..", content) + b".\r\n")
        answered = door.getreply()
    except (OSError, smtplib.SMTPException) as failure:
        raise MailFailure(f"no_answer_{type(failure).__name__}", may_have_arrived=True) from None
    _expect(answered, "content", _as_lasting)


_FIRST_DOT = re.compile(rb"(?m)^\.")
"""A line of the mail that begins with a dot has it doubled, since a dot alone ends the mail (RFC 5321)."""


@contextmanager
def _connected(server: Server, timeout_seconds: float) -> Iterator[smtplib.SMTP]:
    """A connection under whose hands whatever fails is told as what it is; hung up in the end."""
    door: smtplib.SMTP | None = None
    try:
        door = _reached(server, timeout_seconds)
        yield door
    except MailFailure:
        raise
    except ssl.SSLCertVerificationError:
        raise MailFailure("certificate_not_trusted", needs_repair=True) from None
    except (OSError, smtplib.SMTPException) as failure:
        # Nothing of the mail has been handed over, so that it is still all ours.
        raise MailFailure(f"unreachable_{type(failure).__name__}") from None
    finally:
        if door is not None:
            _hang_up(door)


def _reached(server: Server, timeout_seconds: float) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout_seconds, context=ssl.create_default_context()
        )
    return smtplib.SMTP(server.host, server.port, timeout=timeout_seconds)


def _let_in(door: smtplib.SMTP, server: Server) -> None:
    door.ehlo_or_helo_if_needed()
    if server.security is Security.STARTTLS:
        if not door.has_extn("starttls"):
            raise MailFailure("starttls_not_offered", needs_repair=True)
        _expect(door.starttls(context=ssl.create_default_context()), "starttls", _as_repair)
        door.ehlo()
    if server.user:
        _log_in(door, server)


def _log_in(door: smtplib.SMTP, server: Server) -> None:
    try:
        door.login(server.user, server.password)
    except smtplib.SMTPAuthenticationError as failure:
        raise _as_repair(f"login_{failure.smtp_code}", failure.smtp_code) from None
    except smtplib.SMTPNotSupportedError:
        raise MailFailure("login_not_offered", needs_repair=True) from None


def _expect(answered: tuple[int, bytes], step: str, refused: "Told") -> None:
    code = answered[0]
    if not 200 <= code < 400:
        raise refused(f"{step}_{code}", code)


Told = Callable[[str, int], MailFailure]
"""How a refusal with a code is told."""


def _as_lasting(error: str, code: int) -> MailFailure:
    return MailFailure(error, is_lasting=code >= 500, blame=Blame.MAIL)


def _as_repair(error: str, code: int) -> MailFailure:
    """A server that refuses us, and not this mail, refuses every mail until somebody mends that."""
    return MailFailure(error, needs_repair=code >= 500)


def _hang_up(door: smtplib.SMTP) -> None:
    try:
        door.quit()
    except (OSError, smtplib.SMTPException):
        door.close()


def _address(words: str) -> Address:
    """Raises MailFailure for what can't be an address: it never will be."""
    try:
        return Address(addr_spec=words)
    except (ValueError, IndexError):
        raise MailFailure("no_address", is_lasting=True, blame=Blame.OURS) from None


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ValueError("its port is no number") from None
