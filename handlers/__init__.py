"""Slack in: a payload becomes one use case, and its result the answer."""

import re
from collections.abc import Iterable
from re import Pattern

from slack_bolt import App

from handlers import (
    actions,
    advising,
    afterwards,
    communications,
    doors,
    duties,
    elsewhere,
    faults,
    figures,
    follow_up,
    home,
    joining,
    leave,
    lessons,
    membership,
    menus,
    more,
    note_from_message,
    note_more,
    notes,
    people,
    policy,
    posts,
    protecting,
    raising,
    reading,
    reopening,
    resolution,
    routing,
    something_else,
    support,
    tiers,
    undelivered,
    withdrawing,
)
from handlers.desk import Desk
from messages import ids

CONVERSATIONS = (
    raising,
    notes,
    note_more,
    actions,
    communications,
    tiers,
    duties,
    lessons,
    afterwards,
    protecting,
    reopening,
    resolution,
    routing,
    follow_up,
    people,
    policy,
    joining,
    advising,
    leave,
    posts,
    withdrawing,
    something_else,
    more,
    support,
    elsewhere,
    figures,
    undelivered,
)
CHOSEN_AT_ONCE = (ids.DANGER, ids.SOON, ids.AGENCY, ids.SUBJECT, ids.SOUGHT)
"""Fields of forms in which a choice changes the form at once: they stand in no message."""
_ANY = re.compile("")


def register_all(app: App, desk: Desk) -> None:
    """
    Have the app listen for everything that people do with it. It asks each listener in turn whether a payload
    is for it, so there is one for each way of answering, and not one for each button; what people wait for
    most comes first.
    """
    opens = {name: each for one in CONVERSATIONS for name, each in one.OPENS.items()}
    opens |= menus.opens(opens)
    acts = {name: each for one in CONVERSATIONS for name, each in one.ACTS.items()}
    takes = {name: each for one in CONVERSATIONS for name, each in one.TAKES.items()}
    finds = {name: each for one in CONVERSATIONS for name, each in one.FINDS.items()}
    changes = {name: each for one in CONVERSATIONS for name, each in one.CHANGES.items()}
    app.view(_one_of(takes))(doors.taking(desk, takes))
    app.action(_one_of(acts))(doors.acting(desk, acts))
    app.action(_one_of(opens))(doors.opening_from(desk, lambda body: opens[reading.pressed(body)]))
    app.action(_one_of(CHOSEN_AT_ONCE))(doors.changing(desk, changes))
    app.options(_one_of(finds))(doors.searching(desk, finds))
    raising.listen(app, desk)
    home.listen(app, desk)
    note_from_message.listen(app, desk)
    membership.listen(app, desk)
    faults.listen(app, desk)
    # Last, so that only what nothing else listens for comes here.
    app.action(_ANY)(doors.opening(desk, menus.unknown))


def _one_of(names: Iterable[str]) -> Pattern[str]:
    return re.compile(f"^(?:{'|'.join(names)})$")
