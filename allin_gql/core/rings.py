"""What a process tells the database about its keys: their ids, never the keys.

It stands in the name of each of its connections, `allin c=k2,k1 s=k1`: so that whoever replaces a
key (`allin keys`) sees in `pg_stat_activity` whether every process that runs can read with it.
"""

from collections.abc import Mapping

from allin_gql.settings import Settings

_PROGRAM = "allin"
_LONGEST = 63  # bytes of a name that PostgreSQL keeps


def told_name(settings: Settings) -> str:
    """The name of a process' connections; without ids where they are too long to be told whole."""
    credentials = ",".join(settings.credential_keys.ids())
    signing = ",".join(settings.signing_keys.ids())
    name = f"{_PROGRAM} c={credentials} s={signing}"
    return name if len(name.encode()) <= _LONGEST else _PROGRAM


def read_name(name: str) -> Mapping[str, tuple[str, ...]]:
    """The ids in such a name, each ring's by its letter, the first being the one in use."""
    rings = (part.partition("=") for part in name.split()[1:])
    return {letter: tuple(ids.split(",")) for letter, _, ids in rings}
