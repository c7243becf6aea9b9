"""Every setting of the process, read once, and all that is missing named at once."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.mail import server_of

SLACK = "https://slack.com/api/"
PRACTICE_SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-practice",
    "SLACK_APP_TOKEN": "xapp-practice",
    "SLACK_SIGNING_SECRET": "practice-signing-secret",
}
"""What the practice Slack gives every app; anything else may be a real workspace's."""


class Unset(Exception):  # noqa: N818  (it says what is the case)
    """Settings that are missing or do not go together, all of them."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Settings(BaseModel):
    """What an environment says, and nothing but that. Tokens are never shown, not even in an error."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    slack_bot_token: SecretStr = Field(default=SecretStr(""), alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr = Field(default=SecretStr(""), alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field(default=SLACK, alias="SLACK_API_URL")
    database: str = Field(default="sqlite:///disagree.db", alias="DATABASE_URL")
    host: str = Field(default="127.0.0.1", alias="DISAGREE_HOST")
    port: int = Field(default=3000, alias="DISAGREE_PORT")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", alias="DISAGREE_LOG_LEVEL"
    )
    smtp_url: SecretStr = Field(default=SecretStr(""), alias="DISAGREE_SMTP_URL")
    operator_mail: str = Field(default="", alias="DISAGREE_OPERATOR_MAIL")
    practice_clock: str = Field(default="", alias="DISAGREE_PRACTICE_CLOCK")
    watch_host: str = Field(default="127.0.0.1", alias="DISAGREE_WATCH_HOST")
    watch_port: int | None = Field(default=None, alias="DISAGREE_WATCH_PORT")
    heartbeat_url: SecretStr = Field(default=SecretStr(""), alias="DISAGREE_HEARTBEAT_URL")

    @property
    def speaks_http(self) -> bool:
        """Whether Slack comes to us over signed HTTP; otherwise we go to it, in Socket Mode."""
        return not self.slack_app_token.get_secret_value()

    def check(self) -> None:
        """Raise Unset with everything that keeps the process from running."""
        if faults := tuple(_faults(self)):
            raise Unset(faults)


def read(environment: Mapping[str, str]) -> Settings:
    """Return the settings that an environment holds; raises Unset where the process can't run with them."""
    settings = _read(environment)
    settings.check()
    return settings


def read_unchecked(environment: Mapping[str, str]) -> Settings:
    """
    Return the settings for a command that needs no Slack.

    Raises Unset where one can't be read, or where a clock that can be moved stands beside a real Slack.
    """
    settings = _read(environment)
    if faults := tuple(_practice_faults(settings)):
        raise Unset(faults)
    return settings


def _read(environment: Mapping[str, str]) -> Settings:
    try:
        return Settings.model_validate(dict(environment))
    except ValidationError as failure:
        found = failure.errors(include_input=False, include_url=False, include_context=False)
    # Raised out here, so that the failure that holds the values is no part of it.
    raise Unset(tuple(f"{error['loc'][0]} is wrong: {error['msg']}" for error in found))


def _faults(settings: Settings) -> list[str]:
    faults = []
    if not settings.slack_bot_token.get_secret_value():
        faults.append("SLACK_BOT_TOKEN is missing: the bot token of the Slack app (it begins with xoxb-)")
    if not (settings.slack_app_token.get_secret_value() or settings.slack_signing_secret.get_secret_value()):
        faults.append(
            "SLACK_APP_TOKEN (Socket Mode, it begins with xapp-) or SLACK_SIGNING_SECRET (HTTP) is missing"
        )
    return faults + _mail_faults(settings) + _practice_faults(settings)


def _mail_faults(settings: Settings) -> list[str]:
    url = settings.smtp_url.get_secret_value()
    try:
        if url:
            server_of(url)
    except ValueError as fault:
        return [f"DISAGREE_SMTP_URL is wrong: {fault}"]
    if settings.operator_mail and not url:
        return ["DISAGREE_OPERATOR_MAIL needs DISAGREE_SMTP_URL: the server through which mail is sent"]
    return []


def _practice_faults(settings: Settings) -> list[str]:
    """What keeps a clock that anybody can move away from a real Slack, in which real cases stand."""
    if not settings.practice_clock:
        return []
    beside = {"SLACK_API_URL": settings.slack_api_url, "its own address": settings.practice_clock}
    if smtp_url := settings.smtp_url.get_secret_value():
        beside["DISAGREE_SMTP_URL"] = smtp_url
    faults = [
        f"DISAGREE_PRACTICE_CLOCK is for the practice Slack: {name} is not on this machine"
        for name, url in beside.items()
        if not _is_loopback(url)
    ]
    given = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    return faults + [
        f"DISAGREE_PRACTICE_CLOCK is for the practice Slack: {name} is not the practice's own"
        for name, secret in given.items()
        if secret.get_secret_value() not in ("", PRACTICE_SECRETS[name])
    ]


def _is_loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
