"""What the mutations of API keys take."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from allin_gql.core.access import Permission
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.developers.values import DEFAULT_OVERLAP_HOURS
from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="A key for a program that acts for you in this organization.")
class CreateApiKeyInput(MutationInput):
    name: str = strawberry.field(description="What to call it, up to 100 characters.")
    scopes: list[Permission] = strawberry.field(
        description="What it may do at most, of what you may do; `READ` always belongs to it."
    )
    expires_at: datetime | None = strawberry.field(
        default=None,
        description="When it ends, with an offset, within 365 days; left out, in 90 days.",
    )
    social_account_ids: list[strawberry.ID] | None = strawberry.field(
        default=None,
        description="The only social accounts that it may see and use, up to 100; left out, all "
        "that you may.",
    )
    networks: list[str] = strawberry.field(
        default_factory=list,
        description="From where it may be used: up to 50 addresses or networks in CIDR notation, "
        "of IPv4 and IPv6, such as `192.0.2.0/24`, up to 64 characters each; empty, from anywhere.",
    )


@strawberry.input(description="A key that is to have another secret.")
class RotateApiKeyInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The key, `api_key_…`; one that you made.")
    overlap_hours: int = strawberry.field(
        default=DEFAULT_OVERLAP_HOURS,
        description="How many hours the secret in use stays good beside the new one, 1 to 168.",
    )
    end_old_at_once: bool = strawberry.field(
        default=False,
        description="End whatever was good before at once instead, as when it has leaked.",
    )
    expires_at: datetime | None = strawberry.field(
        default=None,
        description="When the key ends from now on, with an offset, within 365 days; left out, "
        "when it would have ended.",
    )


@strawberry.input(description="What is to be changed of a key; what is left out stays as it is.")
class UpdateApiKeyInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The key, `api_key_…`; one that you made.")
    name: str | None = strawberry.field(
        default=None, description="What to call it, up to 100 characters."
    )
    scopes: list[Permission] | None = strawberry.field(
        default=None, description="What it may do at most, of what you may do."
    )
    networks: list[str] | None = strawberry.field(
        default=None,
        description="From where it may be used: up to 50 addresses or networks, up to 64 "
        "characters each; empty, from anywhere.",
    )


@strawberry.input(description="A key that is to end.")
class RevokeApiKeyInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The key, `api_key_…`.")
    only_old_secret: bool = strawberry.field(
        default=False,
        description="End only the older of its two secrets, after a rotation; the key goes on.",
    )


def parse_accounts(ids: Sequence[strawberry.ID] | None) -> list[UUID] | None:
    """Read the ids of social accounts. Raises `InvalidId`."""
    if ids is None:
        return None
    return [
        parse_id(IdKind.SOCIAL_ACCOUNT, one, path=("socialAccountIds", str(index)))
        for index, one in enumerate(ids)
    ]
