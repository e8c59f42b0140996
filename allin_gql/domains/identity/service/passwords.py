"""What may be a password."""

from allin_gql.core.text import is_encodable
from allin_gql.domains.identity.errors import PasswordInvalid

MIN_PASSWORD = 10  # characters
MAX_PASSWORD = 1_024  # characters; any length is safe (core/passwords), this only bounds the work


def checked_password(password: str) -> str:
    """Check a password that is to be. Raises `PasswordInvalid`."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD or not is_encodable(password):
        raise PasswordInvalid(
            f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters;"
            f" this one has {len(password)}.",
            path=("password",),
            numbers={"minimum": MIN_PASSWORD, "maximum": MAX_PASSWORD, "actual": len(password)},
        )
    return password
