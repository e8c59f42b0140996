"""Assembles a worker process on Dramatiq's event loop, before the first job."""

import asyncio
import logging
import os
import signal
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager

from dramatiq import Broker, Worker
from dramatiq.asyncio import EventLoopThread, get_event_loop_thread
from dramatiq.middleware import Middleware

from allin_gql.runtime import runtime
from allin_gql.settings import Settings
from workers.pulse import beat

_log = logging.getLogger(__name__)


class Assembly(Middleware):
    """Fills the parts of the process; stands after `AsyncIO`, which starts the loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pulse: Future[None] | None = None
        self._runtime: AbstractAsyncContextManager[None] | None = None

    def before_worker_boot(self, broker: Broker, worker: Worker) -> None:  # noqa: ARG002  # Dramatiq's hook
        self._runtime = runtime(self._settings)
        try:
            _loop().run_coroutine(self._runtime.__aenter__())
            pulse = beat(self._settings.pulse_file)
            self._pulse = asyncio.run_coroutine_threadsafe(pulse, _loop().loop)
        except Exception:
            # Dramatiq would only log it and go on with a worker that can do nothing.
            _log.exception("this worker could not be assembled")
            os.kill(os.getpid(), signal.SIGTERM)

    def after_worker_shutdown(self, broker: Broker, worker: Worker) -> None:  # noqa: ARG002  # Dramatiq's hook
        if self._pulse is not None:
            self._pulse.cancel()
        if self._runtime is not None:
            _loop().run_coroutine(self._runtime.__aexit__(None, None, None))


def _loop() -> EventLoopThread:
    loop = get_event_loop_thread()
    if loop is None:
        raise RuntimeError("the AsyncIO middleware has to stand before the assembly")
    return loop
