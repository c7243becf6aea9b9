"""What a person opens to read, and the copies for the child's file."""

from datetime import timedelta

import pytest

from messages import blocks, ids, plain, reading
from messages.facts import RecordLine
from tests.messages.samples import NOW, REFERENCE, Samples, pressed, texts_in, words_of

SAMPLES = Samples(typed="The strategy meeting was not called.")
TYPED = SAMPLES.typed


def test_read_it_shows_all_that_was_typed_and_whose_advice_to_ask() -> None:
    undisputed = (SAMPLES.note(number=1, disputes=()), SAMPLES.note(disputes=()))

    words = words_of(reading.read(SAMPLES.card(notes=undisputed)))

    # the case, to do, letters, more, look and step, dissent and policy, advice, outcome, notes
    assert words.count(TYPED) == 5 + 2 + 2 + 3 + 3 + 3 + 4 + 6 + 2 * (4 + 3)
    assert "*For advice* of the designated professional, ring Ruth Bell (safeguarding lead" in words
    assert words.count("*For advice*") == 1
    assert "*For advice*" not in words_of(reading.read(SAMPLES.card(way="concern")))


def test_a_text_that_the_room_shortens_is_whole_in_the_view() -> None:
    long = "n" * 2990 + " the end"

    assert "the end" in words_of(reading.read(SAMPLES.card(notes=(SAMPLES.note(said=long),))))


def test_read_it_shows_what_was_said_to_an_outcome_and_what_has_ended_and_begun_again() -> None:
    words = words_of(reading.read(SAMPLES.ended_card()))

    for heading in (
        "has been told how it was settled, and *still disagrees*",
        "*Opened again* Friday 27 November, 16:53 by Tom Field",
        "*Why it is to be withdrawn*",
        "Police answered Friday 27 November, 16:53 that it does not agree",
    ):
        assert heading in words
    assert words.count("*Proposed outcome*") == 2


@pytest.mark.parametrize(("state", "needed"), [("open", ids.NOTE), ("agreed", ids.FILED)])
def test_where_there_is_no_room_the_view_has_what_the_card_would_have(state: str, needed: str) -> None:
    assert needed in pressed(reading.read(SAMPLES.card(state=state, room=""))["blocks"])
    assert needed not in pressed(reading.read(SAMPLES.card(state=state))["blocks"])
    closed = reading.read(SAMPLES.card(state="closed", room=""))
    assert pressed(closed["blocks"]) == [ids.COPY_RECORD, ids.ELSE]


def test_advice_is_said_for_each_side_and_that_it_is_no_decision() -> None:
    words = words_of(reading.read(SAMPLES.card()))

    assert "Health asked Ruth Bell (safeguarding lead, Health, 01632 960305), " in words
    assert "This is advice, not a decision" in words
    assert "Education asked somebody outside Slack" in words
    assert "Police asked nobody for advice" in words
    assert "Children’s Services:* no advice is recorded yet" in words


@pytest.mark.clause("Beds 2.7")
def test_who_is_who_is_read_with_post_agency_telephone_and_tier() -> None:
    words = words_of(reading.read(SAMPLES.card()))

    assert "• Priya Raman (health visitor, Health, 01632 960301): practitioners" in words
    assert "• Ruth Bell (safeguarding lead, Health, 01632 960305)" in words


def test_where_there_is_more_than_a_view_holds_the_newest_is_shown_and_the_rest_is_said() -> None:
    view = reading.read(SAMPLES.card(notes=tuple(SAMPLES.note(number=number) for number in range(1, 40))))

    assert len(view["blocks"]) <= blocks.BLOCKS_IN_VIEW
    assert "Discussion note 39" in words_of(view)
    assert "There is more. “Copy the record” has it all." in words_of(view)


def test_a_copy_holds_the_whole_text_and_no_markup() -> None:
    text = "\n".join(f"line {number} *not bold*" for number in range(900))

    view = reading.copy("Record", text)

    assert "\n".join(texts_in(view["blocks"][1:])) == text
    assert {block["text"]["type"] for block in view["blocks"][1:]} == {"plain_text"}


def test_a_text_too_long_for_a_view_says_first_that_it_is_cut() -> None:
    view = reading.copy("Record", "word " * 80_000)

    assert "only the beginning" in words_of(view["blocks"][0])


@pytest.mark.clause("London 11.1.9")
def test_the_copy_of_a_note_has_both_dates_with_year_and_the_gap_approvals_and_disputes() -> None:
    text = plain.note_copy(SAMPLES.note_copy())

    assert "Held: Wednesday 25 November 2026, 16:53, in a call" in text
    assert "Written down: Friday 27 November 2026, 16:53 by Priya Raman" in text
    assert "(2 working days after)" in text
    assert "Say that it is right: Priya Raman (Health)" in text
    assert "Not answered: Tom Field (Children’s Services)" in text
    assert text.count("does not hold it to be accurate") == 5
    assert text.count(TYPED) == 4 + 5 + 3 + 1  # and what was read back, and their reference
    assert "Version 2 was read by telephone Friday 27 November 2026, 16:53 by Priya Raman" in text
    assert "Copy of version 3 on the child’s file: Health, Friday 27 November 2026, 16:53" in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, None),
        (40, "40 minutes after"),
        (90, "1 hour after"),
        (60 * 24, "1 day after"),
        (60 * 48, "2 days"),
    ],
)
def test_the_gap_between_talk_and_note_is_said_in_its_own_unit(minutes: int, said: str | None) -> None:
    held_at = NOW - timedelta(minutes=minutes)

    written = next(
        line
        for line in plain.note_copy(SAMPLES.note_copy(held_at=held_at, working_days=0)).splitlines()
        if line.startswith("Written down")
    )

    assert (said in written) if said else ("after" not in written)


def test_typed_lines_stay_lines_in_a_copy_and_are_set_apart_by_indentation() -> None:
    text = plain.note_copy(SAMPLES.note_copy(said="one\ntwo\nDISCUSSION NOTE 9"))

    assert "\n    one\n    two\n    DISCUSSION NOTE 9\n" in text


@pytest.mark.parametrize(
    "text",
    [plain.record_copy(SAMPLES.record()), plain.note_copy(SAMPLES.note_copy())],
    ids=["record", "note"],
)
@pytest.mark.clause("Beds Valid 48 hrs")
@pytest.mark.clause("Beds Amendment")
def test_a_copy_says_of_which_edition_it_is_when_it_was_printed_and_that_it_ages(text: str) -> None:
    first, last = text[: len(text) // 2], text[len(text) // 2 :]

    assert "London Child Protection Procedures, 5th edition" in first
    for part in (first, last):
        assert "Printed Friday 27 November 2026, 16:53" in part
        assert "48 hours" in part
        assert "AN INVENTED EXAMPLE" in part
    assert SAMPLES.record().last_hash in last


@pytest.mark.clause("Beds 2.5")
def test_talks_inside_one_agency_stand_apart_in_the_record_and_in_the_view() -> None:
    inside = SAMPLES.note(
        number=1, agencies=("Health",), inside="Health", said="Spoken in the team.", disputes=()
    )
    notes = (inside, SAMPLES.note(number=2, disputes=()))
    card = SAMPLES.card(notes=notes, outcome=None, reviews=(), steps=(), advice=())

    text = plain.record_copy(SAMPLES.record(card=card))
    read = words_of(reading.read(card))

    assert text.index("BETWEEN AGENCIES") < text.index("NOTE 2") < text.index("INSIDE ONE AGENCY")
    assert text.index("INSIDE ONE AGENCY") < text.index("DISCUSSION NOTE 1") < text.index("Inside Health")
    assert read.index("Discussion note 2") < read.index("no notes for one side alone")
    assert "Discussion note 1, version 3, inside Health" in read


def test_a_cut_in_a_long_copy_takes_no_indentation_away() -> None:
    line = f"    {'word ' * 9}".rstrip()
    text = "\n".join(["HEAD", *[line] * 200])

    blocks_of_text = reading.copy("Record", text)["blocks"][1:]

    assert len(blocks_of_text) > 1
    assert "\n".join(texts_in(blocks_of_text)) == text


def test_the_record_has_every_entry_with_time_author_clause_and_texts() -> None:
    record = SAMPLES.record()

    text = plain.record_copy(record)

    for line in record.lines:
        assert f"\n{line.seq}. Friday 27 November 2026, 16:53, Priya Raman" in text
    assert text.count("[London 11.1.9]") == len(record.lines)
    assert "London Child Protection Procedures, 5th edition" in text
    assert REFERENCE in text
    assert "AN INVENTED EXAMPLE" in text
    assert "AN INVENTED EXAMPLE" not in plain.record_copy(SAMPLES.record(is_example=False))
    assert record.last_hash in text


def test_an_entry_without_a_person_is_the_programs_own() -> None:
    by_clock = RecordLine(1, NOW, None, "", SAMPLES.event("clock_held", by=None))

    assert "the program, by the clock" in plain.record_copy(SAMPLES.record(lines=(by_clock,)))


def test_who_to_ring_has_everyone_at_the_tier_and_the_designated_leads() -> None:
    words = words_of(reading.who_to_ring(SAMPLES.card()))

    assert "Health: Grace Osei (team leader, Health, 01632 960303)" in words
    assert "Police: *nobody can be reached at this tier*" in words
    assert "Designated leads: Ruth Bell" in words
