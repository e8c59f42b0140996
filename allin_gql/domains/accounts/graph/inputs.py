"""What the mutations of accounts take."""

import strawberry

from allin_gql.domains.accounts.graph.types import Platform
from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="An account to be connected on its platform's consent page.")
class StartAccountConnectionInput(MutationInput):
    platform: Platform = strawberry.field(description="One whose `connectionMethod` is `OAUTH2`.")
    server: str | None = strawberry.field(
        default=None,
        description="The account's server, such as `mastodon.social`, up to 300 characters; left "
        "out, the one that this "
        "installation has by default.",
    )


@strawberry.input(description="What the consent page sent back with the person.")
class CompleteAccountConnectionInput(MutationInput):
    state: str = strawberry.field(
        description="The `state` in the address that the person came back to, 43 characters."
    )
    code: str | None = strawberry.field(
        default=None,
        description="The `code` in that address, up to 2,048 characters; left out when the "
        "address has an `error` instead.",
    )
    error: str | None = strawberry.field(
        default=None,
        description="The `error` in that address, such as `access_denied`, up to 2,048 "
        "characters: ends "
        "the connection.",
    )


@strawberry.input(description="An account to be connected with a password made for AllIN.")
class ConnectWithPasswordInput(MutationInput):
    platform: Platform = strawberry.field(
        description="One whose `connectionMethod` is `APP_PASSWORD`."
    )
    identifier: str = strawberry.field(
        description="The account's handle or e-mail address there, up to 255 characters."
    )
    password: str = strawberry.field(
        description="An app password, made in the platform's settings, up to 512 characters; not "
        "the account's own. It "
        "is used once and not stored."
    )
    server: str | None = strawberry.field(
        default=None,
        description="The account's server, up to 300 characters; left out, the one that this "
        "installation has by "
        "default.",
    )


@strawberry.input(description="An account that AllIN shall not act for any more.")
class DisconnectSocialAccountInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The account, `account_…`.")
