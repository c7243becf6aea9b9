"""Policy issues, problems of the procedure, and who still disagrees: their forms and their windows."""

from collections.abc import Sequence

from messages import blocks, ids
from messages.blocks import View
from messages.buttons import labelled
from messages.facts import PolicyShown
from messages.forms import asked, labelled_field, worded_as
from messages.words import say, say_plain

_WORDS_MOST, _DISSENT_MOST = 1000, 600


def report(reference: str, kinds: Sequence[str]) -> View:
    """Return the form of a policy issue or a problem of the procedure; `kinds` is what this person may."""
    kind = blocks.radio(ids.POLICY_KIND, worded_as("policy_kind", kinds))
    fields = [
        *blocks.sections(say("policy", "report", kinds=kinds)),
        labelled_field("policy", "kind", kind),
        labelled_field("policy", "words", blocks.text_lines(ids.WORDS, _WORDS_MOST)),
    ]
    return asked("policy", "report", reference, ids.POLICY_FORM, fields)


def issue(facts: PolicyShown) -> View:
    """Return the issue alone, with what whoever holds it can answer."""
    value = f"{facts.reference}/{facts.number}"
    is_received, is_answered = facts.received_by is not None, bool(facts.answer)
    shown = [
        *blocks.sections(say("policy", "issue", issue=facts)),
        *blocks.quoted(facts.words),
        *blocks.sections(say("policy", "received", issue=facts)),
        *blocks.quoted(facts.answer),
        *blocks.actions(
            labelled(ids.RECEIVE_POLICY, value, is_first=True) if facts.is_held and not is_received else None,
            labelled(ids.DEAL_WITH_POLICY, value) if facts.is_held and not is_answered else None,
        ),
    ]
    return blocks.window(say_plain("policy", f"title_{facts.kind}"), say_plain("forms", "close"), shown)


def deal_with(facts: PolicyShown) -> View:
    """Return the form in which whoever holds an issue says what was done about it."""
    words = labelled_field("policy", f"done_{facts.kind}", blocks.text_lines(ids.WORDS, _WORDS_MOST))
    value = f"{facts.reference}/{facts.number}"
    return asked("policy", "deal_with", value, ids.DEAL_WITH_POLICY_FORM, [words])


def still_disagree(reference: str) -> View:
    """Return the form in which somebody writes down that they still disagree (Beds 3.3)."""
    fields = [
        *blocks.sections(say("policy", "still_disagree")),
        labelled_field("policy", "dissent", blocks.text_lines(ids.WORDS, _DISSENT_MOST)),
    ]
    return asked("policy", "still_disagree", reference, ids.STILL_DISAGREE_FORM, fields)


def disagreed(reference: str, higher: str = "") -> View:
    """Return that it is written down; `higher` is the button by which this person may take it further."""
    told = blocks.sections(say("policy", "disagreed", higher=higher))
    button = blocks.actions(labelled(higher, reference, is_first=True) if higher else None)
    return blocks.window(reference, say_plain("forms", "close"), [*told, *button])
