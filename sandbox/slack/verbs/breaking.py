"""Have things go wrong, and be well again."""

from dataclasses import asdict

from sandbox.slack import by_hand, standing
from sandbox.slack.envelopes import Sort
from sandbox.slack.faults import ENVELOPE_KINDS, Fault, FaultKind
from sandbox.slack.installation import InstalledApp
from sandbox.slack.methods.table import METHODS
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.verbs import Verb
from sandbox.slack.workspace import Workspace


class Breaking:
    """What goes wrong between an app and Slack, and what its owners take from it."""

    def __init__(self, workspace: Workspace, socket_mode: SocketMode) -> None:
        self._workspace = workspace
        self._socket_mode = socket_mode

    def verbs(self) -> dict[str, Verb]:
        """Return what can be asked, by name; each is told to who waits for changes."""
        verbs: dict[str, Verb] = {
            "fault": self._fault,
            "end_fault": self._end_fault,
            "clear_faults": self._clear_faults,
            "go_away": self._go_away,
            "come_back": self._come_back,
            "drop_sockets": self._drop_sockets,
            "refresh_sockets": self._refresh_sockets,
            "forbid_private_channels": self._forbid_private_channels,
            "allow_private_channels": self._allow_private_channels,
            "date_off": self._date_off,
            "take_scope": self._take_scope,
            "give_scope": self._give_scope,
            "revoke_token": self._revoke_token,
            "restore_token": self._restore_token,
            "uninstall_app": self._uninstall_app,
            "reinstall_app": self._reinstall_app,
            "change_standing": self._change_standing,
        }
        return {name: self._telling(verb) for name, verb in verbs.items()}

    def in_force(self) -> Json:
        """Return all that is wrong now, as `GET /practice/faults` answers it."""
        faults, app = self._workspace.faults, self._workspace.app
        return {
            "away": faults.away,
            "private_channels_forbidden": faults.private_channels_forbidden,
            "date_off_seconds": faults.date_off_seconds,
            "asked": [{"number": number} | asdict(fault) for number, fault in faults.asked.items()],
            "scopes_taken": sorted(app.withdrawn) if app else [],
            "token_revoked": bool(app and app.token_revoked),
            "uninstalled": bool(app and app.uninstalled),
        }

    def _telling(self, verb: Verb) -> Verb:
        async def tell(said: Json) -> Json:
            answer = await verb(said)
            self._workspace.changed()
            return answer

        return tell

    async def _fault(self, said: Json) -> Json:
        try:
            fault = Fault(**said | {"kind": FaultKind(said["kind"])})
        except (TypeError, ValueError) as error:
            raise Impossible(f"no such fault: {error}") from None
        known = tuple(Sort) if fault.kind in ENVELOPE_KINDS else METHODS
        if not any(fault.strikes(name) for name in known):
            raise Impossible(f"no such fault: nothing is called {fault.method}")
        return {"number": self._workspace.faults.add(fault)}

    async def _end_fault(self, said: Json) -> Json:
        if not self._workspace.faults.end(said["number"]):
            raise Impossible("that fault has ended already")
        return {}

    async def _clear_faults(self, _: Json) -> Json:
        self._workspace.faults.clear()
        if self._workspace.app:
            self._workspace.app.withdrawn.clear()
            self._workspace.app.token_revoked = False
            self._workspace.app.uninstalled = False
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

    async def _allow_private_channels(self, _: Json) -> Json:
        self._workspace.faults.private_channels_forbidden = False
        return {}

    async def _date_off(self, said: Json) -> Json:
        self._workspace.faults.date_off_seconds = float(said["seconds"])
        return {}

    async def _take_scope(self, said: Json) -> Json:
        if self._workspace.app is None or not self._workspace.app.has_scope(said["scope"]):
            raise Impossible(f"the app does not hold {said['scope']}")
        self._workspace.app.withdrawn.add(said["scope"])
        return {}

    async def _give_scope(self, said: Json) -> Json:
        if self._workspace.app is None or said["scope"] not in self._workspace.app.withdrawn:
            raise Impossible(f"{said['scope']} was not taken away")
        self._workspace.app.withdrawn.remove(said["scope"])
        return {}

    async def _revoke_token(self, _: Json) -> Json:
        by_hand.revoke_token(self._workspace)
        return {}

    async def _restore_token(self, _: Json) -> Json:
        self._app().token_revoked = False
        return {}

    async def _uninstall_app(self, _: Json) -> Json:
        by_hand.uninstall_app(self._workspace)
        return {}

    async def _reinstall_app(self, _: Json) -> Json:
        app = self._app()
        app.uninstalled = app.token_revoked = False
        return {}

    async def _change_standing(self, said: Json) -> Json:
        standing.change_standing(self._workspace, said["person"], said["standing"], said.get("channel"))
        return {}

    def _app(self) -> InstalledApp:
        if self._workspace.app is None:
            raise Impossible("no app has been installed")
        return self._workspace.app
