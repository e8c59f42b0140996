"""`scripts/bench writing`: what it takes to write a post with its event, one by one and at once.

In this process, without HTTP: what is measured is the unit of work and the database.
"""

import asyncio
import shutil
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from os import environ
from pathlib import Path
from tempfile import mkdtemp

from allin_gql.adapters.embedded.services import embedded_services
from allin_gql.cli.keys import new_secrets
from allin_gql.core.access import Role, Viewer
from allin_gql.core.clock import now
from allin_gql.domains.posts.service import create_post
from allin_gql.runtime import runtime
from allin_gql.settings import load_settings
from benchmarks.rows import ASKER, fill

ROUNDS = 5
POSTS = 400  # a round
AT_ONCE = 16
VIEWER = Viewer(
    user_id=ASKER.user_id,
    session_id=ASKER.session_id,
    organization_id=ASKER.organization_id,
    role=Role.OWNER,
    is_email_verified=True,
    signed_in_until=now() + timedelta(hours=1),
)


def main() -> int:
    """Measure, and print a line for each way."""
    folder = Path(mkdtemp(prefix="allin-bench-"))
    try:
        with embedded_services(folder, durable=True) as services:
            assert services.postgres is not None  # noqa: S101  # it was asked for
            assert services.redis is not None  # noqa: S101  # it was asked for
            url = services.postgres.url()
            environ.update(new_secrets())
            environ.update({"DATABASE_URL": url, "REDIS_URL": services.redis.url})
            migrate = (sys.executable, "-m", "allin_gql.cli", "migrate")
            subprocess.run(migrate, check=True, stdout=subprocess.DEVNULL)
            asyncio.run(fill(url, ASKER))
            asyncio.run(_measure())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


async def _measure() -> None:
    async with runtime(load_settings()):
        await _write(POSTS)  # warm
        singles: list[float] = []
        rates: list[float] = []
        for _ in range(ROUNDS):
            singles += await _write(POSTS)
            began = time.perf_counter()
            await asyncio.gather(*(_write(POSTS // AT_ONCE) for _ in range(AT_ONCE)))
            rates.append(POSTS / (time.perf_counter() - began))
    sys.stdout.write(
        f"one by one: median {statistics.median(singles) * 1000:.2f} ms\n"
        f"{AT_ONCE} at once in one organization: {statistics.median(rates):.0f} a second\n"
    )


async def _write(count: int) -> list[float]:
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        await create_post(VIEWER, text="Fresh bread from seven, rye and spelt.", variants=())
        taken.append(time.perf_counter() - began)
    return taken


if __name__ == "__main__":
    sys.exit(main())
