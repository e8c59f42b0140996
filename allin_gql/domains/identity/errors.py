"""What can be wrong with who somebody says they are."""

from allin_gql.core.errors import InvalidInput, NotConfigured, Unauthenticated


class EmailInvalid(InvalidInput):
    """The address is none that mail could be sent to."""

    code = "EMAIL_INVALID"


class PasswordInvalid(InvalidInput):
    """The password is too short or too long."""

    code = "PASSWORD_INVALID"


class CredentialsWrong(Unauthenticated):
    """Address and password do not belong together; which of the two is wrong is not said."""

    code = "CREDENTIALS_WRONG"


class VerificationTokenInvalid(InvalidInput):
    """The code from the mail is wrong, used or too old."""

    code = "VERIFICATION_TOKEN_INVALID"


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is wrong, used or its session has ended."""

    code = "REFRESH_TOKEN_INVALID"


class MailNotConfigured(NotConfigured):
    """No mail can be sent, so that no address can be proved."""

    code = "MAIL_NOT_CONFIGURED"
