from sandbox.slack.client import Practice
from sandbox.slack.screen import Screen


def test_what_others_wrote_is_unread_until_it_is_read_and_ones_own_never_is(practice: Practice) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, "UTOM")
    practice.say("UPRIYA", room, "First")
    second = practice.say("UPRIYA", room, "Second")
    practice.say("UTOM", room, "Third")

    assert unread(practice.sees("UTOM"), room) == 2
    assert unread(practice.sees("UPRIYA"), room) == 1

    practice.read("UTOM", room, second)

    assert unread(practice.sees("UTOM"), room) == 0
    assert unread(practice.sees("UPRIYA"), room) == 1

    practice.say("UPRIYA", room, "Fourth")

    assert unread(practice.sees("UTOM"), room) == 1


def test_reading_an_older_message_later_makes_nothing_unread_again(practice: Practice) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, "UTOM")
    first, second = practice.say("UPRIYA", room, "First"), practice.say("UPRIYA", room, "Second")
    practice.read("UTOM", room, second)

    practice.read("UTOM", room, first)

    assert unread(practice.sees("UTOM"), room) == 0


def test_a_lock_screen_names_who_wrote(practice: Practice) -> None:
    practice.say("UPRIYA", "UTOM", "Can you ring me?")

    (shown,) = practice.sees("UTOM").notifications

    assert (shown.author, shown.text) == ("Priya Shah", "Can you ring me?")


def unread(screen: Screen, channel: str) -> int:
    seen = screen.channel(channel)
    assert seen is not None
    return seen.unread
