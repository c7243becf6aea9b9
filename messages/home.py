"""App Home: what waits for one's answer, and one's open disagreements."""

from messages import blocks, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.daily import item
from messages.facts import Home, OpenCase
from messages.words import say, say_plain

_ITEMS_SHOWN, _CASES_SHOWN = 40, 40


def home(facts: Home) -> View:
    """Return the Home tab of somebody whom the roster knows."""
    return blocks.home(
        [
            blocks.header(say_plain("home", "title", home=facts)),
            *blocks.sections(say("home", "danger", home=facts)),
            *_raise(),
            blocks.divider(),
            blocks.section(say("home", "waiting", number=len(facts.waiting))),
            *(item(each) for each in facts.waiting[:_ITEMS_SHOWN]),
            blocks.divider(),
            blocks.section(say("home", "cases", number=len(facts.cases))),
            *(_case(case) for case in facts.cases[:_CASES_SHOWN]),
            *_more(facts),
            *([blocks.context(say("home", "lead"))] if facts.is_lead else []),
        ]
    )


def home_unknown() -> View:
    """Return the Home tab of somebody who has never used it."""
    return blocks.home([blocks.section(say("home", "unknown")), *_raise()])


def _raise() -> list[Block]:
    return blocks.actions(labelled(ids.OPEN_RAISE, ids.OPEN_RAISE, is_first=True))


def _case(facts: OpenCase) -> Block:
    return blocks.section(say("home", "case", case=facts), labelled(ids.READ, facts.reference))


def _more(facts: Home) -> list[Block]:
    more = max(0, len(facts.cases) - _CASES_SHOWN) + max(0, len(facts.waiting) - _ITEMS_SHOWN)
    return [blocks.context(say("home", "more", number=more))] if more else []
