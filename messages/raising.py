"""Raising a disagreement: the form, the receipt in the same window, help and one's own list."""

from messages import blocks, elsewhere, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import Guide, OpenCase, Raise, Receipt
from messages.forms import agency_option, asked, how_soon, identifier_check, labelled_field, one_of
from messages.more import about_it
from messages.result import Message
from messages.words import say, say_plain
from procedure.acts import Danger, Way

_AGAINST_MOST, _DISPUTE_MOST, _WANTED_MOST, _REFERENCE_MOST = 5, 600, 200, 60


def form(facts: Raise, form_id: str) -> View:
    """
    Return the raising form, as what was chosen so far makes it. What was typed stays, because each block
    keeps its id. The metadata is the form's id.
    """
    in_danger = facts.danger not in ("", Danger.NONE)
    view = asked(
        "raising",
        "form",
        form_id,
        ids.RAISE_FORM,
        [
            *([blocks.context(say("raising", "form_area", area=facts.area))] if facts.area else []),
            _danger(facts),
            *([blocks.section(say("raising", f"banner_{facts.danger}", facts=facts))] if in_danger else []),
            _against(),
            *_texts(facts.dispute, is_optional=in_danger),
            *([] if in_danger else how_soon(facts.choices, facts.soon)),
            _their_reference(facts),
            *([] if in_danger else identifier_check(facts.warn_identifiers)),
        ],
    )
    # Whoever closes it in danger is told that nothing was sent, so Slack has to tell us.
    return view | {"notify_on_close": True} if in_danger else view


def receipt(facts: Receipt) -> View:
    """Return what stands in the same window once it is raised. The metadata is the reference."""
    foot = blocks.context(say("raising", "receipt_foot", receipt=facts))
    told = [*_receipt_told(facts), *_receipt_buttons(facts), foot]
    title = say_plain("raising", "receipt_title", receipt=facts)
    close = say_plain("forms", "close")
    if facts.details_saved:
        return blocks.window(title, close, [*told, blocks.context(say("raising", "receipt_saved"))])
    submit = say_plain("raising", "receipt_submit")
    if facts.way == Way.CONCERN:
        return blocks.window(title, close, told)
    return blocks.form(ids.RECEIPT, facts.reference, title, submit, close, [*told, about_it()])


def who_form(agencies: tuple[tuple[int, str], ...], teams: tuple[tuple[int, str], ...], form_id: str) -> View:
    """Return the question which agency and team somebody belongs to whom the roster does not know."""
    agency_options = [agency_option(number, name) for number, name in agencies]
    team_options = [
        blocks.option(say_plain("forms", "name", name=name), f"team:{number}") for number, name in teams
    ]
    team = (
        labelled_field("raising", "team", one_of(ids.TEAM, team_options), is_optional=True) if teams else None
    )
    return asked(
        "raising",
        "who",
        form_id,
        ids.WHO_FORM,
        [
            blocks.section(say("raising", "who")),
            labelled_field("raising", "agency", one_of(ids.AGENCY, agency_options), acts_at_once=True),
            *([team] if team else []),
        ],
    )


def help_message(facts: Guide) -> Message:
    """Return what `/disagree help` answers; without numbers to whom no area is known."""
    words = say("raising", "help", guide=facts)
    return Message(words, [*blocks.sections(words), *elsewhere.doors()])


def list_text(cases: tuple[OpenCase, ...]) -> str:
    """Return somebody's open disagreements, for `/disagree list`."""
    return say("raising", "list", cases=cases)


def _danger(facts: Raise) -> Block:
    options = [
        blocks.option(say_plain("raising", f"danger_{danger}"), danger)
        for danger in (Danger.NOW, Danger.INFANT_INJURY, Danger.NONE)
    ]
    return labelled_field(
        "raising", "danger", blocks.radio(ids.DANGER, options, facts.danger), acts_at_once=True
    )


def _against() -> Block:
    search = blocks.search_many(ids.AGAINST, say_plain("forms", "search"), _AGAINST_MOST)
    return labelled_field("raising", "against", search)


def _texts(typed: str, *, is_optional: bool) -> list[Block]:
    return [
        labelled_field(
            "raising",
            "dispute",
            blocks.text_lines(ids.DISPUTE, _DISPUTE_MOST, typed),
            is_optional=is_optional,
        ),
        labelled_field(
            "raising", "wanted", blocks.text_line(ids.WANTED, _WANTED_MOST), is_optional=is_optional
        ),
    ]


def _their_reference(facts: Raise) -> Block:
    earlier = say_plain("raising", "earlier", reference=facts.earlier) if facts.earlier else ""
    element = blocks.text_line(ids.THEIR_REFERENCE, _REFERENCE_MOST, earlier)
    return labelled_field("raising", "their_reference", element, is_optional=True)


def _receipt_told(facts: Receipt) -> list[Block]:
    names = [
        "receipt_raised",
        "receipt_danger" if facts.danger != Danger.NONE else "",
        "receipt_called",
        "receipt_nobody" if facts.nobody else "",
        "receipt_facilities" if facts.facilities else "",
        "receipt_next",
        "receipt_ask_lead" if facts.ask_lead else "",
    ]
    return [block for name in names if name for block in blocks.sections(say("raising", name, receipt=facts))]


def _receipt_buttons(facts: Receipt) -> list[Block]:
    question = blocks.confirmation(
        *(say_plain("raising", f"take_back_{part}") for part in ("title", "text", "yes", "no"))
    )
    words = say_plain("buttons", ids.TAKE_BACK)
    take_back = blocks.button(ids.TAKE_BACK, words, facts.reference, confirm=question)
    first = [
        *([ids.POLICE] if facts.danger != Danger.NONE else []),
        *([ids.RAISE_FOR] if facts.can_raise_for else []),
        ids.MORE_ABOUT,
    ]
    return blocks.actions(*(labelled(name, facts.reference) for name in first), take_back)
