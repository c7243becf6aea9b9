"""What is owed beside a tier's time, on a database: begun, late, done, and who hears of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework import asking, digest, duties, showing
from procedure import acts
from procedure.refusal import Refused
from storage import record
from tests.casework.casebook import Casebook
from tests.casework.nine_areas import casebook_under


@pytest.fixture
def under(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """A casebook under the procedure that the test is about."""
    casebook = casebook_under(request.param, tmp_path)
    yield casebook
    casebook.database.close()


lincolnshire = pytest.mark.parametrize("under", ["lincolnshire-joint"], indirect=True)
sefton = pytest.mark.parametrize("under", ["sefton-2017"], indirect=True)


@lincolnshire
def test_what_must_be_acknowledged_is_owed_from_the_raising_on_and_late_after_an_hour(
    under: Casebook,
) -> None:
    reference = under.raised()
    assert under.clocks(reference)[0] == ("duty", "Tuesday 2026-12-22 17:30")

    under.passes_to("Tuesday 2026-12-22 17:29")
    assert (
        "Acknowledge it: The social_care, by Tuesday 22 December, 17:30"
        in under.heard("room", "card")[-1].words
    )
    assert not under.heard("Tom", "told")
    under.passes_to("Tuesday 2026-12-22 17:30")

    assert under.acts(reference)[-1] == acts.DutyLate(1, (under.agency("The social_care", AREA),))
    (said,) = under.heard("Tom", "told")
    assert "acknowledge it" in said.words
    assert "duty_done" in said.buttons
    assert "(late)" in under.heard("room", "card")[-1].words
    lines = [each.words for each in under.heard("room", "line")]
    assert "Owed by The social_care: acknowledge it, by Tuesday 22 December, 17:30." in lines
    assert (
        "*Late:* The social_care owed by Tuesday 22 December, 17:30: acknowledge it. It is owed still."
        in lines
    )
    assert not any(kind == "duty" for kind, _ in under.clocks(reference))


@lincolnshire
def test_each_line_of_what_is_owed_has_the_clause_of_the_duty(under: Casebook) -> None:
    reference = under.raised()
    under.passes_to("Tuesday 2026-12-22 17:30")
    duties.say_done(under.database, reference, 1, by=under.person("Tom"), now=under.now)

    with under.database.read() as connection:
        clauses = record.clauses(connection, under.row(reference).id)
        record.verify(connection, under.row(reference).id)
    found = {act.act: clause for act, clause in zip(under.acts(reference), clauses, strict=True)}
    assert {found[name] for name in ("duty_began", "duty_late", "duty_done")} == {"Lincolnshire step 1"}


@lincolnshire
def test_whoever_owes_it_says_that_it_is_done_and_the_room_hears_it(under: Casebook) -> None:
    reference = under.raised()
    tom = under.person("Tom")

    duties.say_done(under.database, reference, 1, by=tom, now=under.now)
    under.passes_to("Tuesday 2026-12-22 18:00")

    assert under.case(reference).duties_owed == ()
    assert under.heard("room", "line")[-1].words.endswith("has done what it owed: acknowledge it.")
    assert not any(isinstance(act, acts.DutyLate) for act in under.acts(reference))
    with pytest.raises(Refused, match=r"^nothing_owed$"):
        duties.say_done(under.database, reference, 1, by=tom, now=under.now)


@lincolnshire
def test_only_what_ones_own_agency_owes_is_offered_and_asked_for(under: Casebook) -> None:
    reference = under.raised()
    tom, priya = under.person("Tom"), under.person("Priya")

    owed = showing.duties(under.database, reference, by=tom, now=under.now)
    assert [(each.number, each.title) for each in owed] == [(1, "Acknowledge it")]
    assert showing.duties(under.database, reference, by=priya, now=under.now) == ()
    asking.check(under.database, reference, asking.to_say_done, by=tom, now=under.now)
    with pytest.raises(Refused, match=r"^nothing_owed$"):
        asking.check(under.database, reference, asking.to_say_done, by=priya, now=under.now)


@lincolnshire
def test_the_home_and_the_daily_message_say_what_is_owed_and_the_lead_reads_what_is_late(
    under: Casebook,
) -> None:
    under.arms_the_daily_round()
    reference = under.raised()
    home = showing.home(under.database, under.person("Tom"), now=under.now)
    assert [(item.what, item.title) for item in home.waiting if item.what == "duty"] == [
        ("duty", "Acknowledge it")
    ]

    under.passes_to("Wednesday 2026-12-23 09:00")

    assert "Acknowledge it." in under.heard("Tom", "waiting")[-1].words
    with under.database.read() as connection:
        lines = digest.of(connection, AREA, under.now).overdue
    assert [(line.kind, line.agency, line.title) for line in lines if line.kind == "duty"] == [
        ("duty", "The social_care", "Acknowledge it")
    ]
    assert f"{reference}, step 1: practitioners" in (said := under.heard("Ruth", "digest")[-1].words)
    assert "The social_care is late: acknowledge it" in said


@sefton
def test_a_letter_of_outcome_is_owed_after_the_proposal_and_met_by_the_written_answer(
    under: Casebook,
) -> None:
    reference = under.raised()
    under.passes_to("Wednesday 2026-12-23 10:00")

    under.proposed(reference, "Priya")
    assert ("duty", "Tuesday 2026-12-29 17:00") in under.clocks(reference)
    under.answered(reference, "Tom")

    assert under.case(reference).duties_owed == ()
    assert under.clocks(reference) == []


AREA = "of-lincolnshire-joint"
