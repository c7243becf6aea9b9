import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.identifiers import Identifier, found_in

# Numbers that no child has: 999 begins the range kept for tests.
VALID = "9990000026"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The school rang about attendance.", (), id="nothing"),
        pytest.param("", (), id="no text"),
        pytest.param(f"NHS {VALID}", (Identifier.NHS_NUMBER,), id="an NHS number"),
        pytest.param("999 000 0026", (Identifier.NHS_NUMBER,), id="with spaces"),
        pytest.param("9990000050", (Identifier.NHS_NUMBER,), id="whose check digit is nought"),
        pytest.param("999-000-0026", (Identifier.NHS_NUMBER,), id="with dashes"),
        pytest.param("(9990000026)", (Identifier.NHS_NUMBER,), id="in brackets"),
        pytest.param("999 000 0027", (), id="a wrong check digit"),
        pytest.param("999 000 0000 and 9990000026", (Identifier.NHS_NUMBER,), id="the second of two numbers"),
        pytest.param("99900000267", (), id="eleven digits"),
        pytest.param("19990000026", (), id="eleven digits from the left"),
        pytest.param("999  000 0026", (), id="two spaces"),
        pytest.param("01632 960101", (), id="a telephone number"),
        pytest.param("born 03/03/2019", (Identifier.DATE_OF_BIRTH,), id="a date with slashes"),
        pytest.param("3.3.19", (Identifier.DATE_OF_BIRTH,), id="a short date with dots"),
        pytest.param("3-3-2019", (Identifier.DATE_OF_BIRTH,), id="a date with dashes"),
        pytest.param("2019-03-03", (Identifier.DATE_OF_BIRTH,), id="a date as machines write it"),
        pytest.param("on 3rd March 2019", (Identifier.DATE_OF_BIRTH,), id="a date in words"),
        pytest.param("21st Oct 2019", (Identifier.DATE_OF_BIRTH,), id="a short month"),
        pytest.param("2nd may 2019", (Identifier.DATE_OF_BIRTH,), id="small letters"),
        pytest.param("24TH DECEMBER 2019", (Identifier.DATE_OF_BIRTH,), id="large letters"),
        pytest.param("4 March", (), id="a day without a year"),
        pytest.param("4 March 20195", (), id="no year"),
        pytest.param("4 Mai 2019", (), id="no month"),
        pytest.param("1114 March 2019", (), id="no day"),
        pytest.param("103/03/2019", (), id="a fraction"),
        pytest.param("03/03/20191", (), id="too many digits for a year"),
        pytest.param("1/2/345", (), id="three digits are no year"),
        pytest.param("12019-03-03", (), id="a longer number"),
        pytest.param("version 1.2.3", (), id="a version"),
        pytest.param("lives at ZZ99 3WZ", (Identifier.POSTCODE,), id="a postcode"),
        pytest.param("zz993wz", (Identifier.POSTCODE,), id="small and together"),
        pytest.param("Z1 1ZZ", (Identifier.POSTCODE,), id="a short one"),
        pytest.param("Z1A 1ZZ", (Identifier.POSTCODE,), id="a letter in its first half"),
        pytest.param("AZZ99 3WZ", (), id="three letters"),
        pytest.param("ZZ99 3WZX", (), id="a letter too many"),
        pytest.param("ZZ99  3WZ", (), id="two spaces are no postcode"),
        pytest.param("Section 47, tier 2 and D-2026-0042", (), id="what belongs in a text"),
        pytest.param(
            f"{VALID}, 3/3/2019, ZZ99 3WZ",
            (Identifier.NHS_NUMBER, Identifier.DATE_OF_BIRTH, Identifier.POSTCODE),
            id="all three",
        ),
    ],
)
def test_what_could_identify_a_child_is_noticed(text: str, found: tuple[Identifier, ...]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    "month", ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
)
def test_every_month_is_known(month: str) -> None:
    assert found_in(f"7 {month} 2019") == (Identifier.DATE_OF_BIRTH,)


@pytest.mark.parametrize("last", "0123456789")
def test_where_the_remainder_is_one_no_digit_is_right(last: str) -> None:
    assert found_in(f"999000000{last}") == ()


def _has_check_digit(number: str) -> bool:
    """By the rule as it is published: eleven less the remainder; eleven is nought, and ten is none."""
    total = sum(int(digit) * (11 - place) for place, digit in enumerate(number[:9], start=1))
    check = {11: "0", 10: "none"}.get(11 - total % 11, str(11 - total % 11))
    return check == number[9]


@given(st.from_regex(re.compile("[0-9]{10}"), fullmatch=True))
def test_a_number_counts_where_its_check_digit_is_right(number: str) -> None:
    assert (Identifier.NHS_NUMBER in found_in(number)) == _has_check_digit(number)


@given(st.text(st.characters(categories=("L", "Zs", "P")), max_size=60))
def test_a_text_without_a_digit_identifies_nobody(text: str) -> None:
    assert found_in(text) == ()
