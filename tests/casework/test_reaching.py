"""Who could be reached if they were called now, by the accounts that there are."""

from casework import reaching
from casework.reaching import Accounts, Member, Reached
from sandbox.practice.people import accounts
from tests.casework.casebook import Casebook
from tests.procedure.london_time import at

NOON = at("Tuesday 2026-12-22 12:00")

EVERYBODY = [Member(one.id, one.email) for one in accounts()]


def northmere(casebook: Casebook, members: list[Member]) -> Reached:
    found = list(reaching.look(casebook.database, Accounts.of(members), now=NOON))
    return next(area for area in found if area.area.startswith("Northmere"))


def without(slack_id: str, *instead: Member) -> list[Member]:
    return [member for member in EVERYBODY if member.slack_id != slack_id] + list(instead)


def test_both_areas_are_in_force(casebook: Casebook) -> None:
    assert len(reaching.areas_in_force(casebook.database)) == 2


def test_with_everybody_in_the_workspace_only_the_empty_post_is_vacant(casebook: Casebook) -> None:
    area = northmere(casebook, EVERYBODY)

    assert area.unreached == ()
    assert area.vacant == (("Health", "Ward manager"),)
    assert area.has_safeguarding_lead
    assert all(listed.member is not None for listed in area.listed)


def test_an_account_is_found_by_its_address_before_it_was_matched(casebook: Casebook) -> None:
    renewed = Member("U0ANOTHER", "PATRICK.NUNN@northmere.example")

    assert northmere(casebook, without("U0PATRICK", renewed)).unreached == ()


def test_of_two_accounts_with_one_address_the_one_in_use_counts(casebook: Casebook) -> None:
    old = Member("U0OLD", "patrick.nunn@northmere.example", is_active=False)
    new = Member("U0NEW", "patrick.nunn@northmere.example")

    for pair in ([old, new], [new, old]):
        assert northmere(casebook, without("U0PATRICK", *pair)).unreached == ()


def test_a_tier_at_which_nobody_has_an_account_in_use_is_named(casebook: Casebook) -> None:
    expected = (("Northmere Young Carers", "Heads of service"),)

    for gone in (
        without("U0PATRICK"),
        without("U0PATRICK", Member("U0PATRICK", "patrick.nunn@northmere.example", is_active=False)),
        without("U0PATRICK", Member("U0PATRICK", "patrick.nunn@northmere.example", is_bot=True)),
    ):
        area = northmere(casebook, gone)
        assert area.unreached == expected
        assert ("Northmere Young Carers", "Chair of trustees") not in area.vacant


def test_the_leads_are_those_who_can_be_reached(casebook: Casebook) -> None:
    some = Accounts.of(without("U0RUTH"))

    assert "U0RUTH" in reaching.leads(casebook.database, Accounts.of(EVERYBODY), now=NOON)
    assert "U0RUTH" not in reaching.leads(casebook.database, some, now=NOON)
    assert "U0GARETH" in reaching.leads(casebook.database, some, now=NOON)


def test_without_any_lead_nobody_watches(casebook: Casebook) -> None:
    nobody = [member for member in EVERYBODY if member.slack_id not in ("U0RUTH", "U0GARETH")]

    assert not northmere(casebook, nobody).has_safeguarding_lead
