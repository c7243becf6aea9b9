"""Inside one agency: with one's own managers, and in writing to the designated lead (Beds 8)."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage
from tests.journeys.acting import answers
from tests.journeys.conftest import StageAt
from tests.journeys.seen import deliveries, received

pytestmark = pytest.mark.journey

CONCERN = "planted-concern: visits are signed for that nobody has made."
WANTED = "planted-wish: somebody looks at the visit sheets."
OUTCOME = {
    "how": "new_plan",
    "agreed": "Both visit together on Monday.",
    "open_issues": "nothing",
    "safe": "The grandmother stays until Monday.",
    "answer": "agree",
}


@pytest.mark.clause("Beds 8.1")
@pytest.mark.clause("London 11.1.2")
def test_somebody_raises_it_with_their_own_manager_who_settles_it_with_them(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, grace = stage.person("Priya"), stage.person("Grace")

    fills_in(priya, "Owen Tallis")
    assert priya.view.title == "Not sent: one question"
    assert priya.view.value("dispute") == CONCERN
    assert "This is inside Health" in priya.view.words
    assert "Grace Mensah" in priya.view.words
    reference = chooses_a_way(stage, priya, "inside")

    assert told_of(stage, reference) == {"Grace"}
    assert set(priya.room().members) >= {"U0PRIYA", "U0GRACE"}
    assert "U0OWEN" not in priya.room().members
    assert "Owen Tallis" in grace.room().messages[0].words + words_in(grace)
    assert "both sides" not in words_in(grace)

    answers(grace, "take_up", {"promise": "today"})
    stage.settle()
    assert f"{reference}: Grace Mensah" in words_in(priya)
    answers(grace, "outcome", OUTCOME)
    stage.settle()
    grace.presses("confirm")
    assert "This is for Priya Nair (Health visitor, Health, 01632 960502) to say" in grace.view.words
    grace.closes()
    answers(priya, "confirm", {"answer": "agree"})
    stage.settle()
    assert "It is settled, and the time has stopped" in words_in(grace)

    answers(grace, "filed")
    stage.settle()
    record = copied(priya)
    answers(priya, "close")
    stage.settle()
    assert "INSIDE ONE AGENCY" in record
    assert "[London 11.1.2]" in record
    assert "About: Owen Tallis" in record
    assert "Priya Nair agrees. It is settled" in record
    assert priya.room().archived


def test_once_the_account_of_who_raised_it_is_gone_the_designated_lead_says_that_it_is_settled(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, grace, lucy = (stage.person(name) for name in ("Priya", "Grace", "Lucy"))
    fills_in(priya, "Owen Tallis")
    reference = chooses_a_way(stage, priya, "inside")
    answers(grace, "outcome", OUTCOME)
    stage.settle()

    stage.practice.deactivate(priya.id)
    lucy.waits_for(lambda screen: "it is for you to say whether it is settled" in screen.words)
    stage.settle()

    assert "U0LUCY" in lucy.room().members
    assert "to say whether it is settled: the one who raised it can’t be reached" in words_in(grace)
    answers(lucy, "confirm", {"answer": "agree"})
    stage.settle()
    assert "It is settled" in words_in(grace)
    assert f"{reference}: the one who raised it can’t be reached" in lucy.sees().words


@pytest.mark.clause("Beds 8.1")
def test_time_runs_out_and_the_manager_above_is_called_and_at_the_top_the_designated_lead(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, cora, lucy = (stage.person(name) for name in ("Priya", "Cora", "Lucy"))
    fills_in(priya, "Riverside health visiting")
    reference = chooses_a_way(stage, priya, "inside")

    stage.move_to("Tuesday 2026-12-01 17:00")
    assert "the time at the tier before ran out" in words_in(cora)
    assert received(stage, "Lucy") == []
    stage.move_to("Thursday 2026-12-03 17:00")

    assert f"{reference}: the time of the last tier has run out" in words_in(lucy)
    stage.move_to("Friday 2026-12-04 09:00")
    asked = [when for when, text in received(stage, "Cora") if text.startswith(reference)]
    assert asked[-1] == "Friday 2026-12-04 09:00"
    for outsider in ("Ruth", "Gareth", "Tom", "Omar"):
        assert told_to(stage, outsider, reference) == []


@pytest.mark.clause("Beds 8.1")
def test_the_one_who_raised_it_moves_it_up_who_believes_that_a_child_may_suffer_significant_harm(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, cora, grace = (stage.person(name) for name in ("Priya", "Cora", "Grace"))
    fills_in(priya, "Owen Tallis")
    reference = chooses_a_way(stage, priya, "inside")

    assert "move_up" not in grace.message_with("take_up")[1].buttons
    priya.presses("move_up")
    refused = priya.sends({"harm": "no"})
    assert refused.outcome == "errors"
    assert "it stays with your manager until Tuesday 1 December, 17:00" in str(refused)
    priya.submits({"harm": "yes"})
    priya.closes()
    stage.settle()

    assert told_to(stage, "Cora", reference) != []
    assert "believes that a child may suffer significant harm" in words_in(cora)
    priya.presses("read")
    priya.presses_here("copy_record")
    assert "and believes that a child may suffer significant harm" in priya.view.words
    priya.closes()


@pytest.mark.clause("Beds 8.2")
@pytest.mark.clause("Beds 3.2")
def test_a_concern_in_writing_reaches_the_designated_lead_and_nobody_else(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, lucy = stage.person("Priya"), stage.person("Lucy")

    fills_in(priya, "Grace Mensah")
    assert "Cora Whitlow" in priya.view.words  # it is about her manager, so the one above would be called
    assert "write to Lucy Armitage" in priya.view.words
    reference = chooses_a_way(stage, priya, "concern")
    assert told_of(stage, reference) == {"Lucy"}
    call = lucy.message_with("take_up")[1]
    assert "Priya" not in call.words
    assert CONCERN not in "".join(each.words for each in deliveries(stage) if each.kind == "dm")

    answers(lucy, "take_up", {"promise": "today"})
    stage.settle()
    assert f"{reference}: Lucy Armitage" in words_in(priya)
    answers(lucy, "note", {**NOTE, "took_part": ["Priya Nair"]}, search="took_part")
    stage.settle()
    lucy.presses("note")
    brought = lucy.sends({**NOTE, "took_part": [lucy.finds("took_part", "Grace Mensah")]})
    assert "nobody else can be brought in here" in str(brought)
    lucy.closes()
    answers(lucy, "outcome", OUTCOME)
    stage.settle()
    answers(priya, "confirm", {"answer": "agree"})
    stage.settle()
    record = copied(priya)
    answers(priya, "close")
    stage.settle()
    assert "CONCERN PUT IN WRITING TO THE DESIGNATED LEAD" in record
    assert CONCERN in record
    assert priya.room().archived

    stage.move_to("Tuesday 2026-12-01 09:00")
    for name in ("Grace", "Cora", "Owen", "Ruth", "Gareth", "Tom", "Yusuf", "Zed"):
        outsider = stage.person(name)
        stage.practice.open_home(outsider.id)
        outsider.waits_for(lambda seen: seen.home)
        everything = outsider.sees().dump() + outsider.types(text="list")
        assert reference not in everything, name
        assert "planted-" not in everything, name
        assert outsider.sees().private_channels == (), name
    digests = [each.words for each in deliveries(stage) if "U0RUTH" in each.to and each.kind == "dm"]
    assert digests
    assert [words for words in digests if "New 0, closed 0, open 0" not in words] == []


@pytest.mark.clause("Beds 8.2")
def test_where_no_designated_lead_can_be_reached_the_writer_hears_it_and_the_area_of_the_post_alone(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, ruth = stage.person("Priya"), stage.person("Ruth")
    stage.practice.deactivate("U0LUCY")
    stage.settle()

    fills_in(priya, "Grace Mensah")
    assert "We know no designated lead of Health" in priya.view.words
    priya.submits({"way": "concern"})
    receipt = priya.view.words
    reference = priya.view.title.split()[-1]
    priya.closes()
    stage.settle()

    assert "partnership@northmere.example" in receipt
    assert "Nobody can be reached as designated lead of Health" in words_in(ruth)
    assert reference not in words_in(ruth)
    assert told_of(stage, reference) == {"Priya"}


@pytest.mark.clause("Beds 8.1")
@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_the_manager_and_the_designated_lead_are_called_in_the_same_breath(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", door)
    priya, lucy, grace = (stage.person(name) for name in ("Priya", "Lucy", "Grace"))
    priya.types()
    priya.chooses("danger", "now")
    priya.fills({"against": [priya.finds("against", "Owen Tallis")]})
    priya.submits()
    priya.chooses("danger", "infant_injury")
    assert "This is inside Health" in priya.view.words  # what is chosen above leaves the question standing

    nothing_written = priya.sends({"way": "concern"})
    assert nothing_written.outcome == "errors"
    priya.submits({"way": "inside"})
    reference = priya.view.title.split()[-1]
    priya.closes()
    stage.settle()

    assert told_of(stage, reference) == {"Grace", "Lucy"}
    assert f"{reference}: danger to a child" in words_in(lucy)
    assert "17:50" in grace.message_with("take_up")[1].words
    stage.move_to("Friday 2026-11-27 17:50")
    assert told_to(stage, "Cora", reference) != []


NOTE = {
    "channel": "call",
    "said": "Priya: the sheets are signed. Lucy: she looks at them today.",
    "child": "The children are seen today.",
    "leaves": "partly",
}


def copied(who: Actor) -> str:
    """Return the record as somebody copies it."""
    who.presses("copy_record")
    words = who.view.words
    who.closes()
    return words


def fills_in(who: Actor, against: str) -> None:
    """Fill in the raising form as for anybody else, and send it."""
    who.types()
    who.chooses("danger", "none")
    who.fills({"against": [who.finds("against", against)]})
    who.submits({"dispute": CONCERN, "wanted": WANTED, "soon": "procedure"})


def chooses_a_way(stage: Stage, who: Actor, way: str) -> str:
    """Answer the question that came back, and send it again; return the reference."""
    who.submits({"way": way})
    reference = who.view.title.split()[-1]
    who.closes()
    stage.settle()
    return reference


def told_of(stage: Stage, reference: str) -> set[str]:
    """Return who has had a direct message of it."""
    return {
        person.removeprefix("U0").capitalize()
        for each in deliveries(stage)
        if each.kind == "dm" and reference in each.text + each.words
        for person in each.to
    }


def told_to(stage: Stage, first_name: str, reference: str) -> list[str]:
    """Return what somebody has been told of it."""
    account = f"U0{first_name.upper()}"
    return [each.words for each in deliveries(stage) if account in each.to and reference in each.text]


def words_in(who: Actor) -> str:
    """Return all that somebody sees."""
    return who.sees().words
