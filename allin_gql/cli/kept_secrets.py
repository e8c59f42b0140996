"""Makes secrets, and keeps those of an installation in its data folder."""

import base64
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from dotenv import dotenv_values

from allin_gql.settings import KEY_BYTES

FILE = "secrets.env"
HEADER = (
    "# Made once for this data folder; what was encrypted or signed with them is lost with them.\n"
)
RINGS = ("ALLIN_SIGNING_KEYS", "ALLIN_CREDENTIAL_KEYS", "ALLIN_AUDIT_KEYS")
SINGLE_KEYS = ("ALLIN_PASSWORD_PEPPER", "ALLIN_MAIL_TOKEN_KEY")


def new_secrets() -> dict[str, str]:
    """A fresh value for every secret, by its variable."""
    rings = {name: f"k1:{new_key()}" for name in RINGS}
    return rings | {name: new_key() for name in SINGLE_KEYS}


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


def replace_secret(folder: Path, name: str, value: str) -> None:
    """Write another value of one secret of a data folder; all at once, whoever reads meanwhile."""
    lines = (folder / FILE).read_text().splitlines(keepends=True)
    kept = [line for line in lines if line.partition("=")[0].strip() != name]
    draft = folder / f"{FILE}.new"
    draft.unlink(missing_ok=True)
    _write(draft, [*kept, f"{name}={value}\n"])
    draft.replace(folder / FILE)


def new_key() -> str:
    """A new key as the settings take it: the base64 of 32 random bytes."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _append(file: Path, values: dict[str, str]) -> None:
    header = [] if file.exists() and file.stat().st_size else [HEADER]
    _write(file, [*header, *(f"{name}={value}\n" for name, value in values.items())])


def _write(file: Path, lines: Iterable[str]) -> None:
    # Opened private: there is no moment in which somebody else could read it.
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.writelines(lines)
        stream.flush()
        os.fsync(descriptor)
