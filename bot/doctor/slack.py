"""The doctor on Slack: reached, both tokens taken, the scopes granted, and the clocks of both together."""

from collections.abc import Iterator
from datetime import timedelta

import yaml

from bot import manifest
from bot.doctor.apart import off
from bot.doctor.finding import Finding, fault, listed, unseen, warning, well
from bot.doctor.installation import Greeting, Installation
from bot.slack import SlackFailure, call, client

REINSTALL = (
    "In the app's page in Slack bring its manifest up to date with what `disagree manifest` prints, then "
    "press Install App again: scopes hold only after that."
)
_NEW_TOKEN = (
    "Install the app in the workspace again, copy the Bot User OAuth Token that begins with xoxb- into "
    "SLACK_BOT_TOKEN, and start the program again. Nothing is lost meanwhile: messages wait."
)
_NEW_APP_TOKEN = (
    "In the app's page in Slack, under Basic Information, make an App-Level Token with the scope "
    "connections:write, put it into SLACK_APP_TOKEN, and start the program again."
)


def look_at_token(installation: Installation) -> Iterator[Finding]:
    """Look whether Slack is reached and takes the bot token."""
    try:
        body = installation.greeting.body
    except SlackFailure as failure:
        yield _not_let_in(failure)
        return
    if "bot_id" not in body:
        yield fault("token_not_a_bots", "SLACK_BOT_TOKEN is a person's token, not the app's", _NEW_TOKEN)
    else:
        yield well("token", f"Slack takes the bot token, in the workspace {body.get('team', '')}")


def _not_let_in(failure: SlackFailure) -> Finding:
    if failure.needs_repair:
        return fault("token_refused", f"Slack does not take the bot token: {failure.error}", _NEW_TOKEN)
    advice = "See whether this machine reaches slack.com by HTTPS (proxy, firewall), and Slack's status page."
    return fault("slack_unreachable", f"Slack can't be reached: {failure.error}", advice)


def look_at_socket_token(installation: Installation) -> Iterator[Finding]:
    """Look whether Slack takes the app-level token, where Socket Mode is used."""
    settings = installation.settings
    if settings.speaks_http:
        advice = "Press anything in Slack: where the secret is wrong, the log says that a signature is wrong."
        yield unseen("signing_secret", "whether the signing secret is right shows only in use", advice)
        return
    web = client(settings.slack_app_token.get_secret_value(), settings.slack_api_url)
    try:
        call(web, "apps.connections.open")
    except SlackFailure as failure:
        says = f"Slack does not take the app-level token: {failure.error}"
        yield fault("app_token_refused", says, _NEW_APP_TOKEN)
    else:
        yield well("app_token", "Slack takes the app-level token, and opens a socket")


def look_at_scopes(installation: Installation) -> Iterator[Finding]:
    """Look whether the app holds the scopes of its manifest, and no others."""
    granted = installation.greeting.scopes
    if granted is None:
        yield unseen("scopes", "Slack did not say which scopes the app has")
        return
    needed = frozenset(yaml.safe_load(manifest.text())["oauth_config"]["scopes"]["bot"])
    if missing := sorted(needed - granted):
        yield fault("scope_missing", f"the app may not do what it needs to: {listed(missing)}", REINSTALL)
    if surplus := sorted(granted - needed):
        says = f"the app may do what it does not need to: {listed(surplus)}"
        yield warning("scope_surplus", says, f"Take it away: a lost token could use it. {REINSTALL}")
    if granted == needed:
        yield well("scopes", f"the app has the {len(needed)} scopes of its manifest, and no others")


def look_at_clock(installation: Installation) -> Iterator[Finding]:
    """Look how far this machine's clock is from Slack's."""
    apart = _apart(installation.greeting)
    if apart is None:
        yield unseen("clock", "Slack did not say what time it is")
        return
    yield off(apart, "Slack's", "clock")


def _apart(greeting: Greeting) -> timedelta | None:
    """By how much the clocks differ at least: Slack gives whole seconds, and an answer takes its time."""
    dated = greeting.dated
    if dated is None:
        return None
    ahead = greeting.asked_at - (dated + timedelta(seconds=1))
    behind = dated - greeting.answered_at
    return max(ahead, behind, timedelta())
