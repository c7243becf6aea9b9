"""Posts: whether one is somebody's, and the form in which a lead names who stands in for one."""

from datetime import date

from messages import blocks, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import PostShown
from messages.forms import asked, labelled_field
from messages.words import say, say_plain


def stand_in(facts: PostShown, today: date) -> View:
    """Return the form that names who acts for a post, and to which day."""
    return asked(
        "posts",
        "stand_in",
        f"{facts.id}",
        ids.STAND_IN_POST_FORM,
        [
            blocks.section(say("posts", "stand_in", post=facts)),
            labelled_field(
                "posts", "stand_in_person", blocks.search(ids.PERSON, say_plain("forms", "search_person"))
            ),
            labelled_field("posts", "until_on", blocks.date_choice(ids.UNTIL_ON, today)),
        ],
    )


def named(facts: PostShown, until_on: date) -> View:
    """Return that somebody has been named, in the form's place."""
    return _answer("named", facts, until_on)


def theirs(facts: PostShown) -> View:
    """Return the answer to somebody who says that a post is theirs."""
    return _answer("theirs", facts)


def not_theirs(facts: PostShown) -> View:
    """Return the answer to somebody who says that a post is not theirs."""
    return _answer("not_theirs", facts)


def vacant(facts: PostShown) -> Block:
    """Return a post for which nobody can be called today, in the Home of a safeguarding lead."""
    button = labelled(ids.STAND_IN_POST, f"{facts.id}")
    return blocks.section(say("posts", "vacant", post=facts), button)


def _answer(name: str, facts: PostShown, until_on: date | None = None) -> View:
    words = say("posts", name, post=facts, until_on=until_on)
    return blocks.window(say_plain("answers", "title"), say_plain("forms", "close"), blocks.sections(words))
