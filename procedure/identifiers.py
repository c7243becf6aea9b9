"""What looks as if it could identify a child, and so does not belong in a text (decision 007)."""

import re
from enum import StrEnum


class Identifier(StrEnum):
    """A kind of thing that can identify a child."""

    NHS_NUMBER = "nhs_number"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"


_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4}(?!\d)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)


def found_in(text: str) -> tuple[Identifier, ...]:
    """Return what a text seems to hold; a number counts as an NHS number where its check digit is right."""
    seen = {
        Identifier.NHS_NUMBER: any(_is_nhs_number(match[0]) for match in _TEN_DIGITS.finditer(text)),
        Identifier.DATE_OF_BIRTH: _DATE.search(text) is not None,
        Identifier.POSTCODE: _POSTCODE.search(text) is not None,
    }
    return tuple(kind for kind, is_there in seen.items() if is_there)


def _is_nhs_number(digits: str) -> bool:
    """Check digit by weights 10 to 2, modulo 11."""
    numbers = [int(digit) for digit in digits if digit.isdigit()]
    rest = sum((10 - place) * number for place, number in enumerate(numbers[:9])) % 11
    return (11 - rest) % 11 == numbers[9]
