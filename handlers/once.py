"""How a payload is known when Slack delivers it again: it acts once, whenever and wherever it comes."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.desk import Desk
from handlers.reading import Json
from storage import seen


def once(desk: Desk, body: Json) -> Desk:
    """
    Return the desk for this delivery of a payload. Where another delivery of the same one was acted on,
    what would be written at it raises SeenBefore.
    """
    return replace(desk, database=seen.once(desk.database, _key(body)))


def _key(body: Json) -> str:
    """A digest, because Slack's own ids have no greatest length."""
    kind = str(body.get("type", ""))
    same = (kind, *_SAME.get(kind, _triggered)(body))
    return hashlib.sha256("\n".join(same).encode()).hexdigest()


def _triggered(body: Json) -> tuple[str, ...]:
    """A press, a choice or a shortcut: pressed once more, it has another trigger."""
    return (str(body["trigger_id"]),)


def _filled_in(body: Json) -> tuple[str, ...]:
    """A form as it stands: sent once more because no answer came, it has another trigger all the same."""
    view = body["view"]
    return str(view["id"]), str(view.get("hash", ""))


def _happened(body: Json) -> tuple[str, ...]:
    return (str(body["event_id"]),)


_SAME: Mapping[str, Callable[[Json], tuple[str, ...]]] = MappingProxyType(
    {"event_callback": _happened, "view_submission": _filled_in, "view_closed": _filled_in}
)
