"""The digest: what each safeguarding lead sees of their area each working day."""

from casework import digest, resolution, roster, tiers
from messages.facts import Digest
from procedure.acts import Danger
from procedure.ladder import Promise
from sandbox.practice import people as practice
from storage.engine import Database
from tests.casework.casebook import TUESDAY, Casebook
from tests.procedure.london_time import at


def seen(casebook: Casebook, words: str, area: str = "northmere") -> Digest:
    """The digest of an area at an instant."""
    casebook.passes_to(words)
    with casebook.database.read() as connection:
        return digest.of(connection, area, casebook.now)


def fill_the_ward(casebook: Casebook) -> None:
    """Give the one empty post of the partnership to somebody."""
    filled = "Northmere hospital,Ivy Stone,ivy.stone@northmere.example,01632 960509,Ward manager"
    text = practice.roster().replace("Northmere hospital,,,,Ward manager", filled)
    roster.import_roster(casebook.database, text, now=casebook.now)
    casebook.account("U0IVY", "Ivy Stone", email="ivy.stone@northmere.example")


def lines(found: Digest) -> list[tuple[str, str, str, int]]:
    return [(line.tier, line.agency, line.kind, line.times) for line in found.overdue]


# --- what needs the lead now ---------------------------------------------------------------------


def test_an_agency_that_does_not_answer_needs_the_lead(casebook: Casebook) -> None:
    casebook.with_the_managers()

    found = seen(casebook, "Tuesday 2027-01-05 09:30")

    assert lines(found) == [
        ("First-line managers", "Health", "unanswered", 3),
        ("First-line managers", "Children's Services", "unanswered", 3),
    ]


def test_an_agency_that_answered_and_did_not_settle_it_is_told_apart(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    tiers.take_up(casebook.database, reference, Promise.HOUR, by=casebook.person("Omar"), now=casebook.now)

    found = seen(casebook, "Thursday 2026-12-31 19:00")

    assert lines(found) == [("First-line managers", "Children's Services", "unsettled", 2)]


def test_a_partnership_without_a_body_in_the_roster_needs_the_lead(database: Database) -> None:
    casebook = Casebook(database, at(TUESDAY))
    bodiless = practice.roster().replace("Safeguarding Children Partnership,partnership", "Council,any")
    roster.import_roster(database, bodiless, now=casebook.now)
    for name in ("Priya", "Tom", "Ruth"):
        listed = next(one for one in practice.accounts() if one.name.startswith(name))
        casebook.account(listed.id, listed.name, email=listed.email)
    casebook.raised()

    found = seen(casebook, "Friday 2027-01-22 17:00")

    assert lines(found) == [("Partnership", "Partnership", "nobody", 0)]


def test_an_agency_on_it_reached_or_talking_needs_nobody(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.passes_to("Monday 2027-01-04 09:00")
    casebook.noted(reference, "Grace", "Omar")

    assert seen(casebook, "Monday 2027-01-04 09:30").overdue == ()


def test_an_agency_with_nobody_and_a_risk_unanswered_need_the_lead(casebook: Casebook) -> None:
    casebook.loses("Jess", "Alan", "Lena", "Meera", "Patrick")
    casebook.raised("Northmere Young Carers")
    casebook.raised(danger=Danger.NOW)

    assert lines(seen(casebook, "Tuesday 2026-12-22 16:31")) == [
        ("Practitioners", "Northmere Young Carers", "nobody", 0),
        ("First-line managers", "", "risk", 0),
    ]


def test_what_has_run_out_at_the_last_tier_is_never_called_in_time(casebook: Casebook) -> None:
    reference = casebook.raised("Elis", by="Bryn")
    casebook.passes_to("Friday 2027-01-15 17:00")
    for who in ("Dora", "Gwil"):
        tiers.take_up(
            casebook.database, reference, Promise.TOMORROW, by=casebook.person(who), now=casebook.now
        )

    found = seen(casebook, "Saturday 2027-01-16 09:00", "example-vale")

    assert lines(found) == [("Senior managers", "Vale NHS", "taken_up", 0)]
    assert found.overdue[0].due_at is None


# --- the rest ------------------------------------------------------------------------------------


def test_what_runs_out_today_is_listed_also_where_it_does_after_hours(casebook: Casebook) -> None:
    casebook.raised()
    sooner = casebook.raised(protect_by=at("Wednesday 2026-12-23 21:00"))

    found = seen(casebook, "Wednesday 2026-12-23 08:30")

    assert [(line.reference, line.kind) for line in found.today] == [(sooner, "not_taken_up")]


def test_what_moved_up_says_why_and_not_until_when(casebook: Casebook) -> None:
    casebook.raised(protect_by=at("Tuesday 2026-12-22 17:30"))
    casebook.arms_the_daily_round()

    casebook.passes_to("Wednesday 2026-12-23 08:30")

    (told,) = casebook.heard("Ruth", "digest")
    assert "Moved up (" in told.words
    assert "first-line managers: the time set to keep the child safe passed." in told.words
    assert "senior managers: the time at the tier before ran out." in told.words


def test_where_nothing_is_recorded_there_is_no_safety_arrangement(casebook: Casebook) -> None:
    silent, talking = casebook.raised(), casebook.raised("Police")
    casebook.noted(talking, "Priya", "Nadia")

    assert [line.reference for line in seen(casebook, "Wednesday 2026-12-23 08:30").unsafe] == [silent]


def test_posts_that_nobody_can_be_reached_at_are_named(casebook: Casebook) -> None:
    assert seen(casebook, "Wednesday 2026-12-23 08:30").vacant == (("Health", "Ward manager"),)

    casebook.loses("Femi", "Lucy")

    assert ("Health", "Head of children's health") in seen(casebook, "Wednesday 2026-12-23 08:31").vacant


def test_what_is_owed_is_counted(casebook: Casebook) -> None:
    noted = casebook.raised()
    casebook.noted(noted, "Priya", "Tom", "Joan")
    tiers.take_out(
        casebook.database, noted, casebook.person("Joan"), by=casebook.person("Priya"), now=casebook.now
    )
    proposed = casebook.raised("Police")
    casebook.passes_to("Wednesday 2026-12-23 12:00")
    casebook.proposed(proposed, "Priya")
    settled = casebook.raised("Dev")
    casebook.agreed(settled, "Priya", "Dev")
    resolution.file_copy(casebook.database, settled, by=casebook.person("Dev"), now=casebook.now)

    found = seen(casebook, "Tuesday 2026-12-29 13:00")

    assert found.approvals == 1  # Tom's: Joan is asked for none any more
    assert found.confirmations == (("Police", 6),)
    assert found.copies == 1


def test_what_could_not_be_delivered_stands_there_by_post_and_agency(casebook: Casebook) -> None:
    casebook.refuses = frozenset({"Tom"})
    reference = casebook.raised()

    (one,) = seen(casebook, "Tuesday 2026-12-22 17:00").undelivered

    assert (one.what, one.reference, one.agency) == ("call", reference, "Children's Services")
    assert one.telephone


def test_people_who_chose_their_agency_themselves_wait_to_be_confirmed(casebook: Casebook) -> None:
    casebook.raised("Zed", "Northmere front door")

    (found,) = seen(casebook, "Wednesday 2026-12-23 08:30").unconfirmed
    assert found == (casebook.person("Zed"), "Zed Quill", "Children's Services")


def test_new_closed_and_open_are_counted_by_tier(casebook: Casebook) -> None:
    old = casebook.with_the_managers()
    casebook.agreed(old, "Grace", "Omar", still_open="nothing")
    for who in ("Grace", "Omar"):
        resolution.file_copy(casebook.database, old, by=casebook.person(who), now=casebook.now)
    resolution.close(casebook.database, old, by=casebook.person("Priya"), now=casebook.now)
    casebook.raised()
    casebook.raised("Police", danger=Danger.NOW)

    found = seen(casebook, "Thursday 2026-12-31 17:30")

    assert (found.new, len(found.closed), found.open) == (2, 1, 2)
    assert found.open_by_tier == (("Practitioners", 1), ("First-line managers", 1))


def test_where_nothing_waits_it_says_so_and_how_many_are_open(casebook: Casebook) -> None:
    fill_the_ward(casebook)
    reference = casebook.raised()
    tiers.take_up(casebook.database, reference, Promise.TOMORROW, by=casebook.person("Tom"), now=casebook.now)
    casebook.arms_the_daily_round()

    casebook.passes_to("Wednesday 2026-12-23 08:30")

    (told,) = casebook.heard("Ruth", "digest")
    assert told.text == "Your safeguarding digest: nothing waits for you."
    assert "Nothing is overdue and nothing waits for you. 1 open, all in time." in told.words
    assert "Comes every working day at 08:30. If it does not, ring 01632 960102." in told.words


def test_nobody_is_named_in_it(casebook: Casebook) -> None:
    casebook.with_the_managers()
    casebook.arms_the_daily_round()

    casebook.passes_to("Tuesday 2027-01-05 08:30")

    (told,) = casebook.heard("Ruth", "digest")[-1:]
    names = [person.name for person in casebook.roster().people.values()]
    assert [name for name in names if name in told.words] == []


# --- areas ---------------------------------------------------------------------------------------


def test_two_areas_see_nothing_of_each_other(casebook: Casebook) -> None:
    casebook.raised(danger=Danger.NOW)
    theirs = casebook.raised("Elis", by="Bryn")
    casebook.arms_the_daily_round()

    casebook.passes_to("Wednesday 2026-12-23 08:30")

    (una,), (ruth,) = casebook.heard("Una", "digest"), casebook.heard("Ruth", "digest")
    assert theirs in una.words
    assert theirs not in ruth.words
    assert "D-2026-0001" not in una.words
    everything_of_una = casebook.heard("Una")
    assert [said.kind for said in everything_of_una] == ["digest"]
