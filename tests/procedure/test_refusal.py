from procedure.refusal import Refused


def test_a_refusal_says_why_where_and_with_which_facts() -> None:
    refused = Refused("not_sooner", field="soon", due_at="tomorrow")

    assert (refused.reason, refused.field, refused.facts) == ("not_sooner", "soon", {"due_at": "tomorrow"})
    assert str(refused) == "not_sooner"


def test_a_refusal_may_concern_the_whole_act() -> None:
    refused = Refused("no_part")

    assert (refused.field, refused.facts) == (None, {})
