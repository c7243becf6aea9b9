"""Faults that somebody asks for: what goes wrong, at which method, how often."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from sandbox.slack.shapes import Json


class FaultKind(StrEnum):
    """What can go wrong between an app and Slack."""

    RATE_LIMITED = "rate_limited"
    RATE_LIMITED_IN_BODY = "ratelimited"
    SERVER_ERROR = "server_error"
    TIME_OUT_BEFORE = "time_out_before"
    TIME_OUT_AFTER = "time_out_after"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    ERROR = "error"
    DROP_ENVELOPE = "drop_envelope"
    DOUBLE_ENVELOPE = "double_envelope"
    SEND_AGAIN = "send_again"


SOCKET_KINDS = (FaultKind.DROP_ENVELOPE, FaultKind.DOUBLE_ENVELOPE)
ENVELOPE_KINDS = (*SOCKET_KINDS, FaultKind.SEND_AGAIN)
CALL_KINDS = tuple(kind for kind in FaultKind if kind not in ENVELOPE_KINDS)


@dataclass
class Fault:
    """One thing that goes wrong, for `times` calls, or until ended where it is None."""

    method: str
    kind: FaultKind
    times: int | None = 1
    error: str = ""
    retry_after: float = 30.0
    status: int = 500
    hold_seconds: float = 60.0
    to: str = ""
    """The person or channel whom the calls name that it strikes; empty: it strikes whatever they name."""

    def __post_init__(self) -> None:
        for is_well, what in (
            (self.times is None or (_is_whole(self.times) and self.times >= 1), "a number of times from 1"),
            (0 < self.retry_after < math.inf, "seconds of Retry-After"),
            (_is_whole(self.status) and 500 <= self.status <= 599, "a status from 500 to 599"),
            (0 < self.hold_seconds < math.inf, "seconds to wait"),
            (self.kind is not FaultKind.ERROR or self.error, "an error's code"),
        ):
            if not is_well:
                raise ValueError(f"it needs {what}")

    def strikes(self, method: str) -> bool:
        """Say whether it is meant for this method; a star or a leading part ending in a star matches."""
        if self.method.endswith("*"):
            return method.startswith(self.method[:-1])
        return method == self.method

    def strikes_call(self, method: str, args: Json) -> bool:
        """Say whether it is meant for this call."""
        return self.strikes(method) and (not self.to or self.to in args.values())

    def retry_after_at(self, pace: float) -> int:
        """Return the whole seconds that the caller is told to wait, which the pace makes fewer."""
        return max(1, round(self.retry_after / pace))


@dataclass
class Faults:
    """The faults in force, oldest first, each under a number by which it can be ended."""

    asked: dict[int, Fault] = field(default_factory=dict)
    away: bool = False
    private_channels_forbidden: bool = False
    date_off_seconds: float = 0.0
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, fault: Fault) -> int:
        """Put one more fault in force, and return its number."""
        number = next(self._numbers)
        self.asked[number] = fault
        return number

    def end(self, number: int) -> bool:
        """End one fault; False where it has ended already."""
        return self.asked.pop(number, None) is not None

    def take_for_call(self, method: str, args: Json) -> Fault | None:
        """Return the fault that strikes this call, and count it."""
        return self._take(lambda one: one.kind not in ENVELOPE_KINDS and one.strikes_call(method, args))

    def take_for_envelope(self, kind: str) -> Fault | None:
        """Return the fault that strikes a Socket Mode envelope of that type, and count it."""
        return self._take(lambda one: one.kind in SOCKET_KINDS and one.strikes(kind))

    def take_to_send_again(self, kind: str) -> Fault | None:
        """Return the fault by which a payload of that type goes out once more, and count it."""
        return self._take(lambda one: one.kind is FaultKind.SEND_AGAIN and one.strikes(kind))

    def clear(self) -> None:
        """Take every fault away."""
        self.asked.clear()
        self.away = False
        self.private_channels_forbidden = False
        self.date_off_seconds = 0.0

    def _take(self, is_meant: Callable[[Fault], bool]) -> Fault | None:
        for number, fault in self.asked.items():
            if is_meant(fault):
                self._count_down(number, fault)
                return fault
        return None

    def _count_down(self, number: int, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            del self.asked[number]


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
