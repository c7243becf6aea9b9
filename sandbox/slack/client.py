"""A typed client of the control API: set up, act as a person, see as a person, move the clock."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import httpx

from sandbox.slack.clock import NotSettled
from sandbox.slack.loopback import NO_CERTIFICATES
from sandbox.slack.screen import Screen
from sandbox.slack.shapes import Impossible, Json

__all__ = ["Impossible", "NotSeen", "NotSettled", "Practice"]

REQUEST_SECONDS = 90.0
_POLL_SECONDS = 10.0

Chosen = str | int | Sequence[str] | None
"""A value or the words of an option, several of them, typed text, or None to clear."""


class NotSeen(AssertionError):  # noqa: N818 - reads as what happened
    """A person did not see in time what was waited for; the message says what they saw."""


class Reply:
    """Whether the app acknowledged a command, shortcut or press; if not, what the person saw."""

    def __init__(self, said: Json) -> None:
        self.acknowledged: bool = said["acknowledged"]
        self.failure: str | None = said["failure"]
        self.shown: str | None = said["shown"]

    def __repr__(self) -> str:
        return f"Reply(acknowledged={self.acknowledged}, failure={self.failure!r}, shown={self.shown!r})"


class Submitted:
    """What pressing submit led to: outcome is closed, cleared, errors, updated, pushed or failed."""

    def __init__(self, said: Json) -> None:
        self.outcome: str = said["outcome"]
        self.errors: dict[str, str] = said["errors"]
        self.failure: str | None = said["failure"]
        self.view: Json | None = said["view"]

    def __repr__(self) -> str:
        return f"Submitted({self.outcome!r}, errors={self.errors}, failure={self.failure!r})"


class Practice:
    """
    The control API of a practice Slack.

    What a person could not do in Slack raises Impossible, and says why.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._of_thread = threading.local()
        self._opened: list[httpx.Client] = []

    def close(self) -> None:
        """Let go of the connections."""
        for client in self._opened:
            client.close()

    @property
    def _http(self) -> httpx.Client:
        """Return this thread's own: shared, one thread may close what another has just begun to read."""
        found: httpx.Client | None = vars(self._of_thread).get("client")
        if found is None:
            found = httpx.Client(
                base_url=self._url, timeout=REQUEST_SECONDS, trust_env=False, verify=NO_CERTIFICATES
            )
            self._of_thread.client = found
            self._opened.append(found)
        return found

    def install(self, manifest: Mapping[str, Any]) -> None:
        """Install the app from its manifest; only what is in it exists."""
        self._do("install", manifest=manifest)

    def connect(self, request_url: str | None, *, seconds: float = 10.0) -> None:
        """
        Reach the app over HTTP at this address, or, with None, over Socket Mode, as at the start.

        An app that is only just starting is tried again for so many seconds of machine time.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                self._do("connect", request_url=request_url)
            except Impossible:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)  # nothing tells when another process begins to listen
            else:
                return

    def wait_for_app(self, seconds: float = 10.0, *, connections: int = 1) -> None:
        """Wait until the app stands in Socket Mode, or is connected over HTTP; raises NotSeen otherwise."""
        deadline = time.monotonic() + seconds
        while not (app := self._get("/practice/app"))["request_url"] and app["connections"] < connections:
            left = deadline - time.monotonic()
            if left <= 0:
                raise NotSeen(f"{app['connections']} connections of the app after {seconds} s")
            self._get("/practice/changes", after=app["version"], seconds=min(left, _POLL_SECONDS))

    def add_person(
        self, person: str, name: str, email: str | None = None, *, standing: str = "member", title: str = ""
    ) -> None:
        """Give someone an account with this id; standing is member, guest, single_channel_guest or bot."""
        self._do("add_person", id=person, name=name, email=email, standing=standing, title=title)

    def add_people(self, people: Iterable[Mapping[str, str]]) -> None:
        """Give several people accounts at once; each has an id, a name, and what else `add_person` takes."""
        self._do("add_people", people=[dict(one) for one in people])

    def change_person(
        self, person: str, *, name: str | None = None, email: str | None = None, title: str | None = None
    ) -> None:
        """Change what an account says."""
        self._do("change_person", person=person, name=name, email=email, title=title)

    def deactivate(self, person: str) -> None:
        """Switch an account off."""
        self._do("deactivate", person=person)

    def reactivate(self, person: str) -> None:
        """Switch an account on again."""
        self._do("reactivate", person=person)

    def change_standing(self, person: str, standing: str, *, channel: str | None = None) -> None:
        """Make someone a member, guest or single_channel_guest, who stays in the one channel named."""
        self._do("change_standing", person=person, standing=standing, channel=channel)

    def remove_person(self, person: str) -> None:
        """Take an account away as if it had never been here."""
        self._do("remove_person", person=person)

    @contextmanager
    def setting_up(self) -> Iterator[None]:
        """Keep the page shut while what came before is being played; it opens however that ends."""
        self._do("being_set_up", now=True)
        try:
            yield
        finally:
            self._do("being_set_up", now=False)

    def start_again(self) -> None:
        """Ask whoever hosts the workspace to begin it anew; refused where nobody does."""
        self._do("start_again")

    def allow_guest_commands(self) -> None:
        """Have the workspace's owners let guests use commands and shortcuts, as at first they do not."""
        self._do("allow_guest_commands")

    def command(self, person: str, command: str, text: str = "", channel: str | None = None) -> Reply:
        """Type a slash command, in a channel or where the person is."""
        return Reply(self._do("command", person=person, command=command, text=text, channel=channel))

    def shortcut(self, person: str, callback_id: str) -> Reply:
        """Take a global shortcut."""
        return Reply(self._do("shortcut", person=person, callback_id=callback_id))

    def message_shortcut(self, person: str, callback_id: str, channel: str, ts: str) -> Reply:
        """Take a shortcut on a message."""
        return Reply(
            self._do("message_shortcut", person=person, callback_id=callback_id, channel=channel, ts=ts)
        )

    def press(
        self,
        person: str,
        channel: str,
        ts: str,
        action_id: str,
        block_id: str | None = None,
        *,
        chosen: Chosen = None,
    ) -> Reply:
        """Press a button in a message as it stands, or choose in one of its menus."""
        said = {"person": person, "channel": channel, "ts": ts, "action_id": action_id, "block_id": block_id}
        return Reply(self._do("press", **said, chosen=chosen))

    def press_in_view(
        self, person: str, view_id: str, action_id: str, block_id: str | None = None, *, chosen: Chosen = None
    ) -> Reply:
        """Press or choose in the view before the person; with a text, type it and press Enter."""
        said = {"person": person, "view_id": view_id, "action_id": action_id, "block_id": block_id}
        return Reply(self._do("press_in_view", **said, chosen=chosen))

    def press_in_home(
        self, person: str, action_id: str, block_id: str | None = None, *, chosen: Chosen = None
    ) -> Reply:
        """Press or choose in App Home."""
        return Reply(
            self._do("press_in_home", person=person, action_id=action_id, block_id=block_id, chosen=chosen)
        )

    def open_home(self, person: str, tab: str = "home") -> None:
        """Look at the app's Home tab, or its Messages tab."""
        self._do("open_home", person=person, tab=tab)

    def fill(self, person: str, view_id: str, values: Mapping[str, Chosen]) -> Reply:
        """Type and choose in a view, by block id or action id, in the order given."""
        return Reply(self._do("fill", person=person, view_id=view_id, values=dict(values)))

    def submit(self, person: str, view_id: str, values: Mapping[str, Chosen] | None = None) -> Submitted:
        """Fill what is given and press the submit button."""
        return Submitted(self._do("submit", person=person, view_id=view_id, values=dict(values or {})))

    def close_view(self, person: str, view_id: str, *, everything: bool = False) -> None:
        """Close the view before the person, or all that are open."""
        self._do("close_view", person=person, view_id=view_id, everything=everything)

    def search(self, person: str, view_id: str, action_id: str, words: str) -> tuple[Json, ...]:
        """Type into a search of the view and return the options that appear."""
        return tuple(
            self._do("search", person=person, view_id=view_id, action_id=action_id, words=words)["options"]
        )

    def say(self, person: str, channel: str, text: str) -> str:
        """Write in a channel, or to a person whose id is given, and return the message's ts."""
        ts: str = self._do("say", person=person, channel=channel, text=text)["ts"]
        return ts

    def read(self, person: str, channel: str, ts: str) -> None:
        """Have read a conversation up to a message; nothing in it is unread before that."""
        self._do("read", person=person, channel=channel, ts=ts)

    def create_channel(self, person: str, name: str, *, private: bool = True) -> str:
        """Make a channel by hand and return its id."""
        channel: str = self._do("create_channel", person=person, name=name, private=private)["id"]
        return channel

    def invite(self, person: str, channel: str, invited: str) -> None:
        """Bring someone, or the app's bot user, into a channel by hand."""
        self._do("invite", person=person, channel=channel, invited=invited)

    def leave(self, person: str, channel: str) -> None:
        """Leave a channel."""
        self._do("leave", person=person, channel=channel)

    def remove_from_channel(self, person: str, channel: str, removed: str) -> None:
        """Take someone, or the app's bot user, out of a channel by hand."""
        self._do("remove_from_channel", person=person, channel=channel, removed=removed)

    def archive(self, person: str, channel: str) -> None:
        """Archive a channel by hand."""
        self._do("archive", person=person, channel=channel)

    def unarchive(self, person: str, channel: str) -> None:
        """Bring an archived channel back by hand."""
        self._do("unarchive", person=person, channel=channel)

    def delete_channel(self, person: str, channel: str) -> None:
        """Delete a channel by hand."""
        self._do("delete_channel", person=person, channel=channel)

    def sees(self, person: str) -> Screen:
        """Return what a person sees now."""
        return Screen.read(self._get(f"/practice/sees/{person}"))

    def wait_for(self, person: str, predicate: Callable[[Screen], Any], seconds: float = 10.0) -> Screen:
        """
        Return what a person sees as soon as the predicate holds.

        Raises NotSeen after so many seconds of machine time, with all that they saw.
        """
        deadline = time.monotonic() + seconds
        while True:
            screen = self.sees(person)
            if predicate(screen):
                return screen
            left = deadline - time.monotonic()
            if left <= 0:
                problems = [f"  {one['what']}" for one in self.problems()[-5:]]
                raise NotSeen(
                    "\n".join([f"not seen within {seconds} s:", screen.dump(), "problems:", *problems])
                )
            self._get("/practice/changes", after=screen.version, seconds=min(left, _POLL_SECONDS))

    def file(self, person: str, file_id: str) -> bytes:
        """Return the content of a file that the person sees."""
        return self._checked(self._http.get(f"/practice/files/{file_id}", params={"person": person})).content

    def deliveries(self, after: int = 0) -> tuple[Json, ...]:
        """Return all that was shown to people, in order: at, kind, to, channel, ts, text, blocks."""
        return tuple(self._get("/practice/journal/deliveries", after=after)["rows"])

    def calls(self, after: int = 0) -> tuple[Json, ...]:
        """Return every Web API call, in order: at, machine_at, method, args, ok, error, messages, fault."""
        return tuple(self._get("/practice/journal/calls", after=after)["rows"])

    def wait_for_call(self, method: str, *, times: int = 1, seconds: float = 10.0) -> Json:
        """Return the app's call of a method once it was made so many times; raises NotSeen otherwise."""
        deadline = time.monotonic() + seconds
        while True:
            version = self._get("/practice/app")["version"]
            made = [one for one in self.calls() if one["method"] == method]
            if len(made) >= times:
                return made[times - 1]
            left = deadline - time.monotonic()
            if left <= 0:
                raise NotSeen(f"{method} was called {len(made)} times in {seconds} s, not {times}")
            self._get("/practice/changes", after=version, seconds=min(left, _POLL_SECONDS))

    def problems(self, after: int = 0) -> tuple[Json, ...]:
        """Return where the app did not acknowledge, or in a way that Slack does not take: at, what."""
        return tuple(self._get("/practice/journal/problems", after=after)["rows"])

    def clock(self) -> Json:
        """Return now, speed, pace, zone, version, next_due, and the followers that are there."""
        return self._get("/practice/clock")

    def now(self) -> datetime:
        """Return workspace time, aware, in UTC."""
        return datetime.fromisoformat(self.clock()["now"])

    def move_to(self, to: datetime) -> None:
        """
        Move workspace time forward and wait until every app that follows it has settled.

        Raises NotSettled, naming the app, where one does not say so within 30 seconds.
        """
        self._post("/practice/clock/move", {"to": to.isoformat()})

    def jump_to(self, to: datetime) -> None:
        """Move workspace time forward and wait for nobody: apps may die meanwhile."""
        self._post("/practice/clock/jump", {"to": to.isoformat()})

    def move_to_next(self) -> datetime:
        """
        Move workspace time to when the next thing of an app that follows it is due; return the time then.

        Raises Impossible where no app follows the clock, or none has anything due.
        """
        return datetime.fromisoformat(self._post("/practice/clock/next", {})["now"])

    def run_at(self, speed: float) -> None:
        """Have workspace time run so many times as fast as this machine's; nought holds it."""
        self._post("/practice/clock/speed", {"speed": speed})

    def settle(self) -> None:
        """Wait until every app that follows the clock has done what is due."""
        self._post("/practice/clock/settle", {})

    def fault(self, method: str, kind: str, *, times: int | None = 1, **more: Any) -> int:
        """
        Have calls of a method go wrong, so many times, or until ended where `times` is None.

        `to=` strikes only calls that name this person or channel.
        The method may be `*` or end in one; for envelopes it is slash_commands, interactive or events_api.
        Kinds: rate_limited (retry_after=), ratelimited, server_error (status=), time_out_before,
        time_out_after, drop_before, drop_after, error (error=), drop_envelope, double_envelope,
        send_again.
        """
        number: int = self._do("fault", method=method, kind=kind, times=times, **more)["number"]
        return number

    def end_fault(self, number: int) -> None:
        """End one fault, by the number that `fault` returned."""
        self._do("end_fault", number=number)

    def faults(self) -> Json:
        """Return all that is wrong now: away, private_channels_forbidden, asked, scopes_taken and so on."""
        return self._get("/practice/faults")

    def clear_faults(self) -> None:
        """End all faults; Slack is back, the app is installed, scopes and token are what they were."""
        self._do("clear_faults")

    def go_away(self) -> None:
        """Have Slack refuse everything, for the app and for people."""
        self._do("go_away")

    def come_back(self) -> None:
        """Have Slack answer again."""
        self._do("come_back")

    def drop_sockets(self) -> None:
        """End the Socket Mode connections without a word."""
        self._do("drop_sockets")

    def refresh_sockets(self) -> None:
        """Ask the app to come on a new Socket Mode connection, as Slack does every few hours."""
        self._do("refresh_sockets")

    def forbid_private_channels(self) -> None:
        """Have the workspace's owners not allow the app to make private channels."""
        self._do("forbid_private_channels")

    def allow_private_channels(self) -> None:
        """Have the workspace's owners allow it again."""
        self._do("allow_private_channels")

    def date_off(self, seconds: float) -> None:
        """Have Slack date its answers so much later than this machine would; 0 ends it."""
        self._do("date_off", seconds=seconds)

    def take_scope(self, scope: str) -> None:
        """Take a scope away from the app."""
        self._do("take_scope", scope=scope)

    def give_scope(self, scope: str) -> None:
        """Give a scope back that was taken."""
        self._do("give_scope", scope=scope)

    def revoke_token(self) -> None:
        """Revoke the bot token."""
        self._do("revoke_token")

    def restore_token(self) -> None:
        """Have the bot token be good again."""
        self._do("restore_token")

    def uninstall_app(self) -> None:
        """Take the app out of the workspace."""
        self._do("uninstall_app")

    def reinstall_app(self) -> None:
        """Install the app again as it was."""
        self._do("reinstall_app")

    def _do(self, verb: str, **said: Any) -> Json:
        return self._post(f"/practice/{verb}", said)

    def _post(self, path: str, said: Json) -> Json:
        answer: Json = self._checked(self._http.post(path, json=said)).json()
        return answer

    def _get(self, path: str, **query: Any) -> Json:
        answer: Json = self._checked(self._http.get(path, params=query)).json()
        return answer

    def _checked(self, response: httpx.Response) -> httpx.Response:
        if response.is_success:
            return response
        if response.headers.get("content-type") != "application/json":
            response.raise_for_status()
        refused = response.json()["refused"]
        raise (
            NotSettled(refused)
            if response.status_code == httpx.codes.GATEWAY_TIMEOUT
            else Impossible(refused)
        )
