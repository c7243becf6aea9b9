"""What people write down, and how they bring it to its end: each deed by its name."""

from datetime import timedelta

from procedure import (
    actions,
    acts,
    afterwards,
    closing,
    communications,
    follow_up,
    lessons,
    notes,
    reopening,
    steps,
)
from procedure.acts import Answer, Channel, Leaves, RaiserAnswer, Settlement
from procedure.case import Note
from procedure.refusal import Refused
from tests.procedure.stories.scene import WORDS, Deed, Scene, acting, leads, the_raiser, with_a_part


def a_talk_is_noted(scene: Scene) -> None:
    """Somebody notes a discussion; whoever is named in it has a part from then on."""
    act = notes.save(scene.case, scene.by, _draft(scene), scene.now)
    _take_note(scene, act)


def a_note_is_corrected(scene: Scene) -> None:
    """Its author corrects a note."""
    note = _a_note(scene)
    _take_note(
        scene, notes.correct(scene.case, scene.by, note.number, note.version, _draft(scene), scene.now)
    )


def _take_note(scene: Scene, act: acts.NoteSaved) -> None:
    notes.require_private(scene.case, act.took_part, scene.roster)
    new = [person for person in act.took_part if scene.case.agency_of(person) is None]
    scene.does(*(acts.Joined(person, person // 1000) for person in new), act)
    scene.record(*steps.after_note(scene.case, act, scene.now))


def _draft(scene: Scene) -> notes.Draft:
    there = scene.one_of([*acting(scene), *with_a_part(scene), *scene.roster.people])
    return notes.Draft(
        held_at=scene.now - timedelta(hours=scene.one_of([0, 0, 2, 50])),
        channel=scene.one_of([Channel.CALL, Channel.MEETING, Channel.ADVICE]),
        took_part=(there,),
        others=scene.one_of([None, None, WORDS]),
        said=WORDS,
        child=WORDS,
        actions=None,
        same_child=False,
        leaves=scene.one_of([Leaves.PARTLY, Leaves.SETTLED]),
    )


def _a_note(scene: Scene) -> Note:
    return scene.one_of(scene.case.notes)


def a_note_is_approved(scene: Scene) -> None:
    """Somebody who was there holds it to be right; mostly one who has not said so yet."""
    note = _a_note(scene)
    missing = notes.missing_approvals(scene.case, note, scene.roster.people)
    scene.by = scene.one_of([*missing, *missing, scene.by])
    scene.does(notes.approve(scene.case, scene.by, note.number, note.version))


def a_note_is_disputed(scene: Scene) -> None:
    """Somebody who was there does not."""
    note = _a_note(scene)
    scene.does(notes.dispute(scene.case, scene.by, note.number, note.version, WORDS))


def a_note_is_read_back(scene: Scene) -> None:
    """Somebody outside Slack hears it."""
    note = _a_note(scene)
    heard = notes.Heard(WORDS, scene.now, is_right=True, words=None)
    scene.does(notes.read_back(scene.case, scene.by, note.number, note.version, heard, scene.now))


def a_note_is_filed(scene: Scene) -> None:
    """An agency says that its copy is on the child's file."""
    note = _a_note(scene)
    scene.does(notes.file(scene.case, scene.by, note.number, note.version, None))


def an_action_is_added(scene: Scene) -> None:
    """Somebody will do something by a day."""
    today = scene.now.date()
    owner = scene.one_of(scene.case.parts)
    scene.does(actions.add(scene.case, scene.by, WORDS, owner, today, None, today))


def an_outcome_is_proposed(scene: Scene) -> None:
    """What was agreed is put in writing, with what is still open."""
    issues = scene.one_of([(), (WORDS,)])
    proposal = closing.Proposal(scene.one_of(Settlement), WORDS, WORDS, issues, Answer.ACCEPT)
    scene.does(closing.propose(scene.case, scene.by, proposal))


def an_outcome_is_answered(scene: Scene) -> None:
    """One more agency answers; mostly it agrees."""
    proposed_at = scene.case.outcome.proposed_at if scene.case.outcome else scene.now
    given = scene.one_of([*[Answer.AGREE] * 6, Answer.ACCEPT, Answer.DO_NOT_AGREE])
    scene.does(closing.answer(scene.case, scene.by, given, proposed_at, WORDS))


def it_is_opened_again(scene: Scene) -> None:
    """Whoever had a part has it opened again."""
    scene.does(reopening.reopen(scene.case, scene.by, WORDS, scene.roster, scene.now))


def an_issue_has_its_owner(scene: Scene) -> None:
    """Somebody says who pursues what is open."""
    today = scene.now.date()
    issue, owner = scene.one_of(scene.case.issues), scene.one_of(scene.case.parts)
    scene.does(closing.own_issue(scene.case, scene.by, issue.number, owner, today, today))


def an_issue_is_done(scene: Scene) -> None:
    """What was open is done."""
    scene.does(closing.finish_issue(scene.case, scene.by, scene.one_of(scene.case.issues).number, WORDS))


def somebody_is_thanked(scene: Scene) -> None:
    """Somebody thanks another for how they handled it."""
    person = scene.one_of(afterwards.to_be_thanked(scene.case, scene.by, scene.roster))
    scene.does(afterwards.thank(scene.case, scene.by, person, scene.roster))


def the_last_is_answered(scene: Scene) -> None:
    """Whoever has not answered the outcome yet agrees."""
    outcome = scene.case.outcome
    if outcome is None:
        raise Refused("no_outcome")
    agency = scene.one_of(agency for agency in scene.case.agencies if agency not in outcome.answers)
    scene.by = scene.one_of(scene.case.answering(agency))
    scene.does(closing.answer(scene.case, scene.by, Answer.AGREE, outcome.proposed_at, None))


def a_copy_is_filed(scene: Scene) -> None:
    """An agency whose copy is missing files it."""
    missing = [person for person, agency in scene.case.parts.items() if agency in scene.case.unfiled]
    scene.by = scene.one_of([person for person in missing if person not in scene.case.supporters])
    scene.does(closing.file_copy(scene.case, scene.by))


WRITTEN: tuple[Deed, ...] = (
    Deed("a talk is noted", a_talk_is_noted, acting, weight=5),
    Deed("a note is corrected", a_note_is_corrected, acting, weight=2),
    Deed("a note is approved", a_note_is_approved, with_a_part, weight=5),
    Deed("a note is disputed", a_note_is_disputed, with_a_part, weight=2),
    Deed("a note is read back", a_note_is_read_back, with_a_part),
    Deed("a note is filed", a_note_is_filed, with_a_part),
    Deed("an action is added", an_action_is_added, with_a_part),
    Deed(
        "an action is done",
        lambda scene: scene.does(
            actions.done(scene.case, scene.by, scene.one_of(one.number for one in scene.case.actions))
        ),
        with_a_part,
    ),
    Deed(
        "a letter is listed",
        lambda scene: scene.does(
            communications.add(scene.case, scene.by, WORDS, scene.now.date(), WORDS, scene.now.date())
        ),
        with_a_part,
    ),
)
"""What is written down until it is over."""

ENDING: tuple[Deed, ...] = (
    Deed("an outcome is proposed", an_outcome_is_proposed, acting, weight=5),
    Deed("an outcome is answered", an_outcome_is_answered, acting, weight=4),
    Deed("the last is answered", the_last_is_answered, weight=6),
)
"""How it is settled."""

SETTLED: tuple[Deed, ...] = (
    Deed("a copy is filed", a_copy_is_filed, weight=8),
    Deed("an issue has its owner", an_issue_has_its_owner, with_a_part, weight=3),
    Deed("an issue is done", an_issue_is_done, with_a_part, weight=2),
    Deed(
        "the raiser is told",
        lambda scene: scene.does(
            follow_up.raiser_told(scene.case, scene.by, scene.one_of(RaiserAnswer), WORDS)
        ),
        the_raiser,
    ),
    Deed(
        "no letter is left",
        lambda scene: scene.does(communications.complete(scene.case, scene.by)),
        with_a_part,
        weight=2,
    ),
    Deed(
        "it is referred for learning",
        lambda scene: scene.does(lessons.refer(scene.case, scene.by, WORDS, scene.roster)),
        leads,
        weight=4,
    ),
    Deed(
        "it is closed",
        lambda scene: scene.does(closing.close(scene.case, scene.by)),
        with_a_part,
        weight=6,
    ),
    Deed(
        "somebody looks back",
        lambda scene: scene.does(afterwards.look_back(scene.case, scene.by, WORDS, None)),
        acting,
        weight=2,
    ),
    Deed("somebody is thanked", somebody_is_thanked, with_a_part),
    Deed("it is opened again", it_is_opened_again, with_a_part, weight=2),
)
"""What follows once every agency has agreed, and after the closing."""
