"""How soon: what was chosen of the answers that a form offered, reckoned from when it was opened."""

from collections.abc import Iterable
from datetime import UTC, datetime

from handlers.reading import Sent
from messages import ids
from messages.facts import Choice
from procedure.refusal import Refused

ANOTHER, PROCEDURE, UNKNOWN, STAYS = "another", "procedure", "unknown", "stays"


def stamp(now: datetime) -> int:
    """Return the instant that a form carries, so that its answers stay what the person saw."""
    return int(now.timestamp())


def opened_at(form: Sent) -> datetime:
    """Return when a form was opened; it carries that in its second place."""
    return datetime.fromtimestamp(form.number(1), UTC)


def instant(form: Sent, choices: Iterable[Choice]) -> datetime:
    """Return the instant chosen, in UTC; Refused beside the field where none is."""
    chosen = form.chosen(ids.SOON)
    if not chosen:
        raise Refused("empty", field=ids.SOON)
    if chosen == ANOTHER:
        return form.moment(ids.ANOTHER_TIME)
    until = {choice.id: choice.until for choice in choices}.get(chosen)
    if until is None:
        raise Refused("unknown_button", field=ids.SOON)
    return until.astimezone(UTC)


def protect_by(form: Sent, choices: Iterable[Choice]) -> datetime | None:
    """Return the same; None where the child is safe until the procedure's own time, or the time stays."""
    if form.chosen(ids.SOON) == STAYS:
        return None
    until = instant(form, choices)
    return None if form.chosen(ids.SOON) == PROCEDURE else until
