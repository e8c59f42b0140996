"""Identity as clients see it."""

from datetime import datetime
from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.domains.identity import models, service
from allin_gql.domains.identity.values import SecurityEventKind, SignInMethod
from allin_gql.graph.context import current_viewer
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


described_enum(
    SecurityEventKind,
    description="What happened to how a person signs in, or by it.",
    values={
        "SIGNED_IN": "They signed in.",
        "SIGNED_IN_FROM_NEW_DEVICE": "They signed in by a device or from a network that they had "
        "not been on for 90 days; a mail told them.",
        "SIGNED_OUT": "They signed out.",
        "SESSION_ENDED": "They ended one of their sessions.",
        "OTHER_SESSIONS_ENDED": "All their sessions but one were ended.",
        "REFRESH_TOKEN_REUSED": "A refresh token came back that had been used; its session was "
        "ended, and a mail told them.",
        "EMAIL_VERIFIED": "They proved their address.",
        "EMAIL_CHANGE_REQUESTED": "They asked for another address.",
        "EMAIL_CHANGED": "Their address was changed; both were told.",
        "EMAIL_RESTORED": "Their address was brought back, and all sessions were ended.",
        "PASSWORD_RESET": "They chose a new password by a code from a mail, and all sessions were "
        "ended; a mail told them.",
        "PASSWORD_CHANGED": "They changed their password, and all other sessions were ended; a "
        "mail told them.",
        "TOTP_ADDED": "They enrolled an application with codes; a mail told them.",
        "TOTP_REMOVED": "They gave up the application with codes; a mail told them.",
        "PASSKEY_ADDED": "They added a passkey; a mail told them.",
        "PASSKEY_REMOVED": "They removed a passkey; a mail told them.",
        "RECOVERY_CODES_RENEWED": "They made new recovery codes; a mail told them.",
        "RECOVERY_CODE_USED": "They used a recovery code in place of a factor; a mail told them.",
    },
)


@shows(models.Session, description="A session of the person who is asking: one device signed in.")
class Session(RowType, Node):
    id: strawberry.ID = key(IdKind.SESSION, description="The session's id, `session_…`.")
    device: str | None = column(
        "device",
        description="What the device said it is, such as `Firefox on Linux`, or the name of a "
        "program; null if it said nothing.",
    )
    address: str | None = column(
        "address", description="The internet address that it was refreshed or started from last."
    )
    created_at: datetime = column("created_at", description="When the person signed in.")
    last_used_at: datetime = column(
        "last_used_at", description="When it was used last, give or take a minute."
    )
    expires_at: datetime = column(
        "expires_at", description="When it ends if it is not refreshed before."
    )
    is_current: bool = column(
        "id",
        convert=lambda session_id: session_id == current_viewer().session_id,
        description="Whether it is the one by which this is asked.",
    )


@shows(models.SecurityEvent, description="What happened to how a person signs in, or by it.")
class SecurityEvent(RowType, Node):
    id: strawberry.ID = key(
        IdKind.SECURITY_EVENT, description="The event's id, `security_event_…`."
    )
    kind: SecurityEventKind = column("kind", description="What happened.")
    occurred_at: datetime = column("occurred_at", description="When it happened.")
    address: str | None = column("address", description="The internet address that it came from.")
    device: str | None = column(
        "device", description="What the device said it is; null if it said nothing."
    )
    user_agent: str | None = column(
        "user_agent", description="The same in its own words, up to 200 characters."
    )


@strawberry.type(description="A mail that is on its way, if there is anybody to get it.")
class LetterRequested:
    email: str = strawberry.field(
        description="The address that was given. Whether anybody has it is not told."
    )


@strawberry.type(description="The end of a session, or of several.")
class SessionsEnded:
    count: int = strawberry.field(description="How many sessions were ended.")


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
        description="Works once, with `refreshSession`, which gives the next one. Using it again "
        "ends the session, unless the same device does within ten seconds."
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
LetterResult = Annotated[
    LetterRequested | Problem,
    strawberry.union("LetterResult", description="That it was asked for, or why not."),
]
UserResult = Annotated[
    User | Problem,
    strawberry.union("UserResult", description="The user as they are now, or why not."),
]
EndSessionsResult = Annotated[
    SessionsEnded | Problem,
    strawberry.union("EndSessionsResult", description="How many sessions ended, or why none did."),
]
