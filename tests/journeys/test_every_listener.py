"""
Everything for which the app listens is reached by people at the wire: what came in is held against what is
registered, so that a listener which no journey touches fails here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from sandbox.practice import people as practice
from sandbox.practice.stage import Actor, Door, Stage, at
from sandbox.slack.identity import BOT_TOKEN
from tests import volatile
from tests.journeys.acting import (
    answers,
    asks_for_help,
    begins_one,
    chooses_else,
    follows_lincolnshire,
    opens_what_waits,
    presses_in_home,
    reads,
    told,
)
from tests.journeys.keeping import begins_a_note_with_a_message, keeps_a_note, lists_the_last_letter
from tests.journeys.listeners import ANYTHING_ELSE, Listening, listened_for
from tests.journeys.protecting import a_child_is_protected, the_procedure_does_not_work
from tests.journeys.seen import deliveries, raised_by
from tests.journeys.test_lessons import SUMMARY, closed, opens_in_digest
from tests.journeys.test_withdrawing import asks_to_withdraw

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

NOTE = {
    "channel": "call",
    "said": "Health: three visits were missed. Children's Services: it was two.",
    "child": "The child was seen today and is well.",
    "leaves": "partly",
}
OUTCOME = {
    "how": "changed",
    "agreed": "The plan goes on for three months.",
    "open_issues": "Who rings the nursery\nWho writes to the family",
    "safe": "A visit each week.",
    "answer": "agree",
}
BOT = "U0PRACTICEBOT"


@pytest.fixture
def listening() -> Listening:
    """The app, and what comes in to it."""
    return Listening()


@pytest.fixture
def stage(listening: Listening, door: Door) -> Iterator[Stage]:
    """A Monday morning on which nothing has been raised yet."""
    with (
        volatile.folder() as folder,
        Stage(folder, listening, door, starts_at=at("Monday 2026-11-23 10:00")) as stage,
    ):
        yield stage


def test_each_listener_is_reached_and_the_right_people_see_what_it_did(
    stage: Stage, listening: Listening, tmp_path: Path
) -> None:
    assert listening.process is not None
    expected = listened_for(listening.process.database, listening.process.clock.now)

    everything_happens(stage, listening, tmp_path)

    heard = listening.waits_to_hear(expected - {ANYTHING_ELSE})
    assert expected - heard - {ANYTHING_ELSE} == set()
    assert {kind for kind, _ in heard - expected} == {"action"}, "what nothing else listens for"
    assert stage.practice.problems() == ()


def everything_happens(stage: Stage, listening: Listening, folder: Path) -> None:
    """Press every button, send every form, ask every question, and have every event happen."""
    somebody_unknown_says_where_they_work(stage)
    somebody_asks_and_sends_nothing(stage)
    somebody_is_away(stage)
    posts_are_checked(stage)
    one_is_taken_back(stage)
    a_lead_raises_one_for_somebody(stage)
    one_is_withdrawn(stage)
    reference = practitioners_talk(stage)
    managers_are_called(stage, reference)
    managers_seek_advice(stage)
    a_route_is_chosen(stage)
    it_is_asked_how_soon(stage)
    it_is_settled_and_closed(stage, reference)
    a_lead_reads_the_figures(stage)
    a_child_is_protected(stage)
    the_procedure_does_not_work(stage)
    others_learn_from_one(stage)
    rooms_are_lost(stage)
    what_was_not_delivered_is_dealt_with(stage)
    what_is_owed_is_done(stage, folder)
    people_come_and_go(stage, listening)
    an_old_button_is_pressed(stage)
    what_is_over_is_opened_again(stage, reference)
    the_app_is_taken_out(stage, listening)


def somebody_unknown_says_where_they_work(stage: Stage) -> None:
    """The shortcut; the question where one works; a lead who says that they know them."""
    ines, ruth = stage.person("Ines"), stage.person("Ruth")

    stage.practice.shortcut(ines.id, "raise_disagreement")
    assert ines.view.title == "Who are you with?"
    ines.chooses("agency", "Education")
    ines.submits({"team": "Fernbank Primary School"})
    assert ines.view.title == "Raise a disagreement"
    ines.closes()

    assert told(stage, lambda: stage.move_to("Tuesday 2026-11-24 08:30")) == {"Ruth", "Gareth"}
    ruth.presses("confirm_person")
    assert "Ines Falk (Education)" in ruth.view.words
    ruth.submits()
    assert "you know where this person works" in ruth.view.words
    ruth.closes()


def somebody_asks_and_sends_nothing(stage: Stage) -> None:
    """Help, the list, the Home, and a form closed in which a child was in danger."""
    priya = stage.person("Priya")

    asks_for_help(priya)
    priya.types(text="list")
    assert "You need nobody’s permission" in priya.sees().words
    assert "You have no open disagreements" in priya.sees().words
    assert "You need nobody’s permission" not in stage.person("Tom").sees().words
    for name in ("complaints", "whistleblowing", "allegations"):
        priya.presses(name)
        assert "Nothing is kept of this but a count" in priya.view.words
        priya.closes()
    said = stage.practice.say(priya.id, "C0GENERAL", "They closed it.")
    stage.practice.message_shortcut(priya.id, "raise_from_message", "C0GENERAL", said)
    assert priya.view.value("dispute") == "They closed it."
    priya.closes()
    stage.practice.open_home(priya.id)
    priya.waits_for(lambda screen: screen.home)
    stage.practice.press_in_home(priya.id, "open_raise")
    priya.chooses("danger", "now")
    assert "Ring 999 now" in priya.view.words

    assert told(stage, priya.closes, until=(priya, "Nothing was sent and nobody was told")) == {"Priya"}
    priya.presses("open_raise")
    assert priya.view.callback_id == "raise_form"
    priya.closes()


def somebody_is_away(stage: Stage) -> None:
    """One's own leave, by command and from the Home; a lead enters and ends it for somebody else."""
    zed, sam, ruth = (stage.person(name) for name in ("Zed", "Sam", "Ruth"))

    zed.types(text="leave")
    assert "We do not know yet which agency you work for" in zed.sees().words
    presses_in_home(stage, sam, "leave")
    sam.submits({"last_on": "2026-11-24", "covered_by": sam.finds("covered_by", "Bethan")})
    assert "Bethan Prosser (Children's Services) covers for you" in sam.view.words
    sam.closes()
    presses_in_home(stage, sam, "back")
    assert "can be called again" in sam.view.words
    sam.closes()

    presses_in_home(stage, ruth, "leave_of")
    ruth.submits({"person": ruth.finds("person", "Sam"), "last_on": "2026-11-24"})
    ruth.closes()
    presses_in_home(stage, ruth, "back_of")
    assert "Sam Okoro (Children's Services) can be called again" in ruth.view.words
    ruth.closes()


def posts_are_checked(stage: Stage) -> None:
    """A new holder is asked, says that it is not theirs, then that it is; a lead names a stand-in."""
    owen, ruth, joan = (stage.person(name) for name in ("Owen", "Ruth", "Joan"))
    filled = practice.roster().replace(
        "hospital,,,,Ward manager",
        "hospital,Owen Tallis,owen.tallis@northmere.example,01632 960503,Ward manager",
    )
    changed = stage.folder / "roster.csv"
    changed.write_text(filled, encoding="utf-8")

    stage.administer("roster", "import", str(changed))
    stage.settle()
    owen.waits_for(reads("Ward manager, Health: is that you"))
    owen.presses("not_me")
    owen.closes()
    ruth.waits_for(reads("says that this post is not theirs"))
    answers(ruth, "stand_in_post", {"person": "Joan Abara", "until_on": "2026-11-24"}, search="person")
    joan.waits_for(reads("named you to stand in as Ward manager"))
    owen.presses("thats_me")
    assert "you are Ward manager, Health" in owen.view.words
    owen.closes()


def one_is_taken_back(stage: Stage) -> None:
    """Details in the receipt; taken back from it."""
    priya, tom = stage.person("Priya"), stage.person("Tom")

    begins_one(priya, "Tom Ellery")
    stage.settle()
    priya.presses_here("more_about")
    priya.chooses("subject", "core_group_quoracy")
    found = {"manager": priya.finds("manager", "Grace"), "chair": priya.finds("chair", "Nadia")}
    chaired = told(stage, lambda: priya.submits({**found, "manager_view": "She sees it as I do."}))
    assert chaired == {"Nadia"}
    stage.practice.close_view(priya.id, priya.view.id)
    priya.submits({"about": "action"})
    assert "Saved" in priya.view.words

    others_come_in(stage)
    assert told(stage, lambda: priya.presses_here("take_back")) == {"Tom", "Nadia", "Omar", "Amy"}
    assert "It has been taken back" in priya.view.words
    priya.closes()
    assert "has been taken back by Priya Nair" in tom.sees().words
    assert tom.room().archived


def others_come_in(stage: Stage) -> None:
    """Another agency joins and is called; somebody's own manager joins and is not."""
    tom = stage.person("Tom")

    tom.presses("more", chosen="Something else…")
    tom.presses_here("add_agency")
    assert told(stage, lambda: tom.submits({"joining": tom.finds("joining", "Education")})) == {"Amy"}
    assert "it concerns your agency too" in stage.person("Amy").sees().words
    tom.presses("more", chosen="Something else…")
    tom.presses_here("ask_manager")
    assert told(stage, tom.submits) == {"Omar"}
    assert "asks you to join" in stage.person("Omar").sees().words


def a_lead_raises_one_for_somebody(stage: Stage) -> None:
    """In danger: the police were rung; it is raised on somebody's behalf, who asks for support."""
    lucy, priya = stage.person("Lucy"), stage.person("Priya")

    lucy.types()
    lucy.chooses("danger", "now")
    lucy.submits({"against": [lucy.finds("against", "Tom Ellery")]})
    stage.settle()
    lucy.presses_here("police")
    lucy.submits({"their_reference": "Log 512"})
    assert "the police have been told" in lucy.view.words
    stage.practice.close_view(lucy.id, lucy.view.id)
    lucy.presses_here("raise_for")
    raised_for = told(stage, lambda: lucy.submits({"person": lucy.finds("person", "Priya")}))
    assert "Priya" in raised_for
    stage.practice.close_view(lucy.id, lucy.view.id)
    chooses_else(priya, "support")
    assert told(stage, lambda: priya.submits({"person": priya.finds("person", "Nadia")})) == {"Nadia"}
    priya.closes()
    assert "Nadia" in told(stage, lambda: lucy.presses_here("take_back"))
    lucy.closes()


def one_is_withdrawn(stage: Stage) -> None:
    """Asked, declined in a message, asked again, agreed to where it waits."""
    priya, lucy = stage.person("Priya"), stage.person("Lucy")
    begins_one(priya, "Tom Ellery")
    priya.closes()
    stage.settle()

    asks_to_withdraw(stage, priya)
    assert told(stage, lambda: answers(lucy, "withdrawal_decline")) == {"Priya"}
    asks_to_withdraw(stage, priya)
    lucy.presses("withdrawal_agree")
    lucy.closes()
    opens_what_waits(stage, lucy, "withdrawal")
    assert told(stage, lucy.submits) == {"Priya", "Tom"}
    lucy.closes()
    assert priya.room().archived


def practitioners_talk(stage: Stage) -> str:
    """Notes; a second look; a protective step; somebody taken out; a part handed over; needed sooner."""
    priya, tom, mina = (stage.person(name) for name in ("Priya", "Tom", "Mina"))
    reference = begins_one(priya, "Tom Ellery", "Dev Ramanathan")
    priya.closes()
    stage.settle()

    takes_a_note(stage, priya, "Tom Ellery")
    keeps_a_note(stage, priya, tom)
    begins_a_note_with_a_message(stage, priya)
    opens_what_waits(stage, tom, "act")
    assert "It was closed." in tom.view.words
    tom.closes()
    tom.presses("read")
    assert "It was closed." in tom.view.words
    tom.closes()

    answers(tom, "more", {"review": "kept", "words": "The nurse was asked."}, chosen="I have looked again")
    answers(
        priya, "more", {"step_kind": "conference", "stands": "asked"}, chosen="A step to protect the child"
    )
    stage.settle()
    assert "looked at it again for Children's Services: *the decision is kept.*" in priya.sees().words
    assert "A child protection conference, asked for" in tom.sees().words

    priya.presses("more", chosen="Something else…")
    priya.presses_here("take_out")
    out = told(stage, lambda: priya.submits({"person": "Dev Ramanathan (Children's Services)"}))
    assert out == {"Dev", "Ruth", "Gareth"}
    assert "You were invited to" in stage.person("Dev").sees().words
    assert stage.person("Dev").sees().private_channels == ()
    assert "because the one called before was invited by mistake" in stage.person("Ruth").sees().words

    tom.presses("more", chosen="Hand over to a colleague")
    assert told(stage, lambda: tom.submits({"person": tom.finds("person", "Mina Castell")})) >= {"Mina"}
    tom.closes()
    assert not [room for room in tom.sees().private_channels if not room.archived]
    assert "a colleague has handed this over to you" in mina.sees().words

    mina.presses("sooner")
    mina.chooses("soon", "another")
    mina.submits({"another_time": int(at("Wednesday 2026-11-25 12:00").timestamp())})
    stage.settle()
    assert "needed sooner to keep the child safe. *Due Wednesday 25 November, 12:00.*" in priya.sees().words
    return reference


def takes_a_note(stage: Stage, author: Actor, with_whom: str) -> None:
    """A note, disputed, corrected, approved where it waits, copied."""
    other = stage.person(with_whom.split()[0])
    answers(author, "note", {**NOTE, "took_part": [with_whom]}, search="took_part")
    stage.settle()
    answers(other, "dispute_note", {"words": "It was not two."})
    stage.settle()
    assert "It was not two." in author.sees().words
    answers(author, "correct_note", {"said": "Both: it was three visits."})
    stage.settle()
    opens_what_waits(stage, other, "approval")
    assert "Both: it was three visits." in other.view.words
    other.presses_here("approve")
    assert "you say that this note is right" in other.view.words
    other.closes()
    stage.settle()
    assert "Approved by everyone named who can be asked." in author.sees().words
    author.presses("copy_note")
    assert "DISCUSSION NOTE 1, VERSION 2" in author.view.words
    author.closes()


def managers_are_called(stage: Stage, reference: str) -> None:
    """Moved up; passed on; taken up; reached by telephone; a stand-in named by the lead."""
    priya, omar, grace, ruth = (stage.person(name) for name in ("Priya", "Omar", "Grace", "Ruth"))

    assert told(stage, lambda: answers(priya, "move_up")) == {"Grace", "Omar"}
    passed_on = told(
        stage,
        lambda: answers(
            omar, "more", {"person": "Freya Lindqvist"}, chosen="This isn’t mine", search="person"
        ),
    )
    assert passed_on == {"Freya", "Ruth", "Gareth"}
    assert f"{reference} is no longer with you" in omar.sees().words

    assert told(stage, lambda: answers(grace, "take_up", {"promise": "today"})) == {"Freya"}
    assert "Grace Mensah" in stage.person("Freya").sees().words
    answers(grace, "more", {"agency": "Children's Services"}, chosen="I reached them by phone")
    stage.settle()
    assert "says that it has reached you by phone" in stage.person("Freya").sees().words

    ruth.presses("who_to_ring")
    assert "Freya Lindqvist" in ruth.view.words
    ruth.closes()
    named = {"agency": "Children's Services", "person": "Kit Marlowe-Jones"}
    stood_in = told(stage, lambda: answers(ruth, "stand_in", named, search="person"))
    assert stood_in >= {"Kit"}
    assert "the safeguarding lead has asked you to stand in" in stage.person("Kit").sees().words


def a_route_is_chosen(stage: Stage) -> None:
    """A designated professional chooses the way to the managers of their agency, and back."""
    lucy = stage.person("Lucy")

    for pressed, recorded in (
        ("designated_route", "your agency uses the designated route"),
        ("line_route", "your agency goes by line management"),
    ):
        presses_in_home(stage, lucy, pressed)
        assert recorded in lucy.view.words
        lucy.closes()
        stage.settle()


def managers_seek_advice(stage: Stage) -> None:
    """Advice recorded where it waits and where it is asked for; the note of the managers' own talk."""
    grace, kit = stage.person("Grace"), stage.person("Kit")

    opens_what_waits(stage, grace, "discussion")
    assert grace.view.callback_id == "note_form"
    grace.closes()
    opens_what_waits(stage, grace, "advice")
    asked = {"person": grace.finds("person", "Lucy Armitage"), "advice": "Ask the school too."}
    assert told(stage, lambda: grace.submits(asked)) == set()
    kit.presses("advice")
    kit.chooses("sought", "not_sought")
    assert told(stage, lambda: kit.submits({"why_not": "Nobody could be reached."})) == set()
    assert "It is advice, not a decision" in grace.sees().words
    assert "why nobody was asked for advice" in grace.sees().words


def it_is_asked_how_soon(stage: Stage) -> None:
    """The time that protects the child passes; it is said anew, where it is asked and where it waits."""
    sam, cora = stage.person("Sam"), stage.person("Cora")

    assert told(stage, lambda: stage.move_to("Wednesday 2026-11-25 12:00")) >= {"Sam", "Cora", "Ruth"}
    opens_what_waits(stage, cora, "risk")
    assert "How soon now?" in cora.view.title + cora.view.words
    cora.closes()
    sam.presses("risk")
    sam.chooses("soon", "procedure")

    assert told(stage, sam.submits) == {"Ruth", "Gareth"}
    assert "in the procedure’s own time" in cora.sees().words


def it_is_settled_and_closed(stage: Stage, reference: str) -> None:
    """An outcome refused, another agreed; issues with owners; copies filed; closed."""
    priya, sam, cora = (stage.person(name) for name in ("Priya", "Sam", "Cora"))

    answers(sam, "outcome", OUTCOME)
    stage.settle()
    opens_what_waits(stage, cora, "confirmation")
    unexplained = cora.sends({"answer": "do_not_agree"})
    assert unexplained.outcome == "errors"
    cora.submits({"answer": "do_not_agree", "why": "Three months are too few."})
    cora.closes()
    stage.settle()
    assert "The proposed outcome is off the table" in sam.sees().words
    assert "Three months are too few." in sam.sees().words
    answers(sam, "outcome", {**OUTCOME, "agreed": "The plan goes on for six months."})
    stage.settle()
    answers(cora, "confirm", {"answer": "agree"})
    stage.settle()
    assert "it is settled, and the time has stopped" in priya.sees().words

    priya.presses("raiser_told")
    assert "The plan goes on for six months." in priya.view.words
    priya.closes()
    opens_what_waits(stage, priya, "told")
    priya.submits({"answer": "content"})
    priya.closes()
    stage.settle()
    assert "has been told how it was settled, and is content" in sam.sees().words

    they_look_back(stage, sam, cora)
    chooses_else(sam, "thank")
    assert told(stage, lambda: sam.submits({"person": "Cora Whitlow (Health)"})) == {"Cora"}
    sam.closes()
    lists_the_last_letter(stage, sam, cora)
    owner = {"issue": "1", "owner": "Priya Nair", "by": "2026-12-02"}
    answers(sam, "own_issue", owner, search="owner")
    stage.settle()
    opens_what_waits(stage, sam, "owner")
    sam.submits({"issue": "2", "owner": sam.finds("owner", "Cora"), "by": "2026-12-02"})
    sam.closes()
    sam.presses("copy_record")
    assert "The plan goes on for six months." in sam.view.words
    sam.closes()
    answers(sam, "filed")
    stage.settle()
    opens_what_waits(stage, cora, "copy")
    cora.presses_here("filed")
    cora.submits()
    cora.closes()
    stage.settle()
    opens_what_waits(stage, priya, "closing")
    priya.closes()
    assert told(stage, lambda: answers(priya, "close")) >= {"Sam", "Cora"}
    assert f"{reference} is closed" in sam.sees().words
    assert priya.room().archived
    what_was_left_open_is_done(stage)


def a_lead_reads_the_figures(stage: Stage) -> None:
    """Of the quarter that runs, of the year, and as a text to take away."""
    ruth = stage.person("Ruth")

    presses_in_home(stage, ruth, "figures")
    ruth.presses_here("figures_of", chosen="the year 2026")
    assert "1 disagreement was settled" in ruth.view.words
    ruth.presses_here("copy_figures")
    assert "Fewer than 5 were settled" in ruth.view.words
    ruth.closes()


def they_look_back(stage: Stage, sam: Actor, cora: Actor) -> None:
    """What helped and what delayed, from the card and where it waits; a lead reads it together."""
    ruth = stage.person("Ruth")
    assert told(stage, lambda: answers(sam, "look_back", {"delayed": "Nobody knew who decides."})) == set()
    opens_what_waits(stage, cora, "look_back")
    cora.submits({"helped": "The managers rang."})
    cora.closes()
    presses_in_home(stage, ruth, "look_backs")
    assert "Nobody knew who decides." in ruth.view.words
    assert "The managers rang." in ruth.view.words
    ruth.closes()


def what_was_left_open_is_done(stage: Stage) -> None:
    """One issue where it waits, the other from the window that lists all that one may do."""
    priya, sam = stage.person("Priya"), stage.person("Sam")

    opens_what_waits(stage, priya, "issue")
    assert told(stage, lambda: priya.submits({"words": "The nursery was rung."})) >= {"Sam", "Cora"}
    priya.closes()
    sam.presses("read", reading="is closed")
    sam.presses_here("else")
    sam.presses_here("issue_done")
    sam.submits({"issue": "2", "words": "Written to on Tuesday."})
    sam.closes()
    stage.settle()
    assert "Open issue 2 is done, says Sam Okoro" in priya.sees().words


def what_is_over_is_opened_again(stage: Stage, reference: str) -> None:
    """Opened again from the message that said that it is closed; too late, it is raised anew."""
    sam = stage.person("Sam")

    sam.presses("read", reading=f"{reference} is closed")
    sam.presses_here("reopen")
    assert told(stage, lambda: sam.submits({"why": "The plan was not followed."})) >= {"Priya", "Cora"}
    sam.closes()
    answers(sam, "outcome", {**OUTCOME, "open_issues": "nothing"})
    stage.settle()
    answers(stage.person("Cora"), "confirm", {"answer": "agree"})
    stage.settle()
    stage.move_to("Monday 2027-05-10 10:00")
    sam.presses("read", reading=f"{reference} is closed")
    sam.presses_here("reopen")
    sam.presses_here("raise_anew")
    assert sam.view.value("their_reference") == f"Earlier: {reference}"
    sam.closes()


def others_learn_from_one(stage: Stage) -> None:
    """A lead refers what was closed, from the digest of the morning after."""
    ruth = stage.person("Ruth")
    reference = closed(stage, is_approved=True)
    stage.move_to("Thursday 2026-11-26 08:30")

    opens_in_digest(stage, reference)
    assert told(stage, lambda: ruth.submits({"summary": SUMMARY})) == {"Priya", "Tom"}
    assert "Subject: Referral for wider learning" in ruth.view.words
    ruth.closes()


def rooms_are_lost(stage: Stage) -> None:
    """A room archived by hand, deleted, and left by us; somebody brought in who has no part."""
    priya, tom, ruth, zed = (stage.person(name) for name in ("Priya", "Tom", "Ruth", "Zed"))
    losses: dict[str, Callable[[str], None]] = {
        "archived": lambda room: stage.practice.archive(priya.id, room),
        "deleted": lambda room: stage.practice.delete_channel(priya.id, room),
        "left": lambda room: stage.practice.remove_from_channel(priya.id, room, BOT),
    }

    for lose in losses.values():
        reference = raised_by(stage, "Priya", "Tom")
        lose(priya.room().id)
        ruth.waits_for(reads(f"{reference}: its private room is gone"))
        stage.settle()
        for who in (tom, priya):
            in_room = " ".join(message.words for message in who.room().messages)
            assert "The earlier private room is gone, or closed to us" in in_room

    assert zed.sees().private_channels == ()
    raised_by(stage, "Priya", "Tom")
    stage.practice.invite(priya.id, priya.room().id, zed.id)
    ruth.waits_for(reads("somebody without a part has come into its private room"))


def what_was_not_delivered_is_dealt_with(stage: Stage) -> None:
    """A call that Slack refuses stands before the lead, who rings."""
    ruth = stage.person("Ruth")
    stage.practice.fault("chat.postMessage", "error", error="msg_too_long", to="U0TOM")
    reference = raised_by(stage, "Priya", "Tom")

    presses_in_home(stage, ruth, "dealt_with")
    assert reference in ruth.view.words
    ruth.submits({"made_good": "telephoned"})
    assert "you have dealt with it" in ruth.view.words
    ruth.closes()


def what_is_owed_is_done(stage: Stage, folder: Path) -> None:
    """Under a procedure with duties: from where it waits, and from the window that lists all one may do."""
    priya, tom = stage.person("Priya"), stage.person("Tom")
    follows_lincolnshire(stage, folder)

    raised_by(stage, "Priya", "Tom")
    stage.settle()
    opens_what_waits(stage, tom, "duty")
    tom.submits()
    tom.closes()
    raised_by(stage, "Priya", "Tom")
    stage.settle()
    chooses_else(tom, "duty_done")
    tom.submits()
    tom.closes()
    stage.settle()
    assert "Children's Services has done what it owed: acknowledge it" in priya.sees().words


def people_come_and_go(stage: Stage, listening: Listening) -> None:
    """A new account can be named; one switched off while it is called is replaced."""
    priya, mina = stage.person("Priya"), stage.person("Mina")

    stage.practice.add_person("U0BRUNO", "Bruno Ash", "bruno.ash@northmere.example")
    listening.waits_to_hear([("event", "team_join")])
    stage.settle()
    priya.types()
    assert priya.finds("against", "Bruno Ash")
    priya.closes()

    stage.practice.deactivate("U0TOM")
    mina.waits_for(reads("has left the post or can’t be reached"))


def an_old_button_is_pressed(stage: Stage) -> None:
    """A button of an earlier version, still standing in a message, is answered."""
    priya = stage.person("Priya")
    words = {"type": "plain_text", "text": "Press"}
    button = {"type": "button", "action_id": "a_button_of_last_year", "value": "1", "text": words}
    WebClient(BOT_TOKEN, base_url=stage.slack.api_url).chat_postMessage(
        channel=priya.id, text="A button", blocks=[{"type": "actions", "elements": [button]}]
    )

    priya.presses("a_button_of_last_year")

    assert "We don’t know this button any more" in priya.view.words
    priya.closes()


def the_app_is_taken_out(stage: Stage, listening: Listening) -> None:
    """The app is taken out of the workspace: it hears so, and says nothing more to anybody."""
    stage.settle()
    before = len(deliveries(stage))

    stage.practice.uninstall_app()

    listening.waits_to_hear([("event", "app_uninstalled"), ("event", "tokens_revoked")])
    stage.settle()
    assert deliveries(stage)[before:] == []
