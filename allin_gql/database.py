"""How Tortoise is set up: one connection, one app, the models of the core and of every domain."""

from importlib.util import find_spec
from typing import Any

from tortoise import Tortoise
from tortoise.backends.base.config_generator import expand_db_url

from allin_gql.core import connections
from allin_gql.core.database import CONNECTION
from allin_gql.domains import DOMAINS

STATEMENT_SECONDS = 5.0  # whatever takes longer is a fault, and must not hold a connection

# How PostgreSQL plans here. By itself it comes to plan a statement once for all values, after a
# few that were small; then a page of a large organization is found by sorting its whole list,
# twenty times as slow as by the index. Planning each time takes 0.1 to 0.3 ms.
PLANNING = {
    "plan_cache_mode": "force_custom_plan",
    "random_page_cost": "1.1",  # no disk has an arm any more
}


def model_modules() -> list[str]:
    """Every module that has models, in the order of the domains."""
    domains = [f"allin_gql.domains.{domain}.models" for domain in DOMAINS]
    return ["allin_gql.core.models", *(name for name in domains if find_spec(name))]


# For aerich, which puts the address of the database in (see cli/upgrade).
TORTOISE_ORM: dict[str, Any] = {
    "connections": {CONNECTION: "postgres://localhost/allin"},
    "apps": {
        "models": {
            "models": [*model_modules(), "aerich.models"],
            "default_connection": CONNECTION,
        }
    },
    "use_tz": True,
    "timezone": "UTC",
}


async def open_database(url: str, *, pool_size: int, name: str = "allin") -> None:
    """Connect the models to a database, for every task of this process, under a name for it."""
    connection = {**expand_db_url(url), "engine": connections.__name__}
    connection["credentials"].update(
        timeout=STATEMENT_SECONDS,  # to connect
        minsize=1,
        maxsize=pool_size,
        command_timeout=STATEMENT_SECONDS,
        server_settings={
            "application_name": name,
            "statement_timeout": str(int(STATEMENT_SECONDS * 1000)),
            **PLANNING,
        },
    )
    config = {**TORTOISE_ORM, "connections": {CONNECTION: connection}}
    await Tortoise.init(config=config, _enable_global_fallback=True)


async def close_database() -> None:
    """Give back the connections."""
    await Tortoise.close_connections()
