"""Telling: the letters to the makers of keys."""

from datetime import datetime

from allin_gql.core.origin import current_origin
from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.mails import ApiKeyEnds, ApiKeyMade, ApiKeySecretAdded
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.mail.service import send_letter

_UNKNOWN = "an unknown address"


async def tell_of_key(work: UnitOfWork, key: ApiKey, hint: str) -> None:
    """Write to the maker that there is a key."""
    user, organization = await repository.maker_of(key)
    letter = ApiKeyMade(
        name=user.name,
        organization_name=organization.name,
        key_name=key.name,
        hint=hint,
        expires_at=key.expires_at,
        address=current_origin().address or _UNKNOWN,
    )
    await send_letter(work, letter, to=user.email, user_id=user.id, organization_id=organization.id)


async def tell_of_secret(work: UnitOfWork, key: ApiKey, hint: str, old_ends_at: datetime) -> None:
    """Write to the maker that there is another secret."""
    user, organization = await repository.maker_of(key)
    letter = ApiKeySecretAdded(
        name=user.name,
        organization_name=organization.name,
        key_name=key.name,
        hint=hint,
        old_ends_at=old_ends_at,
        address=current_origin().address or _UNKNOWN,
    )
    await send_letter(work, letter, to=user.email, user_id=user.id, organization_id=organization.id)


async def tell_of_end(work: UnitOfWork, key: ApiKey) -> None:
    """Write to the maker that a key ends soon."""
    user, organization = await repository.maker_of(key)
    letter = ApiKeyEnds(
        name=user.name,
        organization_name=organization.name,
        key_name=key.name,
        expires_at=key.expires_at,
    )
    await send_letter(work, letter, to=user.email, user_id=user.id, organization_id=organization.id)
