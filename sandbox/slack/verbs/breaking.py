"""Have things go wrong, and be well again."""

from sandbox.slack import by_hand
from sandbox.slack.faults import Fault, FaultKind
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.verbs import Verb
from sandbox.slack.workspace import Workspace


class Breaking:
    """What goes wrong between an app and Slack."""

    def __init__(self, workspace: Workspace, socket_mode: SocketMode) -> None:
        self._workspace = workspace
        self._socket_mode = socket_mode

    def verbs(self) -> dict[str, Verb]:
        """Return what can be asked, by name."""
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
        return {}
