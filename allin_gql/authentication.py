"""Who is asking: from a bearer token to the viewer that services act for."""

from collections.abc import Collection
from uuid import UUID

from allin_gql.core.access import Role, Viewer
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound, Unauthenticated
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.tokens import SIGNER
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.organizations import repository as organizations

_SCHEME = "bearer "


async def authenticate(authorization: str | None, organization: str | None) -> Viewer | None:
    """Find the viewer behind an `Authorization` header and the organization that is named.

    Without a header there is none. Raises `Unauthenticated` for a token that is not good (any
    more), `NotFound` for an organization that the user is not a member of.
    """
    if not authorization:
        return None
    if not authorization.lower().startswith(_SCHEME):
        raise Unauthenticated("The Authorization header must read: Bearer <access token>.")
    token = SIGNER.current.read(authorization[len(_SCHEME) :].strip())
    found = await organizations.who_asks(
        token.session_id,
        user_id=token.user_id,
        organization_id=parse_id(IdKind.ORGANIZATION, organization) if organization else None,
        at=now(),
    )
    if found is None:
        raise Unauthenticated("This session has ended; log in again.")
    if found["organization_id"] is None:
        raise NotFound("There is no such organization, or you are not a member of it.")
    return Viewer(
        user_id=token.user_id,
        session_id=token.session_id,
        organization_id=UUID(int=found["organization_id"].int),
        role=Role(found["role"]),
        reach=None if found["reach"] is None else frozenset(found["reach"]),
        proved_at=found["proved_at"],
        is_email_verified=found["email_verified_at"] is not None,
        signed_in_until=token.expires_at,
    )


async def ended_sessions(session_ids: Collection[UUID]) -> set[UUID]:
    """Those of some sessions that nobody is let in by any more."""
    return await identity.ended_sessions(session_ids)
