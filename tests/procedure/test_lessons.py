import pytest

from procedure import acts, closing, lessons, notes
from procedure.acts import Answer, Party, PartySide, Way
from procedure.lessons import Followed
from procedure.rules import Rules
from tests.procedure.partnership import (
    FRIDAY,
    GRACE,
    GWEN,
    HEALTH,
    OMAR,
    PEOPLE,
    PRIYA,
    RAJ,
    ROSTER,
    RUTH,
    SOCIAL_CARE,
    TOM,
    TOP,
    WORDS,
    ZED,
    Told,
    away,
    managers_called,
    note,
    raised,
    refuses,
)

EVERYONE = frozenset(person.id for person in PEOPLE)


def agreed(told: Told, one: int, other: int) -> Told:
    act = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (), Answer.AGREE)
    return told.then(act, by=one).then(acts.OutcomeAnswered(SOCIAL_CARE, Answer.AGREE), by=other)


def followed(rules: Rules) -> Told:
    """The managers were called in time, talked, settled it, and each copy is on the file."""
    told = managers_called(rules)
    told = told.then(
        note(GRACE, OMAR, held="Monday 2026-12-07 10:00"), by=GRACE, when="Monday 2026-12-07 10:00"
    )
    told = told.then(notes.approve(told.case, OMAR, 1, 1), by=OMAR)
    told = agreed(told, GRACE, OMAR)
    return told.then(closing.file_copy(told.case, GRACE), closing.file_copy(told.case, OMAR), by=OMAR)


@pytest.mark.clause("Beds 7.1")
def test_where_the_procedure_was_followed_a_lead_refers_it_once(bedfordshire_rules: Rules) -> None:
    told = followed(bedfordshire_rules)
    assert lessons.checklist(told.case, EVERYONE) == dict.fromkeys(Followed, True)

    act = lessons.refer(told.case, RUTH, WORDS, ROSTER)
    told = told.then(act, by=RUTH)

    assert act == acts.LessonsReferred("Joint Steering Group (example)", WORDS)
    assert told.case.lessons == told.entries[-1]
    with refuses("referred_already"):
        lessons.refer(told.case, RUTH, WORDS, ROSTER)


@pytest.mark.clause("Beds 7.1")
def test_where_it_was_not_followed_it_is_refused_with_what_is_missing(london_rules: Rules) -> None:
    told = agreed(raised(london_rules, when=FRIDAY), PRIYA, TOM)

    with refuses("procedure_not_followed") as refused:
        lessons.refer(told.case, RUTH, WORDS, ROSTER)

    assert refused.value.facts == {"names": (Followed.NOTES, Followed.COPIES)}


def test_a_note_that_is_not_approved_is_no_clear_record(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)

    assert not lessons.checklist(told.case, EVERYONE)[Followed.NOTES]
    assert lessons.checklist(told.case, EVERYONE - {TOM})[Followed.NOTES]


def test_a_tier_passed_over_left_late_or_run_out_at_the_top_was_not_followed(london_rules: Rules) -> None:
    in_time = raised(london_rules, when=FRIDAY).run_out()
    late = raised(london_rules, when=FRIDAY).delivered()
    moved = acts.MovedUp(1, acts.MoveReason.TIME_RAN_OUT, None, None, late.case.due_at, ())
    over = raised(london_rules, when=FRIDAY, roster=away(GRACE, GWEN, OMAR))
    at_the_top = raised(london_rules, when=FRIDAY).up_to(TOP).run_out()

    assert lessons.checklist(in_time.case, EVERYONE)[Followed.TIERS]
    for told in (
        late.then(moved, when="Monday 2026-12-07 09:00"),
        in_time.then(acts.MovedUp(3, acts.MoveReason.NO_HOLDER, None, None, None, (), (), ("senior",))),
        at_the_top,
    ):
        assert not lessons.checklist(told.case, EVERYONE)[Followed.TIERS]
    assert lessons.checklist(over.case, EVERYONE)[Followed.TIERS]


@pytest.mark.parametrize("by", [PRIYA, GRACE, ZED, RAJ])
def test_nobody_but_a_lead_refers_it(london_rules: Rules, by: int) -> None:
    with refuses("not_a_lead"):
        lessons.refer(followed(london_rules).case, by, WORDS, ROSTER)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        pytest.param((), "not_agreed_yet", id="open"),
        pytest.param((acts.TakenBack(),), "is_taken_back", id="taken back"),
    ],
)
def test_only_what_is_settled_is_referred(
    london_rules: Rules, end: tuple[acts.Act, ...], reason: str
) -> None:
    told = raised(london_rules, when=FRIDAY).then(*end, by=PRIYA)

    with refuses(reason):
        lessons.refer(told.case, RUTH, WORDS, ROSTER)


def test_what_stays_inside_an_agency_is_not_the_areas_to_refer(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    opened = told.entries[0].act
    assert isinstance(opened, acts.Raised)
    own = (Party(HEALTH, PartySide.RAISED_BY, None, (PRIYA,)),)
    inside = acts.Raised(**{**vars(opened), "parties": own, "way": Way.INSIDE, "calls": ()})

    with refuses("not_a_lead"):
        lessons.refer(
            Told(told.case, (), ROSTER).then(inside, by=PRIYA, when=FRIDAY).case, RUTH, WORDS, ROSTER
        )
