"""What each notice says, composed at the moment it goes out, from what stands in the record then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from casework import digest, events, roster_news, showing, telling, view, who_is_who
from messages import calls, daily, facts, leads, mail, room, told
from messages import home as home_tab
from messages.blocks import View
from messages.result import Mail, Message
from procedure import inside
from procedure.acts import OutcomeAnswered
from procedure.case import OVER
from storage import areas, cases, outages, people
from storage.engine import Connection, Database
from storage.notices import Notice


def compose(database: Database, notice: Notice, *, now: datetime) -> Message | None:
    """Return what a notice says now; None where nobody needs to hear it any more."""
    kind, _, wording = notice.kind.partition(":")
    with database.read() as connection:
        return _COMPOSERS[kind](connection, notice, wording, now)


def by_mail(database: Database, notice: Notice, *, now: datetime) -> Mail | None:
    """Return the mail that a notice is; None where nobody needs it any more."""
    with database.read() as connection:
        return _CORRESPONDENCE[notice.kind.partition(":")[0]](connection, notice, now)


def home(database: Database, slack_id: str, *, now: datetime) -> View:
    """Return App Home of whoever has an account, as things stand."""
    with database.read() as connection:
        known = people.by_slack_id(connection, slack_id)
    if known is None or known.agency_id is None:
        return home_tab.home_unknown()
    return home_tab.home(showing.home(database, known.id, now=now))


def _card(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message:
    return room.card(view.card_of(_shown(connection, notice, now)))


def _line(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message:
    """In the room, or to a person where there is none."""
    said = _event(connection, notice, "", now)
    return room.line(said) if notice.person_id is None else told.told(said)


def _note(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message | None:
    shown = _shown(connection, notice, now)
    found = shown.case.note(notice.subject)
    return room.note(view.note_of(shown, found)) if found else None


def _note_replaced(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message:
    return room.note_replaced(_event(connection, notice, "", now))


def _outcome(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message | None:
    """What was agreed and is open again before it went out is not said: it stands in the record."""
    shown = _shown(connection, notice, now)
    found = view.outcome_of(shown)
    if found:
        return room.outcome(found)
    refusals, reopenings = shown.case.refusals, shown.case.reopenings
    if not refusals or (reopenings and reopenings[-1].seq > refusals[-1].seq):
        return None
    return room.outcome_refused(shown.case.reference, view.refusals_of(shown)[-1])


def _call(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message | None:
    """A call that has become another's before it went out is not made."""
    shown = _shown(connection, notice, now)
    person = notice.person_id
    assert person is not None, "a call is to a person"
    found = view.call_of(shown, person, notice.subject)
    if notice.kind == telling.REPEATED:
        return calls.call(replace(found, state=facts.CallState.REPEATED))
    is_stale = found.state in (facts.CallState.MOVED_ON, facts.CallState.PASSED_ON, facts.CallState.SETTLED)
    return None if is_stale and notice.kind == telling.CALL else calls.call(found)


def _mailed_call(connection: Connection, notice: Notice, now: datetime) -> Mail | None:
    """What somebody has taken up, or is not theirs any more, is asked of nobody by e-mail."""
    shown = _shown(connection, notice, now)
    person = notice.person_id
    assert person is not None, "a call is to a person"
    asked = view.call_of(shown, person, notice.subject)
    if asked.state != facts.CallState.OPEN:
        return None
    rules = shown.case.rules
    mailed = facts.MailedCall(
        call=asked,
        has_account=bool(shown.roster.reachable([person])),
        area=rules.area.name,
        leads=shown.everyone(inside.watchers(shown.case, shown.roster)),
    )
    return mail.call(mailed, may_have_arrived=notice.may_have_arrived)


def _mailed_lead(connection: Connection, notice: Notice, now: datetime) -> Mail | None:
    """Nothing where it is over before the mail went out."""
    shown = _shown(connection, notice, now)
    if shown.case.state in OVER:
        return None
    said = _event(connection, notice, notice.kind.partition(":")[2], now)
    area = shown.case.rules.area.name
    return mail.lead(facts.MailedLead(said, area), may_have_arrived=notice.may_have_arrived)


def _answer_recorded(connection: Connection, notice: Notice, now: datetime) -> Mail:
    then, entry = events.at_entry(connection, _shown(connection, notice, now), notice.seq)
    recorded = facts.RecordedAnswer(
        reference=then.case.reference,
        agency=then.agency(notice.subject),
        answer=entry.of(OutcomeAnswered).answer,
        by=then.who(entry.author),
        at=then.local(entry.at),
        area=then.case.rules.area.name,
        leads=then.everyone(inside.watchers(then.case, then.roster)),
    )
    return mail.answer_recorded(recorded, may_have_arrived=notice.may_have_arrived)


def _slack_lost(connection: Connection, notice: Notice, now: datetime) -> Mail | None:
    """Nothing where it has come back before the mail went out."""
    held_up, rules = outages.held_up(connection), areas.in_force(connection)[notice.area_id]
    if held_up is None:
        return None
    local = rules.calendar.local
    lost = facts.SlackLost(rules.area.name, local(held_up.since), held_up.number, held_up.error)
    return mail.slack_lost(lost, may_have_arrived=notice.may_have_arrived)


def _slack_back(connection: Connection, notice: Notice, now: datetime) -> Mail:
    rules = areas.in_force(connection)[notice.area_id]
    return mail.slack_back(rules.area.name, rules.calendar.local(notice.made_at))


def _lead(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message:
    if notice.kind == telling.CAME_IN:
        return leads.lead(_coming_in(connection, notice, wording, now))
    return leads.lead(_event(connection, notice, wording, now))


def _post(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message:
    roster = who_is_who.roster(connection, notice.area_id, now)
    rules = areas.in_force(connection)[notice.area_id]
    at = rules.calendar.local(notice.made_at)
    agency = digest.shown_agency(roster, notice.subject)
    return leads.lead(facts.Event(kind=notice.kind, reference="", at=at, agency=agency))


def _told(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message:
    if notice.disagreement_id is None:
        rules = areas.in_force(connection)[notice.area_id]
        return told.told(
            facts.Event(
                kind=wording,
                reference="",
                at=rules.calendar.local(notice.made_at),
                emergency=view.emergency_of(rules),
            )
        )
    return told.told(_event(connection, notice, wording, now))


def _waiting(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message | None:
    person = notice.person_id
    assert person is not None, "the daily message is to a person"
    rows = cases.unfinished(connection, notice.area_id)
    views = [view.of(connection, row.reference, now) for row in rows]
    items = tuple(item for shown in views for item in view.daily_of(shown, person, now))
    if not items:
        return None
    day = areas.in_force(connection)[notice.area_id].calendar.local(notice.made_at).date()
    return daily.waiting(facts.Waiting(day, items))


def _digest(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message:
    return leads.digest(digest.of(connection, notice.area_id, notice.made_at))


def _coming_in(connection: Connection, notice: Notice, wording: str, now: datetime) -> facts.Event:
    """Told of nothing that anyone did in the disagreement, so nobody who did anything is named."""
    shown = _shown(connection, notice, now)
    known = people.by_id(connection, notice.subject) if notice.subject else None
    return facts.Event(
        kind=wording,
        reference=shown.case.reference,
        at=shown.local(notice.made_at),
        people=(facts.Who(known.id, known.name, telephone=known.telephone),) if known is not None else (),
    )


def _shown(connection: Connection, notice: Notice, now: datetime) -> view.View:
    assert notice.disagreement_id is not None, "about a disagreement"
    return view.of(connection, cases.by_id(connection, notice.disagreement_id).reference, now)


def _event(connection: Connection, notice: Notice, wording: str, now: datetime) -> facts.Event:
    then, entry = events.at_entry(connection, _shown(connection, notice, now), notice.seq)
    return events.event_of(then, entry, kind=wording, subject=notice.subject)


Composer = Callable[[Connection, Notice, str, datetime], Message | None]

_COMPOSERS: Mapping[str, Composer] = MappingProxyType(
    {
        telling.CARD: _card,
        telling.LINE: _line,
        telling.NOTE: _note,
        telling.NOTE_REPLACED: _note_replaced,
        telling.OUTCOME: _outcome,
        telling.CALL: _call,
        telling.CALL_UPDATE: _call,
        telling.REPEATED: _call,
        telling.LEAD: _lead,
        telling.POST: _post,
        telling.TOLD: _told,
        telling.WAITING: _waiting,
        telling.DIGEST: _digest,
        telling.ROSTER: roster_news.compose,
    }
)

Correspondence = Callable[[Connection, Notice, datetime], Mail | None]

_CORRESPONDENCE: Mapping[str, Correspondence] = MappingProxyType(
    {
        telling.MAIL: _mailed_call,
        telling.MAIL_LEAD: _mailed_lead,
        telling.MAIL_SAID: _answer_recorded,
        telling.SLACK_LOST: _slack_lost,
        telling.SLACK_BACK: _slack_back,
    }
)
