import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedure.acts import TextRef
from storage import cases, texts
from storage.engine import Database
from storage.tables import text

# What can be encoded at all: half a surrogate pair can't be stored as UTF-8.
bodies = st.text(st.characters(codec="utf-8"), max_size=400)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies)
def test_a_text_is_kept_byte_for_byte(database: Database, case: cases.Row, body: str) -> None:
    with database.write() as connection:
        ref = texts.keep(connection, case.id, body)

    with database.read() as connection:
        assert texts.read(connection, [ref]) == {ref.id: body}
        assert texts.is_unchanged(connection, ref)


@pytest.mark.parametrize(
    "body", ["", "line\r\nline\n", "nought\x00within", "  spaces  ", "e\u0301 is not é", "🙂"]
)
def test_nothing_in_a_text_is_tidied(database: Database, case: cases.Row, body: str) -> None:
    with database.write() as connection:
        ref = texts.keep(connection, case.id, body)

        assert texts.read(connection, [ref])[ref.id].encode() == body.encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies, other=bodies)
def test_a_text_that_was_changed_is_found(database: Database, case: cases.Row, body: str, other: str) -> None:
    with database.write() as connection:
        ref = texts.keep(connection, case.id, body)
        connection.execute(text.update().where(text.c.id == ref.id).values(body=other.encode()))

        assert texts.is_unchanged(connection, ref) is (body == other)


def test_a_text_under_another_salt_is_found(database: Database, case: cases.Row) -> None:
    with database.write() as connection:
        ref = texts.keep(connection, case.id, "closed too soon")
        connection.execute(text.update().where(text.c.id == ref.id).values(salt=bytes(32)))

        assert not texts.is_unchanged(connection, ref)


def test_the_same_words_twice_have_digests_that_tell_nothing(database: Database, case: cases.Row) -> None:
    with database.write() as connection:
        one, other = (texts.keep(connection, case.id, "closed too soon") for _ in range(2))

    assert one.id != other.id
    assert one.digest != other.digest


def test_only_the_texts_of_a_disagreement_are_read(database: Database, area: str, case: cases.Row) -> None:
    with database.write() as connection:
        another = cases.create(connection, area, 2026)
        ours = texts.keep(connection, case.id, "ours")
        theirs = texts.keep(connection, another.id, "theirs")

        assert texts.read_all(connection, case.id) == {ours.id: "ours"}
        assert texts.read(connection, [theirs]) == {theirs.id: "theirs"}
        assert texts.read(connection, []) == {}


def test_a_text_that_is_not_there_is_an_error(database: Database) -> None:
    with pytest.raises(sa.exc.NoResultFound), database.read() as connection:
        texts.is_unchanged(connection, TextRef("nowhere", ""))
