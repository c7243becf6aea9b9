"""A journey through every form, with a phrase of its own planted in each field that people fill in."""

from sandbox.practice.stage import Stage
from tests.journeys.acting import chooses_else
from tests.journeys.seen import raised_by

FIELDS = (
    *("dispute", "wanted", "their_reference", "manager_view", "asked_progress", "command"),
    *("said", "child", "actions", "others", "said_again", "words"),
    *("agreed", "open_issues", "safe", "review", "detail"),
)
PHRASES = {field: f"planted-{field.replace('_', '-')}-xyzzy" for field in FIELDS}


def walk(stage: Stage) -> str:
    """Have Priya and Tom fill in every form; return the reference of their disagreement."""
    priya, tom = stage.person("Priya"), stage.person("Tom")
    priya.types(text=PHRASES["command"])
    priya.closes()
    texts = {field: PHRASES[field] for field in ("dispute", "wanted", "their_reference")}
    reference = raised_by(stage, "Priya", "Tom", details={"about": "decision"}, **texts)
    chooses_else(priya, "more_about")
    priya.chooses("subject", "plan_progress")
    more = {field: PHRASES[field] for field in ("manager_view", "asked_progress")}
    priya.submits({**more, "manager": priya.finds("manager", "Grace")})
    priya.closes()
    said = {field: PHRASES[field] for field in ("said", "child", "actions", "others")}
    priya.presses("note")
    where = {"channel": "call", "leaves": "partly", "took_part": [priya.finds("took_part", "Tom Ellery")]}
    priya.submits({**said, **where})
    priya.closes()
    stage.settle()
    tom.presses("dispute_note")
    tom.submits({"words": PHRASES["words"]})
    tom.closes()
    priya.presses("correct_note")
    priya.submits({"said": PHRASES["said_again"]})
    priya.closes()
    stage.settle()
    tom.presses("more", chosen="I have looked again")
    tom.submits({"review": "kept", "words": PHRASES["review"]})
    tom.closes()
    tom.presses("more", chosen="A step to protect the child")
    tom.submits({"step_kind": "conference", "stands": "asked", "detail": PHRASES["detail"]})
    tom.closes()
    stage.move_to("Monday 2026-11-30 09:00")
    priya.presses("outcome")
    settled = {field: PHRASES[field] for field in ("agreed", "open_issues", "safe")}
    priya.submits({**settled, "how": "stands", "answer": "agree"})
    priya.closes()
    stage.move_to("Tuesday 2026-12-01 09:00")
    return reference


def found_in(text: str) -> list[str]:
    """Return the fields whose phrase is in a text."""
    return [field for field, phrase in PHRASES.items() if phrase in text]
