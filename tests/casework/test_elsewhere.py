"""What has a procedure of its own: where to go, and a count of which nobody is part."""

import pytest

from casework import digest, elsewhere, showing
from procedure.area import Door
from tests.casework.casebook import Casebook


def asks(casebook: Casebook, door: Door, by: str = "Priya") -> tuple[tuple[str, str], ...]:
    return elsewhere.ask(casebook.database, door, by=casebook.person(by), now=casebook.now).ways


def shown_on(casebook: Casebook, words: str, area: str = "northmere") -> tuple[tuple[str, int], ...]:
    casebook.moves_to(words)
    with casebook.database.read() as connection:
        return digest.of(connection, area, casebook.now).elsewhere


@pytest.mark.clause("Beds Related guidance")
def test_the_areas_own_words_are_shown_and_only_a_count_is_kept(casebook: Casebook) -> None:
    casebook.moves_to("Monday 2026-11-30 10:00")
    ((area, words),) = asks(casebook, Door.COMPLAINTS)
    asks(casebook, Door.COMPLAINTS, by="Tom")
    asks(casebook, Door.ALLEGATIONS)
    asks(casebook, Door.WHISTLEBLOWING, by="Bryn")

    assert area == "Northmere (example)"
    assert "complaints officer" in words
    with casebook.database.read() as connection:
        kept = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM elsewhere")]
    assert set(kept) == {
        ("northmere", "complaints", "2026-11", 2),
        ("northmere", "allegations", "2026-11", 1),
        ("example-vale", "whistleblowing", "2026-11", 1),
    }


@pytest.mark.clause("Beds Related guidance")
def test_leads_see_last_months_counts_on_the_first_working_day_of_a_month_only(casebook: Casebook) -> None:
    casebook.moves_to("Monday 2026-11-30 10:00")
    asks(casebook, Door.ALLEGATIONS)
    asks(casebook, Door.COMPLAINTS)

    assert shown_on(casebook, "Tuesday 2026-12-01 08:30") == (("complaints", 1), ("allegations", 1))
    assert shown_on(casebook, "Tuesday 2026-12-01 08:30", "example-vale") == ()
    assert shown_on(casebook, "Wednesday 2026-12-02 08:30") == ()
    assert shown_on(casebook, "Monday 2027-01-04 08:30") == ()


def test_somebody_of_whom_no_area_is_known_is_shown_every_way_and_counted_in_none(casebook: Casebook) -> None:
    casebook.account("U0NEW", "Newcomer Flint")

    ways = asks(casebook, Door.WHISTLEBLOWING, by="Newcomer")

    assert [area for area, _ in ways] == ["Example Vale", "Northmere (example)"]
    with casebook.database.read() as connection:
        assert list(connection.exec_driver_sql("SELECT * FROM elsewhere")) == []


@pytest.mark.clause("Beds Scope")
@pytest.mark.clause("Beds Glossary")
def test_help_knows_the_procedure_of_ones_area_and_its_words(casebook: Casebook) -> None:
    guide = showing.guide(casebook.database, by=casebook.person("Bryn"))

    assert "Bedford Borough" in guide.procedure
    assert guide.version == "November 2018"
    words = dict(guide.glossary)
    assert words["NFA"] == "no further action"
    assert words["social_care"] == "Children's Services (example)"
