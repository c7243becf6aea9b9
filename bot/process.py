"""The process: everything joined up, started in order, and stopped in order with nothing half done."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

import handlers
from bot import logs
from bot.accounts import DailyLook
from bot.clock import Clock
from bot.clock import of as time_of
from bot.delivery import Worker
from bot.delivery.by_mail import MailWorker
from bot.engine import Engine
from bot.forgetting import Forgetting
from bot.mail import server_of
from bot.outages import OutageLook
from bot.precedence import AttendedApp, Precedence
from bot.served import Served
from bot.settings import Settings, Unset
from bot.slack import VIEW_TIMEOUT_SECONDS, client
from bot.watchdog import Watchdog
from bot.watching.watch import Watch
from bot.watching.watchers import Watchers, watchers
from casework import areas, time
from handlers.desk import Desk
from storage import schema, sole
from storage.engine import Database, Unavailable, connect

LISTENERS = 20
"""So many payloads are handled at once; the library's default of ten is used up by ten slow ones."""
LONGEST_TO_RECONNECT_SECONDS = 30.0

_log = logs.logger("process")


@dataclass
class Process:
    """One running program: its database, its clock, its engine, its door to Slack, and what watches it."""

    settings: Settings
    database: Database
    hold: sole.Hold | None
    clock: Clock
    engine: Engine
    app: App
    door: "SocketDoor | Served"
    watchers: Watchers

    def start(self) -> None:
        """Start the clocks first: they run while Slack can't be reached."""
        self.clock.follow(self.engine.wake)
        self.engine.start()
        self.door.open()
        self.watchers.start()

    def stop(self) -> None:
        """Take nothing more in, finish what is under way, then let go of the database."""
        self.watchers.stop()
        self.door.close()
        self.clock.stop()
        self.engine.stop()
        self.database.close()
        if self.hold is not None:
            self.hold.let_go()


def build(settings: Settings) -> Process:
    """
    Join everything up. Raises schema.Behind where the database is behind, InUse where it is taken, and Unset
    where an area sends mail and no server is set.
    """
    with ExitStack() as undo:
        database = connect(settings.database)
        undo.callback(database.close)
        hold = sole.hold(database)
        if hold is not None:
            undo.callback(hold.let_go)
        process = _joined(settings, database, hold)
        undo.pop_all()
        return process


def _joined(settings: Settings, database: Database, hold: sole.Hold | None) -> Process:
    schema.prepare(database)
    _require_mail_server(settings, database)
    clock = time_of(settings.practice_clock)
    time.arm_areas(database, now=clock.now())
    token = settings.slack_bot_token.get_secret_value()
    precedence = Precedence()
    behind = replace(database, give_way=precedence.give_way)
    worker = Worker(behind, client(token, settings.slack_api_url), clock)
    if hold is not None:
        worker.take_over()
    look = DailyLook(database, worker, clock, gets_on=lambda: engine.gets_on())
    watchdog = Watchdog(database, clock)
    engine = Engine(
        behind,
        clock,
        worker,
        chores=_in_turn(
            lambda: engine.gets_on(),
            Forgetting(database).forget_if_due,
            look.look_if_due,
            watchdog.look_if_due,
            *_outage_look(settings, database, clock, lambda: engine.wake()),
        ),
        mail=_mail_worker(settings, worker),
    )
    app = AttendedApp(
        precedence,
        client=client(token, settings.slack_api_url, VIEW_TIMEOUT_SECONDS),
        signing_secret=settings.slack_signing_secret.get_secret_value() or "unused in Socket Mode",
        authorize=_authorize(token),
        # Else Bolt acknowledges an event before anything of it is recorded, and Slack never sends it again.
        process_before_response=True,
        request_verification_enabled=settings.speaks_http,
    )
    handlers.register_all(app, Desk(database, clock.now, engine.wake, worker.tally.fault_shown))
    door = _http_door(app, settings) if settings.speaks_http else SocketDoor(app, settings, clock.pace)
    watch = Watch(database, clock, worker, engine, door, more=(watchdog.check,))
    return Process(settings, database, hold, clock, engine, app, door, watchers(watch, settings))


def _require_mail_server(settings: Settings, database: Database) -> None:
    """Somebody without an account counts as reachable there, and nothing would reach them."""
    sending = areas.sending_mail(database)
    if not sending:
        _log.info("no area sends mail: calls go by Slack alone")
    if sending and not settings.smtp_url.get_secret_value():
        names = ", ".join(sending)
        raise Unset((f"DISAGREE_SMTP_URL is missing: mail_from is set for {names}, and no server is",))


def _mail_worker(settings: Settings, worker: Worker) -> MailWorker | None:
    url = settings.smtp_url.get_secret_value()
    if not url:
        return None
    operator, tally = settings.operator_mail, worker.tally
    return MailWorker(worker.database, server_of(url), worker.clock, operator, tally=tally)


def _outage_look(
    settings: Settings, database: Database, clock: Clock, wake: Callable[[], None]
) -> list[Callable[[], None]]:
    """Only where there is another road is it looked whether Slack is lost."""
    has_operator = bool(settings.operator_mail)
    looks = OutageLook(database, clock, has_operator, wake)
    return [looks.look_if_due] if settings.smtp_url.get_secret_value() else []


class SocketDoor:
    """Socket Mode: we go to Slack, again and again until it is there."""

    name = "socket"

    def __init__(self, app: App, settings: Settings, pace: float) -> None:
        token = settings.slack_app_token.get_secret_value()
        web = client(token, settings.slack_api_url)
        self._client = SocketModeHandler(app, token, web_client=web, concurrency=LISTENERS).client
        self._pace = pace
        self._stopping = threading.Event()
        self._connecting = threading.Thread(target=self._connect, name="socket-door", daemon=True)

    def open(self) -> None:
        """Connect in a thread of its own: Slack may be away when we start."""
        self._connecting.start()

    @property
    def is_open(self) -> bool:
        """Whether the socket stands."""
        return bool(self._client.is_connected())

    def close(self) -> None:
        """Take no more envelopes, answer those under way, and only then hang up."""
        self._stopping.set()
        self._connecting.join(timeout=1)
        self._client.socket_mode_request_listeners.clear()
        self._client.message_workers.shutdown()
        hanging_up = threading.Thread(target=self._client.close, name="socket-door", daemon=True)
        hanging_up.start()
        while hanging_up.is_alive():
            # A session that was just being taken up loses sight of its end, and would be waited for for ever.
            self._client.current_session_state.terminated = True
            hanging_up.join(timeout=0.1)

    def _connect(self) -> None:
        seconds = 1.0
        while not self._stopping.is_set():
            try:
                self._client.connect()
            except Exception as failure:  # noqa: BLE001
                # Whatever it is, the clocks run, and nobody else would try again.
                _log.warning("Slack can't be reached (%s); we try again", type(failure).__name__)
                self._stopping.wait(seconds / self._pace)
                seconds = min(seconds * 2, LONGEST_TO_RECONNECT_SECONDS)
            else:
                if self._stopping.is_set():
                    # It took so long that we have hung up meanwhile.
                    self._client.close()
                return


def _http_door(app: App, settings: Settings) -> Served:
    """Signed HTTP: Slack comes to us."""
    handler = SlackRequestHandler(app, path="/slack/events")
    return Served(handler, host=settings.host, port=settings.port, threads=LISTENERS, name="http")


def _in_turn(gets_on: Callable[[], None], *chores: Callable[[], None]) -> Callable[[], None]:
    """One chore after the other; one that fails holds up none of the others."""

    def do_each() -> None:
        for chore in chores:
            gets_on()
            try:
                chore()
            except Unavailable:
                raise
            except Exception:  # noqa: BLE001
                _log.exception("a chore failed")

    return do_each


def _authorize(token: str) -> Any:
    """One workspace, one token: who we are there is asked by the worker, not while somebody waits."""

    def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

    return authorize
