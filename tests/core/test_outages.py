"""A database that is away is told as that, and a fault of ours as one."""

import asyncpg
import pytest

from allin_gql.core.outages import is_outage


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.InterfaceError("connection is closed"),
        # Of a connection that has heard that the server stops, and not yet that it has.
        asyncpg.InternalClientError("cannot switch to state 12; another operation is in progress"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_database_that_is_away_is_an_outage(error: Exception) -> None:
    assert is_outage(error)


@pytest.mark.parametrize(
    "error", [asyncpg.UniqueViolationError("twice"), LookupError()], ids=["constraint", "bug"]
)
def test_a_fault_of_ours_is_none(error: Exception) -> None:
    assert not is_outage(error)
