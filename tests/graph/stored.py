"""What is stored, so that tests can show that nothing changed."""

from allin_gql.core.database import fetch
from tests.fixtures.world import World

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# A sum, in which no order matters: to sort the rows of a long run would take seconds each time.
_ROWS = (
    "SELECT '{0}' AS name, count(*) AS rows, sum(hashtextextended({1}, 0)) AS content"
    ' FROM "{0}" AS row'
)
_CONTENT = {"sessions": "(to_jsonb(row) - 'last_used_at')::text"}


async def everything(world: World) -> dict[str, object]:
    """The number of rows and a digest of the content of every table, and what was rung for.

    But for when a session was used last, which any request may change, once a minute.
    """
    names = [row["tablename"] for row in await fetch(_TABLES)]
    rows = await fetch(
        " UNION ALL ".join(_ROWS.format(name, _CONTENT.get(name, "row::text")) for name in names)
    )
    found: dict[str, object] = {row["name"]: (row["rows"], row["content"]) for row in rows}
    return found | {"jobs": list(world.jobs.messages), "mails": len(world.mailbox.mails)}
