"""The page's addresses: the page, what is before people in it, and its static files."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.slack.page.templating import render
from sandbox.slack.workspace import Workspace


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

    def _facts(self, request: Request) -> dict[str, object]:
        return {"version": self._workspace.changes.count, "title": "Practice Slack"}
