"""A hundred thousand rows in every table that is listed, of thousands of organizations.

Row `i` of a table has the key `key(table, i)`, and rows of one number belong together, so that they
can be found by counting. Three of ten are the organization 5's, which has more of everything than
all the others; those have a few each. What is not said here of a column follows from its type.
"""

from dataclasses import dataclass, field
from uuid import UUID

import asyncpg

MANY = 100_000
LARGE = 5  # the organization that has 30,000 of everything
USERS = 5_000
ACCOUNTS_IN_USE = 100
BUSY_ACCOUNT = 13  # on which 20,000 publications are
BUSY_PUBLICATION = 2_004  # whose counters were read 10,000 times
SMALL = 1_000  # rows; a table of fewer may be read from one end to the other
RARE = 4_000  # rows; what is rare is among the oldest, so that nobody comes upon it early

BY_TYPE = {
    "uuid": "uuidv7()",
    "character varying": "'text ' || i",
    "text": "'text ' || i",
    "integer": "1",
    "bigint": "i",
    "boolean": "false",
    "jsonb": "'[]'::jsonb",
    "bytea": "sha256(i::text::bytea)",
    "timestamp with time zone": "now() - i * interval '1 minute'",
}
COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """How many rows a table gets, and what their columns say where the type is not enough."""

    count: int
    columns: dict[str, str] = field(default_factory=dict)


def key(table: str, number: int) -> UUID:
    """The key of a row, ordered as the rows are."""
    place = list(TABLES).index(table) + 1
    return UUID(f"01900000-0000-7{place:03x}-8000-{number:012x}")


def _key(table: str, number: str = "i") -> str:
    """The same in SQL, for a number that is an expression."""
    start = str(key(table, 0))[:24]
    return f"('{start}' || lpad(to_hex({number}), 12, '0'))::uuid"


def _due(*, past: int, future: int) -> str:
    """One row in so many is due by now, one later; the others are at rest."""
    return (
        f"CASE WHEN i % {past} < 10 THEN now() - interval '1 minute' "
        f"WHEN i % {future} < 10 THEN now() + interval '1 day' END"
    )


TABLES: dict[str, Rows] = dict.fromkeys(
    (
        "users", "totp_secrets", "recovery_codes", "passkeys", "passkey_challenges",
        "sign_in_challenges", "organizations", "organization_members", "sessions",
        "mailed_rights", "security_events",
        "outgoing_mails", "social_accounts", "platform_apps", "account_connections",
        "retired_credentials", "posts", "post_variants", "publications", "publication_attempts",
        "metric_plans", "metric_snapshots", "member_accounts", "draft_requests", "drafts",
        "api_keys", "api_key_secrets", "api_key_accounts",
        "events", "event_details", "event_counters", "anchored_heads", "idempotent_answers",
        "attempts",
        "invitations", "invitation_accounts",
        "data_exports", "data_export_files", "erasures",
    ),
    Rows(count=0),
)  # fmt: skip

_IS_LARGE = "i % 10 BETWEEN 3 AND 5"
_ORGANIZATION = {
    "organization_id": _key(
        "organizations", f"CASE WHEN {_IS_LARGE} THEN {LARGE} ELSE 10 + i % 7919 END"
    )
}
_USER = {"user_id": _key("users", f"i % {USERS}")}
_ACCOUNT = {
    "social_account_id": _key(
        "social_accounts",
        f"CASE WHEN i % 10 IN (3, 4) THEN {BUSY_ACCOUNT} ELSE i % {ACCOUNTS_IN_USE} END",
    )
}
_PLATFORM = {"platform": "CASE WHEN i % 20 < 10 THEN 'MASTODON' ELSE 'BLUESKY' END"}

_SOON = "now() + interval '1 day'"

TABLES |= {
    "users": Rows(count=USERS, columns={"email": "'person' || i || '@example.org'"}),
    "organizations": Rows(count=20_000),
    "organization_members": Rows(
        count=6_000,
        columns={**_USER, "organization_id": _key("organizations", "i % 3000"), "role": "'OWNER'"},
    ),
    "member_accounts": Rows(
        count=6_000,
        columns={
            "member_id": _key("organization_members"),
            "social_account_id": _key("social_accounts"),
        },
    ),
    "invitations": Rows(
        count=20_000,
        columns={
            **_ORGANIZATION,
            "email": "'guest' || i % 5000 || '@example.org'",
            "role": "'EDITOR'",
            "state": "CASE WHEN i % 100 = 5 THEN 'PENDING' ELSE 'ACCEPTED' END",
            "invited_by_id": _key("users", f"i % {USERS}"),
        },
    ),
    "invitation_accounts": Rows(
        count=6_000,
        columns={
            "invitation_id": _key("invitations"),
            "social_account_id": _key("social_accounts"),
        },
    ),
    "sign_in_challenges": Rows(
        count=5_000, columns={**_USER, "network": "'203.0.113.7'", "expires_at": _SOON}
    ),
    "totp_secrets": Rows(
        count=4_000,  # the last users have none
        columns={**_USER, "confirmed_at": "now()", "last_step": "1", "expires_at": _SOON},
    ),
    "recovery_codes": Rows(count=50_000, columns=_USER),
    "passkeys": Rows(
        # Of nobody very many, but of one more than a page has, to be listed.
        count=20_000,
        columns={
            "user_id": _key("users", f"CASE WHEN i % 10 = 4 THEN {LARGE} ELSE i % {USERS} END"),
            "transports": "'[\"internal\"]'::jsonb",
            "credential_id": "sha256(('credential' || i)::bytea)",
        },
    ),
    "passkey_challenges": Rows(
        count=20_000,
        columns={
            "purpose": "'SIGN_IN'",
            "expires_at": "now() + (i - 50) * interval '1 minute'",
        },
    ),
    "sessions": Rows(count=20_000, columns={**_USER, "expires_at": "now() + interval '1 day'"}),
    "mailed_rights": Rows(
        count=20_000,
        columns={
            **_USER,
            "email": "'before' || i || '@example.org'",
            "purpose": "(ARRAY['verify-email', 'reset-password', 'restore-email'])[i % 3 + 1]",
            "expires_at": "now() + (i - 1500) * interval '1 minute'",
        },
    ),
    "security_events": Rows(count=MANY, columns={**_USER, "kind": "'SIGNED_IN'"}),
    "outgoing_mails": Rows(
        count=20_000,
        columns={
            **_USER,
            **_ORGANIZATION,
            "state": "CASE WHEN i % 1000 >= 10 THEN 'SENT' WHEN i % 2000 < 10 THEN 'WAITING' "
            "WHEN i % 3000 < 10 THEN 'SENDING' ELSE 'UNKNOWN' END",
            "due_at": _due(past=2_000, future=1_000),
        },
    ),
    "social_accounts": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            "platform": f"CASE WHEN i < {RARE} THEN 'MASTODON' ELSE 'BLUESKY' END",
            "server": "'https://one'",
            "state": f"CASE WHEN i > {RARE} THEN 'ACTIVE' "
            "WHEN i % 100 < 50 THEN 'NEEDS_RECONNECT' ELSE 'DISCONNECTED' END",
        },
    ),
    "api_keys": Rows(
        count=20_000,
        columns={
            **_ORGANIZATION,
            **_USER,
            "member_id": _key("organization_members", "i % 6000"),
            "expires_at": "now() + interval '1 day'",
            "remind_at": _due(past=2_000, future=1_000),
        },
    ),
    "api_key_secrets": Rows(
        count=20_000,
        columns={
            "api_key_id": _key("api_keys"),
            "expires_at": "now() + interval '1 day'",
            "hint": "'hint'",
        },
    ),
    "api_key_accounts": Rows(
        count=6_000,
        columns={
            "api_key_id": _key("api_keys"),
            "social_account_id": _key("social_accounts"),
        },
    ),
    "platform_apps": Rows(count=2_000, columns={**_PLATFORM}),
    "account_connections": Rows(
        count=5_000,
        columns={
            **_ORGANIZATION,
            "session_id": _key("sessions"),
            "app_id": _key("platform_apps", "i % 2000"),
            "expires_at": "now() + interval '1 minute'",
        },
    ),
    "retired_credentials": Rows(
        count=2_000,
        columns={
            "account_id": _key("social_accounts"),
            "due_at": "now() + (i - 50) * interval '1 minute'",
        },
    ),
    "posts": Rows(
        count=MANY, columns={**_ORGANIZATION, "author_id": _key("users", f"i % {USERS}")}
    ),
    "post_variants": Rows(count=MANY, columns={**_PLATFORM, "post_id": _key("posts")}),
    "publications": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            **_ACCOUNT,
            **_PLATFORM,
            "post_id": _key("posts"),
            "state": "CASE WHEN i % 2000 < 10 "
            "THEN (ARRAY['SCHEDULED', 'CLAIMED', 'PUBLISHING', 'UNKNOWN'])[i % 4 + 1] "
            f"WHEN i < {RARE} AND i % 100 < 50 "
            "THEN (ARRAY['FAILED', 'NEEDS_REVIEW', 'CANCELLED'])[i / 100 % 3 + 1] "
            "WHEN i % 1000 < 10 THEN 'SCHEDULED' ELSE 'PUBLISHED' END",
            "next_at": _due(past=2_000, future=1_000),
            "external_id": "'post' || i",
        },
    ),
    "publication_attempts": Rows(
        count=MANY, columns={"publication_id": _key("publications"), "phase": "'ACCEPTED'"}
    ),
    "metric_plans": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            **_ACCOUNT,
            "id": _key("publications"),
            "due_at": _due(past=2_000, future=1_000),
        },
    ),
    "metric_snapshots": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            "publication_id": _key(
                "publications", f"CASE WHEN i % 10 = 4 THEN {BUSY_PUBLICATION} ELSE i % 2000 END"
            ),
            "counters": "'{}'::jsonb",
        },
    ),
    "draft_requests": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            "requested_by_id": _key("users", f"i % {USERS}"),
            "state": "'FINISHED'",
            "due_at": _due(past=2_000, future=1_000),
        },
    ),
    "drafts": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            **_PLATFORM,
            "draft_request_id": _key("draft_requests"),
            "state": "'ACCEPTED'",
        },
    ),
    "events": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            "number": "i + 1",
            "occurred_at": f"now() - ({MANY} - i) * interval '1 minute'",  # as numbers go
            "actor_id": _key("users", f"i % {USERS}"),
            "api_key_id": f"CASE WHEN i < {RARE} THEN {_key('users', 'i % 40')} END",
            "type": f"CASE WHEN i < {RARE} THEN 'account.connected' ELSE 'post.updated' END",
            "subject_kind": "'publication'",
            "subject_id": _key("publications", "i % 20000"),
            "data": "'{}'::jsonb",
        },
    ),
    "event_details": Rows(
        count=MANY,
        columns={
            **_ORGANIZATION,
            "id": _key("events"),
            "salt": "repeat('0', 32)",
            "body": """'{"address": "192.0.2.' || i % 256 || '"}'""",
        },
    ),
    "event_counters": Rows(count=3_000, columns={"organization_id": _key("organizations")}),
    "anchored_heads": Rows(count=3_000, columns={"organization_id": _key("organizations")}),
    "idempotent_answers": Rows(
        count=20_000,
        columns={"expires_at": "now() + (i - 50) * interval '1 minute'", "person": "uuidv7()"},
    ),
    "data_exports": Rows(
        count=5_000,
        columns={
            "requested_by_id": _key("users", f"i % {USERS}"),
            "subject": "CASE WHEN i % 2 = 0 THEN 'PERSON' ELSE 'ORGANIZATION' END",
            "subject_id": _key("organizations", "i"),
            "state": "'READY'",
            "counts": "'{}'::jsonb",
            "due_at": _due(past=2_000, future=1_000),
            "expires_at": "now() + (i - 50) * interval '1 minute'",
        },
    ),
    "data_export_files": Rows(count=5_000, columns={"data_export_id": _key("data_exports")}),
    "erasures": Rows(
        count=5_000,
        columns={
            "subject": "'PERSON'",
            "subject_id": _key("users", f"i % {USERS}"),
            "state": "'FINISHED'",
            "counts": "'{}'::jsonb",
            "due_at": _due(past=2_000, future=1_000),
        },
    ),
    "attempts": Rows(
        count=20_000,
        columns={
            "log": "sha256((i / 10)::text::bytea)",
            "expires_at": "now() + (i - 50) * interval '1 minute'",
        },
    ),
}


async def fill(connection: asyncpg.Connection) -> None:
    """Put the rows into a migrated database, and let it count them."""
    # Rows are right by the way they are counted; looking after each would take twice as long.
    await connection.execute("SET session_replication_role = replica")
    for table, rows in TABLES.items():
        columns = {name: BY_TYPE[kind] for name, kind in await connection.fetch(COLUMNS, table)}
        columns |= {"id": _key(table)} if "id" in columns else {}
        columns |= rows.columns
        # By itself it would come in between, and leave one table as it was before.
        await connection.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
        await connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608  # of names that are ours
            f"SELECT {', '.join(columns.values())} FROM generate_series(0, {rows.count - 1}) AS i"
        )
    await connection.execute("VACUUM ANALYZE")  # as it is done by itself where rows come and go
