"""Whatever people and time do to a disagreement: it can always be brought on, to its end."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given

from procedure import acts, closing, ladder, notes
from procedure.acts import Answer, Channel, Leaves, Settlement
from procedure.case import OVER, State
from procedure.roster import Person, Post, Roster
from tests.procedure.stories.scene import WORDS, Moment, Scene
from tests.procedure.stories.told import Beginning, Steps, beginnings, steps, told_as

PROPOSAL = closing.Proposal(Settlement.STANDS, WORDS, WORDS, (WORDS,), Answer.ACCEPT)


@given(beginnings, steps)
def test_whatever_has_happened_it_can_be_settled_and_closed(beginning: Beginning, happened: Steps) -> None:
    moment = told_as(beginning, happened)[-1]
    scene = Scene(moment.case, with_newcomers(moment), moment.now, 0)
    if scene.case.state is State.OPEN:
        everyone_agrees(scene)
    if scene.case.state is State.AGREED:
        everyone_files_and_closes(scene)

    assert scene.case.state in OVER


def with_newcomers(moment: Moment) -> Roster:
    """
    Return who is who, with somebody new in each agency, its designated lead, who has no part: accounts may
    all be gone.
    """
    people, posts = dict(moment.roster.people), dict(moment.roster.posts)
    for agency in moment.roster.agencies:
        new = newcomer(agency)
        people[new] = Person(new, "New", agency)
        posts[new] = Post(new, agency, "designated lead", holders=(new,), is_designated_lead=True)
    return replace(moment.roster, people=people, posts=posts)


def newcomer(agency: int) -> int:
    """Return the number of somebody new in an agency."""
    return 1000 * agency + 500


def everyone_agrees(scene: Scene) -> None:
    """A lead names whoever is missing, one proposes, each agency agrees."""
    for agency in scene.case.agencies:
        if not answering(scene, agency):
            stand_in = ladder.name_stand_in(scene.case, agency, newcomer(agency), scene.roster, scene.now)
            scene.record(stand_in)
    if scene.case.outcome is None:
        by = answering(scene, scene.case.agencies[0])[0]
        scene.record(closing.propose(scene.case, by, PROPOSAL), by=by)
    while scene.case.state is State.OPEN:
        outcome = scene.case.outcome
        assert outcome is not None
        agency = next(each for each in scene.case.agencies if each not in outcome.answers)
        by = answering(scene, agency)[0]
        scene.record(closing.answer(scene.case, by, Answer.AGREE, outcome.proposed_at), by=by)


def answering(scene: Scene, agency: int) -> tuple[int, ...]:
    """Return who can answer for an agency and be reached."""
    return scene.roster.reachable(scene.case.answering(agency))


def everyone_files_and_closes(scene: Scene) -> None:
    """Each agency files, every issue is done, and it is closed."""
    for agency in scene.case.unfiled:
        if not any(speaking(scene, agency)):
            is_named_in_a_note(scene, newcomer(agency))
        by = next(speaking(scene, agency))
        scene.record(closing.file_copy(scene.case, by), by=by)
    anyone = next(person for agency in scene.case.agencies for person in speaking(scene, agency))
    for issue in scene.case.issues:
        if issue.done_at is None:
            scene.record(closing.finish_issue(scene.case, anyone, issue.number, WORDS), by=anyone)
    scene.record(closing.close(scene.case, anyone), by=anyone)


def speaking(scene: Scene, agency: int) -> Iterator[int]:
    """Yield who has a part for an agency, can be reached, and is no supporter."""
    theirs = [person for person, of in scene.case.parts.items() if of == agency]
    return (each for each in scene.roster.reachable(theirs) if each not in scene.case.supporters)


def is_named_in_a_note(scene: Scene, person: int) -> None:
    """Somebody who can be reached notes a talk with a newcomer, who has a part from then on."""
    by = scene.roster.reachable(scene.case.parts)[0]
    talk = notes.Draft(
        scene.now, Channel.CALL, (person,), None, WORDS, WORDS, None, same_child=False, leaves=Leaves.PARTLY
    )
    saved = notes.save(scene.case, by, talk, scene.now)
    notes.require_private(scene.case, saved.took_part, scene.roster)
    scene.record(acts.Joined(person, person // 1000), saved, by=by)
