"""What people do with second factors, asked as a client would."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pyotp

from allin_gql.cli.databases import connection_to
from allin_gql.core.database import fetch
from tests.domains.authenticators.authenticator import Device
from tests.fixtures.people import PASSWORD, Person
from tests.fixtures.world import World

_WAITING = """
SELECT count(*) AS waiting FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%totp_secrets%'
"""
_PROBLEM = "... on Problem { code message path numbers { name value } }"
_CHANGE = (
    "... on SecondFactorChange { recoveryCodes"
    " secondFactor { since hasTotp passkeys recoveryCodesLeft } }"
)
_SESSION = (
    "... on SignedIn { accessToken refreshToken user { id } }"
    " ... on SecondFactorRequired { challenge methods expiresAt passkeyOptions }"
)


def _mutation(name: str, answer: str) -> str:
    type_ = f"{name[0].upper()}{name[1:]}Input!"
    return (
        f"mutation M($input: {type_}) {{ {name}(input: $input)"
        f" {{ __typename {answer} {_PROBLEM} }} }}"
    )


LOG_IN = _mutation("logIn", _SESSION)
COMPLETE = _mutation("completeSignIn", _SESSION)
REFRESH = _mutation("refreshSession", _SESSION)
REQUEST_RESET = _mutation("requestPasswordReset", "")
RESET = _mutation("resetPassword", "... on User { id }")
START_TOTP = _mutation(
    "startTotpEnrollment", "... on TotpEnrollment { secret otpauthUri expiresAt }"
)
CONFIRM_TOTP = _mutation("confirmTotpEnrollment", _CHANGE)
DISABLE_TOTP = _mutation("disableTotp", _CHANGE)
RENEW_CODES = _mutation("renewRecoveryCodes", _CHANGE)
START_PASSKEY = _mutation(
    "startPasskeyRegistration", "... on PasskeyCeremony { options expiresAt }"
)
FINISH_PASSKEY = _mutation(
    "finishPasskeyRegistration",
    "... on PasskeyRegistration { recoveryCodes passkey { id name lastUsedAt } }",
)
RENAME_PASSKEY = _mutation("renamePasskey", "... on Passkey { id name }")
REMOVE_PASSKEY = _mutation("removePasskey", _CHANGE)
START_PASSKEY_SIGN_IN = _mutation(
    "startPasskeySignIn", "... on PasskeyCeremony { options expiresAt }"
)
COMPLETE_PASSKEY_SIGN_IN = _mutation("completePasskeySignIn", _SESSION)
PROVE = _mutation("proveIdentity", "... on ProvedIdentity { provedUntil }")
START_PROOF = _mutation("startPasskeyProof", "... on PasskeyCeremony { options expiresAt }")
FACTOR = "{ secondFactor { since hasTotp passkeys recoveryCodesLeft } }"
PASSKEYS = "{ passkeys { totalCount nodes { id name isBackedUp createdAt lastUsedAt } } }"
ME = "{ me { id } }"


class Totp:
    """An application with codes, which takes the next step for each new code."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, *, steps: int = 0) -> str:
        """The code of now, or of some steps later."""
        return pyotp.TOTP(self.secret).at(int(time.time()), counter_offset=steps)

    def wrong_code(self) -> str:
        """A code of no step that is near."""
        near = {self.code(steps=steps) for steps in range(-3, 4)}
        return next(code for code in (f"{number:06}" for number in range(8)) if code not in near)


async def enroll(person: Person) -> tuple[Totp, list[str]]:
    """Give somebody an application with codes, none of which is used up; and recovery codes."""
    started = await person.do(START_TOTP)
    assert started["__typename"] == "TotpEnrollment", started
    totp = Totp(started["secret"])
    confirmed = await person.do(CONFIRM_TOTP, code=totp.code())
    assert confirmed["__typename"] == "SecondFactorChange", confirmed
    await forget_step(person)
    return totp, confirmed["recoveryCodes"]


async def register_passkey(person: Person, **given: Any) -> tuple[Device, dict[str, Any]]:
    """Give somebody a passkey."""
    device = Device(**given)
    started = await person.do(START_PASSKEY)
    assert started["__typename"] == "PasskeyCeremony", started
    made = await person.do(
        FINISH_PASSKEY, name="their phone", credential=device.create(started["options"])
    )
    assert made["__typename"] == "PasskeyRegistration", made
    return device, made


async def challenged(person: Person) -> dict[str, Any]:
    """Sign in by the password, as far as that goes."""
    asked = await Person(http=person.http).do(LOG_IN, email=person.email, password=PASSWORD)
    assert asked["__typename"] == "SecondFactorRequired", asked
    return asked


async def forget_step(person: Person) -> None:
    """Let it be as if the step of the last code were long past."""
    await fetch(
        "UPDATE totp_secrets SET last_step = last_step - 100"
        " WHERE user_id = (SELECT id FROM users WHERE email = $1)",
        person.email,
    )


@asynccontextmanager
async def all_at_once(world: World, person: Person, count: int) -> AsyncIterator[None]:
    """Let what uses somebody's application in the block come as far as to write, then all go on.

    So that each of them has read what there was before any of them.
    """
    async with connection_to(world.settings.database_url or "") as connection:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(
            "SELECT FROM totp_secrets"
            " WHERE user_id = (SELECT id FROM users WHERE email = $1) FOR UPDATE",
            person.email,
        )

        async def let_go() -> None:
            while (await fetch(_WAITING))[0]["waiting"] < count:  # noqa: ASYNC110  # nothing tells it
                await asyncio.sleep(0.01)
            await transaction.commit()

        async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
            tasks.create_task(let_go())
            yield


async def outdate_proof(person: Person) -> None:
    """Let more than five minutes pass since anybody proved who they are."""
    await fetch(
        "UPDATE sessions SET proved_at = proved_at - interval '301 seconds'"
        " WHERE user_id = (SELECT id FROM users WHERE email = $1)",
        person.email,
    )


async def stored(person: Person) -> list[dict[str, Any]]:
    """Everything that is kept of somebody's factors and sessions, but for challenges."""
    kept = []
    for table, columns in (
        ("totp_secrets", "id, last_step, confirmed_at"),
        ("recovery_codes", "id, used_at"),
        ("passkeys", "id, name, sign_count, last_used_at"),
        ("sessions", "id, ended_at, proved_at, methods, second_factor_at"),
    ):
        kept += await fetch(
            f"SELECT {columns} FROM {table} WHERE user_id ="  # noqa: S608  # names of ours
            " (SELECT id FROM users WHERE email = $1) ORDER BY id",
            person.email,
        )
    return kept
