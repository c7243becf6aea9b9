"""The control API: set the workspace up, act as a person, look with a person's eyes, move the clock."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.slack.clock import NotSettled
from sandbox.slack.clock_control import ClockControl
from sandbox.slack.courier import Courier
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.sight import seen_by
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.verbs import Verb
from sandbox.slack.verbs.acting import Acting
from sandbox.slack.verbs.breaking import Breaking
from sandbox.slack.verbs.setting_up import SettingUp
from sandbox.slack.workspace import Workspace

CHANGES_SECONDS = 10.0


class Said(Json):
    """What a request says; what it leaves out and should not is refused by name."""

    def __missing__(self, key: str) -> Any:
        raise Impossible(f"{key} is missing")


class Control:
    """Answers `/practice/…`; one verb for each thing that a test or a page asks."""

    def __init__(self, workspace: Workspace, courier: Courier, socket_mode: SocketMode) -> None:
        self._workspace = workspace
        self._courier = courier
        self._socket_mode = socket_mode
        self._breaking = Breaking(workspace, socket_mode)
        self._verbs: dict[str, Verb] = {
            **SettingUp(workspace, courier).verbs(),
            **Acting(workspace, courier).verbs(),
            **self._breaking.verbs(),
        }

    def routes(self) -> list[Route]:
        """Return the control API's routes."""
        return [
            *ClockControl(self._workspace, self._ask).routes(),
            Route("/practice/app", self._app),
            Route("/practice/faults", self._faults),
            Route("/practice/changes", self._changes),
            Route("/practice/sees/{person}", self._sees),
            Route("/practice/journal/{part}", self._journal),
            Route("/practice/files/{file}", self._file),
            Route("/practice/{verb}", self._do, methods=["POST"]),
        ]

    async def _do(self, request: Request) -> Response:
        verb = self._verbs.get(request.path_params["verb"])
        if verb is None:
            return _refused(f"nothing is called {request.path_params['verb']}", 404)
        return await self._ask(verb, request)

    async def _ask(self, verb: Verb, request: Request) -> Response:
        return await self._answer(verb, Said(await request.json()))

    async def _answer(self, verb: Verb, said: Json) -> Response:
        try:
            answer = await verb(said)
        except Impossible as error:
            return _refused(str(error))
        except NotSettled as error:
            return _refused(str(error), 504)
        finally:
            self._courier.send_events()
        return JSONResponse(answer)

    async def _sees(self, request: Request) -> Response:
        async def look(_: Json) -> Json:
            return seen_by(self._workspace, self._workspace.person(request.path_params["person"]))

        return await self._answer(look, {})

    async def _app(self, _: Request) -> Response:
        app = self._workspace.app
        return JSONResponse(
            {
                "version": self._workspace.changes.count,
                "installed": app is not None and not app.uninstalled,
                "scopes": list(app.scopes) if app else [],
                "connections": self._socket_mode.connections,
                "request_url": self._courier.request_url,
            }
        )

    async def _faults(self, _: Request) -> Response:
        return JSONResponse(self._breaking.in_force())

    async def _changes(self, request: Request) -> Response:
        after = int(request.query_params.get("after", -1))
        seconds = min(float(request.query_params.get("seconds", CHANGES_SECONDS)), CHANGES_SECONDS)
        return JSONResponse({"version": await self._workspace.changes.beyond(after, seconds)})

    async def _journal(self, request: Request) -> Response:
        journal = self._workspace.journal
        parts: dict[str, list[Json]] = {
            "deliveries": journal.deliveries,
            "calls": journal.calls,
            "problems": journal.problems,
        }
        rows = parts.get(request.path_params["part"])
        if rows is None:
            return _refused(f"the journal has no {request.path_params['part']}", 404)
        return JSONResponse({"rows": rows[int(request.query_params.get("after", 0)) :]})

    async def _file(self, request: Request) -> Response:
        file = self._workspace.files.get(request.path_params["file"])
        person = request.query_params.get("person", "")
        shared = [self._workspace.channels.get(one) for one in file.shared_in] if file else []
        if file is None or not any(channel and person in channel.members for channel in shared):
            return _refused(f"{person} sees no such file")
        return Response(file.content, media_type="application/octet-stream")


def _refused(why: str, status: int = 409) -> Response:
    return JSONResponse({"refused": why}, status)
