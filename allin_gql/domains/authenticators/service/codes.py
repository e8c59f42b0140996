"""Recovery codes: what stands in for a factor that is lost, each once."""

import secrets
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.tokens import fingerprint
from allin_gql.domains.authenticators import repository

COUNT = 10
# Crockford's base 32: 24 characters are 120 bits. From 112 on a plain SHA-256 is enough to store
# (ASVS 6.5.2): nobody finds such a code by trying, so that making each try slow protects nothing.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_GROUPS, _GROUP = 6, 4
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})


async def give_codes(user_id: UUID) -> list[str]:
    """Give a person ten new codes, to be shown this once; older ones are good no longer."""
    codes = [_new_code() for _ in range(COUNT)]
    await repository.replace_recovery_codes(user_id, [_fingerprint(code) for code in codes])
    return codes


async def take_code(user_id: UUID, code: str) -> bool:
    """Use up one of a person's codes; not if it is wrong or used up."""
    return await repository.take_recovery_code(user_id, _fingerprint(code), now())


def _new_code() -> str:
    characters = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP)]
    groups = ["".join(characters[at : at + _GROUP]) for at in range(0, len(characters), _GROUP)]
    return "-".join(groups)


def _fingerprint(code: str) -> bytes:
    # As people write it down: in capitals, with or without dashes, an O for a zero. What is no
    # text at all is nobody's code, and is looked for like any other wrong one.
    written = code.strip().lower().translate(_MISREAD)
    return fingerprint(written.encode(errors="replace").decode())
