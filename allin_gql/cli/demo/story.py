"""How the demo tells what happens, and how it stops when something does not hold."""

import textwrap
import time

from allin_gql.cli.output import say

_WIDTH = 96


class DoesNotHold(Exception):
    """What was seen is not what was promised."""


class Story:
    """Numbers the steps and shows what came back."""

    def __init__(self) -> None:
        self._step = 0
        self._began = time.monotonic()

    def step(self, title: str) -> None:
        """Begin a step."""
        self._step += 1
        say(f"\n{self._step:2}. {title}")

    def tell(self, line: str) -> None:
        """Show something that came back."""
        for part in textwrap.wrap(line, _WIDTH, break_long_words=False) or [""]:
            say(f"      {part}")

    def end(self) -> None:
        """All of it held."""
        took = time.monotonic() - self._began
        say(f"\nAll {self._step} steps hold ({took:.1f} s).")

    def stop(self, reason: str) -> None:
        """One step did not."""
        say(f"\nStep {self._step} does not hold: {reason}")


def hold(is_true: bool, promise: str, seen: object = "") -> None:
    """Go on only if a promise is kept. Raises `DoesNotHold`."""
    if not is_true:
        raise DoesNotHold(f"{promise}. Seen: {seen!r}" if seen != "" else f"{promise}.")
