"""The record without its guards, as somebody with the database in their hands can have it."""

import sqlalchemy as sa

from storage import schema


def unguard(connection: sa.Connection) -> None:
    """Take every guard of the record away."""
    where = "" if connection.dialect.name == "sqlite" else " ON entry"
    for name in schema.guards(connection) - schema.missing_guards(connection):
        connection.exec_driver_sql(f"DROP TRIGGER {name}{where}")
