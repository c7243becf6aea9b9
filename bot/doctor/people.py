"""The doctor on who is who: is each area in force, has everybody an account, can every tier be reached."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.doctor.finding import Finding, fault, listed, unseen, warning, well
from bot.doctor.installation import Installation
from bot.slack import SlackFailure
from casework import reaching
from casework.reaching import Member, Reached

_ROSTER = "Put the roster right and take it in again with `disagree roster import`, or mend the account."


@dataclass(frozen=True)
class _Wrong:
    """What can be wrong with the account of somebody who has a post."""

    name: str
    is_so: Callable[[Member | None], bool]
    says: str
    advice: str


_WRONG = (
    _Wrong(
        "account_missing",
        lambda member: member is None,
        "no account in this workspace",
        f"Invite them to the workspace with the address that the roster has. {_ROSTER}",
    ),
    _Wrong(
        "account_deactivated",
        lambda member: member is not None and not member.is_active,
        "the account is deactivated",
        f"Nothing reaches them; their deputies are called instead. {_ROSTER}",
    ),
    _Wrong(
        "account_of_a_bot",
        lambda member: member is not None and member.is_bot,
        "the account is a program's",
        f"A program answers no call. {_ROSTER}",
    ),
    _Wrong(
        "account_of_one_room",
        lambda member: member is not None and member.is_of_one_room,
        "a guest of a single channel",
        "They can be in one disagreement's room only. Make them a full member of the workspace.",
    ),
    _Wrong(
        "account_of_a_guest",
        lambda member: member is not None and member.is_guest,
        "a guest",
        "Guests can't raise anything unless the workspace's owners let guests use commands and shortcuts. "
        "Make them full members, or have that switched on.",
    ),
)
"""The first that holds is said."""


def look_at_areas(installation: Installation) -> Iterator[Finding]:
    """Look which areas are in force."""
    names = reaching.areas_in_force(installation.database)
    if names:
        yield well("areas", f"in force: {listed(names)}")
    else:
        advice = (
            "Write the area's settings (docs/area.md) and put them in force with `disagree area set FILE`."
        )
        yield fault("no_area", "no area is in force, so nobody can raise anything", advice)


def look_at_people(installation: Installation) -> Iterator[Finding]:
    """Look at the roster against the accounts of the workspace, and at each tier of each agency."""
    try:
        accounts = accounts_of(installation)
    except SlackFailure as failure:
        yield unseen("people", f"the accounts could not be read: {failure.error}")
        return
    for area in reaching.look(installation.database, accounts, now=installation.now):
        if not area.listed:
            advice = "Take in who is who with `disagree roster import FILE` (docs/roster.md)."
            yield fault("roster_empty", f"{area.area}: nobody is listed", advice)
            continue
        yield from _accounts(area)
        yield from _reached(area)


def accounts_of(installation: Installation) -> reaching.Accounts:
    """Return the accounts of the workspace; raises SlackFailure."""
    return reaching.Accounts.of(_member(each) for each in installation.members)


def _accounts(area: Reached) -> Iterator[Finding]:
    found: dict[_Wrong, list[str]] = {}
    for person in area.listed:
        wrong = next((each for each in _WRONG if each.is_so(person.member)), None)
        if wrong is not None:
            found.setdefault(wrong, []).append(f"{person.name}, {person.post} ({person.agency})")
    for wrong, people in found.items():
        yield warning(wrong.name, f"{area.area}: {wrong.says}: {listed(people)}", wrong.advice)
    if not found:
        yield well("accounts", f"{area.area}: all {len(area.listed)} listed for a post have an account")


def _reached(area: Reached) -> Iterator[Finding]:
    for agency, tier in area.unreached:
        says = f"{area.area}: nobody at {agency} can be reached as {tier}"
        advice = f"Until then the post above is called, if there is one. {_ROSTER}"
        yield fault("tier_unreachable", says, advice)
    if area.vacant:
        posts = listed(f"{title} ({agency})" for agency, title in area.vacant)
        advice = f"Name a deputy in the roster, or a stand-in from the digest. {_ROSTER}"
        yield warning("post_vacant", f"{area.area}: nobody can be called today as {posts}", advice)
    if not area.has_safeguarding_lead:
        says = f"{area.area}: no safeguarding lead can be reached, so nobody sees what is stuck"
        yield fault("nobody_watches", says, _ROSTER)
    if not area.unreached and not area.vacant and area.has_safeguarding_lead:
        yield well("tiers", f"{area.area}: somebody can be called at each tier of each agency today")


def _member(described: Mapping[str, Any]) -> Member:
    return Member(
        slack_id=str(described["id"]),
        email=str(described.get("profile", {}).get("email") or ""),
        is_active=not described.get("deleted", False),
        is_bot=bool(described.get("is_bot")),
        is_guest=bool(described.get("is_restricted")),
        is_of_one_room=bool(described.get("is_ultra_restricted")),
    )
