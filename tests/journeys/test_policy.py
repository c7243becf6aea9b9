"""More than one case: a policy issue, a problem of the procedure; and who still disagrees."""

import pytest

from sandbox.practice.stage import Door
from sandbox.practice.stories import files_and_closes, settles
from tests.journeys.acting import answers, chooses_else, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, deliveries, raised_by
from tests.journeys.test_settling import OUTCOME

pytestmark = pytest.mark.journey

ISSUE = "No agency may see the others' referral thresholds."
DONE = "The thresholds are published to all agencies."
DISSENT = "A visit after the weekend is too late."


@pytest.mark.clause("London 11.3.2")
def test_a_policy_issue_goes_to_the_partnership_at_once_which_reads_it_alone(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, grace, helen = (stage.person(name) for name in ("Priya", "Grace", "Helen"))
    raised_by(stage, "Priya", "Tom", dispute="The referral of the twins was closed.")
    answers(priya, "move_up")
    stage.settle()

    grace.presses("read")
    grace.presses_here("else")
    grace.presses_here("report_policy")
    heard = told(stage, lambda: grace.submits({"policy_kind": "policy", "words": ISSUE}))
    stage.move_to("Monday 2026-11-30 08:30")
    digest = stage.person("Ruth").sees().words
    again = told(stage, lambda: stage.move_to("Monday 2026-11-30 09:00"))
    helen.presses("read_policy")
    issue = helen.view.words
    helen.presses_here("receive_policy")
    helen.closes()
    stage.settle()
    quiet = told(stage, lambda: stage.move_to("Tuesday 2026-12-01 09:00"))
    helen.presses("read_policy")
    helen.presses_here("deal_with_policy")
    dealt_with = told(stage, lambda: helen.submits({"words": DONE}))

    assert heard == {"Helen"}
    assert ISSUE in issue
    assert "twins" not in issue
    assert helen.sees().private_channels == ()
    assert "Reported, not yet received (1)" in digest
    assert "Helen" in again
    assert "Helen" not in quiet
    assert dealt_with == {"Grace"}
    assert ISSUE not in "".join(each.words for each in deliveries(stage) if each.kind == "dm")
    priya.presses("read")
    assert DONE in priya.view.words
    priya.presses_here("copy_record")
    assert "London 11.3.2" in priya.view.words


@pytest.mark.clause("Beds 2.3")
def test_a_practitioner_tells_the_leads_that_the_procedure_does_not_work(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    tom, ruth = stage.person("Tom"), stage.person("Ruth")
    raised_by(stage, "Priya", "Tom")

    chooses_else(tom, "report_policy")
    offered = tom.view.words
    heard = told(stage, lambda: tom.submits({"policy_kind": "procedure", "words": ISSUE}))
    ruth.presses("read_policy")
    ruth.presses_here("deal_with_policy")
    ruth.submits({"words": DONE})
    ruth.closes()
    stage.settle()

    assert "A significant policy issue" not in offered
    assert heard == {"Ruth", "Gareth"}
    tom.presses("read")
    assert DONE in tom.view.words


@pytest.mark.clause("Beds 3.3")
def test_whoever_still_disagrees_writes_it_down_and_may_take_it_higher_at_once(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    raised_by(stage, "Priya", "Tom")

    chooses_else(priya, "still_disagree")
    heard = told(stage, lambda: priya.submits({"words": DISSENT}))
    offered = priya.view.words
    priya.presses_here("move_up")
    called = told(stage, priya.submits)

    assert heard == {"Ruth", "Gareth", "Lucy"}
    assert "you can take it higher now" in offered
    assert called >= {"Grace", "Omar"}
    assert DISSENT not in "".join(each.words for each in deliveries(stage) if each.kind == "dm")


@pytest.mark.clause("Beds 3.3")
def test_after_the_closing_somebody_may_still_disagree_and_it_stands_beside_the_outcome(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")
    settles(stage, Silent(), priya, tom, OUTCOME)
    files_and_closes(stage, Silent(), priya, tom, reference)

    tom.presses("still_disagree")
    heard = told(stage, lambda: tom.submits({"words": DISSENT}))
    tom.closes()
    tom.presses("read")

    assert heard >= {"Ruth", "Gareth", "Yusuf", "Priya"}
    assert "Tom Ellery (Children's Services) still disagrees" in tom.view.words
    assert DISSENT in tom.view.words
