"""Other doors: what has a procedure of its own; a disagreement raised from a message."""

import pytest

from sandbox.practice.stage import Door
from tests.journeys.acting import asks_for_help, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import received
from tests.journeys.test_more import copy_of_the_record

pytestmark = pytest.mark.journey

TYPED = "They closed it & nobody has seen the child for < a week."
AS_SLACK_HAS_IT = "They closed it &amp; nobody has seen the child for &lt; a week."


@pytest.mark.clause("Beds Related guidance")
def test_complaints_whistleblowing_and_allegations_are_shown_where_to_go_and_only_counted(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Monday 2026-11-30 10:00", door)
    priya, ruth, ines = (stage.person(name) for name in ("Priya", "Ruth", "Ines"))

    def asks() -> None:
        asks_for_help(priya)
        for name, words in (("complaints", "complaints officer"), ("allegations", "designated officer")):
            priya.presses(name)
            assert words in priya.view.words
            priya.closes()
        stage.practice.open_home(priya.id)
        priya.waits_for(lambda screen: screen.home and "Something else?" in screen.home.words)
        stage.practice.press_in_home(priya.id, "whistleblowing")
        assert "whistleblowing lead" in priya.view.words
        priya.closes()
        asks_for_help(ines)
        ines.presses("complaints")
        assert "In Northmere" in ines.view.words
        ines.closes()

    assert told(stage, asks) == set()
    stage.move_to("Tuesday 2026-12-01 08:30")
    digest = ruth.sees().words
    assert "Shown to other procedures last month:* complaints 1, whistleblowing 1, allegations 1." in digest
    assert "Priya" not in digest
    assert len(received(stage, "Priya")) == 0


@pytest.mark.clause("London 11.1.1")
def test_a_disagreement_is_raised_from_a_message_whose_words_are_put_right_before_they_are_sent(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    said = stage.practice.say(priya.id, "C0GENERAL", AS_SLACK_HAS_IT)

    stage.practice.message_shortcut(priya.id, "raise_from_message", "C0GENERAL", said)
    assert priya.view.value("dispute") == TYPED
    priya.chooses("danger", "none")
    assert priya.view.value("dispute") == TYPED
    against = {"against": [priya.finds("against", "Tom Ellery")]}
    priya.submits({**against, "dispute": "It was closed.", "wanted": "A visit.", "soon": "procedure"})
    priya.closes()
    stage.settle()

    record = copy_of_the_record(priya)
    assert "It was closed." in record
    assert "nobody has seen the child" not in record
