"""The outcome: proposed, answered, pursued, filed, closed (Beds 6.11; London 11.1.9)."""

import pytest

from casework import follow_up, resolution, showing, tiers
from casework.resolution import issues_in
from procedure import acts
from procedure.acts import Answer, RaiserAnswer
from procedure.case import State
from tests.casework.casebook import Casebook
from tests.procedure.partnership import refuses

pytestmark = pytest.mark.clause("Beds 6.11")


def files(casebook: Casebook, reference: str, *names: str) -> None:
    for name in names:
        resolution.file_copy(casebook.database, reference, by=casebook.person(name), now=casebook.now)


def test_a_proposal_stops_no_clock_and_the_last_confirmation_does(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.told()

    casebook.proposed(reference, "Grace")
    assert {"tier_ends", "confirmation"} <= {kind for kind, _ in casebook.clocks(reference)}
    assert casebook.told() == [("outcome", "room"), ("card", "room")]

    casebook.answered(reference, "Omar")
    assert casebook.case(reference).state is State.AGREED
    assert casebook.clocks(reference) == []
    assert casebook.told() == [
        ("outcome:update", "room"),
        ("line", "room"),
        ("told:settled", "Priya"),
        ("call_update", "Grace"),
        ("call_update", "Omar"),
        ("card", "room"),
    ]


def test_whose_call_is_settled_is_told_what_may_be_left_to_do(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.agreed(reference, "Grace", "Omar")
    casebook.sends()

    settled = casebook.heard("Omar", "call_update")[-1].words
    assert "its time has stopped" in settled
    assert "Nothing more is asked" not in settled  # the copy for the file is


def test_one_that_does_not_agree_takes_it_off_the_table(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.proposed(reference, "Priya")

    outcome = casebook.case(reference).outcome
    assert outcome is not None
    state = resolution.answer(
        casebook.database,
        reference,
        Answer.DO_NOT_AGREE,
        outcome.proposed_at,
        "The family was not asked.",
        by=casebook.person("Tom"),
        now=casebook.now,
    )

    assert state is State.OPEN
    assert casebook.case(reference).outcome is None
    casebook.sends()
    refused = casebook.heard("room", "outcome:update")[-1].words
    assert "was proposed here is off the table" in refused
    assert "The family was not asked." in refused
    assert "off the table" in casebook.heard("room", "line")[-1].words


def test_what_is_open_gets_its_owner_each_copy_is_filed_and_it_is_closed(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.agreed(reference, "Grace", "Omar")
    with refuses("not_ready_to_close"):
        resolution.close(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    resolution.own_issue(
        casebook.database,
        reference,
        1,
        casebook.person("Tom"),
        casebook.now.date(),
        by=casebook.person("Omar"),
        now=casebook.now,
    )
    files(casebook, reference, "Grace", "Omar")
    casebook.told()
    resolution.close(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert casebook.case(reference).state is State.CLOSED
    told = casebook.told()
    assert [who for kind, who in told if kind == "told:closed"] == ["Tom", "Grace", "Omar"]
    assert told[-1] == ("archive", "room")


def test_an_issue_is_pursued_after_the_closing_and_everybody_hears_that_it_is_done(
    casebook: Casebook,
) -> None:
    reference = casebook.with_the_managers()
    casebook.agreed(reference, "Grace", "Omar")
    owner, day = casebook.person("Tom"), casebook.now.date()
    resolution.own_issue(
        casebook.database, reference, 1, owner, day, by=casebook.person("Omar"), now=casebook.now
    )
    files(casebook, reference, "Grace", "Omar")
    resolution.close(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)
    casebook.arms_the_daily_round()
    casebook.passes_to("Monday 2027-01-04 09:00")
    assert "has an open issue that you pursue" in casebook.heard("Tom", "waiting")[-1].words
    assert "Open issues whose day has come (1)" in casebook.heard("Ruth", "digest")[-1].words
    casebook.told()

    follow_up.finish_issue(
        casebook.database,
        reference,
        1,
        "The nursery was told.",
        identifiers_checked=False,
        by=owner,
        now=casebook.now,
    )

    assert casebook.case(reference).is_finished
    assert casebook.told() == [("line", "Priya"), ("line", "Grace"), ("line", "Omar")]
    casebook.sends()
    assert "Open issue 1 is done, says Tom Ellery" in casebook.heard("Grace", "line")[-1].words
    assert "The nursery" not in casebook.heard("Grace", "line")[-1].words


def test_the_lead_is_told_who_has_not_confirmed_in_time(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.proposed(reference, "Grace")

    casebook.passes_to("Tuesday 2027-01-05 17:00")

    assert acts.ConfirmationLate((casebook.agency("Children's Services"),)) in casebook.acts(reference)
    late = casebook.heard("Ruth", "lead:confirmation_late")
    assert ["Children's Services has not answered" in said.words for said in late] == [True]
    assert "who_to_ring" in late[0].buttons


def test_the_one_who_raised_it_is_asked_until_they_say_that_they_were_told(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.agreed(reference, "Grace", "Omar", still_open="nothing")
    casebook.arms_the_daily_round()
    casebook.passes_to("Monday 2027-01-04 09:00")
    assert "raiser_told" in casebook.heard("Priya", "told:settled")[-1].buttons
    assert "say that you have been told" in casebook.heard("Priya", "waiting")[-1].words

    priya = casebook.person("Priya")
    follow_up.tell_raiser(
        casebook.database,
        reference,
        RaiserAnswer.STILL_DISAGREE,
        "The visits are too few.",
        identifiers_checked=False,
        by=priya,
        now=casebook.now,
    )

    shown = showing.card(casebook.database, reference, by=priya, now=casebook.now)
    assert shown.told is not None
    assert (shown.told.answer, shown.told.words) == ("still_disagree", "The visits are too few.")
    casebook.sends()
    assert "*still disagrees*" in casebook.heard("room", "line")[-1].words
    asked = len(casebook.heard("Priya", "waiting"))
    casebook.passes_to("Tuesday 2027-01-05 09:00")
    assert "say that you have been told" not in " ".join(
        said.words for said in casebook.heard("Priya", "waiting")[asked:]
    )


def test_an_agency_can_say_how_it_finds_its_copy_again(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.agreed(reference, "Priya", "Tom")
    tom = casebook.person("Tom")

    with refuses("identifiers"):
        resolution.file_copy(casebook.database, reference, "943 476 5919", by=tom, now=casebook.now)
    resolution.file_copy(casebook.database, reference, "MOSAIC 77/12", by=tom, now=casebook.now)

    copied = showing.whole_record(casebook.database, reference, by=tom, now=casebook.now)
    assert copied.lines[-1].texts == (("reference", "MOSAIC 77/12"),)


def test_where_whoever_acted_has_left_a_colleague_is_asked_for_the_copy(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.agreed(reference, "Grace", "Omar", still_open="nothing")
    casebook.loses("Omar")
    casebook.arms_the_daily_round()

    casebook.passes_to("Monday 2027-01-04 09:00")

    (waiting,) = casebook.heard("Tom", "waiting")[-1:]
    assert "please put your copy on the child’s file" in waiting.words


def test_one_issue_is_on_each_line_and_nothing_is_none() -> None:
    assert issues_in("Who tells the nursery\n\n  Who pays \n") == ("Who tells the nursery", "Who pays")
    assert issues_in("Nothing.") == issues_in(" - ") == issues_in("N/A") == ()


def test_a_part_can_be_handed_over_after_it_is_settled_and_nobody_is_called(casebook: Casebook) -> None:
    reference = casebook.with_the_managers()
    casebook.agreed(reference, "Grace", "Omar")
    casebook.sends()

    tiers.hand_over(
        casebook.database, reference, casebook.person("Kit"), by=casebook.person("Omar"), now=casebook.now
    )
    casebook.sends()

    assert casebook.heard("Kit", "call") == []
    assert casebook.case(reference).state is State.AGREED
