"""The API as strangers see it: another application of the same world, in production."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from allin_gql.app import create_app
from tests.fixtures.people import Person
from tests.fixtures.world import API, World


@asynccontextmanager
async def face(world: World, **settings: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the API with some settings changed; in production, if nothing else is said."""
    changed = world.settings.model_copy(update={"environment": "production", **settings})
    api = httpx2.ASGITransport(app=create_app(changed))
    async with httpx2.AsyncClient(transport=api, base_url=API) as http:
        yield http


def at(http: httpx2.AsyncClient, person: Person) -> Person:
    """The same person, who asks there."""
    return Person(http, person.email, person.access_token, person.refresh_token)
