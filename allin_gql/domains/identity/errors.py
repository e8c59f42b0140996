"""What can be wrong with who somebody says they are."""

from allin_gql.core.errors import InvalidInput, Unauthenticated


class EmailInvalid(InvalidInput):
    """The address is none that mail could be sent to."""

    code = "EMAIL_INVALID"
    cause = "It has no @, no domain that could exist, or characters that addresses do not have."
    remedy = "Correct the address."
    arises = "`register`, `resendVerification`, `requestPasswordReset`, `requestEmailChange`"


class PasswordInvalid(InvalidInput):
    """The password is too short or too long."""

    code = "PASSWORD_INVALID"
    cause = "It has less than 10 or more than 1,024 characters."
    remedy = "Choose one of 10 to 1,024 characters."
    arises = "`register`, `changePassword`, `resetPassword`"
    number_names = ("minimum", "maximum", "actual")


class PasswordCommon(InvalidInput):
    """The password is one of those that are tried first."""

    code = "PASSWORD_COMMON"
    cause = (
        "It is among the most common ones, or is made of one: with digits or signs around it, or "
        "repeated; or it has the person's own name or address in its place."
    )
    remedy = "Choose another one; three or four words that have nothing to do with each other do."
    arises = "`register`, `changePassword`, `resetPassword`"


class CredentialsWrong(Unauthenticated):
    """Address and password do not belong together; which of the two is wrong is not said."""

    code = "CREDENTIALS_WRONG"
    cause = "There is no such user, or the password is another one."
    remedy = "Correct the address or the password."
    arises = "`logIn`, `proveIdentity`, `changePassword`"


class SignInChallengeInvalid(Unauthenticated):
    """The challenge of a sign-in is wrong, used or too old."""

    code = "SIGN_IN_CHALLENGE_INVALID"
    cause = (
        "More than five minutes have passed since the password, five factors were tried, the "
        "challenge was used, sessions, the password or the factors were changed since, or it was "
        "given to another client or network."
    )
    remedy = "Call `logIn` again, and complete it from the same client."
    arises = "`completeSignIn`"


class VerificationTokenInvalid(InvalidInput):
    """The code from the mail is wrong, used or too old."""

    code = "VERIFICATION_TOKEN_INVALID"
    cause = "The code was mistyped, was used already, or was sent more than a day ago."
    remedy = "Call `resendVerification` with the address: a new code is sent."
    arises = "`verifyEmail`"


class ResetTokenInvalid(InvalidInput):
    """The code for a new password is wrong, used or too old."""

    code = "RESET_TOKEN_INVALID"
    cause = (
        "The code was mistyped, was used already, was sent more than an hour ago, or the password "
        "or the address was changed since."
    )
    remedy = "Call `requestPasswordReset` again: a new code is sent."
    arises = "`resetPassword`"


class EmailTokenInvalid(InvalidInput):
    """The code for another address, or for the one before, is wrong, used or too old."""

    code = "EMAIL_TOKEN_INVALID"
    cause = (
        "The code was mistyped, was used already or is too old, another change was asked for "
        "since, or the address is somebody else's by now."
    )
    remedy = "Call `requestEmailChange` again; codes for a way back work for seven days."
    arises = "`confirmEmailChange`, `restoreEmail`"


class EmailUnchanged(InvalidInput):
    """The address is the one that the user has."""

    code = "EMAIL_UNCHANGED"
    cause = "The same address was given again, perhaps with other capitals."
    remedy = "Give the address that it is to become."
    arises = "`requestEmailChange`"


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is wrong, used or its session has ended."""

    code = "REFRESH_TOKEN_INVALID"
    cause = (
        "The token is not of ours, is older than its session lasts, or its session was ended. "
        "Using one again ends its session, unless the same device does within ten seconds."
    )
    remedy = "Call `logIn`, and keep only the refresh token that came last."
    arises = "`refreshSession`"
