"""One entry of the record as something to be told: who did what, to whom, until when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from casework.view import View, emergency_of
from messages.facts import Event
from procedure import acts
from procedure.acts import Act, Called, Entry, TextRef
from procedure.case import State, after, rebuild
from storage import cases, record
from storage.engine import Connection


def at_entry(connection: Connection, shown: View, seq: int) -> tuple[View, Entry]:
    """Return a disagreement as it stood after one entry, and that entry."""
    row = cases.find(connection, shown.case.reference)
    entries, _ = record.read(connection, row.id)
    then = rebuild(row.reference, row.rules, entries[:seq])
    return replace(shown, case=then), entries[seq - 1]


def step_by_step(shown: View, entries: Iterable[Entry]) -> Iterator[tuple[View, Entry]]:
    """Yield a disagreement as it stood after each of its entries, and that entry."""
    then = rebuild(shown.case.reference, shown.case.rules, ())
    for entry in entries:
        then = after(then, entry)
        yield replace(shown, case=then), entry


def event_of(shown: View, entry: Entry, *, kind: str = "", subject: int = 0) -> Event:
    """
    Return one entry as an event, of a disagreement as it stood after it. `kind` overrides its wording;
    `subject` is the agency that it is told about, where the entry itself names none or several.
    """
    event = Event(
        kind=kind or entry.act.act,
        reference=shown.case.reference,
        at=shown.local(entry.at),
        by=shown.who(entry.by) if entry.by is not None else None,
        agency=shown.agency(subject or None),
        tier=shown.case.tier.title,
        number=subject,
        risk_asked=shown.case.risk_asked_at is not None,
        is_settled=shown.case.state is State.AGREED,
        emergency=emergency_of(shown.case.rules),
    )
    specific = _SPECIFIC.get(type(entry.act))
    return replace(event, **specific(entry.act, shown, subject)) if specific else event


def texts_of(shown: View, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the texts of an entry by the names of their fields, in the order of the form."""
    found: list[tuple[str, str]] = []
    for each in fields(entry.act):
        value = getattr(entry.act, each.name)
        refs = value if isinstance(value, tuple) else (value,)
        found += [(each.name, shown.body(ref)) for ref in refs if isinstance(ref, TextRef)]
    return tuple(found)


Specific = Callable[[Any, View, int], dict[str, Any]]


def _raised(act: acts.Raised, shown: View, subject: int) -> dict[str, Any]:
    return {
        "detail": act.danger,
        "due_at": None if act.due_at == shown.case.raised_at else shown.local_if_any(act.due_at),
        "people": _called(shown, act.calls),
    }


def _taken_back(act: acts.TakenBack, shown: View, subject: int) -> dict[str, Any]:
    return {"detail": shown.case.danger}


def _joined(
    act: acts.Joined | acts.TakenOut | acts.NotDelivered, shown: View, subject: int
) -> dict[str, Any]:
    return {"people": shown.everyone([act.person] if act.person is not None else [])}


def _handed_over(act: acts.HandedOver, shown: View, subject: int) -> dict[str, Any]:
    return {"people": shown.everyone([act.taker])}


def _moved_up(act: acts.MovedUp, shown: View, subject: int) -> dict[str, Any]:
    titles = {tier.id: tier.title for tier in shown.case.rules.procedure.tiers}
    return {
        "reason": act.reason,
        "detail": shown.case.danger,
        "people": _called(shown, act.calls),
        "due_at": shown.local_if_any(act.due_at),
        "until": shown.local_if_any(act.protect_by),
        "was_due_at": shown.local_if_any(act.was_due_at),
        "names": tuple(shown.agency(vacant) for vacant in act.vacant),
        "skipped": tuple(titles[tier] for tier in act.skipped),
    }


def _called_again(act: acts.CalledAgain, shown: View, subject: int) -> dict[str, Any]:
    call = shown.case.call(act.agency_id)
    return {
        "agency": shown.agency(act.agency_id),
        "times": act.times,
        "people": shown.everyone(act.also),
        "until": shown.local_if_any(act.again_at),
        "has_answered": call is not None and call.answered_at is not None,
    }


def _held(act: acts.ClockHeld, shown: View, subject: int) -> dict[str, Any]:
    return {"due_at": shown.local(act.due_at)}


def _at_the_top(act: acts.TimeRanOutAtTheTop, shown: View, subject: int) -> dict[str, Any]:
    """Everybody who has been called there is called again."""
    called = (person for call in shown.case.calls for person in call.people)
    return {"due_at": shown.local_if_any(act.due_at), "people": shown.everyone(called)}


def _taken_up(act: acts.TakenUp, shown: View, subject: int) -> dict[str, Any]:
    return {
        "agency": shown.agency(act.agency_id),
        "until": shown.local(act.speak_by),
        "due_at": shown.local_if_any(shown.case.due_at),
    }


def _holder_changed(act: acts.HolderChanged, shown: View, subject: int) -> dict[str, Any]:
    return {
        "agency": shown.agency(act.agency_id),
        "reason": act.reason,
        "people": _called(shown, [act.call] if act.call else []),
    }


def _looked_again(act: acts.LookedAgain, shown: View, subject: int) -> dict[str, Any]:
    return {"agency": shown.agency(act.agency_id), "detail": act.review}


def _sooner(act: acts.BroughtForward | acts.RiskAnswered, shown: View, subject: int) -> dict[str, Any]:
    return {"until": shown.local_if_any(act.protect_by), "due_at": shown.local_if_any(act.due_at)}


def _step(act: acts.ProtectiveStep, shown: View, subject: int) -> dict[str, Any]:
    return {"detail": act.step, "until": shown.local(act.taken_at)}


def _note_saved(act: acts.NoteSaved, shown: View, subject: int) -> dict[str, Any]:
    return {"number": act.note, "times": act.version, "detail": act.leaves}


def _note(act: acts.NoteApproved | acts.NoteDisputed, shown: View, subject: int) -> dict[str, Any]:
    return {"number": act.note, "times": act.version}


def _proposed(act: acts.OutcomeProposed, shown: View, subject: int) -> dict[str, Any]:
    return {"agency": shown.agency(act.agency_id), "detail": act.how, "names": _unanswered(shown)}


def _answered(act: acts.OutcomeAnswered, shown: View, subject: int) -> dict[str, Any]:
    return {"agency": shown.agency(act.agency_id), "detail": act.answer, "names": _unanswered(shown)}


def _room_failed(act: acts.RoomFailed, shown: View, subject: int) -> dict[str, Any]:
    """A room that there was before is lost."""
    return {"kind": "room_failed" if shown.channel is None else "room_lost"}


def _issue_owned(act: acts.IssueOwned, shown: View, subject: int) -> dict[str, Any]:
    return {"number": act.issue, "people": shown.everyone([act.owner]), "on": act.by}


def _filed(act: acts.CopyFiled, shown: View, subject: int) -> dict[str, Any]:
    unfiled = tuple(shown.agency(each) for each in shown.case.agencies if each not in shown.case.filed)
    return {"agency": shown.agency(act.agency_id), "names": unfiled}


def _phoned(act: acts.ReachedByPhone, shown: View, subject: int) -> dict[str, Any]:
    call = shown.case.call(act.agency_id)
    until = shown.local_if_any(call.again_at) if call else None
    return {"agency": shown.agency(act.agency_id), "until": until}


def _delivered(act: acts.CallDelivered, shown: View, subject: int) -> dict[str, Any]:
    return {"agency": shown.agency(act.agency_id)}


def _unanswered(shown: View) -> tuple[str, ...]:
    outcome = shown.case.outcome
    return tuple(
        shown.agency(each) for each in shown.case.agencies if outcome and each not in outcome.answers
    )


def _called(shown: View, calls: Iterable[Called]) -> tuple[Any, ...]:
    return shown.everyone(person for called in calls for person in called.holder.people)


_SPECIFIC: Mapping[type[Act], Specific] = MappingProxyType(
    {
        acts.Raised: _raised,
        acts.TakenBack: _taken_back,
        acts.Joined: _joined,
        acts.TakenOut: _joined,
        acts.HandedOver: _handed_over,
        acts.MovedUp: _moved_up,
        acts.CalledAgain: _called_again,
        acts.CallDelivered: _delivered,
        acts.ClockHeld: _held,
        acts.TimeRanOutAtTheTop: _at_the_top,
        acts.TakenUp: _taken_up,
        acts.ReachedByPhone: _phoned,
        acts.HolderChanged: _holder_changed,
        acts.LookedAgain: _looked_again,
        acts.BroughtForward: _sooner,
        acts.RiskAnswered: _sooner,
        acts.ProtectiveStep: _step,
        acts.NoteSaved: _note_saved,
        acts.NoteApproved: _note,
        acts.NoteDisputed: _note,
        acts.OutcomeProposed: _proposed,
        acts.OutcomeAnswered: _answered,
        acts.IssueOwned: _issue_owned,
        acts.CopyFiled: _filed,
        acts.RoomFailed: _room_failed,
        acts.NotDelivered: _joined,
    }
)
