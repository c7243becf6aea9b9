"""The nine published procedures that have been read, and an invented area for each that sets the rest."""

from dataclasses import replace
from pathlib import Path

from procedure import rules, written
from procedure.area import Area
from procedure.lengths import Limit, Unit
from procedure.rules import Rules
from procedure.written import Procedure

SET_HERE = Limit(3, Unit.WORKING_DAYS, "set by the area: an invented one")

_FOLDER = Path(__file__).parent / "written"
_NORTHMERE = next(area for area in rules.example_areas() if area.id == "northmere")

NINE: dict[str, Procedure] = {
    found.id: found
    for found in (
        *rules.published(),
        *(
            written.load(file.read_text(encoding="utf-8"), file.name)
            for file in sorted(_FOLDER.glob("*.yaml"))
        ),
    )
}
"""By their ids: those that come with the program, then those that are superseded or of another kind."""

SEVERAL_TIERS = tuple(name for name, found in NINE.items() if len(found.tiers) > 1)


def area_for(procedure: Procedure) -> Area:
    """Return an invented area that sets all that the text leaves open, and nothing else."""
    limits = dict.fromkeys(procedure.left_open, SET_HERE)
    return replace(_NORTHMERE, id=f"of-{procedure.id}", procedure_id=procedure.id, limits=limits)


def in_force(name: str) -> Rules:
    """Return one of the nine in force in its invented area."""
    return rules.in_force(NINE[name], area_for(NINE[name]))
