"""What may be a password."""

from allin_gql.core.text import is_encodable
from allin_gql.core.weak_passwords import is_weak, parts_of
from allin_gql.domains.identity.errors import PasswordCommon, PasswordInvalid

MIN_PASSWORD = 10  # characters
MAX_PASSWORD = 1_024  # characters; any length is safe (core/passwords), this only bounds the work


def checked_password(password: str, *, email: str, name: str, path: str = "password") -> str:
    """Check a password that is to be a person's. Raises `PasswordInvalid`, `PasswordCommon`."""
    check_length(password, path)
    own = {email, email.partition("@")[0], name.lower(), "".join(name.lower().split())}
    if parts_of(password.lower()) & own:
        raise PasswordCommon("This is your own name or address, or made of it.", path=(path,))
    if is_weak(password):
        raise PasswordCommon(
            "This is one of the passwords that are tried first, or made of one.", path=(path,)
        )
    return password


def check_length(password: str, path: str = "password") -> None:
    """Check how long a password is to be. Raises `PasswordInvalid`."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD or not is_encodable(password):
        raise PasswordInvalid(
            f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters;"
            f" this one has {len(password)}.",
            path=(path,),
            numbers={"minimum": MIN_PASSWORD, "maximum": MAX_PASSWORD, "actual": len(password)},
        )
