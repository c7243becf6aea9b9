"""The state of a disagreement follows from its entries alone, through a whole journey."""

from datetime import timedelta

import pytest

from casework import work
from procedure import acts
from procedure.acts import Act, Answer, Channel, Leaves, Review, Settlement, Step
from procedure.case import State
from procedure.changes import rebuild
from storage import record
from storage.engine import Connection
from tests.bot.office import Office

pytestmark = pytest.mark.timeout(90)


def test_state_parts_and_clocks_can_be_rebuilt_from_the_entries_read_back(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    for words in (
        "Wednesday 2026-12-30 09:00",
        "Thursday 2026-12-31 17:00",
        "Monday 2027-01-04 09:00",
        "Friday 2027-01-08 17:00",
        "Friday 2027-01-15 17:00",
    ):
        office.move_to(words)
        office.work_off()
        assert_rebuilt(office, reference)

    assert office.case(reference).tier_index >= 3
    assert len(office.entries(reference)) >= 15


def test_what_a_use_case_had_in_its_hands_is_what_its_entries_say(office: Office) -> None:
    reference = office.raise_it()
    tom, priya = office.id_of("Tom"), office.id_of("Priya")
    theirs, ours = office.case(reference).calls[0].holder.agency_id, office.case(reference).raising_agency
    now = office.clock.now()

    with work.on(office.database, reference, now) as case:
        words = case.keep("What was said.")
        by_tom: tuple[Act, ...] = (
            acts.TakenUp(theirs, now + timedelta(hours=2)),
            acts.LookedAgain(theirs, Review.PARTLY, words),
            acts.ProtectiveStep(Step.STRATEGY_DISCUSSION, now, words),
            acts.NoteSaved(
                note=1,
                version=1,
                held_at=now,
                channel=Channel.CALL,
                took_part=(tom, priya),
                others=None,
                said=words,
                child=words,
                actions=None,
                same_child=True,
                leaves=Leaves.PARTLY,
            ),
            acts.OutcomeProposed(theirs, Settlement.CHANGED, words, words, (words,), Answer.AGREE),
        )
        by_priya: tuple[Act, ...] = (
            acts.ReachedByPhone(theirs),
            acts.NoteDisputed(1, 1, words),
            acts.NoteApproved(1, 1),
            acts.Joined(office.id_of("Grace"), ours),
            acts.HandedOver(priya, office.id_of("Grace")),
            acts.OutcomeAnswered(ours, Answer.ACCEPT),
            acts.IssueOwned(1, tom, now.date()),
            acts.CopyFiled(ours),
            acts.CopyFiled(theirs),
            acts.Closed(),
        )
        case.record(*by_tom, by=tom)
        case.record(*by_priya, by=priya)
        in_hand = case.case

    assert in_hand.state is State.CLOSED
    assert rebuild(reference, in_hand.rules, office.entries(reference)) == in_hand
    assert_rebuilt(office, reference)


def assert_rebuilt(office: Office, reference: str) -> None:
    """The tables that are searched hold what the entries say, and doing it all again changes nothing."""
    row = office.row(reference)
    with office.database.write() as connection:
        entries, last = record.read(connection, row.id)
        case = rebuild(reference, row.rules, entries)
        before = kept(connection, row.id, reference)

        assert last == record.verify(connection, row.id)
        assert before["part"] == sorted((person,) for person in case.parts)
        assert before["state"] == [(case.state,)]

        for table in ("part", "clock"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        work.load(connection, reference, office.clock.now()).finish()
        assert kept(connection, row.id, reference) == before


def kept(connection: Connection, case_id: int, reference: str) -> dict[str, list[tuple[object, ...]]]:
    statements = {
        "part": f"SELECT person_id FROM part WHERE disagreement_id = {case_id}",
        "state": f"SELECT state FROM disagreement WHERE id = {case_id}",
        "clocks": f"SELECT kind, subject, due_at FROM clock WHERE owner = '{reference}' AND is_armed = 1",
    }
    return {
        name: sorted(tuple(row) for row in connection.exec_driver_sql(statement))
        for name, statement in statements.items()
    }
