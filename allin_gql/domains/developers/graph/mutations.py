"""What can be done about API keys."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.developers import service
from allin_gql.domains.developers.graph.inputs import (
    CreateApiKeyInput,
    RevokeApiKeyInput,
    RotateApiKeyInput,
    UpdateApiKeyInput,
    parse_accounts,
)
from allin_gql.domains.developers.graph.types import (
    ApiKey,
    ApiKeyResult,
    MadeApiKey,
    MakeApiKeyResult,
)
from allin_gql.domains.developers.values import KeyChanges, KeyWanted
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.directives import SENSITIVE, cost
from allin_gql.graph.execution.idempotency import Keys
from allin_gql.graph.roots import mutations


@mutations
class DeveloperMutations:
    @strawberry.mutation(
        description="Make an API key for yourself in this organization, with some of your own "
        "rights. Its secret is shown this once. It takes a session, a proof of who you are of "
        "the last five minutes, and a verified address.",
        metadata=Keys(has_secrets=True).metadata,
        directives=[cost(30), SENSITIVE],
    )
    async def create_api_key(self, info: Info, input: CreateApiKeyInput) -> MakeApiKeyResult:
        wanted = KeyWanted(
            name=input.name,
            scopes=input.scopes,
            expires_at=input.expires_at,
            account_ids=parse_accounts(input.social_account_ids),
            networks=input.networks,
        )
        return MadeApiKey.of(await service.create_api_key(viewer_of(info), wanted))

    @strawberry.mutation(
        description="Give a key that you made another secret, which is shown this once. The one in "
        "use stays good for a while, so that programs can be changed over; there are never more "
        "than two. It takes a session and a proof.",
        metadata=Keys(has_secrets=True).metadata,
        directives=[cost(30), SENSITIVE],
    )
    async def rotate_api_key(self, info: Info, input: RotateApiKeyInput) -> MakeApiKeyResult:
        made = await service.rotate_api_key(
            viewer_of(info),
            parse_id(IdKind.API_KEY, input.id, path=("id",)),
            overlap_hours=input.overlap_hours,
            is_old_ended=input.end_old_at_once,
            expires_at=input.expires_at,
        )
        return MadeApiKey.of(made)

    @strawberry.mutation(
        description="Change what a key that you made is called, what it may do, or from where. "
        "Live connections that came by it end and can come back. It takes a session and a proof.",
    )
    async def update_api_key(self, info: Info, input: UpdateApiKeyInput) -> ApiKeyResult:
        key_id = parse_id(IdKind.API_KEY, input.id, path=("id",))
        wanted = KeyChanges(name=input.name, scopes=input.scopes, networks=input.networks)
        return ApiKey.of(await service.update_api_key(viewer_of(info), key_id, wanted))

    @strawberry.mutation(
        description="End a key at once and everywhere, live connections included. It takes a "
        "session; for the keys of others the permission `MANAGE_API_KEYS`.",
    )
    async def revoke_api_key(self, info: Info, input: RevokeApiKeyInput) -> ApiKeyResult:
        key_id = parse_id(IdKind.API_KEY, input.id, path=("id",))
        row = await service.revoke_api_key(
            viewer_of(info), key_id, is_only_old_secret=input.only_old_secret
        )
        return ApiKey.of(row)
