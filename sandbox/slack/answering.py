"""Answers a Web API call that has been read: lets it in or not, counts it, and does what it asks."""

from dataclasses import dataclass, field

from sandbox.slack.arguments import Arguments
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, BOT_USER_ID
from sandbox.slack.installation import InstalledApp
from sandbox.slack.limits import Limit
from sandbox.slack.methods.calling import Call, Method, missing_scope
from sandbox.slack.methods.table import METHODS
from sandbox.slack.shapes import Json, SlackError
from sandbox.slack.workspace import Workspace


@dataclass
class Answered:
    """An answer on its way out."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Answering:
    """Answers the calls of one workspace; the way by which they came is no matter here."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def answer(self, name: str, args: Json, token: str) -> Answered:
        """Let a call in or not, and answer it."""
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
                return too_many(wait)
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


def too_many(seconds: int) -> Answered:
    """Return the answer to a call too many."""
    return Answered({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})
