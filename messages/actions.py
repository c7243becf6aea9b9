"""What people say that they will do: the list with its buttons, the form, the lines for other forms."""

from collections.abc import Iterable, Iterator

from messages import blocks, ids, typed
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import Action, Card
from messages.forms import asked, labelled_field
from messages.words import say, say_plain

_TEXT_MOST = 300
_SHOWN = 20


def window(facts: Card, agency: str) -> View:
    """Return the list of what is still to be done, as somebody of an agency sees it, and what is done."""
    done = [action for action in facts.actions if action.done_at is not None]
    told = [
        *rows(facts.reference, facts.actions, agency),
        *blocks.actions(labelled(ids.ADD_ACTION, f"{facts.reference}/0", is_first=True)),
        *(block for action in done[-_SHOWN:] for block in _done(action)),
    ]
    return blocks.window(say_plain("actions", "title"), say_plain("forms", "close"), told)


def rows(reference: str, actions: Iterable[Action], agency: str) -> list[Block]:
    """Return what is still to be done; what is an agency's own has the button that says that it is done."""
    left = still_open(actions)
    if not left:
        return [blocks.section(say("actions", "nothing"))]
    more = [blocks.context(say("actions", "more", number=len(left) - _SHOWN))] if len(left) > _SHOWN else []
    return [*(block for action in left[:_SHOWN] for block in _row(reference, action, agency)), *more]


def add(reference: str, note: int, form_id: str, *, typed_already: str = "", is_next: bool = False) -> View:
    """
    Return the form for one thing to be done. `is_next` says that a note was saved just now, of which
    `typed_already` said it. The metadata is reference/note/form_id, the note 0 where it is of none.
    """
    text = typed.clip(typed.on_one_line(typed_already), _TEXT_MOST)
    fields = [
        *([blocks.context(say("actions", "saved", number=note))] if is_next else []),
        labelled_field("actions", "action", blocks.text_line(ids.ACTION, _TEXT_MOST, text)),
        labelled_field("actions", "owner", blocks.search(ids.OWNER, say_plain("forms", "search_person"))),
        labelled_field("actions", "by", blocks.date_choice(ids.BY)),
    ]
    return asked("actions", "add", f"{reference}/{note}/{form_id}", ids.ADD_ACTION_FORM, fields)


def still_open(actions: Iterable[Action]) -> list[Action]:
    """Return what is not done yet, in the order of its days."""
    return sorted((one for one in actions if one.done_at is None), key=lambda one: (one.by, one.number))


def lines(actions: Iterable[Action]) -> list[str]:
    """Return what is still to be done, a line each: what, who, by when."""
    return [
        f"{typed.on_one_line(action.text)} {say_plain('actions', 'who_by_when', action=action)}"
        for action in still_open(actions)
    ]


def lines_within(actions: Iterable[Action], most: int) -> str:
    """Return as many whole lines of it, the soonest first, as `most` characters hold."""
    return "\n".join(_within(lines(actions), most))


def _within(found: list[str], most: int) -> Iterator[str]:
    left = most
    for line in found:
        left -= typed.length(line) + 1
        if left < 0:
            return
        yield line


def _row(reference: str, action: Action, agency: str) -> list[Block]:
    done = labelled(ids.ACTION_DONE, f"{reference}/{action.number}")
    head = blocks.section(
        say("actions", "row", action=action), done if action.owner.agency == agency else None
    )
    return [head, *blocks.quoted(action.text)]


def _done(action: Action) -> list[Block]:
    return [blocks.section(say("actions", "done", action=action)), *blocks.quoted(action.text)]
