"""Figures of what stands at the moment, read when Prometheus asks for them."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.watching.watch import Watch
from casework.backlog import Backlog
from storage.engine import Unavailable


class Figures(Collector):
    """A collector of Prometheus's: where the database is away, what it would say is left out."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def describe(self) -> Iterator[Metric]:
        """Nothing is read when the registry takes it in."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Yield the figures."""
        checks = GaugeMetricFamily("disagree_check_well", "1 where a check is well.", labels=["check"])
        figures = GaugeMetricFamily(
            "disagree_check_figure", "What a check of /ready says in figures.", labels=["check", "figure"]
        )
        for check in self._watch.checks():
            checks.add_metric([check.name], float(check.is_well))
            for name, figure in check.figures.items():
                figures.add_metric([check.name, name], figure)
        yield checks
        yield figures
        turns = CounterMetricFamily("disagree_loop_turns", "How often a loop has turned.", labels=["loop"])
        for loop in (*self._watch.engine.loops, self._watch.loop):
            turns.add_metric([loop.name], loop.turns)
        yield turns
        try:
            seen = self._watch.backlog()
        except Unavailable:
            return
        yield from self._of(seen)

    def _of(self, seen: Backlog) -> Iterator[Metric]:
        clocks, notices = seen.clocks, seen.notices
        yield GaugeMetricFamily(
            "disagree_open_cases", "Disagreements that are not finished.", value=seen.open_cases
        )
        yield GaugeMetricFamily(
            "disagree_clocks_due", "Clocks whose instant has come and that are not struck.", value=clocks.due
        )
        yield GaugeMetricFamily(
            "disagree_clocks_failing", "Clocks whose act has failed and is tried again.", value=clocks.failing
        )
        yield GaugeMetricFamily(
            "disagree_oldest_overdue_seconds",
            "How long the oldest of the due clocks has been due.",
            value=self._watch.age(clocks.oldest_due_at),
        )
        states = GaugeMetricFamily("disagree_notices", "Notices on their way, by state.", labels=["state"])
        for state in ("sending", "ready", "put_off", "failing"):
            states.add_metric([state], getattr(notices, state))
        yield states
        yield GaugeMetricFamily(
            "disagree_oldest_unsent_seconds",
            "How long ago the oldest notice on its way was written.",
            value=self._watch.age(notices.oldest_made_at),
        )
