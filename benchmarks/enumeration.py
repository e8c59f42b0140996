"""Whether time tells who has an address: Welch's t between answers for known and unknown ones.

    python -m benchmarks.enumeration [--samples 2000]

It asks in this process, on services of its own, in turns, so that whatever else the machine does
falls on both alike. Passwords are hashed with few rounds: with many, their noise would hide what is
looked for. RELIABILITY asks for |t| < 4.5, or medians less than 5 ms apart.
"""

import argparse
import asyncio
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from math import sqrt
from pathlib import Path

from tests.fixtures.people import LOG_IN, PASSWORD, REGISTER, Person, join
from tests.fixtures.services import fresh_database, start_services
from tests.fixtures.world import World, make_settings, open_world

_FORGOT = """
mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { __typename }
}
"""
_RESEND = """
mutation ($input: ResendVerificationInput!) {
  resendVerification(input: $input) { __typename }
}
"""
_WARMING = 20  # the first ones fill caches
Ask = Callable[[Person, str], Awaitable[object]]


async def _log_in(person: Person, email: str) -> object:
    return await person.do(LOG_IN, email=email, password="a wrong password")  # noqa: S106  # nobody's


async def _register(person: Person, email: str) -> object:
    return await person.do(REGISTER, email=email, password=PASSWORD, name="Ada")


async def _forgot(person: Person, email: str) -> object:
    return await person.do(_FORGOT, email=email)


async def _resend(person: Person, email: str) -> object:
    return await person.do(_RESEND, email=email)


OPERATIONS: dict[str, Ask] = {
    "logIn": _log_in,
    "register": _register,
    "requestPasswordReset": _forgot,
    "resendVerification": _resend,
}


def welch(left: list[float], right: list[float]) -> float:
    """Welch's t of two samples."""
    spread = statistics.variance(left) / len(left) + statistics.variance(right) / len(right)
    return (statistics.fmean(left) - statistics.fmean(right)) / sqrt(spread)


async def _timed(ask: Ask, person: Person, email: str) -> float:
    begun = time.perf_counter()
    await ask(person, email)
    return (time.perf_counter() - begun) * 1_000


async def _measure(world: World, ask: Ask, email: str, samples: int) -> str:
    nobody = Person(http=world.http)
    known: list[float] = []
    unknown: list[float] = []
    for number in range(samples + _WARMING):
        if number % 4 == 0:
            await world.forget_guesses()
            world.jobs.messages.clear()
        turns = [(known, email), (unknown, f"{secrets.token_hex(8)}@example.org")]
        for kept, address in turns if number % 2 else reversed(turns):
            took = await _timed(ask, nobody, address)
            if number >= _WARMING:
                kept.append(took)
    medians = statistics.median(known), statistics.median(unknown)
    return (
        f"known {medians[0]:6.2f} ms, unknown {medians[1]:6.2f} ms,"
        f" apart {medians[0] - medians[1]:+.2f} ms, t {welch(known, unknown):+.2f}"
    )


async def _run(samples: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="allin-tests-"))
    services = start_services(folder)
    settings = make_settings(
        folder,
        database_url=fresh_database(services, "enumeration"),
        redis_url=services.redis_database(0),
    )
    async with open_world(settings) as world:
        owner = await join(world, "owner")
        for name, ask in OPERATIONS.items():
            told = await _measure(world, ask, owner.email, samples)
            sys.stdout.write(f"{name:22} {told}\n")
            sys.stdout.flush()


def main() -> None:
    """Measure every operation that takes an address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=2_000)
    asyncio.run(_run(parser.parse_args().samples))


if __name__ == "__main__":
    main()
