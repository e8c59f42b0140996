"""The practical limit in Python: routes by hand, asyncpg, one statement for the list, orjson."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from allin_gql.core.ids import new_id
from benchmarks.rows import ASKER

_LIST = """
SELECT p.id, p.text, p.version, p.created_at, p.updated_at,
    b.id AS publication_id, b.state, b.due_at, b.url,
    a.id AS account_id, a.handle, a.platform, m.taken_at, m.counters
FROM (
    SELECT id, text, version, created_at, updated_at FROM posts
    WHERE organization_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT $2
) AS p
LEFT JOIN publications b ON b.post_id = p.id
LEFT JOIN social_accounts a ON a.id = b.social_account_id
LEFT JOIN LATERAL (
    SELECT taken_at, counters FROM metric_snapshots
    WHERE publication_id = b.id ORDER BY id DESC LIMIT 1
) AS m ON true
ORDER BY p.id DESC, b.id
"""
_ADD_POST = """
INSERT INTO posts (id, organization_id, author_id, text, version, created_at, updated_at)
VALUES ($1, $2, $3, $4, 1, $5, $5)
"""
_DROP_VARIANTS = "DELETE FROM post_variants WHERE post_id = $1"
_ADD_EVENT = "SELECT last_number FROM write_events($1, NULL, $2)"


def _shown(rows: list[asyncpg.Record]) -> list[dict[str, object]]:
    posts: dict[UUID, dict[str, object]] = {}
    for row in rows:
        post = posts.get(row["id"])
        if post is None:
            post = posts[row["id"]] = {
                "id": str(row["id"]),
                "text": row["text"],
                "version": row["version"],
                "createdAt": row["created_at"],
                "updatedAt": row["updated_at"],
                "publications": [],
            }
        if row["publication_id"] is not None:
            post["publications"].append(_publication(row))  # type: ignore[attr-defined]  # a list
    return list(posts.values())


def _publication(row: asyncpg.Record) -> dict[str, object]:
    counters = orjson.loads(row["counters"]) if row["counters"] else {}
    return {
        "id": str(row["publication_id"]),
        "state": row["state"],
        "dueAt": row["due_at"],
        "url": row["url"],
        "socialAccount": {
            "id": str(row["account_id"]),
            "handle": row["handle"],
            "platform": row["platform"],
        },
        "metrics": {
            "takenAt": row["taken_at"],
            "values": [{"metric": name, "value": counters[name]} for name in sorted(counters)],
        },
    }


async def list_posts(request: Request) -> Response:
    """Twenty posts with all that is asked for in the others' document."""
    pool: asyncpg.Pool = request.app.state.pool
    rows = await pool.fetch(_LIST, ASKER.organization_id, (await request.json())["first"])
    return Response(
        orjson.dumps({"data": {"posts": {"nodes": _shown(rows)}}}), media_type="application/json"
    )


async def create_post(request: Request) -> Response:
    """Write a post with the statements that `createPost` makes."""
    pool: asyncpg.Pool = request.app.state.pool
    text = (await request.json())["text"]
    post_id, at = new_id(), datetime.now(UTC)
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(_ADD_POST, post_id, ASKER.organization_id, ASKER.user_id, text, at)
        await connection.execute(_DROP_VARIANTS, post_id)
        event = {
            "organization": ASKER.organization_id,
            "type": "post.created",
            "kind": "post",
            "subject": post_id,
            "data": {},
        }
        await connection.fetchval(_ADD_EVENT, ASKER.user_id, orjson.dumps([event]).decode())
    shown = {"id": str(post_id), "text": text, "version": 1, "createdAt": at}
    return Response(orjson.dumps({"data": {"createPost": shown}}), media_type="application/json")


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1, max_size=16) as pool:
        app.state.pool = pool
        yield


app = Starlette(
    routes=[
        Route("/list", list_posts, methods=["POST"]),
        Route("/create", create_post, methods=["POST"]),
    ],
    lifespan=_lifespan,
)
