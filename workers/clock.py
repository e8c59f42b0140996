"""The clock: finds in Postgres what is due and rings for it. Several may run; rows are locked.

While nobody can be rung for, it does what is due itself (`standby`).
"""

import asyncio
import logging
import signal
import time
from datetime import timedelta

from allin_gql.core.logging import configure_logging
from allin_gql.runtime import runtime
from allin_gql.settings import Settings, load_settings
from workers import registry  # noqa: F401  # declares every duty
from workers.actor import DUTIES, Duty
from workers.pulse import beat
from workers.standby import Standby

_log = logging.getLogger(__name__)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Do every duty again and again until `stop` is set; one that fails is tried again later."""
    standby = Standby(hands=settings.worker_threads)
    async with runtime(settings, standby=standby.take):
        pulse = asyncio.create_task(beat(settings.pulse_file))
        await asyncio.gather(*(_repeat(duty, settings.clock_interval, stop) for duty in DUTIES))
        await standby.finish()
        pulse.cancel()


async def _repeat(duty: Duty, shortest: timedelta, stop: asyncio.Event) -> None:
    pause = max(duty.every, shortest).total_seconds()
    while not stop.is_set():
        began = time.monotonic()
        try:
            await duty.perform()
        except Exception:
            # The database may be away for a while; the clock outlives it.
            _log.exception("%s failed", duty.perform.__qualname__)
        try:
            async with asyncio.timeout(max(0.0, pause - (time.monotonic() - began))):
                await stop.wait()
        except TimeoutError:
            pass


async def _run_until_signalled(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await run(settings, stop)


def main() -> None:
    """Tick until a signal asks to stop."""
    configure_logging()
    asyncio.run(_run_until_signalled(load_settings()))
