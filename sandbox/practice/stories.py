"""The two stories of the demo, from start to end with the clock moved; the tests take the same path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from sandbox.practice.stage import Actor, Stage


class Teller(Protocol):
    """Tells a story as it happens: what is done, and what each person sees then."""

    def scene(self, title: str) -> None:
        """Begin a part of the story; the time shown is the workspace's."""

    def does(self, who: Actor, what: str) -> None:
        """Say what somebody does."""

    def shows_view(self, who: Actor) -> None:
        """Show the window before somebody."""

    def shows_news(self, *people: Actor) -> None:
        """Show what has reached people since they were last looked at."""


@dataclass(frozen=True)
class Told:
    """What a story leaves behind: the disagreement's reference and its record in plain text."""

    reference: str
    record: str


def school_and_social_care(stage: Stage, tell: Teller) -> Told:
    """A referral is closed; nobody answers; it climbs over Christmas until the heads of service agree."""
    amy, tom, dylan, omar = (stage.person(name) for name in ("Amy", "Tom", "Dylan", "Omar"))
    noor, sam, stefan, bethan, ruth = (
        stage.person(name) for name in ("Noor", "Sam", "Stefan", "Bethan", "Ruth")
    )
    paula = stage.person("Paula")

    tell.scene("Tuesday 22 December, 16:30. The last day of term; a referral has been closed.")
    reference = raises(stage, tell, amy, "Tom Ellery", _SCHOOL_WORDS)
    tell.shows_news(tom)

    tell.scene(
        "Thursday 31 December, 17:00. The practitioners' working week has run out; nobody has answered."
    )
    stage.move_to("Wednesday 2026-12-30 09:00")
    tell.shows_news(amy)
    stage.move_to("Thursday 2026-12-31 17:00")
    tell.shows_news(dylan, omar)

    tell.scene("Friday 8 January, 17:00. The first-line managers have not answered either.")
    stage.practice.deactivate(paula.id)
    stage.move_to("Thursday 2027-01-07 09:00")
    tell.shows_news(dylan, omar)
    stage.move_to("Friday 2027-01-08 17:00")
    tell.does(paula, "has left the school; her deputy is called in her place.")
    tell.shows_news(noor, sam, ruth)

    tell.scene("Friday 15 January, 17:00. It reaches the heads of service.")
    stage.move_to("Thursday 2027-01-14 09:00")
    stage.move_to("Friday 2027-01-15 17:00")
    tell.shows_news(stefan, bethan)

    tell.scene("Monday 18 January, 10:00. The heads of service settle it.")
    stage.move_to("Monday 2027-01-18 10:00")
    tell.does(stefan, "presses I'm on it.")
    takes_up(stefan, "today")
    stage.settle()
    tell.shows_news(bethan)
    stage.move_to("Monday 2027-01-18 14:10")
    records_a_discussion(stage, tell, stefan, "Bethan", _SCHOOL_NOTE)
    tell.shows_news(bethan)
    tell.does(bethan, "reads the note and presses It is right.")
    bethan.presses("approve")
    bethan.closes()
    settles(stage, tell, stefan, bethan, _SCHOOL_OUTCOME)
    record = files_and_closes(stage, tell, stefan, bethan, reference)
    return Told(reference, record)


def injury_to_an_infant(stage: Stage, tell: Teller) -> Told:
    """A suspected non-accidental injury to an infant, Friday 16:50: nobody waits for anything."""
    priya, omar, grace = (stage.person(name) for name in ("Priya", "Omar", "Grace"))
    lucy, yusuf, ruth = (stage.person(name) for name in ("Lucy", "Yusuf", "Ruth"))

    tell.scene("Friday 29 January, 16:50. A baby who can't yet move has a bruise.")
    stage.move_to("Friday 2027-01-29 16:50")
    tell.does(priya, "types /disagree and chooses the second answer: the form changes at once.")
    priya.types()
    priya.chooses("danger", "infant_injury")
    priya.fills({"against": [priya.finds("against", "Northmere front door")]})
    tell.shows_view(priya)
    priya.submits()
    tell.does(priya, "presses Raise it. Both managers and both designated leads are called at once.")
    reference = priya.view.title.split()[-1]
    tell.shows_view(priya)
    priya.closes()
    stage.settle()
    tell.shows_news(omar, grace, lucy, yusuf, ruth)

    tell.scene("Friday 16:56. The team manager is on it.")
    stage.move_to("Friday 2027-01-29 16:56")
    tell.does(omar, "presses I'm on it: within the hour.")
    takes_up(omar, "hour")
    tell.does(omar, "records the protective step: a strategy discussion with the police.")
    omar.presses("more", chosen="A step to protect the child")
    omar.submits({"step_kind": "strategy_discussion", "stands": "asked"})
    omar.closes()
    stage.settle()
    tell.shows_news(grace)

    tell.scene("Friday 17:35. Both managers have spoken.")
    stage.move_to("Friday 2027-01-29 17:35")
    records_a_discussion(stage, tell, omar, "Grace", _INFANT_NOTE)
    tell.does(grace, "presses It is right.")
    grace.presses("approve")
    grace.closes()
    settles(stage, tell, omar, grace, _INFANT_OUTCOME)
    record = files_and_closes(stage, tell, omar, grace, reference)

    tell.scene("Monday 1 February, 08:30. The safeguarding lead's digest.")
    stage.move_to("Monday 2027-02-01 08:30")
    tell.shows_news(ruth)
    return Told(reference, record)


def raises(stage: Stage, tell: Teller, who: Actor, against: str, words: Mapping[str, str]) -> str:
    """Raise a disagreement in which nobody is in danger; return its reference."""
    tell.does(who, "types /disagree.")
    who.types()
    who.chooses("danger", "none")
    who.fills({"against": [who.finds("against", against)], **words})
    tell.shows_view(who)
    tell.does(who, "presses Raise it.")
    who.submits()
    tell.shows_view(who)
    reference = who.view.title.split()[-1]
    who.closes()
    stage.settle()
    tell.shows_news(who)
    return reference


def takes_up(who: Actor, promise: str) -> None:
    """Press *I'm on it* and say by when one will have spoken."""
    who.presses("take_up")
    who.submits({"promise": promise})
    who.closes()


def records_a_discussion(
    stage: Stage, tell: Teller, who: Actor, with_whom: str, note: Mapping[str, str]
) -> None:
    """Record a telephone call that both have just had."""
    tell.does(who, f"records the talk with {with_whom}.")
    who.presses("note")
    who.submits({"took_part": [who.finds("took_part", with_whom)], "channel": "call", **note})
    who.closes()
    stage.settle()


def proposes(stage: Stage, tell: Teller, who: Actor, outcome: Mapping[str, str]) -> None:
    """Propose an outcome for one agency, and agree for it."""
    tell.does(who, "puts the outcome in writing.")
    who.presses("outcome")
    who.submits({**outcome, "answer": "agree"})
    who.closes()
    stage.settle()


def settles(stage: Stage, tell: Teller, proposer: Actor, other: Actor, outcome: Mapping[str, str]) -> None:
    """Propose an outcome for one agency, and confirm it for the other."""
    proposes(stage, tell, proposer, outcome)
    tell.shows_news(other)
    tell.does(other, "reads it and answers for their agency: We agree.")
    other.presses("confirm")
    other.submits({"answer": "agree"})
    other.closes()
    stage.settle()


def files_and_closes(stage: Stage, tell: Teller, one: Actor, other: Actor, reference: str) -> str:
    """Name who pursues what is open, file both copies, close; return the record as it goes on the file."""
    tell.does(one, "names who pursues what is still open, and by when.")
    one.presses("own_issue")
    next_week = stage.practice.now().date() + timedelta(days=7)
    one.submits({"issue": "1", "owner": one.finds("owner", other.name), "by": f"{next_week}"})
    one.closes()
    tell.does(one, "copies the record for the child's file.")
    one.presses("copy_record")
    record = one.view.words
    one.closes()
    for who in (one, other):
        tell.does(who, "says that the copy is on the child's file.")
        who.presses("filed")
        who.submits()
        who.closes()
    stage.settle()
    tell.does(one, "closes the disagreement.")
    one.presses("close")
    one.submits()
    one.closes()
    stage.settle()
    tell.shows_news(other)
    return record


_SCHOOL_WORDS = {
    "dispute": "The referral was closed with no further action. The child still comes to school "
    "hungry and says that nobody is at home.",
    "wanted": "An assessment, with a visit at home.",
    "soon": "procedure",
    "their_reference": "Referral sent 14 December",
}

_SCHOOL_NOTE = {
    "said": "Education: three further absences and a child who is hungry. Children's Services: the first "
    "referral did not say so. Both agree that what has come since changes the picture.",
    "child": "The child is alone after school twice a week. Breakfast and after-school club from today.",
    "actions": "Children's Services: home visit by Wednesday 20 January.",
    "leaves": "partly",
}

_SCHOOL_OUTCOME = {
    "how": "changed",
    "agreed": "The referral is reopened and an assessment is begun, with a visit at home by Wednesday.",
    "open_issues": "Why the second letter of the school was not linked to the referral",
    "safe": "Breakfast and after-school club; the school rings the duty desk on any absence.",
}

_INFANT_NOTE = {
    "said": "Health: a bruise on a baby who does not yet move, no account that explains it. Children's "
    "Services: agreed, a strategy discussion was held with the police.",
    "child": "The child is seen at the hospital tonight and stays there until the enquiry has decided.",
    "actions": "Children's Services: section 47 enquiry begun today. Health: medical examination tonight.",
    "leaves": "partly",
}

_INFANT_OUTCOME = {
    "how": "changed",
    "agreed": "A joint enquiry has begun; medical examination tonight; the plan is reviewed on Monday.",
    "open_issues": "Who tells the nursery",
    "safe": "The child stays in hospital over the weekend.",
}
