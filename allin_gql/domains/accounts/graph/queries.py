"""What can be asked about platforms and accounts."""

from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.domains.accounts import repository
from allin_gql.domains.accounts.graph.types import Platform, PlatformInfo, SocialAccount
from allin_gql.domains.accounts.values import AccountState
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, one_of
from allin_gql.graph.roots import queries
from allin_gql.platforms.registry import platform_names

AccountId = Annotated[strawberry.ID, strawberry.argument(description="The account, `account_…`.")]
OfPlatform = Annotated[
    Platform | None, strawberry.argument(description="Only accounts of this platform.")
]
InState = Annotated[
    AccountState | None, strawberry.argument(description="Only accounts in this state.")
]

add_node(IdKind.SOCIAL_ACCOUNT, SocialAccount, repository.accounts_of)


@queries
class AccountQueries:
    @strawberry.field(
        description="All platforms, sorted by name. Nobody needs to be signed in for it."
    )
    async def platforms(self) -> list[PlatformInfo]:
        return [PlatformInfo.of(name) for name in platform_names()]

    @strawberry.field(description="One account; null when the organization has none of this id.")
    async def social_account(self, info: Info, id: AccountId) -> SocialAccount | None:
        viewer = viewer_of(info)
        account_id = parse_id(IdKind.SOCIAL_ACCOUNT, id, path=("id",))
        rows = repository.accounts_of(viewer.organization_id).where("t.id = {}", account_id)
        return await one_of(info, SocialAccount, rows)

    @strawberry.field(
        description="The organization's accounts, the last added first, disconnected ones included."
    )
    async def social_accounts(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        platform: OfPlatform = None,
        state: InState = None,
    ) -> Connection[SocialAccount]:
        viewer = viewer_of(info)
        rows = repository.accounts_of(viewer.organization_id, platform=platform, state=state)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, SocialAccount, rows, page)
