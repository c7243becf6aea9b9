"""Policy issues and problems of the procedure; who still disagrees: who hears of it, who may read what."""

import pytest

from casework import digest, policy, support
from casework.policy import Form, Kind
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

WORDS = "Nobody may see the others' thresholds."


def reports(casebook: Casebook, reference: str, by: str, kind: Kind = Kind.POLICY) -> None:
    policy.report(
        casebook.database, reference, Form(kind, WORDS, False), by=casebook.person(by), now=casebook.now
    )


@pytest.mark.clause("London 11.3.2")
def test_the_partnership_hears_of_it_at_once_and_each_working_day_until_it_is_received(
    casebook: Casebook,
) -> None:
    reference = casebook.with_the_managers()
    reports(casebook, reference, "Grace")
    assert ("policy", "Monday 2027-01-04 09:00") in casebook.clocks(reference)

    casebook.passes_to("Monday 2027-01-04 09:00")
    policy.receive(casebook.database, reference, 1, by=casebook.person("Helen"), now=casebook.now)
    casebook.passes_to("Tuesday 2027-01-05 09:00")

    assert len(casebook.heard("Helen", "told:policy_issue")) == 2
    assert "policy" not in [kind for kind, _ in casebook.clocks(reference)]


def test_whoever_holds_it_reads_it_alone_and_those_in_the_disagreement_read_it_too(
    casebook: Casebook,
) -> None:
    reference = casebook.with_the_managers()
    reports(casebook, reference, "Grace")

    helen, omar = (
        policy.issue(casebook.database, reference, 1, by=casebook.person(name), now=casebook.now)
        for name in ("Helen", "Omar")
    )

    assert (helen.words, helen.is_held) == (WORDS, True)
    assert (omar.words, omar.is_held) == (WORDS, False)
    with refuses("no_part"):
        policy.issue(casebook.database, reference, 1, by=casebook.person("Zed"), now=casebook.now)


def test_what_was_done_is_told_to_whoever_reported_it(casebook: Casebook) -> None:
    reference = casebook.raised()
    reports(casebook, reference, "Tom", Kind.PROCEDURE)
    casebook.told()

    policy.deal_with(
        casebook.database,
        reference,
        1,
        "One form is left.",
        identifiers_checked=False,
        by=casebook.person("Ruth"),
        now=casebook.now,
    )

    assert ("told:policy_dealt_with", "Tom") in casebook.told()


def test_one_who_holds_it_and_reported_it_is_not_told_what_they_did(casebook: Casebook) -> None:
    reference = casebook.raised()
    reports(casebook, reference, "Ruth", Kind.PROCEDURE)
    casebook.told()

    policy.deal_with(
        casebook.database,
        reference,
        1,
        "One form is left.",
        identifiers_checked=False,
        by=casebook.person("Ruth"),
        now=casebook.now,
    )

    assert not [kind for kind, _ in casebook.told() if kind == "told:policy_dealt_with"]


def test_a_practitioner_may_report_the_procedure_and_a_manager_policy_too(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()

    offered = {
        name: policy.kinds(casebook.database, reference, by=casebook.person(name), now=casebook.now)
        for name in ("Tom", "Omar", "Ruth")
    }

    assert offered == {"Tom": (Kind.PROCEDURE,), "Omar": tuple(Kind), "Ruth": tuple(Kind)}


@pytest.mark.clause("Beds 3.3")
def test_the_leads_hear_that_somebody_still_disagrees_and_not_what_they_say(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.told()

    policy.still_disagree(
        casebook.database,
        reference,
        "It is too late.",
        identifiers_checked=False,
        by=casebook.person("Priya"),
        now=casebook.now,
    )

    assert {who for kind, who in casebook.told() if kind == "lead:still_disagreed"} == {
        "Ruth",
        "Gareth",
        "Lucy",
    }
    casebook.sends()
    assert "It is too late." not in casebook.heard("Ruth", "lead:still_disagreed")[-1].words


def test_the_designated_lead_of_a_supporter_whose_agency_has_no_side_hears_nothing(
    casebook: Casebook,
) -> None:
    reference = casebook.raised()
    support.ask(
        casebook.database,
        reference,
        casebook.person("Amy"),
        by=casebook.person("Priya"),
        now=casebook.now,
    )
    casebook.told()

    policy.still_disagree(
        casebook.database,
        reference,
        "It is too late.",
        identifiers_checked=False,
        by=casebook.person("Amy"),
        now=casebook.now,
    )

    assert {who for kind, who in casebook.told() if kind == "lead:still_disagreed"} == {"Ruth", "Gareth"}


def test_who_acts_may_take_it_higher_and_what_is_over_may_be_opened_again(casebook: Casebook) -> None:
    reference, settled = casebook.with_the_managers(), casebook.raised()
    casebook.agreed(settled, "Priya", "Tom")

    may = {
        name: policy.way_higher(casebook.database, reference, by=casebook.person(name), now=casebook.now)
        for name in ("Priya", "Grace")
    }

    assert may == {"Priya": "", "Grace": "move_up"}
    by = casebook.person("Priya")
    assert policy.way_higher(casebook.database, settled, by=by, now=casebook.now) == "reopen"


def test_the_digest_lists_what_nobody_has_received(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    reports(casebook, reference, "Grace")
    reports(casebook, reference, "Tom", Kind.PROCEDURE)

    def listed() -> list[str]:
        with casebook.database.read() as connection:
            return [line.kind for line in digest.of(connection, "northmere", casebook.now).policy]

    assert listed() == ["policy", "procedure"]
    policy.receive(casebook.database, reference, 1, by=casebook.person("Helen"), now=casebook.now)
    assert listed() == ["procedure"]
