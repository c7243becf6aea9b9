"""The second road's worker: sends one mail after the other, each until its fate is known."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from bot import logs, mail
from bot.clock import THIS_MACHINE, Clock, Machine
from bot.delivery import patience
from bot.delivery.lease import Lease, Terms
from bot.delivery.reception import Reception
from bot.mail import Blame, MailFailure, Server
from bot.watching.tally import Tally
from casework import composing, delivery, reaching, undelivered
from casework.delivery import Envelope
from storage.engine import Database, Unavailable
from storage.notices import Notice, Road
from storage.undelivered import KEEPS_FAILING

LEASES = Terms(seconds=120.0, shortest_seconds=10.0, share=0.5)
"""What is left is as long as the server's six answers may take."""

_log = logs.logger("mail")


@dataclass
class MailWorker:
    """
    Takes mails and hands them to the mail server; any number of processes may do so at once. `operator` is
    the address of whoever runs the program; `gets_on` is called while a mail is under way, after each of the
    server's answers.
    """

    database: Database
    server: Server
    clock: Clock
    operator: str = ""
    machine: Machine = THIS_MACHINE
    timeout_seconds: float = mail.TIMEOUT_SECONDS
    tally: Tally = field(default_factory=Tally)
    gets_on: Callable[[], None] = lambda: None
    reception: Reception = field(init=False)

    def __post_init__(self) -> None:
        self.reception = Reception(self.machine)

    def send_next(self) -> bool:
        """Send one mail that may go out now; False where there is none. Raises Unavailable."""
        lease = LEASES.begin(self.machine, self.clock.pace)
        notice = delivery.take(self.database, Road.MAIL, lease.began_at, lease.length)
        if notice is None:
            return False
        try:
            self._try(notice, lease)
        except MailFailure as failure:
            self._follow(notice, failure)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001
            # A mail that can't even be worded must not hold up the others.
            _log.exception("mail %s failed", notice.key)
            self._put_off(notice, patience.after_a_bug(notice), "bug", may_have_arrived=True)
        return True

    def knock_if_due(self) -> None:
        """
        Where the server has not been asked for long, or did not let us in, try whether it does, and send
        nothing: whoever watches knows it before a call has to go. Raises Unavailable.
        """
        if not self.reception.may_be_out_of_date(self.clock.pace):
            return
        try:
            for sender in dict.fromkeys(reaching.senders(self.database)):
                mail.try_door(self.server, sender, timeout_seconds=self.timeout_seconds)
                self.gets_on()
        except MailFailure as failure:
            self._note(failure)
            _log.error("the mail server does not let us in: %s", failure.error)
        else:
            self.reception.was_given()

    def seconds_to_next(self) -> float | None:
        """Return how long the next mail has to wait; None where none waits for a time."""
        ready_in = delivery.ready_in(self.database, Road.MAIL, self.machine.now())
        return max(ready_in.total_seconds(), 0.005) if ready_in is not None else None

    def _try(self, notice: Notice, lease: Lease) -> None:
        between = delivery.envelope(self.database, notice)
        said = composing.by_mail(self.database, notice, now=self.clock.now()) if between else None
        to = (between.to or self.operator) if between else ""
        if between is None or said is None or not to:
            delivery.dropped(self.database, notice)
            self._show_if_it_stood(notice)
            self.tally.ended("dropped")
            return
        written = mail.written(
            between.sender,
            to,
            said.subject,
            said.body,
            message_id=uuid5(NAMESPACE_URL, notice.key).hex,
            at=self.clock.now(),
        )
        if lease.is_used_up:
            # This process slept: by now somebody else may have taken the mail and sent it.
            raise MailFailure("lease_lapsed", blame=Blame.OURS)
        mail.send(self.server, written, timeout_seconds=self.timeout_seconds, gets_on=self.gets_on)
        self.reception.was_given()
        self.tally.mailed("ok")
        now = self.clock.now()
        delivery.arrived(self.database, notice, now=now)
        self._show_if_it_stood(notice)
        self.tally.arrived(notice.kind, (now - notice.made_at).total_seconds())

    def _note(self, failure: MailFailure) -> None:
        """Of what a server says of one mail alone it has let us in."""
        if failure.blame is Blame.MAIL:
            self.reception.was_given()
        elif failure.blame is Blame.SERVER:
            self.reception.was_denied(failure)
        self.tally.mailed(failure.error)

    def _follow(self, notice: Notice, failure: MailFailure) -> None:
        self._note(failure)
        if failure.is_lasting:
            self.tally.ended("refused")
            _log.error("mail %s refused for good: %s", notice.key, failure.error)
            conclude = _conclusion(delivery.envelope(self.database, notice))
            conclude(self.database, notice, failure.error, now=self.clock.now())
            return
        _log.warning("mail %s failed: %s", notice.key, failure.error)
        if failure.needs_repair:
            _log.error("the mail server refuses us: %s; mails wait until that is mended", failure.error)
        seconds = patience.after_a_failure(notice, failure)
        self._put_off(notice, seconds, failure.error, may_have_arrived=failure.may_have_arrived)

    def _put_off(self, notice: Notice, seconds: float, error: str, *, may_have_arrived: bool) -> None:
        wait, here = timedelta(seconds=seconds / self.clock.pace), self.machine.now()
        delivery.put_off(self.database, notice, here, wait, error, may_have_arrived=may_have_arrived)
        if notice.attempts + 1 == KEEPS_FAILING:
            undelivered.changed(self.database, notice, now=self.clock.now())

    def _show_if_it_stood(self, notice: Notice) -> None:
        if notice.attempts >= KEEPS_FAILING:
            undelivered.changed(self.database, notice, now=self.clock.now())


def _conclusion(between: Envelope | None) -> Callable[..., None]:
    """Somebody with an account is still reached in Slack; anybody else by nothing, and the next is called."""
    return delivery.unreachable if between and between.is_only_road else delivery.refused
