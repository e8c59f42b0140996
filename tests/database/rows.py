"""Thousands of rows in every table, of several organizations, as after a year of use.

Row `i` of a table has the key `key(table, i)` and belongs to the organization `i % 10`, wherever
there is one: so that rows which belong together can be found by counting. What is not said here of
a column follows from its type.
"""

from dataclasses import dataclass, field
from uuid import UUID

import asyncpg

ORGANIZATIONS = 10  # that have something; there are thousands with nothing
USERS = 5_000
ACCOUNTS_IN_USE = 100

_BY_TYPE = {
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
_COLUMNS = """
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
        "users", "organizations", "organization_members", "sessions", "verification_tokens",
        "outgoing_mails", "social_accounts", "platform_apps", "account_connections",
        "retired_credentials", "posts", "post_variants", "publications", "publication_attempts",
        "metric_plans", "metric_snapshots", "draft_requests", "drafts", "events", "event_counters",
        "idempotent_answers",
    ),
    Rows(count=0),
)  # fmt: skip

_ORGANIZATION = {"organization_id": _key("organizations", f"i % {ORGANIZATIONS}")}
_USER = {"user_id": _key("users", f"i % {USERS}")}
_ACCOUNT = {"social_account_id": _key("social_accounts", f"i % {ACCOUNTS_IN_USE}")}
_PLATFORM = {"platform": "CASE WHEN i % 20 < 10 THEN 'MASTODON' ELSE 'BLUESKY' END"}

TABLES |= {
    "users": Rows(count=USERS, columns={"email": "'person' || i || '@example.org'"}),
    "organizations": Rows(count=20_000),
    "organization_members": Rows(
        count=6_000,
        columns={**_USER, "organization_id": _key("organizations", "i % 3000"), "role": "'OWNER'"},
    ),
    "sessions": Rows(count=20_000, columns={**_USER, "expires_at": "now() + interval '1 day'"}),
    "verification_tokens": Rows(
        count=5_000, columns={**_USER, "expires_at": "now() + interval '1 day'"}
    ),
    "outgoing_mails": Rows(
        count=20_000, columns={**_USER, "due_at": _due(past=2_000, future=1_000)}
    ),
    "social_accounts": Rows(
        count=20_000,
        columns={
            **_PLATFORM,
            # Half of them belong to organizations that have no other.
            "organization_id": _key("organizations", "CASE WHEN i < 10000 THEN i % 10 ELSE i END"),
            "server": "'https://one'",
            "state": "'ACTIVE'",
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
        count=20_000, columns={**_ORGANIZATION, "author_id": _key("users", f"i % {USERS}")}
    ),
    "post_variants": Rows(count=20_000, columns={**_PLATFORM, "post_id": _key("posts")}),
    "publications": Rows(
        count=20_000,
        columns={
            **_ORGANIZATION,
            **_ACCOUNT,
            **_PLATFORM,
            "post_id": _key("posts"),
            "state": "CASE WHEN i % 2000 < 10 "
            "THEN (ARRAY['SCHEDULED', 'CLAIMED', 'PUBLISHING', 'UNKNOWN'])[i % 4 + 1] "
            "WHEN i % 1000 < 10 THEN 'SCHEDULED' ELSE 'PUBLISHED' END",
            "next_at": _due(past=2_000, future=1_000),
            "external_id": "'post' || i",
        },
    ),
    "publication_attempts": Rows(
        count=20_000, columns={"publication_id": _key("publications"), "phase": "'ACCEPTED'"}
    ),
    "metric_plans": Rows(
        count=20_000,
        columns={
            **_ORGANIZATION,
            **_ACCOUNT,
            "id": _key("publications"),
            "due_at": _due(past=2_000, future=1_000),
        },
    ),
    "metric_snapshots": Rows(
        count=40_000,
        columns={**_ORGANIZATION, "publication_id": _key("publications", "i % 2000")},
    ),
    "draft_requests": Rows(
        count=20_000,
        columns={
            **_ORGANIZATION,
            "requested_by_id": _key("users", f"i % {USERS}"),
            "state": "'FINISHED'",
            "due_at": _due(past=2_000, future=1_000),
        },
    ),
    "drafts": Rows(
        count=20_000,
        columns={
            **_ORGANIZATION,
            **_PLATFORM,
            "draft_request_id": _key("draft_requests"),
            "state": "'ACCEPTED'",
        },
    ),
    "events": Rows(
        count=40_000,
        columns={
            **_ORGANIZATION,
            "number": f"i / {ORGANIZATIONS} + 1",
            "subject_id": _key("publications", "i % 20000"),
        },
    ),
    "event_counters": Rows(count=3_000, columns={"organization_id": _key("organizations")}),
    "idempotent_answers": Rows(
        count=20_000, columns={"expires_at": "now() + (i - 50) * interval '1 minute'"}
    ),
}


async def fill(connection: asyncpg.Connection) -> None:
    """Put the rows into a migrated database, and let it count them."""
    for table, rows in TABLES.items():
        columns = {name: _BY_TYPE[kind] for name, kind in await connection.fetch(_COLUMNS, table)}
        columns |= {"id": _key(table)} if "id" in columns else {}
        columns |= rows.columns
        await connection.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608  # of names that are ours
            f"SELECT {', '.join(columns.values())} FROM generate_series(0, {rows.count - 1}) AS i"
        )
    await connection.execute("ANALYZE")
