"""What may be an e-mail address, and how it is written when it is compared."""

from email_validator import EmailNotValidError, validate_email

from allin_gql.core.text import is_encodable
from allin_gql.domains.identity.errors import EmailInvalid

_MAX_EMAIL = 254  # characters, RFC 5321


def checked_email(email: str) -> str:
    """Check an address and write it as it is compared. Raises `EmailInvalid`."""
    if is_sane(email):
        try:
            checked = validate_email(email.strip(), check_deliverability=False)
        except EmailNotValidError:
            pass
        else:
            return checked.normalized.lower()
    raise EmailInvalid("This is not an e-mail address like ada@example.org.", path=("email",))


def is_sane(email: str) -> bool:
    """Whether a text could be looked for among addresses."""
    return len(email) <= _MAX_EMAIL and is_encodable(email) and "\0" not in email
