"""Everybody has one bucket, and nobody gets a second one by changing their address a little."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from allin_gql.core.access import Role, Viewer
from allin_gql.core.throttle.parties import party_of

ADA = Viewer(
    user_id=UUID(int=1),
    session_id=UUID(int=2),
    organization_id=UUID(int=3),
    role=Role.OWNER,
    is_email_verified=True,
    signed_in_until=datetime(2027, 3, 1, tzinfo=UTC),
)


def test_a_user_has_one_bucket_in_an_organization_wherever_they_ask_from() -> None:
    elsewhere = replace(ADA, session_id=UUID(int=9))

    assert party_of(ADA, "192.0.2.1") == party_of(elsewhere, None)


def test_a_user_has_another_bucket_in_another_organization() -> None:
    assert party_of(ADA, None) != party_of(replace(ADA, organization_id=UUID(int=9)), None)


def test_users_of_one_organization_have_buckets_of_their_own() -> None:
    assert party_of(ADA, None) != party_of(replace(ADA, user_id=UUID(int=9)), None)


@pytest.mark.parametrize(
    "address, party",
    [
        ("192.0.2.1", "network:192.0.2.1"),
        ("::ffff:192.0.2.1", "network:192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "network:2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "network:2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "network:2001:db8:1:3::/64"),
        ("fe80::1%eth0", "network:fe80::/64"),
        ("testclient", "network:unknown"),
        (None, "network:unknown"),
    ],
)
def test_nobody_is_known_by_their_network(address: str | None, party: str) -> None:
    assert party_of(None, address) == party
