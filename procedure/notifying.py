"""Whom the text has told when a tier is reached, beside those who act there. It asks nothing of them."""

from procedure import acts
from procedure.acts import Act, Entry
from procedure.case import Case
from procedure.roster import Roster, who_acts
from procedure.written import Notified

_NOBODY = frozenset[int]()


def notified(case: Case, entry: Entry, roster: Roster) -> tuple[acts.PostNotified, ...]:
    """
    Return who is told because of an entry, of a disagreement as it stands after it: where it has reached a
    tier, those whom the text of the tier names. With nobody where the roster has nobody in that post.
    """
    act = entry.act
    reaches = isinstance(act, acts.MovedUp) or (isinstance(act, acts.Raised) and act.due_at != entry.at)
    if not reaches:
        return ()
    return tuple(acts.PostNotified(each.post, _people(case, each, roster)) for each in case.tier.notified)


def clause_of(case: Case, act: Act) -> str:
    """Return the clause by which a post is told, of the case after it; else none."""
    if not isinstance(act, acts.PostNotified):
        return ""
    return named(case, act).clause


def named(case: Case, act: acts.PostNotified) -> Notified:
    """Return what the text of the tier reached says of a post that was told."""
    return next(each for each in case.tier.notified if each.post == act.post)


def _people(case: Case, told: Notified, roster: Roster) -> tuple[int, ...]:
    """Whoever acts in the post; those whom it calls already need no second message."""
    tiers = case.rules.tier_ids
    if told.post in tiers:
        holders = [who_acts(case.side(agency), told.post, tiers, roster, _NOBODY) for agency in case.agencies]
        found = [person for holder in holders if holder for person in roster.reachable(holder.people)]
    else:
        posts = [post for post in roster.posts.values() if post.tier == told.post]
        found = [person for post in posts for person in roster.acting_here(post)]
    return tuple(person for person in dict.fromkeys(found) if person not in case.parts)
