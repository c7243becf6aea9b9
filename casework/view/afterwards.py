"""What people said once it was settled."""

from casework.view.seen import View
from messages import facts
from procedure import acts
from procedure.acts import Entry


def look_back_of(shown: View, entry: Entry) -> facts.LookBack:
    """Return what somebody said looking back."""
    assert isinstance(entry.act, acts.LookedBack), "kept as such"
    assert entry.by is not None, "a person looked back"
    return facts.LookBack(
        by=shown.who(entry.by),
        at=shown.local(entry.at),
        helped=shown.body(entry.act.helped),
        delayed=shown.body(entry.act.delayed),
    )


def look_backs_of(shown: View) -> facts.LookBacks:
    """Return what everybody said looking back on one disagreement."""
    return facts.LookBacks(
        reference=shown.case.reference,
        tier=shown.case.tier.title,
        said=tuple(look_back_of(shown, entry) for entry in shown.case.look_backs),
    )
