"""How it ends without an outcome."""

from casework.telling.audience import Audiences, Telling, nobody_reachable, to_called
from casework.telling.calls import standing_in
from casework.telling.kinds import ARCHIVE, LINE, TOLD
from procedure import acts
from procedure.acts import Consent, Entry
from procedure.case import Case
from procedure.roster import Roster


def _withdrawal_asked(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    asked = entry.of(acts.WithdrawalAsked).asked
    return [Telling(LINE), *(Telling(f"{TOLD}:withdrawal_asked", person) for person in asked)]


def _withdrawal_answered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    if entry.of(acts.WithdrawalAnswered).answer is Consent.GOES_ON:
        return [Telling(LINE), Telling(f"{TOLD}:withdrawal_declined", after.raised_by)]
    told = [Telling(f"{TOLD}:withdrawn", person) for person in after.parts if person != entry.by]
    return [Telling(LINE), *told, Telling(ARCHIVE)]


def _reopened(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    called = {person for call in after.calls for person in call.people}
    others = [person for person in after.parts if person not in {*called, entry.by}]
    return [
        Telling(LINE),
        *(told for call in after.calls for told in to_called(call)),
        *(Telling(f"{TOLD}:reopened", person) for person in others),
        *(told for agency in after.vacant for told in nobody_reachable(after, roster, agency)),
        *standing_in(after, after.calls, roster),
    ]


AUDIENCES: Audiences = {
    acts.Reopened: _reopened,
    acts.WithdrawalAsked: _withdrawal_asked,
    acts.WithdrawalAnswered: _withdrawal_answered,
}
