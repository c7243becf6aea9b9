"""What Slack sends, read strictly: every value is one of ours or is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from slack_bolt import BoltContext

from casework import people
from casework.raising import Named
from handlers.desk import Desk
from messages import ids
from procedure.refusal import Refused

Json = Mapping[str, Any]
View = dict[str, Any]
E = TypeVar("E", bound=StrEnum)

_REFERENCE = re.compile(r"D-\d{4}-\d{4,9}", re.ASCII)
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_WORD = re.compile(r"[a-z0-9_]{0,32}")
_FORM_ID = re.compile(r"[0-9a-f]{32}")
_NAMED = re.compile(r"(person|team|agency):(\d{1,15})", re.ASCII)
_SHOWN_AGAIN = ("type", "title", "blocks", "close", "submit", "private_metadata", "callback_id")


@dataclass(frozen=True)
class NoteRef:
    """One version of one note."""

    reference: str
    number: int
    version: int


@dataclass(frozen=True)
class OutcomeRef:
    """An outcome by when it was proposed, in whole seconds since 1970."""

    reference: str
    proposed_at: int


@dataclass(frozen=True)
class _Carries:
    """What a button or a form carries: nothing but references, parted by strokes."""

    by: int
    now: datetime
    value: str

    @property
    def reference(self) -> str:
        """The disagreement."""
        return _matched(_REFERENCE, self.value.split("/")[0])

    @property
    def note(self) -> NoteRef:
        """The version of a note."""
        return NoteRef(self.reference, self.number(1), self.number(2))

    @property
    def outcome(self) -> OutcomeRef:
        """The outcome that was shown."""
        return OutcomeRef(self.reference, self.number(1))

    def number(self, place: int) -> int:
        """Return the number at a place among what is carried."""
        parts = self.value.split("/")
        return int(_matched(_NUMBER, parts[place] if place < len(parts) else ""))


@dataclass(frozen=True)
class Press(_Carries):
    """Something pressed, by whom and when."""


@dataclass(frozen=True)
class Sent(_Carries):
    """A form as it stands before the person who fills it in, or as it was sent."""

    view: Json

    @property
    def form_id(self) -> str:
        """The form's own id, by which the same form sent twice acts once."""
        found = [part for part in self.value.split("/") if _FORM_ID.fullmatch(part)]
        return _matched(_FORM_ID, "".join(found))

    @property
    def identifiers_checked(self) -> bool:
        """Whether the warning of what could identify a child was answered."""
        return self.is_ticked(ids.IDENTIFIERS_CHECKED)

    def text(self, field: str) -> str:
        """Return what was typed; empty where nothing was, or the form has no such field."""
        return str(self._held(field).get("value") or "")

    def texts(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """Return what was typed in each field whose id begins so, by the rest of the id."""
        fields = [field for field in self.view["state"]["values"] if field.startswith(prefix)]
        return tuple((field.removeprefix(prefix), self.text(field)) for field in fields)

    def chosen(self, field: str) -> str:
        """Return the one value chosen; empty where none is."""
        return str((self._held(field).get("selected_option") or {}).get("value") or "")

    def word(self, field: str) -> str:
        """Return the one value chosen, where it is a plain word; empty where none is."""
        return _matched(_WORD, self.chosen(field))

    def one_of(self, field: str, kind: type[E]) -> E:
        """Return what was chosen out of a closed set; Refused beside the field where nothing was."""
        try:
            return kind(_required(self.chosen(field), field))
        except ValueError:
            raise Refused("unknown_button", field=field) from None

    def numbered(self, field: str) -> int:
        """Return the number of what was chosen; Refused beside the field where nothing was."""
        return int(_matched(_NUMBER, _required(self.chosen(field), field)))

    def is_ticked(self, field: str) -> bool:
        """Whether a box is ticked."""
        return bool(self._held(field).get("selected_options"))

    def moment(self, field: str) -> datetime:
        """Return the date and time chosen, in UTC; Refused beside the field where none is."""
        seconds = self._held(field).get("selected_date_time")
        if seconds is None:
            raise Refused("no_time", field=field)
        return datetime.fromtimestamp(int(seconds), UTC)

    def day(self, field: str) -> date:
        """Return the date chosen; Refused beside the field where none is."""
        return date.fromisoformat(_required(self._held(field).get("selected_date") or "", field))

    def day_if_any(self, field: str) -> date | None:
        """Return the date chosen, None where none is."""
        return self.day(field) if self._held(field).get("selected_date") else None

    def named(self, field: str) -> tuple[Named, ...]:
        """Return the people, teams and agencies chosen."""
        options = self._held(field).get("selected_options") or ()
        return tuple(_named(option["value"], field) for option in options)

    def any_named(self, field: str) -> Named:
        """Return the one person, team or agency chosen, whichever it is; Refused beside the field."""
        return _named(_required(self.chosen(field), field), field)

    def one_named(self, field: str, kind: str) -> int:
        """Return the one person, team or agency chosen; Refused beside the field where none is."""
        return _of_kind(self.any_named(field), kind, field)

    def people(self, field: str) -> tuple[int, ...]:
        """Return the people chosen."""
        return tuple(_of_kind(named, "person", field) for named in self.named(field))

    def _held(self, field: str) -> Json:
        held: Json = self.view["state"]["values"].get(field, {}).get(field, {})
        return held


def sent(view: Json, by: int, now: datetime) -> Sent:
    """Return a form as somebody has it before them."""
    return Sent(by, now, view.get("private_metadata") or "", view)


def inputs(view: Json) -> tuple[str, ...]:
    """Return the fields beside which an answer can stand, in their order."""
    return tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input")


def reference_in(value: str) -> str:
    """Return the disagreement that a value speaks of; empty where it speaks of none."""
    return next((part for part in value.split("/") if _REFERENCE.fullmatch(part)), "")


def shown_again(view: Json) -> View:
    """Return a window as it stands, to be shown again; what was typed stays where the ids stay."""
    return {key: view[key] for key in _SHOWN_AGAIN if view.get(key)}


def pressed(body: Json) -> str:
    """Return the action id of what was pressed or chosen."""
    return str(body["actions"][0]["action_id"])


def actor(desk: Desk, body: Json, context: BoltContext) -> int:
    """Return who acts; Refused for another workspace's people, and for what is no person."""
    slack_id, name, team = _account(body)
    if team and context.team_id and team != context.team_id:
        raise Refused("another_workspace")
    if slack_id == context.bot_user_id or body.get("bot_id"):
        raise Refused("not_a_person")
    return people.meet(desk.database, slack_id, name).id


def _account(body: Json) -> tuple[str, str, str]:
    """A command names its person in other words than all that is pressed."""
    user = body.get("user")
    if user is None:
        return body["user_id"], body.get("user_name", ""), body.get("team_id", "")
    team = user.get("team_id") or (body.get("team") or {}).get("id", "")
    return user["id"], user.get("name") or user.get("username", ""), team


def _required(value: str, field: str) -> str:
    if not value:
        raise Refused("empty", field=field)
    return value


def _matched(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise Refused("unknown_button")
    return value


def _named(value: str, field: str) -> Named:
    found = _NAMED.fullmatch(value)
    if found is None:
        raise Refused("unknown_person", field=field)
    return Named(found[1], int(found[2]))


def _of_kind(named: Named, kind: str, field: str) -> int:
    if named.kind != kind:
        raise Refused("unknown_person", field=field)
    return named.id
