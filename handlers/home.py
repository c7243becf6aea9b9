"""App Home: what waits for one's answer, shown whenever it is opened."""

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from casework import membership, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Json, View
from messages import home as forms


def listen(app: App, desk: Desk) -> None:
    """Listen for the Home tab being opened."""

    @app.event("app_home_opened")
    def publish(event: Json, context: BoltContext, client: WebClient) -> None:
        if event.get("tab") == "home":
            ready = doors.impatient(client)
            ready.views_publish(user_id=event["user"], view=_home(desk, event["user"]))


def _home(desk: Desk, slack_id: str) -> View:
    known = membership.holder_of(desk.database, slack_id)
    if known is None or known.agency_id is None:
        return forms.home_unknown()
    return forms.home(showing.home(desk.database, known.id, now=desk.now()))
