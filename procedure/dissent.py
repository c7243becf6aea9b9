"""The right to go on disagreeing: written down, shown beside the outcome, taken higher (Beds 3.3)."""

from procedure import acts
from procedure.acts import TextRef
from procedure.case import Case, State
from procedure.ladder import part_of
from procedure.refusal import Refused


def still_disagree(case: Case, by: int, words: TextRef) -> acts.StillDisagreed:
    """Return that somebody with a part still disagrees: at any tier, after an outcome, after the closing."""
    agency = part_of(case, by)
    if case.state is State.TAKEN_BACK:
        raise Refused("is_taken_back")
    return acts.StillDisagreed(agency, words)
