"""The mail worker: each mail is tried until its fate is known, over real SMTP."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import settings
from bot.delivery.by_mail import MailWorker
from bot.mail import server_of
from bot.process import build
from bot.settings import Unset
from casework import areas, raising
from casework.people import Account, note_accounts
from procedure import acts, rules
from procedure.acts import Danger
from sandbox.mail.faults import Fault
from sandbox.mail.server import MailServer
from sandbox.practice.people import accounts
from storage import cases, people, record
from storage.engine import Database
from tests.bot.conftest import STARTS_AT
from tests.bot.office import HeldClock

HADDAD = "omar.haddad@northmere.example"
CALLED = ("grace.mensah@northmere.example", HADDAD)
LEADS = (
    "gareth.pugh@northmere.example",
    "lucy.armitage@northmere.example",
    "ruth.adeyemi@northmere.example",
    "yusuf.demir@northmere.example",
)


@dataclass
class PostRoom:
    """A mail worker, its server, and the disagreement of whose calls it sends the mails."""

    server: MailServer
    worker: MailWorker
    database: Database
    reference: str

    def acts(self, kind: type) -> list[acts.Act]:
        with self.database.read() as connection:
            entries, _ = record.read(connection, cases.find(connection, self.reference).id)
        return [entry.act for entry in entries if isinstance(entry.act, kind)]

    def sends_what_it_can(self) -> None:
        while self.worker.send_next():
            pass

    def states(self) -> set[tuple[str, str | None]]:
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT state, error FROM notice WHERE road = 'mail'").all()
        return {(row.state, row.error) for row in rows}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def room(server: MailServer, database: Database) -> PostRoom:
    """
    Two calls in danger wait to go by e-mail, to Grace, and to Omar, who has no account; and that there is
    danger, to four leads.
    """
    northmere = next(area for area in rules.example_areas() if area.id == "northmere")
    london = next(text for text in rules.published() if text.id == northmere.procedure_id)
    areas.install_area(database, replace(northmere, mail_from="disagree@northmere.example"), london)
    known = [
        Account(one.id, one.name, one.email, is_active=True) for one in accounts() if one.email != HADDAD
    ]
    note_accounts(database, known, now=STARTS_AT)
    with database.read() as connection:
        by_email = {one.email: one.id for one in people.everyone(connection)}
    form = raising.Form(
        form_id="a form",
        danger=Danger.NOW,
        against=(raising.Named("person", by_email["tom.ellery@northmere.example"]),),
        dispute="",
        wanted="",
    )
    by = by_email["priya.nair@northmere.example"]
    raised = raising.raise_disagreement(database, form, by=by, now=STARTS_AT)
    worker = MailWorker(database, server_of(server.url), HeldClock(STARTS_AT), timeout_seconds=2)
    return PostRoom(server, worker, database, raised.case.reference)


def test_each_mail_is_sent_once_and_then_there_is_nothing_to_send(room: PostRoom) -> None:
    room.sends_what_it_can()

    sent = [mail.to for mail in room.server.mailboxes.all()]
    assert sorted(sent[:2]) == sorted(CALLED)
    assert sorted(sent[2:]) == sorted(LEADS)
    assert room.states() == {("sent", None)}
    assert room.worker.seconds_to_next() is None
    assert len(room.acts(acts.CallDelivered)) == 2


def test_a_server_that_is_away_is_asked_again_later(room: PostRoom) -> None:
    room.server.go_away()

    room.worker.send_next()

    assert ("waiting", "unreachable_ConnectionRefusedError") in room.states()
    seconds = room.worker.seconds_to_next()
    assert seconds is not None
    assert 0 < seconds <= 2


@pytest.mark.parametrize("fault", [Fault.REFUSE_SENDER, Fault.CONTENT_LATER, Fault.DROP_BEFORE_DATA])
def test_what_passes_or_is_mended_loses_no_mail(room: PostRoom, fault: Fault) -> None:
    room.server.faults.add(fault, times=None)
    room.sends_what_it_can()
    assert room.server.mailboxes.all() == ()
    room.server.faults.end()

    while room.states() != {("sent", None)}:
        room.sends_what_it_can()

    assert len(room.server.mailboxes.all()) == len(CALLED + LEADS)


def test_a_server_that_refuses_us_is_known_until_a_mail_has_gone(room: PostRoom) -> None:
    room.server.faults.add(Fault.REFUSE_SENDER, times=None)
    room.sends_what_it_can()
    refused = replace(room.worker.reception)

    room.server.faults.end()
    while room.states() != {("sent", None)}:
        room.sends_what_it_can()

    assert (refused.error, refused.is_refused) == ("sender_550", True)
    assert not room.worker.reception.error


def test_a_server_that_refuses_one_mail_has_let_us_in(room: PostRoom) -> None:
    room.server.faults.add(Fault.REFUSE_SENDER)
    room.server.faults.add(Fault.REFUSE_RECIPIENT)

    room.worker.send_next()
    room.worker.send_next()

    assert not room.worker.reception.error


def test_what_never_came_to_the_server_says_nothing_of_it(room: PostRoom) -> None:
    room.server.faults.add(Fault.REFUSE_SENDER)
    room.worker.send_next()
    seconds = iter(range(0, 10_000, 1000))
    room.worker.machine = replace(room.worker.machine, monotonic=lambda: float(next(seconds)))

    room.worker.send_next()

    assert room.worker.reception.is_refused


def test_it_is_tried_beforehand_whether_the_server_lets_us_in_and_nothing_is_sent(room: PostRoom) -> None:
    passed = [0.0]
    room.worker.reception.machine = replace(room.worker.machine, monotonic=lambda: passed[0])
    room.server.faults.add(Fault.REFUSE_SENDER, times=None)

    room.worker.knock_if_due()
    assert room.worker.reception.error == "sender_550"
    room.server.faults.end()
    room.worker.knock_if_due()
    assert room.worker.reception.error == "sender_550"
    passed[0] += 30 / room.worker.clock.pace
    room.worker.knock_if_due()

    assert not room.worker.reception.error
    assert room.server.mailboxes.all() == ()


def test_a_lost_answer_settles_first_and_then_the_mail_is_marked_as_a_repetition(room: PostRoom) -> None:
    room.server.faults.add(Fault.DROP_AFTER_DATA)

    while room.states() != {("sent", None)}:
        room.sends_what_it_can()

    again = [mail for mail in room.server.mailboxes.all() if mail.subject.startswith("You may have had this")]
    assert len(room.server.mailboxes.all()) == len(CALLED + LEADS) + 1
    assert len(again) == 1


def test_where_it_is_the_only_road_and_is_closed_the_next_who_acts_is_called(room: PostRoom) -> None:
    room.server.faults.add(Fault.REFUSE_RECIPIENT, times=2)

    room.sends_what_it_can()

    assert [act.kind for act in room.acts(acts.NotDelivered) if isinstance(act, acts.NotDelivered)] == [
        "mail"
    ] * 2
    (changed,) = room.acts(acts.HolderChanged)
    assert isinstance(changed, acts.HolderChanged)
    assert changed.reason == "unreachable"


def test_a_mail_that_cannot_be_worded_holds_up_no_other(room: PostRoom) -> None:
    with room.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE notice SET subject = 9999 WHERE id = (SELECT min(id) FROM notice WHERE kind = 'mail')"
        )

    room.worker.send_next()
    room.worker.send_next()

    assert len(room.server.mailboxes.all()) == 1
    assert ("waiting", "bug") in room.states()


def test_what_a_sleeping_process_had_taken_is_left_to_others(room: PostRoom) -> None:
    seconds = iter(range(0, 10_000, 1000))
    machine = replace(room.worker.machine, monotonic=lambda: float(next(seconds)))
    room.worker.machine = machine

    room.worker.send_next()

    assert room.server.mailboxes.all() == ()
    assert ("waiting", "lease_lapsed") in room.states()


def test_no_process_starts_that_would_send_no_mail_where_an_area_does(room: PostRoom, path: Path) -> None:
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "DATABASE_URL": f"sqlite:///{path}",
    }

    with pytest.raises(Unset, match="DISAGREE_SMTP_URL is missing: mail_from is set for northmere"):
        build(settings.read(environment))
