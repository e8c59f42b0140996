"""What can be wrong with a factor or a proof."""

from allin_gql.core.errors import Conflict, InvalidInput, NotAllowed


class SecondFactorWrong(InvalidInput):
    """The factor that was given is not accepted."""

    code = "SECOND_FACTOR_WRONG"
    cause = (
        "The code was mistyped, is older than a minute, or was used already: each works once. "
        "Or the passkey is not one of this person's."
    )
    remedy = "Wait for the next code of the application, or give another factor."
    arises = "`completeSignIn`, `confirmTotpEnrollment`, `proveIdentity`"


class ProofTooWeak(NotAllowed):
    """A password alone is no proof for who has a second factor."""

    code = "PROOF_TOO_WEAK"
    cause = "A password was given by somebody who has a second factor."
    remedy = "Give `totpCode`, `recoveryCode` or `passkey`; `secondFactor` tells which there are."
    arises = "`proveIdentity`"


class OneFactorExpected(InvalidInput):
    """None or several of the ways to prove oneself were given."""

    code = "ONE_FACTOR_EXPECTED"
    cause = "An input has none of `totpCode`, `recoveryCode`, `passkey` and `password`, or several."
    remedy = "Give exactly one of them."
    arises = "`completeSignIn`, `proveIdentity`"
    number_names = ("actual",)


class TotpEnrolledAlready(Conflict):
    """There is an application with codes already."""

    code = "TOTP_ENROLLED_ALREADY"
    cause = "One application can be enrolled at a time, and one is."
    remedy = "Call `disableTotp` first, then enrol the new one."
    arises = "`startTotpEnrollment`, `confirmTotpEnrollment`"


class TotpEnrollmentMissing(Conflict):
    """There is no enrolment to be confirmed."""

    code = "TOTP_ENROLLMENT_MISSING"
    cause = "None was started, or it was more than fifteen minutes ago."
    remedy = "Call `startTotpEnrollment`, and confirm it with a code of its secret."
    arises = "`confirmTotpEnrollment`"


class SecondFactorMissing(Conflict):
    """There is no such factor to be changed."""

    code = "SECOND_FACTOR_MISSING"
    cause = "The person has no application with codes, or no factor at all that codes stand in for."
    remedy = "Read `secondFactor`: it tells which factors there are."
    arises = "`disableTotp`, `renewRecoveryCodes`"


class PasskeyInvalid(InvalidInput):
    """What the browser gave back is not accepted."""

    code = "PASSKEY_INVALID"
    cause = (
        "The challenge was used, is older than five minutes or is another's; it was signed for "
        "another site, or without asking the person; or this passkey is not known here."
    )
    remedy = "Start again, and hand the new options to the browser as they are."
    arises = (
        "`finishPasskeyRegistration`, `completePasskeySignIn`, `completeSignIn`, `proveIdentity`"
    )


class PasskeyRegisteredAlready(Conflict):
    """This passkey is registered already."""

    code = "PASSKEY_REGISTERED_ALREADY"
    cause = "Its credential id is known here."
    remedy = "Use another device, or remove the passkey there and here first."
    arises = "`finishPasskeyRegistration`"


class TooManyPasskeys(Conflict):
    """A person has as many passkeys as one may have."""

    code = "TOO_MANY_PASSKEYS"
    cause = "There are 20 already."
    remedy = "Remove one that is not used any more by `removePasskey`."
    arises = "`startPasskeyRegistration`, `finishPasskeyRegistration`"
    number_names = ("limit",)
