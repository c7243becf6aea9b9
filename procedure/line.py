"""Who acts inside one agency: somebody's own line of managers, or its designated leads (Beds 8.1, 8.2)."""

from collections.abc import Sequence

from procedure.roster import Holder, Post, Roster, Side, Standing, posts_at


def managers_above(side: Side, tiers: Sequence[str], roster: Roster) -> list[Post]:
    """
    Return the managers' posts above somebody, the nearest first: the line of their own posts, then what
    their team and their agency list above them. `tiers` are those of the roster, lowest first.
    """
    held = [post for person in side.people for post in roster.posts_held_by(person)]
    theirs = [post for post in held if post.agency_id == side.agency_id]
    line = [post for own in theirs for post in roster.line_above(own)]
    own_tier = max((tiers.index(post.tier) for post in theirs if post.tier in tiers), default=0)
    listed = [post for tier in tiers[own_tier + 1 :] for post in posts_at(side, tier, roster)]
    above = dict.fromkeys([*line, *listed])
    return [post for post in above if post.agency_id == side.agency_id and post not in theirs]


def next_manager(
    above: Sequence[Post], about: frozenset[int], roster: Roster, without: frozenset[int]
) -> Holder | None:
    """
    Return the nearest manager who can be called: the holders of the first post, else whoever covers, else the
    next post standing in. A post whose holders it is about is passed over whole, its deputies too.
    """
    posts = [post for post in above if not _is_about(post, about)]
    for place, post in enumerate(posts):
        holders = roster.available(post.holders, without)
        people = holders or roster.deputies(post, without)
        if people:
            own = Standing.HOLDER if holders else Standing.DEPUTY
            return Holder(post.agency_id, people, Standing.STANDING_IN if place else own, post.id)
    return None


def designated(side: Side, about: frozenset[int], tiers: Sequence[str], roster: Roster) -> tuple[int, ...]:
    """
    Return the designated leads of an agency to whom somebody can write: not those whom it is about, and no
    deputy or cover who is the writer's own manager (Beds 8.2).
    """
    line = frozenset(person for post in managers_above(side, tiers, roster) for person in post.holders)
    found = dict[int, None]()
    for post in roster.posts.values():
        if not post.is_designated_lead or post.agency_id != side.agency_id or _is_about(post, about):
            continue
        without = about.union(side.people)
        # What was written can be read here only.
        people = roster.available_here(post.holders, without)
        found |= dict.fromkeys(people or roster.reachable(roster.deputies(post, without | line)))
    return tuple(found)


def _is_about(post: Post, about: frozenset[int]) -> bool:
    return bool(post.holders) and about.issuperset(post.holders)
