"""Check a whole message, view or answer to a search, and say what Slack would find wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.slack.kit.blocks import blocks_on
from sandbox.slack.kit.checks import Check, Faults, Shape, boolean, one_of, string, texts, wrong
from sandbox.slack.kit.elements import OFFERED
from sandbox.slack.kit.figures import TABLE_TEXT
from sandbox.slack.kit.objects import plain
from sandbox.slack.kit.rights import NO_RIGHTS, Rights, not_granted
from sandbox.slack.shapes import Json

MARKDOWN = 12_000
CHARTS = 2
# their own limit is higher than what the blocks of a message may hold together
_COUNTED_APART = frozenset({"data_table"})

_IN_ANY_VIEW: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_BLOCKS = {surface: blocks_on(surface) for surface in ("message", "modal", "home")}
_VIEWS = {
    "modal": Shape(
        must={"type": one_of("modal"), "title": plain(24), "blocks": _BLOCKS["modal"]},
        may={
            **_IN_ANY_VIEW,
            "close": plain(24),
            "submit": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
    ),
    "home": Shape(must={"type": one_of("home"), "blocks": _BLOCKS["home"]}, may=_IN_ANY_VIEW),
}


def faults_in_message(blocks: Any, rights: Rights = NO_RIGHTS) -> Faults:
    """Return what Slack would find wrong with a message's blocks; none is none."""
    faults: Faults = []
    if blocks:
        _BLOCKS["message"](blocks, "/blocks", faults)
    if not faults:
        _unique(blocks, "/blocks", faults)
        _sums(blocks, faults)
        not_granted(blocks, rights, "/blocks", faults)
    return faults


def faults_in_view(view: Any, kind: str, rights: Rights = NO_RIGHTS) -> Faults:
    """Return what Slack would find wrong with a view that is meant to be a modal or a home."""
    faults: Faults = []
    _VIEWS[kind](view, "/view", faults)
    if faults:
        return ["failed to match all allowed schemas [json-pointer:/view]", *faults]
    _unique(view["blocks"], "/view/blocks", faults)
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    if kind == "modal" and inputs and not view.get("submit"):
        wrong(faults, "missing required field: submit", "/view")
    if _count(view["blocks"], "focus_on_load", True) > 1:
        wrong(faults, "only one element can have focus_on_load", "/view/blocks")
    not_granted(view["blocks"], rights, "/view/blocks", faults)
    return faults


def faults_in_options(given: Any) -> Faults:
    """Return what Slack would find wrong with the answer to a search."""
    faults: Faults = []
    OFFERED(given, "", faults)
    return faults


def text_length(blocks: list[Json]) -> int:
    """Return how many characters of text the blocks hold together."""
    return sum(len(text) for block in blocks if block["type"] not in _COUNTED_APART for text in texts(block))


def _unique(blocks: list[Json], where: str, faults: Faults) -> None:
    placed = list(_placed(blocks, where))
    for block_id in _repeated(block.get("block_id") for block, _ in placed):
        wrong(faults, f"block_id must be unique: {block_id}", where)
    for block, at in placed:
        for action_id in _repeated(one.get("action_id") for one in _acting(block)):
            wrong(faults, f"action_id must be unique within a block: {action_id}", at)


def _placed(blocks: list[Json], where: str) -> Iterator[tuple[Json, str]]:
    """Yield each block with the pointer to it, those inside others too."""
    for index, block in enumerate(blocks):
        # Slack takes no notice of the id of a markdown block
        if block["type"] != "markdown":
            yield block, f"{where}/{index}"
        yield from _placed(block.get("child_blocks", []), f"{where}/{index}/child_blocks")
        if block["type"] == "carousel":
            yield from _placed(block["elements"], f"{where}/{index}/elements")


def _acting(block: Json) -> list[Json]:
    return [*block.get("elements", ()), *block.get("actions", ())]


def _sums(blocks: list[Json], faults: Faults) -> None:
    kinds = Counter(block["type"] for block in blocks or ())
    if sum(len(block["text"]) for block in _of_kind(blocks, "markdown")) > MARKDOWN:
        wrong(faults, f"markdown blocks must hold less than {MARKDOWN + 1} characters together", "/blocks")
    if kinds["table"] > 1:
        wrong(faults, "only one table is allowed in a message", "/blocks")
    if kinds["data_visualization"] > CHARTS:
        wrong(faults, f"no more than {CHARTS} charts are allowed in a message", "/blocks")
    if text_length(_of_kind(blocks, "table")) > TABLE_TEXT:
        wrong(faults, f"tables must hold less than {TABLE_TEXT + 1} characters", "/blocks")


def _of_kind(blocks: list[Json], kind: str) -> list[Json]:
    return [block for block in blocks if block["type"] == kind]


def _repeated(names: Iterable[Any]) -> list[Any]:
    return [name for name, times in Counter(names).items() if name is not None and times > 1]


def _count(value: Any, key: str, wanted: Any) -> int:
    if isinstance(value, list):
        return sum(_count(one, key, wanted) for one in value)
    if isinstance(value, dict):
        return int(value.get(key) == wanted) + sum(_count(one, key, wanted) for one in value.values())
    return 0
