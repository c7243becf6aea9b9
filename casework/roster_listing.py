"""What the rows of a roster file come to: its posts and people, and every fault between the rows."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from casework.roster_file import COLUMNS, LEADS, Findings, Row
from procedure.ladder import PARTNERSHIP_KIND
from procedure.reading import did_you_mean
from procedure.rules import Rules
from procedure.written import ANY_AGENCY, HeldBy, RouteId
from storage.roster import ListedFacility, ListedPerson, ListedPost, Listing, PostName

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


def listing(
    rows: Iterable[Row],
    rules: Mapping[str, Rules],
    listed_in: Mapping[str, str],
    protocols: Mapping[str, Collection[str]],
    findings: Findings,
) -> Listing:
    """
    Return the posts and people that the rows list; good for nothing where faults were found.

    `rules` are those of the areas, by id; `listed_in` is where somebody is listed so far, by e-mail;
    `protocols` are the ids of the facilities' own procedures that are set, by area.
    """
    for row in rows:
        _note_faults_within(row, findings)
    sheet = _Sheet([_in_the_areas_words(row, rules, findings) for row in rows])
    _note_rows_twice(sheet, findings)
    _note_contradictions(sheet, findings)
    posts, people = _posts(sheet, findings), _people(sheet)
    _note_posts_without_tier(posts, sheet, findings)
    _note_circles(posts, sheet, findings)
    _note_deputies_in_circles(posts, sheet, findings)
    _note_employers(sheet, findings)
    _note_areas_without_lead(posts, sheet, rules, findings)
    _note_listed_elsewhere(sheet, rules, listed_in, findings)
    _note_ladders(posts, sheet, rules, findings)
    _warn(posts, people, sheet, findings)
    _warn_of_missing_partnerships(sheet, rules, findings)
    _warn_of_unset_protocols(sheet, protocols, findings)
    kinds = {(row.area, row.agency): row.kind for row in sheet.rows}
    return Listing(kinds, people, posts, _routes(sheet), _facilities(sheet, findings))


def _routes(sheet: "_Sheet") -> dict[tuple[str, str], str] | None:
    """What any row of an agency says holds for it; where no row of the file says any, nothing is said."""
    said = {(row.area, row.agency): "" for row in sheet.rows}
    said |= {(row.area, row.agency): row.route for row in sheet.rows if row.route}
    return said if any(said.values()) else None


def _facilities(sheet: "_Sheet", findings: Findings) -> dict[tuple[str, str], ListedFacility]:
    """What any row of a facility says holds for it; its host is an agency of the same area."""
    by_agency = _grouped(sheet.rows, lambda row: (row.area, row.agency))
    agencies = {(area, agency.casefold()): agency for area, agency in by_agency}
    found: dict[tuple[str, str], ListedFacility] = {}
    for (area, agency), rows in by_agency.items():
        named = next((row for row in rows if row.host or row.own_procedure or row.protocol), None)
        if named is None:
            continue
        host = agencies.get((area, _said(rows, "host").casefold()), "")
        if not host or host == agency:
            findings.fault(named.line, "host_unknown", agency=agency, word=_said(rows, "host"))
        found[area, agency] = ListedFacility(host, _said(rows, "own_procedure"), _said(rows, "protocol"))
    return found


class _Sheet:
    """The rows, and those of them that are about one area, one agency's post, one person."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.by_area = _grouped(rows, lambda row: row.area)
        self.by_email = _grouped(rows, lambda row: row.email)
        self.by_post = _grouped((row for row in rows if row.post), lambda row: row.post_name)
        self.posts_of = _grouped(self.by_post, lambda post: post.at[:2])


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    groups: dict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        if key(thing):
            groups[key(thing)].append(thing)
    return dict(groups)


# --- each row by itself --------------------------------------------------------------------------

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
_OF_EVERY_ROW = ("area", "agency", "kind")
_OF_A_POST = ("tier", "reports_to", *LEADS)

# Each gives the word that is at fault, or nothing.
_ROW_FAULTS: tuple[tuple[str, Callable[[Row], str]], ...] = (
    ("name_without_email", lambda row: "" if row.email else row.name),
    ("email_without_name", lambda row: "" if row.name else row.email),
    ("email_malformed", lambda row: "" if _EMAIL.fullmatch(row.email) else row.email),
    ("deputy_is_nobody", lambda row: "" if row.name or row.email else row.deputy_for),
)


def _note_faults_within(row: Row, findings: Findings) -> None:
    for column in _OF_EVERY_ROW:
        if not row.says(column):
            findings.fault(row.line, "missing", column=COLUMNS[column])
    for column in LEADS:
        if row.says(column) not in ("yes", "no", ""):
            findings.fault(row.line, "not_yes_or_no", column=COLUMNS[column], word=row.says(column))
    _note_unknown_route(row, findings)
    for sentence, wrong in _ROW_FAULTS:
        if word := wrong(row):
            findings.fault(row.line, sentence, word=word)
    if not row.post:
        _note_faults_without_post(row, findings)


def _note_unknown_route(row: Row, findings: Findings) -> None:
    if row.route and row.route not in {*RouteId}:
        hint = did_you_mean(row.route, {*RouteId})
        findings.fault(row.line, "unknown", column=COLUMNS["route"], word=row.route, hint=hint)


def _note_faults_without_post(row: Row, findings: Findings) -> None:
    if not row.deputy_for:
        findings.fault(row.line, "no_post")
        return
    for column in filter(row.says, _OF_A_POST):
        findings.fault(row.line, "needs_a_post", column=COLUMNS[column])


def _in_the_areas_words(row: Row, rules: Mapping[str, Rules], findings: Findings) -> Row:
    """Kinds and tiers are said as the area's procedure says them; a word that it lacks stays as it is."""
    names = {area_id: held.area.name for area_id, held in rules.items()}
    row = _in_known_words(row, "area", names, findings)
    if row.area not in rules:
        return row
    procedure = rules[row.area].procedure
    # Agencies that the text does not name act as "any" does in it; the partnership is a body of its own.
    kinds = {kind: kind for kind in (*procedure.agency_kinds, ANY_AGENCY, PARTNERSHIP_KIND)}
    tiers = {tier.id: tier.title for tier in procedure.tiers}
    tiers |= {each.post: each.who for tier in procedure.tiers for each in tier.notified}
    return _in_known_words(_in_known_words(row, "kind", kinds, findings), "tier", tiers, findings)


def _in_known_words(row: Row, column: str, titles: Mapping[str, str], findings: Findings) -> Row:
    word = row.says(column)
    known = {_plain(said): id_ for id_, title in titles.items() for said in (title, id_)}
    if word and _plain(word) not in known:
        hint = did_you_mean(word, set(titles)) or f"; known: {', '.join(titles) or 'none'}"
        findings.fault(row.line, "unknown", column=COLUMNS[column], word=word, hint=hint)
    change: dict[str, Any] = {column: known.get(_plain(word), word)}
    return replace(row, **change)


def _plain(words: str) -> str:
    return re.sub("[ _-]", "_", words.casefold())


# --- the rows beside each other ------------------------------------------------------------------

_SAID_ONCE = ("area", "agency", "employer", "team", "post", "email", "deputy_for")

# What a row is about, by what two rows are about the same, and in which columns they must then agree.
_MUST_AGREE = (
    ("agency", ("area", "agency"), ("agency", "kind", "route", "host", "own_procedure", "protocol")),
    ("team", ("area", "agency", "team"), ("team",)),
    ("post", ("area", "agency", "employer", "team", "post"), ("post", *_OF_A_POST)),
    ("email", ("email",), ("area", "name", "telephone", "employer")),
)


def _note_rows_twice(sheet: _Sheet, findings: Findings) -> None:
    first: dict[tuple[str, ...], Row] = {}
    for row in sheet.rows:
        before = first.setdefault(row.key(_SAID_ONCE), row)
        if before is not row:
            findings.fault(row.line, "row_twice", before=before.line)


def _note_contradictions(sheet: _Sheet, findings: Findings) -> None:
    for what, same, columns in _MUST_AGREE:
        telling = [row for row in sheet.rows if row.says(what)]
        for about in _grouped(telling, partial(Row.key, columns=same)).values():
            for column in columns:
                _note_contradiction(about, what, column, findings)


def _note_contradiction(rows: list[Row], what: str, column: str, findings: Findings) -> None:
    """An empty cell contradicts nothing: what one row says of a post or a person holds for all of theirs."""
    first, *others = [row for row in rows if row.says(column)] or rows[:1]
    for row in others:
        if row.says(column) != first.says(column):
            findings.fault(
                row.line,
                "differs",
                what=row.says(what),
                column=COLUMNS[column],
                word=row.says(column),
                other=first.says(column),
                before=first.line,
            )


# --- posts ---------------------------------------------------------------------------------------


def _posts(sheet: _Sheet, findings: Findings) -> tuple[ListedPost, ...]:
    deputies = _deputies(sheet, findings)
    return tuple(
        ListedPost(
            name=name,
            tier=_said(rows, "tier"),
            reports_to=_reports_to(rows, sheet, findings),
            is_designated_lead=_said(rows, "designated_lead") == "yes",
            is_safeguarding_lead=_said(rows, "safeguarding_lead") == "yes",
            holders=_emails(rows),
            deputies=tuple(dict.fromkeys(deputies[name])),
        )
        for name, rows in sheet.by_post.items()
    )


def _note_posts_without_tier(posts: Iterable[ListedPost], sheet: _Sheet, findings: Findings) -> None:
    for post in posts:
        if not (post.tier or post.is_designated_lead or post.is_safeguarding_lead):
            findings.fault(sheet.by_post[post.name][0].line, "tier_missing", what=_in_full(post.name))


def _deputies(sheet: _Sheet, findings: Findings) -> dict[PostName, list[str]]:
    deputies: dict[PostName, list[str]] = defaultdict(list)
    for row in sheet.rows:
        post = _meant(row, "deputy_for", sheet, findings) if row.deputy_for else None
        if post and row.email in _emails(sheet.by_post[post]):
            findings.fault(row.line, "own_deputy", who=row.email)
        elif post:
            deputies[post].append(row.email)
    return deputies


def _reports_to(rows: list[Row], sheet: _Sheet, findings: Findings) -> PostName | None:
    saying = [row for row in rows if row.reports_to]
    return _meant(saying[0], "reports_to", sheet, findings) if saying else None


def _meant(row: Row, column: str, sheet: _Sheet, findings: Findings) -> PostName | None:
    """The post that a row names: its team's, else the whole agency's, else the only one so called."""
    word = row.says(column).casefold()
    known = sheet.posts_of.get(row.at[:2], [])
    so_called = [post for post in known if post.title.casefold() == word]
    for near in (
        [post for post in so_called if post.at == row.at],
        [post for post in so_called if not post.at.team],
        so_called,
        [post for post in known if f"{post.at.team} / {post.title}".casefold() == word],
    ):
        if len(near) == 1:
            return near[0]
    findings.fault(
        row.line,
        "post_ambiguous" if so_called else "post_unknown",
        column=COLUMNS[column],
        agency=row.at.agency,
        word=row.says(column),
        hint=did_you_mean(row.says(column), {post.title for post in known}),
    )
    return None


def _note_circles(posts: Iterable[ListedPost], sheet: _Sheet, findings: Findings) -> None:
    above = {post.name: [post.reports_to] for post in posts if post.reports_to}
    circling_posts = _in_circles(above)
    for name in circling_posts:
        findings.fault(sheet.by_post[name][0].line, "post_in_circle", what=_in_full(name))
    people_above: dict[str, list[str]] = defaultdict(list)
    for name, (higher,) in above.items():
        # A circle of posts is one of the people in them too; it is said once.
        for person in () if name in circling_posts else _emails(sheet.by_post[name]):
            people_above[person] += _emails(sheet.by_post[higher])
    for person in _in_circles(people_above):
        findings.fault(sheet.by_email[person][0].line, "person_in_circle", who=person)


def _note_deputies_in_circles(posts: Iterable[ListedPost], sheet: _Sheet, findings: Findings) -> None:
    covered: dict[str, list[str]] = defaultdict(list)
    for post in posts:
        for holder in post.holders:
            covered[holder] += post.deputies
    for person in _in_circles(covered):
        findings.fault(sheet.by_email[person][0].line, "deputies_in_circle", who=person)


def _in_circles(above: Mapping[Key, Iterable[Key]]) -> list[Key]:
    return [one for one in above if one in _all_above(one, above)]


def _all_above(one: Key, above: Mapping[Key, Iterable[Key]]) -> set[Key]:
    reached: set[Key] = set()
    ahead = [one]
    while ahead:
        new = set(above.get(ahead.pop(), ())) - reached
        reached |= new
        ahead += new
    return reached


# --- people and areas ----------------------------------------------------------------------------


def _people(sheet: _Sheet) -> tuple[ListedPerson, ...]:
    return tuple(
        ListedPerson(email, _said(rows, "name"), _said(rows, "telephone"), _with_employer(rows).at)
        for email, rows in sheet.by_email.items()
    )


def _with_employer(rows: list[Row]) -> Row:
    return next((row for row in rows if row.employer), rows[0])


def _note_employers(sheet: _Sheet, findings: Findings) -> None:
    agencies = {(row.area, row.agency) for row in sheet.rows}
    for row in sheet.rows:
        if row.employer and (row.area, row.employer) not in agencies:
            hint = did_you_mean(row.employer, {name for area, name in agencies if area == row.area})
            findings.fault(row.line, "employer_unknown", word=row.employer, hint=hint)


def _note_ladders(
    posts: Iterable[ListedPost], sheet: _Sheet, rules: Mapping[str, Rules], findings: Findings
) -> None:
    """
    An agency that can be named must have somebody to call; the partnership's bodies are no party. What is
    wrong with its rows is said first.
    """
    filled = {(*post.name.at[:2], post.tier) for post in posts}
    faulty = {fault.line for fault in findings.faults}
    for (area_id, agency), rows in _grouped(sheet.rows, lambda row: (row.area, row.agency)).items():
        if area_id not in rules or rows[0].kind == PARTNERSHIP_KIND:
            continue
        if not faulty.isdisjoint(row.line for row in rows):
            continue
        tiers = rules[area_id].procedure.tiers
        if not any((area_id, agency, tier.id) in filled for tier in tiers):
            findings.fault(rows[0].line, "no_ladder", agency=agency)
            continue
        own = [tier for tier in tiers if tier.held_by is not HeldBy.PARTNERSHIP]
        if empty := [tier.title for tier in own if (area_id, agency, tier.id) not in filled]:
            findings.warn(rows[0].line, "tier_empty", agency=agency, tiers=", ".join(empty))


def _note_areas_without_lead(
    posts: Iterable[ListedPost], sheet: _Sheet, rules: Mapping[str, Rules], findings: Findings
) -> None:
    watched = {post.name.at.area for post in posts if post.is_safeguarding_lead and post.holders}
    for area_id, rows in sheet.by_area.items():
        if area_id in rules and area_id not in watched:
            findings.fault(rows[0].line, "no_safeguarding_lead", area=rules[area_id].area.name)


def _note_listed_elsewhere(
    sheet: _Sheet, rules: Mapping[str, Rules], listed_in: Mapping[str, str], findings: Findings
) -> None:
    for email, rows in sheet.by_email.items():
        other = listed_in.get(email)
        if rows[0].area in rules and other is not None and other not in sheet.by_area:
            findings.fault(rows[0].line, "listed_elsewhere", who=email, area=rules[other].area.name)


def _warn(
    posts: Iterable[ListedPost], people: Iterable[ListedPerson], sheet: _Sheet, findings: Findings
) -> None:
    for person in people:
        if not person.telephone:
            findings.warn(sheet.by_email[person.email][0].line, "no_telephone", who=person.email)
    for post in posts:
        if not post.holders:
            findings.warn(sheet.by_post[post.name][0].line, "nobody_in_post", what=_in_full(post.name))


def _warn_of_missing_partnerships(sheet: _Sheet, rules: Mapping[str, Rules], findings: Findings) -> None:
    """Where a tier is the partnership's own, whoever acts there is of an agency of that kind."""
    for area_id, rows in sheet.by_area.items():
        tiers = rules[area_id].procedure.tiers if area_id in rules else ()
        own = [tier.title for tier in tiers if tier.held_by is HeldBy.PARTNERSHIP]
        if own and not any(row.kind == PARTNERSHIP_KIND for row in rows):
            name = rules[area_id].area.name
            findings.warn(rows[0].line, "no_partnership", area=name, kind=PARTNERSHIP_KIND, tier=own[-1])


def _warn_of_unset_protocols(
    sheet: _Sheet, protocols: Mapping[str, Collection[str]], findings: Findings
) -> None:
    """It keeps nothing from being taken in: until it is set, the area's tiers hold."""
    for (area_id, agency), rows in _grouped(sheet.rows, lambda row: (row.area, row.agency)).items():
        named, known = _said(rows, "protocol"), {*protocols.get(area_id, ())}
        if named and named not in known:
            hint = did_you_mean(named, known)
            findings.warn(rows[0].line, "protocol_not_set", agency=agency, word=named, hint=hint)


# --- what rows say together ----------------------------------------------------------------------


def _said(rows: Iterable[Row], column: str) -> str:
    return next(filter(None, (row.says(column) for row in rows)), "")


def _emails(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.email for row in rows if row.email))


def _in_full(post: PostName) -> str:
    return ", ".join(filter(None, (post.title, post.at.team, post.at.agency)))
