"""A specialist regional facility at the wire: its host has a side too, and the lead is told."""

from pathlib import Path

import pytest

from sandbox.practice.people import roster
from sandbox.practice.stage import Door
from tests.journeys.acting import reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by

pytestmark = pytest.mark.journey


@pytest.mark.clause("London 11.3.4")
def test_a_facility_without_a_procedure_brings_its_host_and_the_lead_is_told(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    header, *rows = roster().splitlines()
    hosted = (f"{row},{'Police' if 'Young Carers' in row else ''}" for row in rows)
    file = tmp_path / "roster.csv"
    file.write_text("\n".join([f"{header},host", *hosted]), encoding="utf-8")
    stage.administer("roster", "import", str(file))
    stage.settle()

    reference = raised_by(stage, "Priya", "Jess")

    priya, ruth, zed = stage.person("Priya"), stage.person("Ruth"), stage.person("Zed")
    assert {who for _, who in calls(stage, reference)} == {"Jess", "Nadia"}
    ruth.waits_for(reads("Northmere Young Carers has no agreed procedure of its own"))
    assert "Northmere Young Carers, hosted by Police: it has no agreed procedure" in priya.sees().words
    priya.presses("read")
    priya.presses_here("copy_record")
    assert "London 11.3.4" in priya.view.words
    priya.closes()
    assert reference not in zed.sees().dump()
