"""Act as a person, with the app and by hand."""

from sandbox.slack import by_hand
from sandbox.slack.channels import Kind
from sandbox.slack.courier import Courier
from sandbox.slack.forms import Forms
from sandbox.slack.shapes import Json
from sandbox.slack.verbs import Verb
from sandbox.slack.with_app import WithApp
from sandbox.slack.workspace import Workspace


class Acting:
    """What somebody does at their Slack."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._with_app = WithApp(workspace, courier)
        self._forms = Forms(workspace, courier)

    def verbs(self) -> dict[str, Verb]:
        """Return what can be asked, by name."""
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
            "read": self._read,
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

    async def _read(self, said: Json) -> Json:
        by_hand.read(self._workspace, said["person"], said["channel"], said["ts"])
        return {}

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
