import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from procedure import acts
from procedure.acts import Act, Entry
from procedure.case import Case, State
from storage import cases, people, record
from storage.engine import Database
from storage.tables import disagreement

NOON = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)


def create(database: Database, area: str, year: int = 2026) -> cases.Row:
    with database.write() as connection:
        return cases.create(connection, area, year)


def meet(database: Database, name: str) -> int:
    with database.write() as connection:
        return people.meet(connection, f"U0{name.upper()}", name, None).id


def set_state(database: Database, case: cases.Row, state: State, *parts: int) -> None:
    with database.write() as connection:
        known = Case(case.reference, case.rules, state=state, joined=dict.fromkeys(parts, 1))
        cases.keep_in_step(connection, cases.find(connection, case.reference), known)


def test_references_count_up_in_each_year(database: Database, area: str) -> None:
    made = [create(database, area, year).reference for year in (2026, 2026, 2027, 2026)]

    assert made == ["D-2026-0001", "D-2026-0002", "D-2027-0001", "D-2026-0003"]


def test_references_go_on_beyond_four_digits(database: Database, area: str) -> None:
    create(database, area)
    with database.write() as connection:
        connection.execute(disagreement.update().values(reference="D-2026-9999"))

    assert [create(database, area).reference for _ in range(2)] == ["D-2026-10000", "D-2026-10001"]


def test_a_room_has_a_name_that_tells_nothing(database: Database, area: str) -> None:
    one, other = create(database, area), create(database, area)

    assert one.room_name != other.room_name
    assert re.fullmatch(r"d-[0-9a-f]{10}", one.room_name)


def test_a_room_that_is_not_ours_gets_another_name(database: Database, area: str) -> None:
    case = create(database, area)

    with database.write() as connection:
        name = cases.rename_room(connection, case.id)

        assert name != case.room_name
        assert cases.by_id(connection, case.id).room_name == name


def test_a_disagreement_is_found_by_its_reference_and_by_its_room(database: Database, area: str) -> None:
    case = create(database, area)
    with database.write() as connection:
        assert cases.by_room(connection, "C1") is None
        cases.set_room(connection, case.id, "C1")
        found = cases.by_room(connection, "C1")

        assert found == cases.find(connection, case.reference)
        assert found is not None
        assert (found.id, found.room) == (case.id, "C1")


def test_a_reference_that_nobody_gave_is_not_found(database: Database) -> None:
    with database.read() as connection, pytest.raises(LookupError, match="D-1999-0001"):
        cases.find(connection, "D-1999-0001")


def test_what_is_unfinished_is_found_oldest_first(database: Database, area: str) -> None:
    made = [create(database, area) for _ in State]
    for case, state in zip(made, State, strict=True):
        set_state(database, case, state)

    with database.read() as connection:
        unfinished = [row.reference for row in cases.unfinished(connection)]

        assert unfinished == [made[0].reference, made[1].reference]
        assert cases.unfinished(connection, "northmere") == cases.unfinished(connection)
        assert cases.unfinished(connection, "example-vale") == []


def test_who_has_a_part_follows_the_record(database: Database, area: str) -> None:
    case, other = create(database, area), create(database, area)
    priya, tom, zed = (meet(database, name) for name in ("Priya", "Tom", "Zed"))

    set_state(database, case, State.OPEN, priya, tom)
    set_state(database, other, State.OPEN, tom)
    assert with_part(database, tom) == [case.reference, other.reference]

    set_state(database, case, State.AGREED, priya)
    assert with_part(database, priya) == [case.reference]
    assert with_part(database, tom) == [other.reference]
    assert with_part(database, zed) == []

    set_state(database, case, State.CLOSED, priya)
    assert with_part(database, priya) == []


def with_part(database: Database, person: int) -> list[str]:
    with database.read() as connection:
        return [row.reference for row in cases.with_part(connection, person)]


def test_a_form_is_used_once(database: Database) -> None:
    with database.write() as connection:
        assert cases.used_for(connection, "form") is None
        cases.use_form(connection, "form", "D-2026-0001")
        assert cases.used_for(connection, "form") == "D-2026-0001"

    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        cases.use_form(connection, "form", "D-2026-0002")


def test_what_was_closed_since_an_instant_is_counted_by_its_closing(database: Database, area: str) -> None:
    append(
        database,
        create(database, area),
        (NOON - timedelta(days=9), acts.Closed()),
        (NOON, acts.NoteApproved(1, 1)),
    )
    append(
        database, create(database, area), (NOON - timedelta(days=9), acts.RoomOpened()), (NOON, acts.Closed())
    )
    append(database, create(database, area), (NOON, acts.RoomOpened()))

    with database.read() as connection:
        assert len(cases.closed_since(connection, area, NOON - timedelta(days=1))) == 1
        assert len(cases.closed_since(connection, area, NOON - timedelta(days=30))) == 2
        assert cases.closed_since(connection, "example-vale", NOON - timedelta(days=30)) == []


def test_those_in_whose_record_an_act_stands_come_newest_first_and_of_one_area(
    database: Database, area: str
) -> None:
    made = [create(database, area) for _ in range(4)]
    happened: tuple[Act, ...] = (acts.LookedBack(), acts.RoomOpened(), acts.LookedBack())
    for case, act in zip(made, happened, strict=False):
        append(database, case, (NOON, act), (NOON, acts.NoteApproved(1, 1)))

    with database.read() as connection:
        found = [row.reference for row in cases.with_act(connection, area, "looked_back", 9)]
        newest = cases.with_act(connection, area, "looked_back", 1)
        elsewhere = cases.with_act(connection, "example-vale", "looked_back", 9)

    assert found == [made[2].reference, made[0].reference]
    assert [row.reference for row in newest] == found[:1]
    assert elsewhere == []


def append(database: Database, case: cases.Row, *lines: tuple[datetime, Act]) -> None:
    with database.write() as connection:
        previous = record.GENESIS
        for seq, (at, act) in enumerate(lines, start=1):
            previous = record.append(connection, case.id, "", Entry(seq, at, None, act), previous)


@pytest.mark.parametrize(
    ("days", "state", "found"),
    [
        pytest.param((-9, -1), State.CLOSED, False, id="over before"),
        pytest.param((-9, -1), State.OPEN, True, id="going on from before"),
        pytest.param((-9, 0), State.CLOSED, True, id="over within"),
        pytest.param((3,), State.CLOSED, True, id="within"),
        pytest.param((-9, 15), State.CLOSED, True, id="from before until after"),
        pytest.param((10,), State.OPEN, False, id="begun after"),
    ],
)
def test_what_was_under_way_in_a_time_is_found(
    *, database: Database, area: str, days: tuple[int, ...], state: State, found: bool
) -> None:
    case = create(database, area)
    set_state(database, case, state)
    with database.write() as connection:
        for seq, day in enumerate(days, start=1):
            line = Entry(seq, NOON + timedelta(days=day), None, acts.TakenBack())
            record.append(connection, case.id, "", line, record.GENESIS)

    with database.read() as connection:
        rows = cases.under_way(connection, area, NOON, NOON + timedelta(days=10))
        elsewhere = cases.under_way(connection, "another-area", NOON, NOON + timedelta(days=10))

    assert [row.reference for row in rows] == ([case.reference] if found else [])
    assert elsewhere == []
