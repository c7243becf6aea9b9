"""The doctor on settings: what is missing, what has changed places, and what is no setting at all."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from pydantic import SecretStr

from bot import settings as environment
from bot.doctor.finding import Finding, fault, warning, well
from bot.doctor.installation import Installation
from bot.settings import Settings

_BEGINS = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}
_WHERE = {
    "SLACK_BOT_TOKEN": "the app's page in Slack, under OAuth & Permissions",
    "SLACK_APP_TOKEN": "the app's page in Slack, under Basic Information, App-Level Tokens",
}
_OURS = ("SLACK_", "DISAGREE_")


def look_whether_readable(installation: Installation) -> Iterator[Finding]:
    """Look at what can't be read as a setting, and at what looks like one and is none."""
    yield from _unknown(
        installation.variables, [field.alias or "" for field in Settings.model_fields.values()]
    )
    try:
        installation.settings  # noqa: B018  (it is read once)
    except environment.Unset as unset:
        yield from _wrong(unset)


def look_at_settings(installation: Installation) -> Iterator[Finding]:
    """Look whether all is set that the running program needs, each in its own place."""
    settings = installation.settings
    try:
        settings.check()
    except environment.Unset as unset:
        yield from _wrong(unset)
        return
    wrong = list(_swapped(settings))
    yield from wrong
    if not wrong:
        way = "signed HTTP" if settings.speaks_http else "Socket Mode"
        yield well("settings", f"all that is needed is set; Slack and the program meet by {way}")


def _wrong(unset: environment.Unset) -> Iterator[Finding]:
    for each in unset.faults:
        advice = "Set it in the environment from which the program is started (README, Setting it up)."
        yield fault("setting_wrong", each, advice)


def _swapped(settings: Settings) -> Iterator[Finding]:
    given = {"SLACK_BOT_TOKEN": settings.slack_bot_token, "SLACK_APP_TOKEN": settings.slack_app_token}
    for name, begins in _BEGINS.items():
        token = given[name].get_secret_value()
        if token and not token.startswith(begins):
            advice = f"Copy the token that begins with {begins} from {_WHERE[name]}."
            yield fault("token_in_wrong_place", f"{name} does not begin with {begins}{_is(token)}", advice)
    if _looks_like_a_token(settings.slack_signing_secret):
        advice = "Copy the Signing Secret from the app's page in Slack, under Basic Information."
        yield fault("token_in_wrong_place", "SLACK_SIGNING_SECRET holds a token", advice)


def _is(token: str) -> str:
    found = [name for name, begins in _BEGINS.items() if token.startswith(begins)]
    return f": it looks like what {found[0]} should hold" if found else ""


def _looks_like_a_token(secret: SecretStr) -> bool:
    return secret.get_secret_value().startswith(("xox", "xapp-"))


def _unknown(variables: Iterable[str], known: Collection[str]) -> Iterator[Finding]:
    for name in sorted(variables):
        if not name.startswith(_OURS) or name in known:
            continue
        near = get_close_matches(name, known, n=1)
        advice = f"Did you mean {near[0]}?" if near else "Take it out of the environment: nothing reads it."
        yield warning("setting_unknown", f"{name} is no setting of this program", advice)
