"""Faults that a test asks for: what goes wrong, at which method, how often."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


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


ENVELOPE_KINDS = frozenset({FaultKind.DROP_ENVELOPE, FaultKind.DOUBLE_ENVELOPE})


@dataclass
class Fault:
    """One thing that goes wrong, for `times` calls, or until cleared where it is None."""

    method: str
    kind: FaultKind
    times: int | None = 1
    error: str = ""
    retry_after: float = 30.0
    status: int = 500
    hold_seconds: float = 60.0

    def strikes(self, method: str) -> bool:
        """Say whether it is meant for this method; a star or a leading part ending in a star matches."""
        if self.method.endswith("*"):
            return method.startswith(self.method[:-1])
        return method == self.method


@dataclass
class Faults:
    """The faults in force, oldest first."""

    asked: list[Fault] = field(default_factory=list)
    away: bool = False
    private_channels_forbidden: bool = False

    def add(self, fault: Fault) -> None:
        """Put one more fault in force."""
        self.asked.append(fault)

    def take_for_call(self, method: str) -> Fault | None:
        """Return the fault that strikes this call, and count it."""
        return self._take(lambda one: one.kind not in ENVELOPE_KINDS and one.strikes(method))

    def take_for_envelope(self, kind: str) -> Fault | None:
        """Return the fault that strikes a Socket Mode envelope of that type, and count it."""
        return self._take(lambda one: one.kind in ENVELOPE_KINDS and one.strikes(kind))

    def clear(self) -> None:
        """Take every fault away."""
        self.asked.clear()
        self.away = False
        self.private_channels_forbidden = False

    def _take(self, is_meant: Callable[[Fault], bool]) -> Fault | None:
        for fault in self.asked:
            if is_meant(fault):
                _count_down(fault, self.asked)
                return fault
        return None


def _count_down(fault: Fault, asked: list[Fault]) -> None:
    if fault.times is None:
        return
    fault.times -= 1
    if fault.times <= 0:
        asked.remove(fault)
