"""App Home: what waits for one's answer, shown whenever it is opened, and kept true from then on."""

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from casework import composing, homes
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Json


def listen(app: App, desk: Desk) -> None:
    """Listen for the Home tab being opened."""

    @app.event("app_home_opened")
    def publish(event: Json, client: WebClient) -> None:
        if event.get("tab") == "home":
            _show(desk, client, event["user"], event.get("view") or {})
            homes.remember(desk.database, event["user"], now=desk.now())
            desk.wake()


def _show(desk: Desk, client: WebClient, slack_id: str, shown: Json) -> None:
    """Publish it in place of what is shown; where that has been renewed meanwhile, the newer stays."""
    view = composing.home(desk.database, slack_id, now=desk.now())
    try:
        doors.impatient(client).views_publish(user_id=slack_id, view=view, hash=shown.get("hash"))
    except SlackApiError as error:
        if error.response["error"] != "hash_conflict":
            raise
