"""Identity as clients see it."""

from datetime import datetime
from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.domains.identity import models, service
from allin_gql.domains.identity.values import SignInMethod
from allin_gql.graph.enums import described_enum
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import RowType, column, key, plain, shows


@shows(models.User, description="A person with a login.")
class User(RowType, Node):
    id: strawberry.ID = key(IdKind.USER, description="The user's id, `user_…`.")
    email: str = column("email", description="The address that the user signs in with.")
    name: str = column("name", description="What the user wants to be called.")
    is_email_verified: bool = column(
        "email_verified_at",
        convert=lambda verified_at: verified_at is not None,
        description="Whether the address is proved; before, nothing can be connected or published.",
    )
    created_at: datetime = column("created_at", description="When the user registered.")


@strawberry.type(description="A registration that waits for the address to be proved.")
class Registration:
    email: str = strawberry.field(
        description="Where a mail was sent: with a code for `verifyEmail`, or, if the address has "
        "an account already, with a word about that."
    )


@strawberry.type(description="A session's tokens. They are shown this once.")
class SignedIn:
    access_token: str = strawberry.field(
        description="Send it as `Authorization: Bearer …`, or as `authorization` in the "
        "parameters of a WebSocket connection."
    )
    access_token_expires_at: datetime = strawberry.field(
        description="When the access token ends; refresh the session before."
    )
    refresh_token: str = strawberry.field(
        description="Works once, with `refreshSession`; using it twice ends the session."
    )
    refresh_token_expires_at: datetime = strawberry.field(
        description="When the session ends if it is not refreshed."
    )
    user: User = strawberry.field(description="Who is signed in.")

    @classmethod
    def of(cls, signed_in: service.SignedIn) -> "SignedIn":
        return cls(
            access_token=signed_in.access_token,
            access_token_expires_at=signed_in.access_token_expires_at,
            refresh_token=signed_in.refresh_token,
            refresh_token_expires_at=signed_in.refresh_token_expires_at,
            user=User.of(signed_in.user),
        )


described_enum(
    SignInMethod,
    description="What people prove themselves with.",
    values={
        "PASSWORD": "The password of the account.",
        "TOTP": "A code of six digits that an application makes, new every 30 seconds.",
        "RECOVERY_CODE": "One of ten codes that stand in for a lost factor, each once.",
        "PASSKEY": "A key that a device keeps; two factors by itself, since it asks who uses it.",
    },
)


@strawberry.type(
    description="The password was right, and a second factor is asked for: `completeSignIn`, from "
    "the same client."
)
class SecondFactorRequired:
    demanded: strawberry.Private[service.SecondFactorDemanded]

    challenge: str = plain(
        lambda one: one.demanded.challenge,
        description="What `completeSignIn` takes along with the factor: once, and for five factors "
        "at most.",
    )
    methods: list[SignInMethod] = plain(
        lambda one: list(one.demanded.methods),
        description="By which ways the person can show a second factor.",
    )
    expires_at: datetime = plain(
        lambda one: one.demanded.expires_at,
        description="Until when it has to be completed; five minutes from now.",
    )


@strawberry.type(description="The end of one or more sessions.")
class SignedOut:
    is_everywhere: bool = strawberry.field(description="Whether all of the user's sessions ended.")


def sign_in_result(
    outcome: service.SignedIn | service.SecondFactorDemanded,
) -> SignedIn | SecondFactorRequired:
    """Show what came of signing in."""
    if isinstance(outcome, service.SecondFactorDemanded):
        return SecondFactorRequired(demanded=outcome)
    return SignedIn.of(outcome)


RegisterResult = Annotated[
    Registration | Problem,
    strawberry.union("RegisterResult", description="A registration, or why there is none."),
]
VerifyEmailResult = Annotated[
    User | Problem,
    strawberry.union("VerifyEmailResult", description="The verified user, or why not."),
]
SignInResult = Annotated[
    SignedIn | SecondFactorRequired | Problem,
    strawberry.union(
        "SignInResult",
        description="A session's tokens, or what is missing for them, or why there are none.",
    ),
]
LogOutResult = Annotated[
    SignedOut | Problem,
    strawberry.union("LogOutResult", description="The end of the session, or why not."),
]
