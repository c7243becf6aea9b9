"""Say a named block of a template with facts: for Slack's markup, for plain text, for the child's file."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from messages import typed
from messages.facts import Who

_LONGEST_NAME, _LONGEST_VALUE = 70, 300
_LATE_FROM_MINUTES, _TWO_HOURS, _TWO_DAYS = 15, 2 * 60, 2 * 24 * 60

_SPACE = re.compile(r"\s+")


def say(template: str, block: str, **facts: object) -> str:
    """Return a block's words for a mrkdwn text: no value can ring a channel or make a link."""
    return _render(Way.MARKUP, template, block, facts)


def say_plain(template: str, block: str, **facts: object) -> str:
    """Return a block's words for a plain text, where Slack reads nothing as markup."""
    return _render(Way.PLAIN, template, block, facts)


def say_for_file(template: str, block: str, **facts: object) -> str:
    """Return a block's words as plain text to be read years later: every date has its year."""
    return _render(Way.FILE, template, block, facts).replace("*", "")


def has_words(template: str, block: str) -> bool:
    """Whether a template has words of that name."""
    return block in _environment(Way.PLAIN).get_template(f"{template}.j2").blocks


class Way(Enum):
    """For what words are said."""

    MARKUP = "markup"
    PLAIN = "plain"
    FILE = "file"


class _Ready(str):
    """Several values in one, each already clean and clipped by itself."""

    __slots__ = ()


def when(at: datetime) -> str:
    """Return weekday, date and time: Friday 27 November, 16:53."""
    return f"{day(at)}, {clock(at)}"


def when_in_full(at: datetime) -> str:
    """Return the same with the year, for what is read years later."""
    return f"{day_in_full(at)}, {clock(at)}"


def day(on: date) -> str:
    """Return weekday and date."""
    return f"{on:%A} {on.day} {on:%B}"


def day_in_full(on: date) -> str:
    """Return weekday, date and year."""
    return f"{day(on)} {on.year}"


def days_to(first_on: date, last_on: date) -> str:
    """Return the days from the first to the last: on Friday 4 December, from Friday … to Monday …"""
    return f"on {day(first_on)}" if first_on == last_on else f"from {day(first_on)} to {day(last_on)}"


def times(number: int) -> str:
    """Return how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def clock(at: datetime) -> str:
    """Return the time of day."""
    return f"{at:%H:%M}"


def later_than(at: datetime, due_at: datetime | None) -> str:
    """Return by how much something came late: 40 minutes, 3 hours, 2 days; nothing where it was in time."""
    minutes = round((at - due_at).total_seconds() / 60) if due_at else 0
    if minutes < _LATE_FROM_MINUTES:
        return ""
    if minutes < _TWO_HOURS:
        return f"{minutes} minutes"
    if minutes < _TWO_DAYS:
        return f"{minutes // 60} hours"
    return f"{minutes // (24 * 60)} days"


def who(person: Who) -> str:
    """Return a person with post, agency and telephone, as far as they are known."""
    return _with(person.name, (person.post, person.agency, person.telephone))


def who_briefly(person: Who) -> str:
    """Return a person with their agency."""
    return _with(person.name, (person.agency,))


def everyone(people: Iterable[Who], word: str) -> str:
    """Return people in one phrase, each in full."""
    return listed([who(person) for person in people], word)


def everyone_briefly(people: Iterable[Who], word: str) -> str:
    """Return people in one phrase, each with their agency."""
    return listed([who_briefly(person) for person in people], word)


def in_sentence(title: str) -> str:
    """Return a title as it stands within a sentence: Senior managers, but LSCB as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def listed(values: Iterable[str], word: str) -> str:
    """Return the values in one phrase, with `word` before the last: A, B and C; nothing for none."""
    *first, last = [value if isinstance(value, _Ready) else _leaf(value) for value in values] or [""]
    return _Ready(f"{', '.join(first)} {word} {last}" if first else last)


def _with(name: str, more: Iterable[str]) -> _Ready:
    known = ", ".join(_leaf(value) for value in more if value)
    return _Ready(f"{_leaf(name)} ({known})" if known else _leaf(name))


def _leaf(value: str) -> str:
    return typed.clip(typed.on_one_line(value), _LONGEST_NAME)


def _plain(value: object) -> object:
    """Make a value harmless; white space around it stays, since templates write some as values."""
    if not isinstance(value, str) or isinstance(value, _Ready):
        return value
    return typed.clip(_SPACE.sub(" ", typed.without_hidden(value)), _LONGEST_VALUE)


def _escaped(value: object) -> object:
    text = _plain(value)
    if not isinstance(text, str):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _environment(way: Way) -> Environment:
    environment = Environment(
        loader=PackageLoader("messages", "wording"),
        undefined=StrictUndefined,
        auto_reload=False,
        autoescape=False,  # HTML's escapes are not Slack's  # noqa: S701
        finalize=_escaped if way is Way.MARKUP else _plain,
    )
    environment.filters |= {
        "later_than": later_than,
        "when": when_in_full if way is Way.FILE else when,
        "day": day_in_full if way is Way.FILE else day,
        "day_in_full": day_in_full,
        "clock": clock,
        "days_to": days_to,
        "times": times,
        "who": who,
        "who_briefly": who_briefly,
        "everyone": everyone,
        "everyone_briefly": everyone_briefly,
        "listed": listed,
        "in_sentence": in_sentence,
    }
    # A block is rendered by itself, without the imports of its template, so the tables are global.
    environment.globals["words"] = environment.get_template("tables.j2").module
    return environment


def _render(way: Way, template: str, block: str, facts: dict[str, object]) -> str:
    return _rendered(way, template, block, facts) if facts else _fixed(way, template, block)


@cache
def _fixed(way: Way, template: str, block: str) -> str:
    """Words that are always the same: most of a form's are."""
    return _rendered(way, template, block, {})


def _rendered(way: Way, template: str, block: str, facts: dict[str, object]) -> str:
    page = _environment(way).get_template(f"{template}.j2")
    rendered = "".join(page.blocks[block](page.new_context(facts)))
    return _tidy(rendered)


def _tidy(text: str) -> str:
    """An empty line in a template ends a line; all other white space is a space."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in _paragraphs(text))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _paragraphs(text: str) -> list[str]:
    return "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
