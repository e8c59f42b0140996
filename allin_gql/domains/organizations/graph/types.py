"""Organizations and their events as clients see them."""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from allin_gql.core import access
from allin_gql.core.access import Permission, Role
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.models import Event as EventRow
from allin_gql.core.parts import SETTINGS
from allin_gql.core.shapes import Row
from allin_gql.core.throttle.throttle import Standing
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.organizations import models, repository
from allin_gql.domains.organizations.values import InvitationState, told_data
from allin_gql.graph.context import Info
from allin_gql.graph.cost.metering import limits_left
from allin_gql.graph.enums import described_enum
from allin_gql.graph.nodes import Node
from allin_gql.graph.pages import the_one
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import RowType, along, column, edge, key, plain, shows

_ROLES = {
    "OWNER": "May do everything.",
    "ADMIN": "May do everything but give the organization away and delete it.",
    "PUBLISHER": "May write and publish.",
    "EDITOR": "May write, and have drafts written.",
    "ANALYST": "May look at everything, and change nothing.",
    "MEMBER": "What a publisher may; of before there were more than two roles.",
}
described_enum(
    Role,
    name="MemberRole",
    description="What a member is in an organization.",
    values=_ROLES,
    deprecated={"MEMBER": "Use `PUBLISHER`. Removed after 2027-06-01."},
)
described_enum(
    Permission,
    description="What a member may do.",
    values={
        "READ": "See everything in the organization that is not told apart below.",
        "WRITE_POSTS": "Write, change and delete posts.",
        "USE_WRITER": "Have drafts written, which costs money.",
        "PUBLISH": "Schedule, publish, cancel and retry, and change what is scheduled.",
        "CONNECT_ACCOUNTS": "Connect and disconnect social accounts.",
        "MANAGE_MEMBERS": "Invite people, change what they may do, and remove them.",
        "MANAGE_API_KEYS": "See and revoke the API keys of all members.",
        "MANAGE_ORGANIZATION": "Rename the organization, and say what it asks of its members.",
        "READ_AUDIT_LOG": "See who did what, from where.",
        "EXPORT_DATA": "Take a copy of everything that the organization has.",
        "OWN": "Give the organization to somebody else, and delete it.",
    },
)


described_enum(
    InvitationState,
    description="Where an invitation stands.",
    values={
        "PENDING": "It waits for an answer; see `isExpired`.",
        "ACCEPTED": "Somebody joined by it.",
        "DECLINED": "Whoever got the letter does not want to.",
        "REVOKED": "It was taken back.",
    },
)


@strawberry.type(description="A role, and what whoever has it may do.")
class RoleInfo:
    role: Role = strawberry.field(description="What a member is given.")
    description: str = strawberry.field(description="What it is for, in a sentence.")
    permissions: list[Permission] = strawberry.field(
        description="What it may do, sorted by name; mutations say which one they take."
    )
    is_restrictable: bool = strawberry.field(
        description="Whether a member in it can be restricted to some social accounts."
    )

    @classmethod
    def of(cls, role: Role) -> "RoleInfo":
        permissions = access.PERMISSIONS[role]
        return cls(
            role=role,
            description=_ROLES[role.name],
            permissions=sorted(permissions),
            is_restrictable=Permission.CONNECT_ACCOUNTS not in permissions,
        )


@shows(models.Organization, description="A tenant: everything but people belongs to one.")
class Organization(RowType, Node):
    id: strawberry.ID = key(
        IdKind.ORGANIZATION,
        description="The organization's id, `org_…`; name it in the header "
        "`X-AllIN-Organization` to act in it.",
    )
    name: str = column("name", description="What it is called.")
    time_zone: str = column(
        "time_zone",
        description="The IANA time zone, such as `Europe/Berlin`, in which times without an "
        "offset are read.",
    )
    requires_second_factor: bool = column(
        "requires_second_factor",
        description="Whether its members need a second factor to do anything in it.",
    )
    created_at: datetime = column("created_at", description="When it began.")
    deletes_at: datetime | None = column(
        "deletes_at",
        description="When it is erased; until then nothing can be changed, and an owner can bring "
        "it back by `restoreOrganization`. Null unless somebody asked to delete it.",
    )


def _ids(rows: list[Row]) -> list[strawberry.ID]:
    return [public_id(IdKind.SOCIAL_ACCOUNT, row.social_account_id) for row in rows]  # type: ignore[misc]  # ids are texts


@shows(models.OrganizationMember, description="A user in an organization.")
class OrganizationMember(RowType, Node):
    id: strawberry.ID = key(IdKind.MEMBER, description="The membership's id, `member_…`.")
    user: User = edge(repository.USER_OF_MEMBER, description="Who it is.")
    role: Role = column("role", description="What the user may do there.")
    is_restricted: bool = column(
        "is_restricted",
        description="Whether the user may see and use some social accounts only.",
    )
    social_account_ids: list[strawberry.ID] = along(
        repository.ACCOUNTS_OF_MEMBER,
        "social_account_id",
        convert=_ids,
        description="Which these are, `account_…`; empty for who is not restricted.",
    )
    organization: Organization = edge(
        repository.ORGANIZATION_OF_MEMBER, description="Of which organization."
    )
    joined_at: datetime = column("created_at", description="When the user became a member.")


@shows(models.Invitation, description="Somebody is asked by mail to become a member.")
class Invitation(RowType, Node):
    id: strawberry.ID = key(IdKind.INVITATION, description="Its id, `invitation_…`.")
    email: str = column("email", description="The address that the letter went to.")
    role: Role = column("role", description="What whoever accepts will be.")
    is_restricted: bool = column(
        "is_restricted",
        description="Whether they will see and use some social accounts only.",
    )
    social_account_ids: list[strawberry.ID] = along(
        repository.ACCOUNTS_OF_INVITATION,
        "social_account_id",
        convert=_ids,
        description="Which these are, `account_…`; empty without a restriction.",
    )
    state: InvitationState = column("state", description="Where it stands.")
    is_expired: bool = column(
        "state",
        "expires_at",
        convert=lambda state, at: state == InvitationState.PENDING and at <= now(),
        description="Whether it waits no more, for its time is over; it can be sent again.",
    )
    invited_by: User | None = edge(
        repository.INVITED_BY,
        description="Who sent the last letter; null when they are not with us any more.",
    )
    created_at: datetime = column("created_at", description="When somebody was first asked.")
    sent_at: datetime = column("sent_at", description="When the last letter was sent.")
    expires_at: datetime = column("expires_at", description="Until when its code can be used.")


@strawberry.type(description="The end of a membership.")
class EndedMembership:
    member_id: strawberry.ID = strawberry.field(
        description="The membership's id that was, `member_…`."
    )


@strawberry.type(description="An invitation that was declined.")
class DeclinedInvitation:
    organization_name: str = strawberry.field(description="Where it had invited to.")


OrganizationResult = Annotated[
    Organization | Problem,
    strawberry.union("OrganizationResult", description="The organization, or why not."),
]
MemberResult = Annotated[
    OrganizationMember | Problem,
    strawberry.union("MemberResult", description="The member as they are now, or why not."),
]
EndMembershipResult = Annotated[
    EndedMembership | Problem,
    strawberry.union("EndMembershipResult", description="The end of a membership, or why not."),
]
InvitationResult = Annotated[
    Invitation | Problem,
    strawberry.union("InvitationResult", description="The invitation as it is now, or why not."),
]
DeclineInvitationResult = Annotated[
    DeclinedInvitation | Problem,
    strawberry.union(
        "DeclineInvitationResult", description="The invitation that was declined, or why not."
    ),
]


@strawberry.type(
    description="How much may be asked for, in points of cost; see docs/cost.md. A user has them "
    "in each organization, over all sessions and sockets."
)
class Limits:
    limit: int = strawberry.field(description="The most points that there can be.")
    remaining: int = strawberry.field(
        description="How many there are. The price of this operation is taken already; what it "
        "does not use comes back with its answer."
    )
    restore_rate: int = strawberry.field(description="How many come back each second.")
    seconds_to_full: int = strawberry.field(
        description="In how many seconds all are there again, if nothing is asked until then."
    )
    cost_limit: int = strawberry.field(
        description="How many points one operation may cost; more is refused with "
        "`COST_TOO_HIGH`, whatever is left."
    )

    @classmethod
    def of(cls, standing: Standing, *, cost_limit: int) -> "Limits":
        return cls(
            limit=round(standing.rate.capacity),
            remaining=int(standing.remaining),
            restore_rate=round(standing.rate.restore),
            seconds_to_full=standing.seconds_to_full,
            cost_limit=cost_limit,
        )


@strawberry.type(
    description="Who is asking, in which organization, with which rights, and how much is left."
)
class Viewer:
    asking: strawberry.Private[access.Viewer]

    @strawberry.field(description="The user who is asking.")
    async def user(self, info: Info) -> User:
        asking = self.asking
        rows = identity.user_of(asking.user_id, organization_id=asking.organization_id)
        return await the_one(info, User, rows)

    @strawberry.field(description="The organization that this request acts in.")
    async def organization(self, info: Info) -> Organization:
        rows = repository.organization_of(self.asking.organization_id)
        return await the_one(info, Organization, rows)

    role: Role = plain(
        lambda viewer: viewer.asking.role, description="What the user is in that organization."
    )
    permissions: list[Permission] = plain(
        lambda viewer: access.permissions_of(viewer.asking),
        description="What may be done there now, sorted by name; mutations say which one they "
        "take.",
    )
    permissions_after_verification: list[Permission] = plain(
        lambda viewer: access.permissions_after_verification(viewer.asking),
        description="What may be done there besides, once the e-mail address is proved by "
        "`verifyEmail`; empty when it is.",
    )
    is_email_verified: bool = plain(
        lambda viewer: viewer.asking.is_email_verified,
        description="Whether the user's e-mail address is proved.",
    )
    signed_in_until: datetime = plain(
        lambda viewer: viewer.asking.signed_in_until,
        description="When the access token of this request ends; `refreshSession` gives the next.",
    )

    @strawberry.field(description="How much may be asked for.")
    @staticmethod
    async def limits(info: Info) -> Limits:
        standing = await limits_left(info.context)
        return Limits.of(standing, cost_limit=SETTINGS.current.cost_limit)


@shows(
    EventRow,
    description="A fact that happened to an organization. Numbers have no gaps: whoever keeps the "
    "last one misses nothing.",
)
class Event(RowType, Node):
    id: strawberry.ID = key(IdKind.EVENT, description="The event's id, `event_…`.")
    number: int = column(
        "number",
        description="Its place in the organization's history, from 1; pass the last one as "
        "`after`.",
    )
    type: str = column(
        "type", description="What happened, such as `publication.published`; see docs/events.md."
    )
    subject_id: strawberry.ID = column(
        "subject_kind",
        "subject_id",
        convert=lambda kind, subject: public_id(IdKind(kind), subject),
        description="The id of what it happened to; its prefix says what that is.",
    )
    actor_id: strawberry.ID | None = column(
        "actor_id",
        convert=lambda actor: None if actor is None else public_id(IdKind.USER, actor),
        description="The user whose doing it was; null when a worker or the clock did it.",
    )
    data: JSON = column(
        "data",
        convert=lambda data: JSON(told_data(data)),
        description="What was noted of it; its fields depend on `type`, see docs/events.md.",
    )
    occurred_at: datetime = column("occurred_at", description="When it was written down.")
