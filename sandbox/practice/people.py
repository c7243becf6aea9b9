"""The people of the invented partnership, and the accounts that they have in the practice Slack."""

import csv
import io
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import count


@dataclass(frozen=True)
class Account:
    """Somebody in the practice Slack; the id is made of the first name, the title is post and agency."""

    id: str
    name: str
    email: str
    title: str = ""

    @property
    def first_name(self) -> str:
        """Return the name by which stories call them."""
        return self.name.split()[0]


ZED = Account("U0ZED", "Zed Quill", "zed.quill@northmere.example")
"""In the workspace and with no part in anything: must see nothing."""

INES = Account("U0INES", "Ines Falk", "ines.falk@northmere.example")
"""A school nurse whom the roster does not list: must say where she works before she can raise anything."""

LEAVER = "U0PAULA"
"""The head teacher: listed in the roster, while her account comes to be deactivated."""

_BYTE_ORDER_MARK = "\ufeff"


def roster() -> str:
    """Return the partnership's roster file."""
    return resources.files("sandbox.practice").joinpath("roster.csv").read_text(encoding="utf-8")


def accounts(text: str | None = None) -> tuple[Account, ...]:
    """
    Return the accounts to make: everyone in the roster, in its order, then those whom it does not list.

    `text` is the roster that the app has taken in, so it is known to be right; None is the partnership's.
    """
    listed: dict[str, Account] = {}
    taken = {ZED.id, INES.id}
    for row in _rows(roster() if text is None else text):
        email = row["email"].lower()
        if email and email not in listed:
            listed[email] = Account(_free_id(row["name"], taken), row["name"], row["email"], _title(row))
            taken.add(listed[email].id)
    return (*listed.values(), ZED, INES)


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    text = text.removeprefix(_BYTE_ORDER_MARK).lstrip()
    header = text.partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    columns, *records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for cells in records:
        named = zip(map(_letters, columns), (" ".join(cell.split()) for cell in cells), strict=False)
        yield dict.fromkeys(map(_letters, columns), "") | dict(named)


def _letters(column: str) -> str:
    return re.sub("[^a-z]", "", column.lower())


def _free_id(name: str, taken: Container[str]) -> str:
    """The first name in capitals; numbered where an earlier one has it, or where it has no such letters."""
    letters = re.sub("[^A-Z0-9]", "", name.split()[0].upper()) or "PERSON"
    candidates = (f"U0{letters}{number if number > 1 else ''}" for number in count(1))
    return next(one for one in candidates if one not in taken)


def _title(row: Mapping[str, str]) -> str:
    post = row["post"] or f"Deputy for {row.get('deputyfor', '')}"
    return f"{post}, {row['agency']}"
