"""The practice Slack in this process, without its door: answers calls in virtual time, and fails as asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError

import yaml
from slack_sdk.web.slack_response import SlackResponse

from sandbox.slack import installation
from sandbox.slack.answering import Answered, Answering, too_many
from sandbox.slack.clock import WorkspaceClock
from sandbox.slack.identity import BOT_TOKEN, BOT_USER_ID
from sandbox.slack.limits import Limits
from sandbox.slack.people import Person, Standing
from sandbox.slack.shapes import Json
from sandbox.slack.workspace import Workspace
from storage.people import Known
from tests.simulation.story import SlackFails, Trouble
from tests.simulation.world import World

LATEST_SECONDS = 20.0
"""So long after a call was given up Slack may still do what it asked."""
TIMES_OUT_SECONDS = 10.0
_MANIFEST = Path(__file__).parents[2] / "app-manifest.yml"


@dataclass(frozen=True)
class Asked:
    """
    One call that Slack took: what for (the key of a notice), when a process began it, when Slack took it,
    and what it said of it.
    """

    about: str
    began: float
    at: float
    method: str
    args: Json
    answer: Json

    @property
    def is_done(self) -> bool:
        """Whether Slack did it."""
        return bool(self.answer.get("ok"))


@dataclass
class Slack:
    """The workspace, all that was asked of it, and what goes wrong at the moment."""

    world: World
    troubles: list[SlackFails] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock = WorkspaceClock(self.world.starts_at, machine=self.world.monotonic)
        self.workspace = Workspace(clock)
        self.workspace.limits = Limits(machine=self.world.monotonic)
        app = installation.from_manifest(_manifest())
        self.workspace.app = app
        self.app = app
        self.workspace.put_person(Person(BOT_USER_ID, app.name, None, Standing.BOT))
        self._answering = Answering(self.workspace)

    def people(self, known: Iterator[Known] | list[Known]) -> None:
        """Give accounts to those whom the program knows."""
        for one in known:
            if one.slack_id is not None:
                self.workspace.put_person(Person(one.slack_id, one.name, one.email))

    def begin(self, trouble: SlackFails) -> None:
        """Have something go wrong from now on."""
        self.troubles.append(trouble)
        self._stand()

    def end(self, trouble: SlackFails) -> None:
        """Have it go wrong no longer."""
        if trouble in self.troubles:
            self.troubles.remove(trouble)
        self._stand()

    def answer(self, about: str, began: float, method: str, args: Json) -> Answered:
        """Do what is asked, or say why not; it is written down either way."""
        answered = self._answering.answer(method, args, BOT_TOKEN)
        self.asked.append(Asked(about, began, self.world.seconds, method, args, answered.body))
        self.workspace.journal.deliveries.clear()
        self.workspace.events.clear()
        return answered

    def trouble_for(self, method: str) -> Trouble | None:
        """Return what goes wrong with a call made now, as chance has it."""
        for trouble in self.troubles:
            if trouble.how in _OF_CALLS and self.world.chance.random() < trouble.share:
                return trouble.how
        return None

    def _stand(self) -> None:
        """Bring what lasts in step with the troubles there are."""
        kinds = {trouble.how for trouble in self.troubles}
        self.app.token_revoked = Trouble.TOKEN_REVOKED in kinds
        self.app.withdrawn = {"chat:write"} if Trouble.SCOPE_TAKEN in kinds else set()
        self.workspace.faults.private_channels_forbidden = Trouble.NO_PRIVATE_ROOMS in kinds


class Web:
    """What a process holds instead of the SDK's client; `step` is called where it can be killed."""

    def __init__(self, slack: Slack, step: Callable[[str], None]) -> None:
        self._slack = slack
        self._step = step
        self.base_url = "https://slack.test/api/"

    def api_call(
        self, method: str, *, params: Json | None = None, json: Json | None = None, **_: Any
    ) -> SlackResponse:
        """Ask Slack as the SDK does; raises what the SDK raises."""
        args = _as_json(json) if json is not None else _as_form(params or {})
        self._step("before a call")
        task = self._slack.world.task
        assert task is not None, "only a task calls"
        task.began = self._slack.world.seconds
        answered = _WAYS[self._slack.trouble_for(method)](self._slack, method, args)
        self._step("after a call")
        response = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=method,
            req_args={},
            data=answered.body,
            headers=answered.headers,
            status_code=answered.status,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response


Way = Callable[[Slack, str, Json], Answered]


def _ask(slack: Slack, method: str, args: Json) -> Answered:
    return slack.answer(*_about(slack), method, args)


def _quickly(slack: Slack, method: str, args: Json) -> Answered:
    slack.world.wait(slack.world.chance.uniform(0.02, 0.15))
    answered = _ask(slack, method, args)
    slack.world.wait(slack.world.chance.uniform(0.02, 0.3))
    return answered


def _slowly(slack: Slack, method: str, args: Json) -> Answered:
    slack.world.wait(slack.world.chance.uniform(1.0, 4.0))
    answered = _ask(slack, method, args)
    slack.world.wait(slack.world.chance.uniform(1.0, 4.0))
    return answered


def _time_out_before(slack: Slack, method: str, args: Json) -> Answered:
    slack.world.wait(TIMES_OUT_SECONDS)
    raise TimeoutError("the read operation timed out")


def _time_out_after(slack: Slack, method: str, args: Json) -> Answered:
    slack.world.wait(slack.world.chance.uniform(0.1, 5.0))
    _ask(slack, method, args)
    slack.world.wait(TIMES_OUT_SECONDS)
    raise TimeoutError("the read operation timed out")


def _arrives_late(slack: Slack, method: str, args: Json) -> Answered:
    """Slack does what it was asked when nobody waits for the answer any more."""
    about = _about(slack)
    at = slack.world.seconds + TIMES_OUT_SECONDS + slack.world.chance.uniform(0.0, LATEST_SECONDS)
    slack.world.start("a late call", lambda: _only_do(slack, about, method, args), at=at)
    slack.world.wait(TIMES_OUT_SECONDS)
    raise TimeoutError("the read operation timed out")


def _drop_before(slack: Slack, method: str, args: Json) -> Answered:
    raise ConnectionResetError("connection reset by peer")


def _drop_after(slack: Slack, method: str, args: Json) -> Answered:
    _ask(slack, method, args)
    raise ConnectionResetError("connection reset by peer")


def _unreachable(slack: Slack, method: str, args: Json) -> Answered:
    raise URLError(ConnectionRefusedError("connection refused"))


def _server_error_after(slack: Slack, method: str, args: Json) -> Answered:
    _ask(slack, method, args)
    return Answered({"ok": False, "error": "fatal_error"}, 200)


def _refused(answered: Callable[[Slack], Answered]) -> Way:
    def way(slack: Slack, method: str, args: Json) -> Answered:
        slack.world.wait(slack.world.chance.uniform(0.02, 0.3))
        return answered(slack)

    return way


def _only_do(slack: Slack, about: tuple[str, float], method: str, args: Json) -> None:
    slack.answer(*about, method, args)


def _about(slack: Slack) -> tuple[str, float]:
    """Which notice a call is made for, and when it began."""
    return (slack.world.task.about, slack.world.task.began) if slack.world.task else ("", 0.0)


_WAYS: Mapping[Trouble | None, Way] = {
    None: _quickly,
    Trouble.RATE_LIMITED: _refused(lambda slack: too_many(slack.world.chance.choice((1, 30, 120)))),
    Trouble.RATE_LIMITED_IN_BODY: _refused(lambda slack: Answered({"ok": False, "error": "ratelimited"})),
    Trouble.SERVER_ERROR_BEFORE: _refused(
        lambda slack: Answered({"ok": False, "error": "internal_error"}, 500)
    ),
    Trouble.SERVER_ERROR_AFTER: _server_error_after,
    Trouble.BAD_GATEWAY: _refused(lambda slack: Answered({"ok": False, "error": "bad gateway"}, 502)),
    Trouble.TIME_OUT_BEFORE: _time_out_before,
    Trouble.TIME_OUT_AFTER: _time_out_after,
    Trouble.ARRIVES_LATE: _arrives_late,
    Trouble.DROP_BEFORE: _drop_before,
    Trouble.DROP_AFTER: _drop_after,
    Trouble.SLOW: _slowly,
    Trouble.UNREACHABLE: _unreachable,
}
_OF_CALLS = frozenset(_WAYS) - {None}


def _as_form(params: Json) -> Json:
    """As a form carries it: strings."""
    return {name: str(value) for name, value in params.items() if value is not None}


def _as_json(json: Json) -> Json:
    """As JSON carries it: what is no thing is not sent."""
    return {name: value for name, value in json.items() if value is not None}


def _manifest() -> Json:
    found: Json = yaml.safe_load(_MANIFEST.read_text(encoding="utf-8"))
    return found
