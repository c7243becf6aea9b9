"""The examination: every check in its order; what stands on something that fails is said to be unchecked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.doctor import environment, mail, people, slack, stored
from bot.doctor.finding import Finding, Level, fault, unseen
from bot.doctor.installation import Installation
from storage.engine import Unavailable

Look = Callable[[Installation], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One thing to look at; what it `needs` are the checks without which it can't be looked at."""

    name: str
    look: Look
    needs: tuple[str, ...] = ()


CHECKS = (
    Check("environment", environment.look_whether_readable),
    Check("settings", environment.look_at_settings, ("environment",)),
    Check("database", stored.look_whether_there, ("environment",)),
    Check("writing", stored.look_whether_writable, ("database",)),
    Check("file", stored.look_at_file, ("database",)),
    Check("database clock", stored.look_at_clock, ("database",)),
    Check("guards", stored.look_at_guards, ("database",)),
    Check("records", stored.look_at_records, ("database",)),
    Check("watchdog", stored.look_at_what_is_owed, ("database",)),
    Check("areas", people.look_at_areas, ("database",)),
    Check("token", slack.look_at_token, ("settings",)),
    Check("socket", slack.look_at_socket_token, ("settings", "token")),
    Check("scopes", slack.look_at_scopes, ("token",)),
    Check("clock", slack.look_at_clock, ("token",)),
    Check("mail", mail.look_at_mail, ("settings",)),
    Check("mail sender", mail.look_at_senders, ("database", "areas", "mail")),
    Check("people", people.look_at_people, ("database", "areas", "token")),
)


def examine(installation: Installation, *more: Check) -> Iterator[Finding]:
    """Yield what is found, check by check; `more` come after the usual ones."""
    failed: set[str] = set()
    for check in (*CHECKS, *more):
        first = next((name for name in check.needs if name in failed), None)
        if first is not None:
            failed.add(check.name)
            yield unseen(check.name, f"{check.name} can be checked once {first} is mended")
            continue
        for finding in _looked(check, installation):
            if finding.level is Level.FAULT:
                failed.add(check.name)
            yield finding


def _looked(check: Check, installation: Installation) -> Iterator[Finding]:
    try:
        yield from check.look(installation)
    except Unavailable as why:
        advice = "See whether the database runs, then run the doctor again."
        yield fault("database_lost", f"the database went away during the examination ({why})", advice)
    except Exception as failure:  # noqa: BLE001
        # A doctor who falls over says nothing of all the rest.
        says = f"{check.name} could not be checked: {type(failure).__name__}"
        yield fault("check_failed", says, "Report it with the program's version; the other checks hold.")
