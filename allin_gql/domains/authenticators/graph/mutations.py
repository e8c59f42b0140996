"""What can be done about what people sign in with."""

import strawberry

from allin_gql.core.access import PROOF_LIFETIME
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.authenticators import service
from allin_gql.domains.authenticators.graph.inputs import (
    CompletePasskeySignInInput,
    CompleteSignInInput,
    ConfirmTotpEnrollmentInput,
    DisableTotpInput,
    FinishPasskeyRegistrationInput,
    ProveIdentityInput,
    RemovePasskeyInput,
    RenamePasskeyInput,
    RenewRecoveryCodesInput,
    StartPasskeyProofInput,
    StartPasskeyRegistrationInput,
    StartPasskeySignInInput,
    StartTotpEnrollmentInput,
)
from allin_gql.domains.authenticators.graph.types import (
    Passkey,
    PasskeyCeremony,
    PasskeyCeremonyResult,
    PasskeyRegistration,
    PasskeyRegistrationResult,
    PasskeyResult,
    ProvedIdentity,
    ProveIdentityResult,
    SecondFactorChange,
    SecondFactorResult,
    TotpEnrollment,
    TotpEnrollmentResult,
)
from allin_gql.domains.authenticators.values import Proof
from allin_gql.domains.identity.graph.types import SignedIn, SignInResult
from allin_gql.domains.identity.values import Client
from allin_gql.graph.context import Info, person_of
from allin_gql.graph.directives import SENSITIVE, cost
from allin_gql.graph.execution.idempotency import Keys
from allin_gql.graph.roots import mutations

_PROOF = " Takes a proof that is not older than five minutes: `proveIdentity`."
_ENDS_OTHERS = " Ends your other sessions, and tells you by mail."


@mutations
class SigningInMutations:
    @strawberry.mutation(
        description="Complete a sign-in that `logIn` began, by a second factor and from the same "
        "client. A challenge is good for five factors, then `logIn` gives another.",
        metadata=Keys(whose="challenge", has_secrets=True).metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def complete_sign_in(self, info: Info, input: CompleteSignInInput) -> SignInResult:
        proof = Proof(
            totp_code=input.totp_code, recovery_code=input.recovery_code, passkey=input.passkey
        )
        signed_in = await service.complete_sign_in(
            challenge=input.challenge, proof=proof, client=_client(info)
        )
        return SignedIn.of(signed_in)

    @strawberry.mutation(
        description="Begin to sign in with a passkey: no address and no password is asked for, so "
        "that nobody finds out by it who is registered."
    )
    async def start_passkey_sign_in(self, input: StartPasskeySignInInput) -> PasskeyCeremonyResult:  # noqa: ARG002  # every mutation has one
        return PasskeyCeremony.of(await service.start_passkey_sign_in())

    @strawberry.mutation(
        description="Start a session by what a passkey has signed. It is two factors by itself.",
        metadata=Keys(whose="credential", has_secrets=True).metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def complete_passkey_sign_in(
        self, info: Info, input: CompletePasskeySignInInput
    ) -> SignInResult:
        return SignedIn.of(await service.complete_passkey_sign_in(input.credential, _client(info)))


@mutations
class ProvingMutations:
    @strawberry.mutation(
        description="Prove that it is still you, for what takes a proof: by the password, or by a "
        "factor if you have one. It holds for five minutes, in this session.",
        directives=[cost(50), SENSITIVE],
    )
    async def prove_identity(self, info: Info, input: ProveIdentityInput) -> ProveIdentityResult:
        proof = Proof(
            password=input.password,
            totp_code=input.totp_code,
            recovery_code=input.recovery_code,
            passkey=input.passkey,
        )
        await service.prove_identity(person_of(info), proof, _client(info))
        return ProvedIdentity(proved_until=now() + PROOF_LIFETIME)

    @strawberry.mutation(description="Begin to prove by a passkey that it is still you.")
    async def start_passkey_proof(
        self,
        info: Info,
        input: StartPasskeyProofInput,  # noqa: ARG002  # every mutation has one
    ) -> PasskeyCeremonyResult:
        return PasskeyCeremony.of(await service.start_passkey_proof(person_of(info)))


@mutations
class FactorMutations:
    @strawberry.mutation(
        description="Make a secret for an application with codes; it is no factor before "
        "`confirmTotpEnrollment`." + _PROOF,
        metadata=Keys(has_secrets=True).metadata,
    )
    async def start_totp_enrollment(
        self,
        info: Info,
        input: StartTotpEnrollmentInput,  # noqa: ARG002  # every mutation has one
    ) -> TotpEnrollmentResult:
        return TotpEnrollment.of(await service.start_totp_enrollment(person_of(info)))

    @strawberry.mutation(
        description="Make the application a second factor, by a code of it. From then on signing "
        "in takes one." + _ENDS_OTHERS,
        metadata=Keys(has_secrets=True).metadata,
        directives=[SENSITIVE],
    )
    async def confirm_totp_enrollment(
        self, info: Info, input: ConfirmTotpEnrollmentInput
    ) -> SecondFactorResult:
        codes = await service.confirm_totp_enrollment(person_of(info), input.code)
        return SecondFactorChange(recovery_codes=codes)

    @strawberry.mutation(
        description="Give up the application as a factor. Where it was the last one, the recovery "
        "codes go with it, and an organization that requires a factor lets you in again only once "
        "you have one." + _ENDS_OTHERS + _PROOF,
        metadata=Keys(has_secrets=True).metadata,
    )
    async def disable_totp(self, info: Info, input: DisableTotpInput) -> SecondFactorResult:  # noqa: ARG002  # every mutation has one
        await service.disable_totp(person_of(info))
        return SecondFactorChange(recovery_codes=[])

    @strawberry.mutation(
        description="Make ten new recovery codes; the old ones are good no longer."
        + _ENDS_OTHERS
        + _PROOF,
        metadata=Keys(has_secrets=True).metadata,
    )
    async def renew_recovery_codes(
        self,
        info: Info,
        input: RenewRecoveryCodesInput,  # noqa: ARG002  # every mutation has one
    ) -> SecondFactorResult:
        return SecondFactorChange(
            recovery_codes=await service.renew_recovery_codes(person_of(info))
        )


@mutations
class PasskeyMutations:
    @strawberry.mutation(
        description="Begin to make a passkey on the device of the person who asks." + _PROOF
    )
    async def start_passkey_registration(
        self,
        info: Info,
        input: StartPasskeyRegistrationInput,  # noqa: ARG002  # every mutation has one
    ) -> PasskeyCeremonyResult:
        return PasskeyCeremony.of(await service.start_passkey_registration(person_of(info)))

    @strawberry.mutation(
        description="Take the passkey that the device has made, in the session that began it. From "
        "then on signing in by a password takes a second factor." + _ENDS_OTHERS,
        metadata=Keys(has_secrets=True).metadata,
        directives=[SENSITIVE],
    )
    async def finish_passkey_registration(
        self, info: Info, input: FinishPasskeyRegistrationInput
    ) -> PasskeyRegistrationResult:
        passkey, codes = await service.finish_passkey_registration(
            person_of(info), name=input.name, credential=input.credential
        )
        return PasskeyRegistration(passkey=Passkey.of(passkey), recovery_codes=codes)

    @strawberry.mutation(description="Call a passkey something else.")
    async def rename_passkey(self, info: Info, input: RenamePasskeyInput) -> PasskeyResult:
        passkey_id = parse_id(IdKind.PASSKEY, input.id, path=("id",))
        return Passkey.of(await service.rename_passkey(person_of(info), passkey_id, input.name))

    @strawberry.mutation(
        description="Accept a passkey no longer; remove it on the device, too. Where it was the "
        "last factor, the recovery codes go with it, and an organization that requires a factor "
        "lets you in again only once you have one." + _ENDS_OTHERS + _PROOF,
        metadata=Keys(has_secrets=True).metadata,
    )
    async def remove_passkey(self, info: Info, input: RemovePasskeyInput) -> SecondFactorResult:
        passkey_id = parse_id(IdKind.PASSKEY, input.id, path=("id",))
        await service.remove_passkey(person_of(info), passkey_id)
        return SecondFactorChange(recovery_codes=[])


def _client(info: Info) -> Client:
    context = info.context
    return Client(address=context.client_address, user_agent=context.client_user_agent)
