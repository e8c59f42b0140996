"""What authenticators' mutations take."""

import strawberry
from strawberry.scalars import JSON

from allin_gql.graph.execution.idempotency import MutationInput

_CODE = (
    "Six digits of the application, as it shows them now; each is good once, for about a minute."
)


@strawberry.input(description="A second factor: exactly one of `totpCode` and the like.")
class CompleteSignInInput(MutationInput):
    challenge: str = strawberry.field(description="As `logIn` gave it, 43 characters.")
    totp_code: str | None = strawberry.field(default=None, description=_CODE)
    recovery_code: str | None = strawberry.field(
        default=None,
        description="One of the ten, up to 64 characters, with or without its dashes; it is used "
        "up.",
    )
    passkey: JSON | None = strawberry.field(
        default=None,
        description="What `navigator.credentials.get` gave for `passkeyOptions`, as JSON.",
    )


@strawberry.input(description="Nothing is needed: whoever has a passkey says by it who they are.")
class StartPasskeySignInInput(MutationInput): ...


@strawberry.input(description="What a passkey has signed.")
class CompletePasskeySignInInput(MutationInput):
    credential: JSON = strawberry.field(
        description="What `navigator.credentials.get` gave, as JSON (`credential.toJSON()`)."
    )


@strawberry.input(description="A proof that it is still the same person: exactly one way.")
class ProveIdentityInput(MutationInput):
    password: str | None = strawberry.field(
        default=None,
        description="The password, up to 1,024 characters, of who has no second factor.",
    )
    totp_code: str | None = strawberry.field(default=None, description=_CODE)
    recovery_code: str | None = strawberry.field(
        default=None, description="One of the ten, up to 64 characters; it is used up."
    )
    passkey: JSON | None = strawberry.field(
        default=None,
        description="What `navigator.credentials.get` gave for the options of `startPasskeyProof`.",
    )


@strawberry.input(description="Nothing is needed: one of the person's passkeys is asked for.")
class StartPasskeyProofInput(MutationInput): ...


@strawberry.input(description="Nothing is needed: the secret is made here.")
class StartTotpEnrollmentInput(MutationInput): ...


@strawberry.input(description="A sign that the application has the secret.")
class ConfirmTotpEnrollmentInput(MutationInput):
    code: str = strawberry.field(description="The six digits that the application shows now.")


@strawberry.input(description="An application that is to be given up.")
class DisableTotpInput(MutationInput): ...


@strawberry.input(description="Recovery codes that are lost, or nearly used up.")
class RenewRecoveryCodesInput(MutationInput): ...


@strawberry.input(description="Nothing is needed: the device makes the passkey.")
class StartPasskeyRegistrationInput(MutationInput): ...


@strawberry.input(description="A passkey that a device has made.")
class FinishPasskeyRegistrationInput(MutationInput):
    name: str = strawberry.field(
        description="What the person calls it, such as `Ada's phone`, up to 100 characters."
    )
    credential: JSON = strawberry.field(
        description="What `navigator.credentials.create` gave, as JSON (`credential.toJSON()`)."
    )


@strawberry.input(description="Another name for a passkey.")
class RenamePasskeyInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which one, `passkey_…`.")
    name: str = strawberry.field(description="What it is to be called, up to 100 characters.")


@strawberry.input(description="A passkey that is to be accepted no longer.")
class RemovePasskeyInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which one, `passkey_…`.")
