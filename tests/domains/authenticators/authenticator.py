"""A device with passkeys in software: what a browser would give back for our options.

Written from the specification (https://www.w3.org/TR/webauthn-3/ §6.1, §6.5, §7) and not from the
library that verifies it; tests/browser holds the same verification against a real Chromium.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN = "http://localhost:8000"
USER_PRESENT, USER_VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def decode(text: str) -> bytes:
    return urlsafe_b64decode(f"{text}==")


@dataclass
class Device:
    """One passkey. Its fields are what a test lets be wrong."""

    origin: str = ORIGIN
    relying_party: str | None = None  # another than the options name
    is_verified: bool = True
    counts: bool = True
    cross_origin: bool = False
    sign_count: int = 0
    handle: bytes = b""
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.create` gives."""
        assert {"type": "public-key", "alg": -7} in options["pubKeyCredParams"]
        self.handle = decode(options["user"]["id"])
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        attested = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id
        made = self._data(options["rp"]["id"], HAS_KEY) + attested + cbor2.dumps(cose)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": made})
        said = self._said("webauthn.create", options["challenge"])
        return self._credential(
            clientDataJSON=encode(said),
            attestationObject=encode(attestation),
            transports=["internal"],
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.get` gives."""
        data = self._data(options["rpId"], 0)
        said = self._said("webauthn.get", options["challenge"])
        signed = data + hashlib.sha256(said).digest()
        return self._credential(
            clientDataJSON=encode(said),
            authenticatorData=encode(data),
            signature=encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=encode(self.handle),
        )

    def _data(self, relying_party: str, flags: int) -> bytes:
        self.sign_count += self.counts
        flags |= USER_PRESENT | (USER_VERIFIED if self.is_verified else 0)
        party = hashlib.sha256((self.relying_party or relying_party).encode()).digest()
        return party + bytes([flags]) + self.sign_count.to_bytes(4)

    def _said(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps({**said, "crossOrigin": self.cross_origin}).encode()

    def _credential(self, **response: Any) -> dict[str, Any]:
        return {
            "id": encode(self.credential_id),
            "rawId": encode(self.credential_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }
