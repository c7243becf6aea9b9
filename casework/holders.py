"""Everybody who has a post or covers for one is asked once whether it is theirs (London 11.1.2)."""

from datetime import datetime

from casework import roster_news
from storage import posts
from storage.engine import Connection, Database


def ask(database: Database, *, now: datetime) -> None:
    """
    Ask everybody who has become a holder or a deputy since this was last looked at; whoever has no account
    yet is asked once they have one.
    """
    with database.write() as connection:
        posts.note_holders(connection)
        ask_those_with_an_account(connection, now)


def take_as_known(database: Database, *, now: datetime) -> None:
    """Ask nobody: whoever imports the roster knows that all who are new in it have their posts."""
    with database.write() as connection:
        posts.note_holders(connection)
        posts.take_as_known(connection, now)


def ask_those_with_an_account(connection: Connection, now: datetime) -> None:
    """Ask those who were to be asked and can be now."""
    for each in posts.to_ask(connection):
        roster_news.write(connection, roster_news.ASK, each.person, each.area_id, each.post, now)
        posts.note_asked(connection, each, now)
