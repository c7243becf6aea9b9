"""A YAML text read key by key: every scalar is text, every fault is kept with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

# What a value with a fault reads as. Nobody sees it: `read` raises before the object made of it gets out.
_NOTHING: Any = None


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a file, and where."""

    name: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.message}"


class Faults(Exception):  # noqa: N818  (it says what it holds)
    """A file cannot be used: holds everything that is wrong in it, in the order of its lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def read(text: str, name: str, shape: Callable[[Block], T]) -> T:
    """
    Read the YAML text as `shape` asks for it. `name` is what the faults call the file.

    Raises Faults, all at once: what is missing, what is wrong, and what `shape` never asked for.
    """
    page = _Page(name)
    thing = shape(_top(text, page))
    for block in page.blocks:
        block.note_unknown_keys()
    if page.faults:
        raise Faults(tuple(sorted(page.faults)))
    return thing


class Block:
    """One mapping of a page; what it lacks or holds wrongly is noted on the page when it is asked for."""

    def __init__(self, page: _Page, line: int, pairs: list[tuple[yaml.Node, yaml.Node]]) -> None:
        self.line = line
        self._page = page
        self._values: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        self._asked: set[str] = set()
        for key, value in pairs:
            self._add(key, value)
        page.blocks.append(self)

    def names(self) -> tuple[str, ...]:
        """Return the keys, in the order of the file, where the file chooses them."""
        return tuple(self._values)

    def has(self, key: str) -> bool:
        """Ask for a key that may be left out."""
        self._asked.add(key)
        return key in self._values

    def text(self, key: str) -> str:
        """Return the text under the key."""
        return self.read(key, str)

    def read(self, key: str, parse: Callable[[str], T]) -> T:
        """Return what `parse` makes of the text under the key; its ValueError says what is wrong with it."""
        return self._parsed(key, self._ask(key), parse)

    def choice(self, key: str, kind: type[E]) -> E:
        """Return the member of the closed set that stands under the key."""
        return self.read(key, partial(_member, kind))

    def texts(self, key: str, parse: Callable[[str], str] = str) -> tuple[str, ...]:
        """Return the list of texts under the key, each as `parse` makes it."""
        texts = (self._parsed(key, node, parse) for node in self._listed(key))
        return tuple(filter(None, texts))  # without those that have a fault

    def block(self, key: str) -> Block:
        """Return the mapping under the key; an empty one where there is none."""
        return self._inner(key, self._ask(key))

    def blocks(self, key: str) -> tuple[Block, ...]:
        """Return the list of mappings under the key."""
        return tuple(self._inner(key, node) for node in self._listed(key))

    def fault(self, key: str, message: str) -> None:
        """Note a fault at the line of a key that the block holds."""
        self._page.fault(self._lines[key], message)

    def note_unknown_keys(self) -> None:
        """Note every key that nobody asked for, with the likeliest that was meant."""
        for key in self._values:
            if key not in self._asked:
                self.fault(key, f"{key} is not known here{did_you_mean(key, self._asked)}")

    def _add(self, key: yaml.Node, value: yaml.Node) -> None:
        if not isinstance(key, yaml.ScalarNode):
            self._page.fault(_line(key), "a key must be one word")
        elif key.value in self._values:
            self._page.fault(_line(key), f"{key.value} stands here twice")
        else:
            self._values[key.value] = value
            self._lines[key.value] = _line(key)

    def _ask(self, key: str) -> yaml.Node | None:
        if not self.has(key):
            self._page.fault(self.line, f"{key} is missing")
        return self._values.get(key)

    def _parsed(self, key: str, node: yaml.Node | None, parse: Callable[[str], T]) -> T:
        if node is None:
            return _NOTHING  # type: ignore[no-any-return]
        try:
            return parse(_scalar(node))
        except ValueError as wrong:
            self._page.fault(_line(node), f"{key}: {wrong}")
            return _NOTHING  # type: ignore[no-any-return]

    def _listed(self, key: str) -> list[yaml.Node]:
        node = self._ask(key)
        if isinstance(node, yaml.SequenceNode) and node.value:
            return list(node.value)
        if node is not None:
            self._page.fault(_line(node), f"{key}: must be a list of one or more")
        return []

    def _inner(self, key: str, node: yaml.Node | None) -> Block:
        if isinstance(node, yaml.MappingNode):
            return Block(self._page, _line(node), node.value)
        if node is not None:
            self._page.fault(_line(node), f"{key}: must be a block of keys")
        return Block(self._page, self.line, [])


def did_you_mean(word: str, known: set[str]) -> str:
    """Return the end of a sentence that offers the known word most like this one; empty where none is."""
    near = get_close_matches(word, sorted(known))
    return f"; did you mean {near[0]}?" if near else ""


@dataclass
class _Page:
    name: str
    faults: list[Fault] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        self.faults.append(Fault(self.name, line, message))


def _top(text: str, page: _Page) -> Block:
    try:
        # BaseLoader resolves nothing: `no` stays "no" and 12:30 is not 750.
        node = yaml.BaseLoader(text).get_single_node()
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        problem = getattr(wrong, "problem", None) or "it holds characters that no text file holds"
        raise Faults((Fault(page.name, mark.line + 1 if mark else 1, f"not YAML: {problem}"),)) from wrong
    if not isinstance(node, yaml.MappingNode):
        raise Faults((Fault(page.name, 1, "must be a block of keys"),))
    return Block(page, _line(node), node.value)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _member(kind: type[E], words: str) -> E:
    try:
        return kind(words)
    except ValueError:
        raise ValueError(f"{words!r} must be one of {', '.join(kind)}") from None


def _scalar(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError("must be one value")
    if not node.value.strip():
        raise ValueError("is empty")
    return str(node.value)
