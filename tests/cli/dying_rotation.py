"""`allin keys rotate` that is killed by -9 in its third batch, before that is committed."""

import os
import signal
from itertools import count

from allin_gql.cli import rotation
from allin_gql.cli.main import main

_CALLS = count(1)
_IN_BATCH = 3
_sealed_anew = rotation._sealed_anew  # noqa: SLF001  # what a test stops in the middle


def _die(*arguments: object) -> object:
    if next(_CALLS) == _IN_BATCH:
        os.kill(os.getpid(), signal.SIGKILL)
    return _sealed_anew(*arguments)  # type: ignore[arg-type]  # passed on as they came


if __name__ == "__main__":
    rotation._BATCH = 20  # noqa: SLF001  # a table of a few rows has several
    rotation._sealed_anew = _die  # type: ignore[assignment]  # noqa: SLF001  # the same
    main(["keys", "rotate"])
