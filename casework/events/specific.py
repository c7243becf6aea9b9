"""What only its own kind of act has to tell: what the tables of all conversations are made of."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from casework import view
from casework.view import View
from messages.facts import Who
from procedure.acts import Called

Facts = dict[str, Any]
"""Fields of an Event, by their names."""

Specific = Callable[[Any, View, int], Facts]
"""An act, the disagreement after it and the agency it is told about, to what it has to tell."""

Specifics = Mapping[type, Specific]


def called(shown: View, calls: Iterable[Called]) -> tuple[Who, ...]:
    """Return the people called, as shown."""
    return shown.everyone(person for called in calls for person in called.holder.people)


def by_route(shown: View, calls: Iterable[Called]) -> tuple[tuple[str, str], ...]:
    """Return the agencies called by a route of their own: in place of what, and by which clause."""
    found = (
        (shown.agency(each.holder.agency_id), view.route_of(shown.case, each.holder, shown.case.tier_index))
        for each in calls
    )
    return tuple((agency, route) for agency, route in found if route)
