"""The page's addresses: the page, what is before people in it, and its static files."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.slack.page.desk import Desk, desk
from sandbox.slack.page.people_column import rows
from sandbox.slack.page.seats import Seats
from sandbox.slack.page.templating import render
from sandbox.slack.workspace import Workspace

_PLACE = "Practice Slack"


class Window:
    """Shows the workspace in a browser."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Return the page's routes."""
        return [
            Route("/", self._page),
            Route("/page/desks", self._desks),
            Mount("/static", StaticFiles(packages=[("sandbox.slack.page", "static")])),
        ]

    async def _page(self, request: Request) -> Response:
        return HTMLResponse(render("page.html", **self._facts(request)))

    async def _desks(self, request: Request) -> Response:
        return HTMLResponse(render("window.html", **self._facts(request)))

    def _facts(self, request: Request) -> dict[str, Any]:
        asked = Seats.read(request.query_params)
        is_shut = self._workspace.being_set_up
        seats = () if is_shut else asked.taken
        known = Seats(tuple(seat for seat in seats if self._is_somebody(seat.person)))
        desks = [desk(self._workspace, known, seat) for seat in known.taken]
        return {
            "version": self._workspace.changes.count,
            "title": " and ".join([*(_place(one) for one in desks)] or ["Everybody"]) + f" – {_PLACE}",
            "gone": len(seats) > len(known.taken),
            "being_set_up": is_shut,
            "people": [] if is_shut else rows(self._workspace, known),
            "desks": desks,
        }

    def _is_somebody(self, person_id: str) -> bool:
        person = self._workspace.people.get(person_id)
        return person is not None and not person.is_bot


def _place(desk: Desk) -> str:
    if desk.at_app and not desk.lost:
        return f"{desk.name} at {desk.app_name}"
    return f"{desk.name} in {desk.conversation.title}" if desk.conversation else desk.name
