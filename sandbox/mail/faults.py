"""What goes wrong at a mail server, when somebody asks for it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """Something that goes wrong with a mail, named by where it happens."""

    REFUSE_SENDER = "refuse_sender"
    REFUSE_RECIPIENT = "refuse_recipient"
    RECIPIENT_LATER = "recipient_later"
    DROP_BEFORE_DATA = "drop_before_data"
    DROP_AFTER_DATA = "drop_after_data"
    REFUSE_CONTENT = "refuse_content"
    CONTENT_LATER = "content_later"
    HANG = "hang"
    HANG_AFTER_DATA = "hang_after_data"


@dataclass
class Faults:
    """
    The faults in force: each strikes so many mails, or every one until it is ended where its number is None.
    """

    _left: dict[Fault, int | None] = field(default_factory=dict)

    def add(self, fault: Fault, times: int | None = 1) -> None:
        """Have something go wrong with the next mails."""
        if times is not None and times < 1:
            raise ValueError("it needs a number of times from 1")
        self._left[fault] = times

    def end(self) -> None:
        """Have nothing go wrong any more."""
        self._left.clear()

    def take(self, *faults: Fault) -> Fault | None:
        """Return which of some faults strikes now, and count it."""
        for fault in faults:
            if fault in self._left:
                self._count_down(fault)
                return fault
        return None

    def _count_down(self, fault: Fault) -> None:
        left = self._left[fault]
        if left is not None:
            left -= 1
            if left:
                self._left[fault] = left
            else:
                del self._left[fault]
