"""All that watches a running program: the look, the heartbeat, and the page for whoever asks."""

from dataclasses import dataclass

from bot.loop import Loop
from bot.served import Served
from bot.settings import Settings
from bot.watching.heartbeat import BETWEEN_SECONDS, Heartbeat
from bot.watching.page import Page
from bot.watching.watch import Watch

ASKED_AT_ONCE = 2


@dataclass(frozen=True)
class Watchers:
    """Started when the program is, and ended before it: nothing of it is missed while it stops."""

    watch: Watch
    loops: tuple[Loop, ...]
    page: Served | None

    def start(self) -> None:
        """Watch, each in a thread of its own: the heartbeat may hang, the look must not."""
        for loop in self.loops:
            loop.start()
        if self.page is not None:
            self.page.open()

    def stop(self) -> None:
        """Watch no longer."""
        if self.page is not None:
            self.page.close()
        for loop in self.loops:
            loop.stop()
        for loop in self.loops:
            loop.join()


def watchers(watch: Watch, settings: Settings) -> Watchers:
    """Return what the settings ask for; raises OSError where the page's port is taken."""
    url = settings.heartbeat_url.get_secret_value()
    beats = [Loop("heartbeat", Heartbeat(url, lambda: watch.is_ready).beat, net_seconds=BETWEEN_SECONDS)]
    return Watchers(watch, (watch.loop, *(beats if url else ())), _page(watch, settings))


def _page(watch: Watch, settings: Settings) -> Served | None:
    if settings.watch_port is None:
        return None
    return Served(
        Page(watch), host=settings.watch_host, port=settings.watch_port, threads=ASKED_AT_ONCE, name="watch"
    )
