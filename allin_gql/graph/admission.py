"""The one place where an operation is let through: its variables are known, nothing is done yet."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeAlias

from strawberry.types import ExecutionResult

from allin_gql.graph.context import Context
from allin_gql.graph.documents.prepared import PreparedOperation


class Admission(Protocol):
    """An operation that was let through."""

    async def settle(self, result: ExecutionResult | None) -> Mapping[str, Any]:
        """Called with each answer, before it is sent; gives what goes into its `extensions`.

        A query or mutation has one answer, a subscription one for each event. An operation whose
        client went away has none: then it is called with `None`.
        """


# Called for every operation of every transport. Raises an `AllinError` to refuse it.
Admit: TypeAlias = Callable[
    [PreparedOperation, Mapping[str, Any], Context], Awaitable[Admission | None]
]


# Called before a document that is not known is parsed and validated. Raises an `AllinError` to
# refuse that.
ChargeReading: TypeAlias = Callable[[Context], Awaitable[None]]


class Admittance(Protocol):
    """Whoever decides about both."""

    async def admit(
        self, operation: PreparedOperation, variables: Mapping[str, Any], context: Context
    ) -> Admission | None:
        """Called for every operation that could run."""

    async def charge_reading(self, context: Context) -> None:
        """Called before a document that is not known is read."""


async def admit_all(
    operation: PreparedOperation,  # noqa: ARG001  # what `Admit` is given
    variables: Mapping[str, Any],  # noqa: ARG001  # what `Admit` is given
    context: Context,  # noqa: ARG001  # what `Admit` is given
) -> Admission | None:
    """Let everything through, and add nothing to its answers."""
    return None


async def read_for_nothing(context: Context) -> None:
    """Read whatever comes."""
