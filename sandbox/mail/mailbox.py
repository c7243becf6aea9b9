"""The mailboxes of a practice: what has arrived, for whom, and when."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser

_POSTED = BytesParser(policy=policy.default)


@dataclass(frozen=True)
class Mail:
    """One mail in a mailbox. `at` is when it arrived, on the clock that the mailboxes go by."""

    at: datetime
    to: str
    sender: str
    subject: str
    message_id: str
    body: str


class Mailboxes:
    """Everything that has arrived, in order; filled in one thread and read in others."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._arrived: list[Mail] = []
        self._changed = threading.Condition()

    def put(self, recipients: list[str], sender: str, content: bytes) -> None:
        """Put a mail, as it came over the wire, into each recipient's mailbox."""
        read = _POSTED.parsebytes(content)
        text = read.get_body(("plain",))
        # Asked before the lock: it may be somebody else's clock.
        at = self._now()
        with self._changed:
            for recipient in recipients:
                self._arrived.append(
                    Mail(
                        at=at,
                        to=recipient.lower(),
                        sender=sender,
                        subject=str(read["Subject"]),
                        message_id=str(read["Message-ID"]),
                        body=str(text.get_content()).replace("\r\n", "\n") if text else "",
                    )
                )
            self._changed.notify_all()

    def all(self) -> tuple[Mail, ...]:
        """Return everything that has arrived."""
        with self._changed:
            return tuple(self._arrived)

    def of(self, address: str) -> tuple[Mail, ...]:
        """Return what has arrived for one address, whatever its capitals."""
        return tuple(mail for mail in self.all() if mail.to == address.lower())

    def wait_for(self, condition: Callable[[tuple[Mail, ...]], bool], seconds: float) -> tuple[Mail, ...]:
        """Return everything as soon as it is as expected; raises TimeoutError after so many seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: condition(tuple(self._arrived)), seconds):
                raise TimeoutError(f"of {len(self._arrived)} mails none is what was waited for")
            return tuple(self._arrived)
