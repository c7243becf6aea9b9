"""An answer for which no window opened."""

from casework.answers import tell
from tests.casework.casebook import Casebook


def test_an_answer_that_no_window_showed_comes_by_direct_message(casebook: Casebook) -> None:
    assert tell(casebook.database, casebook.person("Tom"), "not_opened", now=casebook.now)

    (told,) = casebook.sends()
    assert (told.kind, told.to) == ("told:not_opened", "Tom")
    assert told.text == "Disagree has an answer for you. Please open Slack."


def test_the_same_answer_given_twice_is_told_twice(casebook: Casebook) -> None:
    for _ in range(2):
        tell(casebook.database, casebook.person("Tom"), "danger_unsent", now=casebook.now)

    told = casebook.sends()
    assert len(told) == 2
    assert "If a child is in danger now, ring 999." in told[0].words
    assert "Out of hours: 01632 960101." in told[0].words


def test_nothing_can_be_told_to_somebody_of_no_area(casebook: Casebook) -> None:
    assert not tell(casebook.database, casebook.person("Zed"), "not_opened", now=casebook.now)

    assert casebook.told() == []
