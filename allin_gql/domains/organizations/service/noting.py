"""Noting: what happens to how members sign in, for the organizations that they are in."""

from typing import Final
from uuid import UUID

from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.identity.values import SecurityEventKind
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.events import MemberSecurity

# Every day's coming and going is the person's own, and stands in their security events alone.
_ROUTINE: Final = frozenset(
    {
        SecurityEventKind.SIGNED_IN,
        SecurityEventKind.SIGNED_IN_FROM_NEW_DEVICE,
        SecurityEventKind.SIGNED_OUT,
        SecurityEventKind.EMAIL_VERIFIED,
    }
)


async def note_security(work: UnitOfWork, user_id: UUID, kind: SecurityEventKind) -> None:
    """Write down in each organization of a user what happened to how they sign in."""
    if kind in _ROUTINE:
        return
    for member in await repository.members_who_are(user_id):
        work.emit(
            MemberSecurity(
                organization_id=member.organization_id,
                subject_id=member.id,
                user_id=user_id,
                kind=kind.value,
            )
        )
