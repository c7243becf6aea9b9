"""Who has a post, at the wire: asked on import, *That's me* and *Not me*, and a stand-in by a lead."""

from pathlib import Path

import pytest

from sandbox.practice import people as practice
from sandbox.practice.stage import Door
from tests.journeys.acting import answers, presses_in_home, reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by, received

pytestmark = pytest.mark.journey


@pytest.mark.clause("London 11.1.2")
def test_new_holders_are_asked_and_whoever_says_not_me_is_not_called(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    ivo, owen, ruth, gareth = (stage.person(name) for name in ("Ivo", "Owen", "Ruth", "Gareth"))
    changed = tmp_path / "roster.csv"
    text = practice.roster().replace(
        "Grace Mensah,grace.mensah@northmere.example,01632 960504",
        "Ivo Sandys,ivo.sandys@northmere.example,01632 960505",
    )
    changed.write_text(text, encoding="utf-8")

    stage.administer("roster", "import", str(changed))
    stage.settle()
    ivo.waits_for(reads("Health team leader, Health: is that you"))
    stage.settle()

    assert [text for _, text in received(stage, "Ivo")] == [
        "Disagree asks whether a post is yours. Please open Slack."
    ]
    assert received(stage, "Owen") == []
    presses_in_home(stage, ruth, "stand_in_post")
    ruth.closes()
    ivo.presses("not_me")
    assert "you are not Health team leader, Health" in ivo.view.words
    ivo.closes()
    stage.settle()
    assert "Ivo Sandys (Health) says that this post is not theirs" in gareth.sees().words

    reference = raised_by(stage, "Priya", "Tom")
    answers(stage.person("Priya"), "move_up")
    stage.settle()
    assert "Ivo" not in {who for _, who in calls(stage, reference)}
    assert "Owen" in {who for _, who in calls(stage, reference)}
    assert reference in owen.sees().words

    ivo.presses("thats_me")
    assert "you are Health team leader, Health" in ivo.view.words
    ivo.closes()
    second = raised_by(stage, "Priya", "Tom")
    answers(stage.person("Priya"), "move_up")
    stage.settle()
    assert "Ivo" in {who for _, who in calls(stage, second)}


def test_a_lead_names_a_stand_in_for_a_post_before_any_case_and_they_are_called(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    ruth, ivo = stage.person("Ruth"), stage.person("Ivo")
    presses_in_home(stage, ruth, "stand_in_post")
    refused = ruth.sends({"person": ruth.finds("person", "Tom Ellery"), "until_on": "2026-12-31"})
    assert refused.outcome == "errors"
    ruth.submits({"person": ruth.finds("person", "Joan Abara")})
    assert "stands in as Ward manager until Thursday 31 December" in ruth.view.words
    ruth.closes()
    stage.settle()
    assert "named you to stand in as Ward manager, Health" in stage.person("Joan").sees().words

    reference = raised_by(stage, "Ivo", "Tom")
    answers(ivo, "move_up")
    stage.settle()

    assert {who for _, who in calls(stage, reference)} >= {"Joan", "Omar"}
    ivo.presses("read")
    ivo.presses_here("copy_record")
    assert "Joan Abara" in ivo.view.words


@pytest.mark.clause("Beds 6.8")
def test_two_of_one_team_with_two_employers_each_have_the_manager_of_their_own(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    header, *rows = practice.roster().splitlines()
    ines = (
        "northmere,Children's Services,social_care,Northmere front door,Ines Falk,"
        "ines.falk@northmere.example,01632 960510,Health visitor,practitioners,Health team leader,,,,Health"
    )
    joint = tmp_path / "roster.csv"
    joint.write_text("\n".join([f"{header},employer", *rows, ines]), encoding="utf-8")
    stage.administer("roster", "import", "--without-asking", str(joint))

    reference = raised_by(stage, "Ines", "Tom")
    answers(stage.person("Ines"), "move_up")
    stage.settle()

    assert {who for _, who in calls(stage, reference)} == {"Tom", "Grace", "Omar"}
    assert "You act for Health" in stage.person("Grace").sees().words
    assert "You act for Children's Services" in stage.person("Omar").sees().words
