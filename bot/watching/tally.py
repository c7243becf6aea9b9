"""The tally: what the program has done since its start, counted for Prometheus in a registry of its own."""

from prometheus_client import CollectorRegistry, Counter, Histogram

LATENESS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0)
"""Seconds: nobody is called a minute late without its being seen."""


class Tally:
    """
    Counts. Labels are kinds and codes of ours and of Slack's, never anything of a disagreement.

    `unanswered` are the calls running to which Slack gave no proper answer, `unanswered_since` the first of
    them, in monotonic seconds.
    """

    def __init__(self) -> None:
        self.unanswered = 0
        self.unanswered_since = 0.0
        self.registry = CollectorRegistry()
        self._calls = Counter(
            "disagree_slack_calls",
            "Calls to Slack by method and outcome: ok, or Slack's code; rate_limited is its 429.",
            ["method", "outcome"],
            registry=self.registry,
        )
        self._mails = Counter(
            "disagree_mails",
            "Mails handed to the mail server, and knocks that failed, by outcome: ok, or its code.",
            ["outcome"],
            registry=self.registry,
        )
        self._strikes = Histogram(
            "disagree_strike_late_seconds",
            "How long after its instant a clock was struck.",
            ["kind"],
            buckets=LATENESS,
            registry=self.registry,
        )
        self._arrivals = Histogram(
            "disagree_notice_late_seconds",
            "How long after it was written a notice arrived, in Slack or with the mail server.",
            ["kind"],
            buckets=LATENESS,
            registry=self.registry,
        )
        self._ended = Counter(
            "disagree_notices_ended",
            "Notices that have ended: sent, dropped because nobody needs them, or refused for good.",
            ["end"],
            registry=self.registry,
        )
        self._faults = Counter(
            "disagree_faults_shown",
            "How often somebody was shown that something went wrong, with a reference that is in the log.",
            registry=self.registry,
        )

    def called(self, method: str, outcome: str) -> None:
        """Count a call to Slack."""
        self._calls.labels(method, outcome).inc()

    def mailed(self, outcome: str) -> None:
        """Count what the mail server said."""
        self._mails.labels(outcome).inc()

    def was_answered(self) -> None:
        """Note that Slack is there, whatever it said."""
        self.unanswered = 0

    def was_not_answered(self, at: float) -> None:
        """Note that a call had no answer, or none of Slack's own."""
        if not self.unanswered:
            self.unanswered_since = at
        self.unanswered += 1

    def struck(self, kind: str, late_seconds: float) -> None:
        """Count a clock that was struck."""
        self._strikes.labels(kind).observe(max(late_seconds, 0.0))

    def arrived(self, kind: str, late_seconds: float) -> None:
        """Count a notice that has arrived."""
        self._ended.labels("sent").inc()
        self._arrivals.labels(kind.partition(":")[0]).observe(max(late_seconds, 0.0))

    def ended(self, end: str) -> None:
        """Count a notice that ended without arriving."""
        self._ended.labels(end).inc()

    def fault_shown(self) -> None:
        """Count that somebody was shown that something went wrong."""
        self._faults.inc()
