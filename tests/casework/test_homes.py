"""Who gets App Home anew: whoever has opened it, after whatever changes what it shows, once."""

from casework import composing, homes, notes, people, roster, telling, tiers
from casework.people import Account
from messages import home as home_tab
from sandbox.practice import people as practice
from sandbox.slack.screen import words_of
from tests.casework.casebook import Casebook


def opens(casebook: Casebook, *first_names: str) -> None:
    """Have people open their Home for the first time, and see it."""
    for name in first_names:
        homes.remember(casebook.database, f"U0{name.upper()}", now=casebook.now)
    casebook.sends()
    casebook.told()


def renewed(casebook: Casebook) -> list[str]:
    """Whose Home is shown anew for what has been written since the last look."""
    return [who for kind, who in casebook.told() if kind == telling.HOME]


def test_only_who_has_opened_home_gets_it_anew(casebook: Casebook) -> None:
    opens(casebook, "Tom", "Zed")

    casebook.raised()

    assert renewed(casebook) == ["Tom"]


def test_what_is_shown_first_is_shown_once_more_and_then_only_when_it_changes(casebook: Casebook) -> None:
    homes.remember(casebook.database, "U0TOM", now=casebook.now)
    assert renewed(casebook) == ["Tom"]
    casebook.sends()

    homes.remember(casebook.database, "U0TOM", now=casebook.now)

    assert renewed(casebook) == []


def test_one_that_waits_says_what_happens_meanwhile_too(casebook: Casebook) -> None:
    reference = casebook.raised()
    opens(casebook, "Tom")
    for _ in range(10):
        casebook.noted(reference, "Priya", "Tom")

    assert renewed(casebook) == ["Tom"]
    casebook.sends()
    notes.approve(casebook.database, reference, 1, 1, by=casebook.person("Tom"), now=casebook.now)

    assert renewed(casebook) == ["Tom"]


def test_who_comes_in_and_who_goes_out_gets_it_anew(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    opens(casebook, "Omar", "Kit")
    omar, kit = casebook.person("Omar"), casebook.person("Kit")

    tiers.hand_over(casebook.database, reference, kit, by=omar, now=casebook.now)

    assert sorted(renewed(casebook)) == ["Kit", "Omar"]


def test_it_stands_in_a_stream_of_its_own(casebook: Casebook) -> None:
    opens(casebook, "Tom")

    casebook.raised()

    streams = {stream for kind, stream in casebook.streams() if kind == telling.HOME}
    others = {stream for kind, stream in casebook.streams() if kind != telling.HOME}
    assert streams == {f"home/{casebook.person('Tom')}"}
    assert not streams & others


def test_somebody_whose_account_is_gone_gets_none(casebook: Casebook) -> None:
    reference = casebook.raised()
    opens(casebook, "Tom")
    casebook.loses("Tom")
    casebook.told()

    casebook.noted(reference, "Priya", "Grace")

    assert renewed(casebook) == []


def test_who_was_in_no_area_when_they_opened_it_gets_it_once_they_have_a_part(casebook: Casebook) -> None:
    opens(casebook, "Stranger", "New")
    for slack_id, name in (("U0STRANGER", "Ana Reed"), ("U0NEW", "Nia Bell")):
        people.note_accounts(casebook.database, [Account(slack_id, name, None, True)], now=casebook.now)
    nia = casebook.person("Nia")
    assert shown(casebook, "U0NEW") == words_of(home_tab.home_unknown()["blocks"])
    people.choose_agency(casebook.database, casebook.agency("Health"), None, by=nia)

    reference = casebook.raised(by="Nia")

    assert renewed(casebook) == ["Nia"]
    assert reference in shown(casebook, "U0NEW")
    assert reference not in shown(casebook, "U0STRANGER")


def shown(casebook: Casebook, slack_id: str) -> str:
    """What somebody's Home says now."""
    return words_of(composing.home(casebook.database, slack_id, now=casebook.now)["blocks"])


def test_a_roster_taken_in_renews_the_home_of_everybody_of_its_area(casebook: Casebook) -> None:
    opens(casebook, "Tom", "Ruth", "Una")

    without = "\n".join(line for line in practice.roster().splitlines() if "Tom Ellery" not in line)
    roster.import_roster(casebook.database, without, now=casebook.now)

    assert set(renewed(casebook)) == {"Tom", "Ruth"}


def test_an_account_that_goes_or_comes_back_renews_the_home_of_the_leads(casebook: Casebook) -> None:
    opens(casebook, "Tom", "Ruth")

    casebook.loses("Grace")

    assert renewed(casebook) == ["Ruth"]
