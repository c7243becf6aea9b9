"""What people look up: a case's card, notes and record, their own Home, forms, and whom a search finds."""

import pytest

from casework import notes, people, raising, resolution, showing, tiers
from casework.people import Account
from messages.facts import Refusal
from procedure.acts import Danger, Review, Stands, Step
from procedure.ladder import Promise
from procedure.refusal import Refused
from tests.casework.casebook import MANAGERS_CALLED, Casebook
from tests.procedure.london_time import at


@pytest.fixture
def raised(casebook: Casebook) -> tuple[Casebook, str]:
    """A disagreement that Priya has raised against Tom, everybody told."""
    reference = casebook.raised()
    casebook.sends()
    return casebook, reference


def reason(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.reason


def found(casebook: Casebook, words: str, by: str = "Priya") -> list[tuple[str, str]]:
    """What a search returns, each value without its number."""
    results = showing.search(casebook.database, words, by=casebook.person(by), now=casebook.now)
    return [(value.partition(":")[0], label) for value, label in results]


# --- who may see it ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Priya", "Tom", "Ruth"])
def test_people_with_a_part_and_the_leads_read_the_card(raised: tuple[Casebook, str], name: str) -> None:
    casebook, reference = raised

    card = showing.card(casebook.database, reference, by=casebook.person(name), now=casebook.now)

    assert card.dispute == "The plan was ended too soon."
    assert [party.agency for party in card.parties] == ["Health", "Children's Services"]


def test_nobody_else_reads_anything(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised

    with pytest.raises(Refused) as refused:
        showing.card(casebook.database, reference, by=casebook.person("Nadia"), now=casebook.now)

    assert reason(refused) == "no_part"


def test_there_is_no_card_of_what_was_never_raised(casebook: Casebook) -> None:
    with pytest.raises(Refused) as refused:
        showing.card(casebook.database, "D-2026-9999", by=casebook.person("Ruth"), now=casebook.now)

    assert reason(refused) == "no_such_case"


# --- notes, outcomes, the record -----------------------------------------------------------------


def test_a_note_is_shown_in_its_newest_version(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    tom = casebook.person("Tom")
    number = casebook.noted(reference, "Tom", "Priya", said="At first.")
    form = casebook.note_form("Priya", said="In truth.", actions="Tom rings the nursery.")
    notes.correct(casebook.database, reference, number, 1, form, by=tom, now=casebook.now)

    shown = showing.note(casebook.database, reference, number, by=tom, now=casebook.now)

    assert (shown.version, shown.said, shown.actions) == (2, "In truth.", "Tom rings the nursery.")
    assert [who.name for who in shown.missing] == ["Priya Nair"]


def test_a_note_that_nobody_wrote_is_refused(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised

    with pytest.raises(Refused) as refused:
        showing.note(casebook.database, reference, 1, by=casebook.person("Tom"), now=casebook.now)

    assert reason(refused) == "no_such_note"


def test_an_outcome_is_shown_only_where_one_stands(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    priya = casebook.person("Priya")
    with pytest.raises(Refused) as refused:
        showing.outcome(casebook.database, reference, by=priya, now=casebook.now)
    assert reason(refused) == "no_outcome"

    casebook.proposed(reference, "Tom")
    shown = showing.outcome(casebook.database, reference, by=priya, now=casebook.now)

    assert shown.agreed == "The plan goes on for three months."
    assert [(issue.number, issue.text, issue.owner) for issue in shown.issues] == [
        (1, "Who tells the nursery", None)
    ]
    assert [(agency, answer) for agency, answer, _ in shown.answers] == [
        ("Health", ""),
        ("Children's Services", "agree"),
    ]


def test_the_whole_record_holds_every_entry_with_its_clause_and_its_texts(
    raised: tuple[Casebook, str],
) -> None:
    casebook, reference = raised
    priya, tom, now = casebook.person("Priya"), casebook.person("Tom"), casebook.now
    casebook.noted(reference, "Tom", "Priya")
    notes.approve(casebook.database, reference, 1, 1, by=priya, now=now)
    tiers.look_again(
        casebook.database,
        reference,
        next(iter(Review)),
        "It was looked at again.",
        identifiers_checked=False,
        by=tom,
        now=now,
    )
    tiers.take_step(
        casebook.database,
        reference,
        tiers.StepForm(
            step=next(iter(Step)),
            stands=Stands.DONE,
            taken_at=now,
            by_whom="",
            their_reference="",
            detail="A visit tonight.",
            identifiers_checked=False,
        ),
        by=tom,
        now=now,
    )

    record = showing.whole_record(casebook.database, reference, by=casebook.person("Ruth"), now=now)

    entries = casebook.entries(reference)
    assert [line.seq for line in record.lines] == [entry.seq for entry in entries]
    first = record.lines[0].by
    assert first is not None
    assert first.name == "Priya Nair"
    assert any(line.by is None for line in record.lines)
    texts = {name: text for line in record.lines for name, text in line.texts}
    assert texts["dispute"] == "The plan was ended too soon."
    assert texts["why"] == "It was looked at again."
    assert texts["detail"] == "A visit tonight."
    assert {who.name for who in record.people} == {"Priya Nair", "Tom Ellery"}
    assert record.is_example
    assert record.last_hash


def test_each_line_of_the_record_says_how_things_stood_then(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.passes_to("Thursday 2026-12-31 17:00")
    casebook.passes_to("Friday 2027-01-08 17:00")
    casebook.agreed(reference, "Cora", "Sam")

    record = showing.whole_record(casebook.database, reference, by=casebook.person("Ruth"), now=casebook.now)

    events = [line.event for line in record.lines]
    moves = [event.tier for event in events if event.kind == "moved_up"]
    answers = [event.is_settled for event in events if event.kind in ("outcome_proposed", "outcome_answered")]
    asked_again = [event for event in events if event.kind == "called_again"]
    assert moves == ["First-line managers", "Senior managers"]
    assert answers == [False, True]
    assert asked_again
    assert not any(event.has_answered for event in asked_again)


# --- one's own Home ------------------------------------------------------------------------------


def test_home_shows_what_waits_for_one_and_ones_open_disagreements(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised

    home = showing.home(casebook.database, casebook.person("Tom"), now=casebook.now)

    assert (home.name, home.agency, home.is_lead) == ("Tom Ellery", "Children's Services", False)
    assert [(item.reference, item.what) for item in home.waiting] == [(reference, "act")]
    assert [case.reference for case in home.cases] == [reference]
    assert home.emergency is not None


def test_home_knows_a_lead(casebook: Casebook) -> None:
    home = showing.home(casebook.database, casebook.person("Ruth"), now=casebook.now)

    assert home.is_lead
    assert (home.waiting, home.cases) == ((), ())


def test_home_of_somebody_whom_nobody_lists_is_bare(casebook: Casebook) -> None:
    home = showing.home(casebook.database, casebook.person("Zed"), now=casebook.now)

    assert (home.name, home.agency, home.is_lead, home.emergency) == ("Zed Quill", "", False, None)


# --- forms ---------------------------------------------------------------------------------------


def test_the_raising_form_is_for_whoever_has_an_agency(casebook: Casebook) -> None:
    form = showing.raise_form(casebook.database, by=casebook.person("Priya"), now=casebook.now)
    assert form.area
    assert form.choices

    with pytest.raises(Refused) as refused:
        showing.raise_form(casebook.database, by=casebook.person("Zed"), now=casebook.now)
    assert reason(refused) == "choose_agency"


def test_the_receipt_says_who_has_been_called_and_until_when(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised

    receipt = showing.receipt(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert [who.name for who in receipt.called] == ["Tom Ellery"]
    assert receipt.due_at == at(MANAGERS_CALLED)
    assert receipt.danger is Danger.NONE
    assert not receipt.details_saved


def test_how_soon_is_reckoned_from_now(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised

    choices = showing.how_soon(casebook.database, reference, by=casebook.person("Tom"), now=casebook.now)

    assert all(choice.until is None or choice.until > casebook.now for choice in choices)


def test_nothing_is_offered_as_sooner_that_is_not(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.passes_to("Thursday 2026-12-31 14:00")

    choices = showing.sooner(casebook.database, reference, by=casebook.person("Tom"), now=casebook.now)

    assert [choice.id for choice in choices] == ["two_hours", "another"]


def test_no_promise_goes_beyond_the_tiers_time(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.passes_to("Thursday 2026-12-31 16:30")

    choices = showing.promises(casebook.database, reference, by=casebook.person("Tom"), now=casebook.now)

    assert [(choice.id, choice.until) for choice in choices] == [(Promise.HOUR, at(MANAGERS_CALLED))]


def test_tomorrow_is_promised_only_where_the_time_lasts_that_long(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    tom = casebook.person("Tom")

    casebook.passes_to("Wednesday 2026-12-23 14:00")
    before = showing.promises(casebook.database, reference, by=tom, now=casebook.now)
    casebook.passes_to("Thursday 2026-12-31 14:00")
    on_the_last_day = showing.promises(casebook.database, reference, by=tom, now=casebook.now)

    assert [choice.id for choice in before] == list(Promise)
    assert [choice.id for choice in on_the_last_day] == [Promise.HOUR, Promise.TODAY]


def test_the_parties_and_the_members_are_those_with_a_part(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    by, now = casebook.person("Tom"), casebook.now

    parties = showing.parties(casebook.database, reference, by=by, now=now)
    members = showing.members(casebook.database, reference, by=by, now=now)

    assert [party.agency for party in parties] == ["Health", "Children's Services"]
    assert {who.name for who in members} == {"Priya Nair", "Tom Ellery"}


def test_whoever_has_to_choose_sees_the_agencies_of_every_area_and_the_teams_of_one(
    casebook: Casebook,
) -> None:
    assert "Health" in {name for _, name in showing.agencies(casebook.database)}

    assert {name for _, name in showing.teams(casebook.database, casebook.agency("Health"))} == {
        "Riverside health visiting",
        "Northmere hospital",
    }
    assert showing.teams(casebook.database, 9999) == ()


# --- the search ----------------------------------------------------------------------------------


def test_a_search_finds_teams_agencies_and_people_with_post_and_agency(casebook: Casebook) -> None:
    assert ("team", "Family support, Children's Services") in found(casebook, "family")
    assert found(casebook, "police")[0] == ("team", "Child protection, Police")
    assert ("agency", "Police") in found(casebook, "police")
    assert found(casebook, "ELLERY tom") == [("person", "Tom Ellery, Social worker, Children's Services")]
    assert found(casebook, "hana") == [("person", "Hana Pryce, Education")]


def test_a_search_finds_neither_oneself_nor_whoever_cannot_be_reached(casebook: Casebook) -> None:
    casebook.loses("Tom")

    assert found(casebook, "priya") == []
    assert found(casebook, "ellery") == []


def test_a_search_finds_last_those_of_whom_nobody_knows_where_they_work(casebook: Casebook) -> None:
    people.note_accounts(
        casebook.database, [Account("U0TIM", "Tim Ellerby", None, is_active=True)], now=casebook.now
    )

    assert [label for _, label in found(casebook, "eller")] == [
        "Tom Ellery, Social worker, Children's Services",
        "Tim Ellerby",
    ]
    assert found(casebook, "zeller") == []


def test_a_search_by_somebody_of_no_area_finds_nothing(casebook: Casebook) -> None:
    assert showing.search(casebook.database, "tom", by=casebook.person("Zed"), now=casebook.now) == ()


# --- refusals ------------------------------------------------------------------------------------


def worded(casebook: Casebook, refused: Refused, reference: str | None = None) -> Refusal:
    return showing.refusal(casebook.database, refused, now=casebook.now, reference=reference)


def test_a_refusal_names_who_acts_instead(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    with pytest.raises(Refused) as refused:
        casebook.proposed(reference, "Tom")

    shown = worded(casebook, refused.value, reference)
    assert (shown.reason, [who.name for who in shown.people]) == ("not_acting", ["Omar Haddad"])
    assert shown.people[0].post == "Team manager"
    assert shown.person is None


def test_a_refusal_names_who_was_quicker(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.proposed(reference, "Tom")
    with pytest.raises(Refused) as refused:
        casebook.proposed(reference, "Priya")

    shown = worded(casebook, refused.value, reference)

    assert shown.person is not None
    assert shown.person.name == "Tom Ellery"


def test_a_refusal_says_until_when_it_is_already(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    with pytest.raises(Refused) as refused:
        tiers.bring_forward(
            casebook.database,
            reference,
            at("Wednesday 2027-01-06 12:00"),
            by=casebook.person("Tom"),
            now=casebook.now,
        )

    assert worded(casebook, refused.value, reference).due_at == at(MANAGERS_CALLED)
    assert worded(casebook, refused.value).due_at is None


def test_a_refusal_lists_everything_that_is_missing_for_the_closing(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.agreed(reference, "Tom", "Priya")
    with pytest.raises(Refused) as refused:
        resolution.close(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    lacking = worded(casebook, refused.value, reference).lacking

    assert [(still.what, still.agency, still.number) for still in lacking] == [
        ("owner", "", 1),
        ("copy", "Health", 0),
        ("copy", "Children's Services", 0),
    ]


def test_a_refusal_says_how_many_minutes_there_were(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    casebook.moves_to("Tuesday 2026-12-22 16:45")
    with pytest.raises(Refused) as refused:
        raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert worded(casebook, refused.value).number == 10


def test_a_refusal_outside_a_disagreement_says_who_somebody_is_as_the_roster_knows_them(
    casebook: Casebook,
) -> None:
    tom, hana, zed = casebook.person("Tom"), casebook.person("Hana"), casebook.person("Zed")

    shown = worded(casebook, Refused("not_acting", people=(tom, hana, zed), names=("Health",)))

    assert [(who.name, who.post) for who in shown.people] == [
        ("Tom Ellery", "Social worker"),
        ("Hana Pryce", ""),
        ("Zed Quill", ""),
    ]
    assert shown.names == ("Health",)
    assert shown.number == 0


def test_the_forms_are_told_who_is_who_and_by_when(raised: tuple[Casebook, str]) -> None:
    casebook, reference = raised
    tom, ruth = casebook.person("Tom"), casebook.person("Ruth")

    members = showing.members(casebook.database, reference, by=tom, now=casebook.now)
    asked = showing.risk(casebook.database, reference, by=tom, now=casebook.now)
    prompts = showing.prompts(casebook.database, reference, by=tom, now=casebook.now)
    own = [
        showing.own_agency(casebook.database, reference, by=person, now=casebook.now)
        for person in (tom, ruth)
    ]

    assert [who.name for who in members] == ["Priya Nair", "Tom Ellery"]
    assert not asked.is_short
    assert (asked.choices[0].id, asked.choices[0].until) == ("stays", casebook.case(reference).due_at)
    assert prompts == casebook.case(reference).rules.area.prompts
    assert own == ["Children's Services", ""]


def test_a_copy_of_a_note_names_the_procedure_and_the_entry_up_to_which_it_stands(
    raised: tuple[Casebook, str],
) -> None:
    casebook, reference = raised
    number = casebook.noted(reference, "Priya", "Tom")

    tom = casebook.person("Tom")
    copy = showing.note_copy(casebook.database, reference, number, by=tom, now=casebook.now)
    whole = showing.whole_record(casebook.database, reference, by=tom, now=casebook.now)

    assert (copy.note.number, copy.procedure) == (number, whole.procedure)
    assert copy.last_hash == whole.last_hash
