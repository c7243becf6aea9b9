"""What people said once it was settled."""

from casework.view.seen import View
from messages import facts
from procedure import acts
from procedure.acts import Entry


def look_back_of(shown: View, entry: Entry) -> facts.LookBack:
    """Return what somebody said looking back."""
    act = entry.of(acts.LookedBack)
    return facts.LookBack(
        by=shown.who(entry.author),
        at=shown.local(entry.at),
        helped=shown.body(act.helped),
        delayed=shown.body(act.delayed),
    )


def look_backs_of(shown: View) -> facts.LookBacks:
    """Return what everybody said looking back on one disagreement."""
    return facts.LookBacks(
        reference=shown.case.reference,
        tier=shown.case.tier.title,
        said=tuple(look_back_of(shown, entry) for entry in shown.case.look_backs),
    )
