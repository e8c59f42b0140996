"""Access tokens are believed when all of them is ours, and for ten minutes."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from allin_gql.core.clock import now
from allin_gql.core.errors import Unauthenticated
from allin_gql.core.tokens import TokenSigner, keyed_code, new_secret
from allin_gql.settings import KeyRing

OURS, OLD, THEIRS = bytes(range(32)), bytes(range(1, 33)), bytes(range(2, 34))
ISSUER = "https://allin.example"
LIFETIME = timedelta(minutes=10)
USER, SESSION = UUID(int=1), UUID(int=2)
SIGNER = TokenSigner(KeyRing({"a": OURS, "b": OLD}), issuer=ISSUER, lifetime=LIFETIME)


def claims(**others: Any) -> dict[str, Any]:
    issued_at: datetime = now()
    usual = {
        "iss": ISSUER,
        "aud": "allin-api",
        "sub": str(USER),
        "sid": str(SESSION),
        "jti": str(UUID(int=3)),
        "iat": issued_at,
        "nbf": issued_at,
        "exp": issued_at + LIFETIME,
    }
    return {name: value for name, value in {**usual, **others}.items() if value is not None}


def signed(key: bytes = OURS, /, *, headers: dict[str, Any] | None = None, **others: Any) -> str:
    return jwt.encode(
        claims(**others),
        Ed25519PrivateKey.from_private_bytes(key),
        algorithm="EdDSA",
        headers={"typ": "at+jwt", "kid": "a", **(headers or {})},
    )


def test_a_token_says_who_asks_and_until_when() -> None:
    token, expires_at = SIGNER.issue(user_id=USER, session_id=SESSION)

    read = SIGNER.read(token)

    assert (read.user_id, read.session_id) == (USER, SESSION)
    assert read.expires_at == expires_at.replace(microsecond=0)
    assert timedelta(minutes=9) < expires_at - now() <= LIFETIME


def test_what_these_tests_sign_is_good_unless_something_is_changed() -> None:
    assert SIGNER.read(signed()).user_id == USER


def test_a_token_of_an_older_key_is_good() -> None:
    assert SIGNER.read(signed(OLD, headers={"kid": "b"})).user_id == USER


@pytest.mark.parametrize("name", ["aud", "exp", "iat", "iss", "jti", "nbf", "sid", "sub"])
def test_a_token_without_one_of_its_claims_is_refused(name: str) -> None:
    missing: dict[str, Any] = {name: None}

    refused(signed(**missing))


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another-api"},
        {"iss": "https://another.example"},
        {"sub": "not a key"},
        {"sid": "not a key"},
        {"sid": 7},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_refused(wrong: dict[str, Any]) -> None:
    refused(signed(**wrong))


@pytest.mark.parametrize("name", ["nbf", "iat"])
def test_a_token_of_the_future_is_refused(name: str) -> None:
    ahead: dict[str, Any] = {name: now() + timedelta(minutes=1)}

    refused(signed(**ahead))


@pytest.mark.parametrize(
    "header", [{"typ": "JWT"}, {"typ": None}, {"kid": "c"}, {"kid": "b"}], ids=str
)
def test_a_token_of_another_type_or_key_is_refused(header: dict[str, Any]) -> None:
    refused(signed(headers=header))


def test_a_token_that_somebody_else_signed_is_refused() -> None:
    refused(signed(THEIRS))


def test_a_token_that_nobody_signed_is_refused() -> None:
    refused(jwt.encode(claims(), "", algorithm="none", headers={"typ": "at+jwt", "kid": "a"}))


def test_a_token_signed_by_the_public_key_as_a_password_is_refused() -> None:
    public = Ed25519PrivateKey.from_private_bytes(OURS).public_key().public_bytes_raw()
    refused(jwt.encode(claims(), public, algorithm="HS256", headers={"typ": "at+jwt", "kid": "a"}))


def test_a_token_whose_claims_were_changed_is_refused() -> None:
    header, _, signature = signed().split(".")
    others = json.dumps(claims(sub=str(UUID(int=9))), default=lambda at: int(at.timestamp()))
    changed = base64.urlsafe_b64encode(others.encode()).decode().rstrip("=")

    refused(f"{header}.{changed}.{signature}")


@pytest.mark.parametrize("rubbish", ["", ".", "..", "a.b.c", "ü.ü.ü", "\x00", "{}", "x" * 100_000])
def test_rubbish_is_refused(rubbish: str) -> None:
    refused(rubbish)


def test_an_expired_token_is_said_to_be_expired() -> None:
    past = now() - timedelta(hours=1)

    with pytest.raises(Unauthenticated, match="has expired"):
        SIGNER.read(signed(iat=past, nbf=past, exp=past + LIFETIME))


def test_the_code_of_a_mail_is_known_to_who_has_the_key_only() -> None:
    code = keyed_code(OURS, "verify", USER)

    assert code == keyed_code(OURS, "verify", USER)
    assert len({code, keyed_code(THEIRS, "verify", USER), keyed_code(OURS, "reset", USER)}) == 3
    assert new_secret() != new_secret()


def refused(token: str) -> None:
    with pytest.raises(Unauthenticated, match=r"^The access token is not valid; ") as refusal:
        SIGNER.read(token)
    assert refusal.value.code == "UNAUTHENTICATED"
