"""Three disagreements that a newcomer finds under way, each played through the app by the people in it."""

from collections.abc import Callable
from datetime import datetime

from sandbox.practice.people import LEAVER
from sandbox.practice.stage import LONDON, Actor, Stage, at
from sandbox.practice.stories import Teller, proposes, raises, records_a_discussion, takes_up

BEGINS_AT = at("Tuesday 2026-12-22 10:00")

Step = Callable[[Stage, Teller], None]


def play(stage: Stage, tell: Teller) -> None:
    """
    Play what came before, on a stage whose clock stands where the days begin.

    It ends on the morning on which every newcomer sits down.
    """
    for when, step in _STEPS.items():
        _let_time_pass(stage, tell, at(when))
        step(stage, tell)


def _let_time_pass(stage: Stage, tell: Teller, until: datetime) -> None:
    """Move to an instant by way of everything that falls due before it, each at its own time."""
    while stage.practice.now() < (next_due := _next_due(stage) or until) < until:
        tell.scene(_in_words(next_due))
        stage.practice.move_to_next()
    stage.practice.move_to(until)
    tell.scene(_in_words(until))


def _next_due(stage: Stage) -> datetime | None:
    said = stage.practice.clock()["next_due"]
    return datetime.fromisoformat(said) if said else None


def _in_words(instant: datetime) -> str:
    return f"{instant.astimezone(LONDON):%A %-d %B %Y, %H:%M}"


def _school_raises(stage: Stage, tell: Teller) -> None:
    amy = stage.person("Amy")
    raises(stage, tell, amy, "Dev Ramanathan", _VISITS)


def _school_and_social_worker_talk(stage: Stage, tell: Teller) -> None:
    amy, dev = stage.person("Amy"), stage.person("Dev")
    records_a_discussion(stage, tell, amy, dev.name, _VISITS_FIRST_TALK)
    _finds_right(stage, tell, dev)


def _head_teacher_leaves(stage: Stage, tell: Teller) -> None:
    tell.does(stage.person("Paula"), "has left the school; her account is switched off.")
    stage.practice.deactivate(LEAVER)
    stage.settle()


def _managers_talk(stage: Stage, tell: Teller) -> None:
    dylan, kit = stage.person("Dylan"), stage.person("Kit")
    tell.does(dylan, "presses I'm on it.")
    takes_up(dylan, "today")
    records_a_discussion(stage, tell, dylan, kit.name, _VISITS_SECOND_TALK)
    tell.does(kit, "disputes the note.")
    kit.presses("dispute_note")
    kit.submits({"words": "I agreed to a visit this week, not to two visits a week."})
    kit.closes()
    stage.settle()


def _young_carers_raise(stage: Stage, tell: Teller) -> None:
    raises(stage, tell, stage.person("Jess"), "Nadia Brook", _CARER)


def _family_worker_and_constable_talk(stage: Stage, tell: Teller) -> None:
    jess, nadia = stage.person("Jess"), stage.person("Nadia")
    records_a_discussion(stage, tell, jess, nadia.name, _CARER_TALK)
    _finds_right(stage, tell, nadia)


def _young_carers_propose(stage: Stage, tell: Teller) -> None:
    proposes(stage, tell, stage.person("Jess"), _CARER_OUTCOME)


def _health_visitor_raises(stage: Stage, tell: Teller) -> None:
    raises(stage, tell, stage.person("Priya"), "Tom Ellery", _WEIGHT)


def _finds_right(stage: Stage, tell: Teller, who: Actor) -> None:
    tell.does(who, "reads the note and presses It is right.")
    who.presses("approve")
    who.closes()
    stage.settle()


_STEPS: dict[str, Step] = {
    "Tuesday 2026-12-22 10:00": _school_raises,
    "Wednesday 2026-12-23 11:00": _school_and_social_worker_talk,
    "Monday 2027-01-04 10:00": _head_teacher_leaves,
    "Tuesday 2027-01-05 14:00": _managers_talk,
    "Thursday 2027-01-07 10:00": _young_carers_raise,
    "Monday 2027-01-11 15:00": _family_worker_and_constable_talk,
    "Wednesday 2027-01-13 11:00": _young_carers_propose,
    "Thursday 2027-01-14 09:00": _health_visitor_raises,
}

_VISITS = {
    "dispute": "The plan says a visit each week. There has been none for three weeks, and the children say "
    "that there are new people in the house.",
    "wanted": "Visits each week as planned, and the core group brought forward.",
    "soon": "procedure",
    "their_reference": "Letter of 16 December",
}

_VISITS_FIRST_TALK = {
    "channel": "call",
    "said": "Education: no visit since 1 December. Children's Services: two were tried and nobody was at "
    "home; the team is short of staff. Not agreed whether that is enough.",
    "child": "Both children were in school today and are well. The school rings if either is absent.",
    "actions": "Children's Services: try again before the holiday.",
    "leaves": "not_settled",
}

_VISITS_SECOND_TALK = {
    "channel": "meeting",
    "said": "Education: no visit in the holiday either. Children's Services: one was made on 30 December, "
    "at the door only. Two visits a week were agreed.",
    "child": "Back in school since Monday; the younger one is tired and says little.",
    "actions": "Children's Services: visit this week, and see each child alone.",
    "leaves": "partly",
}

_CARER = {
    "dispute": "A young carer was spoken to at the door at night with the parent beside her, and nobody has "
    "asked her again.",
    "wanted": "That she is heard alone, by somebody she knows.",
    "soon": "procedure",
    "their_reference": "Attendance of 2 January",
}

_CARER_TALK = {
    "channel": "call",
    "said": "Young Carers: she did not dare to speak. Police: there was no sign of harm that night, and "
    "agreed that she should be heard alone.",
    "child": "She is with her grandmother until the weekend and is well.",
    "actions": "Young Carers: arrange a talk in the project's rooms. Police: come to it.",
    "leaves": "settled",
}

_CARER_OUTCOME = {
    "how": "new_plan",
    "agreed": "She is heard alone in the project's rooms on Friday, a constable in plain clothes with her "
    "family worker.",
    "open_issues": "Who tells the parent, and when",
    "safe": "She stays with her grandmother until then.",
}

_WEIGHT = {
    "dispute": "The plan was ended at the last review. The baby has since lost weight and two appointments "
    "were missed.",
    "wanted": "The plan taken up again, and a joint visit this week.",
    "soon": "procedure",
    "their_reference": "Review of 6 January",
}
