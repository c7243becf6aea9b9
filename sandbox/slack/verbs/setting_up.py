"""Set the workspace up: the app, and people's accounts."""

from dataclasses import replace

from sandbox.slack import by_hand, installation
from sandbox.slack.courier import Courier
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.people import Person, Standing
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.verbs import Verb
from sandbox.slack.workspace import Workspace


class SettingUp:
    """What an administrator of the workspace does."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier

    def verbs(self) -> dict[str, Verb]:
        """Return what can be asked, by name."""
        return {
            "install": self._install,
            "connect": self._connect,
            "add_person": self._add_person,
            "add_people": self._add_people,
            "change_person": self._change_person,
            "deactivate": self._deactivate,
            "reactivate": self._reactivate,
            "remove_person": self._remove_person,
            "allow_guest_commands": self._allow_guest_commands,
            "being_set_up": self._being_set_up,
            "start_again": self._start_again,
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
            await self._courier.use_socket_mode()
        return {}

    async def _add_person(self, said: Json) -> Json:
        at = self._workspace.clock.now()
        person = by_hand.account(
            said["id"], said["name"], said.get("email"), said.get("standing", "member"), at
        )
        by_hand.add_person(self._workspace, replace(person, title=said.get("title", "")))
        return {}

    async def _add_people(self, said: Json) -> Json:
        for one in said["people"]:
            await self._add_person(type(said)(one))  # what one of them leaves out is refused by name too
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

    async def _being_set_up(self, said: Json) -> Json:
        self._workspace.being_set_up = bool(said["now"])
        self._workspace.changed()
        return {}

    async def _start_again(self, _: Json) -> Json:
        if self._workspace.start_again is None:
            raise Impossible("nobody can start this workspace again from here: end it and start it anew")
        self._workspace.start_again()
        return {}
