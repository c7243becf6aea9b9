"""What an area lists beside its text: subjects, and the headings of its confirmation (Beds 4.2, 6.11)."""

from pathlib import Path

import pytest

from sandbox.practice.stage import Door
from sandbox.practice.stories import settles
from tests.journeys.acting import chooses_else
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, raised_by
from tests.journeys.test_settling import OUTCOME

pytestmark = pytest.mark.journey

AREA = Path("procedure/areas/example_vale.yaml")
OWN = """
subjects:
  - stage: Differing views
    about:
      - id: early_help
        words: Early help or statutory help
confirmation_headings:
  - What each agency will do
  - What we do if it is not done
"""
HEADINGS = "What each agency will do; What we do if it is not done"


@pytest.mark.clause("Beds 4.2")
@pytest.mark.clause("Beds 6.11")
def test_an_areas_own_subject_is_offered_and_its_headings_are_shown_and_printed(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door, area="example_vale")
    bryn, elis = stage.person("Bryn"), stage.person("Elis")
    raised_by(stage, "Bryn", "Elis")
    bryn.presses("outcome")
    assert "says something of each of these" not in bryn.view.words, "none is invented"
    bryn.closes()
    file = tmp_path / "vale.yaml"
    file.write_text(AREA.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    stage.administer("area", "set", str(file))

    raised_by(stage, "Bryn", "Elis")
    chooses_else(bryn, "more_about")
    bryn.submits({"subject": "early_help"})
    bryn.closes()
    stage.settle()
    bryn.presses("outcome")
    assert HEADINGS in bryn.view.words
    bryn.closes()
    settles(stage, Silent(), bryn, elis, OUTCOME)

    elis.presses("copy_record")
    assert f"Headings of the area’s written confirmation: {HEADINGS}" in elis.view.words
    assert "Differing views: early help or statutory help" in elis.view.words
    elis.closes()


def test_whoever_answers_an_outcome_sees_the_headings_too(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door, area="example_vale")
    bryn, elis = stage.person("Bryn"), stage.person("Elis")
    file = tmp_path / "vale.yaml"
    file.write_text(AREA.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    stage.administer("area", "set", str(file))
    raised_by(stage, "Bryn", "Elis")

    bryn.presses("outcome")
    bryn.submits({**OUTCOME, "answer": "agree"})
    bryn.closes()
    stage.settle()
    elis.presses("confirm")

    assert HEADINGS in elis.view.words
    elis.closes()
