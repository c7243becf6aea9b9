"""What was delivered, to whom, and at which instant: the sentences that journeys assert."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sandbox.practice.stage import LONDON, Stage
from sandbox.slack.screen import words_of
from sandbox.slack.shapes import Json


@dataclass(frozen=True)
class Delivery:
    """One message as it arrived: when (London time), in what, to whom, with what notification."""

    at: str
    kind: str
    to: frozenset[str]
    text: str
    words: str


class Silent:
    """A teller for tests: the story is walked, and nothing is printed."""

    def scene(self, title: str) -> None:
        """Say nothing."""

    def does(self, who: object, what: str) -> None:
        """Say nothing."""

    def shows_view(self, who: object) -> None:
        """Say nothing."""

    def shows_news(self, *people: object) -> None:
        """Say nothing."""


def raised_by(
    stage: Stage,
    who: str,
    against: str,
    soon: str = "procedure",
    details: Mapping[str, str] | None = None,
    **texts: str,
) -> str:
    """Have somebody raise a disagreement, save details in the receipt if any, and return its reference."""
    person = stage.person(who)
    person.types()
    person.chooses("danger", "none")
    person.fills(
        {
            "against": [person.finds("against", against)],
            "dispute": "The referral was closed.",
            "wanted": "An assessment.",
            "soon": soon,
            **texts,
        }
    )
    person.submits()
    reference = person.view.title.split()[-1]
    if details:
        person.submits(details)
    person.closes()
    stage.settle()
    return reference


def deliveries(stage: Stage) -> list[Delivery]:
    """Return everything that was delivered, in order."""
    return [_delivery(row) for row in stage.practice.deliveries()]


def calls(stage: Stage, reference: str) -> list[tuple[str, str]]:
    """Return each call of a disagreement: when, and to whom (first name)."""
    return [
        (each.at, _first_name(person))
        for each in deliveries(stage)
        if each.kind == "dm" and each.text.startswith(reference) and "You act for" in each.words
        for person in each.to
    ]


def first_calls(stage: Stage, reference: str) -> dict[str, str]:
    """Return when each person was called first."""
    first: dict[str, str] = {}
    for when, who in calls(stage, reference):
        first.setdefault(who, when)
    return first


def received(stage: Stage, first_name: str) -> list[tuple[str, str]]:
    """Return each direct message that somebody received: when, and its notification."""
    return [
        (each.at, each.text)
        for each in deliveries(stage)
        if each.kind == "dm" and f"U0{first_name.upper()}" in each.to
    ]


def _delivery(row: Json) -> Delivery:
    local = datetime.fromisoformat(row["at"]).astimezone(LONDON)
    return Delivery(
        at=f"{local:%A %Y-%m-%d %H:%M}",
        kind=row["kind"],
        to=frozenset(row["to"]),
        text=row["text"],
        words=words_of(row["blocks"] or []),
    )


def _first_name(account: str) -> str:
    return account.removeprefix("U0").capitalize()
