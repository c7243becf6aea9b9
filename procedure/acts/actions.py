"""What people say that they will do (London 11.1.9; Beds 6.11)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class ActionAdded:
    """Something to be done, by whom and by which day; `note` is the discussion that it comes from, if any."""

    number: int
    text: TextRef
    owner: int
    by: date
    note: int | None = None
    act: Literal["action_added"] = "action_added"


@dataclass(frozen=True)
class ActionDone:
    """Somebody of the owner's agency says that it is done."""

    number: int
    act: Literal["action_done"] = "action_done"
