"""The forms that end a disagreement: outcome, each agency's answer, open issues, filing, closing."""

from collections.abc import Iterable, Sequence

from messages import actions, blocks, ids
from messages.blocks import Block, View
from messages.facts import Action, IssueShown, OutcomeShown
from messages.follow_up import issue_option
from messages.forms import asked, labelled_field, one_of, worded_as
from messages.room import outcome_texts
from messages.words import say, say_plain
from procedure.acts import Answer, Settlement, Way

_AGREED_MOST, _ISSUES_MOST, _SAFE_MOST, _OWN_REFERENCE_MOST, _WHY_MOST = 1000, 600, 300, 60, 600


def outcome(
    reference: str,
    form_id: str,
    standing: OutcomeShown | None = None,
    to_do: Iterable[Action] = (),
    way: str = Way.BETWEEN,
    headings: Sequence[str] = (),
) -> View:
    """
    Return the form that proposes an outcome, with what is `to_do` as what is still open. Where one stands
    already it is shown at the top; the fields keep their ids, so what was typed stays. `headings` are those
    of the area's own template for the confirmation. The metadata is reference/form_id.
    """
    still_open = blocks.text_lines(ids.OPEN_ISSUES, _ISSUES_MOST, actions.lines_within(to_do, _ISSUES_MOST))
    fields = [
        *(_standing(standing) if standing else []),
        labelled_field("resolution", "how", one_of(ids.HOW, worded_as("settlement", Settlement))),
        *_under_these(headings),
        labelled_field("resolution", "agreed", blocks.text_lines(ids.AGREED, _AGREED_MOST)),
        labelled_field("resolution", "open_issues", still_open),
        labelled_field("resolution", "safe", blocks.text_lines(ids.SAFE, _SAFE_MOST)),
        _answer(way),
    ]
    return asked("resolution", "outcome", f"{reference}/{form_id}", ids.OUTCOME_FORM, fields)


def confirm(facts: OutcomeShown, metadata: str) -> View:
    """Return the proposed outcome to read, and the question what one's agency answers."""
    if facts.rung is not None:
        return _rung(facts, metadata)
    fields = [
        *blocks.sections(say("resolution", "confirm_head", outcome=facts)),
        *outcome_texts(facts),
        *_under_these(facts.headings),
        blocks.context(say("resolution", "confirm_silence")),
        _answer(facts.way),
        labelled_field("resolution", "why", blocks.text_lines(ids.WHY, _WHY_MOST), is_optional=True),
    ]
    name = "confirm" if facts.way == Way.BETWEEN else "confirm_inside"
    return asked("resolution", name, metadata, ids.CONFIRM_FORM, fields)


def _rung(facts: OutcomeShown, metadata: str) -> View:
    """What somebody without an account says when it is read to them."""
    asked_for = blocks.text_lines(ids.WHY, _WHY_MOST)
    fields = [
        *blocks.sections(say("resolution", "rung", outcome=facts)),
        *blocks.sections(say("resolution", "confirm_head", outcome=facts)),
        *outcome_texts(facts),
        labelled_field("resolution", "rung_answer", blocks.radio(ids.ANSWER, worded_as("answer", Answer))),
        labelled_field("resolution", "rung_why", asked_for, is_optional=True),
    ]
    return asked("resolution", "rung", metadata, ids.CONFIRM_FORM, fields)


def own_issue(reference: str, issues: Sequence[IssueShown]) -> View:
    """Return the question who pursues an open issue, and by when. The metadata is the reference."""
    waiting = [issue for issue in issues if issue.done_at is None]
    unowned = [issue for issue in waiting if issue.owner is None] or waiting
    if not unowned:
        return _only_told("own_issue")
    options = [issue_option(issue) for issue in unowned]
    search = blocks.search(ids.OWNER, say_plain("forms", "search_person"))
    fields = [
        labelled_field("resolution", "issue", one_of(ids.ISSUE, options)),
        labelled_field("resolution", "owner", search),
        labelled_field("resolution", "by", blocks.date_choice(ids.BY)),
    ]
    return asked("resolution", "own_issue", reference, ids.OWN_ISSUE_FORM, fields)


def filed(reference: str) -> View:
    """Return the last question before an agency's copy counts as filed. The metadata is the reference."""
    fields = [
        *blocks.sections(say("resolution", "filed", reference=reference)),
        labelled_field(
            "resolution",
            "own_reference",
            blocks.text_line(ids.OWN_REFERENCE, _OWN_REFERENCE_MOST),
            is_optional=True,
        ),
    ]
    return asked("resolution", "filed", reference, ids.FILED, fields)


def close(reference: str) -> View:
    """Return the last question before the closing. The metadata is the reference."""
    told = blocks.sections(say("resolution", "close", reference=reference))
    return asked("resolution", "close", reference, ids.CLOSE, told)


def _under_these(headings: Sequence[str]) -> list[Block]:
    """Nothing where the area has no template of its own: none is invented (Beds 6.11, Appendix B)."""
    return blocks.sections(say("resolution", "headings", headings=headings)) if headings else []


def _answer(way: str) -> Block:
    table = "answer" if way == Way.BETWEEN else "answer_inside"
    return labelled_field("resolution", table, blocks.radio(ids.ANSWER, worded_as(table, Answer)))


def _standing(facts: OutcomeShown) -> list[Block]:
    return [
        *blocks.sections(say("resolution", "standing", outcome=facts)),
        *outcome_texts(facts),
        blocks.context(say("resolution", "standing_kept")),
        blocks.divider(),
    ]


def _only_told(name: str) -> View:
    title, close_words = say_plain("resolution", f"{name}_title"), say_plain("forms", "close")
    return blocks.window(title, close_words, [blocks.section(say("resolution", f"{name}_nothing"))])
