"""What protects a child meanwhile, and what is more than one case: a hand through each of its listeners."""

from datetime import timedelta

from sandbox.practice.stage import Stage
from tests.journeys.acting import chooses_else, opens_what_waits, told
from tests.journeys.seen import raised_by


def a_child_is_protected(stage: Stage) -> None:
    """It is asked to wait longer, and agreed; what keeps the child safe is arranged, and looked at again."""
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom", soon="tomorrow_evening")

    chooses_else(priya, "put_back")
    priya.chooses("soon", "tier")
    assert told(stage, lambda: priya.submits({"words": "The grandmother has moved in."})) == {"Tom"}
    tom.presses("answer_put_back")
    assert "The grandmother has moved in." in tom.view.words
    tom.closes()
    opens_what_waits(stage, tom, "put_back")
    tom.submits({"agrees": "agrees"})
    tom.closes()
    stage.settle()
    assert "Every side has agreed that the child can wait longer" in priya.sees().words

    soon = stage.practice.now() + timedelta(minutes=10)
    chooses_else(priya, "arrange_safety")
    holder = "Priya Nair (Health)"
    priya.submits({"safe": "She stays there.", "person": holder, "check_at": int(soon.timestamp())})
    stage.settle()
    assert "She stays there." in tom.sees().words
    stage.practice.move_to(soon)
    stage.settle()
    assert f"{reference}: does what keeps the child safe still hold?" in priya.sees().words
    priya.presses("check_safety")
    priya.closes()
    opens_what_waits(stage, priya, "safety")
    later = int((soon + timedelta(days=2)).timestamp())
    priya.submits({"holds": "holds", "check_at": later})
    priya.closes()
    stage.settle()
    assert "what keeps the child safe holds" in tom.sees().words


def the_procedure_does_not_work(stage: Stage) -> None:
    """A problem of the procedure is told, received and dealt with; somebody still disagrees."""
    priya, ruth = stage.person("Priya"), stage.person("Ruth")

    chooses_else(priya, "report_policy")
    problem = {"policy_kind": "procedure", "words": "Two forms ask for the same."}
    assert told(stage, lambda: priya.submits(problem)) == {"Ruth", "Gareth"}
    ruth.presses("read_policy")
    assert "Two forms ask for the same." in ruth.view.words
    ruth.presses_here("receive_policy")
    ruth.closes()
    ruth.presses("read_policy")
    ruth.presses_here("deal_with_policy")
    assert told(stage, lambda: ruth.submits({"words": "One form is left."})) >= {"Priya"}
    ruth.closes()

    chooses_else(priya, "still_disagree")
    assert told(stage, lambda: priya.submits({"words": "It is too late."})) >= {"Ruth", "Gareth"}
    priya.closes()
