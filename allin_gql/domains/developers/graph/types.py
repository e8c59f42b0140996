"""API keys as clients see them."""

from datetime import datetime
from functools import partial
from typing import Annotated
from uuid import UUID

import strawberry

from allin_gql.core.access import Permission
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.shapes import Row
from allin_gql.domains.developers import models, repository
from allin_gql.domains.developers.values import KeyState, NewSecret, state_of
from allin_gql.domains.identity.graph.types import User
from allin_gql.graph.enums import described_enum
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import RowType, along, column, edge, key, shows

described_enum(
    KeyState,
    name="ApiKeyState",
    description="Whether an API key is good.",
    values={
        "ACTIVE": "It is good now.",
        "EXPIRED": "Its time is over.",
        "REVOKED": "Somebody ended it before its time.",
        "ORPHANED": "Who made it is no member of the organization any more.",
    },
)


def _state(expires_at: datetime, revoked_at: datetime | None, member_id: UUID | None) -> KeyState:
    return state_of(at=now(), expires_at=expires_at, revoked_at=revoked_at, member_id=member_id)


def _last_use(secrets: list[Row]) -> datetime | None:
    return max((one.last_used_at for one in secrets if one.last_used_at), default=None)


def _accounts(rows: list[Row]) -> list[strawberry.ID]:
    name = partial(public_id, IdKind.SOCIAL_ACCOUNT)
    return [strawberry.ID(name(row.social_account_id)) for row in rows]


@shows(
    models.ApiKeySecret,
    description="What an API key is shown by, as far as it is known after it was told once. While "
    "a key is rotated it has two.",
)
class ApiKeySecret(RowType):
    hint: str = column(
        "hint", description="Its beginning and its end, such as `allin_live_3fK9aQx2…8dKe`."
    )
    created_at: datetime = column("created_at", description="When it was made.")
    expires_at: datetime = column(
        "expires_at", description="When it ends, or has ended: with its key, or after a rotation."
    )
    last_used_at: datetime | None = column(
        "last_used_at",
        description="When it was last used, to the minute; null when it never was. An old secret "
        "that is used no more may go.",
    )
    last_used_address: str | None = column(
        "last_used_address", description="From which address it was used then."
    )


@shows(
    models.ApiKey,
    description="A right for a program to act for a member in one organization: never more than "
    "the member may there themselves at that moment.",
)
class ApiKey(RowType, Node):
    id: strawberry.ID = key(IdKind.API_KEY, description="The key's id, `api_key_…`; no secret.")
    name: str = column("name", description="What it is called by who made it.")
    state: KeyState = column(
        "expires_at",
        "revoked_at",
        "member_id",
        convert=_state,
        description="Whether it is good.",
    )
    scopes: list[Permission] = column(
        "scopes",
        description="What it may do at most, sorted by name; what its maker may not do (any "
        "more), it may not either.",
    )
    is_restricted: bool = column(
        "is_restricted", description="Whether it may see and use only some social accounts."
    )
    social_account_ids: list[strawberry.ID] = along(
        repository.ACCOUNTS_OF_KEY,
        "social_account_id",
        convert=_accounts,
        description="Which those are; empty for one that is not restricted.",
    )
    networks: list[str] = column(
        "networks", description="From where it may be used, in CIDR notation; empty: anywhere."
    )
    created_at: datetime = column("created_at", description="When it was made.")
    expires_at: datetime = column("expires_at", description="When it ends.")
    revoked_at: datetime | None = column(
        "revoked_at", description="When it was revoked; null when it was not."
    )
    last_used_at: datetime | None = along(
        repository.SECRETS_OF_KEY,
        "last_used_at",
        convert=_last_use,
        description="When it was last used, to the minute; null when it never was.",
    )
    secrets: list[ApiKeySecret] = edge(
        repository.SECRETS_OF_KEY,
        description="What it is shown by, the oldest first: one, while it is rotated two, and "
        "until the next rotation what has ended since the last.",
    )
    created_by: User = edge(repository.MAKER_OF_KEY, description="For whom it acts.")


@strawberry.type(description="An API key with a secret that was just made. It is shown this once.")
class MadeApiKey:
    api_key: ApiKey = strawberry.field(description="The key, without its secret.")
    secret: str = strawberry.field(
        description="Send it as `Authorization: Bearer …`, or as `authorization` in the "
        "parameters of a WebSocket connection. Nobody can tell it to you again."
    )

    @classmethod
    def of(cls, made: tuple[models.ApiKey, NewSecret]) -> "MadeApiKey":
        row, secret = made
        return cls(api_key=ApiKey.of(row), secret=secret.secret)


MakeApiKeyResult = Annotated[
    MadeApiKey | Problem,
    strawberry.union("MakeApiKeyResult", description="The key with a secret, or why not."),
]
ApiKeyResult = Annotated[
    ApiKey | Problem,
    strawberry.union("ApiKeyResult", description="The key as it is now, or why not."),
]
