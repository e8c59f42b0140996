"""What can be done about authenticators, a module per activity.

`enrolling` (an application with codes, recovery codes), `passkeys`, `signing_in`, `proving`; below
them `checking` (what was given), `changing` (what follows), `totp`, `codes` and `ceremonies`.
"""

from allin_gql.domains.authenticators.service.enrolling import (
    confirm_totp_enrollment,
    disable_totp,
    renew_recovery_codes,
    start_totp_enrollment,
)
from allin_gql.domains.authenticators.service.passkeys import (
    finish_passkey_registration,
    forget_challenges,
    remove_passkey,
    rename_passkey,
    start_passkey_registration,
)
from allin_gql.domains.authenticators.service.proving import prove_identity, start_passkey_proof
from allin_gql.domains.authenticators.service.signing_in import (
    complete_passkey_sign_in,
    complete_sign_in,
    passkey_options,
    start_passkey_sign_in,
)

__all__ = [
    "complete_passkey_sign_in",
    "complete_sign_in",
    "confirm_totp_enrollment",
    "disable_totp",
    "finish_passkey_registration",
    "forget_challenges",
    "passkey_options",
    "prove_identity",
    "remove_passkey",
    "rename_passkey",
    "renew_recovery_codes",
    "start_passkey_proof",
    "start_passkey_registration",
    "start_passkey_sign_in",
    "start_totp_enrollment",
]
