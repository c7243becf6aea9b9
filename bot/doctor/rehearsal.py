"""The rehearsal: a private room made, filled, written in and archived, as in a disagreement, without one."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.clock import THIS_MACHINE
from bot.doctor.finding import Finding, fault, unseen, well
from bot.doctor.installation import Installation
from bot.doctor.people import accounts_of
from bot.doctor.slack import REINSTALL
from bot.mail import MailFailure, send, server_of, written
from bot.slack import SlackFailure, call
from casework import reaching

WORDS = (
    "This is a rehearsal by whoever looks after Disagree here. Nothing has happened, and there is nothing to "
    "do; this room is archived at once."
)

WORDS_OF_MAIL = (
    "This is a rehearsal by whoever looks after Disagree here. Nothing has happened, and there is nothing to "
    "do. If you can read this, e-mail from the program reaches you.\n"
)

_GUEST = "They are a guest of a single channel. Rehearse with a full member: --with EMAIL."
_ADVICE = {
    "missing_scope": REINSTALL,
    "restricted_action": "Ask the workspace's owners to let apps do this: its settings, under Permissions.",
    "users_not_found": "Write the address with which they are in this workspace: --with EMAIL.",
    "user_is_restricted": _GUEST,
    "ura_max_channels": _GUEST,
}
_OTHERWISE = "Look the code up in Slack's list of errors, or try again in a minute."


@dataclass
class _Stage:
    """How far it has come: with whom, and where."""

    installation: Installation
    email: str | None
    person: str = ""
    room: str = ""
    ts: str = ""

    def ask(self, method: str, **arguments: Any) -> Any:
        """Call Slack; raises SlackFailure."""
        return call(self.installation.web, method, **arguments)


class _Nobody(Exception):  # noqa: N818  (it says what is the case)
    """There is nobody to rehearse with."""


def rehearse(installation: Installation, email: str | None) -> Iterator[Finding]:
    """
    Make a private room, invite one person, write and pin a message, send an e-mail where any is sent, and
    archive the room again, whatever fails. With whoever has the address, else with the first safeguarding
    lead who has an account.
    """
    stage = _Stage(installation, email)
    yield from _played(stage)
    if stage.ts:
        yield from _mailed(stage)
    if stage.room:
        yield from _step(stage, "archiving", _archive, "the room is archived again")


def _played(stage: _Stage) -> Iterator[Finding]:
    for name, play, says in _STEPS:
        found = list(_step(stage, name, play, says))
        yield from found
        if found[0].advice:
            return


def _step(stage: _Stage, name: str, play: "Callable[[_Stage], None]", says: str) -> Iterator[Finding]:
    try:
        play(stage)
    except _Nobody:
        advice = "Say with whom: --with EMAIL, the address of a member of this workspace."
        yield fault("rehearsal_nobody", "there is no safeguarding lead with an account", advice)
    except SlackFailure as failure:
        advice = _ADVICE.get(failure.error, _OTHERWISE)
        yield fault(f"rehearsal_{name}", f"{name} failed: {failure.error}", advice)
    else:
        yield well(f"rehearsal_{name}", says)


def _mailed(stage: _Stage) -> Iterator[Finding]:
    """Send one e-mail to the same person, where the program would send any."""
    installation = stage.installation
    url = installation.settings.smtp_url.get_secret_value()
    senders = reaching.senders(installation.database)
    member = accounts_of(installation).by_id.get(stage.person)
    if not (url and senders and member and member.email):
        yield unseen("rehearsal_mail", "no e-mail is sent here: no mail server or no `mail_from` is set")
        return
    number, at = secrets.token_hex(16), THIS_MACHINE.now()
    said = written(senders[0], member.email, "A rehearsal", WORDS_OF_MAIL, message_id=number, at=at)
    try:
        send(server_of(url), said)
    except MailFailure as failure:
        advice = "Put DISAGREE_SMTP_URL and the area's `mail_from` right; `disagree doctor` tries the door."
        yield fault("rehearsal_mail", f"the e-mail was not taken: {failure.error}", advice)
    else:
        yield well("rehearsal_mail", "an e-mail was handed to the mail server for them")


def _find(stage: _Stage) -> None:
    if stage.email is not None:
        stage.person = stage.ask("users.lookupByEmail", email=stage.email)["user"]["id"]
        return
    installation = stage.installation
    leads = reaching.leads(installation.database, accounts_of(installation), now=installation.now)
    if not leads:
        raise _Nobody
    stage.person = leads[0]


def _make_room(stage: _Stage) -> None:
    name = f"rehearsal-{secrets.token_hex(4)}"
    stage.room = stage.ask("conversations.create", name=name, is_private=True)["channel"]["id"]


def _invite(stage: _Stage) -> None:
    stage.ask("conversations.invite", channel=stage.room, users=stage.person)


def _write(stage: _Stage) -> None:
    stage.ts = stage.ask("chat.postMessage", channel=stage.room, text=WORDS)["ts"]


def _pin(stage: _Stage) -> None:
    stage.ask("pins.add", channel=stage.room, timestamp=stage.ts)


def _archive(stage: _Stage) -> None:
    stage.ask("conversations.archive", channel=stage.room)


_STEPS: tuple[tuple[str, Callable[[_Stage], None], str], ...] = (
    ("finding", _find, "somebody to rehearse with is found"),
    ("room", _make_room, "a private room is made"),
    ("inviting", _invite, "they are invited to it"),
    ("writing", _write, "a message is written in it"),
    ("pinning", _pin, "the message is pinned"),
)
