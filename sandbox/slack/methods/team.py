"""Web API: who the token belongs to, the workspace, and the way into Socket Mode."""

from sandbox.slack.identity import BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from sandbox.slack.limits import HUNDREDS, TIER_3
from sandbox.slack.methods.calling import Call, Method
from sandbox.slack.shapes import Json, SlackError


def auth_test(call: Call) -> Json:
    """Answer auth.test for the bot."""
    return {
        "url": f"{call.workspace.base_url}/",
        "team": TEAM_NAME,
        "user": call.workspace.people[BOT_USER_ID].handle,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    """Answer team.info for the one team there is."""
    if call.args.text("team", TEAM_ID) != TEAM_ID:
        raise SlackError("team_not_found")
    team = {
        "id": TEAM_ID,
        "name": TEAM_NAME,
        "domain": TEAM_DOMAIN,
        "url": call.workspace.base_url + "/",
        "icon": {},
    }
    return {"team": team | {"email_domain": ""}}


def connections_open(call: Call) -> Json:
    """Answer apps.connections.open: an address that is good for one connection."""
    return {"url": call.workspace.tickets.address(call.workspace.base_url)}


METHODS = {
    "auth.test": Method(auth_test, HUNDREDS),
    "team.info": Method(team_info, TIER_3, ("team:read",)),
    "apps.connections.open": Method(connections_open, TIER_3, app_token=True),
}
