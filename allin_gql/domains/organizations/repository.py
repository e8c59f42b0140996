"""Every query of organizations."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from allin_gql.core.access import Role
from allin_gql.core.database import fetch_records
from allin_gql.core.models import Event, EventCounter
from allin_gql.core.shapes import Rows, many, one, table
from allin_gql.domains.identity.models import User
from allin_gql.domains.organizations.models import Organization, OrganizationMember

ORGANIZATION_OF_MEMBER = one(Organization, source="organization_id")
MEMBERSHIPS = many(
    OrganizationMember, by="user_id", is_scoped=False
)  # of a person who asks about themselves
MEMBERSHIP_HERE = many(OrganizationMember, by="user_id")  # of anybody else

# Of sessions and users too, though they are identity's: it is asked at every request, once.
_WHO_ASKS = """
SELECT users.email_verified_at, member.organization_id, member.role
FROM sessions
JOIN users ON users.id = sessions.user_id
LEFT JOIN LATERAL (
    SELECT organization_id, role FROM organization_members
    WHERE user_id = users.id AND ($3::uuid IS NULL OR organization_id = $3)
    ORDER BY id
    LIMIT 1
) AS member ON true
WHERE sessions.id = $1 AND sessions.user_id = $2
    AND sessions.ended_at IS NULL AND sessions.expires_at > $4
"""


async def add_organization(name: str) -> Organization:
    """Add an organization."""
    return await Organization.create(name=name)


async def add_member(organization_id: UUID, user_id: UUID, role: Role) -> OrganizationMember:
    """Add a user to an organization."""
    return await OrganizationMember.create(
        organization_id=organization_id, user_id=user_id, role=role
    )


async def who_asks(
    session_id: UUID, *, user_id: UUID, organization_id: UUID | None, at: datetime
) -> Mapping[str, Any] | None:
    """A user's living session, and their membership in one organization or the oldest of theirs.

    As `email_verified_at`, `organization_id` and `role`; the last two are null for who is not a
    member. Nothing when the session has ended or is another's.
    """
    rows = await fetch_records(_WHO_ASKS, session_id, user_id, organization_id, at)
    return rows[0] if rows else None


def people_of(organization_id: UUID) -> Rows:
    """The users who are members of an organization."""
    rows = Rows(table=table(User), organization_id=organization_id)
    return rows.where(
        "EXISTS (SELECT FROM organization_members m"
        " WHERE m.user_id = t.id AND m.organization_id = $1)"
    )


def members_of(organization_id: UUID) -> Rows:
    """The memberships in an organization."""
    return Rows(table=table(OrganizationMember), organization_id=organization_id)


def events_of(organization_id: UUID) -> Rows:
    """What has happened to an organization."""
    return Rows(table=table(Event), organization_id=organization_id)


def organization_of(organization_id: UUID) -> Rows:
    """The organization that a viewer acts in."""
    rows = Rows(table=table(Organization), organization_id=organization_id)
    return rows.where("t.id = {}", organization_id)


async def organization_by_id(organization_id: UUID) -> Organization:
    """The organization that a viewer acts in, for what is done in it."""
    return await Organization.get(id=organization_id)


async def last_event_number(organization_id: UUID) -> int:
    """The number of an organization's newest event; 0 before the first."""
    counter = await EventCounter.get_or_none(organization_id=organization_id)
    return counter.last_number if counter else 0


async def events_after(
    organization_id: UUID, number: int, *, limit: int, subject_ids: Sequence[UUID] | None = None
) -> list[Event]:
    """Events with higher numbers, in order; all, or those about some things."""
    events = Event.filter(organization_id=organization_id, number__gt=number)
    if subject_ids is not None:
        events = events.filter(subject_id__in=list(subject_ids))
    return await events.order_by("number").limit(limit)
