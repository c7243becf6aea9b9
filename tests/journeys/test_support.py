"""Not left alone with it: raised on somebody's behalf, supported by somebody who acts for nobody."""

import pytest

from sandbox.practice.stage import Door
from tests.journeys.acting import answers, chooses_else, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by
from tests.journeys.test_more import copy_of_the_record

pytestmark = pytest.mark.journey


@pytest.mark.clause("Beds 6.7")
@pytest.mark.clause("Beds 6.8")
def test_a_designated_lead_raises_it_for_somebody_whose_own_manager_is_called_later(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    lead, priya, tom = (stage.person(name) for name in ("Lucy", "Priya", "Tom"))
    lead.types()
    lead.chooses("danger", "none")
    lead.fills({"against": [lead.finds("against", "Tom Ellery")], "dispute": "Closed.", "wanted": "A visit."})
    lead.submits({"soon": "procedure"})
    reference = lead.view.title.split()[-1]
    stage.settle()
    lead.presses_here("raise_for")
    refused = lead.sends({"person": lead.finds("person", "Nadia Brook")})
    assert list(refused.errors) == ["person"]

    assert "Priya" in told(stage, lambda: lead.submits({"person": lead.finds("person", "Priya Nair")}))

    assert "has raised this on your behalf" in priya.sees().words
    assert "on behalf of Priya Nair" in tom.room().messages[0].words + tom.message_with("note")[1].words
    stage.move_to("Friday 2026-12-04 17:00")
    assert {who for _, who in calls(stage, reference)} == {"Tom", "Grace", "Omar"}
    record = copy_of_the_record(priya)
    assert "Raised by Lucy Armitage" in record
    assert "on behalf of Priya Nair" in record


@pytest.mark.clause("Beds 3.4")
@pytest.mark.clause("Beds 6.7")
def test_somebody_is_asked_for_support_reads_and_writes_and_is_called_for_nothing(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, nadia, zed = (stage.person(name) for name in ("Priya", "Nadia", "Zed"))
    reference = raised_by(stage, "Priya", "Tom")
    chooses_else(priya, "support")

    assert told(stage, lambda: priya.submits({"person": priya.finds("person", "Nadia Brook")})) == {"Nadia"}
    priya.closes()

    assert "Priya Nair (Health visitor, Health, 01632 960502) asks you to support them" in nadia.sees().words
    assert "You speak for no agency" in nadia.sees().words
    assert "Beside them, and acting for nobody: Nadia Brook." in priya.sees().words
    nadia.presses("read")
    assert "The referral was closed." in nadia.view.words
    nadia.closes()
    nadia.presses("move_up")
    assert "This is for those who act for your agency" in nadia.view.words
    nadia.closes()
    note = {"channel": "room", "said": "We talked.", "child": "Safe today.", "leaves": "partly"}
    answers(nadia, "note", {**note, "took_part": ["Priya Nair"]}, search="took_part")
    stage.move_to("Friday 2026-12-04 17:00")
    assert {who for _, who in calls(stage, reference)} == {"Tom", "Grace", "Omar"}
    assert "to support somebody in it; they act for nobody" in copy_of_the_record(priya)
    assert zed.sees().private_channels == ()


@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_both_designated_leads_are_told_at_once_and_the_report_to_the_police_is_kept(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", door)
    priya, omar = stage.person("Priya"), stage.person("Omar")
    priya.types()
    priya.chooses("danger", "now")
    priya.fills({"against": [priya.finds("against", "Tom Ellery")]})
    leads = told(stage, priya.submits)
    assert {"Grace", "Omar", "Ruth", "Lucy", "Yusuf"} <= leads
    assert "no report recorded yet" in omar.sees().words
    priya.presses_here("police")
    report = {"by_whom": "Health visitor", "their_reference": "Log 512", "detail": "An injury seen at home."}

    priya.submits(report)

    assert "Recorded: the police have been told" in priya.view.words
    stage.practice.close_view(priya.id, priya.view.id)
    assert priya.view.title.startswith("Raised: ")
    priya.closes()
    stage.settle()
    card = omar.message_with("police")[1].words
    assert "*Police:* reported Friday 27 November, 16:50; the reference is in the record." in card
    assert "Log 512" not in card
    record = copy_of_the_record(omar)
    for typed in report.values():
        assert typed in record
    omar.presses("police")
    omar.closes()
