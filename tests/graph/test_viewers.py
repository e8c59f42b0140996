"""Who may ask: every mutation, query and subscription, asked by those who may not."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from graphql import get_named_type, is_leaf_type, is_required_argument

from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.tokens import SIGNER
from tests.fixtures.people import Person, join, register
from tests.fixtures.world import API, World
from tests.graph.conftest import Settled
from tests.graph.mutations import (
    KINDS,
    MUTATIONS,
    SCHEMA,
    UNKNOWN,
    Place,
    Things,
    document,
    kind_of,
    right_input,
)
from tests.graph.stored import everything

assert SCHEMA.query_type is not None
assert SCHEMA.subscription_type is not None

PUBLIC = {
    "register",
    "verifyEmail",
    "resendVerification",
    "logIn",
    "completeSignIn",
    "startPasskeySignIn",
    "completePasskeySignIn",
    "refreshSession",
    "requestPasswordReset",
    "resetPassword",
    "confirmEmailChange",
    "restoreEmail",
    "declineInvitation",
    "platforms",
    "roles",
    "erasureReceipt",
}
NEEDS_VERIFIED_EMAIL = {
    "cancelPublication",
    "changeMemberRole",
    "createOrganization",
    "inviteMember",
    "removeMember",
    "resendInvitation",
    "restrictMember",
    "revokeInvitation",
    "completeAccountConnection",
    "connectWithPassword",
    "createApiKey",
    "disconnectSocialAccount",
    "reschedulePublication",
    "retryPublication",
    "schedulePost",
    "startAccountConnection",
}
READS = {
    **dict.fromkeys(SCHEMA.query_type.fields, "query"),
    **dict.fromkeys(SCHEMA.subscription_type.fields, "subscription"),
}
THINGS: Things = {name: f"{kind}_{UNKNOWN}" for name, kind in KINDS.items()}
OUR_KEY = bytes(32)  # as in the settings of tests
OTHER_KEY = bytes(range(32))

Claims = dict[str, Any]


def thing(place: Place) -> str:
    """An id of the right type that nothing has, or a text."""
    return THINGS[kind_of(place)] if place.named == "ID" else "any text"


def read_document(name: str) -> str:
    """A query or subscription, with an id that nothing has for each that it needs."""
    kind = READS[name]
    root = SCHEMA.query_type if kind == "query" else SCHEMA.subscription_type
    assert root is not None
    field = root.fields[name]
    arguments = ", ".join(
        f'{argument}: "{thing(Place(name.removesuffix("Progress"), (argument,), taken.type))}"'
        for argument, taken in field.args.items()
        if is_required_argument(taken)
    )
    given = f"({arguments})" if arguments else ""
    shown = "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"
    return f"{kind} {{ {name}{given} {shown} }}"


async def refusal(person: Person, name: str) -> str:
    """The code by which a mutation, query or subscription is refused."""
    if name in MUTATIONS:
        problem = await person.do(document(name), **right_input(name, THINGS))
        assert problem["__typename"] == "Problem", (name, problem)
        assert problem["message"].endswith(".")
        code: str = problem["code"]
        return code
    headers = {**person.headers}
    if READS[name] == "subscription":
        headers["accept"] = "text/event-stream"
    answer = await person.http.post(
        "/graphql", json={"query": read_document(name)}, headers=headers
    )
    text = answer.text
    if READS[name] == "subscription":
        text = next(line for line in text.splitlines() if line.startswith("data:"))[5:]
    told = json.loads(text)
    assert not any((told.get("data") or {}).values()), (name, told)
    (error,) = told["errors"]
    return str(error["extensions"]["code"])


def everything_private() -> list[str]:
    return sorted(({*MUTATIONS, *READS}) - PUBLIC)


async def revoked(world: World) -> str:
    person = await join(world, "revoked")
    await person.do(document("logOut"), everywhere=False)
    assert person.access_token is not None
    return person.access_token


def forged(claims: Claims, key: bytes = OUR_KEY, **headers: Any) -> str:
    signer = Ed25519PrivateKey.from_private_bytes(key)
    return jwt.encode(claims, signer, "EdDSA", headers={"typ": "at+jwt", "kid": "a", **headers})


def unsigned(claims: Claims) -> str:
    parts = ({"alg": "none", "typ": "at+jwt", "kid": "a"}, json_ready(claims))
    return (
        ".".join(
            base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
            for part in parts
        )
        + "."
    )


def json_ready(claims: Claims) -> Claims:
    return {
        name: value if isinstance(value, str) else int(value.timestamp())
        for name, value in claims.items()
    }


def signed_with_our_public_key(claims: Claims) -> str:
    public = Ed25519PrivateKey.from_private_bytes(OUR_KEY).public_key()
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return jwt.encode(claims, raw, "HS256", headers={"typ": "at+jwt", "kid": "a"})


def less(claims: Claims, name: str) -> Claims:
    return {key: value for key, value in claims.items() if key != name}


HOUR = timedelta(hours=1)
FORGERIES: dict[str, Callable[[Claims], str]] = {
    "garbage": lambda _: "rubbish",
    "empty": lambda _: "",
    "three dots": lambda _: "...",
    "50,000 characters": lambda _: "a" * 50_000,
    "expired": lambda claims: forged({**claims, "exp": now() - HOUR, "iat": now() - 2 * HOUR}),
    "not yet": lambda claims: forged({**claims, "nbf": now() + HOUR}),
    "another key": lambda claims: forged(claims, OTHER_KEY),
    "an unknown key": lambda claims: forged(claims, kid="b"),
    "another signature": lambda claims: forged(claims)[:-8] + "AAAAAAAA",
    "another type": lambda claims: forged(claims, typ="JWT"),
    "another issuer": lambda claims: forged({**claims, "iss": "https://evil.example"}),
    "another audience": lambda claims: forged({**claims, "aud": "other-api"}),
    "no signature": unsigned,
    "our public key as a secret": signed_with_our_public_key,
    **{
        f"without {name}": lambda claims, name=name: forged(less(claims, name))  # type: ignore[misc]  # mypy cannot tell its default
        for name in ("exp", "sid", "sub", "jti", "iat", "nbf", "iss", "aud")
    },
    "a session that is none": lambda claims: forged({**claims, "sid": "rubbish"}),
    "an unknown session": lambda claims: forged({**claims, "sid": str(new_id())}),
    "somebody else's session": lambda claims: forged({**claims, "sub": str(new_id())}),
}


def claims_of(person: Person) -> Claims:
    token = SIGNER.current.read(person.access_token or "")
    at = now()
    return {
        "iss": API,
        "aud": "allin-api",
        "sub": str(token.user_id),
        "sid": str(token.session_id),
        "jti": str(new_id()),
        "iat": at,
        "nbf": at,
        "exp": at + HOUR,
    }


async def test_nobody_is_told_to_log_in_by_everything_that_is_not_public(
    world: World, anonymous: Person
) -> None:
    before = await everything(world)

    codes = {name: await refusal(anonymous, name) for name in everything_private()}

    assert codes == dict.fromkeys(everything_private(), "UNAUTHENTICATED")
    assert await everything(world) == before


async def test_a_session_that_has_ended_is_nobodys(world: World, anonymous: Person) -> None:
    anonymous.access_token = await revoked(world)
    before = await everything(world)

    codes = {name: await refusal(anonymous, name) for name in everything_private()}

    assert codes == dict.fromkeys(everything_private(), "UNAUTHENTICATED")
    assert await everything(world) == before


async def test_a_token_that_is_right_in_all_its_claims_is_taken(settled: Settled) -> None:
    person = Person(settled.person.http, access_token=forged(claims_of(settled.person)))

    assert (await person.ask("{ me { email } }"))["me"]["email"] == settled.person.email


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_token_is_nobodys(settled: Settled, forgery: str) -> None:
    token = FORGERIES[forgery](claims_of(settled.person))
    person = Person(settled.person.http, access_token=token or " ")

    error = await person.refused("{ me { email } }")
    problem = await person.do(document("createPost"), text="not by them")

    assert error["extensions"]["code"] == problem["code"] == "UNAUTHENTICATED"
    assert error["message"] == problem["message"]
    assert error["message"].endswith(".")
    assert token == "" or token not in error["message"]


async def test_a_bad_token_does_not_keep_anybody_from_signing_in(settled: Settled) -> None:
    person = Person(settled.person.http, access_token="rubbish")

    answer = await person.do(document("logIn"), email=settled.person.email, password="wrong word")

    assert answer["code"] == "CREDENTIALS_WRONG"


async def test_without_a_verified_address_nothing_leaves_the_house(world: World) -> None:
    person = await register(world, "unverified")
    before = await everything(world)

    codes = {name: await refusal(person, name) for name in NEEDS_VERIFIED_EMAIL}

    assert codes == dict.fromkeys(NEEDS_VERIFIED_EMAIL, "EMAIL_NOT_VERIFIED")
    assert await everything(world) == before


async def test_without_a_verified_address_one_can_write(world: World) -> None:
    person = await register(world, "unverified")

    written = await person.do(document("createPost"), text="for later")

    assert written["__typename"] == "Post"
