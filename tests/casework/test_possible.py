"""What *Something else…* can offer to whom as a disagreement goes on, with every question that it asks."""

from casework import asking
from handlers.something_else import ROWS
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

RULES = {row.action_id: row.rule for row in ROWS}

WHILE_OPEN = {
    *("add_agency", "advice", "arrange_safety", "ask_manager", "communications", "hand_over", "more_about"),
    *("move_up", "note", "outcome", "report_policy", "sooner", "step", "still_disagree", "support"),
    *("take_out", "to_do"),
}
ONCE_SETTLED = {
    *("advice", "communications", "hand_over", "issue_done", "note", "reopen", "report_policy", "step"),
    *("still_disagree", "support", "take_out", "thank", "to_do"),
}


def possible(casebook: Casebook, reference: str, first_name: str) -> set[str]:
    by = casebook.person(first_name)
    return set(asking.possible(casebook.database, reference, RULES, by=by, now=casebook.now))


def test_while_it_is_open_each_side_is_offered_what_is_theirs_and_a_lead_a_stand_in(
    casebook: Casebook,
) -> None:
    reference = casebook.raised("Tom")

    assert possible(casebook, reference, "Priya") == WHILE_OPEN | {"phoned", "withdraw"}
    assert possible(casebook, reference, "Tom") == WHILE_OPEN | {"look_again", "not_mine"}
    assert possible(casebook, reference, "Ruth") == {"report_policy", "stand_in"}
    with refuses("no_part"):
        possible(casebook, reference, "Joan")


def test_once_it_is_settled_nobody_is_offered_what_a_tier_is_for(casebook: Casebook) -> None:
    reference = casebook.raised("Tom")

    casebook.agreed(reference, "Priya", "Tom")

    assert possible(casebook, reference, "Priya") == ONCE_SETTLED
    assert possible(casebook, reference, "Tom") == ONCE_SETTLED
    assert possible(casebook, reference, "Ruth") == {"lessons", "report_policy"}
