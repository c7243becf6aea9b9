"""The small checks of which the tables are made; each adds what is wrong, with a JSON pointer to where."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.slack.shapes import Json

Faults = list[str]
Check = Callable[[Any, str, Faults], None]
Whole = Callable[[Json, str, Faults], None]


def wrong(faults: Faults, what: str, where: str) -> None:
    """Add one fault in Slack's manner."""
    faults.append(f"{what} [json-pointer:{where}]")


@dataclass(frozen=True)
class Shape:
    """What an object must hold, may hold, and obey as a whole; any other key but `type` is refused."""

    must: Mapping[str, Check] = field(default_factory=dict)
    may: Mapping[str, Check] = field(default_factory=dict)
    rules: tuple[Whole, ...] = ()

    def __call__(self, value: Any, where: str, faults: Faults) -> None:
        """Check one object."""
        if not isinstance(value, dict):
            wrong(faults, "must be an object", where)
            return
        for key in self.must:
            if key not in value:
                wrong(faults, f"missing required field: {key}", where)
        before = len(faults)
        for key, one in value.items():
            self._check_key(key, one, where, faults)
        # a rule about the whole reads keys that must be sound by themselves
        if len(faults) == before and all(key in value for key in self.must):
            for rule in self.rules:
                rule(value, where, faults)

    def _check_key(self, key: str, value: Any, where: str, faults: Faults) -> None:
        check = self.must.get(key) or self.may.get(key)
        if check:
            check(value, f"{where}/{key}", faults)
        elif key != "type":
            wrong(faults, f"invalid additional property: {key}", where)


def string(most: int, least: int = 1) -> Check:
    """Return a check for text of so many characters."""

    def check(value: Any, where: str, faults: Faults) -> None:
        if not isinstance(value, str):
            wrong(faults, "must be a string", where)
        elif len(value) < least:
            wrong(faults, f"must be more than {least - 1} characters", where)
        elif len(value) > most:
            wrong(faults, f"must be less than {most + 1} characters", where)

    return check


def anything(value: Any, where: str, faults: Faults) -> None:
    """Check nothing: what may stand here is not known."""


def boolean(value: Any, where: str, faults: Faults) -> None:
    """Check for a yes or no."""
    if not isinstance(value, bool):
        wrong(faults, "must be a boolean", where)


def whole(low: int, high: int) -> Check:
    """Return a check for a whole number between two others."""

    def check(value: Any, where: str, faults: Faults) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            wrong(faults, "must be an integer", where)
        elif value < low:
            wrong(faults, f"must be greater than or equal to {low}", where)
        elif value > high:
            wrong(faults, f"must be less than or equal to {high}", where)

    return check


def number(value: Any, where: str, faults: Faults) -> None:
    """Check for a number, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        wrong(faults, "must be a number", where)


def positive(value: Any, where: str, faults: Faults) -> None:
    """Check for a number greater than nothing."""
    before = len(faults)
    number(value, where, faults)
    if len(faults) == before and value <= 0:
        wrong(faults, "must be greater than 0", where)


def one_of(*allowed: str) -> Check:
    """Return a check for one of a few words."""

    def check(value: Any, where: str, faults: Faults) -> None:
        if value not in allowed:
            wrong(faults, "must be a valid enum value", where)

    return check


def matching(pattern: str) -> Check:
    """Return a check for text of a certain form."""
    form = re.compile(pattern)

    def check(value: Any, where: str, faults: Faults) -> None:
        if not isinstance(value, str) or not form.fullmatch(value):
            wrong(faults, f"must match the pattern {pattern}", where)

    return check


def array(of: Check, most: int, least: int = 1) -> Check:
    """Return a check for a list of so many things, each of which is checked."""

    def check(value: Any, where: str, faults: Faults) -> None:
        if not isinstance(value, list):
            wrong(faults, "must be an array", where)
            return
        if len(value) < least:
            wrong(faults, f"no less than {least} items allowed", where)
        if len(value) > most:
            wrong(faults, f"no more than {most} items allowed", where)
        for index, one in enumerate(value):
            of(one, f"{where}/{index}", faults)

    return check


def typed(table: Mapping[str, Check], only: Collection[str] | None = None) -> Check:
    """Return a check that goes by an object's `type`; `only` narrows the table to what is allowed here."""
    allowed = table if only is None else {kind: table[kind] for kind in only}

    def check(value: Any, where: str, faults: Faults) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            wrong(faults, "missing required field: type", where)
        elif kind not in allowed:
            wrong(faults, f"unsupported type: {kind}", where)
        else:
            allowed[kind](value, where, faults)

    return check


def exactly_one(*keys: str) -> Whole:
    """Return a rule that one of these keys is there, and only one."""

    def rule(value: Json, where: str, faults: Faults) -> None:
        if sum(key in value for key in keys) != 1:
            wrong(faults, f"must define exactly one of: {', '.join(keys)}", where)

    return rule


def not_both(one: str, other: str) -> Whole:
    """Return a rule that two keys do not stand together."""

    def rule(value: Json, where: str, faults: Faults) -> None:
        if one in value and other in value:
            wrong(faults, f"must not define both {one} and {other}", where)

    return rule


def at_least_one(*keys: str) -> Whole:
    """Return a rule that one of these keys is there."""

    def rule(value: Json, where: str, faults: Faults) -> None:
        if not any(key in value for key in keys):
            wrong(faults, f"must define either {' or '.join(f'`{key}`' for key in keys)}", where)

    return rule


def not_more(low: str, high: str) -> Whole:
    """Return a rule that one number is not greater than another, where both are there."""

    def rule(value: Json, where: str, faults: Faults) -> None:
        if low in value and high in value and float(value[low]) > float(value[high]):
            wrong(faults, f"{low} must not be greater than {high}", where)

    return rule


def differ(key: str, of: str) -> Whole:
    """Return a rule that no two things in the list under `of` have the same `key`."""

    def rule(value: Json, where: str, faults: Faults) -> None:
        names = [one[key] for one in value.get(of, ())]
        if len(names) != len(set(names)):
            wrong(faults, f"{key} must be unique", f"{where}/{of}")

    return rule


def texts(value: Any) -> Iterator[str]:
    """Yield each text that a block, or a list of blocks, shows."""
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key == "text" and isinstance(one, str):
                yield one
            else:
                yield from texts(one)
