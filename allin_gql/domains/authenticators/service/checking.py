"""Whether what somebody gives proves that it is them: each way once, and used up by it."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.throttle.attempts import ATTEMPTS, Guess, Secret
from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.errors import (
    OneFactorExpected,
    PasskeyInvalid,
    SecondFactorWrong,
)
from allin_gql.domains.authenticators.models import Passkey
from allin_gql.domains.authenticators.service import ceremonies, codes, totp
from allin_gql.domains.authenticators.service.ceremonies import Assertion, Registration
from allin_gql.domains.authenticators.service.changing import note_recovery_code_used
from allin_gql.domains.authenticators.values import Proof
from allin_gql.domains.identity import service as identity
from allin_gql.domains.identity.values import Client, SignInMethod


def method_of(proof: Proof) -> SignInMethod:
    """Which way somebody takes to prove themselves. Raises `OneFactorExpected`."""
    given = {
        "password": (SignInMethod.PASSWORD, proof.password),
        "totpCode": (SignInMethod.TOTP, proof.totp_code),
        "recoveryCode": (SignInMethod.RECOVERY_CODE, proof.recovery_code),
        "passkey": (SignInMethod.PASSKEY, proof.passkey),
    }
    paths = [path for path, (_, value) in given.items() if value is not None]
    if len(paths) != 1:
        raise OneFactorExpected(
            f"Exactly one way to prove yourself is expected; {len(paths)} were given.",
            path=tuple(paths[-1:]),
            numbers={"actual": len(paths)},
        )
    return given[paths[0]][0]


@asynccontextmanager
async def guess_of_factor(account: UUID, client: Client, *, is_known: bool) -> AsyncIterator[Guess]:
    """Let somebody try a factor once: after some that were wrong, the next has to wait.

    The account is the user's where somebody signs in. Where somebody has, it is the session: a
    thief has it on however many networks, and nobody outside of it can make its owner wait.
    It comes before any unit of work. Raises `TooManyAttempts`.
    """
    async with ATTEMPTS.current.guess(
        Secret.SECOND_FACTOR, account=str(account), address=client.address, is_known=is_known
    ) as guess:
        yield guess


async def use_code(work: UnitOfWork, user_id: UUID, proof: Proof) -> None:
    """Use up a code of a person's application or a recovery code. Raises `SecondFactorWrong`."""
    if proof.totp_code is not None:
        path, is_right = "totpCode", await totp.take_code(user_id, proof.totp_code)
    else:
        path, is_right = "recoveryCode", await codes.take_code(user_id, proof.recovery_code or "")
        if is_right:
            await note_recovery_code_used(work, await identity.find_user(user_id))
    if not is_right:
        raise SecondFactorWrong("This code is wrong, was used, or is too old.", path=(path,))


async def use_passkey(answered: Assertion, *, user_id: UUID | None) -> Passkey:
    """Accept what a passkey has signed, of one person or of whoever it is.

    The caller knows the challenge for ours. Raises `PasskeyInvalid`.
    """
    passkey = await repository.passkey_by_credential(answered.credential.raw_id)
    if passkey is None or user_id not in {None, passkey.user_id}:
        raise refused(answered)
    handle = answered.credential.response.user_handle
    # Where nobody was asked for, the device says who it is; where somebody was, it need not.
    if not (handle is None and user_id is not None) and not hmac.compare_digest(
        handle or b"", passkey.user_handle
    ):
        raise refused(answered)
    verified = ceremonies.verify_assertion(answered, passkey)
    if not await repository.use_passkey(passkey, sign_count=verified.new_sign_count, at=now()):
        raise refused(answered)
    return passkey


def refused(answered: Assertion | Registration) -> PasskeyInvalid:
    """What is told of a passkey that is not accepted, whyever."""
    return PasskeyInvalid(ceremonies.REFUSAL, path=answered.path)
