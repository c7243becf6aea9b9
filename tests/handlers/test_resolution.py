"""The end at the desk: outcome, answers, open issues, filing, closing, and two who are quick at once."""

from procedure.acts import Answer
from procedure.case import State
from sandbox.practice.stage import Actor
from tests.handlers.desk import OUTCOME, Desk


def test_an_outcome_waits_for_the_other_agency_and_is_settled_by_its_answer(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)

    assert desk.proposed(priya, reference).outcome == "closed"
    desk.stage.settle()
    tom.presses("confirm")
    assert OUTCOME["agreed"] in tom.view.words
    sent = desk.submitted(tom, {"answer": "accept"})

    assert sent.outcome == "updated"
    assert "it is settled" in tom.view.words
    assert desk.case(reference).state is State.AGREED


def test_one_that_does_not_agree_takes_it_off_the_table(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.proposed(priya, reference)

    desk.offer(tom, "open_item", f"confirmation/{reference}/0/0")
    desk.submitted(tom, {"answer": "do_not_agree", "why": "The family was not asked."})

    assert "off the table" in tom.view.words
    assert desk.case(reference).outcome is None


def test_ones_own_outcome_must_be_agreed_by_ones_own_agency(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)

    sent = desk.proposed(priya, reference, answer="do_not_agree")

    assert list(sent.errors) == ["answer"]


def test_of_two_outcomes_at_once_the_first_stands_and_the_second_keeps_its_words(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.offer(tom, "outcome", reference)
    desk.proposed(priya, reference)

    sent = desk.submitted(tom, {**OUTCOME, "agreed": "The plan ends, with a call each month."})

    assert sent.outcome == "updated"
    assert OUTCOME["agreed"] in tom.view.words
    assert tom.view.value("agreed") == "The plan ends, with a call each month."
    outcome = desk.case(reference).outcome
    assert outcome is not None
    assert outcome.proposed_by == desk.id_of(priya)


def test_pressing_for_an_outcome_where_one_stands_asks_for_the_answer(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.proposed(priya, reference)

    desk.offer(tom, "outcome", reference)

    assert tom.view.callback_id == "confirm_form"


def test_nobody_answers_for_another_agency(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    desk.proposed(priya, reference)

    desk.offer(priya, "open_item", f"confirmation/{reference}/0/0")

    assert "answered for your agency already" in priya.view.words
    outcome = desk.case(reference).outcome
    assert outcome is not None
    assert list(outcome.answers.values()) == [Answer.AGREE]


def test_somebody_who_does_not_act_at_the_tier_answers_nothing(desk: Desk) -> None:
    priya, grace, tom = desk.person("Priya"), desk.person("Grace"), desk.person("Tom")
    reference = desk.with_the_managers(priya)
    desk.proposed(grace, reference)

    desk.offer(tom, "open_item", f"confirmation/{reference}/0/0")

    assert "Omar Haddad" in tom.view.words
    assert tom.view.callback_id == ""


def test_an_answer_to_an_outcome_that_is_no_longer_the_one_read_is_refused(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.proposed(priya, reference)
    proposed_at = int(desk.stage.practice.now().timestamp())

    desk.offer(tom, "confirm", f"{reference}/{proposed_at - 60}")

    assert "Another outcome" in tom.view.words
    assert "read" in tom.view.buttons


def test_where_no_outcome_stands_there_is_nothing_to_answer(desk: Desk) -> None:
    tom = desk.person("Tom")

    desk.offer(tom, "confirm", f"{desk.raised(desk.person('Priya'))}/1")

    assert "No outcome is on the table" in tom.view.words


def test_it_is_seen_through_to_the_closing(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = _settled(desk, priya, tom)

    desk.offer(priya, "close", reference)
    assert "Issue 1" in priya.view.words
    desk.offer(priya, "own_issue", reference)
    pursued = {"issue": "1", "owner": priya.finds("owner", "Tom Ellery"), "by": "2026-12-18"}
    assert desk.submitted(priya, pursued).outcome == "closed"
    for who in (priya, tom):
        desk.offer(who, "filed", reference)
        desk.submitted(who)
        assert "on the child’s file" in who.view.words
    desk.offer(priya, "close", reference)
    desk.submitted(priya)

    assert desk.case(reference).state is State.CLOSED
    assert "It is closed" in priya.view.words


def test_an_issue_is_not_pursued_by_a_day_that_has_passed(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = _settled(desk, priya, desk.person("Tom"))

    desk.offer(priya, "own_issue", reference)
    owner = priya.finds("owner", "Tom")
    sent = desk.submitted(priya, {"issue": "1", "owner": owner, "by": "2026-12-01"})

    assert list(sent.errors) == ["by"]


def test_only_members_are_found_to_pursue_an_issue(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = _settled(desk, priya, desk.person("Tom"))
    desk.offer(priya, "own_issue", reference)

    found = desk.stage.practice.search(priya.id, priya.view.id, "owner", "h")

    assert {option["text"]["text"].split(",")[0] for option in found} == {"Priya Nair", "Tom Ellery"}


def test_the_copy_for_the_file_has_the_button_that_says_it_is_there(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = _settled(desk, priya, desk.person("Tom"))

    desk.offer(priya, "open_item", f"copy/{reference}/0/0")
    assert "filed" in priya.view.buttons
    priya.presses_here("filed")
    desk.submitted(priya)

    assert len(desk.case(reference).filed) == 1


def test_the_copy_of_the_record_has_every_text(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = _settled(desk, priya, desk.person("Tom"))

    desk.offer(priya, "copy_record", reference)

    for text in ("A meeting of both teams.", OUTCOME["agreed"], OUTCOME["safe"]):
        assert text in priya.view.words


def _settled(desk: Desk, one: Actor, other: Actor) -> str:
    reference = desk.raised(one)
    desk.proposed(one, reference)
    desk.offer(other, "open_item", f"confirmation/{reference}/0/0")
    desk.submitted(other, {"answer": "agree"})
    return reference
