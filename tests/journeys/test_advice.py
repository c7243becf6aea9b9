"""Advice asked and given, advice not asked, and the managers' own note, at the wire."""

import pytest

from sandbox.practice.stage import Door
from tests.journeys.acting import answers, reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, deliveries, raised_by

pytestmark = pytest.mark.journey

ADVICE = "Ask the school for its own record of the bruise."
WHY_NOT = "The post is empty this week."


@pytest.mark.clause("London 11.1.6")
@pytest.mark.clause("Beds 6.10")
def test_one_side_asks_and_the_other_says_why_not_and_nothing_waits_for_it(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    priya, grace, omar, lucy = (stage.person(name) for name in ("Priya", "Grace", "Omar", "Lucy"))
    reference = raised_by(stage, "Priya", "Tom")
    stage.move_to("Thursday 2026-12-31 17:00")
    assert "Lucy Armitage (Designated doctor, Health, 01632 960508)" in grace.message_with("advice")[1].words
    assert "Advice:* Health: not yet; Children's Services: not yet" in priya.sees().words
    before = len(deliveries(stage))

    grace.presses("advice")
    refused = grace.sends({"advice": ADVICE})
    assert refused.outcome == "errors"
    assert "say who was asked" in str(refused)
    grace.submits({"person": grace.finds("person", "Lucy Armitage"), "advice": ADVICE})
    omar.presses("advice")
    omar.chooses("sought", "not_sought")
    omar.submits({"why_not": WHY_NOT})
    priya.waits_for(reads("Children's Services asked nobody"))
    stage.settle()

    assert "Advice:* Health asked Thursday 31 December, 17:00; Children's Services asked nobody" in (
        priya.sees().words
    )
    assert not [each for each in deliveries(stage)[before:] if each.kind == "dm"]
    assert reference not in lucy.sees().dump()
    for text in (ADVICE, WHY_NOT):
        assert text not in grace.sees().words + omar.sees().words
    omar.presses("read")
    assert ADVICE in omar.view.words
    assert WHY_NOT in omar.view.words
    assert "• Grace Mensah (Health team leader, Health, 01632 960504): first-line managers" in omar.view.words
    omar.presses_here("copy_record")
    record = omar.view.words
    assert ADVICE in record
    assert "London 11.1.6" in record
    omar.closes()
    stage.move_to("Friday 2027-01-08 17:00")
    assert {who for _, who in calls(stage, reference)} >= {"Cora", "Sam"}
    with pytest.raises(AssertionError, match="sees no button advice"):
        stage.person("Cora").message_with("advice")


@pytest.mark.clause("Beds 6.8")
def test_managers_are_asked_daily_for_a_note_of_their_talk_until_there_is_one(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    grace, omar = stage.person("Grace"), stage.person("Omar")
    raised_by(stage, "Priya", "Tom")
    stage.move_to("Thursday 2026-12-31 17:00")
    for who in (grace, omar):
        who.presses("advice")
        who.chooses("sought", "not_sought")
        who.submits({"why_not": WHY_NOT})

    stage.move_to("Monday 2027-01-04 09:00")
    said = {
        "channel": "call",
        "said": "Both managers see it as the school does.",
        "child": "The child was seen today.",
        "leaves": "partly",
        "took_part": ["Omar Haddad"],
    }
    answers(grace, "note", said, search="took_part")
    stage.settle()
    omar.presses("approve")
    omar.closes()
    stage.move_to("Tuesday 2027-01-05 09:00")

    asked = {
        (each.at, person)
        for each in deliveries(stage)
        if "needs a note of what you discussed" in each.words
        for person in each.to
    }
    assert asked == {("Monday 2027-01-04 09:00", "U0GRACE"), ("Monday 2027-01-04 09:00", "U0OMAR")}
