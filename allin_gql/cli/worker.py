"""`allin worker`: performs jobs, one process with several threads."""

import signal
import sys
import threading
from argparse import ArgumentParser, Namespace
from importlib import import_module
from types import FrameType

from dramatiq import Worker, get_broker

from allin_gql.cli.children import READY_LINE
from allin_gql.cli.environment import local_settings

MODULE = (
    "workers.main"  # imported once the settings are known: it sets up the broker and the actors
)
IDLE_MILLISECONDS = 100  # between two looks at an empty queue: part of how late a post is
STOP_MILLISECONDS = 30_000  # longer than one publish takes


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none: ALLIN_WORKER_THREADS says how many jobs run at once."""
    parser.epilog = "ALLIN_WORKER_THREADS says how many jobs run at once."


def run(_: Namespace) -> int:
    """Work until a signal asks to stop; what has begun by then is finished."""
    settings = local_settings()
    import_module(MODULE)
    broker = get_broker()
    broker.emit_after("process_boot")
    worker = Worker(
        broker, worker_threads=settings.worker_threads, worker_timeout=IDLE_MILLISECONDS
    )
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    worker.start()
    sys.stderr.write(f"{READY_LINE}\n")
    stop.wait()
    worker.stop(timeout=STOP_MILLISECONDS)
    broker.close()
    return 0
