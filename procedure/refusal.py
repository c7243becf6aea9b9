"""The one way in which the procedure says no: with a reason that a person can act on."""

from collections.abc import Mapping


class Refused(Exception):  # noqa: N818  (it says what is the case)
    """
    An act that the procedure does not allow, or that lacks something.

    `reason` names a block of wording in `messages/`; `field` is the form field beside which the answer
    belongs, None where it concerns the whole act; `facts` fill the wording and hold no case text.
    """

    def __init__(self, reason: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.facts: Mapping[str, object] = facts
