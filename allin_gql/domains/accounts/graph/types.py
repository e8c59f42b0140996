"""Platforms and accounts as clients see them."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.domains.accounts import models, service, values
from allin_gql.domains.accounts.values import AccountAction, AccountState
from allin_gql.graph.context import current_viewer
from allin_gql.graph.directives import cost
from allin_gql.graph.enums import described_enum
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import RowType, column, key, shows
from allin_gql.platforms import base, registry
from allin_gql.platforms.base import ConnectionMethod, Idempotency, Metric, TextUnit

# Made of what the registry finds, so that a new platform is a value here without a word here.
# Below this floor a platform is a plain text, which is also all that mypy can know of it.
if TYPE_CHECKING:
    Platform: TypeAlias = str
else:
    Platform = described_enum(
        StrEnum("Platform", [(name, name) for name in registry.platform_names()]),
        description="Where posts go. What each can do is told by `platforms`.",
        values={
            name: f"{registry.title(name)}, connected by "
            f"{registry.capabilities(name).connection_method.value}."
            for name in registry.platform_names()
        },
    )

described_enum(
    ConnectionMethod,
    description="How a person lets AllIN act for an account.",
    values={
        "OAUTH2": "On the platform's own consent page: `startAccountConnection`, then "
        "`completeAccountConnection`.",
        "APP_PASSWORD": "With a password that the platform makes for one application: "
        "`connectWithPassword`.",
    },
)
described_enum(
    Idempotency,
    description="What keeps a post from appearing twice when nobody knows whether it was sent.",
    values={
        "IDEMPOTENT": "The platform itself recognises a repeated request.",
        "DETECTS_DUPLICATE": "The platform refuses a text that it has just had.",
        "READBACK": "AllIN looks for the post on the platform before it sends it again.",
        "BLIND": "Nothing can tell: such a post is not sent again without a person.",
    },
)
described_enum(
    TextUnit,
    description="What a platform counts when it counts a text.",
    values={
        "GRAPHEMES": "What a reader takes for one character; an emoji is one.",
        "UTF8_BYTES": "Bytes of the text in UTF-8; an emoji is four or more.",
    },
)
described_enum(
    Metric,
    description="What is counted of a post, under one name for all platforms.",
    values={
        "LIKES": "Likes, favourites, hearts.",
        "REPOSTS": "Passed on without a comment: reposts, boosts, shares.",
        "REPLIES": "Direct answers.",
        "QUOTES": "Passed on with a comment.",
        "BOOKMARKS": "Kept by readers for themselves.",
    },
)
described_enum(
    AccountAction,
    description="What can be done with an account.",
    values={
        "SCHEDULE": "`schedulePost` on it.",
        "RECONNECT": "Connect it again, by the mutations that its platform is connected by.",
        "DISCONNECT": "`disconnectSocialAccount`.",
    },
)
described_enum(
    AccountState,
    description="Whether AllIN can act for an account.",
    values={
        "ACTIVE": "It can: its credentials are accepted.",
        "NEEDS_RECONNECT": "The platform accepts its credentials no longer: connect it again, the "
        "same way as the first time. Nothing is lost by it.",
        "DISCONNECTED": "Its credentials were given back on request. It stays for its history, and "
        "can be connected again.",
    },
)


@strawberry.type(
    description="How long a text may be. Where there are several, all of them hold.",
    directives=[cost(0)],
)
class TextLimit:
    unit: TextUnit = strawberry.field(description="What is counted.")
    maximum: int = strawberry.field(description="How many of the unit there may be.")
    reserved_per_url: int | None = strawberry.field(
        description="What each link counts, however long it is; null when a link counts as it is "
        "written."
    )

    @classmethod
    def of(cls, limit: base.TextLimit) -> "TextLimit":
        return cls(unit=limit.unit, maximum=limit.maximum, reserved_per_url=limit.reserved_per_url)


@strawberry.type(description="What a platform is and can do, as data for whoever builds on it.")
class PlatformInfo:
    platform: Platform = strawberry.field(description="Its name everywhere in this API.")
    title: str = strawberry.field(description="How it writes itself.")
    connection_method: ConnectionMethod = strawberry.field(
        description="Which mutations connect an account of it."
    )
    idempotency: Idempotency = strawberry.field(
        description="What AllIN can rely on to post exactly once."
    )
    text_limits: list[TextLimit] = strawberry.field(
        description="What holds where a server says nothing else; an account has its own."
    )
    metrics: list[Metric] = strawberry.field(
        description="Which counters it reports of a post; the others never come."
    )
    has_custom_servers: bool = strawberry.field(
        description="Whether accounts live on servers of many owners, so that `server` matters."
    )
    can_delete: bool = strawberry.field(
        description="Whether a published post can be taken down from here."
    )

    @classmethod
    def of(cls, name: str) -> "PlatformInfo":
        can = registry.capabilities(name)
        return cls(
            platform=Platform(name),
            title=registry.title(name),
            connection_method=can.connection_method,
            idempotency=can.idempotency,
            text_limits=[TextLimit.of(limit) for limit in can.text_limits],
            metrics=list(can.metrics),
            has_custom_servers=can.has_custom_servers,
            can_delete=can.can_delete,
        )


def _text_limits(platform: str, stored: list[dict[str, Any]]) -> list[TextLimit]:
    return [TextLimit.of(limit) for limit in service.limits_on(platform, stored)]


@shows(models.SocialAccount, description="An account on a platform that the organization acts for.")
class SocialAccount(RowType, Node):
    id: strawberry.ID = key(
        IdKind.SOCIAL_ACCOUNT,
        description="The account's id, `account_…`; it stays the same when it is connected again.",
    )
    platform: Platform = column("platform", description="Where the account is.")
    server: str = column(
        "server", description="The address of the server that it was connected at."
    )
    handle: str = column(
        "handle",
        description="What people call it there, without an @ before: `ada@mastodon.social`.",
    )
    display_name: str = column(
        "display_name",
        description="The name that it gives itself, as of the last time it was connected.",
    )
    url: str = column("url", description="Where people see it.")
    avatar_url: str | None = column("avatar_url", description="Its picture; null when it has none.")
    state: AccountState = column("state", description="Whether AllIN can act for it.")
    scopes: list[str] = column(
        "scopes",
        description="What the platform lets AllIN do, in the platform's words; empty where it "
        "does not divide its permissions.",
    )
    text_limits: list[TextLimit] = column(
        "platform",
        "limits",
        convert=_text_limits,
        description="What a text for this account is held against: its server may allow more or "
        "less than others.",
    )
    connected_at: datetime = column("connected_at", description="When it was last connected.")
    allowed_actions: list[AccountAction] = column(
        "state",
        convert=lambda state: service.allowed_actions(current_viewer(), state),
        description="What the viewer can do with it as it is now.",
    )


@strawberry.type(
    description="A consent that is being asked for. It waits for the session's return."
)
class AccountConnection:
    authorization_url: str = strawberry.field(
        description="The platform's page where the person agrees; open it in their browser. They "
        "come back below `/connect/callback` with a `code` for `completeAccountConnection`."
    )
    state: str = strawberry.field(
        description="What comes back along with the code; a secret of this session."
    )
    expires_at: datetime = strawberry.field(description="Until when it has to be completed.")

    @classmethod
    def of(cls, started: values.StartedConnection) -> "AccountConnection":
        return cls(
            authorization_url=started.authorization_url,
            state=started.state,
            expires_at=started.expires_at,
        )


StartAccountConnectionResult = Annotated[
    AccountConnection | Problem,
    strawberry.union(
        "StartAccountConnectionResult", description="Where to ask for consent, or why it can't be."
    ),
]
SocialAccountResult = Annotated[
    SocialAccount | Problem,
    strawberry.union("SocialAccountResult", description="The account as it is now, or why not."),
]
