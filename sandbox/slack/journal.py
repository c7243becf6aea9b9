"""What happened, in order: deliveries to people, Web API calls, and what the app answered wrongly."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sandbox.slack.shapes import Json


@dataclass
class Journal:
    """Three lists that only grow, as the control API reads them."""

    deliveries: list[Json] = field(default_factory=list)
    calls: list[Json] = field(default_factory=list)
    problems: list[Json] = field(default_factory=list)

    def delivered(
        self,
        at: datetime,
        kind: str,
        to: list[str],
        *,
        channel: str | None,
        ts: str | None,
        text: str,
        blocks: list[Json],
    ) -> None:
        """Note what was shown to whom; `kind` is message, dm, ephemeral, update, delete, view or home."""
        self.deliveries.append(
            {
                "at": at.isoformat(timespec="microseconds"),
                "kind": kind,
                "to": to,
                "channel": channel,
                "ts": ts,
                "text": text,
                "blocks": blocks,
            }
        )

    def called(self, at: datetime, method: str, args: Json, answer: Json, fault: str | None) -> None:
        """Note a Web API call; the token is left out of `args`."""
        self.calls.append(
            {
                "at": at.isoformat(timespec="microseconds"),
                "machine_at": datetime.now(UTC).isoformat(timespec="microseconds"),
                "method": method,
                "args": {key: value for key, value in args.items() if key != "token"},
                "ok": bool(answer.get("ok")),
                "error": answer.get("error"),
                "messages": answer.get("response_metadata", {}).get("messages", []),
                "fault": fault,
            }
        )

    def went_wrong(self, at: datetime, what: str) -> None:
        """Note where the app's answer was none, late or not one that Slack takes."""
        self.problems.append({"at": at.isoformat(timespec="microseconds"), "what": what})
