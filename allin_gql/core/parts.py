"""The parts that a running process is made of: each is set once by the assembly and read anywhere.

A part stands beside the class that it holds (`VAULT` beside `Vault`); `allin_gql.runtime` is the
one place that fills them all, for the API, the workers, the clock and the tests alike.
"""

from typing import Generic, TypeVar

from allin_gql.settings import Settings

T = TypeVar("T")


class Part(Generic[T]):
    """One part of the process, empty until the assembly sets it."""

    __slots__ = ("_name", "_value")

    def __init__(self, name: str) -> None:
        self._name = name
        self._value: T | None = None

    def set(self, value: T | None) -> None:
        self._value = value

    @property
    def is_set(self) -> bool:
        """Whether this process has the part; some are left out where a setting is missing."""
        return self._value is not None

    @property
    def current(self) -> T:
        """The part. Raises `RuntimeError` in a process that was not assembled."""
        if self._value is None:
            raise RuntimeError(f"{self._name} is not set: enter allin_gql.runtime first")
        return self._value


SETTINGS: Part[Settings] = Part("the settings")
