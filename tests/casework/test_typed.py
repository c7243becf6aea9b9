"""What people type."""

from casework.typed import Typed, check
from tests.procedure.partnership import refuses


def test_what_is_empty_or_too_long_is_refused_beside_its_field() -> None:
    with refuses("empty") as refused:
        check([Typed("words", " \n", 10)], identifiers_checked=False)
    assert refused.value.field == "words"
    with refuses("too_long") as refused:
        check([Typed("words", "eleven in a", 10)], identifiers_checked=False)
    assert (refused.value.field, refused.value.facts) == ("words", {"number": 10})


def test_what_may_be_missing_may_be_missing() -> None:
    check(
        [Typed("words", "", 10, is_required=False), Typed("more", "Ten of it.", 10)],
        identifiers_checked=False,
    )


def test_what_could_identify_a_child_is_asked_about_once() -> None:
    typed = [Typed("said", "Nothing.", 100), Typed("child", "Born 04/03/2024.", 100)]

    with refuses("identifiers") as refused:
        check(typed, identifiers_checked=False)
    assert (refused.value.field, refused.value.facts) == ("child", {"names": ("date_of_birth",)})
    check(typed, identifiers_checked=True)
