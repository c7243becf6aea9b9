import csv
import io
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from casework import roster as rosters
from casework.roster import Fault, RosterFaults, decode
from procedure.roster import Post, Roster
from sandbox.practice import people as practice
from storage import people
from storage.engine import Database

COLUMNS = (
    *("area", "agency", "kind", "team", "name", "e-mail", "telephone", "post", "tier"),
    *("reports to", "deputy for", "designated lead", "safeguarding lead", "employer"),
)

Cells = dict[str, str]

TODAY = date(2026, 12, 22)

import_roster = partial(rosters.import_roster, now=datetime(2026, 12, 22, 16, 30, tzinfo=UTC))


def row(name: str = "", post: str = "", tier: str = "", **cells: str) -> Cells:
    """Somebody at the Riverside health visiting team, unless the cells say otherwise."""
    email = f"{name.split()[0].lower()}@northmere.example" if name else ""
    at = {"area": "northmere", "agency": "Health", "kind": "health", "team": "Riverside"}
    person = {"name": name, "e-mail": email, "telephone": "01632 960502" if name else ""}
    said = {column.replace("_", " "): cell for column, cell in cells.items()}
    return dict.fromkeys(COLUMNS, "") | at | person | {"post": post, "tier": tier} | said


def ruth(**cells: str) -> Cells:
    at = {"agency": "Partnership", "kind": "partnership", "team": ""}
    return row("Ruth Adeyemi", "Safeguarding lead", safeguarding_lead="yes") | at | cells


PRIYA = row("Priya Nair", "Health visitor", "practitioners", reports_to="Team leader")
GRACE = row("Grace Mensah", "Team leader", "first_line_managers")
TOM = row("Tom Ellery", "Social worker", "practitioners") | {
    "agency": "Children's Services",
    "kind": "social_care",
    "team": "Front door",
}


IN_A_CIRCLE = "covers for themselves, by way of others: away together, they have nobody"
GRACES = {"name": "Grace Mensah", "e-mail": "grace@northmere.example"}
UNA = ruth(area="example-vale", name="Una Birch", **{"e-mail": "una@example-vale.example"})


def written(*rows: Cells, separator: str = ",", columns: tuple[str, ...] = COLUMNS) -> str:
    page = io.StringIO()
    writer = csv.DictWriter(page, columns, delimiter=separator, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return page.getvalue()


def faults_in(text: str, database: Database) -> list[str]:
    with pytest.raises(RosterFaults) as raised:
        import_roster(database, text)
    assert str(raised.value) == "\n".join(map(str, raised.value.faults))
    return [str(fault) for fault in raised.value.faults]


def example(page: str, language: str) -> str:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    return text.partition(f"```{language}\n")[2].partition("```")[0]


def roster(database: Database, area: str = "northmere") -> Roster:
    with database.read() as connection:
        return people.roster(connection, area, TODAY)


def post(roster: Roster, title: str) -> Post:
    (found,) = (post for post in roster.posts.values() if post.title == title)
    return found


def names(roster: Roster, people: tuple[int, ...]) -> list[str]:
    return [roster.people[person].name for person in people]


# --- taken in ------------------------------------------------------------------------------------


def test_people_and_posts_are_taken_in(database: Database) -> None:
    imported = import_roster(database, written(ruth(), PRIYA, GRACE))

    assert (imported.people, imported.posts, imported.people_gone) == (3, 3, ())
    known = roster(database)
    leader = post(known, "Team leader")
    assert names(known, leader.holders) == ["Grace Mensah"]
    assert leader.tier == "first_line_managers"
    assert post(known, "Health visitor").reports_to == leader.id
    assert names(
        known, tuple(p for x in known.posts.values() if x.is_safeguarding_lead for p in x.holders)
    ) == ["Ruth Adeyemi"]


def test_somebody_who_is_listed_is_confirmed_where_they_work(database: Database) -> None:
    with database.write() as connection:
        met = people.meet(connection, "U0PRIYA", "priya", "Priya@Northmere.example")

    import_roster(database, written(ruth(), PRIYA, GRACE))

    with database.read() as connection:
        priya = people.by_id(connection, met.id)
    known = roster(database)
    assert (priya.slack_id, priya.name, priya.area_id) == ("U0PRIYA", "Priya Nair", "northmere")
    assert priya.is_confirmed
    assert priya.agency_id is not None
    assert known.agencies[priya.agency_id].name == "Health"
    assert priya.team_id is not None
    assert known.teams[priya.team_id].name == "Riverside"


def test_a_person_may_have_several_posts_and_a_post_several_people(database: Database) -> None:
    import_roster(
        database,
        written(
            ruth(),
            row("Joan Abara", "Duty desk", "practitioners"),
            row("Priya Nair", "Duty desk", "practitioners"),
            PRIYA | {"reports to": ""},
        ),
    )

    known = roster(database)
    assert names(known, post(known, "Duty desk").holders) == ["Joan Abara", "Priya Nair"]
    assert names(known, post(known, "Health visitor").holders) == ["Priya Nair"]


def test_what_one_row_says_of_a_post_holds_for_its_other_rows(database: Database) -> None:
    import_roster(
        database,
        written(
            ruth(),
            GRACE,
            row("Joan Abara", "Desk"),
            row("Priya Nair", "Desk", "practitioners", reports_to="team LEADER"),
        ),
    )

    known = roster(database)
    assert post(known, "Desk").tier == "practitioners"
    assert post(known, "Desk").reports_to == post(known, "Team leader").id


def test_a_deputy_may_have_no_post_or_another(database: Database) -> None:
    import_roster(
        database,
        written(
            ruth(),
            GRACE,
            row("Owen Tallis", deputy_for="Team leader"),
            PRIYA | {"deputy for": "Team leader"},
            PRIYA | {"deputy for": "Named nurse"},
            row("Cora Whitlow", "Named nurse", "senior_managers", team=""),
        ),
    )

    known = roster(database)
    assert names(known, post(known, "Team leader").deputies) == ["Owen Tallis", "Priya Nair"]
    assert names(known, post(known, "Named nurse").deputies) == ["Priya Nair"]
    assert names(known, post(known, "Health visitor").holders) == ["Priya Nair"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        pytest.param("Lead", "Riverside", id="the team's own first"),
        pytest.param("Nurse", "", id="then the whole agency's"),
        pytest.param("Matron", "Hospital", id="then the only one so called"),
        pytest.param("hospital / lead", "Hospital", id="exactly, with its team"),
    ],
)
def test_a_post_is_named_by_its_title_from_near_to_far(said: str, meant: str, database: Database) -> None:
    import_roster(
        database,
        written(
            ruth(),
            row("Priya Nair", "Health visitor", "practitioners", reports_to=said),
            *(
                row(post=title, tier="first_line_managers", team=team)
                for title, team in (
                    *(("Lead", "Hospital"), ("Lead", "Riverside"), ("Lead", "")),
                    *(("Nurse", "Hospital"), ("Nurse", "School"), ("Nurse", "")),
                    *(("Matron", "Hospital"),),
                )
            ),
        ),
    )

    known = roster(database)
    above = post(known, "Health visitor").reports_to
    assert above is not None
    team_id = known.posts[above].team_id
    assert (known.teams[team_id].name if team_id else "") == meant


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
def test_a_file_is_read_however_a_spreadsheet_saved_it(separator: str, mark: str, database: Database) -> None:
    text = written(ruth(), PRIYA, GRACE, separator=separator, columns=COLUMNS[::-1])
    header, rest = text.split("\n", 1)

    imported = import_roster(database, mark + header.upper() + "\r\n" + separator * 12 + "\r\n\r\n" + rest)

    assert (imported.people, imported.posts) == (3, 3)


def test_columns_that_may_be_left_out_and_cells_that_end_early_are_empty(database: Database) -> None:
    columns = (*COLUMNS[:9], "safeguarding lead", "")

    imported = import_roster(
        database,
        written(ruth(), columns=columns) + "northmere,Health,health,,Jo,jo@a.example,0,Aide,practitioners\n",
    )

    assert imported.people == 2


def test_areas_kinds_and_tiers_may_be_said_in_plain_words(database: Database) -> None:
    import_roster(
        database,
        written(
            ruth(area="Northmere (example)"),
            TOM | {"kind": "Social care", "tier": "First-line managers"},
            row("Jess Holloway", "Family worker", "Practitioners")
            | {"agency": "Young Carers", "kind": "any"},
        ),
    )

    known = roster(database)
    assert post(known, "Social worker").tier == "first_line_managers"
    assert {agency.kind for agency in known.agencies.values()} == {"partnership", "social_care", "any"}


def test_a_file_may_list_several_areas(database: Database) -> None:
    imported = import_roster(database, written(ruth(), PRIYA, GRACE, UNA))

    assert imported.people == 4
    assert len(roster(database, "example-vale").people) == 1


def test_what_is_missing_but_no_fault_is_a_warning(database: Database) -> None:
    imported = import_roster(
        database,
        written(ruth(), PRIYA | {"telephone": ""}, row(post="Team leader", tier="first_line_managers")),
    )

    assert imported.warnings == (
        "line 3: Health has no post at Senior managers, Heads of service: the next post above stands in",
        "line 3: priya@northmere.example has no telephone number: nobody could ring them",
        "line 4: Team leader, Riverside, Health: nobody has this post",
    )
    assert post(roster(database), "Team leader").holders == ()


def test_a_last_tier_that_is_the_partnerships_own_needs_an_agency_of_that_kind(database: Database) -> None:
    of_health = {"agency": "Health", "kind": "health"}

    una = UNA | of_health | {"tier": "senior_managers"}
    imported = import_roster(database, written(ruth(**of_health), GRACE, una))

    (warning,) = [each for each in imported.warnings if "partnership" in each]
    assert warning.startswith("line 2: Northmere (example) lists no agency of the kind partnership:")
    assert warning.endswith("nobody can be called at the tier Partnership")


def test_the_example_in_the_pages_can_be_taken_in(database: Database) -> None:
    imported = import_roster(database, example("roster.md", "csv"))

    assert (imported.people, imported.posts) == (8, 7)
    assert imported.warnings == ("line 9: Named nurse, Health: nobody has this post",)


def test_in_a_joint_team_each_has_the_post_and_the_line_of_their_employer(database: Database) -> None:
    council = {"agency": "Children's Services", "kind": "social_care", "team": "Joint team"}
    nia = row("Nia Bell", "Health visitor", "practitioners", reports_to="Team leader", employer="Health")
    manager = row("Omar Haddad", "Team leader", "first_line_managers")

    import_roster(database, written(ruth(), GRACE, TOM | council, manager | council, nia | council))

    known = roster(database)
    (joint,) = [team for team in known.teams.values() if team.name == "Joint team"]
    (found,) = [person for person in known.people.values() if person.name == "Nia Bell"]
    assert known.agencies[joint.agency_id].name == "Children's Services"
    assert (known.agencies[found.agency_id or 0].name, found.team_id) == ("Health", joint.id)
    hers = post(known, "Health visitor")
    assert (hers.agency_id, hers.team_id) == (found.agency_id, joint.id)
    assert names(known, next(known.line_above(hers)).holders) == ["Grace Mensah"]


# --- taken in again ------------------------------------------------------------------------------


def test_the_same_file_taken_in_again_changes_nothing(database: Database) -> None:
    import_roster(database, practice.roster())
    before = roster(database)

    imported = import_roster(database, practice.roster())

    assert imported.people_gone == ()
    assert roster(database) == before


def test_who_is_no_longer_listed_stays_and_has_no_post(database: Database) -> None:
    import_roster(database, written(ruth(), PRIYA, GRACE))
    before = roster(database)
    grace = post(before, "Team leader").holders[0]

    imported = import_roster(database, written(ruth(), PRIYA | {"reports to": ""}))

    after = roster(database)
    assert imported.people_gone == (grace,)
    assert after.people[grace].name == "Grace Mensah"
    assert after.posts_held_by(grace) == ()
    assert [post.title for post in after.posts.values()] == ["Safeguarding lead", "Health visitor"]
    assert post(after, "Health visitor").id == post(before, "Health visitor").id


def test_another_holder_of_the_same_post_is_told_as_a_person_gone(database: Database) -> None:
    import_roster(database, written(ruth(), PRIYA, GRACE))
    grace = post(roster(database), "Team leader").holders[0]

    owen = row("Owen Tallis", "Team leader", "first_line_managers")
    imported = import_roster(database, written(ruth(), PRIYA, owen))

    assert imported.people_gone == (grace,)


def test_an_area_that_the_file_does_not_name_keeps_its_roster(database: Database) -> None:
    import_roster(database, written(ruth(), PRIYA, GRACE))
    before = roster(database)

    import_roster(
        database,
        written(ruth(area="example-vale", name="Una Birch", **{"e-mail": "una@example-vale.example"})),
    )

    assert roster(database) == before


# --- refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        pytest.param([GRACE | {"area": ""}], ["line 3: area is missing"], id="no area"),
        pytest.param([GRACE | {"agency": ""}], ["line 3: agency is missing"], id="no agency"),
        pytest.param([GRACE | {"kind": ""}], ["line 3: kind is missing"], id="no kind"),
        pytest.param(
            [GRACE | {"area": "northmeer"}],
            ["line 3: area: northmeer is not known here; did you mean northmere?"],
            id="unknown area",
        ),
        pytest.param(
            [GRACE | {"kind": "helth"}],
            ["line 3: kind: helth is not known here; did you mean health?"],
            id="unknown kind",
        ),
        pytest.param(
            [GRACE | {"tier": "bosses"}],
            [
                (
                    "line 3: tier: bosses is not known here; known: practitioners, first_line_managers, "
                    "senior_managers, heads_of_service, partnership"
                ),
            ],
            id="unknown tier",
        ),
        pytest.param(
            [GRACE | {"tier": ""}],
            [
                "line 3: Team leader, Riverside, Health: tier is missing; only leads do without",
            ],
            id="no tier",
        ),
        pytest.param(
            [GRACE | {"designated lead": "Maybe"}],
            ["line 3: designated lead: maybe must be yes, no or empty"],
            id="neither yes nor no",
        ),
        pytest.param(
            [GRACE | {"e-mail": "grace at northmere"}],
            ["line 3: grace at northmere is no e-mail address"],
            id="malformed e-mail",
        ),
        pytest.param([GRACE | {"name": ""}], ["line 3: grace@northmere.example has no name"], id="nameless"),
        pytest.param(
            [GRACE | {"e-mail": ""}],
            ["line 3: Grace Mensah has no e-mail address: no call could reach them"],
            id="name without an e-mail",
        ),
        pytest.param(
            [row("Grace Mensah", tier="practitioners")],
            ["line 3: names neither a post nor one to be deputy for"],
            id="no post",
        ),
        pytest.param(
            [GRACE, row("Owen Tallis", tier="practitioners", deputy_for="Team leader")],
            ["line 4: tier is filled in, but the row has no post"],
            id="a tier without a post",
        ),
        pytest.param(
            [GRACE, row(deputy_for="Team leader")],
            ["line 4: nobody is named as deputy for Team leader"],
            id="a deputy who is nobody",
        ),
        pytest.param([GRACE, GRACE], ["line 4: says the same as line 3"], id="the same row twice"),
        pytest.param(
            [GRACE, row("Grace Adeyemi", "Duty desk", "practitioners")],
            ["line 4: grace@northmere.example: name is Grace Adeyemi here, and Grace Mensah in line 3"],
            id="one e-mail, two names",
        ),
        pytest.param(
            [GRACE, UNA | {"e-mail": "grace@northmere.example"}],
            [
                "line 4: grace@northmere.example: area is example-vale here, and northmere in line 3",
                "line 4: grace@northmere.example: name is Una Birch here, and Grace Mensah in line 3",
            ],
            id="one e-mail, two areas",
        ),
        pytest.param(
            [GRACE, row("Owen Tallis", "Team leader", "senior_managers")],
            ["line 4: Team leader: tier is senior_managers here, and first_line_managers in line 3"],
            id="one post, two tiers",
        ),
        pytest.param(
            [GRACE, row("Owen Tallis", "Duty desk", "practitioners", kind="police")],
            ["line 4: Health: kind is police here, and health in line 3"],
            id="one agency, two kinds",
        ),
        pytest.param(
            [GRACE, row("Owen Tallis", "Duty desk", "practitioners", team="riverside")],
            ["line 4: riverside: team is riverside here, and Riverside in line 3"],
            id="one team, two spellings",
        ),
        pytest.param(
            [PRIYA],
            ["line 3: reports to: Health has no post Team leader"],
            id="reports to no post",
        ),
        pytest.param(
            [GRACE, row("Owen Tallis", deputy_for="Team leeder")],
            ["line 4: deputy for: Health has no post Team leeder; did you mean Team leader?"],
            id="deputy for no post",
        ),
        pytest.param(
            [GRACE, TOM | {"reports to": "Team leader"}],
            ["line 4: reports to: Children's Services has no post Team leader"],
            id="reports to a post of another agency",
        ),
        pytest.param(
            [
                PRIYA,
                GRACE | {"team": "Hospital"},
                row("Owen Tallis", "Team leader", "first_line_managers", team="School"),
            ],
            ["line 3: reports to: Health has more than one post Team leader; write Team / Team leader"],
            id="reports to one of two posts",
        ),
        pytest.param(
            [GRACE | {"deputy for": "Team leader"}],
            ["line 3: grace@northmere.example is deputy for a post that they hold themselves"],
            id="one's own deputy",
        ),
        pytest.param(
            [GRACE | {"reports to": "Team leader"}],
            ["line 3: Team leader, Riverside, Health reports to itself, directly or in a circle"],
            id="a post that reports to itself",
        ),
        pytest.param(
            [
                PRIYA,
                GRACE | {"reports to": "Named nurse"},
                row(post="Named nurse", tier="senior_managers") | {"reports to": "Team leader"},
            ],
            [
                "line 4: Team leader, Riverside, Health reports to itself, directly or in a circle",
                "line 5: Named nurse, Riverside, Health reports to itself, directly or in a circle",
            ],
            id="posts that report in a circle",
        ),
        pytest.param(
            [PRIYA | {"name": "Grace Mensah", "e-mail": "grace@northmere.example"}, GRACE],
            ["line 3: grace@northmere.example reports to themselves, directly or in a circle of posts"],
            id="a person who reports to themselves",
        ),
        pytest.param(
            [
                PRIYA,
                GRACE,
                row("Grace Mensah", "Duty desk", "practitioners", reports_to="Coordinator"),
                row("Priya Nair", "Coordinator", "first_line_managers"),
            ],
            [
                "line 3: priya@northmere.example reports to themselves, directly or in a circle of posts",
                "line 4: grace@northmere.example reports to themselves, directly or in a circle of posts",
            ],
            id="people who report in a circle of different posts",
        ),
        pytest.param(
            [
                GRACE | {"deputy for": "Health visitor"},
                PRIYA | {"deputy for": "Team leader"},
            ],
            [
                f"line 3: grace@northmere.example {IN_A_CIRCLE}",
                f"line 4: priya@northmere.example {IN_A_CIRCLE}",
            ],
            id="deputies in a circle",
        ),
        pytest.param(
            [GRACE, TOM | {"employer": "Helth"}],
            ["line 4: employer: Helth is no agency of this file; did you mean Health?"],
            id="an employer that is no agency",
        ),
        pytest.param(
            [
                GRACE,
                row("Grace Mensah", "Duty desk", "practitioners", employer="Health"),
                TOM,
                TOM | GRACES | {"employer": "Partnership"},
            ],
            ["line 6: grace@northmere.example: employer is Partnership here, and Health in line 4"],
            id="one e-mail, two employers",
        ),
        pytest.param(
            [GRACE, row("Lena Corrigan", "Lead", agency="Young Carers", kind="any", designated_lead="yes")],
            ["line 4: Young Carers has no post at any tier: nobody could be called for it"],
            id="an agency without a ladder",
        ),
        pytest.param(
            [UNA | {"safeguarding lead": "no", "designated lead": "yes"}],
            ["line 3: Example Vale has no safeguarding lead: nobody would get the digest"],
            id="no safeguarding lead in an area",
        ),
        pytest.param(
            [UNA | {"name": "", "e-mail": "", "telephone": ""}],
            ["line 3: Example Vale has no safeguarding lead: nobody would get the digest"],
            id="nobody in the safeguarding lead's post",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(rows: list[Cells], faults: list[str], database: Database) -> None:
    assert faults_in(written(ruth(), *rows), database) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("", ["line 1: the file lists nobody"], id="nothing"),
        pytest.param("\n \n", ["line 1: the file lists nobody"], id="only empty lines"),
        pytest.param(written(), ["line 1: the file lists nobody"], id="only a header"),
        pytest.param(
            "\n" + written(ruth(), columns=(*COLUMNS[:8], *COLUMNS[9:])),
            ["line 2: the column tier is missing"],
            id="a column missing",
        ),
        pytest.param(
            written(ruth() | {"telefone": "1"}, columns=(*COLUMNS, "telefone", "shoe size")),
            [
                "line 1: the column shoe size is not known",
                "line 1: the column telefone is not known; did you mean telephone?",
            ],
            id="unknown columns",
        ),
        pytest.param(
            written(ruth(), columns=(*COLUMNS, "E-Mail", "email")),
            ["line 1: the column e-mail stands here more than once"],
            id="a column twice",
        ),
        pytest.param(
            written(ruth()).rstrip() + ",surplus\n",
            ["line 2: surplus stands under no column; a cell that holds the separator must stand in quotes"],
            id="a cell too many",
        ),
        pytest.param(
            written(ruth()) + 'northmere,"Health\n,health\n',
            ["line 3: cannot be read as CSV from here on: unexpected end of data"],
            id="a quote that does not end",
        ),
    ],
)
def test_a_file_that_cannot_be_made_out_is_refused(text: str, faults: list[str], database: Database) -> None:
    assert faults_in(text, database) == faults


def test_lines_are_those_that_an_editor_shows(database: Database) -> None:
    text = written(ruth(), GRACE | {"team": "River\nside"}, PRIYA | {"reports to": "Nobody"})

    assert faults_in(text, database) == ["line 5: reports to: Health has no post Nobody"]


def test_every_fault_is_told_at_once_and_nothing_is_taken_in(database: Database) -> None:
    text = written(ruth(), PRIYA, GRACE | {"kind": "x", "tier": "y"}, TOM | {"e-mail": "tom"})

    faults = faults_in(text, database)

    assert [fault.partition(":")[0] for fault in faults] == ["line 4", "line 4", "line 4", "line 5"]
    assert roster(database).people == {}


def test_somebody_listed_in_another_area_must_be_taken_out_there_first(database: Database) -> None:
    import_roster(database, written(ruth(), PRIYA, GRACE))
    moved = PRIYA | {"area": "example-vale", "reports to": ""}

    (fault,) = faults_in(written(UNA, moved), database)
    assert fault.startswith("line 3: priya@northmere.example is in the roster of Northmere (example); take")

    import_roster(database, written(ruth(), GRACE))
    import_roster(database, written(UNA, moved))
    assert {person.name for person in roster(database, "example-vale").people.values()} == {
        "Una Birch",
        "Priya Nair",
    }


# --- bytes, and the practice partnership ---------------------------------------------------------


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
def test_a_file_is_utf_8(mark: bytes) -> None:
    assert decode(mark + "Siân".encode()) == "Siân"


def test_a_file_in_another_encoding_is_refused_at_its_line() -> None:
    with pytest.raises(RosterFaults) as raised:
        decode(b"name\nTom\nSi\xe2n\n")

    assert raised.value.faults == (Fault(3, "is not UTF-8; save the file as CSV UTF-8"),)


def test_the_practice_partnership_has_what_the_stories_need(database: Database) -> None:
    imported = import_roster(database, practice.roster())

    known = roster(database)
    assert imported.warnings == ("line 23: Ward manager, Northmere hospital, Health: nobody has this post",)
    assert len(post(known, "Sergeants' desk").holders) == 3
    assert names(known, post(known, "Safeguarding lead").holders) == ["Ruth Adeyemi", "Gareth Pugh"]
    assert names(known, post(known, "Health visitor").holders) == ["Priya Nair"]
    assert names(known, next(known.line_above(post(known, "Health visitor"))).holders) == ["Grace Mensah"]


@pytest.mark.parametrize(
    "tier", ["practitioners", "first_line_managers", "senior_managers", "heads_of_service"]
)
def test_every_agency_of_the_practice_partnership_has_somebody_at(tier: str, database: Database) -> None:
    import_roster(database, practice.roster())

    known = roster(database)
    held = {post.agency_id for post in known.posts.values() if post.tier == tier and post.holders}
    leads = {post.agency_id for post in known.posts.values() if post.is_designated_lead and post.holders}
    agencies = {agency.id for agency in known.agencies.values() if agency.kind != "partnership"}
    assert held == leads == agencies


def test_every_account_is_somebodys_own_and_two_are_of_people_not_listed(database: Database) -> None:
    import_roster(database, practice.roster())

    accounts = practice.accounts()
    listed = {person.name for person in roster(database).people.values()}
    assert (
        len({account.id for account in accounts})
        == len({account.email for account in accounts})
        == len(accounts)
    )
    assert {account.name for account in accounts} - listed == {"Zed Quill", "Ines Falk"}
    assert listed < {account.name for account in accounts}
    assert practice.LEAVER in {account.id for account in accounts}
