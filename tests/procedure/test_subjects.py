"""What it can be about, as the written procedures list it."""

import pytest

from procedure.reading import Faults
from procedure.subjects import Question, Subject
from procedure.written import Procedure, load
from tests.procedure.test_written import SHORT

LISTED = """\
subjects:
  - stage: A plan
    clause: Short 3
    copied_to: chair
    about:
      - id: timing
        words: Timing
        asks:
          - id: at
            words: When was it?
      - id: progress
        words: Progress
        clause: Short 4
  - stage: Anything else
    about:
      - id: other
        words: Something else
"""


@pytest.mark.clause("London 11.2.1")
def test_the_implementation_of_a_plan_has_the_five_subjects_of_the_text_each_with_questions_of_its_own(
    london: Procedure,
) -> None:
    of_the_plan = [subject for subject in london.subjects if subject.clause == "London 11.2.1"]

    assert [subject.id for subject in of_the_plan] == [
        "core_group_timing",
        "core_group_quoracy",
        "core_group_decisions",
        "plan_progress",
        "professional_practice",
    ]
    assert all(1 <= len(subject.asks) <= 2 for subject in of_the_plan)
    assert {subject.copied_to for subject in of_the_plan} == {"conference chair"}


@pytest.mark.clause("London 11.1.3")
def test_referral_assessment_and_enquiry_are_stages_of_the_text(london: Procedure) -> None:
    named = {subject.id for subject in london.subjects if subject.clause == "London 11.1.3"}

    assert named >= {"referral_answer", "referral_contact", "referral_silence", "assessment", "enquiry"}


@pytest.mark.clause("Beds 4.2")
def test_the_four_likely_areas_of_the_text_can_be_chosen(bedfordshire: Procedure) -> None:
    named = [subject.id for subject in bedfordshire.subjects if subject.clause == "Beds 4.2"]

    assert named == ["thresholds", "roles", "need_for_action", "communication"]


@pytest.mark.clause("Beds 4.3")
def test_a_responsibility_not_carried_out_and_a_joint_enquiry_can_be_chosen(bedfordshire: Procedure) -> None:
    named = [subject.id for subject in bedfordshire.subjects if subject.clause == "Beds 4.3"]

    assert named == ["responsibility", "joint_section_47"]


def test_a_stage_gives_its_clause_to_what_has_none_of_its_own() -> None:
    timing, progress, other = load(SHORT + LISTED, "short.yaml").subjects

    assert timing == Subject(
        "timing", "A plan", "Timing", "Short 3", "chair", (Question("at", "When was it?"),)
    )
    assert progress.clause == "Short 4"
    assert (other.clause, other.copied_to, other.asks) == ("", "", ())


@pytest.mark.clause("London 11.2.2")
def test_the_implementation_of_a_plan_alone_is_reported_apart(london: Procedure) -> None:
    apart = {subject.clause: subject.reported_apart for subject in london.subjects if subject.reported_apart}

    assert apart == {"London 11.2.1": "London 11.2.2"}


def test_a_subject_is_found_by_its_id() -> None:
    procedure = load(SHORT + LISTED, "short.yaml")

    assert procedure.subject("other") == procedure.subjects[2]
    assert procedure.subject("another") is None


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        pytest.param("id: progress", "id: timing", "id: timing is the id of an earlier subject", id="twice"),
        pytest.param("id: progress", "id: Progress!", "'Progress!' must be up to 32 small", id="no plain id"),
        pytest.param("words: Progress", "words:", "words: is empty", id="without words"),
        pytest.param("  - stage: Anything else\n    about", "  - about", "stage is missing", id="no stage"),
        pytest.param("Timing", "x" * 76, "words: is longer than 75 characters", id="would be cut"),
        pytest.param("words: When was it?", "word: When", "word is not known here", id="unknown key"),
    ],
)
def test_what_is_wrong_with_a_subject_is_said_with_its_line(before: str, after: str, fault: str) -> None:
    with pytest.raises(Faults) as raised:
        load((SHORT + LISTED).replace(before, after, 1), "short.yaml")

    assert fault in str(raised.value)
