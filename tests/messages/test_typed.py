"""Texts that people typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import typed


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        pytest.param("safe\u202eelihw", "safeelihw", id="right-to-left override"),
        pytest.param("a\u200bb\ufeffc", "abc", id="zero-width space and byte order mark"),
        pytest.param("a\u2066b\u2069", "ab", id="isolates"),
        pytest.param("a\x00b\x1bc", "abc", id="control characters"),
        pytest.param("one\r\ntwo\u2028three", "one\ntwo\nthree", id="line ends of any kind"),
        pytest.param("👩\u200d👧", "👩\u200d👧", id="a family stays together"),
        pytest.param("  Ŵyn’s “note” & <b>  ", "Ŵyn’s “note” & <b>", id="all else stays"),
    ],
)
def test_what_would_mislead_a_reader_is_taken_out(given_text: str, shown: str) -> None:
    assert typed.clean(given_text) == shown


def test_a_text_is_cut_with_a_sign_that_it_was_cut() -> None:
    assert typed.clip("abcdef", 6) == "abcdef"
    assert typed.clip("abcdefg", 6) == "abcde…"
    assert typed.clip("🙂🙂🙂🙂", 6) == "🙂🙂…"


@given(st.text(alphabet="ab \n🙂", max_size=300), st.integers(min_value=2, max_value=50))
def test_a_long_text_is_split_and_no_letter_is_lost(text: str, most: int) -> None:
    pieces = list(typed.parts(text, most))

    assert all(typed.length(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_split_between_lines_rather_than_within_one() -> None:
    assert list(typed.parts("first line\nsecond line", 15)) == ["first line", "second line"]
