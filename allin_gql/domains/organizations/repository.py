"""Every query of organizations."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from allin_gql.core.access import Reach, Role
from allin_gql.core.database import fetch_records
from allin_gql.core.models import Event, EventCounter
from allin_gql.core.shapes import Row, Rows, Shape, many, one, table
from allin_gql.domains.identity.models import User
from allin_gql.domains.organizations.models import Organization, OrganizationMember

ORGANIZATION_OF_MEMBER = one(Organization, source="organization_id")
MEMBERSHIPS = many(
    OrganizationMember, by="user_id", is_scoped=False
)  # of a person who asks about themselves
MEMBERSHIP_HERE = many(OrganizationMember, by="user_id")  # of anybody else

# Of a row of `organization_members` with its organization and user: how they stand there.
STANDING = """
    member.role,
    CASE WHEN member.is_restricted THEN ARRAY(
        SELECT social_account_id FROM member_accounts WHERE member_id = member.id
    ) END AS reach,
    organizations.deletes_at IS NOT NULL AS is_frozen,
    false AS lacks_second_factor
"""
# Of sessions and users too, though they are identity's: it is asked at every request, once. What
# is not being deleted comes before what is, so that nobody is kept from what they have besides.
_WHO_ASKS = f"""
SELECT users.email_verified_at, sessions.proved_at, sessions.last_used_at, standing.*
FROM sessions
JOIN users ON users.id = sessions.user_id
LEFT JOIN LATERAL (
    SELECT organizations.id AS organization_id, {STANDING}
    FROM organization_members AS member
    JOIN organizations ON organizations.id = member.organization_id
    WHERE member.user_id = users.id AND ($3::uuid IS NULL OR member.organization_id = $3)
    ORDER BY is_frozen, member.id
    LIMIT 1
) AS standing ON true
WHERE sessions.id = $1 AND sessions.user_id = $2
    AND sessions.ended_at IS NULL AND sessions.expires_at > $4
"""  # noqa: S608  # of words of ours; what is sent is a parameter
_STANDINGS = f"""
SELECT asked.place, {STANDING}
FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS asked (session_id, organization_id, place)
JOIN sessions ON sessions.id = asked.session_id
    AND sessions.ended_at IS NULL AND sessions.expires_at > $3
JOIN users ON users.id = sessions.user_id
JOIN organization_members AS member
    ON member.user_id = users.id AND member.organization_id = asked.organization_id
JOIN organizations ON organizations.id = member.organization_id
"""  # noqa: S608  # as above


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
    """A user's living session, and how they stand in one organization or the oldest of theirs.

    As `email_verified_at`, `proved_at`, `last_used_at`, `organization_id`, `role`, `reach`,
    `is_frozen` and `lacks_second_factor`; all but the first three are null for who is not a
    member, and `reach` for who is not restricted. Nothing when the session has ended or is
    another's.
    """
    rows = await fetch_records(_WHO_ASKS, session_id, user_id, organization_id, at)
    return rows[0] if rows else None


async def standings(
    sessions: Sequence[tuple[UUID, UUID]], at: datetime
) -> Mapping[int, Mapping[str, Any]]:
    """How the users of some sessions stand in an organization each, by their place in the list.

    As `role`, `reach`, `is_frozen` and `lacks_second_factor`. Those whose session has ended, or who
    are no members, have none.
    """
    ids, organizations = [one for one, _ in sessions], [one for _, one in sessions]
    rows = await fetch_records(_STANDINGS, ids, organizations, at)
    return {row["place"] - 1: cast("Mapping[str, Any]", row) for row in rows}


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
    organization_id: UUID,
    number: int,
    *,
    limit: int,
    reach: Reach,
    subject_ids: Sequence[UUID] | None = None,
) -> list[Event]:
    """Events with higher numbers, in order; all that may be seen, or those about some things."""
    events = events_of(organization_id).within(reach).where("t.number > {}", number)
    if subject_ids is not None:
        events = events.where("t.subject_id = ANY({})", list(subject_ids))
    shape = Shape(table(Event), sorted(Event._meta.db_fields))  # noqa: SLF001  # Tortoise's own way to it
    found = await events.read(shape, order="number", limit=limit)
    return [cast("Event", Row(shape, values)) for values in found]
