"""What people do: raise, note, answer, leave, press twice; each through the use case behind its form."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from casework import people, raising, rooms
from casework.people import Account
from procedure.refusal import Refused
from sandbox.slack.channels import Kind
from sandbox.slack.identity import BOT_USER_ID
from storage import seen
from storage.engine import Database, Unavailable
from storage.seen import SeenBefore
from tests.casework.casebook import Casebook
from tests.casework.stories.doing import DOES, Doing
from tests.casework.test_whole_story import RAISING
from tests.procedure.stories.scene import Scene
from tests.procedure.stories.told import deed_for, who_does
from tests.simulation.processes import Process, Processes
from tests.simulation.slack import Slack
from tests.simulation.story import AccountGoes, Does, Raises, RoomGoes, RoomTrouble
from tests.simulation.world import World

PATIENCE = 5
"""So often somebody sends again what was not recorded, half a minute later each time."""
AGAIN_SECONDS = 30.0
NOT_BY_PEOPLE = frozenset(
    {
        "a clock strikes",
        "a later clock strikes",
        "the calls arrive",
        "a room is made",
        "a room is lost",
        "a room fails",
        "a call is refused",
        "an account goes",
        "somebody is back",
    }
)
"""Deeds of the stories that here are what time, Slack and administrators do by themselves."""

TYPED = (
    "What was said.",
    "<!channel> <@U0ZED> *bold* _and_ `code` & <https://example.test|here>",
    "{{ 7 * 7 }} {% raw %} ${HOME} %s %(name)s",
    "'; DROP TABLE notice; --",
    "\u202etfel ot thgir\u202c and \u200b nothing",
    "\x00\x1b[31m\r\n\t",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001d518\U0001d52b \ufdfd \u1e9e",
    "long " * 300,
    " ",
    "> quoted\n```\nfenced",
)
"""What is typed into every field: mostly plain words, sometimes what somebody hostile would type."""


def typed(number: int) -> str:
    """Return the words behind a number: plain ones two times in three."""
    return TYPED[number % len(TYPED)] if number % 3 == 0 else TYPED[0]


Send = Callable[[Process, Database], object]


@dataclass
class People:
    """The people of the partnership, and what was answered to them."""

    world: World
    processes: Processes
    slack: Slack
    numbers: dict[str, int]
    references: list[str] = field(default_factory=list)
    answered: dict[str, int] = field(default_factory=dict)
    acted: dict[str, int] = field(default_factory=dict)
    """By what was sent: at how many of its deliveries something was recorded."""
    broken: list[str] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)
    """Rooms that were touched by hand."""
    _payloads: int = 0

    def raises(self, step: Raises, number: int) -> None:
        """Raise a disagreement; the same form may come twice."""
        against, changes = RAISING[step.how]
        by = str(changes.get("by", "Priya"))
        words = typed(step.words)

        def send(process: Process, database: Database) -> None:
            book = Casebook(database, process.now())
            given = {name: value for name, value in changes.items() if name not in ("by", "protect_by")}
            named = tuple(book.named(name) for name in against)
            form = replace(book.form(), against=named, **given)
            form = replace(form, form_id=f"raising {number}", dispute=words[:600], wanted=words[:200])
            raised = raising.raise_disagreement(database, form, by=self.numbers[by], now=process.now())
            if raised.case.reference not in self.references:
                self.references.append(raised.case.reference)

        self._sends(f"{by} raises it", send, step.process, step.again)

    def does(self, step: Does, number: int) -> None:
        """Do something in a disagreement, as it stood when the form was opened."""
        process = self.processes.at_hand(step.process)
        if process is None or not self.references:
            return self._count("nobody there")
        reference = self.references[step.case % len(self.references)]
        process.do("a form opens", lambda: self._opens(process, reference, step, number))
        return None

    def _opens(self, process: Process, reference: str, step: Does, number: int) -> None:
        try:
            book = Casebook(process.database, process.now())
            case, roster = book.case(reference), book.roster()
        except Unavailable:
            return self._count("unavailable")
        deed = deed_for(case, step.which)
        if deed.name in NOT_BY_PEOPLE:
            return self._count("not by people")

        def send(process: Process, database: Database) -> None:
            book = Casebook(database, process.now())
            scene = Scene(case, roster, process.now(), step.chance)
            if deed.who is not None:
                scene.by = who_does(scene, deed)
            forms = (1000 * number + form for form in count())
            DOES[deed.name](Doing(book, reference, scene, typed(step.words), forms))

        self._sends(deed.name, send, step.process, step.again, step.late)
        return None

    def account_goes(self, step: AccountGoes) -> None:
        """Deactivate an account, and put it right later; Slack may forget to say so."""
        ids = sorted(one for one in self.slack.workspace.people if one != BOT_USER_ID)
        person = self.slack.workspace.people[ids[step.person % len(ids)]]
        self.gone.add(self.numbers.get(person.name.split()[0], 0))
        self._change(person.id, step, is_active=False)
        if step.back is not None:
            self.world.wait(step.back)
            self._change(person.id, step, is_active=True)

    def room_goes(self, step: RoomGoes) -> None:
        """Archive or delete a room, or take the app out of it; the event comes a moment later."""
        private = [one for one in self.slack.workspace.channels.values() if one.kind is Kind.PRIVATE]
        if not private:
            return
        room = private[step.case % len(private)]
        self.spoilt.add(room.id)
        if step.how is RoomTrouble.ARCHIVED:
            room.archived = True
        elif step.how is RoomTrouble.DELETED:
            del self.slack.workspace.channels[room.id]
        elif BOT_USER_ID in room.members:
            room.members.remove(BOT_USER_ID)
        self._sends(
            "a room is lost",
            lambda process, database: rooms.lost(database, room.id, now=process.now()),
            step.process,
            late=1.0,
        )

    def _change(self, slack_id: str, step: AccountGoes, *, is_active: bool) -> None:
        person = replace(self.slack.workspace.people[slack_id], deactivated=not is_active)
        self.slack.workspace.people[slack_id] = person
        if not is_active:
            for channel in self.slack.workspace.channels.values():
                if channel.is_named and slack_id in channel.members:
                    channel.members.remove(slack_id)
        account = Account(slack_id, person.name, person.email, is_active)
        if step.is_told:
            self._sends(
                "an account changes",
                lambda process, database: people.note_accounts(database, [account], now=process.now()),
                step.process,
            )

    def _sends(
        self,
        name: str,
        send: Send,
        number: int,
        again: float | None = None,
        late: float = 0.0,
    ) -> None:
        """Have something handled when it arrives, by whoever is up; twice where it comes twice."""
        self._payloads += 1
        payload = f"{self._payloads} {name}"
        times = [late] if again is None else [late, late + again]
        for place, seconds in enumerate(times):
            arrives = partial(self._arrives, payload, send, number + place, PATIENCE)
            self.world.start(name, arrives, at=self.world.seconds + seconds)

    def _arrives(self, payload: str, send: Send, number: int, patience: int) -> None:
        process = self.processes.at_hand(number % len(self.processes.running))
        if process is None:
            return self._later(payload, send, number, patience)
        process.do(payload, lambda: self._handled(payload, send, number, patience, process))
        return None

    def _handled(self, payload: str, send: Send, number: int, patience: int, process: Process) -> None:
        """As a handler does: one payload acts once, however often it comes."""
        try:
            send(process, seen.once(process.database, payload))
        except Refused:
            self._count("refused")
        except SeenBefore:
            self._count("seen before")
        except Unavailable:
            self._count("unavailable")
            self._later(payload, send, number, patience)
        except Exception as bug:  # noqa: BLE001
            # Whatever people send, the program answers: this is what it must not do.
            self.broken.append(f"{payload}: {type(bug).__name__}: {bug}")
        else:
            # As every handler does after a commit.
            process.engine.wake()
            self._count("done")
        finally:
            if self.world.task is not None and self.world.task.recorded:
                self.acted[payload] = self.acted.get(payload, 0) + 1

    def _later(self, payload: str, send: Send, number: int, patience: int) -> None:
        if patience:
            self.world.start(
                payload,
                lambda: self._arrives(payload, send, number, patience - 1),
                at=self.world.seconds + AGAIN_SECONDS,
            )

    def _count(self, what: str) -> None:
        self.answered[what] = self.answered.get(what, 0) + 1
