"""What people do in journeys beside what every story does: several steps of a hand at once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sandbox.practice.stage import Actor, Stage
from sandbox.slack.client import Impossible
from sandbox.slack.screen import Screen
from tests.journeys.seen import deliveries

_AREA = Path("procedure/areas/northmere.yaml")


def follows_lincolnshire(stage: Stage, folder: Path) -> None:
    """Put Lincolnshire's procedure in force for what is raised from now on."""
    file = folder / "area.yaml"
    limits = {"step_1.discuss": "3 working days", "step_4": "5 working days"}
    file.write_text(settings_under("lincolnshire-joint", limits), encoding="utf-8")
    stage.administer("area", "set", str(file))


def settings_under(procedure: str, limits: Mapping[str, str]) -> str:
    """Return the example area's file, but following another procedure, with what that leaves open set."""
    before, rest = _AREA.read_text(encoding="utf-8").split("# Only what the text leaves open")
    after = rest[rest.index("urgent_limit") :]
    lines = [f"  {name}: {limit}" for name, limit in limits.items()]
    return before.replace("london-5th-edition", procedure) + "\n".join(["limits:", *lines, after])


def begins_one(who: Actor, *against: str) -> str:
    """Raise a disagreement with several people, and leave the receipt open; return its reference."""
    who.types()
    who.chooses("danger", "none")
    chosen: list[str] = []
    for name in against:
        chosen.append(who.finds("against", name))
        who.fills({"against": chosen})
    who.submits({"dispute": "It was closed.", "wanted": "A visit.", "soon": "procedure"})
    return who.view.title.split()[-1]


def answers(
    who: Actor,
    action_id: str,
    values: Mapping[str, Any] | None = None,
    *,
    chosen: str | None = None,
    search: str = "",
) -> None:
    """
    Press, fill in what is given, send it, close what is left open; in the one field that is a search,
    the words are searched for first, and what is found is chosen.
    """
    who.presses(action_id, chosen=chosen)
    filled = dict(values or {})
    if search:
        words = filled[search]
        filled[search] = who.finds(search, words) if isinstance(words, str) else [who.finds(search, *words)]
    who.submits(filled)
    who.closes()


def asks_for_help(who: Actor) -> None:
    """Type for help, and wait until it is there: it comes with the acknowledgement, not before."""
    who.types(text="help")
    who.waits_for(reads("Something else?"))


def chooses_else(who: Actor, action_id: str) -> None:
    """Open the window of all that somebody may do, and press what is wanted there."""
    who.presses("more", chosen="Something else…")
    who.presses_here(action_id)


def opens_what_waits(stage: Stage, who: Actor, what: str) -> None:
    """Open the Home and press what waits there; where it is renewed just then, look again and press."""
    stage.practice.open_home(who.id)
    for may_be_renewed in (True, True, False):
        screen = who.waits_for(lambda seen: _waiting(seen, what))
        try:
            pressed = stage.practice.press_in_home(who.id, "open_item", _waiting(screen, what)[0])
        except Impossible:
            if not may_be_renewed:
                raise
            stage.settle()
        else:
            assert pressed.failure is None
            return


def presses_in_home(stage: Stage, who: Actor, action_id: str, block_id: str | None = None) -> None:
    """Open the Home and press a button there as soon as it has it."""
    stage.practice.open_home(who.id)
    who.waits_for(lambda screen: screen.home and action_id in screen.home.buttons)
    stage.settle()
    stage.practice.press_in_home(who.id, action_id, block_id)


def told(stage: Stage, act: Callable[[], object], until: tuple[Actor, str] | None = None) -> set[str]:
    """Do something; return the first names of everybody who had a direct message of it."""
    before = len(deliveries(stage))
    act()
    if until is not None:
        who, words = until
        who.waits_for(reads(words))
    stage.settle()
    return {
        person.removeprefix("U0").capitalize()
        for each in deliveries(stage)[before:]
        if each.kind == "dm"
        for person in each.to
    }


def reads(words: str) -> Callable[[Screen], bool]:
    """Say whether somebody sees these words anywhere."""
    return lambda screen: words in screen.words


def _waiting(screen: Screen, what: str) -> list[str]:
    """Return the blocks of the Home in which something of a kind waits."""
    return [
        str(block["block_id"])
        for block in (screen.home.blocks if screen.home else ())
        if str(block.get("accessory", {}).get("value", "")).startswith(f"{what}/")
    ]
