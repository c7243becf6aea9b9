"""Referring a disagreement for wider learning, provided that the procedure has been followed (Beds 7.1)."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

from procedure import acts
from procedure.acts import Entry, TextRef
from procedure.case import Case, State
from procedure.notes import is_approved
from procedure.refusal import Refused
from procedure.roster import Roster

LATE_MINUTES = 15
"""So much later than its time a tier may be left: one sweep of the program can take a while."""


class Followed(StrEnum):
    """What the record shows of how the procedure was followed."""

    TIERS = "tiers"
    NOTES = "notes"
    OUTCOME = "outcome"
    COPIES = "copies"


def checklist(case: Case, reachable: Collection[int]) -> dict[Followed, bool]:
    """
    Return what the record shows: each tier used in its order and time, the discussions noted and approved,
    the outcome confirmed by every agency, every copy filed.
    """
    moves = [(entry, entry.act) for entry in case.moves if isinstance(entry.act, acts.MovedUp)]
    answers = case.outcome.answers if case.outcome else {}
    return {
        Followed.TIERS: not case.has_run_out_at_the_top
        and all(not act.skipped and _was_in_time(entry, act) for entry, act in moves),
        Followed.NOTES: bool(case.notes) and all(is_approved(case, note, reachable) for note in case.notes),
        Followed.OUTCOME: set(answers) >= set(case.agencies),
        Followed.COPIES: set(case.filed) >= set(case.agencies),
    }


def refer(case: Case, by: int, summary: TextRef, roster: Roster) -> acts.LessonsReferred:
    """
    Return the referral to the area's body for wider learning, once, by a safeguarding lead of the area
    (Beds 7.1). Raises Refused where the procedure was not followed, with what is missing.
    """
    require_lead(case, by, roster)
    if case.lessons is not None:
        raise Refused("referred_already")
    shown = checklist(case, set(roster.reachable(roster.people)))
    missing = tuple(name for name, is_so in shown.items() if not is_so)
    if missing:
        raise Refused("procedure_not_followed", names=missing)
    return acts.LessonsReferred(case.rules.area.lessons_body, summary)


def require_lead(case: Case, by: int, roster: Roster) -> int:
    """Return a safeguarding lead of the area who may refer what is settled between agencies; else refuse."""
    if case.is_inside or by not in roster.safeguarding_leads():
        raise Refused("not_a_lead")
    if case.state not in (State.AGREED, State.CLOSED):
        raise Refused("not_agreed_yet" if case.state is State.OPEN else f"is_{case.state}")
    return by


def _was_in_time(entry: Entry, act: acts.MovedUp) -> bool:
    late = timedelta(minutes=LATE_MINUTES)
    return act.was_due_at is None or entry.at - act.was_due_at <= late
