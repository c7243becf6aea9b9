"""What safeguarding leads and designated leads are told."""

from typing import Any

import pytest

from messages import ids, leads
from messages.facts import Digest, DigestLine
from tests.messages.samples import NOW, REFERENCE, Samples, pressed, words_of

SAMPLES = Samples()


def said(kind: str, **changes: object) -> str:
    return words_of(leads.lead(SAMPLES.event(kind, **changes)).blocks)


@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_the_lead_is_asked_to_ring_and_told_whom() -> None:
    words = said("danger", detail="infant_injury")

    assert "A baby or child not yet moving" in words
    assert "Please ring now" in words
    assert "Police: 999" in words
    assert "Priya Raman (health visitor, Health, 01632 960301)" in words


def test_a_designated_lead_is_told_whom_to_ring() -> None:
    assert "Please ring Priya Raman (health visitor, Health, 01632 960301)" in said("designated_danger")


@pytest.mark.parametrize(
    ("kind", "urgent"), [("danger", True), ("protect_by_passed", True), ("standing_in", False)]
)
def test_only_what_cannot_wait_says_now(kind: str, urgent: bool) -> None:  # noqa: FBT001
    text = leads.lead(SAMPLES.event(kind)).text

    assert text.startswith(REFERENCE)
    assert ("needs you now" in text) is urgent


@pytest.mark.parametrize("kind", ["nobody_reachable", "standing_in", "unanswered"])
def test_where_somebody_is_missing_the_lead_can_name_a_stand_in_and_see_whom_to_ring(kind: str) -> None:
    assert pressed(leads.lead(SAMPLES.event(kind)).blocks) == [ids.STAND_IN, ids.WHO_TO_RING]


def test_somebody_without_a_part_in_the_room_is_named_with_who_brought_them_in() -> None:
    words = said("unexpected_member", people=(SAMPLES.tom,), by=SAMPLES.omar)

    assert "Tom Field" in words
    assert "brought in by Omar Nasser" in words


def test_the_digest_says_first_what_needs_the_lead_now_with_its_buttons() -> None:
    line = DigestLine(REFERENCE, "First-line managers", NOW, "Police", "unanswered", 3)
    made = leads.digest(Digest("Example Vale", NOW.replace(hour=18), NOW, overdue=(line,)))

    assert made.text == "Your safeguarding digest: 1 needs you."
    assert (
        f"{REFERENCE}, first-line managers: overdue since Friday 27 November, 16:53; "
        "Police asked 3 times, no answer." in words_of(made.blocks)
    )
    assert pressed(made.blocks) == [ids.STAND_IN, ids.WHO_TO_RING]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("nobody", "nobody can be reached for Police"),
        ("risk", "nobody has said how soon it must be settled now"),
        ("taken_up", "Police took it up"),
        ("not_taken_up", "nobody has taken it up"),
    ],
)
def test_a_line_of_the_digest_says_what_is_the_matter(kind: str, words: str) -> None:
    line = DigestLine(REFERENCE, "Practitioners", NOW, "Police", kind)

    assert words in words_of(leads.digest(Digest("Example Vale", NOW, NOW, today=(line,))).blocks)


@pytest.mark.parametrize(
    ("owed", "words"),
    [
        pytest.param({}, "*Owed (0)*", id="nothing"),
        pytest.param({"approvals": 1}, "*Owed (1)* 1 approval.", id="an approval"),
        pytest.param(
            {"confirmations": (("Police", 1),)},
            "*Owed (1)* 1 confirmation (Police, 1 day).",
            id="a confirmation",
        ),
        pytest.param(
            {"approvals": 2, "copies": 1}, "*Owed (3)* 2 approvals, 1 copy to file.", id="two kinds"
        ),
    ],
)
def test_the_digest_names_only_what_is_owed(owed: dict[str, Any], words: str) -> None:
    assert words in words_of(leads.digest(Digest("Example Vale", NOW, NOW, **owed)).blocks).split("\n")


def test_the_digest_counts_what_is_owed_and_what_is_open_and_says_when_it_comes() -> None:
    words = words_of(leads.digest(SAMPLES.digest()).blocks)

    assert "*Owed (4)* 2 approvals, 1 confirmation (Police, 3 days), 1 copy to file." in words
    assert "*New 2, closed 6, open 5*: practitioners 3, first-line managers 2." in words
    assert "*Moved up (40)*" in words
    assert "and 20 more." in words
    assert "Comes every working day at 08:30. If it does not, ring 01632 960202." in words


def test_a_calm_day_says_so() -> None:
    made = leads.digest(Digest("Example Vale", NOW, NOW, open_by_tier=(("Practitioners", 7),)))

    assert made.text == "Your safeguarding digest: nothing waits for you."
    assert "Nothing is overdue and nothing waits for you. 7 open, all in time." in words_of(made.blocks)


def test_a_day_with_an_empty_post_is_not_called_calm() -> None:
    made = leads.digest(Digest("Example Vale", NOW, NOW, vacant=(("Police", "detective sergeant"),)))

    assert "nothing waits for you" not in words_of(made.blocks)
