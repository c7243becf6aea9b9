"""The people of the invented partnership, and the accounts that they have in the practice Slack."""

import csv
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Account:
    """Somebody in the practice Slack; the id is made of the first name, which is nobody else's."""

    id: str
    name: str
    email: str


ZED = Account("U0ZED", "Zed Quill", "zed.quill@northmere.example")
"""In the workspace and with no part in anything: must see nothing."""

INES = Account("U0INES", "Ines Falk", "ines.falk@northmere.example")
"""A school nurse whom the roster does not list: must say where she works before she can raise anything."""

LEAVER = "U0PAULA"
"""The head teacher: listed in the roster, while her account comes to be deactivated."""


def roster() -> str:
    """Return the partnership's roster file."""
    return resources.files("sandbox.practice").joinpath("roster.csv").read_text(encoding="utf-8")


def accounts() -> tuple[Account, ...]:
    """Return the accounts to make: everyone in the roster, in its order, then those whom it does not list."""
    listed = (_account(row) for row in csv.DictReader(roster().splitlines()) if row["e-mail"])
    return (*dict.fromkeys(listed), ZED, INES)


def _account(row: dict[str, str]) -> Account:
    first_name = row["name"].split()[0]
    return Account(f"U0{first_name.upper()}", row["name"], row["e-mail"])
