"""The door of the Web API: reads the call, has it answered or go wrong, and writes it down."""

import time
from email.utils import formatdate

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.slack.answering import Answered, Answering, too_many
from sandbox.slack.courier import Courier
from sandbox.slack.dropping import drop, hold
from sandbox.slack.faults import Fault, FaultKind
from sandbox.slack.methods.table import METHODS
from sandbox.slack.posted import posted
from sandbox.slack.shapes import Json, SlackError
from sandbox.slack.workspace import Workspace

_BEFORE = frozenset({FaultKind.TIME_OUT_BEFORE, FaultKind.DROP_BEFORE})
_BREAKS = frozenset(
    {FaultKind.TIME_OUT_BEFORE, FaultKind.TIME_OUT_AFTER, FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER}
)
_TIMES_OUT = frozenset({FaultKind.TIME_OUT_BEFORE, FaultKind.TIME_OUT_AFTER})


class WebApi:
    """Answers `/api/{method}`."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier
        self._answering = Answering(workspace)

    async def answer(self, request: Request) -> Response:
        """Answer one request, or let it go wrong as was asked."""
        name = request.path_params["method"]
        if self._workspace.faults.away:
            return await drop(request)
        args, answered = await self._read(request, name)
        fault = self._workspace.faults.take_for_call(name, args)
        answered = self._faulty(fault) if fault else answered
        if answered is None and not (fault and fault.kind in _BEFORE):
            answered = self._answering.answer(name, args, _token(request, args))
        self._write_down(name, args, answered, fault)
        if fault and fault.kind in _BREAKS:
            return await (hold(request, fault.hold_seconds) if fault.kind in _TIMES_OUT else drop(request))
        assert answered is not None
        return JSONResponse(answered.body, answered.status, answered.headers | self._dated())

    async def _read(self, request: Request, name: str) -> tuple[Json, Answered | None]:
        method = METHODS.get(name)
        try:
            return await posted(request, reads_json=method is None or method.reads_json), None
        except SlackError as error:
            return {}, Answered(error.answer())

    def _dated(self) -> dict[str, str]:
        """By this machine's time, as Slack does: the workspace's own clock may stand, or run ahead."""
        seconds = time.time() + self._workspace.faults.date_off_seconds
        return {"Date": formatdate(seconds, usegmt=True)}

    def _faulty(self, fault: Fault) -> Answered | None:
        if fault.kind is FaultKind.RATE_LIMITED:
            return too_many(fault.retry_after_at(self._workspace.clock.pace))
        if fault.kind is FaultKind.SERVER_ERROR:
            return Answered({"ok": False, "error": "internal_error"}, fault.status)
        if fault.kind is FaultKind.RATE_LIMITED_IN_BODY:
            return Answered({"ok": False, "error": "ratelimited"})
        if fault.kind is FaultKind.ERROR:
            return Answered({"ok": False, "error": fault.error})
        return None

    def _write_down(self, name: str, args: Json, answered: Answered | None, fault: Fault | None) -> None:
        body = answered.body if answered else {"ok": False, "error": None}
        kind = str(fault.kind) if fault else None
        self._workspace.journal.called(self._workspace.clock.now(), name, args, body, kind)
        self._workspace.changed()
        self._courier.send_events()


def _token(request: Request, args: Json) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else str(args.get("token", ""))
