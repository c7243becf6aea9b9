"""A disagreement opened for showing: its state as the plain facts that messages and forms show."""

from casework.view.afterwards import look_backs_of
from casework.view.calls import call_of, daily_of, waiting_of
from casework.view.card import card_of, duty_of, open_case_of
from casework.view.details import about_of, choices_of, details_of, question_of, subject_of
from casework.view.notes import note_of
from casework.view.outcome import (
    answering_name,
    issues_of,
    lacking_of,
    outcome_of,
    refusals_of,
    withdrawal_of,
)
from casework.view.parties import (
    emergency_of,
    facilities_of,
    lacks_partnership,
    next_step,
    next_tier,
    parties_of,
    route_of,
)
from casework.view.protecting import policy_of, put_back_of, safe_of
from casework.view.seen import View, at_hand, may_read, of, readable

__all__ = [
    "View",
    "about_of",
    "answering_name",
    "at_hand",
    "call_of",
    "card_of",
    "choices_of",
    "daily_of",
    "details_of",
    "duty_of",
    "emergency_of",
    "facilities_of",
    "issues_of",
    "lacking_of",
    "lacks_partnership",
    "look_backs_of",
    "may_read",
    "next_step",
    "next_tier",
    "note_of",
    "of",
    "open_case_of",
    "outcome_of",
    "parties_of",
    "policy_of",
    "put_back_of",
    "question_of",
    "readable",
    "refusals_of",
    "route_of",
    "safe_of",
    "subject_of",
    "waiting_of",
    "withdrawal_of",
]
