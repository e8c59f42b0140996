"""Factors and proofs as clients see them."""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from allin_gql.core.ids import IdKind
from allin_gql.domains.authenticators import models, repository, service, values
from allin_gql.domains.identity.graph.types import SecondFactorRequired
from allin_gql.graph.context import Info, person_of
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.roots import extends
from allin_gql.graph.rows import RowType, column, key, shows


@shows(models.Passkey, description="A key that one of the person's devices keeps.")
class Passkey(RowType, Node):
    id: strawberry.ID = key(IdKind.PASSKEY, description="The passkey's id, `passkey_…`.")
    name: str = column("name", description="What the person calls it.")
    is_backed_up: bool = column(
        "is_backed_up",
        description="Whether it was copied to the person's other devices when it was made.",
    )
    created_at: datetime = column("created_at", description="When it was registered.")
    last_used_at: datetime | None = column(
        "last_used_at", description="When somebody last signed in or proved themselves with it."
    )


@strawberry.type(description="Which second factors the person who asks has.")
class SecondFactor:
    since: datetime | None = strawberry.field(
        description="Since when signing in takes one; null while there is none."
    )
    has_totp: bool = strawberry.field(description="Whether an application with codes is enrolled.")
    passkeys: int = strawberry.field(description="How many passkeys there are.")
    recovery_codes_left: int = strawberry.field(
        description="How many of the ten recovery codes are not used yet."
    )

    @classmethod
    def of(cls, factors: values.Factors) -> "SecondFactor":
        return cls(
            since=factors.since,
            has_totp=factors.has_totp,
            passkeys=factors.passkeys,
            recovery_codes_left=factors.recovery_codes_left,
        )


@strawberry.type(description="A secret for an application with codes. It is shown this once.")
class TotpEnrollment:
    secret: str = strawberry.field(description="The secret in base 32, for typing it in.")
    otpauth_uri: str = strawberry.field(
        description="The same as an `otpauth:` address, to be shown as a QR code."
    )
    expires_at: datetime = strawberry.field(
        description="Until when `confirmTotpEnrollment` has to come, with a code made from it."
    )

    @classmethod
    def of(cls, enrollment: values.TotpEnrollment) -> "TotpEnrollment":
        return cls(
            secret=enrollment.secret,
            otpauth_uri=enrollment.uri,
            expires_at=enrollment.expires_at,
        )


@strawberry.type(description="The factors as they are now, and recovery codes if there are new.")
class SecondFactorChange:
    recovery_codes: list[str] = strawberry.field(
        description="Ten codes, shown this once, to be written down: each stands in for a lost "
        "factor once. They come with the first factor; empty where older ones are still good, or "
        "there is no factor left."
    )

    @strawberry.field(description="Which factors there are now.")
    async def second_factor(self, info: Info) -> SecondFactor:
        return SecondFactor.of(await repository.factors_of(person_of(info).user_id))


@strawberry.type(description="What a browser's `navigator.credentials` is called with.")
class PasskeyCeremony:
    options: JSON = strawberry.field(
        description="What goes in under the name publicKey, as JSON; browsers read it by "
        "parseCreationOptionsFromJSON and parseRequestOptionsFromJSON of PublicKeyCredential. Its "
        "challenge is good once."
    )
    expires_at: datetime = strawberry.field(
        description="Until when what the device made has to be given back; five minutes from now."
    )

    @classmethod
    def of(cls, ceremony: values.PasskeyCeremony) -> "PasskeyCeremony":
        return cls(options=JSON(ceremony.options), expires_at=ceremony.expires_at)


@strawberry.type(description="A passkey that was added, and recovery codes if it is the first.")
class PasskeyRegistration:
    passkey: Passkey = strawberry.field(description="The passkey as it is listed.")
    recovery_codes: list[str] = strawberry.field(
        description="Ten codes, shown this once, if it is the first factor; else empty."
    )


@strawberry.type(description="A proof that was accepted.")
class ProvedIdentity:
    proved_until: datetime = strawberry.field(
        description="Until when what takes a proof can be done in this session."
    )


@extends(SecondFactorRequired)
class PasskeyAsSecondFactor:
    @strawberry.field(
        description="What `navigator.credentials.get` is called with for the `passkey` of "
        "`completeSignIn`; null where the person has none."
    )
    @staticmethod
    async def passkey_options(required: strawberry.Parent[SecondFactorRequired]) -> JSON | None:
        options = await service.passkey_options(required.demanded)
        return None if options is None else JSON(options)


TotpEnrollmentResult = Annotated[
    TotpEnrollment | Problem,
    strawberry.union("TotpEnrollmentResult", description="A secret, or why there is none."),
]
SecondFactorResult = Annotated[
    SecondFactorChange | Problem,
    strawberry.union("SecondFactorResult", description="The factors as they are now, or why not."),
]
PasskeyCeremonyResult = Annotated[
    PasskeyCeremony | Problem,
    strawberry.union(
        "PasskeyCeremonyResult", description="What the browser is to be asked, or why not."
    ),
]
PasskeyRegistrationResult = Annotated[
    PasskeyRegistration | Problem,
    strawberry.union(
        "PasskeyRegistrationResult", description="The new passkey, or why it is not accepted."
    ),
]
PasskeyResult = Annotated[
    Passkey | Problem,
    strawberry.union("PasskeyResult", description="The passkey as it is now, or why not."),
]
ProveIdentityResult = Annotated[
    ProvedIdentity | Problem,
    strawberry.union("ProveIdentityResult", description="The proof, or why it is none."),
]
