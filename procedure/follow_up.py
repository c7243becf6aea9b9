"""What follows once it is settled: the one who raised it is told, and says whether they are content."""

from procedure import acts
from procedure.acts import RaiserAnswer, TextRef
from procedure.case import Case, State
from procedure.refusal import Refused

_SETTLED = (State.AGREED, State.CLOSED)


def raiser_told(case: Case, by: int, answer: RaiserAnswer, words: TextRef | None) -> acts.RaiserTold:
    """
    Return that the one who raised it knows how it was settled (Beds 2.6). Who still disagrees says why. It
    holds up no closing, and may be said after it. Who has handed it over has no part in it any more.
    """
    if case.state not in _SETTLED:
        raise Refused("not_agreed_yet" if case.state is State.OPEN else f"is_{case.state}")
    if by != case.raised_by:
        raise Refused("only_the_raiser")
    if case.agency_of(by) is None:
        raise Refused("no_part")
    if has_been_told(case):
        raise Refused("told_already")
    if answer is RaiserAnswer.STILL_DISAGREE and words is None:
        raise Refused("say_why", field="words")
    return acts.RaiserTold(answer, words)


def has_been_told(case: Case) -> bool:
    """Whether the one who raised it has said so, or has answered the outcome for their agency themselves."""
    return case.raiser_told is not None or (
        case.outcome is not None and case.raised_by in case.outcome.answered_by.values()
    )


def waits_for_the_raiser(case: Case) -> bool:
    """Whether the one who raised it is asked: until the closing, while they have a part."""
    has_part = case.agency_of(case.raised_by) is not None
    return case.state is State.AGREED and has_part and not has_been_told(case)
