"""What can be wrong with mail."""

from allin_gql.core.errors import NotConfigured


class MailNotConfigured(NotConfigured):
    """No mail can be sent, so that no address can be proved."""

    code = "MAIL_NOT_CONFIGURED"
    cause = "This installation has no way to send mail."
    remedy = (
        "Ask whoever operates this installation to set `ALLIN_SMTP_URL` or `ALLIN_MAILGUN_DOMAIN`."
    )
    arises = "`register`, and whatever else works by a code in a mail"
