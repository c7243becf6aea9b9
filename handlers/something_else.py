"""*Something else…*: all that this person may do in this disagreement now, in one window."""

from dataclasses import dataclass

from casework import asking
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, View
from messages import ids
from messages import something_else as messages
from messages.something_else import Group


@dataclass(frozen=True)
class Row:
    """One act, where it stands in the window, and the rule that says whether this person may do it now."""

    group: Group
    action_id: str
    rule: asking.Rule


ROWS: tuple[Row, ...] = (
    Row(Group.PROTECT, ids.STEP, asking.to_take_a_step),
    Row(Group.PROTECT, ids.ARRANGE_SAFETY, asking.to_arrange_safety),
    Row(Group.PROTECT, ids.CHECK_SAFETY, asking.to_check_safety),
    Row(Group.PROTECT, ids.SOONER, asking.to_bring_forward),
    Row(Group.PROTECT, ids.PUT_BACK, asking.to_put_back),
    Row(Group.PROTECT, ids.ANSWER_PUT_BACK, asking.to_answer_to_wait),
    Row(Group.PROTECT, ids.LOOK_AGAIN, asking.to_look_again),
    Row(Group.PEOPLE, ids.PHONED, asking.to_report_a_telephone_call),
    Row(Group.PEOPLE, ids.NOT_MINE, asking.to_pass_on),
    Row(Group.PEOPLE, ids.ADD_AGENCY, asking.to_add_an_agency),
    Row(Group.PEOPLE, ids.SUPPORT, asking.to_ask_support),
    Row(Group.PEOPLE, ids.RAISE_FOR, asking.to_raise_for),
    Row(Group.PEOPLE, ids.ASK_MANAGER, asking.to_ask_my_manager),
    Row(Group.PEOPLE, ids.HAND_OVER, asking.to_hand_over),
    Row(Group.PEOPLE, ids.TAKE_OUT, asking.to_take_out),
    Row(Group.PEOPLE, ids.STAND_IN, asking.to_name_a_stand_in),
    Row(Group.RECORD, ids.NOTE, asking.to_add_a_note),
    Row(Group.RECORD, ids.MORE_ABOUT, asking.to_say_more),
    Row(Group.RECORD, ids.TO_DO, asking.to_add_an_action),
    Row(Group.RECORD, ids.ADVICE, asking.to_record_advice),
    Row(Group.RECORD, ids.DUTY_DONE, asking.to_say_done),
    Row(Group.RECORD, ids.COMMUNICATIONS, asking.to_list_a_communication),
    Row(Group.RECORD, ids.REPORT_POLICY, asking.to_report_policy),
    Row(Group.END, ids.STILL_DISAGREE, asking.to_still_disagree),
    Row(Group.END, ids.OUTCOME, asking.to_propose_an_outcome),
    Row(Group.END, ids.MOVE_UP, asking.to_move_up),
    Row(Group.END, ids.LESSONS, asking.to_refer_for_learning),
    Row(Group.END, ids.LOOK_BACK, asking.to_look_back),
    Row(Group.END, ids.THANK, asking.to_thank),
    Row(Group.END, ids.REOPEN, asking.to_reopen),
    Row(Group.END, ids.WITHDRAW, asking.to_withdraw),
    Row(Group.END, ids.RAISER_TOLD, asking.to_say_one_was_told),
    Row(Group.END, ids.ISSUE_DONE, asking.to_finish_an_issue),
)
"""In the order in which they are shown within their group."""


def open_window(desk: Desk, press: Press) -> View:
    """Show all that this person may do now; each opens its own form on top."""
    rules = {row.action_id: row.rule for row in ROWS}
    possible = asking.possible(desk.database, press.reference, rules, by=press.by, now=press.now)
    offered = [(row.group, row.action_id) for row in ROWS if row.action_id in possible]
    return messages.window(press.reference, offered)


OPENS: dict[str, doors.Opens] = {ids.ELSE: open_window}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
