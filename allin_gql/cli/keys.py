"""Makes secrets, and keeps those of an installation in its data folder."""

import base64
import os
import secrets
from pathlib import Path

from dotenv import dotenv_values

from allin_gql.settings import KEY_BYTES

FILE = "secrets.env"
HEADER = (
    "# Made once for this data folder; what was encrypted or signed with them is lost with them.\n"
)
RINGS = ("ALLIN_SIGNING_KEYS", "ALLIN_CREDENTIAL_KEYS")
SINGLE_KEYS = ("ALLIN_PASSWORD_PEPPER", "ALLIN_MAIL_TOKEN_KEY")


def new_secrets() -> dict[str, str]:
    """A fresh value for every secret, by its variable."""
    rings = {name: f"k1:{_new_key()}" for name in RINGS}
    return rings | {name: _new_key() for name in SINGLE_KEYS}


def read_secrets(folder: Path) -> dict[str, str]:
    """The secrets kept in a data folder; none if there are none or they are not ours to read."""
    file = folder / FILE
    if not os.access(file, os.R_OK):
        return {}
    return {name: value for name, value in dotenv_values(file).items() if value}


def keep_secrets(folder: Path) -> dict[str, str]:
    """Read the secrets of a data folder; make and write those that are missing."""
    kept = read_secrets(folder)
    missing = {name: value for name, value in new_secrets().items() if name not in kept}
    if missing:
        _append(folder / FILE, missing)
    return kept | missing


def _append(file: Path, values: dict[str, str]) -> None:
    # Opened private: there is no moment in which somebody else could read it.
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        if stream.tell() == 0:
            stream.write(HEADER)
        stream.writelines(f"{name}={value}\n" for name, value in values.items())
        stream.flush()
        os.fsync(descriptor)


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
