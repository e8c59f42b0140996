"""Access and refresh tokens, signed and dated by the sandbox's clock.

An access token is believed until it expires; only refresh tokens are remembered and can end. A
refresh token that was used keeps working for a grace period and leads to the same successor.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from allin_gql.sandbox.networks.bluesky.accounts import ACCOUNTS, Account
from allin_gql.sandbox.networks.bluesky.facts import (
    ACCESS_LIFETIME,
    NAME,
    REFRESH_GRACE,
    REFRESH_LIFETIME,
    SERVICE_DID,
)
from allin_gql.sandbox.networks.bluesky.formats import is_did
from allin_gql.sandbox.networks.bluesky.problems import (
    auth_missing,
    expired_token,
    invalid_request,
    invalid_token,
    revoked_token,
)
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

ACCESS_TYPE, REFRESH_TYPE = "at+jwt", "refresh+jwt"
ACCESS_SCOPE, REFRESH_SCOPE = "com.atproto.appPass", "com.atproto.refresh"

Claims = Mapping[str, Any]

_REFRESH, _REVOKED = f"{NAME}.refresh", f"{NAME}.revoked"
_KEY = hashlib.sha256(b"the sandbox's Bluesky").digest()  # it guards nothing
# Expiry is ours to check: the clock of the sandbox is not the clock of the library.
_OPTIONS: Any = {f"verify_{name}": False for name in ("exp", "iat", "nbf", "aud", "sub", "jti")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a session is made of."""

    access: str
    refresh: str


class Sessions:
    """Every session of one server."""

    def __init__(self, world: World) -> None:
        self._store = world.store
        self._clock = world.clock

    def begin(self, account: Account) -> Tokens:
        """Sign an account in."""
        return self._issue(account.did, _new_id())

    def check_refresh(self, authorization: str, *, is_expired_fine: bool = False) -> Claims:
        """Answer what a refresh token says; its session may have ended. Raises `Refused`."""
        return self._claims(
            _bearer(authorization), REFRESH_TYPE, REFRESH_SCOPE, is_expired_fine=is_expired_fine
        )

    def refresh(self, authorization: str) -> tuple[Account, Tokens]:
        """Answer the next tokens. Raises `Refused`."""
        claims = self.check_refresh(authorization)
        now = self._clock.now()
        kept = self._store.get(_REFRESH, claims["jti"])
        if kept is None or datetime.fromisoformat(kept["expires_at"]) <= now:
            raise revoked_token()
        next_id = kept["next_id"] or _new_id()
        graced = min(datetime.fromisoformat(kept["expires_at"]), now + REFRESH_GRACE)
        self._remember({**kept, "expires_at": graced.isoformat(), "next_id": next_id})
        return _account(claims), self._issue(claims["sub"], next_id)

    def end(self, authorization: str) -> None:
        """Sign out, with the refresh token; an expired one will do. Raises `Refused`."""
        claims = self.check_refresh(authorization, is_expired_fine=True)
        self._store.delete(_REFRESH, claims["jti"])

    def account(self, authorization: str) -> Account:
        """Answer whose access token this is. Raises `Refused`."""
        return _account(self._claims(_bearer(authorization), ACCESS_TYPE, ACCESS_SCOPE))

    def revoke(self, authorization: str) -> None:
        """End every session of whoever owns this token, as if the app password were deleted.

        The presented token stops too, which the real server leaves to its expiry.
        """
        token = authorization.partition(" ")[2]
        self._store.put(_REVOKED, _digest(token), {})
        owner = _decoded(token).get("sub") if token else None
        for kept in self._store.list(_REFRESH):
            if kept["did"] == owner:
                self._store.delete(_REFRESH, kept["id"])

    def _issue(self, did: str, refresh_id: str) -> Tokens:
        now = self._clock.now()
        if self._store.get(_REFRESH, refresh_id) is None:
            expires_at = (now + REFRESH_LIFETIME).isoformat()
            self._remember({"id": refresh_id, "did": did, "expires_at": expires_at, "next_id": ""})
        issued = int(now.timestamp())
        common = {"aud": SERVICE_DID, "sub": did}
        access = {"iat": issued, "exp": issued + int(ACCESS_LIFETIME.total_seconds())}
        refresh = {"iat": issued, "exp": issued + int(REFRESH_LIFETIME.total_seconds())}
        access_token = _signed({"scope": ACCESS_SCOPE, **common, **access}, ACCESS_TYPE)
        # Two access tokens of one second are the same token: who signs in anew may use it.
        self._store.delete(_REVOKED, _digest(access_token))
        return Tokens(
            access=access_token,
            refresh=_signed(
                {"scope": REFRESH_SCOPE, **common, "jti": refresh_id, **refresh}, REFRESH_TYPE
            ),
        )

    def _remember(self, document: Document) -> None:
        self._store.put(_REFRESH, document["id"], document)

    def _claims(
        self, token: str, kind: str, scope: str, *, is_expired_fine: bool = False
    ) -> Claims:
        claims = _decoded(token)
        if jwt.get_unverified_header(token).get("typ") != kind or claims.get("aud") != SERVICE_DID:
            raise invalid_token()
        is_past = claims.get("exp", 0) <= self._clock.now().timestamp()
        if is_past and not is_expired_fine:
            raise expired_token()
        if self._store.get(_REVOKED, _digest(token)) is not None:
            raise revoked_token()
        if not is_did(str(claims.get("sub"))):
            raise invalid_token("Malformed token")
        if claims.get("scope") != scope:
            raise invalid_token("Bad token scope")
        return claims


def _bearer(authorization: str) -> str:
    if not authorization.strip():
        raise auth_missing()
    scheme, _, token = authorization.strip().partition(" ")
    if not token or " " in token:
        raise invalid_token("Malformed authorization header")
    if scheme.lower() in {"basic", "dpop"}:
        raise invalid_token("Unexpected authorization type")
    if scheme.lower() != "bearer":
        raise invalid_token(f"Unsupported authorization type: {scheme}")
    return token


def _account(claims: Claims) -> Account:
    for account in ACCOUNTS:
        if account.did == claims["sub"]:
            return account
    raise invalid_request(f"Could not find user info for account: {claims['sub']}")


def _decoded(token: str) -> Claims:
    try:
        claims: Claims = jwt.decode(token, _KEY, algorithms=["HS256"], options=_OPTIONS)
    except (jwt.InvalidTokenError, ValueError, RecursionError) as error:
        raise invalid_token() from error
    return claims


def _signed(claims: Claims, kind: str) -> str:
    return jwt.encode(dict(claims), _KEY, algorithm="HS256", headers={"typ": kind})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _new_id() -> str:
    return secrets.token_urlsafe(32)
