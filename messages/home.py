"""App Home: what waits for one's answer, and one's open disagreements."""

from messages import blocks, elsewhere, ids, leave, posts, undelivered
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.daily import item
from messages.facts import Home, OpenCase, Watch
from messages.words import say, say_plain

_ITEMS_SHOWN, _CASES_SHOWN = 25, 30
_LEAVE_SHOWN, _LINES_SHOWN = 3, 8


def home(facts: Home) -> View:
    """Return the Home tab of somebody whom the roster knows."""
    return blocks.home(
        [
            blocks.header(say_plain("home", "title", home=facts)),
            *blocks.sections(say("home", "danger", home=facts)),
            *_raise_or_leave(),
            *leave.own(facts.leave[:_LEAVE_SHOWN]),
            blocks.divider(),
            blocks.section(say("home", "waiting", number=len(facts.waiting))),
            *(item(each) for each in facts.waiting[:_ITEMS_SHOWN]),
            *undelivered.listed(facts.undelivered),
            blocks.divider(),
            blocks.section(say("home", "cases", number=len(facts.cases))),
            *(_case(case) for case in facts.cases[:_CASES_SHOWN]),
            *_ended(facts),
            *_more(facts),
            *(_route(facts.route) if facts.route is not None else []),
            blocks.divider(),
            *elsewhere.doors(),
            *(_watch(facts.watch) if facts.watch else []),
        ]
    )


def home_unknown() -> View:
    """Return the Home tab of somebody who has never used it."""
    return blocks.home([blocks.section(say("home", "unknown")), *_raise()])


def _raise() -> list[Block]:
    return blocks.actions(labelled(ids.OPEN_RAISE, ids.OPEN_RAISE, is_first=True))


def _raise_or_leave() -> list[Block]:
    raising = labelled(ids.OPEN_RAISE, ids.OPEN_RAISE, is_first=True)
    return blocks.actions(raising, labelled(ids.LEAVE, ids.LEAVE))


def _route(chosen: str) -> list[Block]:
    """The button carries what it changes to."""
    words = say("home", "route_chosen" if chosen else "route_of_line")
    action_id = ids.LINE_ROUTE if chosen else ids.DESIGNATED_ROUTE
    return [blocks.divider(), blocks.section(words, accessory=labelled(action_id, action_id))]


def _watch(facts: Watch) -> list[Block]:
    return [
        blocks.divider(),
        blocks.context(say("home", "lead")),
        *blocks.sections(say("home", "vacant", watch=facts, number=_LINES_SHOWN)),
        *(posts.vacant(each) for each in facts.vacant[:_LINES_SHOWN]),
        *(leave.of_somebody(each) for each in facts.away[:_LINES_SHOWN]),
        *blocks.sections(say("home", "holders", watch=facts, number=_LINES_SHOWN)),
        *blocks.actions(
            *(labelled(name, name) for name in (ids.LEAVE_OF, ids.FIGURES, ids.LOOK_BACKS)),
        ),
    ]


def _case(facts: OpenCase) -> Block:
    return blocks.section(say("home", "case", case=facts), labelled(ids.READ, facts.reference))


def _ended(facts: Home) -> list[Block]:
    if not facts.ended:
        return []
    return [blocks.section(say("home", "ended")), *(_case(case) for case in facts.ended)]


def _more(facts: Home) -> list[Block]:
    more = max(0, len(facts.cases) - _CASES_SHOWN) + max(0, len(facts.waiting) - _ITEMS_SHOWN)
    return [blocks.context(say("home", "more", number=more))] if more else []
