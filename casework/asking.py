"""Whether somebody may do something now, asked before its form opens: the rule answers, nothing is kept."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from casework import view, work
from procedure import (
    actions,
    advice,
    afterwards,
    closing,
    communications,
    details,
    dissent,
    duties,
    follow_up,
    inside,
    joining,
    ladder,
    lessons,
    notes,
    policy,
    putting_back,
    reopening,
    safety,
    support,
    withdrawing,
)
from procedure.acts import (
    Answer,
    Channel,
    Consent,
    Leaves,
    ProtectiveStep,
    RaiserAnswer,
    Review,
    Settlement,
    Step,
    TextRef,
)
from procedure.case import OVER, State
from procedure.ladder import Promise
from procedure.refusal import Refused
from procedure.rung import answered_for
from storage.engine import Database

Rule = Callable[[work.Work, int], object]
"""What an act's rule says of a disagreement and a person: it raises Refused, or does not."""

_UNWRITTEN = TextRef("", "")
"""Stands for a text that the form will ask for."""


def check(database: Database, reference: str, rule: Rule, *, by: int, now: datetime) -> None:
    """Refuse as the act itself would, so that nobody fills in a form for nothing; no part is said first."""
    with database.read() as connection:
        case = work.load(connection, reference, now)
        _require_part(case, by)
        rule(case, by)


def possible(
    database: Database, reference: str, rules: Mapping[str, Rule], *, by: int, now: datetime
) -> tuple[str, ...]:
    """Return the names of those rules that would not refuse somebody now, in their order."""
    with database.read() as connection:
        case = work.load(connection, reference, now)
        _require_part(case, by)
        return tuple(name for name, rule in rules.items() if _allows(rule, case, by))


def to_take_part(case: work.Work, by: int) -> object:
    """Only somebody with a part may."""
    return ladder.part_of(case.case, by)


def to_hand_over(case: work.Work, by: int) -> object:
    """Hand one's part to a colleague; whom, the form asks."""
    _require_unfinished(case)
    return ladder.part_of(case.case, by)


def to_take_out(case: work.Work, by: int) -> object:
    """Take out somebody invited by mistake; whom, the form asks."""
    _require_unfinished(case)
    return ladder.part_of(case.case, by)


def to_name_a_stand_in(case: work.Work, by: int) -> object:
    """Name who acts for an agency; only a lead who watches over it may, while it is open."""
    if by not in inside.watchers(case.case, case.roster):
        raise Refused("not_a_lead")
    if case.case.state is not State.OPEN:
        raise Refused(f"is_{case.case.state}")
    return by


def to_add_an_agency(case: work.Work, by: int) -> object:
    """Have another agency join; which one, the form asks."""
    return joining.require_may_add(case.case, by)


def to_ask_my_manager(case: work.Work, by: int) -> object:
    """Ask one's own manager to join; who, where there are several, the form asks."""
    return joining.managers_to_ask(case.case, by, case.roster)


def to_raise_for(case: work.Work, by: int) -> object:
    """Say on whose behalf it was raised; who that is, the form asks."""
    return support.require_may_raise_for(case.case, by, case.roster)


def to_ask_support(case: work.Work, by: int) -> object:
    """Ask somebody for support; whom, the form asks."""
    return support.require_may_be_supported(case.case, by)


def to_say_more(case: work.Work, by: int) -> object:
    """Say more about it, or of one's agency's own procedure."""
    if details.is_raising_side(case.case, by):
        return details.name_kind(case.case, by, None)
    return details.own_procedure(case.case, by, has_begun=True)


def to_record_advice(case: work.Work, by: int) -> object:
    """Record advice, or why none was sought."""
    return advice.require_may_record(case.case, by)


def to_take_up(case: work.Work, by: int) -> object:
    """Take up a call."""
    return ladder.take_up(case.case, by, Promise.HOUR, case.now)


def to_pass_on(case: work.Work, by: int) -> object:
    """Say that a call is somebody else's."""
    return ladder.not_mine(case.case, by, None, case.roster, case.now)


def to_report_a_telephone_call(case: work.Work, by: int) -> object:
    """Report that another agency was reached; which one, the form asks."""
    own = ladder.part_of(case.case, by)
    if case.case.is_inside:
        raise Refused("own_agency")
    others = [call.holder.agency_id for call in case.case.calls if call.holder.agency_id != own]
    if not others:
        ladder.require_open(case.case)
        raise Refused("nobody_else_called")
    return ladder.reached_by_phone(case.case, by, others[0])


def to_look_again(case: work.Work, by: int) -> object:
    """Record that the challenged side looked again."""
    return ladder.looked_again(case.case, by, Review.KEPT, _UNWRITTEN)


def to_move_up(case: work.Work, by: int) -> object:
    """Declare it unresolved; what one believes, inside an agency, the form asks."""
    if case.case.is_inside:
        return inside.declare_unresolved(case.case, by, case.roster, case.now, believes_harm=True)
    return ladder.declare_unresolved(case.case, by, case.roster, case.now)


def to_bring_forward(case: work.Work, by: int) -> object:
    """Say that the child needs it sooner; how soon, the form asks."""
    return ladder.bring_forward(case.case, by, case.now + timedelta(seconds=1), case.now)


def to_answer_risk(case: work.Work, by: int) -> object:
    """Say how soon it must be settled at the tier reached."""
    return ladder.answer_risk(case.case, by, None, case.now)


def to_put_back(case: work.Work, by: int) -> object:
    """Propose that the child can wait longer; until when, the form asks."""
    return putting_back.propose(case.case, by, None, _UNWRITTEN, case.now)


def to_answer_to_wait(case: work.Work, by: int) -> object:
    """Answer the proposal that stands."""
    proposed_at = case.case.put_back.proposed_at if case.case.put_back else case.now
    return putting_back.answer(case.case, by, proposed_at, agrees=True)


def to_arrange_safety(case: work.Work, by: int) -> object:
    """Say what keeps the child safe meanwhile; who holds it, the form asks."""
    return safety.arrange(case.case, by, _UNWRITTEN, by, case.now + timedelta(seconds=1), case.now)


def to_check_safety(case: work.Work, by: int) -> object:
    """Say whether what keeps the child safe still holds."""
    return safety.fails(case.case, by, None, case.now)


def to_report_policy(case: work.Work, by: int) -> object:
    """Report a problem of the procedure, or a policy issue; which of them, the form asks."""
    return policy.raise_problem(case.case, by, _UNWRITTEN, case.roster, case.now)


def to_still_disagree(case: work.Work, by: int) -> object:
    """Say that one still disagrees."""
    return dissent.still_disagree(case.case, by, _UNWRITTEN)


def to_take_a_step(case: work.Work, by: int) -> object:
    """Record a protective step."""
    step = ProtectiveStep(Step.OTHER, case.now, None)
    return ladder.protective_step(case.case, by, step, case.now)


def to_add_a_note(case: work.Work, by: int) -> object:
    """Record a discussion."""
    return notes.save(case.case, by, _draft(case.now), case.now)


def to_correct_a_note(number: int, version: int) -> Rule:
    """Correct a version of a note."""
    return lambda case, by: notes.correct(case.case, by, number, version, _draft(case.now), case.now)


def to_dispute_a_note(number: int, version: int) -> Rule:
    """Dispute a version of a note."""
    return lambda case, by: notes.dispute(case.case, by, number, version, _UNWRITTEN)


def to_read_a_note_back(number: int, version: int) -> Rule:
    """Record what somebody outside Slack said of a version of a note."""

    def rule(case: work.Work, by: int) -> object:
        heard = notes.Heard(_UNWRITTEN, case.now, is_right=True, words=None)
        return notes.read_back(case.case, by, number, version, heard, case.now)

    return rule


def to_file_a_note(number: int, version: int) -> Rule:
    """Say that one's agency's copy of a version of a note is on the child's file."""
    return lambda case, by: notes.file(case.case, by, number, version, None)


def to_add_an_action(case: work.Work, by: int) -> object:
    """Put down something to be done; what, by whom and by when, the form asks."""
    today = case.case.rules.calendar.local(case.now).date()
    return actions.add(case.case, by, _UNWRITTEN, by, today, None, today)


def to_list_a_communication(case: work.Work, by: int) -> object:
    """List a letter or e-mail; which one, the form asks."""
    today = case.case.rules.calendar.local(case.now).date()
    return communications.add(case.case, by, _UNWRITTEN, today, _UNWRITTEN, today)


def to_propose_an_outcome(case: work.Work, by: int) -> object:
    """Put an outcome in writing."""
    proposal = closing.Proposal(Settlement.STANDS, _UNWRITTEN, _UNWRITTEN, (), Answer.AGREE)
    return closing.propose(case.case, by, proposal)


def to_answer_an_outcome(proposed_at: datetime) -> Rule:
    """Answer the outcome that was proposed at an instant."""
    return lambda case, by: closing.answer(
        case.case, by, Answer.AGREE, proposed_at, rung=answered_for(case.case, by, case.roster)
    )


def to_own_an_issue(case: work.Work, by: int) -> object:
    """Say who pursues an outstanding issue; which one and who, the form asks."""
    today = case.case.rules.calendar.local(case.now).date()
    return closing.own_issue(case.case, by, _an_issue(case), by, today, today)


def to_finish_an_issue(case: work.Work, by: int) -> object:
    """Say that an outstanding issue is done; which one, the form asks."""
    return closing.finish_issue(case.case, by, _an_issue(case), _UNWRITTEN)


def to_say_one_was_told(case: work.Work, by: int) -> object:
    """Say, as the one who raised it, that one knows how it was settled."""
    return follow_up.raiser_told(case.case, by, RaiserAnswer.CONTENT, None)


def to_withdraw(case: work.Work, by: int) -> object:
    """Ask that what one has raised is withdrawn."""
    return withdrawing.ask(case.case, by, _UNWRITTEN, case.roster)


def to_answer_a_withdrawal(case: work.Work, by: int) -> object:
    """Agree to a withdrawal, or let it go on."""
    return withdrawing.answer(case.case, by, Consent.AGREED, None, case.roster)


def to_reopen(case: work.Work, by: int) -> object:
    """Open again what is over."""
    return reopening.reopen(case.case, by, _UNWRITTEN, case.roster, case.now)


def to_refer_for_learning(case: work.Work, by: int) -> object:
    """Refer it for wider learning, see what is missing for that, or read what was referred."""
    return lessons.require_lead(case.case, by, case.roster)


def to_look_back(case: work.Work, by: int) -> object:
    """Say what helped and what delayed."""
    return afterwards.look_back(case.case, by, None, None)


def to_thank(case: work.Work, by: int) -> object:
    """Thank somebody; whom, the form asks."""
    return afterwards.to_be_thanked(case.case, by, case.roster)


def to_file_the_copy(case: work.Work, by: int) -> object:
    """Say that one's agency's copy is on the child's file."""
    return closing.file_copy(case.case, by)


def to_say_done(case: work.Work, by: int) -> object:
    """Say that one's agency has done what it owed; which thing, the form asks."""
    owed = duties.owed_by_agency(case.case, ladder.part_of(case.case, by))
    return duties.say_done(case.case, by, owed[0].number if owed else 0)


def to_close(case: work.Work, by: int) -> object:
    """Close it."""
    return closing.close(case.case, by)


def _require_part(case: work.Work, by: int) -> None:
    if not view.may_read(case.case, case.roster, by):
        raise Refused("no_part")


def _require_unfinished(case: work.Work) -> None:
    if case.case.state in OVER:
        raise Refused(f"is_{case.case.state}")


def _allows(rule: Rule, case: work.Work, by: int) -> bool:
    try:
        rule(case, by)
    except Refused:
        return False
    return True


def _an_issue(case: work.Work) -> int:
    """One that is not done yet, else whichever there is."""
    issues = sorted(case.case.issues, key=lambda issue: issue.done_at is not None)
    return issues[0].number if issues else 0


def _draft(now: datetime) -> notes.Draft:
    return notes.Draft(
        held_at=now,
        channel=Channel.CALL,
        took_part=(),
        others=_UNWRITTEN,
        said=_UNWRITTEN,
        child=_UNWRITTEN,
        actions=None,
        same_child=False,
        leaves=Leaves.PARTLY,
    )
