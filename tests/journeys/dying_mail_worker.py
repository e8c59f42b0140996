"""A worker that is killed by -9 between the answer to a mail and its own write to the database."""

import os
import signal

from allin_gql.cli.main import main
from allin_gql.domains.mail import repository


async def _die(*_: object, **__: object) -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return False


if __name__ == "__main__":
    repository.mark_sent = _die
    main(["worker"])
