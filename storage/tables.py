"""The tables. Texts stand apart from the record, so that one can be destroyed while the chain stays whole."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused, because SQLite would lose its zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse what has no zone, and store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give back what was stored, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _of_those(name: str, where: str, *columns: str) -> sa.Index:
    """Return an index of the rows of which a condition holds, in words that both databases know."""
    return sa.Index(name, *columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

rules = sa.Table(
    "rules",
    metadata,
    sa.Column(
        "id",
        sa.String(64),
        primary_key=True,
        comment="digest of the content: a case keeps what it began with",
    ),
    sa.Column("content", sa.Text, nullable=False),
)

area = sa.Table(
    "area",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column(
        "rules_id", sa.ForeignKey("rules.id"), nullable=False, comment="for disagreements raised from now on"
    ),
    sa.Column(
        "mail_from",
        sa.Text,
        nullable=False,
        server_default="",
        comment="as those rules have it; empty: no mail",
    ),
)

protocol = sa.Table(
    "protocol",
    metadata,
    sa.Column("area_id", sa.ForeignKey("area.id"), primary_key=True),
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("content", sa.Text, nullable=False, comment="for disagreements raised from now on"),
)

elsewhere = sa.Table(
    "elsewhere",
    metadata,
    sa.Column("area_id", sa.ForeignKey("area.id"), primary_key=True),
    sa.Column("door", sa.String(32), primary_key=True),
    sa.Column("month", sa.String(7), primary_key=True, comment="as 2026-11; nobody who asked is kept"),
    sa.Column("number", sa.Integer, nullable=False),
)

agency = sa.Table(
    "agency",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("area_id", sa.ForeignKey("area.id"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("route", sa.String(64), nullable=False, server_default=""),
    sa.Column("host", sa.Text, nullable=False, server_default=""),
    sa.Column("own_procedure", sa.Text, nullable=False, server_default=""),
    sa.Column("protocol", sa.String(64), nullable=False, server_default="", comment="as the roster has it"),
    sa.UniqueConstraint("area_id", "name"),
)

team = sa.Table(
    "team",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("agency_id", sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.UniqueConstraint("agency_id", "name"),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("slack_id", sa.String(32), unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("email", sa.Text, unique=True),
    sa.Column("telephone", sa.Text, nullable=False, server_default=""),
    sa.Column("area_id", sa.ForeignKey("area.id")),
    sa.Column("agency_id", sa.ForeignKey("agency.id")),
    sa.Column("team_id", sa.ForeignKey("team.id")),
    sa.Column("is_active", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("is_confirmed", sa.Boolean, nullable=False, server_default=sa.false()),
)

home = sa.Table(
    "home",
    metadata,
    sa.Column("slack_id", sa.String(32), primary_key=True, comment="an account that has opened App Home"),
)

post = sa.Table(
    "post",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("agency_id", sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("team_id", sa.ForeignKey("team.id")),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("tier", sa.String(64), nullable=False, server_default=""),
    sa.Column("reports_to", sa.ForeignKey("post.id")),
    sa.Column("is_designated_lead", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("is_safeguarding_lead", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("place", sa.Integer, nullable=False, comment="the order of the area's own list"),
    sa.Column("is_listed", sa.Boolean, nullable=False, server_default=sa.true()),
)

holding = sa.Table(
    "holding",
    metadata,
    sa.Column("post_id", sa.ForeignKey("post.id"), primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), primary_key=True),
    sa.Column("is_deputy", sa.Boolean, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
)

leave = sa.Table(
    "leave",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False),
    sa.Column("first_on", sa.Date, nullable=False, comment="by the area's calendar, as the last day"),
    sa.Column("last_on", sa.Date, nullable=False),
    sa.Column("covered_by", sa.ForeignKey("person.id"), comment="empty: the deputies"),
    sa.Column("entered_by", sa.ForeignKey("person.id"), nullable=False),
    sa.Column("entered_at", Instant, nullable=False),
    sa.CheckConstraint("first_on <= last_on", name="first_before_last"),
    sa.Index("ix_leave_person_id", "person_id"),
)

stand_in = sa.Table(
    "stand_in",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("post_id", sa.ForeignKey("post.id"), nullable=False),
    sa.Column("person_id", sa.ForeignKey("person.id"), nullable=False),
    sa.Column("until_on", sa.Date, nullable=False, comment="the last day, by the area's calendar"),
    sa.Column("named_by", sa.ForeignKey("person.id"), nullable=False),
    sa.Column("named_at", Instant, nullable=False),
    sa.Index("ix_stand_in_post_id", "post_id"),
)

post_check = sa.Table(
    "post_check",
    metadata,
    sa.Column("post_id", sa.ForeignKey("post.id"), primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), primary_key=True),
    sa.Column("asked_at", Instant, comment="empty: no account yet, so asked once there is one"),
    sa.Column("answered_at", Instant),
    sa.Column("is_theirs", sa.Boolean),
    sa.CheckConstraint("(answered_at IS NULL) = (is_theirs IS NULL)", name="answer_and_instant"),
)

roster_version = sa.Table(
    "roster_version",
    metadata,
    sa.Column("number", Number, primary_key=True, comment="one row; it grows when who is who changes"),
)

disagreement = sa.Table(
    "disagreement",
    metadata,
    # Counted as the references are, by whoever is the one writer: what it creates it can go on with unasked.
    sa.Column("id", Number, primary_key=True, autoincrement=False),
    sa.Column("reference", sa.String(32), nullable=False, unique=True),
    sa.Column("area_id", sa.ForeignKey("area.id"), nullable=False),
    sa.Column("rules_id", sa.ForeignKey("rules.id"), nullable=False),
    sa.Column("state", sa.String(32), nullable=False),
    sa.Column(
        "is_finished",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="over, and nothing waits for anybody any more",
    ),
    sa.Column(
        "room_name", sa.String(80), nullable=False, unique=True, comment="random, known before Slack is asked"
    ),
    sa.Column("room", sa.String(32), comment="the channel, once it exists"),
    # Only what is not finished is ever searched for.
    sa.Index(
        "ix_disagreement_unfinished",
        "area_id",
        sqlite_where=sa.text("is_finished = 0"),
        postgresql_where=sa.text("NOT is_finished"),
    ),
)

part = sa.Table(
    "part",
    metadata,
    sa.Column("disagreement_id", sa.ForeignKey("disagreement.id"), primary_key=True),
    sa.Column("person_id", sa.ForeignKey("person.id"), primary_key=True),
    sa.Index("ix_part_person_id", "person_id"),
)

entry = sa.Table(
    "entry",
    metadata,
    sa.Column("disagreement_id", sa.ForeignKey("disagreement.id"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by_person_id", sa.ForeignKey("person.id"), comment="empty: the program itself"),
    sa.Column("clause", sa.Text, nullable=False, comment="of the written procedure; empty: our choice"),
    sa.Column("content", sa.Text, nullable=False, comment="the act, canonical JSON, no case text"),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

text = sa.Table(
    "text",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("disagreement_id", sa.ForeignKey("disagreement.id"), nullable=False),
    sa.Column("salt", sa.LargeBinary(32), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False, comment="in UTF-8, byte for byte"),
)

used_form = sa.Table(
    "used_form",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True, comment="a form sent twice acts once"),
    sa.Column("reference", sa.String(32), nullable=False),
)

seen = sa.Table(
    "seen",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True, comment="digest of what makes a payload the same"),
    sa.Column("attempt", sa.String(32), nullable=False, comment="which of its deliveries was acted on"),
    sa.Column("seen_at", Instant, nullable=False, server_default=sa.func.now(), comment="machine time"),
)

clock = sa.Table(
    "clock",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("owner", sa.String(64), nullable=False, comment="a disagreement's reference, or an area's id"),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("subject", Number, nullable=False, server_default="0"),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("is_armed", sa.Boolean, nullable=False),
    sa.Column(
        "is_urgent",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="struck before those that are not",
    ),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("owner", "kind", "subject"),
    # Only armed clocks are ever searched for.
    sa.Index(
        "ix_clock_is_urgent_due_at",
        "is_urgent",
        "due_at",
        sqlite_where=sa.text("is_armed = 1"),
        postgresql_where=sa.text("is_armed"),
    ),
    # Those whose act has failed are counted again and again, and there should be none.
    sa.Index(
        "ix_clock_failures",
        "failures",
        sqlite_where=sa.text("is_armed = 1 AND failures > 0"),
        postgresql_where=sa.text("is_armed AND failures > 0"),
    ),
)

notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("key", sa.String(128), nullable=False, unique=True),
    sa.Column("stream", sa.String(64), nullable=False, comment="notices of one stream go out in their order"),
    sa.Column("road", sa.String(8), nullable=False, server_default="slack", comment="which worker sends it"),
    sa.Column("urgency", sa.Integer, nullable=False, server_default="3", comment="the smallest goes first"),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("area_id", sa.ForeignKey("area.id"), nullable=False),
    sa.Column("disagreement_id", sa.ForeignKey("disagreement.id")),
    sa.Column("seq", sa.Integer, nullable=False, server_default="0", comment="the entry that it tells of"),
    sa.Column("person_id", sa.ForeignKey("person.id"), comment="empty: the room"),
    sa.Column(
        "subject", Number, nullable=False, server_default="0", comment="a note's number, an agency ..."
    ),
    sa.Column("made_at", Instant, nullable=False, comment="procedure time"),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column(
        "token", sa.Integer, nullable=False, server_default="0", comment="fences an attempt that came late"
    ),
    sa.Column("may_have_arrived", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("not_before", Instant, comment="machine time"),
    sa.Column("lease_until", Instant, comment="machine time"),
    sa.Column("sent_at", Instant, comment="procedure time"),
    sa.Column("channel", sa.String(32)),
    sa.Column("ts", sa.String(32)),
    sa.Column("error", sa.String(64)),
    sa.Column("dealt_by", sa.ForeignKey("person.id"), comment="who dealt with what could not be delivered"),
    sa.Column("dealt_at", Instant, comment="procedure time"),
    sa.CheckConstraint("(dealt_by IS NULL) = (dealt_at IS NULL)", name="dealt_by_and_at"),
    sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="lease_while_sending"),
    # Of those finished only the failed with which nobody has dealt are ever searched for.
    _of_those("ix_notice_failed", "state = 'failed' AND dealt_at IS NULL", "area_id", "id"),
    # Finished notices are never searched for by state.
    _of_those("ix_notice_stream", "state IN ('waiting', 'sending')", "stream", "id"),
    # Each of the ways in which a notice may be ready has its own index, so that a claim reads one row.
    _of_those("ix_notice_turn", "state = 'waiting' AND not_before IS NULL", "road", "urgency", "id"),
    _of_those(
        "ix_notice_put_off", "state = 'waiting' AND not_before IS NOT NULL", "road", "urgency", "not_before"
    ),
    _of_those("ix_notice_outage", "kind IN ('slack_lost', 'slack_back')", "area_id"),
    _of_those("ix_notice_lease", "state = 'sending'", "lease_until"),
)
