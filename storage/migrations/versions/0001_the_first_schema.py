"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clock",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "owner",
            sa.String(length=64),
            nullable=False,
            comment="a disagreement's reference, or an area's id",
        ),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "subject",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default="0",
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_armed", sa.Boolean(), nullable=False),
        sa.Column(
            "is_urgent",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="struck before those that are not",
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
        sa.UniqueConstraint("owner", "kind", "subject", name=op.f("uq_clock_owner_kind_subject")),
    )
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.create_index(
            "ix_clock_is_urgent_due_at",
            ["is_urgent", "due_at"],
            unique=False,
            sqlite_where=sa.text("is_armed = 1"),
            postgresql_where=sa.text("is_armed"),
        )
        batch_op.create_index(
            "ix_clock_failures",
            ["failures"],
            unique=False,
            sqlite_where=sa.text("is_armed = 1 AND failures > 0"),
            postgresql_where=sa.text("is_armed AND failures > 0"),
        )

    op.create_table(
        "home",
        sa.Column(
            "slack_id", sa.String(length=32), nullable=False, comment="an account that has opened App Home"
        ),
        sa.PrimaryKeyConstraint("slack_id", name=op.f("pk_home")),
    )
    op.create_table(
        "roster_version",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="one row; it grows when who is who changes",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_roster_version")),
    )
    op.execute("INSERT INTO roster_version (number) VALUES (1)")
    op.create_table(
        "rules",
        sa.Column(
            "id",
            sa.String(length=64),
            nullable=False,
            comment="digest of the content: a case keeps what it began with",
        ),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules")),
    )
    op.create_table(
        "used_form",
        sa.Column("id", sa.String(length=64), nullable=False, comment="a form sent twice acts once"),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_used_form")),
    )
    op.create_table(
        "seen",
        sa.Column(
            "key", sa.String(length=64), nullable=False, comment="digest of what makes a payload the same"
        ),
        sa.Column(
            "attempt", sa.String(length=32), nullable=False, comment="which of its deliveries was acted on"
        ),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.func.now(),
            nullable=False,
            comment="machine time",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seen")),
    )
    op.create_table(
        "area",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "rules_id", sa.String(length=64), nullable=False, comment="for disagreements raised from now on"
        ),
        sa.Column(
            "mail_from",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="as those rules have it; empty: no mail",
        ),
        sa.ForeignKeyConstraint(["rules_id"], ["rules.id"], name=op.f("fk_area_rules_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )
    op.create_table(
        "protocol",
        sa.Column("area_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="for disagreements raised from now on"),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_protocol_area_id")),
        sa.PrimaryKeyConstraint("area_id", "id", name=op.f("pk_protocol")),
    )
    op.create_table(
        "elsewhere",
        sa.Column("area_id", sa.String(length=64), nullable=False),
        sa.Column("door", sa.String(length=32), nullable=False),
        sa.Column(
            "month", sa.String(length=7), nullable=False, comment="as 2026-11; nobody who asked is kept"
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_elsewhere_area_id")),
        sa.PrimaryKeyConstraint("area_id", "door", "month", name=op.f("pk_elsewhere")),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("route", sa.String(length=64), server_default="", nullable=False),
        sa.Column("host", sa.Text(), server_default="", nullable=False),
        sa.Column("own_procedure", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "protocol",
            sa.String(length=64),
            server_default="",
            nullable=False,
            comment="as the roster has it",
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_agency_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("area_id", "name", name=op.f("uq_agency_area_id_name")),
    )
    op.create_table(
        "disagreement",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("area_id", sa.String(length=64), nullable=False),
        sa.Column("rules_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column(
            "is_finished",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="over, and nothing waits for anybody any more",
        ),
        sa.Column(
            "room_name", sa.String(length=80), nullable=False, comment="random, known before Slack is asked"
        ),
        sa.Column("room", sa.String(length=32), nullable=True, comment="the channel, once it exists"),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_disagreement_area_id")),
        sa.ForeignKeyConstraint(["rules_id"], ["rules.id"], name=op.f("fk_disagreement_rules_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement")),
        sa.UniqueConstraint("reference", name=op.f("uq_disagreement_reference")),
        sa.UniqueConstraint("room_name", name=op.f("uq_disagreement_room_name")),
    )
    with op.batch_alter_table("disagreement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_disagreement_unfinished",
            ["area_id"],
            unique=False,
            sqlite_where=sa.text("is_finished = 0"),
            postgresql_where=sa.text("NOT is_finished"),
        )

    op.create_table(
        "team",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_team_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("agency_id", "name", name=op.f("uq_team_agency_id_name")),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("disagreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="in UTF-8, byte for byte"),
        sa.ForeignKeyConstraint(
            ["disagreement_id"], ["disagreement.id"], name=op.f("fk_text_disagreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("telephone", sa.Text(), server_default="", nullable=False),
        sa.Column("area_id", sa.String(length=64), nullable=True),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_person_agency_id")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_person_area_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_person_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("slack_id", name=op.f("uq_person_slack_id")),
    )
    op.create_table(
        "post",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(length=64), server_default="", nullable=False),
        sa.Column("reports_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_designated_lead", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_safeguarding_lead", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="the order of the area's own list"),
        sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_post_agency_id")),
        sa.ForeignKeyConstraint(["reports_to"], ["post.id"], name=op.f("fk_post_reports_to")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_post_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_table(
        "entry",
        sa.Column("disagreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "by_person_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="empty: the program itself",
        ),
        sa.Column("clause", sa.Text(), nullable=False, comment="of the written procedure; empty: our choice"),
        sa.Column("content", sa.Text(), nullable=False, comment="the act, canonical JSON, no case text"),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by_person_id"], ["person.id"], name=op.f("fk_entry_by_person_id")),
        sa.ForeignKeyConstraint(
            ["disagreement_id"], ["disagreement.id"], name=op.f("fk_entry_disagreement_id")
        ),
        sa.PrimaryKeyConstraint("disagreement_id", "seq", name=op.f("pk_entry")),
    )
    op.create_table(
        "holding",
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_deputy", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_holding_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_holding_post_id")),
        sa.PrimaryKeyConstraint("post_id", "person_id", name=op.f("pk_holding")),
    )
    op.create_table(
        "leave",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False, comment="by the area's calendar, as the last day"),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column(
            "covered_by",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="empty: the deputies",
        ),
        sa.Column("entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_leave_first_before_last")),
        sa.ForeignKeyConstraint(["covered_by"], ["person.id"], name=op.f("fk_leave_covered_by")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_leave_entered_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index("ix_leave_person_id", ["person_id"], unique=False)

    op.create_table(
        "stand_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False, comment="the last day, by the area's calendar"),
        sa.Column("named_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["named_by"], ["person.id"], name=op.f("fk_stand_in_named_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stand_in_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_stand_in_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
    )
    with op.batch_alter_table("stand_in", schema=None) as batch_op:
        batch_op.create_index("ix_stand_in_post_id", ["post_id"], unique=False)

    op.create_table(
        "post_check",
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "asked_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="empty: no account yet, so asked once there is one",
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_theirs", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (is_theirs IS NULL)", name=op.f("ck_post_check_answer_and_instant")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_check_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_check_post_id")),
        sa.PrimaryKeyConstraint("post_id", "person_id", name=op.f("pk_post_check")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column(
            "stream",
            sa.String(length=64),
            nullable=False,
            comment="notices of one stream go out in their order",
        ),
        sa.Column(
            "road",
            sa.String(length=8),
            server_default="slack",
            nullable=False,
            comment="which worker sends it",
        ),
        sa.Column(
            "urgency", sa.Integer(), server_default="3", nullable=False, comment="the smallest goes first"
        ),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("area_id", sa.String(length=64), nullable=False),
        sa.Column("disagreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "seq", sa.Integer(), server_default="0", nullable=False, comment="the entry that it tells of"
        ),
        sa.Column(
            "person_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="empty: the room",
        ),
        sa.Column(
            "subject",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default="0",
            nullable=False,
            comment="a note's number, an agency ...",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="procedure time"),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "token",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="fences an attempt that came late",
        ),
        sa.Column("may_have_arrived", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True, comment="machine time"),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True, comment="machine time"),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True, comment="procedure time"),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("error", sa.String(length=64), nullable=True),
        sa.Column(
            "dealt_by",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="who dealt with what could not be delivered",
        ),
        sa.Column("dealt_at", sa.DateTime(timezone=True), nullable=True, comment="procedure time"),
        sa.CheckConstraint("(dealt_by IS NULL) = (dealt_at IS NULL)", name=op.f("ck_notice_dealt_by_and_at")),
        sa.ForeignKeyConstraint(["dealt_by"], ["person.id"], name=op.f("fk_notice_dealt_by")),
        sa.CheckConstraint(
            "(state = 'sending') = (lease_until IS NOT NULL)", name=op.f("ck_notice_lease_while_sending")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_notice_area_id")),
        sa.ForeignKeyConstraint(
            ["disagreement_id"], ["disagreement.id"], name=op.f("fk_notice_disagreement_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            "ix_notice_failed",
            ["area_id", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'failed' AND dealt_at IS NULL"),
            postgresql_where=sa.text("state = 'failed' AND dealt_at IS NULL"),
        )
        batch_op.create_index(
            "ix_notice_stream",
            ["stream", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'sending')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending')"),
        )
        batch_op.create_index(
            "ix_notice_turn",
            ["road", "urgency", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting' AND not_before IS NULL"),
            postgresql_where=sa.text("state = 'waiting' AND not_before IS NULL"),
        )
        batch_op.create_index(
            "ix_notice_put_off",
            ["road", "urgency", "not_before"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting' AND not_before IS NOT NULL"),
            postgresql_where=sa.text("state = 'waiting' AND not_before IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_notice_outage",
            ["area_id"],
            unique=False,
            sqlite_where=sa.text("kind IN ('slack_lost', 'slack_back')"),
            postgresql_where=sa.text("kind IN ('slack_lost', 'slack_back')"),
        )
        batch_op.create_index(
            "ix_notice_lease",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'sending'"),
            postgresql_where=sa.text("state = 'sending'"),
        )

    op.create_table(
        "part",
        sa.Column("disagreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["disagreement_id"], ["disagreement.id"], name=op.f("fk_part_disagreement_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_part_person_id")),
        sa.PrimaryKeyConstraint("disagreement_id", "person_id", name=op.f("pk_part")),
    )
    with op.batch_alter_table("part", schema=None) as batch_op:
        batch_op.create_index("ix_part_person_id", ["person_id"], unique=False)
