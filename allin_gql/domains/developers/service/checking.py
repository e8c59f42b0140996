"""Checking: what may be asked of a key, by the one who is to make or change it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from allin_gql.core.access import (
    OrganizationFrozen,
    Permission,
    Viewer,
    require_proof,
    require_verified,
)
from allin_gql.core.clock import now
from allin_gql.core.errors import InvalidInput, NotAllowed, NotFound, Required
from allin_gql.core.text import checked_text, readable
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.errors import (
    ApiKeyEnded,
    ExpiryInvalid,
    NetworkInvalid,
    ScopeNotHeld,
    TooManyApiKeys,
)
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.developers.values import (
    DEFAULT_LIFETIME,
    MAX_LIFETIME,
    KeyState,
    parsed_network,
    state_of,
)

_MAX_NAME = 100  # characters
_MAX_NETWORKS = 50
_MAX_ACCOUNTS = 100
_MOST_KEYS = 50  # of one member, that are good


def require_owner_of_address(viewer: Viewer) -> None:
    """Let a person pass who has lately proved who they are, and at some time their address."""
    require_proof(viewer)
    require_verified(viewer)
    if viewer.is_frozen:
        raise OrganizationFrozen("The organization is being deleted; no key of it is changed.")


def checked_name(name: str) -> str:
    """What a key may be called."""
    return checked_text(name, label="name", path=("name",), maximum=_MAX_NAME)


def checked_scopes(viewer: Viewer, scopes: Sequence[Permission]) -> list[str]:
    """What a key may be allowed: some of what its maker may. Reading always belongs to it."""
    if not scopes:
        raise Required("A key needs a scope; READ alone lets it look.", path=("scopes",))
    for index, scope in enumerate(scopes):
        if not viewer.may(scope):
            raise ScopeNotHeld(
                f"A key cannot have the scope {scope}: its maker has not that permission.",
                path=("scopes", str(index)),
            )
    return sorted({*scopes, Permission.READ})


def checked_expiry(expires_at: datetime | None) -> datetime:
    """When a key may end."""
    at = now()
    if expires_at is None:
        return at + DEFAULT_LIFETIME
    if expires_at.tzinfo is None:
        raise ExpiryInvalid("Say in which time zone the key ends.", path=("expiresAt",))
    if not at < expires_at <= at + MAX_LIFETIME:
        raise ExpiryInvalid(
            f"A key ends between now and {MAX_LIFETIME.days} days from now.",
            path=("expiresAt",),
            numbers={"maximum": MAX_LIFETIME.days},
        )
    return expires_at


def checked_networks(networks: Sequence[str]) -> list[str]:
    """From where a key may come: networks, each once, as they are usually written."""
    _check_count(len(networks), _MAX_NETWORKS, "networks")
    return list(dict.fromkeys(_checked_network(*one) for one in enumerate(networks)))


async def checked_accounts(viewer: Viewer, account_ids: Sequence[UUID] | None) -> list[UUID]:
    """Which social accounts a key may use: some of those that its maker may. Raises `NotFound`."""
    if account_ids is None:
        return []
    if not account_ids:
        raise Required("Name the accounts, or leave the list out.", path=("socialAccountIds",))
    _check_count(len(account_ids), _MAX_ACCOUNTS, "socialAccountIds")
    known = await repository.known_accounts(viewer.organization_id, account_ids)
    for index, account_id in enumerate(account_ids):
        if account_id not in known or not viewer.reaches(account_id):
            raise NotFound(
                "There is no such account in this organization.",
                path=("socialAccountIds", str(index)),
            )
    return list(dict.fromkeys(account_ids))


async def check_room(member_id: UUID) -> None:
    """Let a member make one more key, or raise `TooManyApiKeys`. The membership is locked."""
    count = await repository.count_good(member_id, at=now())
    if count >= _MOST_KEYS:
        raise TooManyApiKeys(
            f"One member may have {_MOST_KEYS} keys that are good; you have {count}.",
            numbers={"limit": _MOST_KEYS},
        )


async def find_own_key(viewer: Viewer, key_id: UUID) -> ApiKey:
    """A key that the viewer made, locked. Raises `NotFound`; `NotAllowed` for another's."""
    key = await find_key(viewer, key_id)
    if key.user_id != viewer.user_id:
        raise NotAllowed("Only who made a key may do this: whoever has it acts in their name.")
    return key


async def find_key(viewer: Viewer, key_id: UUID) -> ApiKey:
    """A key that the viewer made or may manage, locked. Raises `NotFound`."""
    key = await repository.key_for_update(viewer.organization_id, key_id)
    is_seen = key is not None and (
        key.user_id == viewer.user_id or viewer.may(Permission.MANAGE_API_KEYS)
    )
    if key is None or not is_seen:
        raise NotFound("There is no such API key, or it is not yours to see.", path=("id",))
    return key


def check_is_good(key: ApiKey) -> None:
    """Let a key pass that is good now. Raises `ApiKeyEnded`."""
    state = state_of(
        at=now(), expires_at=key.expires_at, revoked_at=key.revoked_at, member_id=key.member_id
    )
    if state is not KeyState.ACTIVE:
        raise ApiKeyEnded(f"This key is {state.lower()}; make another.", path=("id",))


def _check_count(count: int, maximum: int, field: str) -> None:
    if count > maximum:
        raise InvalidInput(
            f"A key takes up to {maximum} of these; they are {count}.",
            path=(field,),
            numbers={"maximum": maximum, "actual": count},
        )


def _checked_network(index: int, text: str) -> str:
    path = ("networks", str(index))
    try:
        return str(parsed_network(checked_text(text, label="network", path=path, maximum=64)))
    except ValueError as error:
        raise NetworkInvalid(
            f"“{readable(text)}” is no network like 192.0.2.0/24 or 2001:db8::/32:"
            f" {readable(error)}.",
            path=path,
        ) from error
