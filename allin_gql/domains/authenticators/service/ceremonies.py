"""WebAuthn: what a browser is asked, and whether what it gives back is what was asked for.

https://www.w3.org/TR/webauthn-3/ §7.1 and §7.2, as `webauthn` has them, with what it leaves to us:
challenges that work once, credentials that are known once, whose they are, and no frames of others.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

import webauthn
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from allin_gql.core.parts import SETTINGS
from allin_gql.domains.authenticators.errors import PasskeyInvalid
from allin_gql.domains.authenticators.models import Passkey
from allin_gql.domains.identity.models import User

_log = logging.getLogger(__name__)

REFUSAL = "This passkey was not accepted; start again."
_NAME = "AllIN"  # as devices show it
_REQUIRED = UserVerificationRequirement.REQUIRED


C = TypeVar("C", AuthenticationCredential, RegistrationCredential)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Generic[C]):
    """What a browser gave back, read but not verified."""

    credential: C
    challenge: bytes
    path: tuple[str, ...]  # the argument that it was given in


Registration: TypeAlias = Answered[RegistrationCredential]
Assertion: TypeAlias = Answered[AuthenticationCredential]


def registration_options(
    user: User, *, handle: bytes, known: Sequence[Passkey], challenge: bytes, milliseconds: int
) -> dict[str, Any]:
    """What `navigator.credentials.create` is called with."""
    options = webauthn.generate_registration_options(
        rp_id=SETTINGS.current.relying_party_id,
        rp_name=_NAME,
        user_id=handle,
        user_name=user.email,
        user_display_name=user.name,
        challenge=challenge,
        timeout=milliseconds,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
        ),
        exclude_credentials=_described(known),
    )
    return options_to_json_dict(options)


def request_options(
    *, challenge: bytes, milliseconds: int, known: Sequence[Passkey] = ()
) -> dict[str, Any]:
    """What `navigator.credentials.get` is called with; for nobody in particular, or for somebody.

    Without a list the device itself offers what it has for us, so that nothing is told of anybody.
    """
    options = webauthn.generate_authentication_options(
        rp_id=SETTINGS.current.relying_party_id,
        challenge=challenge,
        timeout=milliseconds,
        allow_credentials=_described(known),
        user_verification=_REQUIRED,
    )
    return options_to_json_dict(options)


def read_registration(given: Any, *, path: tuple[str, ...]) -> Registration:  # noqa: ANN401  # any JSON
    """Read what a device made. Raises `PasskeyInvalid`."""
    return _read(given, parse_registration_credential_json, path)


def read_assertion(given: Any, *, path: tuple[str, ...]) -> Assertion:  # noqa: ANN401  # any JSON
    """Read what a device signed. Raises `PasskeyInvalid`."""
    return _read(given, parse_authentication_credential_json, path)


def transports_of(answered: Registration) -> list[str]:
    """How the device that made a passkey can be reached, as the browser says."""
    return [transport.value for transport in answered.credential.response.transports or ()]


def verify_registration(answered: Registration) -> VerifiedRegistration:
    """Check a new passkey against the challenge, which the caller knows for ours.

    Raises `PasskeyInvalid`.
    """
    try:
        return webauthn.verify_registration_response(
            credential=answered.credential,
            expected_challenge=answered.challenge,
            expected_rp_id=SETTINGS.current.relying_party_id,
            expected_origin=SETTINGS.current.passkey_origins,
            require_user_verification=True,
        )
    except Exception as error:  # whatever bytes of others do to a parser
        raise _refused(error, answered.path) from error


def verify_assertion(answered: Assertion, passkey: Passkey) -> VerifiedAuthentication:
    """Check a signature by a passkey's key over the challenge, which the caller knows for ours.

    A device that counts has to count on: one that has not was copied. Raises `PasskeyInvalid`.
    """
    try:
        return webauthn.verify_authentication_response(
            credential=answered.credential,
            expected_challenge=answered.challenge,
            expected_rp_id=SETTINGS.current.relying_party_id,
            expected_origin=SETTINGS.current.passkey_origins,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception as error:  # as above
        raise _refused(error, answered.path) from error


def _read(given: Any, parse: Callable[[Any], C], path: tuple[str, ...]) -> Answered[C]:  # noqa: ANN401  # any JSON
    try:
        credential = parse(given)
        said = parse_client_data_json(credential.response.client_data_json)
    except Exception as error:  # as above
        raise _refused(error, path) from error
    if said.cross_origin:
        raise _refused(WebAuthnException("it was asked for in a frame of another site"), path)
    return Answered(credential=credential, challenge=said.challenge, path=path)


def _refused(error: Exception, path: tuple[str, ...]) -> PasskeyInvalid:
    # Which check it was helps whoever tries to get past it; the operator finds it here.
    _log.info("a passkey was refused: %s: %s", type(error).__name__, error)
    return PasskeyInvalid(REFUSAL, path=path)


def _described(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=one.credential_id,
            transports=[AuthenticatorTransport(transport) for transport in one.transports],
        )
        for one in known
    ]
