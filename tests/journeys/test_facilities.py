"""A specialist regional facility at the wire: its host has a side too, its own procedure holds."""

from pathlib import Path

import pytest

from sandbox.practice.people import roster
from sandbox.practice.stage import Door, Stage
from tests.journeys.acting import reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, first_calls, raised_by
from tests.procedure.facility import PROCEDURE, PROTOCOL

pytestmark = pytest.mark.journey


def hosts_the_carers(stage: Stage, folder: Path, protocol: str = "") -> None:
    """Take in a roster in which the young carers are a facility that the police host."""
    header, *rows = roster().splitlines()
    hosted = (f"{row},{f'Police,{protocol}' if 'Young Carers' in row else ','}" for row in rows)
    file = folder / "roster.csv"
    file.write_text("\n".join([f"{header},host,protocol", *hosted]), encoding="utf-8")
    stage.administer("roster", "import", str(file))
    stage.settle()


@pytest.mark.clause("London 11.3.4")
def test_a_facility_without_a_procedure_brings_its_host_and_the_lead_is_told(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    hosts_the_carers(stage, tmp_path)

    reference = raised_by(stage, "Priya", "Jess")

    priya, ruth, zed = stage.person("Priya"), stage.person("Ruth"), stage.person("Zed")
    assert {who for _, who in calls(stage, reference)} == {"Jess", "Nadia"}
    ruth.waits_for(reads("Northmere Young Carers has no agreed procedure of its own"))
    assert "hosted by Police. It has no agreed procedure" in priya.sees().words
    priya.presses("read")
    priya.presses_here("copy_record")
    assert "London 11.3.4" in priya.view.words
    priya.closes()
    assert reference not in zed.sees().dump()


@pytest.mark.clause("London 11.3.4")
def test_with_a_facility_the_tiers_and_times_that_were_agreed_with_it_hold(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    stage.administer("protocol", "set", str(PROTOCOL), "--procedure", str(PROCEDURE))
    hosts_the_carers(stage, tmp_path, "the-unit")

    reference = raised_by(stage, "Priya", "Jess")
    raised, consultants, directors = (
        "Tuesday 2026-12-22 16:30",
        "Thursday 2026-12-24 17:00",
        "Tuesday 2026-12-29 17:00",
    )
    stage.move_to(consultants)
    stage.move_to(directors)

    first = first_calls(stage, reference)
    assert {who for who, when in first.items() if when == raised} == {"Jess", "Nadia"}
    assert {"Grace", "Alan", "Colin"} <= {who for who, when in first.items() if when == consultants}
    assert {"Cora", "Meera", "Anita"} <= {who for who, when in first.items() if when == directors}
    priya, zed = stage.person("Priya"), stage.person("Zed")
    assert "This goes by its own procedure: its tiers and its times." in priya.sees().words
    assert "Directors" in priya.sees().words
    priya.presses("read")
    priya.presses_here("copy_record")
    for words in ("How the unit and its partners settle disagreements", "London 11.3.4", "Unit 2"):
        assert words in priya.view.words
    priya.closes()
    assert reference not in zed.sees().dump()
