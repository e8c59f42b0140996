"""Strawberry's schema, whose operations are performed by our pipeline."""

from collections.abc import AsyncGenerator, Callable, Iterable
from typing import Any

import strawberry
from graphql import GraphQLSchema
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from allin_gql.graph.admission import Admittance
from allin_gql.graph.documents.prepared import PreparedOperation
from allin_gql.graph.pipeline import Pipeline, Refused, Request
from allin_gql.graph.problems import bad_request


class Schema(strawberry.Schema):
    """A schema for all transports; nothing of Strawberry's extensions is run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Strawberry's
        super().__init__(*args, **kwargs)
        self.pipeline = Pipeline(self._schema, self.execution_context_class)

    def admit_by(self, make: Callable[[GraphQLSchema], Admittance]) -> None:
        """Let documents be read and operations through as somebody decides who knows the schema."""
        admittance = make(self._schema)
        self.pipeline.admit = admittance.admit
        self.pipeline.charge_reading = admittance.charge_reading

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,  # noqa: ANN401  # a Context, which Strawberry cannot know
        root_value: Any | None = None,  # noqa: ANN401, ARG002  # Strawberry's signature
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Perform a query or mutation; what is wrong with the request is told in the result."""
        request = Request(
            query=query,
            variables=variable_values,
            operation_name=operation_name,
            extensions=operation_extensions,
        )
        allowed = allowed_operation_types or (OperationType.QUERY, OperationType.MUTATION)
        try:
            operation = await self.pipeline.find(request, context_value)
            _allow(operation, allowed)
        except Refused as refused:
            return refused.result()
        return await self.pipeline.execute(operation, request, context_value)

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,  # noqa: ANN401  # a Context, which Strawberry cannot know
        root_value: Any | None = None,  # noqa: ANN401, ARG002  # Strawberry's signature
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> AsyncGenerator[Any, None]:
        """Perform any operation, as a stream of its results."""
        request = Request(
            query=query,
            variables=variable_values,
            operation_name=operation_name,
            extensions=operation_extensions,
        )
        try:
            operation = await self.pipeline.find(request, context_value)
            _allow(operation, allowed_operation_types or OperationType)
        except Refused as refused:
            return _only(refused.result())
        return self.pipeline.stream(operation, request, context_value)


def _allow(operation: PreparedOperation, allowed: Iterable[OperationType]) -> None:
    if operation.type.value in {type_.value for type_ in allowed}:
        return
    raise Refused([bad_request(f"A {operation.type.value} cannot be performed by this transport.")])


async def _only(result: ExecutionResult) -> AsyncGenerator[ExecutionResult, None]:
    yield result
