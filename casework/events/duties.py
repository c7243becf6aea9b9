"""What is owed beside a tier's time."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _began(act: acts.DutyBegan, shown: View, subject: int) -> Facts:
    return {**_duty(shown, act.number), "names": _names(shown, act.agencies)}


def _late(act: acts.DutyLate, shown: View, subject: int) -> Facts:
    return {**_duty(shown, act.number), "names": _names(shown, act.agencies)}


def _done(act: acts.DutyDone, shown: View, subject: int) -> Facts:
    return {**_duty(shown, act.number), "agency": shown.agency(act.agency_id)}


def _duty(shown: View, number: int) -> Facts:
    owed = shown.case.duties[number - 1]
    return {"detail": owed.duty.title, "due_at": shown.local(owed.due_at), "number": number}


def _names(shown: View, agencies: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(shown.agency(agency) for agency in agencies)


SPECIFIC: Specifics = {
    acts.DutyBegan: _began,
    acts.DutyLate: _late,
    acts.DutyDone: _done,
}
