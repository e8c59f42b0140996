"""Who is asking: from an access token or an API key to the viewer that services act for."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from allin_gql.core.access import Role, Viewer
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound, Unauthenticated
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.tokens import SIGNER
from allin_gql.domains.developers import service as developers
from allin_gql.domains.developers.values import PREFIXES as API_KEY_PREFIXES
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.organizations import repository as organizations

_SCHEME = "bearer "
_TOUCHED_EVERY = timedelta(minutes=1)  # so that not every request writes when a session was used


async def authenticate(authorization: str | None, organization: str | None) -> Viewer | None:
    """Find the viewer behind an `Authorization` header and the organization that is named.

    Without a header there is none. Raises `Unauthenticated` for a token that is not good (any
    more), `NotFound` for an organization that the user is not a member of.
    """
    if not authorization:
        return None
    if not authorization.lower().startswith(_SCHEME):
        raise Unauthenticated(
            "The Authorization header must read: Bearer <access token or API key>."
        )
    bearer = authorization[len(_SCHEME) :].strip()
    if bearer.startswith(API_KEY_PREFIXES):
        named = parse_id(IdKind.ORGANIZATION, organization) if organization else None
        return await developers.viewer_by_key(bearer, organization_id=named)
    token, at = SIGNER.current.read(bearer), now()
    found = await organizations.who_asks(
        token.session_id,
        user_id=token.user_id,
        organization_id=parse_id(IdKind.ORGANIZATION, organization) if organization else None,
        at=at,
    )
    if found is None:
        raise Unauthenticated("This session has ended; log in again.")
    if found["organization_id"] is None:
        raise NotFound("There is no such organization, or you are not a member of it.")
    if found["last_used_at"] < at - _TOUCHED_EVERY:
        await identity.touch_session(token.session_id, at=at, before=at - _TOUCHED_EVERY)
    return Viewer(
        user_id=token.user_id,
        session_id=token.session_id,
        organization_id=UUID(int=found["organization_id"].int),
        proved_at=found["proved_at"],
        is_email_verified=found["email_verified_at"] is not None,
        signed_in_until=token.expires_at,
        **_standing(found),
    )


async def outdated(viewers: Collection[Viewer]) -> set[Viewer]:
    """Those of some viewers who would not be let in any more as they are.

    Their session or key has ended, they are no members of the organization any more, or what they
    may do there is another: they have to connect again.
    """
    keys = [one for one in viewers if one.api_key_id is not None]
    return await _outdated_sessions(set(viewers).difference(keys)) | (
        await developers.outdated_by_key(keys) if keys else set()
    )


async def _outdated_sessions(viewers: Collection[Viewer]) -> set[Viewer]:
    if not viewers:
        return set()
    asked = list(viewers)
    sessions = [(one.bearer_id, one.organization_id) for one in asked]
    found = await organizations.standings(sessions, now())
    return {
        viewer
        for place, viewer in enumerate(asked)
        if place not in found or replace(viewer, **_standing(found[place])) != viewer
    }


def _standing(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a viewer may do in the organization, as it was found."""
    return {
        "role": Role(found["role"]),
        "reach": None if found["reach"] is None else frozenset(found["reach"]),
        "is_frozen": found["is_frozen"],
        "lacks_second_factor": found["lacks_second_factor"],
    }
