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
from allin_gql.domains.organizations.events import MemberSecurity
from allin_gql.domains.organizations.models import (
    Invitation,
    InvitationAccount,
    MemberAccount,
    Organization,
    OrganizationMember,
)
from allin_gql.domains.organizations.values import InvitationState

ORGANIZATION_OF_MEMBER = one(Organization, source="organization_id")
USER_OF_MEMBER = one(User, source="user_id")
ACCOUNTS_OF_MEMBER = many(MemberAccount, by="member_id")
ACCOUNTS_OF_INVITATION = many(InvitationAccount, by="invitation_id")
INVITED_BY = one(User, source="invited_by_id")
# Of a person who asks about themselves, and of anybody else.
MEMBERSHIPS = many(OrganizationMember, by="user_id", is_scoped=False)
MEMBERSHIP_HERE = many(OrganizationMember, by="user_id")

# Of a row of `organization_members` with its organization and user: how they stand there. In a
# session the second factor counts that was shown in it; a key's maker has one, or has none.
_STANDING = """
    member.role,
    CASE WHEN member.is_restricted THEN ARRAY(
        SELECT social_account_id FROM member_accounts WHERE member_id = member.id
    ) END AS reach,
    organizations.deletes_at IS NOT NULL AS is_frozen,
    organizations.requires_second_factor AND {lacks} AS lacks_second_factor
"""
_HAS_NONE = "users.second_factor_since IS NULL"
STANDING = _STANDING.format(lacks=_HAS_NONE)
_LACKS = f"({_HAS_NONE} OR sessions.second_factor_at IS NULL)"
_IN_SESSION = _STANDING.format(lacks=_LACKS)
# Of sessions and users too, though they are identity's: it is asked at every request, once. What
# is not being deleted comes before what is, so that nobody is kept from what they have besides.
_WHO_ASKS = f"""
SELECT users.email_verified_at, sessions.proved_at, sessions.last_used_at, standing.*
FROM sessions
JOIN users ON users.id = sessions.user_id
LEFT JOIN LATERAL (
    SELECT organizations.id AS organization_id, {_IN_SESSION}
    FROM organization_members AS member
    JOIN organizations ON organizations.id = member.organization_id
    WHERE member.user_id = users.id AND ($3::uuid IS NULL OR member.organization_id = $3)
    ORDER BY is_frozen, member.id
    LIMIT 1
) AS standing ON true
WHERE sessions.id = $1 AND sessions.user_id = $2
    AND sessions.ended_at IS NULL AND sessions.expires_at > $4
"""  # noqa: S608  # of words of ours; what is sent is a parameter
_HAS_SECOND_FACTOR = f"""
SELECT FROM sessions JOIN users ON users.id = sessions.user_id
WHERE users.id = $1 AND sessions.id = $2 AND NOT {_LACKS}
"""  # as above
_STANDINGS = f"""
SELECT asked.place, {_IN_SESSION}
FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS asked (session_id, organization_id, place)
JOIN sessions ON sessions.id = asked.session_id
    AND sessions.ended_at IS NULL AND sessions.expires_at > $3
JOIN users ON users.id = sessions.user_id
JOIN organization_members AS member
    ON member.user_id = users.id AND member.organization_id = asked.organization_id
JOIN organizations ON organizations.id = member.organization_id
"""  # noqa: S608  # as above
# Accounts are of a later domain; only that they are the organization's is asked here.
_KNOWN_ACCOUNTS = "SELECT id FROM social_accounts WHERE organization_id = $1 AND id = ANY($2)"
_WITHOUT_ORGANIZATION = """
SELECT asked.id FROM unnest($1::uuid[]) AS asked (id)
WHERE NOT EXISTS (SELECT FROM organization_members WHERE user_id = asked.id)
"""
_LETTERS = "SELECT coalesce(sum(letters), 0) AS sent FROM invitations"
_HAS_ADDRESS = """
SELECT FROM users JOIN organization_members AS member ON member.user_id = users.id
WHERE users.email = $2 AND member.organization_id = $1
"""
_TO_ERASE = "SELECT id FROM organizations WHERE deletes_at <= $1 ORDER BY deletes_at LIMIT $2"


async def add_organization(name: str, *, time_zone: str) -> Organization:
    """Add an organization."""
    return await Organization.create(name=name, time_zone=time_zone)


async def organization_for_update(organization_id: UUID) -> Organization:
    """An organization, locked against other changes of it and its members, not against work."""
    return await Organization.filter(id=organization_id).select_for_update(no_key=True).get()


async def change_organization(organization: Organization, **columns: Any) -> None:  # noqa: ANN401  # columns of the model
    """Change columns of a locked organization."""
    await Organization.filter(id=organization.id).update(**columns)
    organization.update_from_dict(columns)


async def organizations_to_erase(at: datetime, limit: int) -> list[UUID]:
    """Organizations whose time to be brought back is over. Work for nobody."""
    return [row["id"] for row in await fetch_records(_TO_ERASE, at, limit)]


async def count_owned(user_id: UUID) -> int:
    """How many organizations somebody owns."""
    return await OrganizationMember.filter(user_id=user_id, role=Role.OWNER).count()


async def without_organization(user_ids: Sequence[UUID]) -> list[UUID]:
    """Those of some users who are nowhere a member."""
    return [row["id"] for row in await fetch_records(_WITHOUT_ORGANIZATION, list(user_ids))]


async def add_member(
    organization_id: UUID, user_id: UUID, role: Role, *, accounts: Sequence[UUID] | None = None
) -> OrganizationMember:
    """Add a user to an organization; with accounts, restricted to these."""
    member = await OrganizationMember.create(
        organization_id=organization_id, user_id=user_id, role=role
    )
    if accounts is not None:
        await save_restriction(member, accounts)
    return member


async def member_by_id(organization_id: UUID, member_id: UUID) -> OrganizationMember | None:
    """A member of the organization."""
    return await OrganizationMember.get_or_none(organization_id=organization_id, id=member_id)


async def member_by_user(organization_id: UUID, user_id: UUID) -> OrganizationMember | None:
    """A user as a member of the organization."""
    return await OrganizationMember.get_or_none(organization_id=organization_id, user_id=user_id)


async def members_who_are(user_id: UUID) -> list[OrganizationMember]:
    """A user as a member, wherever they are one."""
    return await OrganizationMember.filter(user_id=user_id).order_by("id")


async def count_owners(organization_id: UUID) -> int:
    """How many own the organization."""
    return await OrganizationMember.filter(organization_id=organization_id, role=Role.OWNER).count()


async def users_of(organization_id: UUID) -> list[User]:
    """The users who are members of an organization."""
    members = OrganizationMember.filter(organization_id=organization_id)
    return [member.user for member in await members.select_related("user").order_by("id")]


async def has_member_with_address(organization_id: UUID, email: str) -> bool:
    """Whether somebody with this address is a member."""
    return bool(await fetch_records(_HAS_ADDRESS, organization_id, email))


async def save_role(member: OrganizationMember, role: Role) -> None:
    """Give a member another role."""
    member.role = role
    await member.save(update_fields=["role"])


async def save_restriction(member: OrganizationMember, accounts: Sequence[UUID] | None) -> None:
    """Restrict a member to some accounts, or to none at all, which is all of them."""
    member.is_restricted = accounts is not None
    await member.save(update_fields=["is_restricted"])
    await MemberAccount.filter(member_id=member.id).delete()
    await MemberAccount.bulk_create(
        [MemberAccount(member_id=member.id, social_account_id=one) for one in accounts or ()]
    )


async def accounts_of_member(member: OrganizationMember) -> list[UUID] | None:
    """The accounts that a member is restricted to, sorted; nothing for who is not."""
    if not member.is_restricted:
        return None
    rows = MemberAccount.filter(member_id=member.id).order_by("social_account_id")
    return cast("list[UUID]", await rows.values_list("social_account_id", flat=True))


async def delete_member(member: OrganizationMember) -> None:
    """End a membership."""
    await OrganizationMember.filter(id=member.id).delete()


async def known_accounts(organization_id: UUID, account_ids: Sequence[UUID]) -> set[UUID]:
    """Those of some social accounts that the organization has."""
    rows = await fetch_records(_KNOWN_ACCOUNTS, organization_id, list(account_ids))
    return {UUID(int=row["id"].int) for row in rows}


async def add_invitation(
    organization_id: UUID,
    *,
    email: str,
    role: Role,
    accounts: Sequence[UUID] | None,
    invited_by: UUID,
    at: datetime,
    expires_at: datetime,
) -> Invitation:
    """Add an invitation; with accounts, to be restricted to these."""
    invitation = await Invitation.create(
        organization_id=organization_id,
        email=email,
        role=role,
        is_restricted=accounts is not None,
        invited_by_id=invited_by,
        sent_at=at,
        expires_at=expires_at,
    )
    await InvitationAccount.bulk_create(
        [
            InvitationAccount(invitation_id=invitation.id, social_account_id=one)
            for one in accounts or ()
        ]
    )
    return invitation


async def renew_invitation(
    invitation: Invitation, *, invited_by: UUID, at: datetime, expires_at: datetime
) -> None:
    """Write down that an invitation is sent once more, by whom, and how long it holds."""
    invitation.invited_by_id = invited_by
    invitation.letters += 1
    invitation.sent_at, invitation.expires_at = at, expires_at
    await invitation.save(update_fields=["invited_by_id", "letters", "sent_at", "expires_at"])


async def invitation_for_update(organization_id: UUID, invitation_id: UUID) -> Invitation | None:
    """An invitation of the organization, locked until the transaction ends."""
    found = Invitation.filter(organization_id=organization_id, id=invitation_id)
    return await found.select_for_update().first()


async def open_invitation(invitation_id: UUID, at: datetime) -> Invitation | None:
    """The invitation that a code stands for, if it holds."""
    return await Invitation.get_or_none(
        id=invitation_id, state=InvitationState.PENDING, expires_at__gt=at
    )


async def close_invitation(invitation: Invitation, state: InvitationState, at: datetime) -> bool:
    """Close an invitation that waits; whether it still did."""
    closed = await Invitation.filter(id=invitation.id, state=InvitationState.PENDING).update(
        state=state, closed_at=at
    )
    if closed:
        invitation.state, invitation.closed_at = state, at
    return bool(closed)


async def pending_invitations_by(organization_id: UUID, user_id: UUID) -> list[Invitation]:
    """What somebody invited to and nobody has answered yet."""
    return await Invitation.filter(
        organization_id=organization_id, state=InvitationState.PENDING, invited_by_id=user_id
    ).order_by("id")


async def accounts_of_invitation(invitation: Invitation) -> list[UUID] | None:
    """The accounts that whoever accepts is restricted to, sorted; nothing for all of them."""
    if not invitation.is_restricted:
        return None
    rows = InvitationAccount.filter(invitation_id=invitation.id).order_by("social_account_id")
    return cast("list[UUID]", await rows.values_list("social_account_id", flat=True))


async def count_open(organization_id: UUID, at: datetime, *, email: str | None = None) -> int:
    """How many invitations of the organization hold: all, or those to an address."""
    found = Invitation.filter(
        organization_id=organization_id, state=InvitationState.PENDING, expires_at__gt=at
    )
    return await (found if email is None else found.filter(email=email)).count()


async def count_letters(organization_id: UUID, since: datetime) -> int:
    """How many letters went out for invitations that were last sent since then."""
    where = " WHERE organization_id = $1 AND sent_at > $2"
    ((sent,),) = await fetch_records(_LETTERS + where, organization_id, since)
    return int(sent)


async def count_letters_to(email: str, since: datetime) -> int:
    """The same to one address, of all organizations: only their number is told to anybody."""
    ((sent,),) = await fetch_records(f"{_LETTERS} WHERE email = $1 AND sent_at > $2", email, since)
    return int(sent)


async def who_asks(
    session_id: UUID, *, user_id: UUID, organization_id: UUID | None, at: datetime
) -> Mapping[str, Any] | None:
    """A user's living session, and how they stand in one organization or the oldest of theirs.

    As `email_verified_at`, `proved_at`, `last_used_at`, and null for who is not a member
    `organization_id` and how they stand there; `reach` is null for who is not restricted, too.
    Nothing when the session has ended or is another's.
    """
    rows = await fetch_records(_WHO_ASKS, session_id, user_id, organization_id, at)
    return rows[0] if rows else None


async def has_second_factor(user_id: UUID, session_id: UUID | None) -> bool:
    """Whether a user has a second factor, and has shown it in a session."""
    return bool(await fetch_records(_HAS_SECOND_FACTOR, user_id, session_id))


async def standings(
    sessions: Sequence[tuple[UUID, UUID]], at: datetime
) -> Mapping[int, Mapping[str, Any]]:
    """How the users of some sessions stand in an organization each, by their place in the list.

    As in `who_asks`. Those whose session has ended, or who are no members, have none.
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


def members_of(
    organization_id: UUID, *, role: Role | None = None, search: str | None = None
) -> Rows:
    """The memberships in an organization: all, or in a role, or by a part of name or address."""
    rows = Rows(table=table(OrganizationMember), organization_id=organization_id)
    if role is not None:
        rows = rows.where("t.role = {}", role.value)
    if search:
        words = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = rows.where(
            "EXISTS (SELECT FROM users u WHERE u.id = t.user_id AND (u.name || ' ' || u.email)"
            " ILIKE {})",
            f"%{words}%",
        )
    return rows


def invitations_of(
    organization_id: UUID, *, states: Sequence[InvitationState] | None = None
) -> Rows:
    """The organization's invitations: all, or those in some states."""
    rows = Rows(table=table(Invitation), organization_id=organization_id)
    return rows.among("state", states) if states else rows


def events_of(organization_id: UUID, *, is_all: bool) -> Rows:
    """What has happened to an organization: all, or without what is for few to know."""
    rows = Rows(table=table(Event), organization_id=organization_id)
    return rows if is_all else rows.where("t.type <> {}", MemberSecurity.type)


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
    is_all: bool,
    subject_ids: Sequence[UUID] | None = None,
) -> list[Event]:
    """Events with higher numbers, in order; all that may be seen, or those about some things."""
    events = events_of(organization_id, is_all=is_all).within(reach).where("t.number > {}", number)
    if subject_ids is not None:
        events = events.where("t.subject_id = ANY({})", list(subject_ids))
    shape = Shape(table(Event), sorted(Event._meta.db_fields))  # noqa: SLF001  # Tortoise's own way to it
    found = await events.read(shape, order="number", limit=limit)
    return [cast("Event", Row(shape, values)) for values in found]
