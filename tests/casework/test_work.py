"""One use case, one transaction: all of it or nothing, and what it held is what its entries say."""

from casework import raising, tiers, work
from procedure import acts
from procedure.acts import Answer, Danger
from procedure.case import State
from procedure.changes import rebuild
from procedure.ladder import Promise
from storage import cases, record
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


def test_what_a_use_case_had_in_its_hands_is_what_its_entries_say(casebook: Casebook) -> None:
    opened = raising.raise_disagreement(
        casebook.database,
        casebook.form("Tom", danger=Danger.NOW),
        by=casebook.person("Priya"),
        now=casebook.now,
    )
    reference = opened.case.reference
    assert casebook.case(reference) == opened.case

    casebook.passes_to("Tuesday 2026-12-22 17:00")
    casebook.noted(reference, "Grace", "Omar", "Joan")
    casebook.agreed(reference, "Grace", "Omar")
    with work.on(casebook.database, reference, casebook.now) as case:
        case.record(acts.CopyFiled(casebook.agency("Health")), by=casebook.person("Grace"))
        in_hand = case.case

    assert in_hand.state is State.AGREED
    assert rebuild(reference, in_hand.rules, casebook.entries(reference)) == in_hand


def test_the_chain_of_entries_is_whole_and_parts_and_state_are_in_step_with_it(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    tiers.hand_over(
        casebook.database, reference, casebook.person("Kit"), by=casebook.person("Omar"), now=casebook.now
    )
    casebook.agreed(reference, "Grace", "Kit")

    row = casebook.row(reference)
    with casebook.database.read() as connection:
        record.verify(connection, row.id)
        for name, has_part in (("Tom", True), ("Kit", True), ("Omar", False)):
            references = [each.reference for each in cases.with_part(connection, casebook.person(name))]
            assert references == ([reference] if has_part else [])


def test_what_is_refused_leaves_nothing_behind(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.told()
    before, clocks = casebook.entries(reference), casebook.clocks(reference)

    with refuses("in_future"):
        casebook.noted(reference, "Tom", "Amy", held_at=casebook.case(reference).due_at)
    with refuses("own_outcome_not_agreed"):
        casebook.proposed(reference, "Tom", answer=Answer.DO_NOT_AGREE)

    assert casebook.entries(reference) == before
    assert casebook.clocks(reference) == clocks
    assert casebook.told() == []
    with casebook.database.read() as connection:
        assert len(connection.exec_driver_sql("SELECT id FROM text").all()) == 3  # those of the raising


def test_there_is_no_such_disagreement(casebook: Casebook) -> None:
    with refuses("no_such_case"):
        tiers.take_up(
            casebook.database, "D-2026-9999", Promise.TODAY, by=casebook.person("Tom"), now=casebook.now
        )


def test_each_entry_names_the_clause_behind_it(casebook: Casebook) -> None:
    reference = casebook.raised()
    tiers.move_up(casebook.database, reference, by=casebook.person("Tom"), now=casebook.now)

    with casebook.database.read() as connection:
        assert record.clauses(connection, casebook.row(reference).id) == ("London 11.1.3", "London 11.1.5")
