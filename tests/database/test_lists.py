"""Every list of the schema, among a hundred thousand rows: no page reads more than it shows."""

from functools import partial

import pytest

from allin_gql.core.access import Role, Viewer
from allin_gql.core.clock import now
from allin_gql.schema import schema
from tests.architecture.source import listed
from tests.database.catalog import alone
from tests.database.executing import ask
from tests.database.lists import List, documents, lists
from tests.database.plans import Plan, connected, excess, watch, whole_tables
from tests.database.rows import LARGE, key
from tests.graph.test_executor import core

LISTS = lists(core(schema))
AT_MOST = 1_500  # rows that are read and not shown, for a page of twenty and all beside it
VIEWER = Viewer(
    user_id=key("users", LARGE),
    session_id=key("sessions", LARGE),
    organization_id=key("organizations", LARGE),
    role=Role.OWNER,
    is_email_verified=True,
    signed_in_until=now(),
)


@pytest.mark.parametrize("asked", LISTS, ids=str)
def test_no_page_of_a_list_reads_more_than_it_shows(filled: str, asked: List) -> None:
    async def look() -> dict[str, list[Plan]]:
        async with connected(filled):
            return {
                about: await watch(partial(_ask, document))
                for about, document in documents(core(schema), asked)
            }

    found = alone(look)

    faults = [
        f"{about}: {fault}"
        for about, plans in found.items()
        for plan in plans
        for fault in (*whole_tables(plan), *excess(plan, at_most=AT_MOST))
    ]
    assert all(len(plans) >= 2 for plans in found.values()), "a page and its total are asked for"
    assert not faults, listed(faults, "It takes the longer the more an organization has.")


async def _ask(document: str) -> None:
    result = await ask(document, VIEWER)
    assert not result.errors, result.errors
