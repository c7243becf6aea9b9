"""People as Slack knows them: met, matched, placed in an agency, confirmed, gone, and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casework import holders, homes, who_is_who, work
from procedure import inside, ladder
from procedure.acts import ChangeReason
from procedure.refusal import Refused
from storage import cases, people
from storage.engine import Connection, Database
from storage.people import Known


@dataclass(frozen=True)
class Account:
    """An account of the workspace as Slack describes it."""

    slack_id: str
    name: str
    email: str | None
    is_active: bool
    is_bot: bool = False


def meet(database: Database, slack_id: str, name: str) -> Known:
    """Return who acts, remembered from now on."""
    with database.ask() as connection:
        known = people.by_slack_id(connection, slack_id)
    if known is not None and known.is_active:
        return known
    with database.write() as connection:
        met = people.meet(connection, slack_id, name, None)
        if not met.is_active:
            people.update(connection, met.id, is_active=True)
        return people.by_id(connection, met.id)


def find(database: Database, person_id: int) -> Known:
    """Return a person by id; raises LookupError where there is none."""
    with database.read() as connection:
        return people.by_id(connection, person_id)


def choose_agency(database: Database, agency_id: int, team_id: int | None, *, by: int) -> None:
    """Place somebody whom the roster does not list in the agency they choose, once; a lead confirms later."""
    with database.write() as connection:
        person = people.by_id(connection, by)
        if person.agency_id is not None:
            raise Refused("agency_chosen_already")
        area_id = people.area_of_agency(connection, agency_id)
        if area_id is None:
            raise Refused("no_such_agency", field="agency")
        if team_id is not None and team_id not in people.teams(connection, [agency_id]):
            raise Refused("team_of_another_agency", field="team")
        people.update(connection, by, area_id=area_id, agency_id=agency_id, team_id=team_id)


def confirm(database: Database, person_id: int, *, by: int, now: datetime) -> None:
    """Record that a safeguarding lead knows where somebody works."""
    with database.write() as connection:
        who_is_who.require_lead(connection, people.by_id(connection, person_id).area_id, by, now)
        people.update(connection, person_id, is_confirmed=True)


def note_accounts(database: Database, accounts: Iterable[Account], *, now: datetime) -> None:
    """
    Match accounts to people by e-mail, remember those whom no roster lists, and note who is gone and who
    is back: each in a transaction of its own, and none where there is no news. Somebody gone while it is
    their turn is replaced by the next who acts, wherever it is.
    """
    for account in news(database, accounts):
        with database.write() as connection:
            _note(connection, account, now)


def news(database: Database, accounts: Iterable[Account]) -> list[Account]:
    """Return the accounts of which something is not known yet."""
    accounts = list(accounts)
    with database.read() as connection:
        known = people.by_slack_ids(connection, [account.slack_id for account in accounts])
    return [account for account in accounts if _is_news(account, known.get(account.slack_id))]


def _is_news(account: Account, known: Known | None) -> bool:
    if known is None:
        return account.is_active and not account.is_bot
    return known.is_active != account.is_active or _is_unmatched(account, known)


def _is_unmatched(account: Account, known: Known) -> bool:
    """Somebody who acted before the workspace's people had been looked at."""
    return known.email is None and bool(account.email)


def _note(connection: Connection, account: Account, now: datetime) -> None:
    known = people.by_slack_id(connection, account.slack_id)
    if known is None:
        people.meet(connection, account.slack_id, account.name, account.email)
        holders.ask_those_with_an_account(connection, now)
        return
    if _is_unmatched(account, known) and account.email:
        people.recognise(connection, known.id, account.email, account.name)
        holders.ask_those_with_an_account(connection, now)
    people.update(connection, known.id, is_active=account.is_active)
    if not account.is_active:
        replace_holder(connection, known.id, now)
    if known.area_id is not None:
        leads = who_is_who.roster(connection, known.area_id, now).safeguarding_leads()
        homes.renew(connection, leads, known.area_id, now)


def replace_holder(
    connection: Connection, person: int, now: datetime, reason: ChangeReason = ChangeReason.UNREACHABLE
) -> None:
    """
    Call whoever acts instead of somebody who can't be reached any more, is away, or holds the post no
    longer, in every open disagreement: none is ever left without a holder.
    """
    for row in cases.with_part(connection, person):
        case = work.load(connection, row.reference, now)
        seq = case.case.seq
        replace_holder_in(case, person, reason)
        if case.case.seq != seq:
            case.finish()


def replace_holder_in(case: work.Work, person: int, reason: ChangeReason = ChangeReason.UNREACHABLE) -> None:
    """Call whoever acts instead of them in one disagreement, and the next tier where nobody is left."""
    for agency in ladder.left_without(case.case, person, case.roster):
        case.record(ladder.replaced(case.case, agency, person, reason, case.roster, case.now))
    case.record(*ladder.nobody_left(case.case, case.roster, case.now))
    case.record(*inside.in_place_of_the_raiser(case.case, case.roster))
