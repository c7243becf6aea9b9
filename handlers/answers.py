"""Why not: the refusal's words where the person looks, beside a field or in a window of their own."""

from datetime import datetime
from typing import Any, cast

from casework import showing
from handlers.desk import Desk
from handlers.reading import Json, View, inputs, reference_in, shown_again
from messages import answers, facts, forms, ids, refusals
from procedure.refusal import Refused
from storage.engine import Unavailable

Reply = dict[str, Any]
"""How a form is acknowledged; empty: its window closes."""

_NOTHING_TO_READ = frozenset(
    {"no_part", "no_such_case", "not_a_lead", "unknown_button", "another_workspace", "not_a_person"}
)
"""Reasons after which the way to the disagreement is not offered."""

_UNRECORDED = facts.Refusal("nothing_recorded")


def window(desk: Desk, refused: Refused, value: str, now: datetime) -> View:
    """Return a window that says why not, and offers to read where the disagreement of a value stands."""
    offered = "" if refused.reason in _NOTHING_TO_READ else reference_in(value)
    return answers.refused(_facts(desk, refused, value, now), offered)


def unrecorded_window() -> View:
    """Return a window that says that nothing was recorded."""
    return answers.refused(_UNRECORDED)


def words(desk: Desk, refused: Refused, now: datetime) -> str:
    """Return the words of a refusal that concerns no disagreement yet."""
    return refusals.refusal(_facts(desk, refused, "", now))


def unrecorded_words() -> str:
    """Return the words that say that nothing was recorded."""
    return refusals.refusal(_UNRECORDED)


def to_form(desk: Desk, refused: Refused, view: Json, now: datetime) -> Reply:
    """Answer a form that is refused: it stays open, with all that was typed, and says why beside a field."""
    is_warning = refused.reason == "identifiers" and "names" in refused.facts
    if is_warning and ids.IDENTIFIERS_CHECKED not in inputs(view):
        return {"response_action": "update", "view": _with_warning(refused, view)}
    field = ids.IDENTIFIERS_CHECKED if is_warning else _asked_in(view, refused.field)
    return _beside(view, field, _facts(desk, refused, view.get("private_metadata") or "", now))


def to_form_unrecorded(view: Json) -> Reply:
    """Answer a form while the database takes no part: nothing that was typed is lost."""
    return _beside(view, None, _UNRECORDED)


def _asked_in(view: Json, field: str | None) -> str | None:
    """How soon is asked in two fields where another time was chosen: the second one holds the time."""
    return ids.ANOTHER_TIME if field == ids.SOON and ids.ANOTHER_TIME in inputs(view) else field


def _beside(view: Json, field: str | None, why: facts.Refusal) -> Reply:
    fields = inputs(view)
    if not fields:
        return {"response_action": "push", "view": answers.refused(why)}
    place = field if field in fields else fields[0]
    return {"response_action": "errors", "errors": {place: refusals.refusal(why)}}


def _with_warning(refused: Refused, view: Json) -> View:
    """
    The same window with the warning and its box; fields keep their ids, and so what was typed. The warning
    may stand below what is in sight, so the title says too that nothing was sent.
    """
    kinds = cast("tuple[str, ...]", refused.facts["names"])
    return forms.with_identifier_check(shown_again(view), kinds)


def _facts(desk: Desk, refused: Refused, value: str, now: datetime) -> facts.Refusal:
    try:
        return showing.refusal(desk.database, refused, now=now, reference=reference_in(value) or None)
    except (Refused, Unavailable):
        return facts.Refusal(refused.reason)
