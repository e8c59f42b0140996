"""An API that is killed by -9 after it has committed a mutation with a key, before it answers."""

import os
import signal

from allin_gql.cli.main import main
from allin_gql.core.transactions import HeldTransaction


async def _die(_: HeldTransaction) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    HeldTransaction.announce = _die  # type: ignore[method-assign, assignment]  # the first thing after the commit
    main(["serve"])
