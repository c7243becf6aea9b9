"""Somebody who looks: what they see, and the names and times as they are shown to them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from sandbox.slack.channels import Kind
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.installation import InstalledApp
from sandbox.slack.page.characters import harmless
from sandbox.slack.page.names import Names
from sandbox.slack.page.seats import Seat, Seats
from sandbox.slack.people import Person, Standing
from sandbox.slack.shapes import Json
from sandbox.slack.sight import seen_by
from sandbox.slack.workspace import Workspace

REMOVED = "Somebody without an account"


@dataclass(frozen=True)
class Looking:
    """One desk's ground: a person, where they are, and nothing of the workspace that they may not see."""

    workspace: Workspace
    seats: Seats
    seat: Seat

    @cached_property
    def person(self) -> Person:
        """Return who looks."""
        return self.workspace.people[self.seat.person]

    @cached_property
    def seen(self) -> Json:
        """Return all that they see."""
        return seen_by(self.workspace, self.person)

    @property
    def app(self) -> InstalledApp | None:
        """Return the app, while it is installed."""
        app = self.workspace.app
        return app if app and not app.uninstalled else None

    @cached_property
    def names(self) -> Names:
        """Return the names that they may know: everyone's, and those of channels that they may look into."""
        public = self.person.standing is Standing.MEMBER
        channels = {one["id"]: harmless(one["name"]) for one in self.seen["channels"] if one["name"]}
        if public:
            others = self.workspace.channels.values()
            channels |= {one.id: harmless(one.name) for one in others if one.kind is Kind.PUBLIC}
        people = {one.id: harmless(one.name) for one in self.workspace.people.values()}
        return Names(people, channels, self.workspace.zone)

    def name(self, person_id: str | None) -> str:
        """Return somebody's name."""
        return self.names.people.get(person_id or "", REMOVED)

    def dm_with(self, other: str) -> Json | None:
        """Return the direct message with somebody, if there is one."""
        mine = self.person.id == other
        alone = (one for one in self.seen["channels"] if one["kind"] == Kind.IM)
        return next((one for one in alone if one["with"] == other or (mine and one["with"] is None)), None)

    @property
    def app_dm(self) -> Json | None:
        """Return the app's Messages tab, if anything was ever written there."""
        return self.dm_with(BOT_USER_ID)

    def local(self, at: datetime) -> datetime:
        """Return an instant as the workspace's zone has it."""
        return at.astimezone(self.workspace.zone)

    def sent_at(self, ts: str) -> datetime:
        """Return when a message was sent, in the workspace's zone."""
        return self.local(datetime.fromtimestamp(float(ts), UTC))

    def opening(self, at: str) -> str:
        """Return the page's address once they have opened a place."""
        return self.seats.opening(self.person.id, at).address


def day(at: datetime) -> str:
    """Return a day in words."""
    return f"{at:%A} {at.day} {at:%B %Y}"


def time(at: datetime) -> str:
    """Return a weekday and a time."""
    return f"{at:%A} {at:%H:%M}"
