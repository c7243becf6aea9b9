"""Who comes in later, on a real database: who is told what, and what the record keeps."""

import pytest

from casework import asking, events, joining, view
from casework.raising import Named
from messages.facts import Event
from procedure import acts
from procedure.acts import Danger
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses


def adds(casebook: Casebook, reference: str, name: str, by: str = "Priya") -> None:
    person = casebook.person(by)
    joining.add_agency(casebook.database, reference, casebook.named(name), by=person, now=casebook.now)


def asks_the_manager(casebook: Casebook, reference: str, manager: str, by: str = "Priya") -> None:
    joining.ask_manager(
        casebook.database, reference, casebook.person(manager), by=casebook.person(by), now=casebook.now
    )


def event(casebook: Casebook, reference: str, act: type) -> Event:
    seq = next(entry.seq for entry in reversed(casebook.entries(reference)) if isinstance(entry.act, act))
    with casebook.database.read() as connection:
        shown = view.of(connection, reference, casebook.now)
        return events.event_of(*events.at_entry(connection, shown, seq))


def test_an_agency_that_joins_is_called_and_everyone_who_was_called_sees_whom_to_ring(
    casebook: Casebook,
) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    adds(casebook, reference, "Education", by="Grace")

    assert casebook.called(reference)["Education"] == ["Dylan"]
    told = casebook.told()
    assert ("call", "Dylan") in told
    assert {("call_update", "Grace"), ("call_update", "Omar"), ("line", "room"), ("card", "room")} <= {*told}
    assert not [kind for kind, _ in told if kind.startswith("lead")]
    casebook.sends()
    (call,) = casebook.heard("Dylan", "call")
    assert "it concerns your agency too" in call.words
    assert "Grace Mensah" in call.words


def test_the_line_says_who_added_it_who_is_named_and_who_is_called(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()

    adds(casebook, reference, "Amy", by="Omar")

    joined = event(casebook, reference, acts.AgencyJoined)
    assert joined.agency == "Education"
    assert [who.name for who in joined.people] == ["Dylan Rees"]
    assert [who.name for who in joined.also] == ["Amy Sorrell"]
    assert joined.due_at is not None
    assert not joined.has_outcome
    assert ("told:agency_joined", "Amy") in casebook.told()


def test_a_proposed_outcome_is_shown_anew_with_the_agency_that_has_to_answer_too(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.proposed(reference, "Priya")
    casebook.sends()

    adds(casebook, reference, "Amy")
    said = casebook.sends()

    assert event(casebook, reference, acts.AgencyJoined).has_outcome
    (outcome,) = [each for each in said if each.kind == "outcome:update"]
    assert "Education has not answered yet" in outcome.words


def test_where_nobody_of_it_can_be_reached_the_leads_are_told(casebook: Casebook) -> None:
    casebook.loses("Dylan", "Hana", "Paula", "Noor", "Stefan")
    reference = casebook.with_the_managers()
    casebook.told()

    adds(casebook, reference, "Education", by="Grace")

    assert {("lead:nobody_reachable", "Ruth"), ("lead:nobody_reachable", "Gareth")} <= {*casebook.told()}
    assert event(casebook, reference, acts.AgencyJoined).people == ()


@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_its_designated_leads_are_told_as_those_of_the_others_were(casebook: Casebook) -> None:
    reference = casebook.raised(danger=Danger.INFANT_INJURY)
    assert ("lead:designated_danger", "Rosa") not in casebook.told()

    adds(casebook, reference, "Nadia")

    told = casebook.told()
    assert [who for kind, who in told if kind == "lead:designated_danger"] == ["Rosa"]
    casebook.sends()
    (said,) = casebook.heard("Rosa", "lead:designated_danger")
    assert "an injury that may not be an accident" in said.words
    assert "You are called as designated lead for Police" in said.words
    assert "Please ring Priya" in said.words


def test_where_there_is_no_danger_designated_leads_are_not_told(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.told()

    adds(casebook, reference, "Nadia")

    assert "lead:designated_danger" not in {kind for kind, _ in casebook.told()}


def test_the_leads_are_told_who_stands_in_for_it(casebook: Casebook) -> None:
    casebook.loses("Dylan", "Hana")
    reference = casebook.with_the_managers()

    adds(casebook, reference, "Education", by="Grace")

    assert casebook.called(reference)["Education"] == ["Paula"]
    assert ("lead:standing_in", "Ruth") in casebook.told()


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        pytest.param(Named("person", 9999), "unknown_person", id="nobody"),
        pytest.param(Named("agency", 9999), "unknown_person", id="no agency"),
    ],
)
def test_what_is_not_in_the_roster_is_refused_beside_the_field(
    casebook: Casebook, named: Named, reason: str
) -> None:
    reference = casebook.raised()

    with refuses(reason) as refused:
        joining.add_agency(casebook.database, reference, named, by=casebook.person("Priya"), now=casebook.now)

    assert refused.value.field == "joining"


def test_somebody_without_a_part_adds_nothing(casebook: Casebook) -> None:
    reference = casebook.raised()

    with refuses("no_part"):
        adds(casebook, reference, "Education", by="Joan")


def test_ones_own_manager_is_told_and_nobody_is_called(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    casebook.told()
    before = casebook.called(reference)

    asks_the_manager(casebook, reference, "Grace")

    assert casebook.called(reference) == before
    assert ("told:manager_joined", "Grace") in casebook.told()
    casebook.sends()
    (said,) = casebook.heard("Grace", "told")
    assert "you are not called, and the time stays" in said.words
    assert [who.name for who in event(casebook, reference, acts.ManagerJoined).people] == ["Grace Mensah"]


def test_the_form_offers_ones_own_manager(casebook: Casebook) -> None:
    reference = casebook.raised()

    found = joining.managers_to_ask(
        casebook.database, reference, by=casebook.person("Priya"), now=casebook.now
    )

    assert [who.name for who in found] == ["Grace Mensah"]


def test_the_author_of_a_note_learns_which_agencies_named_in_it_are_not_called(casebook: Casebook) -> None:
    reference = casebook.raised()
    people = [casebook.person(name) for name in ("Tom", "Amy", "Nadia")]

    found = joining.without_a_side(
        casebook.database, reference, people, by=casebook.person("Priya"), now=casebook.now
    )

    assert found == ("Education", "Police")


@pytest.mark.parametrize("rule", [asking.to_add_an_agency, asking.to_ask_my_manager])
def test_the_forms_are_for_those_with_a_part_and_nothing_is_recorded(
    casebook: Casebook, rule: asking.Rule
) -> None:
    reference = casebook.raised(danger=Danger.NOW)
    before = casebook.entries(reference)

    asking.check(casebook.database, reference, rule, by=casebook.person("Omar"), now=casebook.now)
    with refuses("no_part"):
        asking.check(casebook.database, reference, rule, by=casebook.person("Joan"), now=casebook.now)

    assert casebook.entries(reference) == before
