"""More about it, asked after raising: what it is about, who is copied, what was done before."""

import pytest

from procedure.rules import published
from sandbox.practice.stage import Actor, Door
from tests.journeys.acting import begins_one, chooses_else, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by

pytestmark = pytest.mark.journey

QUORACY = {
    "about": "decision",
    "asked_missing": "The school, at both core groups in November.",
    "meeting": "core_group",
    "met_on": "2026-11-24",
    "talked_on": "2026-11-26",
    "manager_view": "She thinks that it should be raised.",
    "own_procedure": "not_begun",
}


@pytest.mark.clause("London 11.2.1")
@pytest.mark.clause("London 11.1.1")
@pytest.mark.clause("Beds 4.1")
def test_a_core_group_without_quorum_is_said_with_its_own_question_and_the_chair_has_a_copy(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, nadia = stage.person("Priya"), stage.person("Nadia")
    begins_one(priya, "Tom Ellery")
    stage.settle()
    priya.presses_here("more_about")
    assert "asked_missing" not in priya.view.buttons
    priya.fills({"about": "decision"})

    priya.chooses("subject", "core_group_quoracy")
    assert priya.view.value("about") == "decision"
    found = {"chair": priya.finds("chair", "Nadia"), "manager": priya.finds("manager", "Grace")}
    assert told(stage, lambda: priya.submits({**QUORACY, **found})) == {"Nadia"}

    assert "Saved" in priya.view.words
    stage.practice.close_view(priya.id, priya.view.id)
    assert priya.view.title.startswith("Raised: ")
    priya.closes()
    nadia.presses("read")
    assert "The school, at both core groups in November." in nadia.view.words
    nadia.closes()
    record = copy_of_the_record(priya)
    assert "Implementation of a child protection plan: who was there for a core group (quoracy)" in record
    assert "(London 11.2.1)" in record
    assert "It came up in a core group on Tuesday 24 November 2026." in record
    assert "Nadia Brook" in record
    assert "as conference chair" in record
    assert "Talked with Grace Mensah" in record
    assert "She thinks that it should be raised." in record
    assert "has not begun its own escalation procedure" in record


@pytest.mark.clause("London 11.2.2")
def test_a_disagreement_over_a_plan_goes_up_the_same_ladder(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    reference = raised_by(stage, "Priya", "Tom")
    chooses_else(priya, "more_about")
    priya.chooses("subject", "plan_progress")
    priya.submits({"asked_progress": "Nothing since September."})
    priya.closes()

    stage.move_to("Friday 2026-12-04 17:00")

    assert {who for _, who in calls(stage, reference)} == {"Tom", "Grace", "Omar"}
    assert "the progress of the plan" in copy_of_the_record(priya)


def test_what_can_not_be_is_said_beside_its_field_and_what_was_typed_stays(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    raised_by(stage, "Priya", "Tom")
    chooses_else(priya, "more_about")

    refused = priya.sends({"why_not": "On leave.", "manager": priya.finds("manager", "Grace")})

    assert refused.outcome == "errors"
    assert list(priya.view.errors) == ["why_not"]
    assert priya.view.value("why_not") == "On leave."


@pytest.mark.clause("Beds 4.2")
@pytest.mark.clause("Beds 4.3")
@pytest.mark.clause("Beds 5 (own)")
def test_in_the_other_area_its_own_text_says_what_it_can_be_about_and_each_agency_its_own_procedure(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door, area="example_vale")
    bryn, elis = stage.person("Bryn"), stage.person("Elis")
    raised_by(stage, "Bryn", "Elis")

    chooses_else(bryn, "more_about")
    assert {"Thresholds", "Communication", "A responsibility that is not carried out"} <= offered(bryn)
    bryn.submits({"subject": "thresholds"})
    bryn.closes()
    chooses_else(elis, "more_about")
    assert elis.view.buttons == ("own_procedure",)
    elis.submits({"own_procedure": "begun"})
    elis.closes()

    record = copy_of_the_record(bryn)
    assert "Differing views: thresholds (Beds 4.2)" in record
    assert "has begun its own escalation procedure, says Elis Rowe" in record
    assert "[Beds 5 (own)]" in record


@pytest.mark.clause("London 11.1.3")
@pytest.mark.clause("London 11.2.1")
@pytest.mark.clause("Beds 4.2")
@pytest.mark.clause("Beds 4.3")
@pytest.mark.parametrize(
    ("area", "text", "who", "against"),
    [
        ("northmere", "london-5th-edition", "Priya", "Tom"),
        ("example_vale", "bedfordshire-2018", "Bryn", "Elis"),
    ],
)
def test_each_subject_of_a_text_is_chosen_with_its_own_questions_and_stands_in_the_record(
    stage_at: StageAt, area: str, text: str, who: str, against: str
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", area=area)
    person = stage.person(who)
    subjects = next(found.subjects for found in published() if found.id == text)

    for subject in subjects:
        raised_by(stage, who, against)
        chooses_else(person, "more_about")
        person.chooses("subject", subject.id)
        answers = {f"asked_{question.id}": f"Answer to {question.id}." for question in subject.asks}
        person.submits({"about": "inaction", **answers})
        person.closes()
        stage.settle()

        record = copy_of_the_record(person)
        assert subject.words.lower() in record.lower()
        for question in subject.asks:
            assert question.words in record
            assert f"Answer to {question.id}." in record


def offered(who: Actor) -> set[str]:
    """Return the words of everything that can be chosen as the subject."""
    element = next(block["element"] for block in who.view.blocks if block.get("block_id") == "subject")
    return {option["text"]["text"] for group in element["option_groups"] for option in group["options"]}


def copy_of_the_record(who: Actor) -> str:
    """Return what the copy of the record says."""
    who.presses("read")
    who.presses_here("copy_record")
    words = who.view.words
    who.closes()
    return words
