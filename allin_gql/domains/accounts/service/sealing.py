"""An account between its row and its platform: credentials sealed and opened, limits as values."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from allin_gql.core.vault import VAULT, Place, SealBroken
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.accounts.values import SEALED_CREDENTIALS
from allin_gql.platforms.base import Account, Credentials, TextLimit, TextUnit
from allin_gql.platforms.errors import AuthRevoked, Transient
from allin_gql.platforms.registry import capabilities

_log = logging.getLogger(__name__)

_MOST = 2**31 - 1  # what GraphQL's Int holds; a server may say anything


def credentials_place(account_id: UUID) -> Place:
    """Where an account's own credentials are stored."""
    return SEALED_CREDENTIALS.place(account_id)


def seal_credentials(credentials: Credentials, place: Place) -> str:
    """Encrypt credentials for the row and column where they will be."""
    return VAULT.current.seal(orjson.dumps(dict(credentials.secrets)), place)


def open_credentials(sealed: str, place: Place) -> Credentials:
    """Decrypt credentials. Raises `SealBroken`."""
    secrets: Mapping[str, str] = orjson.loads(VAULT.current.open(sealed, place))
    return Credentials(secrets=secrets)


def platform_account(account: SocialAccount) -> Account:
    """An account as its network needs it to act, with its credentials opened.

    Raises `AuthRevoked` when it has none, `Transient` when this installation lacks the key to them:
    that is the operator's to mend, and no reason for a person to connect anything again.
    """
    if account.credentials is None:
        raise AuthRevoked(f"{account.handle} is not connected; connect it again.")
    try:
        credentials = open_credentials(account.credentials, credentials_place(account.id))
    except SealBroken as error:
        _log.exception("the credentials of account %s do not open", account.id)
        raise Transient(f"The credentials of {account.handle} can not be opened now.") from error
    return account_with(account, credentials)


def has_same_credentials(one: SocialAccount, other: SocialAccount) -> bool:
    """Whether two readings of an account have the same credentials.

    Not by what is sealed: while keys are replaced (`allin keys rotate`) the same is sealed anew.
    """
    if one.credentials is None or other.credentials is None:
        return one.credentials == other.credentials
    if one.credentials == other.credentials:
        return True
    try:
        opened = [
            open_credentials(account.credentials or "", credentials_place(account.id))
            for account in (one, other)
        ]
    except SealBroken:
        return False
    return opened[0] == opened[1]


def account_with(account: SocialAccount, credentials: Credentials) -> Account:
    """An account as its network needs it, with credentials that need not be its present ones."""
    return Account(
        server=account.server,
        external_id=account.external_id,
        handle=account.handle,
        credentials=credentials,
        limits=effective_limits(account),
    )


def effective_limits(account: SocialAccount) -> tuple[TextLimit, ...]:
    """What a text for this account is held against: its server's limits, or else the platform's."""
    return limits_on(account.platform, account.limits)


def limits_on(platform: str, stored: Sequence[Mapping[str, Any]]) -> tuple[TextLimit, ...]:
    """The same of what is stored of an account: what its server said, if it said anything."""
    if not stored:
        return capabilities(platform).text_limits
    return tuple(
        TextLimit(
            unit=TextUnit(limit["unit"]),
            maximum=limit["maximum"],
            reserved_per_url=limit["reserved_per_url"],
        )
        for limit in stored
    )


def limits_as_json(limits: Iterable[TextLimit]) -> list[dict[str, Any]]:
    """Limits as they are stored."""
    return [
        {
            "unit": limit.unit.value,
            "maximum": min(limit.maximum, _MOST),
            "reserved_per_url": None
            if limit.reserved_per_url is None
            else min(limit.reserved_per_url, _MOST),
        }
        for limit in limits
    ]
