"""Whom a text has told when a tier is reached, beside those who act there."""

from dataclasses import replace

import pytest

from procedure import acts, notifying
from procedure.acts import Danger
from procedure.reading import Faults
from procedure.roster import Person, Post, Roster
from procedure.written import load
from tests.procedure.nine import in_force, manager, raised_under, roster_for
from tests.procedure.partnership import HEALTH, PARTNERSHIP, SOCIAL_CARE, Told, away
from tests.procedure.partnership import raised as raised_as
from tests.procedure.test_written import SHORT

TEXT = "st-helens-2016"
BOARD_MANAGER, DEPUTY = 7701, 7702


def with_board_manager() -> Roster:
    """Return the roster with a board manager, and a deputy for them."""
    found = roster_for(in_force(TEXT).procedure)
    people = [Person(number, f"Number {number}", PARTNERSHIP) for number in (BOARD_MANAGER, DEPUTY)]
    post = Post(7700, PARTNERSHIP, "Board manager", "business_manager", None, (BOARD_MANAGER,), (DEPUTY,))
    return replace(
        found,
        people={**found.people, **{person.id: person for person in people}},
        posts={**found.posts, post.id: post},
    )


def told_at_last(told: Told) -> tuple[acts.PostNotified, ...]:
    """Return who is told because of the newest entry."""
    return notifying.notified(told.case, told.entries[-1], told.roster)


def test_where_the_text_names_a_tier_each_side_s_own_managers_are_told() -> None:
    told = raised_under(TEXT, "Tuesday 2026-12-22 16:30")

    (found,) = told_at_last(told)

    assert found == acts.PostNotified("own_line_managers", (manager(HEALTH, 1), manager(SOCIAL_CARE, 1)))
    assert notifying.clause_of(told.case, found) == "St Helens practitioners' stage"


def test_a_post_beside_the_ladder_is_told_when_its_tier_is_reached_and_at_no_other() -> None:
    told = raised_under(TEXT, "Tuesday 2026-12-22 16:30").with_roster(with_board_manager())
    before = told.up_to("managers")
    there = told.up_to("service_managers")

    assert told_at_last(before) == ()
    assert told_at_last(there) == (acts.PostNotified("business_manager", (BOARD_MANAGER,)),)


def test_the_deputy_is_told_where_the_holder_can_t_be_and_nobody_where_none_is_listed() -> None:
    told = raised_under(TEXT, "Tuesday 2026-12-22 16:30").up_to("service_managers")

    covered = told.with_roster(away(BOARD_MANAGER, roster=with_board_manager()))
    empty = told.with_roster(away(BOARD_MANAGER, DEPUTY, roster=with_board_manager()))

    assert told_at_last(covered) == (acts.PostNotified("business_manager", (DEPUTY,)),)
    assert told_at_last(empty) == (acts.PostNotified("business_manager", ()),)
    assert told_at_last(told) == (acts.PostNotified("business_manager", ()),)


def test_whoever_has_a_part_is_told_nothing_twice() -> None:
    told = raised_under("cp-iro-alerts-2017", "Tuesday 2026-12-22 16:30").up_to("stage_2")

    posts = {found.post: found.people for found in told_at_last(told)}

    assert posts == {"head_of_qa": (), "stage_1": ()}


def test_in_danger_the_managers_are_called_and_nobody_is_told_first() -> None:
    found = in_force(TEXT)
    roster = roster_for(found.procedure)
    told = raised_as(found, when="Tuesday 2026-12-22 16:30", roster=roster, danger=Danger.NOW)

    assert notifying.notified(told.case, told.entries[0], roster) == ()


def test_nothing_else_tells_a_post_and_telling_it_changes_nothing() -> None:
    told = raised_under(TEXT, "Tuesday 2026-12-22 16:30")

    after = told.then(*told_at_last(told))

    assert replace(after.case, seq=told.case.seq) == told.case
    assert told_at_last(after) == ()
    assert notifying.clause_of(after.case, acts.ClockHeld(told.now)) == ""


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        pytest.param("who: the chair, clause: Short 1", "post is missing", id="no post"),
        pytest.param("post: The chair, who: the chair, clause: Short 1", "'The chair' must be", id="no name"),
        pytest.param("post: chair, clause: Short 1", "who is missing", id="in no words"),
        pytest.param("post: chair, who: the chair", "clause is missing", id="no clause"),
    ],
)
def test_what_is_wrong_with_whom_a_text_has_told_is_said_with_its_line(block: str, fault: str) -> None:
    text = SHORT.replace("    clause: Short 1\n", f"    clause: Short 1\n    notified: [{{{block}}}]\n", 1)

    with pytest.raises(Faults) as raised:
        load(text, "short.yaml")

    assert fault in str(raised.value)
