"""That Slack is lost, by e-mail: to leads and to whoever runs the program, and that it is back."""

from datetime import timedelta

import pytest

from casework import composing, delivery, outages
from casework.delivery import Envelope
from storage import people
from storage.notices import Notice, Road
from tests.casework.casebook import Casebook
from tests.casework.test_mailing import SENDER, sends_mail
from tests.procedure.london_time import at

MACHINE = at("Tuesday 2026-12-22 16:30")
LEASE = timedelta(minutes=2)
REPAIR = frozenset({"token_revoked", "missing_scope"})
RUTH, GARETH = "ruth.adeyemi@northmere.example", "gareth.pugh@northmere.example"


@pytest.fixture
def mailing(casebook: Casebook) -> Casebook:
    """An area that sends mail, and a disagreement of which everything is still on its way."""
    sends_mail(casebook.database)
    casebook.raised()
    return casebook


def fails(casebook: Casebook, error: str) -> None:
    """Have Slack not take what is to go out next."""
    notice = delivery.take(casebook.database, Road.SLACK, MACHINE, LEASE)
    assert notice is not None
    delivery.put_off(casebook.database, notice, MACHINE, timedelta(0), error, may_have_arrived=False)


def looks(casebook: Casebook, *, has_operator: bool = True) -> list[tuple[str, str]]:
    """Look, and send what is to be told; return to which address, and the subject."""
    outages.look(casebook.database, REPAIR, has_operator=has_operator, now=casebook.now)
    return [(between.to, subject) for between, subject, _ in sent(casebook)]


def sent(casebook: Casebook) -> list[tuple[Envelope, str, str]]:
    found = list[tuple[Envelope, str, str]]()
    while notice := _taken(casebook):
        between = delivery.envelope(casebook.database, notice)
        said = composing.by_mail(casebook.database, notice, now=casebook.now)
        assert between is not None
        if said is None:
            delivery.dropped(casebook.database, notice)
            continue
        delivery.arrived(casebook.database, notice, now=casebook.now)
        found.append((between, said.subject, said.body))
    return found


def _taken(casebook: Casebook) -> Notice | None:
    return delivery.take(casebook.database, Road.MAIL, MACHINE, LEASE)


LOST = "Northmere (example): Disagree can’t reach Slack"
BACK = "Northmere (example): Disagree reaches Slack again"
TOLD_LOST = [(RUTH, LOST), (GARETH, LOST), ("", LOST)]


def test_a_token_that_is_refused_is_told_at_once(mailing: Casebook) -> None:
    fails(mailing, "token_revoked")

    assert looks(mailing) == TOLD_LOST
    assert looks(mailing) == []


def test_an_outage_is_told_once_nothing_has_got_through_for_a_while(mailing: Casebook) -> None:
    fails(mailing, "unreachable")
    mailing.now += timedelta(minutes=outages.NOTHING_THROUGH_MINUTES - 1)
    before = looks(mailing)

    mailing.now += timedelta(minutes=1)

    assert before == []
    assert looks(mailing) == TOLD_LOST


def test_it_is_told_daily_while_it_lasts_and_once_when_slack_is_back(mailing: Casebook) -> None:
    fails(mailing, "token_revoked")
    looks(mailing)
    mailing.now += timedelta(hours=23, minutes=59)
    before = looks(mailing)
    mailing.now += timedelta(minutes=1)
    daily = looks(mailing)

    mailing.now += timedelta(hours=1)
    mailing.sends()
    back = looks(mailing)

    assert before == []
    assert daily == TOLD_LOST
    assert back == [(RUTH, BACK), (GARETH, BACK), ("", BACK)]
    assert looks(mailing) == []


def test_lost_again_on_the_same_day_it_is_told_again(mailing: Casebook) -> None:
    fails(mailing, "token_revoked")
    looks(mailing)
    mailing.now += timedelta(minutes=1)
    mailing.sends()
    looks(mailing)
    mailing.raised()

    fails(mailing, "token_revoked")

    assert looks(mailing) == TOLD_LOST


def test_what_gets_through_meanwhile_says_that_slack_is_there(mailing: Casebook) -> None:
    fails(mailing, "unreachable")
    mailing.now += timedelta(minutes=outages.NOTHING_THROUGH_MINUTES)
    notice = delivery.take(mailing.database, Road.SLACK, MACHINE, LEASE)
    assert notice is not None
    delivery.arrived(mailing.database, notice, now=mailing.now)

    assert looks(mailing) == []


def test_a_fault_of_our_own_is_no_outage_and_neither_is_silence(mailing: Casebook) -> None:
    mailing.now += timedelta(hours=1)
    quiet = looks(mailing)

    fails(mailing, "bug")

    assert quiet == []
    assert looks(mailing) == []


def test_the_mail_says_since_when_how_much_waits_what_slack_said_and_nothing_that_was_typed(
    mailing: Casebook,
) -> None:
    fails(mailing, "token_revoked")
    outages.look(mailing.database, REPAIR, has_operator=False, now=mailing.now)

    (between, _, body), _ = sent(mailing)

    assert between == Envelope(SENDER, RUTH, is_only_road=False)
    assert "Since Tuesday 22 December 2026, 16:30 Slack has let nothing through" in body
    assert "messages wait" in body
    assert "token_revoked" in body
    assert "plan was ended" not in body


def test_a_lead_without_an_account_hears_it_too_and_one_without_an_address_does_not(
    mailing: Casebook,
) -> None:
    with mailing.database.write() as connection:
        people.update(connection, mailing.person("Ruth"), slack_id=None)
    fails(mailing, "token_revoked")
    with_address = looks(mailing, has_operator=False)
    mailing.now += timedelta(days=1)
    with mailing.database.write() as connection:
        people.update(connection, mailing.person("Ruth"), email=None)

    assert with_address == [(RUTH, LOST), (GARETH, LOST)]
    assert looks(mailing, has_operator=False) == [(GARETH, LOST)]


def test_where_it_has_come_back_before_the_mail_goes_out_no_mail_goes(mailing: Casebook) -> None:
    fails(mailing, "token_revoked")
    outages.look(mailing.database, REPAIR, has_operator=True, now=mailing.now)

    mailing.sends()

    assert sent(mailing) == []


def test_an_area_that_sends_no_mail_is_told_nothing(casebook: Casebook) -> None:
    casebook.raised()
    fails(casebook, "token_revoked")

    assert not outages.look(casebook.database, REPAIR, has_operator=True, now=casebook.now)
