"""What is shown once it is settled: the two questions, what leads read, and thanks (Beds 2.3, 6.2, 6.3)."""

from messages import afterwards, ids, told
from tests.messages.samples import REFERENCE, Samples, fields_of, pressed, words_of

SAMPLES = Samples()


def test_the_two_questions_are_about_the_procedure_and_neither_has_to_be_answered() -> None:
    form = afterwards.look_back(REFERENCE)

    assert "how the procedure went, not about people" in words_of(form)
    assert {name: block["optional"] for name, block in fields_of(form).items()} == {
        ids.HELPED: True,
        ids.DELAYED: True,
    }


def test_leads_read_agencies_and_no_names() -> None:
    words = words_of(afterwards.look_backs((SAMPLES.look_backs,)))

    assert f"*{REFERENCE}*, which reached senior managers" in words
    assert "*Health*\nWhat helped\nReferral closed after one call.\nWhat delayed it" in words
    assert "*Health*, with nothing to add" in words
    for person in (SAMPLES.priya, SAMPLES.tom, SAMPLES.grace):
        assert person.name not in words


def test_what_a_window_does_not_hold_is_said() -> None:
    assert "There is more" in words_of(afterwards.look_backs((SAMPLES.look_backs,) * 40))
    assert "There is more" not in words_of(afterwards.look_backs((SAMPLES.look_backs,)))
    assert "Nobody has looked back yet" in words_of(afterwards.look_backs(()))


def test_the_closing_asks_whoever_has_not_been_heard_and_thanks_ask_nothing() -> None:
    asked = told.told(SAMPLES.event("closed_and_asked"))
    thanked = told.told(SAMPLES.event("thanked"))

    assert pressed(asked.blocks) == [ids.READ, ids.LOOK_BACK, ids.STILL_DISAGREE]
    assert pressed(thanked.blocks) == [ids.READ]
    assert "Nothing is asked of you" in words_of(thanked.blocks)
