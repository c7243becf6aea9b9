"""What people type: not empty, not too long, and nothing in it that could identify a child unasked."""

from collections.abc import Iterable
from dataclasses import dataclass

from procedure.identifiers import found_in
from procedure.refusal import Refused


@dataclass(frozen=True)
class Typed:
    """One text field as sent: its name in the form, what was typed, and the most that it may hold."""

    field: str
    body: str
    most: int
    is_required: bool = True


def check(fields: Iterable[Typed], *, identifiers_checked: bool) -> None:
    """
    Refuse what is empty or too long, beside its field; then warn of what could identify a child, once:
    `identifiers_checked` says that the person has answered the warning.
    """
    fields = tuple(fields)
    for typed in fields:
        if typed.is_required and not typed.body.strip():
            raise Refused("empty", field=typed.field)
        if len(typed.body) > typed.most:
            raise Refused("too_long", field=typed.field, number=typed.most)
    if identifiers_checked:
        return
    for typed in fields:
        if found := found_in(typed.body):
            raise Refused("identifiers", field=typed.field, names=tuple(found))
