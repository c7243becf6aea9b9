"""The control API: set the workspace up, act as a person, look with a person's eyes, move the clock."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.slack import by_hand, installation
from sandbox.slack.channels import Kind
from sandbox.slack.clock import NotSettled
from sandbox.slack.courier import Courier
from sandbox.slack.faults import Fault, FaultKind
from sandbox.slack.forms import Forms
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.people import Person, Standing
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.sight import seen_by
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.with_app import WithApp
from sandbox.slack.workspace import Workspace

CHANGES_SECONDS = 10.0
Verb = Callable[[Json], Awaitable[Json]]


class Control:
    """Answers `/practice/…`; one verb for each thing that a test or a page asks."""

    def __init__(self, workspace: Workspace, courier: Courier, socket_mode: SocketMode) -> None:
        self._workspace = workspace
        self._courier = courier
        self._socket_mode = socket_mode
        self._with_app = WithApp(workspace, courier)
        self._forms = Forms(workspace, courier)
        self._verbs = self._setting_up() | self._acting() | self._breaking()

    def routes(self) -> list[Route]:
        """Return the control API's routes."""
        return [
            Route("/practice/clock", self._clock),
            Route("/practice/clock/settled", self._settled, methods=["POST"]),
            Route("/practice/clock/settle", self._settle, methods=["POST"]),
            Route("/practice/clock/move", self._move, methods=["POST"]),
            Route("/practice/app", self._app),
            Route("/practice/changes", self._changes),
            Route("/practice/sees/{person}", self._sees),
            Route("/practice/journal/{part}", self._journal),
            Route("/practice/files/{file}", self._file),
            Route("/practice/{verb}", self._do, methods=["POST"]),
        ]

    def _setting_up(self) -> dict[str, Verb]:
        return {
            "install": self._install,
            "connect": self._connect,
            "add_person": self._add_person,
            "change_person": self._change_person,
            "deactivate": self._deactivate,
            "reactivate": self._reactivate,
            "remove_person": self._remove_person,
            "allow_guest_commands": self._allow_guest_commands,
        }

    async def _install(self, said: Json) -> Json:
        try:
            app = installation.from_manifest(said["manifest"])
        except ValueError as error:
            raise Impossible(str(error)) from None
        self._workspace.app = app
        self._workspace.put_person(Person(BOT_USER_ID, app.name, None, Standing.BOT))
        return {"scopes": list(app.scopes)}

    async def _connect(self, said: Json) -> Json:
        if said.get("request_url"):
            await self._courier.connect(said["request_url"])
        else:
            self._courier.use_socket_mode()
        return {}

    async def _add_person(self, said: Json) -> Json:
        at = self._workspace.clock.now()
        person = by_hand.account(
            said["id"], said["name"], said.get("email"), said.get("standing", "member"), at
        )
        by_hand.add_person(self._workspace, replace(person, title=said.get("title", "")))
        return {}

    async def _change_person(self, said: Json) -> Json:
        person = self._workspace.person(said["person"])
        changed = {key: said[key] for key in ("name", "email", "title") if said.get(key) is not None}
        by_hand.change_person(self._workspace, replace(person, **changed))
        return {}

    async def _deactivate(self, said: Json) -> Json:
        by_hand.deactivate(self._workspace, said["person"])
        return {}

    async def _reactivate(self, said: Json) -> Json:
        by_hand.reactivate(self._workspace, said["person"])
        return {}

    async def _remove_person(self, said: Json) -> Json:
        by_hand.remove_person(self._workspace, said["person"])
        return {}

    async def _allow_guest_commands(self, _: Json) -> Json:
        self._workspace.guests_may_use_commands = True
        return {}

    def _acting(self) -> dict[str, Verb]:
        return {
            "command": self._command,
            "shortcut": self._shortcut,
            "message_shortcut": self._message_shortcut,
            "press": self._press,
            "press_in_view": self._press_in_view,
            "press_in_home": self._press_in_home,
            "open_home": self._open_home,
            "fill": self._fill,
            "submit": self._submit,
            "close_view": self._close_view,
            "search": self._search,
            "say": self._say,
            "create_channel": self._create_channel,
            "invite": self._invite,
            "leave": self._leave,
            "remove_from_channel": self._remove_from_channel,
            "archive": self._archive,
            "unarchive": self._unarchive,
            "delete_channel": self._delete_channel,
        }

    async def _command(self, said: Json) -> Json:
        reply = await self._with_app.command(
            said["person"], said["command"], said.get("text", ""), said.get("channel")
        )
        return reply.as_json()

    async def _shortcut(self, said: Json) -> Json:
        return (await self._with_app.shortcut(said["person"], said["callback_id"])).as_json()

    async def _message_shortcut(self, said: Json) -> Json:
        reply = await self._with_app.message_shortcut(
            said["person"], said["callback_id"], said["channel"], said["ts"]
        )
        return reply.as_json()

    async def _press(self, said: Json) -> Json:
        reply = await self._with_app.press(
            said["person"],
            said["channel"],
            said["ts"],
            said["action_id"],
            said.get("block_id"),
            said.get("chosen"),
        )
        return reply.as_json()

    async def _press_in_view(self, said: Json) -> Json:
        reply = await self._forms.press(
            said["person"], said["view_id"], said["action_id"], said.get("block_id"), said.get("chosen")
        )
        return reply.as_json()

    async def _press_in_home(self, said: Json) -> Json:
        reply = await self._forms.press_in_home(
            said["person"], said["action_id"], said.get("block_id"), said.get("chosen")
        )
        return reply.as_json()

    async def _open_home(self, said: Json) -> Json:
        self._with_app.open_home(said["person"], said.get("tab", "home"))
        return {}

    async def _fill(self, said: Json) -> Json:
        return (await self._forms.fill(said["person"], said["view_id"], said["values"])).as_json()

    async def _submit(self, said: Json) -> Json:
        return (await self._forms.submit(said["person"], said["view_id"], said.get("values") or {})).as_json()

    async def _close_view(self, said: Json) -> Json:
        self._forms.close(said["person"], said["view_id"], everything=bool(said.get("everything")))
        return {}

    async def _search(self, said: Json) -> Json:
        return {
            "options": await self._forms.search(
                said["person"], said["view_id"], said["action_id"], said["words"]
            )
        }

    async def _say(self, said: Json) -> Json:
        return {"ts": by_hand.say(self._workspace, said["person"], said["channel"], said["text"]).ts}

    async def _create_channel(self, said: Json) -> Json:
        kind = Kind.PRIVATE if said.get("private", True) else Kind.PUBLIC
        return {"id": by_hand.create_channel(self._workspace, said["person"], said["name"], kind).id}

    async def _invite(self, said: Json) -> Json:
        by_hand.invite(self._workspace, said["person"], said["channel"], said["invited"])
        return {}

    async def _leave(self, said: Json) -> Json:
        by_hand.leave(self._workspace, said["person"], said["channel"])
        return {}

    async def _remove_from_channel(self, said: Json) -> Json:
        by_hand.remove_from_channel(self._workspace, said["person"], said["channel"], said["removed"])
        return {}

    async def _archive(self, said: Json) -> Json:
        by_hand.archive(self._workspace, said["person"], said["channel"])
        return {}

    async def _unarchive(self, said: Json) -> Json:
        by_hand.unarchive(self._workspace, said["person"], said["channel"])
        return {}

    async def _delete_channel(self, said: Json) -> Json:
        by_hand.delete_channel(self._workspace, said["person"], said["channel"])
        return {}

    def _breaking(self) -> dict[str, Verb]:
        return {
            "fault": self._fault,
            "clear_faults": self._clear_faults,
            "go_away": self._go_away,
            "come_back": self._come_back,
            "drop_sockets": self._drop_sockets,
            "refresh_sockets": self._refresh_sockets,
            "forbid_private_channels": self._forbid_private_channels,
            "take_scope": self._take_scope,
            "revoke_token": self._revoke_token,
            "uninstall_app": self._uninstall_app,
        }

    async def _fault(self, said: Json) -> Json:
        try:
            self._workspace.faults.add(Fault(**said | {"kind": FaultKind(said["kind"])}))
        except (TypeError, ValueError) as error:
            raise Impossible(f"no such fault: {error}") from None
        return {}

    async def _clear_faults(self, _: Json) -> Json:
        self._workspace.faults.clear()
        if self._workspace.app:
            self._workspace.app.withdrawn.clear()
            self._workspace.app.token_revoked = False
        return {}

    async def _go_away(self, _: Json) -> Json:
        self._workspace.faults.away = True
        await self._socket_mode.drop()
        return {}

    async def _come_back(self, _: Json) -> Json:
        self._workspace.faults.away = False
        return {}

    async def _drop_sockets(self, _: Json) -> Json:
        await self._socket_mode.drop()
        return {}

    async def _refresh_sockets(self, _: Json) -> Json:
        await self._socket_mode.refresh()
        return {}

    async def _forbid_private_channels(self, _: Json) -> Json:
        self._workspace.faults.private_channels_forbidden = True
        return {}

    async def _take_scope(self, said: Json) -> Json:
        if self._workspace.app is None or said["scope"] not in self._workspace.app.granted:
            raise Impossible(f"the app does not hold {said['scope']}")
        self._workspace.app.withdrawn.add(said["scope"])
        return {}

    async def _revoke_token(self, _: Json) -> Json:
        by_hand.revoke_token(self._workspace)
        return {}

    async def _uninstall_app(self, _: Json) -> Json:
        by_hand.uninstall_app(self._workspace)
        self._courier.send_events()
        return {}

    async def _do(self, request: Request) -> Response:
        verb = self._verbs.get(request.path_params["verb"])
        if verb is None:
            return _refused(f"nothing is called {request.path_params['verb']}", 404)
        return await self._answer(verb, await request.json())

    async def _answer(self, verb: Verb, said: Json) -> Response:
        try:
            answer = await verb(said)
        except Impossible as error:
            return _refused(str(error))
        except KeyError as error:
            return _refused(f"{error} is missing", 400)
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
        shared = [self._workspace.channels[one] for one in file.shared_in] if file else []
        if file is None or not any(person in channel.members for channel in shared):
            return _refused(f"{person} sees no such file")
        return Response(file.content, media_type="application/octet-stream")

    async def _clock(self, request: Request) -> Response:
        if "after" not in request.query_params:
            return JSONResponse(self._workspace.clock.as_json())
        after, follower = int(request.query_params["after"]), request.query_params.get("follower")
        return JSONResponse(await self._workspace.clock.poll(after, follower))

    async def _settled(self, request: Request) -> Response:
        async def settled(said: Json) -> Json:
            self._workspace.clock.note_settled(said["follower"], int(said["version"]))
            return {}

        return await self._answer(settled, await request.json())

    async def _settle(self, request: Request) -> Response:
        async def settle(_: Json) -> Json:
            await self._workspace.clock.settle()
            return self._workspace.clock.as_json()

        return await self._answer(settle, {})

    async def _move(self, request: Request) -> Response:
        async def move(said: Json) -> Json:
            await self._workspace.clock.move_to(_instant(said["to"]))
            self._workspace.changed()
            return self._workspace.clock.as_json()

        return await self._answer(move, await request.json())


def _instant(given: Any) -> datetime:
    try:
        at = datetime.fromisoformat(given)
    except (TypeError, ValueError):
        raise Impossible(f"{given!r} is no time") from None
    if at.tzinfo is None:
        raise Impossible(f"{given} has no zone")
    return at


def _refused(why: str, status: int = 409) -> Response:
    return JSONResponse({"refused": why}, status)
