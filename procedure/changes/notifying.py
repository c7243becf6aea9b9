"""Whom the text has told of a tier: nothing of the disagreement changes by that."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.finding import Changes


def _unchanged(case: Case, entry: Entry, act: acts.PostNotified) -> Case:
    return case


CHANGES: Changes = {acts.PostNotified: _unchanged}
