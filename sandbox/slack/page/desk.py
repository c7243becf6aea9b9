"""A desk: all that one person has before them, ready to be drawn."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.installation import Command, Shortcut
from sandbox.slack.page import conversation, drawing, places
from sandbox.slack.page.characters import harmless
from sandbox.slack.page.conversation import Conversation, Named
from sandbox.slack.page.looking import REMOVED, Looking, time
from sandbox.slack.page.places import Group
from sandbox.slack.page.seats import HOME, MESSAGES, Seat, Seats
from sandbox.slack.people import Person
from sandbox.slack.shapes import Json
from sandbox.slack.workspace import Workspace

_ON_A_LOCK_SCREEN = 5


@dataclass(frozen=True)
class Lit:
    """A notification on a lock screen, newest first; no address where its conversation is gone."""

    author: str
    text: str
    time: str
    address: str


@dataclass(frozen=True)
class Home:
    """The app's Home tab; without a body the app has published nothing."""

    view_id: str
    body: Markup | None


@dataclass(frozen=True)
class Dialog:
    """The view on top of a person's stack."""

    view_id: str
    title: str
    body: Markup
    submit: str | None
    close: str
    pushed: bool


@dataclass(frozen=True)
class Desk:
    """What one person has before them."""

    id: str
    name: str
    title: str
    deactivated: bool
    away: bool
    guest: bool
    at: str
    lists_address: str
    close_address: str
    mail_address: str
    app_name: str
    has_home_tab: bool
    has_messages_tab: bool
    home_address: str
    messages_address: str
    groups: tuple[Group, ...]
    unread: int
    lock_screen: tuple[Lit, ...]
    home: Home | None
    conversation: Conversation | None
    lost: bool
    could_join: tuple[Named, ...]
    people: tuple[Named, ...]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    message_shortcuts: tuple[Shortcut, ...]
    dialog: Dialog | None

    @property
    def at_app(self) -> bool:
        """Say whether one of the app's tabs is open."""
        return self.at in (HOME, MESSAGES)


def _mail_of(workspace: Workspace, person: Person) -> str:
    """Where their mail can be read; empty where it can't, or they have no address."""
    has_mail = workspace.mail_page and person.email
    return f"{workspace.mail_page}?to={quote(person.email or '')}" if has_mail else ""


def desk(workspace: Workspace, seats: Seats, seat: Seat) -> Desk:
    """Return the desk of somebody in the workspace."""
    looking = Looking(workspace, seats, seat)
    person, app = looking.person, looking.app
    at = "" if person.deactivated else _tab_or(looking, seat.at)
    open_conversation = _conversation(looking, at)
    home = _home(looking) if at == HOME and app and app.home_tab else None
    groups = () if person.deactivated else places.groups(looking)
    return Desk(
        id=person.id,
        name=harmless(person.name),
        title=harmless(person.title),
        deactivated=person.deactivated,
        away=workspace.faults.away,
        guest=person.is_guest,
        at=at,
        lists_address=looking.opening(""),
        close_address=seats.closing(person.id).address,
        mail_address=_mail_of(workspace, person),
        app_name=harmless(app.name) if app else "",
        has_home_tab=bool(app and app.home_tab),
        has_messages_tab=bool(app and app.messages_tab),
        home_address=looking.opening(HOME),
        messages_address=looking.opening(MESSAGES),
        groups=groups,
        unread=sum(place.unread for group in groups for place in group.places),
        lock_screen=_lock_screen(looking),
        home=home,
        conversation=open_conversation,
        lost=bool(at) and home is None and open_conversation is None,
        could_join=conversation.could_join(looking, open_conversation) if open_conversation else (),
        people=_people(looking),
        commands=tuple(app.commands.values()) if app else (),
        shortcuts=tuple(one for one in app.shortcuts.values() if one.kind == "global") if app else (),
        message_shortcuts=conversation.message_shortcuts(looking),
        dialog=_dialog(looking),
    )


def _tab_or(looking: Looking, at: str) -> str:
    # a notification leads to the direct message with the app by its id; that place is the Messages tab
    dm = looking.app_dm
    return MESSAGES if looking.app and at and at in (dm["id"] if dm else "", BOT_USER_ID) else at


def _conversation(looking: Looking, at: str) -> Conversation | None:
    if looking.person.deactivated or not at or at == HOME:
        return None
    other = BOT_USER_ID if at == MESSAGES else at
    if other in looking.workspace.people:
        dm = looking.dm_with(other)
        return conversation.opened(looking, at, dm) if dm else conversation.unbegun(looking, other)
    channel = next((one for one in looking.seen["channels"] if one["id"] == at), None)
    return conversation.opened(looking, at, channel) if channel else None


def _home(looking: Looking) -> Home:
    home: Json | None = looking.seen["home"]
    if home is None:
        return Home("", None)
    key = f"{looking.person.id}-{home['id']}"
    return Home(home["id"], drawing.view_body(home, looking.names, key=key))


def _dialog(looking: Looking) -> Dialog | None:
    views = looking.seen["views"]
    if not views:
        return None
    top = views[-1]
    return Dialog(
        view_id=top["id"],
        title=harmless(top["title"]),
        body=drawing.view_body(top, looking.names, key=f"{looking.person.id}-{top['id']}"),
        submit=top["submit"],
        close=top["close"] or ("Cancel" if top["submit"] else "Close"),
        pushed=len(views) > 1,
    )


def _lock_screen(looking: Looking) -> tuple[Lit, ...]:
    open_to = {one["id"] for one in looking.seen["channels"]}
    newest = looking.workspace.notifications.get(looking.person.id, [])[-_ON_A_LOCK_SCREEN:]
    return tuple(
        Lit(
            author=harmless(one.author) or REMOVED,
            text=harmless(one.text),
            time=time(looking.local(one.at)),
            address=looking.opening(_tab_or(looking, one.channel)) if one.channel in open_to else "",
        )
        for one in reversed(newest)
    )


def _people(looking: Looking) -> tuple[Named, ...]:
    everyone = looking.workspace.people.values()
    return tuple(Named(one.id, looking.name(one.id)) for one in everyone if not one.is_bot)
