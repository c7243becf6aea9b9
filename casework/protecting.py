"""What protects the child while a tier has it: how long they can wait, and what keeps them safe meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from casework import view, work
from casework.typed import Typed, check
from messages import facts
from procedure import putting_back, safety
from procedure.acts import SafetyFailed, SafetyHolds
from procedure.refusal import Refused
from storage.engine import Database


@dataclass(frozen=True)
class SafetyForm:
    """The form of an arrangement as sent."""

    what: str
    holder: int
    check_at: datetime
    identifiers_checked: bool


@dataclass(frozen=True)
class CheckForm:
    """What somebody found who looked again; `check_at` is when to look next, where it holds."""

    holds: bool
    check_at: datetime | None
    words: str
    identifiers_checked: bool


def propose_to_wait(
    database: Database,
    reference: str,
    protect_by: datetime | None,
    why: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record that one side holds that the child can wait longer; None for the tier's own time."""
    check([Typed("words", why, 600)], identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(putting_back.propose(case.case, by, protect_by, case.keep(why), now), by=by)


def answer_to_wait(
    database: Database, reference: str, proposed_at: datetime, *, agrees: bool, by: int, now: datetime
) -> None:
    """Record another side's answer; with the last that agrees, protect-by is put back."""
    with work.on(database, reference, now) as case:
        answered, *follows = putting_back.answer(case.case, by, proposed_at, agrees=agrees)
        case.record(answered, by=by)
        case.record(*follows)


def arrange_safety(database: Database, reference: str, form: SafetyForm, *, by: int, now: datetime) -> None:
    """Record what keeps the child safe meanwhile, who holds it, and when it is looked at again."""
    check([Typed("safe", form.what, 600)], identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        what = case.keep(form.what)
        case.record(safety.arrange(case.case, by, what, form.holder, form.check_at, now), by=by)


def check_safety(database: Database, reference: str, form: CheckForm, *, by: int, now: datetime) -> None:
    """Record whether what keeps the child safe still holds; where it does not, the leads are told at once."""
    check([Typed("words", form.words, 300, is_required=False)], identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(_found(case, form, by), by=by)


def waiting_form(database: Database, reference: str, *, by: int, now: datetime) -> facts.PutBackForm:
    """Return what the form shows of how long the child can wait: later than protect-by, within the tier."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        latest, protect_by = putting_back.latest_for(shown.case), shown.case.protect_by
        assert protect_by is not None, "else there is nothing to put back"
        named = [choice for choice in view.choices_of(shown.case.rules, now) if choice.until]
        times = [each for each in named if each.until and protect_by < each.until < latest]
        own = facts.Choice("tier", shown.local(latest))
        return facts.PutBackForm((own, *times, facts.Choice("another", None)), shown.local(protect_by))


def proposal(database: Database, reference: str, *, by: int, now: datetime) -> facts.PutBackShown:
    """Return the proposal to wait longer that stands; Refused where none does."""
    with database.read() as connection:
        found = view.put_back_of(view.readable(connection, reference, by, now))
        if found is None:
            raise Refused("another_put_back")
        return found


def safety_form(database: Database, reference: str, *, by: int, now: datetime) -> facts.SafetyForm:
    """Return whom the form offers to hold it, and when to look again unless it says otherwise."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        calendar = shown.case.rules.calendar
        tomorrow = calendar.close_of(calendar.working_day_after(calendar.local(now).date()))
        return facts.SafetyForm(shown.everyone(shown.case.parts), shown.local(tomorrow), view.safe_of(shown))


def _found(case: work.Work, form: CheckForm, by: int) -> SafetyHolds | SafetyFailed:
    if not form.holds:
        return safety.fails(case.case, by, case.keep_if_any(form.words), case.now)
    if form.check_at is None:
        raise Refused("no_time", field="check_at")
    return safety.holds(case.case, by, form.check_at, case.now)
