"""What somebody may do, asked before a form opens."""

import pytest

from casework import asking, raising
from casework.asking import Rule
from procedure.acts import Danger
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


def asks(casebook: Casebook, reference: str, rule: Rule, first_name: str) -> None:
    asking.check(casebook.database, reference, rule, by=casebook.person(first_name), now=casebook.now)


WHILE_A_TIER_HAS_IT = [
    asking.to_take_part,
    asking.to_say_more,
    asking.to_take_up,
    asking.to_pass_on,
    asking.to_report_a_telephone_call,
    asking.to_look_again,
    asking.to_move_up,
    asking.to_bring_forward,
    asking.to_answer_risk,
    asking.to_take_a_step,
    asking.to_propose_an_outcome,
]


@pytest.mark.parametrize("rule", WHILE_A_TIER_HAS_IT)
def test_a_manager_called_may_do_what_a_tier_is_for_and_nothing_is_recorded(
    casebook: Casebook, rule: Rule
) -> None:
    reference = casebook.raised(danger=Danger.NOW)
    before = casebook.entries(reference)

    asks(casebook, reference, rule, "Omar")

    assert casebook.entries(reference) == before


@pytest.mark.parametrize("rule", WHILE_A_TIER_HAS_IT)
def test_whoever_has_no_part_is_told_so_before_anything_else(casebook: Casebook, rule: Rule) -> None:
    reference = casebook.raised()

    with refuses("no_part"):
        asks(casebook, reference, rule, "Joan")


def test_there_must_be_such_a_disagreement(casebook: Casebook) -> None:
    with refuses("no_such_case"):
        asks(casebook, "D-2026-9999", asking.to_take_part, "Tom")


def test_a_lead_may_lead_and_somebody_with_a_part_may_not(casebook: Casebook) -> None:
    reference = casebook.raised()

    asks(casebook, reference, asking.to_name_a_stand_in, "Ruth")

    with refuses("not_a_lead"):
        asks(casebook, reference, asking.to_name_a_stand_in, "Tom")
    with refuses("no_part"):
        asks(casebook, reference, asking.to_take_up, "Ruth")


def test_what_somebody_may_do_now_is_what_no_rule_refuses(casebook: Casebook) -> None:
    reference = casebook.raised()
    rules = {"look": asking.to_look_again, "lead": asking.to_name_a_stand_in, "step": asking.to_take_a_step}

    def possible(first_name: str) -> tuple[str, ...]:
        by = casebook.person(first_name)
        return asking.possible(casebook.database, reference, rules, by=by, now=casebook.now)

    assert possible("Tom") == ("look", "step")
    assert possible("Priya") == ("step",)
    assert possible("Ruth") == ("lead",)
    with refuses("no_part"):
        possible("Joan")


@pytest.mark.parametrize("rule", [asking.to_hand_over, asking.to_take_out, asking.to_name_a_stand_in])
def test_nobody_changes_places_once_it_is_over(casebook: Casebook, rule: Rule) -> None:
    reference = casebook.raised()
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    with refuses("is_taken_back"):
        asks(casebook, reference, rule, "Ruth" if rule is asking.to_name_a_stand_in else "Priya")


def test_the_rule_is_the_acts_own(casebook: Casebook) -> None:
    reference = casebook.raised()

    with refuses("not_called"):
        asks(casebook, reference, asking.to_take_up, "Priya")
    with refuses("not_the_challenged_side"):
        asks(casebook, reference, asking.to_look_again, "Priya")
    with refuses("risk_not_asked"):
        asks(casebook, reference, asking.to_answer_risk, "Priya")
    with refuses("nobody_else_called"):
        asks(casebook, reference, asking.to_report_a_telephone_call, "Tom")


def test_a_note_is_corrected_by_its_author_and_disputed_by_whoever_is_named(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.noted(reference, "Priya", "Tom")

    asks(casebook, reference, asking.to_correct_a_note(1, 1), "Priya")
    asks(casebook, reference, asking.to_dispute_a_note(1, 1), "Tom")
    asks(casebook, reference, asking.to_add_a_note, "Tom")

    with refuses("not_the_author"):
        asks(casebook, reference, asking.to_correct_a_note(1, 1), "Tom")
    with refuses("newer_version"):
        asks(casebook, reference, asking.to_dispute_a_note(1, 2), "Tom")


def test_what_belongs_to_the_end_is_asked_when_it_has_come(casebook: Casebook) -> None:
    reference = casebook.raised()
    with refuses("no_outcome"):
        asks(casebook, reference, asking.to_own_an_issue, "Tom")
    with refuses("not_agreed_yet"):
        asks(casebook, reference, asking.to_file_the_copy, "Tom")
    casebook.proposed(reference, "Priya")
    asks(casebook, reference, asking.to_answer_an_outcome(casebook.now), "Tom")

    casebook.answered(reference, "Tom")

    asks(casebook, reference, asking.to_own_an_issue, "Tom")
    asks(casebook, reference, asking.to_file_the_copy, "Tom")
    with refuses("not_ready_to_close"):
        asks(casebook, reference, asking.to_close, "Priya")
    nothing_open = casebook.raised()
    casebook.agreed(nothing_open, "Priya", "Tom", still_open="nothing")
    with refuses("no_such_issue"):
        asks(casebook, nothing_open, asking.to_own_an_issue, "Tom")
