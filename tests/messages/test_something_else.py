from messages import ids, something_else
from messages.something_else import Group
from tests.messages.samples import pressed, words_of


def test_each_act_has_its_sentence_and_its_button_under_its_group() -> None:
    view = something_else.window("D-2026-0042", [(Group.END, ids.MOVE_UP), (Group.PROTECT, ids.STEP)])

    assert pressed(view["blocks"]) == [ids.STEP, ids.MOVE_UP]
    assert [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"] == [
        "To protect the child",
        "To settle it",
    ]


def test_whoever_may_do_nothing_is_told_so() -> None:
    view = something_else.window("D-2026-0042", [])

    assert "nothing that you can do here now" in words_of(view)
