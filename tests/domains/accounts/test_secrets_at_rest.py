"""What is stored of accounts lets nobody act who only has the tables."""

import pytest

from allin_gql.core.database import fetch
from allin_gql.domains.accounts import service
from allin_gql.domains.accounts.models import SocialAccount
from tests.fixtures.accounts import (
    APP_PASSWORDS,
    DISCONNECT,
    account_key,
    connect_bluesky,
    connect_mastodon,
    start,
)
from tests.fixtures.people import Person
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

TABLES = ("social_accounts", "platform_apps", "account_connections", "retired_credentials")


async def everything_stored() -> str:
    rows = [await fetch(f"SELECT row_to_json(t)::text AS row FROM {table} t") for table in TABLES]  # noqa: S608  # our own names
    return "\n".join(str(row["row"]) for table in rows for row in table)


async def test_no_table_has_a_secret_in_the_open(world: World, owner: Person) -> None:
    bluesky, mastodon = await connect_bluesky(owner), await connect_mastodon(world, owner)
    started = await start(owner)
    opened = [
        service.platform_account(await SocialAccount.get(id=account_key(account))).credentials
        for account in (bluesky, mastodon)
    ]
    await owner.do(DISCONNECT, id=bluesky["id"])

    stored = await everything_stored()

    public = {"pds", "client_id"}
    secrets = [
        value
        for credentials in opened
        for name, value in credentials.secrets.items()
        if name not in public
    ]
    assert len(secrets) == 4
    for secret in (*secrets, started["state"], APP_PASSWORDS["maya"]):
        assert secret not in stored
        assert secret.encode().hex() not in stored


async def test_the_schema_has_no_field_for_credentials(owner: Person) -> None:
    data = await owner.ask('{ __type(name: "SocialAccount") { fields { name } } }')

    names = {field["name"] for field in data["__type"]["fields"]}
    assert not names & {"credentials", "accessToken", "refreshToken", "password", "secret"}
