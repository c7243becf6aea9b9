"""A real SMTP server on the loopback address, in a thread of its own."""

import asyncio
import ssl
import threading
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sandbox.mail.faults import Fault, Faults
from sandbox.mail.mailbox import Mailboxes

HOST = "127.0.0.1"
_START_SECONDS = 10.0
_HANG_SECONDS = 60.0

_REFUSALS = {
    Fault.REFUSE_SENDER: "550 5.7.1 this sender is not let through",
    Fault.REFUSE_RECIPIENT: "550 5.1.1 there is no such mailbox",
    Fault.RECIPIENT_LATER: "451 4.3.0 not now, try again",
    Fault.REFUSE_CONTENT: "554 5.6.0 this is not taken",
    Fault.CONTENT_LATER: "452 4.2.2 not now, try again",
}


class MailServer:
    """
    Takes mail over SMTP and puts it into mailboxes. With a `login` (name and password) nobody else may send;
    with `tls` it offers STARTTLS and takes no mail without.
    """

    def __init__(
        self,
        mailboxes: Mailboxes | None = None,
        *,
        login: tuple[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.mailboxes = mailboxes or Mailboxes()
        self.faults = Faults()
        self.needs_login = login is not None
        self._login, self._tls = login, tls
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._port = 0
        self._serving = threading.Thread(target=self._loop.run_forever, name="mail-server", daemon=True)

    def __enter__(self) -> Self:
        self._serving.start()
        self.come_back()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.go_away()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._serving.join(_START_SECONDS)
        self._loop.close()

    @property
    def url(self) -> str:
        """Where to send, as the setting of an app: with name and password, and what is asked of it."""
        login = "{}:{}@".format(*self._login) if self._login else ""
        return f"smtp://{login}{HOST}:{self._port}{'?starttls' if self._tls else ''}"

    def go_away(self) -> None:
        """Take no connection any more, and end those that there are."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(_START_SECONDS)

    def come_back(self) -> None:
        """Take connections again, at the same port."""
        asyncio.run_coroutine_threadsafe(self._begin(), self._loop).result(_START_SECONDS)

    async def _begin(self) -> None:
        self._server = await self._loop.create_server(self._protocol, HOST, self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        under_way = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        # Another turn of the loop, in which what was hung up is let go.
        await asyncio.sleep(0)

    def _protocol(self) -> SMTP:
        return SMTP(
            _Taking(self),
            loop=self._loop,
            hostname="localhost",
            authenticator=self._knows if self._login else None,
            # Where nobody logs in, AUTH is not even offered.
            auth_require_tls=self._tls is not None or self._login is None,
            tls_context=self._tls,
            require_starttls=self._tls is not None,
        )

    def _knows(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, said: Any
    ) -> AuthResult:
        is_known = isinstance(said, LoginPassword) and self._login == (
            said.login.decode(),
            said.password.decode(),
        )
        return AuthResult(success=is_known, handled=False)


class _Taking:
    """What the server does at each step of a mail, faults and all."""

    def __init__(self, server: MailServer) -> None:
        self._mailboxes, self._faults = server.mailboxes, server.faults
        self._needs_login = server.needs_login

    async def handle_MAIL(  # noqa: N802  (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._faults.take(Fault.HANG):
            await asyncio.sleep(_HANG_SECONDS)
        if self._needs_login and not session.authenticated:
            return "530 5.7.0 who are you?"
        if refused := self._refusal(Fault.REFUSE_SENDER):
            return refused
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._faults.take(Fault.DROP_BEFORE_DATA):
            return _drop(server)
        if refused := self._refusal(Fault.REFUSE_RECIPIENT, Fault.RECIPIENT_LATER):
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if refused := self._refusal(Fault.REFUSE_CONTENT, Fault.CONTENT_LATER):
            return refused
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self._mailboxes.put([str(each) for each in envelope.rcpt_tos], str(envelope.mail_from), content)
        if self._faults.take(Fault.DROP_AFTER_DATA):
            return _drop(server)
        if self._faults.take(Fault.HANG_AFTER_DATA):
            await asyncio.sleep(_HANG_SECONDS)
        return "250 OK"

    def _refusal(self, *faults: Fault) -> str | None:
        struck = self._faults.take(*faults)
        return _REFUSALS[struck] if struck else None


def _drop(server: SMTP) -> str:
    """Cut the connection, so that what is answered reaches nobody."""
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()
    return "421 gone"
