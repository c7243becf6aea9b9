"""Slack in: a payload becomes one use case, and its result the answer."""

import re

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
    """Have the app listen for everything that people do with it."""
    raising.listen(app, desk)
    home.listen(app, desk)
    note_from_message.listen(app, desk)
    membership.listen(app, desk)
    faults.listen(app, desk)
    opens = {name: each for one in CONVERSATIONS for name, each in one.OPENS.items()}
    changes = {name: each for one in CONVERSATIONS for name, each in one.CHANGES.items()}
    for name, each in (opens | menus.opens(opens)).items():
        app.action(name)(doors.opening(desk, each))
    for one in CONVERSATIONS:
        for name, act in one.ACTS.items():
            app.action(name)(doors.acting(desk, act))
        for name, take in one.TAKES.items():
            app.view(name)(doors.taking(desk, take))
        for name, find in one.FINDS.items():
            app.options(name)(doors.searching(desk, find))
    for name in CHOSEN_AT_ONCE:
        app.action(name)(doors.changing(desk, changes))
    # Last, so that only what nothing else listens for comes here.
    app.action(_ANY)(doors.opening(desk, menus.unknown))
