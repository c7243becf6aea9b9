"""The door of the Web API: reads the call, lets it in or not, answers it, and writes it down."""

import time
from dataclasses import dataclass, field
from email.utils import formatdate

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.slack.arguments import Arguments
from sandbox.slack.courier import Courier
from sandbox.slack.dropping import drop, hold
from sandbox.slack.faults import Fault, FaultKind
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, BOT_USER_ID
from sandbox.slack.installation import InstalledApp
from sandbox.slack.limits import Limit
from sandbox.slack.methods.calling import Call, Method, missing_scope
from sandbox.slack.methods.table import METHODS
from sandbox.slack.posted import posted
from sandbox.slack.shapes import Json, SlackError
from sandbox.slack.workspace import Workspace

_BEFORE = frozenset({FaultKind.TIME_OUT_BEFORE, FaultKind.DROP_BEFORE})
_BREAKS = frozenset(
    {FaultKind.TIME_OUT_BEFORE, FaultKind.TIME_OUT_AFTER, FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER}
)
_TIMES_OUT = frozenset({FaultKind.TIME_OUT_BEFORE, FaultKind.TIME_OUT_AFTER})


@dataclass
class Answered:
    """An answer on its way out."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebApi:
    """Answers `/api/{method}`."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier

    async def answer(self, request: Request) -> Response:
        """Answer one request, or let it go wrong as was asked."""
        name = request.path_params["method"]
        if self._workspace.faults.away:
            return await drop(request)
        args, answered = await self._read(request, name)
        fault = self._workspace.faults.take_for_call(name, args)
        answered = self._faulty(fault) if fault else answered
        if answered is None and not (fault and fault.kind in _BEFORE):
            answered = self._answered(name, args, _token(request, args))
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

    def _answered(self, name: str, args: Json, token: str) -> Answered:
        method = METHODS.get(name)
        if method is None:
            return Answered({"ok": False, "error": "unknown_method", "req_method": name})
        try:
            app = self._let_in(method, token)
            headers = {
                "x-oauth-scopes": ",".join(app.scopes),
                "x-accepted-oauth-scopes": ",".join(method.scopes),
            }
            wait = self._workspace.limits.refuse_for(name, method.limit, self._apart(method.limit, args))
            if wait is not None:
                return _too_many(wait)
            if method.scopes and not any(app.has_scope(scope) for scope in method.scopes):
                raise missing_scope(app, method.scopes)
            answer = method.answer(Call(self._workspace, app, Arguments(args)))
            return Answered({"ok": True, **answer}, headers=headers)
        except SlackError as error:
            return Answered(error.answer())

    def _let_in(self, method: Method, token: str) -> InstalledApp:
        app = self._workspace.app
        if not token:
            raise SlackError("not_authed")
        if app is None or token not in (BOT_TOKEN, APP_TOKEN):
            raise SlackError("invalid_auth")
        if (token == APP_TOKEN) is not method.app_token:
            raise SlackError("not_allowed_token_type")
        if app.uninstalled:
            raise SlackError("account_inactive")
        if app.token_revoked and not method.app_token:
            raise SlackError("token_revoked")
        return app

    def _apart(self, limit: Limit, args: Json) -> str:
        if limit.each is None:
            return ""
        apart = str(args.get(limit.each, ""))
        # a person's id and the direct message with them are one channel
        if apart in self._workspace.people:
            return self._workspace.im_between(BOT_USER_ID, apart).id
        return apart

    def _dated(self) -> dict[str, str]:
        """By this machine's time, as Slack does: the workspace's own clock may stand, or run ahead."""
        seconds = time.time() + self._workspace.faults.date_off_seconds
        return {"Date": formatdate(seconds, usegmt=True)}

    def _faulty(self, fault: Fault) -> Answered | None:
        if fault.kind is FaultKind.RATE_LIMITED:
            return _too_many(fault.retry_after_at(self._workspace.clock.pace))
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


def _too_many(seconds: int) -> Answered:
    return Answered({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


def _token(request: Request, args: Json) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else str(args.get("token", ""))
