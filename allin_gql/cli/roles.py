"""Lets the application's role into a database that another role owns: as far as it has to, no more.

Migrations are performed by the owner. The API, workers and the clock come as a role that can read
and write rows, but adds to the history only by the function for it (`write_events`), and can change
nothing of it.
"""

import asyncpg
from tortoise.backends.base.config_generator import expand_db_url

from allin_gql.adapters.embedded.errors import StartupError

# The rows that nothing but functions of the owner write.
KEPT_TABLES = ("events", "event_details", "event_counters")
OWNERS_TABLES = (*KEPT_TABLES, "aerich")
# To which rows are added, and from which they go with the person whom they are about.
ADDED_TABLES = ("security_events",)
FUNCTIONS = (
    "write_events(uuid, uuid, jsonb)",
    "erase_event_details(uuid[])",
    "erase_history(text, uuid, integer)",
)

# Each with the role's name put in, quoted.
_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(OWNERS_TABLES)} FROM {{role}}",
    f"REVOKE UPDATE ON {', '.join(ADDED_TABLES)} FROM {{role}}",
    f"GRANT EXECUTE ON FUNCTION {', '.join(FUNCTIONS)} TO {{role}}",
    # For what the owner makes by hand between two migrations.
    (
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}"
    ),
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role}",
)
_IS_OWNER = """
SELECT rolsuper OR EXISTS (
    SELECT FROM pg_class
    WHERE relname = ANY($1) AND relkind = 'r' AND pg_has_role(current_user, relowner, 'USAGE')
)
FROM pg_roles WHERE rolname = current_user
"""


def role_of(url: str) -> str:
    """Whose URL it is."""
    return str(expand_db_url(url)["credentials"]["user"] or "")


async def let_in(owner: asyncpg.Connection, application_url: str) -> None:
    """Give the application's role what it needs, and make it if it is missing.

    Does nothing where the application comes as the owner. Raises `StartupError` when the owner may
    not make roles.
    """
    role = role_of(application_url)
    if role == await owner.fetchval("SELECT current_user"):
        return
    async with owner.transaction():
        if not await owner.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
            await _make(owner, role, expand_db_url(application_url)["credentials"]["password"])
        quoted = await owner.fetchval("SELECT quote_ident($1)", role)
        for grant in _GRANTS:
            await owner.execute(grant.format(role=quoted))


async def is_owner(connection: asyncpg.Connection) -> bool:
    """Whether whoever is connected could change the history."""
    return bool(await connection.fetchval(_IS_OWNER, list(KEPT_TABLES)))


async def _make(owner: asyncpg.Connection, role: str, password: str | None) -> None:
    words = "CREATE ROLE %I LOGIN PASSWORD %L" if password else "CREATE ROLE %I LOGIN"
    command = await owner.fetchval(f"SELECT format('{words}', $1::text, $2::text)", role, password)
    try:
        await owner.execute(command)
    except asyncpg.InsufficientPrivilegeError as error:
        raise StartupError(
            f"The role {role} of DATABASE_URL is missing, and the role of ALLIN_OWNER_DATABASE_URL"
            f" may not make it; make it (CREATE ROLE {role} LOGIN)."
        ) from error
