"""Tokens: short signed ones that say who is asking, and opaque ones of which only a hash is kept.

Access tokens are JWTs (RFC 9068: `typ` at+jwt) signed with Ed25519; the algorithm is pinned, every
claim is required, and the key is looked up among ours by id (RFC 8725).
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from allin_gql.core.clock import now
from allin_gql.core.errors import Unauthenticated
from allin_gql.core.ids import new_id
from allin_gql.core.parts import Part
from allin_gql.settings import KeyRing

_ALGORITHM = "EdDSA"
_TYPE = "at+jwt"
_AUDIENCE = "allin-api"
_REQUIRED = ["aud", "exp", "iat", "iss", "jti", "nbf", "sid", "sub"]
_MAX_TOKEN = 4096  # characters; ours have about 500
_LEEWAY = timedelta(seconds=5)  # between the clocks of two of our machines
_MAX_REMEMBERED = 10_000  # tokens whose signature was found good; a few megabytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """What an access token says."""

    user_id: UUID
    session_id: UUID
    expires_at: datetime


class TokenSigner:
    """Issues and reads access tokens."""

    def __init__(self, keys: KeyRing, *, issuer: str, lifetime: timedelta) -> None:
        self._keys = {
            key_id: Ed25519PrivateKey.from_private_bytes(keys.by_id(key_id) or b"")
            for key_id in keys.ids()
        }
        self._current_id = keys.current_id
        self._issuer = issuer
        self._lifetime = lifetime
        self._good: dict[bytes, AccessToken] = {}  # by fingerprint, the oldest first

    def issue(self, *, user_id: UUID, session_id: UUID) -> tuple[str, datetime]:
        """Sign a token for a session; returns it and when it ends."""
        issued_at = now()
        expires_at = issued_at + self._lifetime
        claims = {
            "iss": self._issuer,
            "aud": _AUDIENCE,
            "sub": str(user_id),
            "sid": str(session_id),
            "jti": str(new_id()),
            "iat": issued_at,
            "nbf": issued_at,
            "exp": expires_at,
        }
        headers = {"typ": _TYPE, "kid": self._current_id}
        key = self._keys[self._current_id]
        return jwt.encode(claims, key, algorithm=_ALGORITHM, headers=headers), expires_at

    def read(self, token: str) -> AccessToken:
        """Check a token. Raises `Unauthenticated`, never saying more than that it is not valid.

        What was found good stays so until it expires: its signature is checked once.
        """
        key = fingerprint(token) if len(token) <= _MAX_TOKEN and token.isascii() else b""
        known = self._good.get(key)
        if known is not None and now() < known.expires_at:
            return known
        try:
            read = self._read(token)
        except (jwt.InvalidTokenError, ValueError) as error:
            reason = (
                "has expired" if isinstance(error, jwt.ExpiredSignatureError) else "is not valid"
            )
            raise Unauthenticated(f"The access token {reason}; refresh it or log in.") from error
        if len(self._good) >= _MAX_REMEMBERED:
            del self._good[next(iter(self._good))]
        self._good[key] = read
        return read

    def _read(self, token: str) -> AccessToken:
        if len(token) > _MAX_TOKEN:
            raise ValueError("too long")
        header = jwt.get_unverified_header(token)
        key = self._keys.get(str(header.get("kid")))
        if key is None or header.get("typ") != _TYPE:
            raise ValueError("not one of ours")
        claims = jwt.decode(
            token,
            key.public_key(),
            algorithms=[_ALGORITHM],
            audience=_AUDIENCE,
            issuer=self._issuer,
            leeway=_LEEWAY,
            options={"require": _REQUIRED},
        )
        return AccessToken(
            user_id=UUID(str(claims["sub"])),
            session_id=UUID(str(claims["sid"])),
            expires_at=datetime.fromtimestamp(claims["exp"], tz=now().tzinfo),
        )


def new_secret() -> str:
    """Make an opaque secret of 256 random bits, as base64url."""
    return secrets.token_urlsafe(32)


def new_salt() -> bytes:
    """Make 256 random bits, of which with a key secrets are made."""
    return secrets.token_bytes(32)


def fingerprint(secret: str) -> bytes:
    """The SHA-256 of a secret of full entropy: what is stored in its place."""
    return hashlib.sha256(secret.encode()).digest()


def keyed_code(key: bytes, purpose: str, row: UUID) -> str:
    """Derive the code that a mail carries from its row, so that no secret has to be stored.

    64 hexadecimal characters; only who has the key can make it.
    """
    return hmac.new(key, f"{purpose}|{row}".encode(), hashlib.sha256).hexdigest()


SIGNER: Part[TokenSigner] = Part("the token signer")
