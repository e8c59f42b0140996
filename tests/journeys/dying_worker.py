"""A worker that is killed by -9 between a platform's answer and its own write to the database."""

import os
import signal

from allin_gql.cli.main import main
from allin_gql.domains.publishing.service import sending


async def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sending.record_published = _die
    main(["worker"])
