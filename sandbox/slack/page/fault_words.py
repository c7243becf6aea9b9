"""What is wrong now, in plain words, each with the verb that ends it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.slack.envelopes import Sort
from sandbox.slack.faults import ENVELOPE_KINDS, Fault, FaultKind
from sandbox.slack.shapes import Json
from sandbox.slack.workspace import Workspace

KINDS: dict[FaultKind, tuple[str, str]] = {
    FaultKind.RATE_LIMITED: (
        "Answered 429, too many",
        "{is} answered 429, come back in {fault.retry_after:g} s{pace}",
    ),
    FaultKind.RATE_LIMITED_IN_BODY: (
        "Answered 200 with “ratelimited”",
        "{is} answered 200 with “ratelimited” in the body",
    ),
    FaultKind.SERVER_ERROR: ("Answered with Slack’s own error", "{is} answered {fault.status}"),
    FaultKind.ERROR: ("Refused with a code", "{is} refused with “{fault.error}”"),
    FaultKind.TIME_OUT_BEFORE: (
        "Not done, and no answer in time",
        "{is} not done, and not answered for {fault.hold_seconds:g} s",
    ),
    FaultKind.TIME_OUT_AFTER: (
        "Done, but no answer in time",
        "{is} done, but not answered for {fault.hold_seconds:g} s",
    ),
    FaultKind.DROP_BEFORE: ("Cut off before it is done", "{is} cut off before anything is done"),
    FaultKind.DROP_AFTER: ("Done, then cut off", "{is} done, then cut off without an answer"),
    FaultKind.DROP_ENVELOPE: ("Lost on the way", "{is} lost on the way to the app"),
    FaultKind.DOUBLE_ENVELOPE: ("Sent twice", "{is} sent to the app twice"),
    FaultKind.SEND_AGAIN: (
        "Acknowledged, and sent again",
        "{is} sent to the app once more after it was acknowledged",
    ),
}
"""For each kind its name in a list, and what it does to the calls that it strikes."""

ENVELOPES: dict[str, str] = {
    "*": "any kind",
    Sort.COMMAND: "slash commands",
    Sort.INTERACTION: "presses, choices and forms",
    Sort.EVENT: "events",
}


@dataclass(frozen=True)
class InForce:
    """One thing that is wrong, and what to ask the control API so that it ends."""

    id: str
    words: str
    verb: str
    said: Json = field(default_factory=dict)


def in_force(workspace: Workspace) -> list[InForce]:
    """Return all that is wrong now: what is gone altogether, then the faults asked for, oldest first."""
    return [*_gone(workspace), *_taken(workspace), *_asked(workspace)]


def names_of(kinds: Iterable[FaultKind]) -> dict[FaultKind, str]:
    """Return the name of each kind in a list to choose from."""
    return {kind: KINDS[kind][0] for kind in kinds}


def words_of(fault: Fault, pace: float) -> str:
    """Return what a fault does, as "The next 3 calls of chat.postMessage are answered 429 …"."""
    struck = _struck_envelopes(fault) if fault.kind in ENVELOPE_KINDS else _struck_calls(fault)
    is_many = fault.times is not None and fault.times > 1
    words = KINDS[fault.kind][1].format(
        fault=fault, pace=_at_this_pace(fault, pace), **{"is": "are" if is_many else "is"}
    )
    return f"{struck} {words}"


def _gone(workspace: Workspace) -> list[InForce]:
    faults, app = workspace.faults, workspace.app
    found = (
        (faults.away, InForce("away", "Slack is away altogether", "come_back")),
        (
            bool(app and app.uninstalled),
            InForce("uninstalled", "The app is taken out of the workspace", "reinstall_app"),
        ),
        (bool(app and app.token_revoked), InForce("revoked", "The app’s token is revoked", "restore_token")),
        (
            faults.private_channels_forbidden,
            InForce("forbidden", "The app may make no private channels", "allow_private_channels"),
        ),
        (
            bool(faults.date_off_seconds),
            InForce(
                "dated",
                f"Slack dates its answers {faults.date_off_seconds:+g} s",
                "date_off",
                {"seconds": 0},
            ),
        ),
    )
    return [one for is_so, one in found if is_so]


def _taken(workspace: Workspace) -> list[InForce]:
    scopes = sorted(workspace.app.withdrawn) if workspace.app else []
    return [
        InForce(f"scope-{scope}", f"The app has lost the scope {scope}", "give_scope", {"scope": scope})
        for scope in scopes
    ]


def _asked(workspace: Workspace) -> list[InForce]:
    return [
        InForce(f"fault-{number}", words_of(fault, workspace.clock.pace), "end_fault", {"number": number})
        for number, fault in workspace.faults.asked.items()
    ]


def _struck_calls(fault: Fault) -> str:
    of = "of any method" if fault.method == "*" else f"of {fault.method}"
    of = f"{of} for {fault.to}" if fault.to else of
    if fault.times is None:
        return f"Every call {of}"
    return f"The next call {of}" if fault.times == 1 else f"The next {fault.times} calls {of}"


def _struck_envelopes(fault: Fault) -> str:
    what = ENVELOPES.get(fault.method, fault.method)
    if fault.times is None:
        return f"Every payload of {what}"
    return f"The next payload of {what}" if fault.times == 1 else f"The next {fault.times} payloads of {what}"


def _at_this_pace(fault: Fault, pace: float) -> str:
    return "" if pace == 1 else f" (at this pace {fault.retry_after_at(pace)} s)"
