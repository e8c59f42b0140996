"""What can be done about accounts."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.accounts import service
from allin_gql.domains.accounts.graph.inputs import (
    CompleteAccountConnectionInput,
    ConnectWithPasswordInput,
    DisconnectSocialAccountInput,
    StartAccountConnectionInput,
)
from allin_gql.domains.accounts.graph.types import (
    AccountConnection,
    SocialAccount,
    SocialAccountResult,
    StartAccountConnectionResult,
)
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.directives import SENSITIVE, cost
from allin_gql.graph.execution.idempotency import Keys
from allin_gql.graph.roots import mutations


@mutations
class AccountMutations:
    @strawberry.mutation(
        description="Begin to connect an account on its platform's consent page. The connection "
        "waits ten minutes, for this session only. Takes the permission `CONNECT_ACCOUNTS`.",
        metadata=Keys(has_secrets=True).metadata,
        directives=[cost(30), SENSITIVE],
    )
    async def start_account_connection(
        self, info: Info, input: StartAccountConnectionInput
    ) -> StartAccountConnectionResult:
        started = await service.start_account_connection(
            viewer_of(info), platform=str(input.platform), server=input.server
        )
        return AccountConnection.of(started)

    @strawberry.mutation(
        description="Connect the account that a person agreed to, in the session that began it. "
        "It works once; an account that was connected before is connected again, under its old "
        "id. Takes the permission `CONNECT_ACCOUNTS`.",
        directives=[cost(30), SENSITIVE],
    )
    async def complete_account_connection(
        self, info: Info, input: CompleteAccountConnectionInput
    ) -> SocialAccountResult:
        account = await service.complete_account_connection(
            viewer_of(info), state=input.state, code=input.code, error=input.error
        )
        return SocialAccount.of(account)

    @strawberry.mutation(
        description="Connect an account with a password made for AllIN; one that was connected "
        "before is connected again, under its old id. Takes the permission `CONNECT_ACCOUNTS`.",
        directives=[cost(30), SENSITIVE],
    )
    async def connect_with_password(
        self, info: Info, input: ConnectWithPasswordInput
    ) -> SocialAccountResult:
        account = await service.connect_with_password(
            viewer_of(info),
            platform=str(input.platform),
            identifier=input.identifier,
            password=input.password,
            server=input.server,
        )
        return SocialAccount.of(account)

    @strawberry.mutation(
        description="Stop acting for an account at once, and give its credentials back as soon as "
        "the platform answers. What was published stays, here and there; what is scheduled on it "
        "fails with `AUTH_REVOKED` when it is due. Takes the permission `CONNECT_ACCOUNTS`."
    )
    async def disconnect_social_account(
        self, info: Info, input: DisconnectSocialAccountInput
    ) -> SocialAccountResult:
        account_id = parse_id(IdKind.SOCIAL_ACCOUNT, input.id, path=("id",))
        account = await service.disconnect_account(viewer_of(info), account_id)
        return SocialAccount.of(account)
