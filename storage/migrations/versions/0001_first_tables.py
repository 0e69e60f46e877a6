"""first tables."""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("slack_team", sa.String(), nullable=True),
        sa.Column("bot", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("hours_start", sa.Time(), nullable=False),
        sa.Column("hours_end", sa.Time(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("talks", sa.Boolean(), nullable=False),
        sa.Column("not_names", sa.JSON(), nullable=False),
        sa.Column("focus_options", sa.JSON(), nullable=False),
        sa.Column("removed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("slack_team", name=op.f("uq_workspace_slack_team")),
    )
    op.create_table(
        "beat",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("caught_up_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_beat_workspace")),
        sa.PrimaryKeyConstraint("workspace", name=op.f("pk_beat")),
    )
    op.create_table(
        "outage",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('not running', 'not heard')", name=op.f("ck_outage_known")),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_outage_workspace")),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_outage")),
    )
    with op.batch_alter_table("outage", schema=None) as batch_op:
        batch_op.create_index(
            "uq_outage_one_open",
            ["workspace", "kind"],
            unique=True,
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )

    op.create_table(
        "person",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("dm", sa.String(), nullable=True),
        sa.Column("known_from_on", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("welcomed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("preferred_at", sa.Time(), nullable=True),
        sa.Column("preferred_moment", sa.String(), nullable=True),
        sa.Column("wants_reminder", sa.Boolean(), nullable=False),
        sa.Column("weekly", sa.Integer(), nullable=False),
        sa.Column("talks_from", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("left_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_person_workspace")),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_person")),
    )
    op.create_table(
        "received",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_received_workspace")),
        sa.PrimaryKeyConstraint("workspace", "key", name=op.f("pk_received")),
    )
    with op.batch_alter_table("received", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_received_at"), ["at"], unique=False)

    op.create_table(
        "signpost",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("said_when", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("hours", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_signpost_workspace")),
        sa.PrimaryKeyConstraint("workspace", "number", name=op.f("pk_signpost")),
    )
    op.create_table(
        "slowed",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("minute", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_slowed_workspace")),
        sa.PrimaryKeyConstraint("workspace", "minute", name=op.f("pk_slowed")),
    )
    op.create_table(
        "team",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_team_workspace")),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_team")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index("uq_team_key", ["workspace", "key"], unique=True)

    op.create_table(
        "threshold",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 5", name=op.f("ck_threshold_at_least_five")),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_threshold_workspace")),
        sa.PrimaryKeyConstraint("workspace", "kind", "from_at", name=op.f("pk_threshold")),
    )
    op.create_table(
        "words",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_words_workspace")),
        sa.PrimaryKeyConstraint("workspace", "owner", "field", name=op.f("pk_words")),
    )
    op.create_table(
        "focus",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_focus_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_focus")),
    )
    with op.batch_alter_table("focus", schema=None) as batch_op:
        batch_op.create_index(
            "uq_focus_one_open",
            ["workspace", "team", "element"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.create_table(
        "focus_round",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_focus_round_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_focus_round")),
    )
    with op.batch_alter_table("focus_round", schema=None) as batch_op:
        batch_op.create_index(
            "uq_focus_round_one_open",
            ["workspace", "team"],
            unique=True,
            sqlite_where=sa.text("settled_on IS NULL"),
            postgresql_where=sa.text("settled_on IS NULL"),
        )

    op.create_table(
        "got_in_the_way",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("ticked_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("unticked_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_got_in_the_way_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "source", "code", name=op.f("pk_got_in_the_way")),
    )
    with op.batch_alter_table("got_in_the_way", schema=None) as batch_op:
        batch_op.create_index("ix_got_in_the_way_person", ["workspace", "person", "ticked_at"], unique=False)

    op.create_table(
        "happening",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("noted_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('training', 'joining', 'supervision', 'visit')", name=op.f("ck_happening_known")
        ),
        sa.CheckConstraint("(person IS NULL) <> (team IS NULL)", name=op.f("ck_happening_of_one")),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_happening_workspace_person"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_happening_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_happening")),
    )
    with op.batch_alter_table("happening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_happening_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_happening_team"), ["team"], unique=False)

    op.create_table(
        "link",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("until_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "person"], ["person.workspace", "person.id"], name=op.f("fk_link_workspace_person")
        ),
        sa.PrimaryKeyConstraint("workspace", "hash", name=op.f("pk_link")),
    )
    op.create_table(
        "membership",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("home", sa.Boolean(), nullable=False),
        sa.Column("founding", sa.Boolean(), nullable=False),
        sa.Column("until_back", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_membership_workspace_person"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_membership_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person"), ["person"], unique=False)
        batch_op.create_index(
            "uq_membership_one_home",
            ["workspace", "person"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL AND home"),
            postgresql_where=sa.text("until_on IS NULL AND home"),
        )
        batch_op.create_index(
            "uq_membership_one_open",
            ["workspace", "team", "person"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.create_table(
        "not_a_person",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_not_a_person_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "person", "hash", name=op.f("pk_not_a_person")),
    )
    op.create_table(
        "page_session",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("until_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_page_session_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "hash", name=op.f("pk_page_session")),
    )
    op.create_table(
        "post",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("until_back", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "person"], ["person.workspace", "person.id"], name=op.f("fk_post_workspace_person")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_post_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_person"), ["person"], unique=False)

    op.create_table(
        "quiet",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(person IS NULL) <> (team IS NULL)", name=op.f("ck_quiet_of_one")),
        sa.ForeignKeyConstraint(
            ["workspace", "person"], ["person.workspace", "person.id"], name=op.f("fk_quiet_workspace_person")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_quiet_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_quiet")),
    )
    with op.batch_alter_table("quiet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quiet_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_quiet_team"), ["team"], unique=False)

    op.create_table(
        "record",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("did", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "subject"],
            ["person.workspace", "person.id"],
            name=op.f("fk_record_workspace_subject"),
        ),
        sa.PrimaryKeyConstraint("workspace", "number", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("ix_record_subject", ["workspace", "subject"], unique=False)

    op.create_table(
        "rhythm",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_rhythm_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_rhythm")),
    )
    with op.batch_alter_table("rhythm", schema=None) as batch_op:
        batch_op.create_index("uq_rhythm_name", ["workspace", "team", "name"], unique=True)

    op.create_table(
        "role_held",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_role_held_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "person", "from_on", name=op.f("pk_role_held")),
    )
    with op.batch_alter_table("role_held", schema=None) as batch_op:
        batch_op.create_index(
            "uq_role_held_one_open",
            ["workspace", "person"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.create_table(
        "sending",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("due_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("lease_until", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("looked", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("sent_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('due', 'claimed', 'sent', 'unknown', 'missed', 'held back')",
            name=op.f("ck_sending_stated"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_sending_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_sending")),
    )
    with op.batch_alter_table("sending", schema=None) as batch_op:
        batch_op.create_index("ix_sending_message", ["workspace", "channel", "ts"], unique=False)
        batch_op.create_index("ix_sending_waiting", ["state", "due_at"], unique=False)
        batch_op.create_index("uq_sending_once", ["workspace", "purpose", "subject", "person"], unique=True)

    op.create_table(
        "suggestion",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=True),
        sa.Column("pack", sa.String(), nullable=True),
        sa.Column("prompt", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(element IS NULL) <> (prompt IS NULL)", name=op.f("ck_suggestion_of_one")),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_suggestion_workspace_person"),
        ),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name=op.f("fk_suggestion_workspace")),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_suggestion")),
    )
    op.create_table(
        "supervision_pair",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("practitioner", sa.String(), nullable=False),
        sa.Column("supervisor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "practitioner"],
            ["person.workspace", "person.id"],
            name=op.f("fk_supervision_pair_workspace_practitioner"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "supervisor"],
            ["person.workspace", "person.id"],
            name=op.f("fk_supervision_pair_workspace_supervisor"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_supervision_pair")),
    )
    with op.batch_alter_table("supervision_pair", schema=None) as batch_op:
        batch_op.create_index(
            "uq_supervision_pair_one_open",
            ["workspace", "practitioner", "supervisor", "kind"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.create_table(
        "taking_part",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("from_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_taking_part_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "person", "from_at", name=op.f("pk_taking_part")),
    )
    with op.batch_alter_table("taking_part", schema=None) as batch_op:
        batch_op.create_index(
            "uq_taking_part_one_open",
            ["workspace", "person"],
            unique=True,
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )

    op.create_table(
        "token",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("made_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_token_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "hash", name=op.f("pk_token")),
    )
    op.create_table(
        "window",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("made_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("members_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until_on > from_on", name=op.f("ck_window_runs_forward")),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_window_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_window")),
    )
    with op.batch_alter_table("window", schema=None) as batch_op:
        batch_op.create_index("uq_window_start", ["workspace", "team", "from_on"], unique=True)

    op.create_table(
        "wished",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("from_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("over_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_wished_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "team", "on", name=op.f("pk_wished")),
    )
    with op.batch_alter_table("wished", schema=None) as batch_op:
        batch_op.create_index("ix_wished_date", ["workspace", "on"], unique=False)

    op.create_table(
        "working_pattern",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("pattern", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_working_pattern_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "person", "from_on", name=op.f("pk_working_pattern")),
    )
    op.create_table(
        "digest",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("published_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_digest_workspace_team")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "window"],
            ["window.workspace", "window.id"],
            name=op.f("fk_digest_workspace_window"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_digest")),
    )
    with op.batch_alter_table("digest", schema=None) as batch_op:
        batch_op.create_index("uq_digest_window", ["workspace", "window"], unique=True)

    op.create_table(
        "focus_choice",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_focus_choice_workspace_person"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "round"],
            ["focus_round.workspace", "focus_round.id"],
            name=op.f("fk_focus_choice_workspace_round"),
        ),
        sa.PrimaryKeyConstraint("workspace", "round", "person", name=op.f("pk_focus_choice")),
    )
    op.create_table(
        "rhythm_version",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("effective_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "rhythm"],
            ["rhythm.workspace", "rhythm.id"],
            name=op.f("fk_rhythm_version_workspace_rhythm"),
        ),
        sa.PrimaryKeyConstraint("workspace", "rhythm", "number", name=op.f("pk_rhythm_version")),
    )
    op.create_table(
        "window_member",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_window_member_workspace_person"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "window"],
            ["window.workspace", "window.id"],
            name=op.f("fk_window_member_workspace_window"),
        ),
        sa.PrimaryKeyConstraint("workspace", "window", "person", name=op.f("pk_window_member")),
    )
    op.create_table(
        "digest_figure",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("band", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "digest"],
            ["digest.workspace", "digest.id"],
            name=op.f("fk_digest_figure_workspace_digest"),
        ),
        sa.PrimaryKeyConstraint("workspace", "digest", "figure", "cell", name=op.f("pk_digest_figure")),
    )
    op.create_table(
        "occurrence",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("due_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("expires_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_occurrence_workspace_person"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "rhythm", "version"],
            ["rhythm_version.workspace", "rhythm_version.rhythm", "rhythm_version.number"],
            name=op.f("fk_occurrence_workspace_rhythm_version"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_occurrence")),
    )
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.create_index("ix_occurrence_person", ["workspace", "person", "planned_on"], unique=False)
        batch_op.create_index("uq_occurrence_date", ["workspace", "rhythm", "person", "on"], unique=True)

    op.create_table(
        "answer",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("period_on", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=True),
        sa.Column("occurrence", sa.String(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("answered_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "occurrence"],
            ["occurrence.workspace", "occurrence.id"],
            name=op.f("fk_answer_workspace_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_answer_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_answered_at"), ["answered_at"], unique=False)
        batch_op.create_index("uq_answer_once", ["workspace", "person", "item", "period_on"], unique=True)

    op.create_table(
        "nudge",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("element", sa.String(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("put_off", sa.String(), nullable=True),
        sa.Column("replied", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "occurrence"],
            ["occurrence.workspace", "occurrence.id"],
            name=op.f("fk_nudge_workspace_occurrence"),
        ),
        sa.PrimaryKeyConstraint("workspace", "occurrence", name=op.f("pk_nudge")),
    )
    op.create_table(
        "reflection",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=True),
        sa.Column("pack", sa.String(), nullable=True),
        sa.Column("prompt", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("kept_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "occurrence"],
            ["occurrence.workspace", "occurrence.id"],
            name=op.f("fk_reflection_workspace_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_reflection_workspace_person"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_reflection")),
    )
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reflection_draft",
            ["workspace", "kept_at"],
            unique=False,
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )
        batch_op.create_index("uq_reflection_form", ["workspace", "person", "form"], unique=True)

    op.create_table(
        "card_line",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("reflection", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "reflection"],
            ["reflection.workspace", "reflection.id"],
            name=op.f("fk_card_line_workspace_reflection"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_card_line_workspace_team")
        ),
        sa.PrimaryKeyConstraint(
            "workspace", "team", "element", "reflection", "field", name=op.f("pk_card_line")
        ),
    )
    with op.batch_alter_table("card_line", schema=None) as batch_op:
        batch_op.create_index("ix_card_line_reflection", ["workspace", "reflection"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reflection", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("accepted_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "person"],
            ["person.workspace", "person.id"],
            name=op.f("fk_commitment_workspace_person"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "reflection"],
            ["reflection.workspace", "reflection.id"],
            name=op.f("fk_commitment_workspace_reflection"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_commitment")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitment_person"), ["person"], unique=False)
        batch_op.create_index("uq_commitment_origin", ["workspace", "reflection"], unique=True)

    op.create_table(
        "share",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reflection", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("reader", sa.String(), nullable=True),
        sa.Column("shared_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("replied_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(audience = 'team') = (reader IS NULL)", name=op.f("ck_share_with_a_reader")),
        sa.CheckConstraint("(audience = 'team') = (team IS NOT NULL)", name=op.f("ck_share_with_a_team")),
        sa.CheckConstraint(
            "audience IN ('team', 'supervisor', 'peer', 'agenda')", name=op.f("ck_share_known")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "reader"], ["person.workspace", "person.id"], name=op.f("fk_share_workspace_reader")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "reflection"],
            ["reflection.workspace", "reflection.id"],
            name=op.f("fk_share_workspace_reflection"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["team.workspace", "team.id"], name=op.f("fk_share_workspace_team")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_share")),
    )
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.create_index("ix_share_reader", ["workspace", "reader"], unique=False)
        batch_op.create_index("ix_share_reflection", ["workspace", "reflection"], unique=False)
        batch_op.create_index(
            "uq_share_one_open",
            ["workspace", "reflection", "audience", "reader"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.create_index(
            "uq_share_one_team",
            ["workspace", "reflection"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL AND reader IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL AND reader IS NULL"),
        )

    op.create_table(
        "talk",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("reflection", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("started_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "person"], ["person.workspace", "person.id"], name=op.f("fk_talk_workspace_person")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "reflection"],
            ["reflection.workspace", "reflection.id"],
            name=op.f("fk_talk_workspace_reflection"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_talk")),
    )
    with op.batch_alter_table("talk", schema=None) as batch_op:
        batch_op.create_index("ix_talk_reflection", ["workspace", "reflection"], unique=False)
        batch_op.create_index(
            "uq_talk_one_open",
            ["workspace", "person"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "follow_up",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("after_days", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("asked_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("helped", sa.Integer(), nullable=True),
        sa.Column("answered_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("settled_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('tried', 'could not', 'not yet', 'let go')",
            name=op.f("ck_follow_up_known"),
        ),
        sa.CheckConstraint("helped IS NULL OR helped BETWEEN -2 AND 2", name=op.f("ck_follow_up_in_range")),
        sa.ForeignKeyConstraint(
            ["workspace", "commitment"],
            ["commitment.workspace", "commitment.id"],
            name=op.f("fk_follow_up_workspace_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "occurrence"],
            ["occurrence.workspace", "occurrence.id"],
            name=op.f("fk_follow_up_workspace_occurrence"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index("ix_follow_up_occurrence", ["workspace", "occurrence"], unique=False)
        batch_op.create_index("uq_follow_up_once", ["workspace", "commitment", "after_days"], unique=True)

    op.create_table(
        "opening",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("share", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "share"], ["share.workspace", "share.id"], name=op.f("fk_opening_workspace_share")
        ),
        sa.PrimaryKeyConstraint("workspace", "share", "on", name=op.f("pk_opening")),
    )
    op.create_table(
        "talk_line",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("talk", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "talk"], ["talk.workspace", "talk.id"], name=op.f("fk_talk_line_workspace_talk")
        ),
        sa.PrimaryKeyConstraint("workspace", "talk", "ts", name=op.f("pk_talk_line")),
    )
    with op.batch_alter_table("talk_line", schema=None) as batch_op:
        batch_op.create_index("ix_talk_line_ts", ["workspace", "ts"], unique=False)

    if op.get_bind().dialect.name == "postgresql":
        # Rows of these change or go all day: a fifth of a big table is too long to wait for.
        for table in ("occurrence", "received", "sending"):
            op.execute(
                f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.01, "
                "autovacuum_vacuum_threshold = 1000, autovacuum_analyze_scale_factor = 0.02)"
            )


def downgrade() -> None:
    with op.batch_alter_table("talk_line", schema=None) as batch_op:
        batch_op.drop_index("ix_talk_line_ts")

    op.drop_table("talk_line")
    op.drop_table("opening")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index("uq_follow_up_once")
        batch_op.drop_index("ix_follow_up_occurrence")

    op.drop_table("follow_up")
    with op.batch_alter_table("talk", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_talk_one_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index("ix_talk_reflection")

    op.drop_table("talk")
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_share_one_team",
            sqlite_where=sa.text("withdrawn_at IS NULL AND reader IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL AND reader IS NULL"),
        )
        batch_op.drop_index(
            "uq_share_one_open",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index("ix_share_reflection")
        batch_op.drop_index("ix_share_reader")

    op.drop_table("share")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("uq_commitment_origin")
        batch_op.drop_index(batch_op.f("ix_commitment_person"))

    op.drop_table("commitment")
    with op.batch_alter_table("card_line", schema=None) as batch_op:
        batch_op.drop_index("ix_card_line_reflection")

    op.drop_table("card_line")
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.drop_index("uq_reflection_form")
        batch_op.drop_index(
            "ix_reflection_draft",
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )

    op.drop_table("reflection")
    op.drop_table("nudge")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("uq_answer_once")
        batch_op.drop_index(batch_op.f("ix_answer_answered_at"))

    op.drop_table("answer")
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.drop_index("uq_occurrence_date")
        batch_op.drop_index("ix_occurrence_person")

    op.drop_table("occurrence")
    op.drop_table("digest_figure")
    op.drop_table("window_member")
    op.drop_table("rhythm_version")
    op.drop_table("focus_choice")
    with op.batch_alter_table("digest", schema=None) as batch_op:
        batch_op.drop_index("uq_digest_window")

    op.drop_table("digest")
    op.drop_table("working_pattern")
    with op.batch_alter_table("wished", schema=None) as batch_op:
        batch_op.drop_index("ix_wished_date")

    op.drop_table("wished")
    with op.batch_alter_table("window", schema=None) as batch_op:
        batch_op.drop_index("uq_window_start")

    op.drop_table("window")
    op.drop_table("token")
    with op.batch_alter_table("taking_part", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_taking_part_one_open",
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )

    op.drop_table("taking_part")
    with op.batch_alter_table("supervision_pair", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_supervision_pair_one_open",
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.drop_table("supervision_pair")
    op.drop_table("suggestion")
    with op.batch_alter_table("sending", schema=None) as batch_op:
        batch_op.drop_index("uq_sending_once")
        batch_op.drop_index("ix_sending_waiting")
        batch_op.drop_index("ix_sending_message")

    op.drop_table("sending")
    with op.batch_alter_table("role_held", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_role_held_one_open",
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.drop_table("role_held")
    with op.batch_alter_table("rhythm", schema=None) as batch_op:
        batch_op.drop_index("uq_rhythm_name")

    op.drop_table("rhythm")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_subject")

    op.drop_table("record")
    with op.batch_alter_table("quiet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quiet_team"))
        batch_op.drop_index(batch_op.f("ix_quiet_person"))

    op.drop_table("quiet")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_person"))

    op.drop_table("post")
    op.drop_table("page_session")
    op.drop_table("not_a_person")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_membership_one_open",
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )
        batch_op.drop_index(
            "uq_membership_one_home",
            sqlite_where=sa.text("until_on IS NULL AND home"),
            postgresql_where=sa.text("until_on IS NULL AND home"),
        )
        batch_op.drop_index(batch_op.f("ix_membership_person"))

    op.drop_table("membership")
    op.drop_table("link")
    with op.batch_alter_table("happening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_happening_team"))
        batch_op.drop_index(batch_op.f("ix_happening_person"))

    op.drop_table("happening")
    with op.batch_alter_table("got_in_the_way", schema=None) as batch_op:
        batch_op.drop_index("ix_got_in_the_way_person")

    op.drop_table("got_in_the_way")
    with op.batch_alter_table("focus_round", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_focus_round_one_open",
            sqlite_where=sa.text("settled_on IS NULL"),
            postgresql_where=sa.text("settled_on IS NULL"),
        )

    op.drop_table("focus_round")
    with op.batch_alter_table("focus", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_focus_one_open",
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.drop_table("focus")
    op.drop_table("words")
    op.drop_table("threshold")
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_index("uq_team_key")

    op.drop_table("team")
    op.drop_table("slowed")
    op.drop_table("signpost")
    with op.batch_alter_table("received", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_received_at"))

    op.drop_table("received")
    op.drop_table("person")
    with op.batch_alter_table("outage", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_outage_one_open",
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )

    op.drop_table("outage")
    op.drop_table("beat")
    op.drop_table("workspace")
