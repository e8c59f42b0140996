"""What can be wrong with who somebody says they are."""

from allin_gql.core.errors import InvalidInput, Unauthenticated


class EmailInvalid(InvalidInput):
    """The address is none that mail could be sent to."""

    code = "EMAIL_INVALID"
    cause = "It has no @, no domain that could exist, or characters that addresses do not have."
    remedy = "Correct the address."
    arises = "`register`"


class PasswordInvalid(InvalidInput):
    """The password is too short or too long."""

    code = "PASSWORD_INVALID"
    cause = "It has less than 10 or more than 1,024 characters."
    remedy = "Choose one of 10 to 1,024 characters."
    arises = "`register`"
    number_names = ("minimum", "maximum", "actual")


class CredentialsWrong(Unauthenticated):
    """Address and password do not belong together; which of the two is wrong is not said."""

    code = "CREDENTIALS_WRONG"
    cause = "There is no such user, or the password is another one."
    remedy = "Correct the address or the password."
    arises = "`logIn`, `proveIdentity`"


class SignInChallengeInvalid(Unauthenticated):
    """The challenge of a sign-in is wrong, used or too old."""

    code = "SIGN_IN_CHALLENGE_INVALID"
    cause = (
        "More than five minutes have passed since the password, five factors were tried, the "
        "challenge was used, or it was given to another client or network."
    )
    remedy = "Call `logIn` again, and complete it from the same client."
    arises = "`completeSignIn`"


class VerificationTokenInvalid(InvalidInput):
    """The code from the mail is wrong, used or too old."""

    code = "VERIFICATION_TOKEN_INVALID"
    cause = "The code was mistyped, was used already, or was sent more than a day ago."
    remedy = "Call `register` again with the same address: a new code is sent."
    arises = "`verifyEmail`"


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is wrong, used or its session has ended."""

    code = "REFRESH_TOKEN_INVALID"
    cause = (
        "The token was used before, is older than its session lasts, or its session was ended. "
        "Using one twice ends its session."
    )
    remedy = "Call `logIn`, and keep only the refresh token that came last."
    arises = "`refreshSession`"
