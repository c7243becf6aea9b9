import contextlib
from textwrap import dedent

import pytest
from hypothesis import given

from procedure.reading import Faults
from procedure.written import load
from tests.procedure.marred_text import marred_lines

SHORT = dedent("""\
    id: short-text
    title: A short text
    version: first
    scope: Anything
    status: superseded by a longer one
    sources:
      A:
        address: https://short.example
        read: whole
    agency_kinds: [health, police]
    tiers:
      - id: practitioners
        title: Practitioners
        clause: Short 1
        on_expiry: move_up
        held_by: agencies
        posts:
          any: [practitioner]
        steps:
          - id: talk
            title: Talk
            clause: Short 1.1
            limit: open
            basis: not read
          - id: plan
            title: Plan
            clause: Short 1.2
            starts: discussion_held
            limit: about 2 hours (Short 1.2)
            basis: the text says that they should
        duties:
          - id: answer
            title: Answer
            clause: Short 1.3
            starts: raised
            limit: 0 minutes (Short 1.3)
            owed_by: responding
            on_expiry: ask_again
            met_by: taken_up
          - id: letter
            title: Send a letter
            clause: Short 1.4
            starts: agreed
            during: plan
            limit: 2 calendar days (Short 1.4)
            owed_by: both
            on_expiry: note_late
      - id: board
        title: The board
        clause: Short 2
        limit: open
        on_expiry: call_again
        held_by: partnership
        posts:
          any: [chair]
        duties:
          - id: tell
            title: Tell them
            clause: Short 2.1
            starts: tier_entered
            limit: 1 working day (Short 2.1)
            owed_by: partnership
            on_expiry: note_late
    clauses:
      raised: Short 1
    """)


def faults_of(text: str) -> list[str]:
    with pytest.raises(Faults) as raised:
        load(text, "short.yaml")
    return [str(fault) for fault in raised.value.faults]


def test_a_text_with_steps_and_duties_has_no_fault() -> None:
    found = load(SHORT, "short.yaml")

    assert found.left_open == ("practitioners.talk", "board")
    assert [*found.tiers[0].timed] == [
        *("practitioners.talk", "practitioners.plan", "practitioners.answer", "practitioners.letter")
    ]
    assert [*found.tiers[1].timed] == ["board", "board.tell"]
    assert found.status == "superseded by a longer one"
    assert found.sources["A"].address == "https://short.example"


@pytest.mark.parametrize(
    ("as_written", "changed", "fault"),
    [
        pytest.param(
            "on_expiry: move_up",
            "on_expiry: call_again",
            "short.yaml:15: on_expiry: must be move_up: the last tier calls again, others move up",
            id="a tier that can't be left",
        ),
        pytest.param(
            "limit: 2 calendar days (Short 1.4)",
            "limit: 2 moons (Short 1.4)",
            "short.yaml:45: limit: '2 moons' is no length of time; write it as 5 working days, or "
            "minutes, hours, working days, working weeks, calendar days",
            id="a unit that nobody knows",
        ),
        pytest.param(
            "limit: 2 calendar days (Short 1.4)",
            "limit: 9999 working weeks (Short 1.4)",
            "short.yaml:45: limit: '9999 working weeks' is longer than a year; no tier has that much time",
            id="a limit that nobody means",
        ),
        pytest.param(
            "limit: 2 calendar days (Short 1.4)",
            "limit: 2 calendar days",
            "short.yaml:45: limit: '2 calendar days' names no clause; write 1 working week (clause), or open",
            id="a limit without its clause",
        ),
        pytest.param(
            "        clause: Short 1.2\n",
            "",
            "short.yaml:25: clause is missing",
            id="a step without its clause",
        ),
        pytest.param(
            "        clause: Short 1.3\n",
            "",
            "short.yaml:32: clause is missing",
            id="a duty without its clause",
        ),
        pytest.param(
            "        limit: open\n        basis: not read\n",
            "        starts: previous\n        limit: open\n",
            "short.yaml:23: starts: previous: nothing is before the first step, so nothing starts it",
            id="a first step that waits for one before it",
        ),
        pytest.param(
            "        limit: open\n        basis: not read\n",
            "        starts: discussion_held\n        limit: open\n",
            "short.yaml:23: starts: discussion_held: nothing is before the first step, so nothing starts it",
            id="a first step that waits for a discussion",
        ),
        pytest.param(
            "starts: discussion_held",
            "starts: tier_entered",
            "short.yaml:28: starts: what runs from the beginning, beside the step before, is a duty",
            id="a step that runs beside the one before",
        ),
        pytest.param(
            "starts: discussion_held",
            "starts: whenever",
            "short.yaml:28: starts: 'whenever' must be one of tier_entered, previous, discussion_held",
            id="a step started by nothing",
        ),
        pytest.param(
            "about 2 hours",
            "0 hours",
            "short.yaml:29: limit: a step has some time; what must be done at once is a duty",
            id="a step without any time",
        ),
        pytest.param(
            "        basis: the text says that they should\n",
            "",
            "short.yaml:29: limit: it is indicative, and basis does not say why",
            id="an indicative limit without a reason",
        ),
        pytest.param(
            "id: plan",
            "id: talk",
            "short.yaml:25: id: talk is the id of an earlier one in this tier",
            id="two steps of one name",
        ),
        pytest.param(
            "id: letter",
            "id: talk",
            "short.yaml:40: id: talk is the id of an earlier one in this tier",
            id="a duty of a step's name",
        ),
        pytest.param(
            "id: letter",
            "id: the.letter",
            "short.yaml:40: id: 'the.letter' must be up to 32 small letters, digits and _, as others name it",
            id="a name that an area could not name",
        ),
        pytest.param(
            "starts: tier_entered",
            "starts: raised",
            "short.yaml:60: starts: raised: only at the first tier; nothing starts it here",
            id="a duty of the raising above the first tier",
        ),
        pytest.param(
            "starts: tier_entered",
            "starts: arose",
            "short.yaml:60: starts: arose: only at the first tier; nothing starts it here",
            id="a duty from before the raising above the first tier",
        ),
        pytest.param(
            "starts: raised",
            "starts: arose",
            "short.yaml:38: on_expiry: what was owed before the raising can only be note_late",
            id="asking again for what was before the raising",
        ),
        pytest.param(
            "during: plan",
            "during: dance",
            "short.yaml:44: during: dance is no step of this tier, so nothing starts it",
            id="a duty within a step that is not there",
        ),
        pytest.param(
            "met_by: taken_up",
            "during: plan",
            "short.yaml:39: during: raised happens before any step but the first",
            id="a duty of the raising within a step",
        ),
        pytest.param(
            "on_expiry: ask_again",
            "on_expiry: move_up",
            "short.yaml:38: on_expiry: 'move_up' must be one of ask_again, note_late",
            id="a duty that would move it up",
        ),
        pytest.param(
            "owed_by: both",
            "owed_by: partnership",
            "short.yaml:46: owed_by: the agencies hold this tier, and the partnership owes nothing",
            id="a duty of a partnership that has no part yet",
        ),
        pytest.param(
            "    steps:\n",
            "    limit: open\n    steps:\n",
            "short.yaml:19: limit: the steps are the tier's time, each with a limit of its own",
            id="a limit beside steps",
        ),
        pytest.param(
            "held_by: agencies",
            "held_by: partnership",
            "short.yaml:16: held_by: it is raised between agencies, so they hold the first tier",
            id="a first tier that no agency holds",
        ),
        pytest.param(
            "    address: https://short.example\n",
            "",
            "short.yaml:8: address is missing",
            id="a source without its address",
        ),
    ],
)
def test_a_fault_is_said_with_its_line(as_written: str, changed: str, fault: str) -> None:
    assert SHORT.count(as_written) == 1

    found = faults_of(SHORT.replace(as_written, changed))

    assert fault in found


def test_every_fault_is_said_at_once() -> None:
    text = SHORT.replace("about 2 hours", "0 hours").replace("during: plan", "during: dance")
    text = text.replace("owed_by: partnership", "owed_by: whoever")

    assert faults_of(text) == [
        "short.yaml:29: limit: a step has some time; what must be done at once is a duty",
        "short.yaml:44: during: dance is no step of this tier, so nothing starts it",
        "short.yaml:62: owed_by: 'whoever' must be one of both, raising, responding, partnership",
    ]


def test_steps_and_duties_are_lists_of_one_or_more() -> None:
    head, rest = SHORT.split("    steps:\n")
    _, board = rest.split("  - id: board\n")

    assert faults_of(f"{head}    steps: []\n    duties: none\n  - id: board\n{board}") == [
        "short.yaml:19: steps: must be a list of one or more",
        "short.yaml:20: duties: must be a list of one or more",
    ]


@given(lines=marred_lines(SHORT))
def test_whatever_is_wrong_with_a_text_is_said_as_a_fault(lines: str) -> None:
    with contextlib.suppress(Faults):
        load(lines, "short.yaml")
