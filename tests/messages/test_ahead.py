from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from messages.ahead import read_aloud
from messages.facts import Ahead, TierAhead, TimedAhead
from procedure.ahead import Lack, SetBy
from procedure.calendar import Nation
from procedure.lengths import Unit
from tests.messages.samples import LONDON

RAISED_AT = datetime(2026, 12, 22, 16, 30, tzinfo=LONDON)
"""A Tuesday."""

NEW_YEARS_EVE = datetime(2026, 12, 31, 17, 0, tzinfo=LONDON)


def tier(title: str, **timed: Any) -> TierAhead:
    """Return a tier of one step, which has no name of its own."""
    return TierAhead(title, (TimedAhead(title="", **timed),))


def changed(shown: TierAhead, **timed: Any) -> TierAhead:
    """Return a tier of one step with other times."""
    return replace(shown, steps=(replace(shown.steps[0], **timed),))


FIRST = tier(
    "Practitioners",
    clause="Short 1",
    value=1,
    unit="working_weeks",
    called_at=RAISED_AT,
    due_at=NEW_YEARS_EVE,
)
SECOND = tier(
    "The board",
    clause="Short 2",
    value=5,
    unit="working_days",
    called_at=NEW_YEARS_EVE,
    due_at=datetime(2027, 1, 8, 17, 0, tzinfo=LONDON),
)
AHEAD = Ahead(
    procedure="A short procedure",
    version="first edition",
    raised_at=RAISED_AT,
    tiers=(FIRST, SECOND),
    nation="WLS",
    closing_time=time(16, 30),
    asked_again="Short 3",
)


def ladder(*tiers: TierAhead, **changes: Any) -> list[str]:
    """Return a line for each tier, and what comes after the last."""
    text = read_aloud(replace(AHEAD, tiers=tiers, **changes))
    return text.split("\n\n")[1].splitlines()[1:]


def test_the_year_is_said_where_it_is_another_than_before() -> None:
    first, second, _ = ladder(FIRST, SECOND)

    assert first == "Practitioners have until Thursday 31 December, 17:00 (Short 1: a working week)."
    assert second == (
        "Then it moves up to the board, who have until Friday 8 January 2027, 17:00 "
        "(Short 2: 5 working days)."
    )


@pytest.mark.parametrize(
    ("unit", "one", "several"),
    [
        (Unit.MINUTES, "a minute", "20 minutes"),
        (Unit.HOURS, "an hour", "20 hours"),
        (Unit.WORKING_DAYS, "a working day", "20 working days"),
        (Unit.WORKING_WEEKS, "a working week", "20 working weeks"),
        (Unit.CALENDAR_DAYS, "a calendar day", "20 calendar days"),
    ],
)
def test_a_length_is_said_in_the_unit_of_the_text(unit: Unit, one: str, several: str) -> None:
    lines = ladder(changed(FIRST, unit=unit), changed(SECOND, unit=unit, value=20))

    assert lines[0].endswith(f"(Short 1: {one}).")
    assert lines[1].endswith(f"(Short 2: {several}).")


@pytest.mark.parametrize(
    ("set_by", "said"),
    [
        (SetBy.TEXT, "(Short 2: 5 working days)."),
        (SetBy.AREA, "(set by the area: 5 working days)."),
        (SetBy.URGENT, "(the area’s urgent limit: 5 working days)."),
    ],
)
def test_it_is_said_who_set_the_time(set_by: SetBy, said: str) -> None:
    assert ladder(FIRST, changed(SECOND, set_by=set_by))[1].endswith(said)


@pytest.mark.parametrize(("set_by", "source"), [(SetBy.TEXT, "Short 1"), (SetBy.AREA, "set by the area")])
def test_practitioners_without_any_time_are_said_to_be_passed_over(set_by: SetBy, source: str) -> None:
    first = changed(FIRST, value=0, unit="minutes", set_by=set_by, due_at=RAISED_AT)

    assert ladder(first, SECOND)[0] == (
        f"Practitioners have no time of their own ({source}): the next are called in the same minute."
    )


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        (
            Lack.LIMIT,
            "Practitioners have as long as the area says: the text leaves it open (Short 1).",
        ),
        (
            Lack.URGENT_LIMIT,
            "Practitioners have no time of their own (Short 1) and go by the area’s urgent limit.",
        ),
        (
            Lack.TIER_BEFORE,
            "Practitioners have a working week (Short 1) from a time that is not known.",
        ),
    ],
)
def test_where_a_time_is_not_known_it_is_said_why(lack: Lack, said: str) -> None:
    assert ladder(changed(FIRST, lack=lack, due_at=None))[0] == said


IN_STEPS = replace(
    SECOND,
    steps=(
        TimedAhead(
            title="Aim to agree",
            clause="Short 2.1",
            value=2,
            unit="working_days",
            is_indicative=True,
            basis="it says that they should",
            starts="tier_entered",
            owed_by="responding",
            called_at=NEW_YEARS_EVE,
            due_at=datetime(2027, 1, 5, 17, 0, tzinfo=LONDON),
        ),
        TimedAhead(
            title="Meet",
            clause="Short 2.2",
            lack="limit",
            basis="not read",
            starts="discussion_held",
            called_at=datetime(2027, 1, 5, 17, 0, tzinfo=LONDON),
        ),
    ),
    duties=(
        TimedAhead(
            title="Acknowledge it",
            clause="Short 2.3",
            value=1,
            unit="hours",
            set_by="urgent",
            starts="tier_entered",
            on_expiry="ask_again",
            owed_by="raising",
            called_at=NEW_YEARS_EVE,
            due_at=datetime(2026, 12, 31, 18, 0, tzinfo=LONDON),
        ),
        TimedAhead(
            title="Send a letter",
            clause="Short 2.4",
            value=48,
            unit="hours",
            starts="agreed",
            during="Meet",
            on_expiry="note_late",
        ),
        TimedAhead(title="Tell the chair", clause="Short 2.5", lack="limit", on_expiry="note_late"),
        TimedAhead(title="Write it down", clause="Short 2.6", starts="raised", on_expiry="note_late"),
    ),
)


def test_steps_and_what_is_owed_beside_them_stand_below_their_tier() -> None:
    assert "\n".join(ladder(FIRST, IN_STEPS)[1:-2]) == (
        "Then it moves up to the board, in 2 steps:\n"
        "  Aim to agree: until Tuesday 5 January 2027, 17:00 (Short 2.1: 2 working days; "
        "indicative: it says that they should). It is for the agency that answers.\n"
        "  Meet, from the discussion or at the latest when the step before ends: "
        "as long as the area says: the text leaves it open (Short 2.2; not read).\n"
        "  Owed besides: acknowledge it, until Thursday 31 December, 18:00 "
        "(the area’s urgent limit: an hour). It is for the agency that raised it. "
        "If late, they are asked again each working day.\n"
        "  Owed besides: send a letter, 48 hours after agreement was reached, in the step “meet” "
        "(Short 2.4). If late, that is noted.\n"
        "  Owed besides: tell the chair, as soon as the area says: the text leaves it open (Short 2.5). "
        "If late, that is noted.\n"
        "  Owed besides: write it down, at once (Short 2.6). If late, that is noted."
    )


def test_the_time_that_protects_the_child_is_said_where_it_counts_and_at_the_head() -> None:
    sooner = datetime(2026, 12, 23, 9, 0, tzinfo=LONDON)
    text = read_aloud(
        replace(
            AHEAD,
            status="superseded",
            protect_by=sooner,
            tiers=(changed(FIRST, set_by="protect_by", due_at=sooner),),
        )
    )

    assert "This text: superseded." in text
    assert "16:30; the child must be protected by Wednesday 23 December 2026, 09:00. If nobody" in text
    assert "Practitioners have until Wednesday 23 December, 09:00, the time that protects the child." in text


def test_from_the_first_tier_whose_time_is_not_known_no_date_is_promised() -> None:
    above = replace(changed(SECOND, lack="tier_before", called_at=None, due_at=None), title="The court")

    lines = ladder(FIRST, changed(SECOND, lack="limit", due_at=None), above)

    assert lines[-1] == (
        "From the board on no date can be given before an area has set what the text leaves open."
    )


def test_what_follows_the_last_tier_is_said_with_the_hour_where_it_is_known() -> None:
    asked = "There is no tier above. They are asked again that minute, and"

    assert ladder(FIRST)[-1] == f"{asked} every working day, until it is settled (Short 3)."
    assert ladder(FIRST, asked_again_at=time(9, 5))[-1] == (
        f"{asked} at 09:05 every working day, until it is settled (Short 3)."
    )
    assert ladder(FIRST, asked_again="")[-1] == f"{asked} every working day, until it is settled."


def test_without_an_area_it_is_said_by_which_days_it_is_counted() -> None:
    head, _, foot = read_aloud(AHEAD).split("\n\n")

    assert head == "A short procedure, first edition\nBy the text alone: no area is named"
    assert foot == (
        "Working days are those of Wales and end at 16:30; the day of the call is not counted. "
        "An area may have another calendar.\n"
        "Where a child must be protected sooner, that time counts. "
        "In danger nothing waits for any of this: ring 999."
    )


@pytest.mark.parametrize(
    ("is_example", "named"), [(True, "Example Vale: an invented area, for practice"), (False, "Example Vale")]
)
def test_with_an_area_it_is_said_who_set_its_limits_and_whom_to_ring(*, is_example: bool, named: str) -> None:
    area = replace(
        AHEAD,
        area="Example Vale",
        set_by="the invented partnership",
        set_on=date(2026, 11, 2),
        is_example=is_example,
        emergency="112",
    )

    head, _, foot = read_aloud(area).split("\n\n")

    assert head.splitlines()[1] == named
    assert foot == (
        "Working days are those of Wales and end at 16:30; the day of the call is not counted.\n"
        "The area’s limits were set by the invented partnership on Monday 2 November 2026.\n"
        "Where a child must be protected sooner, that time counts. "
        "In danger nothing waits for any of this: ring 112."
    )


@pytest.mark.parametrize("nation", Nation)
def test_every_nation_has_its_name(nation: Nation) -> None:
    assert nation not in read_aloud(replace(AHEAD, nation=nation))


def test_a_title_can_neither_hide_nor_reorder_what_a_terminal_shows() -> None:
    title = "Practitioners\x1b[2J\u202e\nand {{ 7 * 7 }}"

    lines = ladder(replace(changed(FIRST, due_at=RAISED_AT + timedelta(hours=1)), title=title))

    assert lines[0].startswith("Practitioners[2J and {{ 7 * 7 }} have until Tuesday 22 December, 17:30")
