"""More about it: what it is about and what was done before, asked after raising and corrected later."""

from collections.abc import Iterator
from itertools import groupby

from messages import blocks, ids
from messages.blocks import Block, Element, View
from messages.facts import Details, More, SubjectShown
from messages.forms import asked, labelled_field, one_of, person_option, worded_as
from messages.words import say, say_plain
from procedure.acts import About, Meeting

_ANSWER_MOST, _TALK_MOST = 200, 300
ASKED = "asked_"
"""What stands before the question's own id in the field that asks it."""


def form(facts: More) -> View:
    """
    Return the form, as the subject chosen in it makes it: the side that raised it is asked for everything,
    each other agency only for its own procedure. The metadata is the reference.
    """
    fields = _of_the_raising_side(facts) if facts.is_raising_side else iter(())
    told = blocks.section(say("more", "intro" if facts.is_raising_side else "intro_other"))
    return asked("more", "form", facts.reference, ids.MORE_FORM, [told, *fields, _own_procedure(facts)])


def about_it(chosen: str = "") -> Block:
    """Return the question whether it is about a decision, an action or the lack of one."""
    element = one_of(ids.ABOUT, worded_as("about", About), chosen)
    return labelled_field("more", "about", element, is_optional=True)


def _of_the_raising_side(facts: More) -> Iterator[Block]:
    known = facts.known
    yield about_it(known.about)
    if facts.subjects:
        yield _subject(facts)
    if facts.chosen:
        yield from _of_the_subject(facts.chosen, known)
    meetings = one_of(ids.MEETING, worded_as("meeting", Meeting), known.meeting)
    yield labelled_field("more", "meeting", meetings, is_optional=True)
    met_on = blocks.date_choice(ids.MET_ON, known.met_on)
    yield labelled_field("more", "met_on", met_on, is_optional=True)
    if not facts.in_danger:
        yield from _talk(known)


def _subject(facts: More) -> Block:
    groups = [
        (_words(stage), [blocks.option(_words(each.words), each.id) for each in subjects])
        for stage, subjects in groupby(facts.subjects, key=lambda subject: subject.stage)
    ]
    chosen = facts.chosen.id if facts.chosen else ""
    element = blocks.select_in_groups(ids.SUBJECT, groups, say_plain("forms", "choose"), chosen)
    return labelled_field("more", "subject", element, is_optional=True, acts_at_once=True)


def _of_the_subject(subject: SubjectShown, known: Details) -> Iterator[Block]:
    typed = {question: words for question, _, words in known.answers}
    for question, words in subject.asks:
        element = blocks.text_line(f"{ASKED}{question}", _ANSWER_MOST, typed.get(question, ""))
        yield blocks.field(_words(words), element, is_optional=True)
    if subject.copied_to:
        initial = person_option(known.chair) if known.chair else None
        search = blocks.search(ids.CHAIR, say_plain("forms", "search_person"), initial)
        label = say_plain("more", "chair_label", subject=subject)
        yield blocks.field(label, search, hint=say_plain("more", "chair_hint"), is_optional=True)


def _talk(known: Details) -> Iterator[Block]:
    yield blocks.section(say("more", "talk"))
    initial = person_option(known.manager) if known.manager else None
    elements: dict[str, Element] = {
        "manager": blocks.search(ids.MANAGER, say_plain("forms", "search_person"), initial),
        "talked_on": blocks.date_choice(ids.TALKED_ON, known.talked_on),
        "manager_view": blocks.text_line(ids.MANAGER_VIEW, _TALK_MOST, known.manager_view),
        "why_not": blocks.text_line(ids.WHY_NOT, _TALK_MOST, known.why_not),
    }
    for name, element in elements.items():
        yield labelled_field("more", name, element, is_optional=True)


def _own_procedure(facts: More) -> Block:
    chosen = {True: "begun", False: "not_begun", None: ""}[facts.own_procedure]
    element = one_of(ids.OWN_PROCEDURE, worded_as("own_procedure", ("begun", "not_begun")), chosen)
    return labelled_field("more", "own_procedure", element, is_optional=True)


def _words(text: str) -> str:
    return say_plain("forms", "name", name=text)
