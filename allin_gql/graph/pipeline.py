"""From the text of a document to its answer: find, coerce, admit, execute.

All transports go through here. What is said of a document is computed once (`documents/prepared`);
each request pays for its variables, its admission and its execution. The specification's rules
stay graphql-core's, whose executor does the work.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from graphql import ExecutionResult as Executed
from graphql import GraphQLError, GraphQLSchema, OperationType
from graphql.execution import (
    Executor,
    create_source_event_stream,
    execute_subscription_event,
    map_source_to_response_event,
)
from strawberry.execution import optimized_is_awaitable as is_awaitable
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from allin_gql.core.errors import AllinError, Unavailable
from allin_gql.graph.admission import (
    Admission,
    Admit,
    ChargeReading,
    admit_all,
    read_for_nothing,
)
from allin_gql.graph.context import Context
from allin_gql.graph.documents.prepared import Documents, PreparedOperation, prepare
from allin_gql.graph.documents.redaction import Redaction
from allin_gql.graph.problems import MOST_ERRORS, bad_request, refusal, translate_error

TIMEOUT = timedelta(seconds=10)  # of an operation, and of each event of a subscription

Answers: TypeAlias = AsyncGenerator[ExecutionResult, None]


class OperationTimeout(Unavailable):
    """An operation took too long; what it had under way was rolled back."""

    code = "OPERATION_TIMEOUT"
    cause = (
        "The operation took longer than ten seconds, or one event of a subscription did; what"
        " was under way was rolled back."
    )
    remedy = (
        "Ask for less, or again in a while; a mutation that was answered with `data` before "
        "it stays done."
    )
    arises = "any operation"
    number_names = ("limit",)


class IntrospectionRefused(AllinError):
    """The schema is told to who shows an access token."""

    code = "INTROSPECTION_REFUSED"
    cause = "Outside of development the schema is told only to who shows an access token."
    remedy = "Send one as a bearer, or read the schema at `/schema.graphql`."
    arises = "`__schema`, `__type`"


class Refused(Exception):
    """A request that is not executed; `errors` say why."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__()
        self.errors = list(errors)

    def result(self) -> PreExecutionError:
        """The refusal as an answer."""
        return PreExecutionError(data=None, errors=self.errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client sends to have one operation performed."""

    query: str | None
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None
    extensions: Mapping[str, Any] | None = None


class Pipeline:
    """Performs operations of one schema."""

    def __init__(self, schema: GraphQLSchema, executor: type[Executor[Any]]) -> None:
        self._schema = schema
        self._executor = executor
        self._redaction = Redaction(schema)
        self.documents = Documents(lambda text: prepare(schema, text))
        self.admit: Admit = admit_all
        self.charge_reading: ChargeReading = read_for_nothing
        self.timeout = TIMEOUT

    async def find(self, request: Request, context: Context) -> PreparedOperation:
        """Find the operation that is asked for. Raises `Refused`."""
        try:
            text = context.policy.trusted.text(request.query, request.extensions)
            if not text:
                raise bad_request("The request has no query, mutation or subscription.")
            if text not in self.documents:
                await self.charge_reading(context)
            prepared = self.documents.find(text)
            if prepared.errors:
                raise self._refused(prepared.errors, text, None, context)
            operation = prepared.operation(request.operation_name)
            if operation.size.is_introspective and not context.may_introspect:
                raise IntrospectionRefused(
                    "The schema is told to who shows an access token; it is also a file at"
                    " /schema.graphql."
                )
        except AllinError as error:
            raise Refused([refusal(error)]) from error
        except GraphQLError as error:
            raise Refused([error]) from error
        return operation

    async def execute(
        self, operation: PreparedOperation, request: Request, context: Context
    ) -> ExecutionResult:
        """Perform a query or mutation."""
        try:
            executor, admission = await self._admitted(operation, request, context)
        except Refused as refused:
            return refused.result()
        return await self._performed(executor, admission)

    async def stream(
        self, operation: PreparedOperation, request: Request, context: Context
    ) -> Answers:
        """Perform any operation; a subscription has an answer for each event, others have one."""
        try:
            executor, admission = await self._admitted(operation, request, context)
        except Refused as refused:
            yield refused.result()
            return
        if operation.type is not OperationType.SUBSCRIPTION:
            yield await self._performed(executor, admission)
            return
        async with aclosing(self._followed(executor, admission)) as answers:
            async for answer in answers:
                yield answer

    async def _admitted(
        self, operation: PreparedOperation, request: Request, context: Context
    ) -> tuple[Executor[Any], Admission | None]:
        executor = self._executor.build(
            self._schema,
            operation.document,
            context_value=context,
            raw_variable_values=dict(request.variables or {}),
            is_awaitable=is_awaitable,  # type: ignore[arg-type]  # Strawberry's declares less
            hide_suggestions=True,
            operation_extensions=request.extensions,
        )
        if isinstance(executor, list):
            text = operation.node.loc.source.body if operation.node.loc else ""
            raise self._refused(executor, text, request.variables, context)
        try:
            values = executor.variable_values.coerced
            admission = await self.admit(operation, values, context)
        except AllinError as error:
            raise Refused([refusal(error)]) from error
        return executor, admission

    async def _performed(
        self, executor: Executor[Any], admission: Admission | None
    ) -> ExecutionResult:
        result: ExecutionResult | None = None
        limit = asyncio.timeout(self.timeout.total_seconds())
        try:
            async with limit:
                executed: Any = executor.execute_operation()
                if is_awaitable(executed):
                    executed = await executed
            result = ExecutionResult(data=executed.data, errors=executed.errors)
        except TimeoutError as error:
            result = self._timed_out() if limit.expired() else _failed(error)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told as an error
            result = _failed(error)
        finally:
            # Also when whoever asked has gone: what was reserved for it is given back.
            await _settle(admission, result)
        return result

    async def _followed(self, executor: Executor[Any], admission: Admission | None) -> Answers:
        limit = asyncio.timeout(self.timeout.total_seconds())
        try:
            async with limit:
                source: Any = create_source_event_stream(executor)
                if is_awaitable(source):
                    source = await source
        except TimeoutError:
            if not limit.expired():
                raise
            refused = self._timed_out()
            await _settle(admission, refused)
            yield refused
            return
        if isinstance(source, Executed):
            refused = PreExecutionError(data=None, errors=source.errors)
            await _settle(admission, refused)
            yield refused
            return
        events = map_source_to_response_event(executor, source, self._execute_event)
        async with aclosing(events):
            async for event in events:
                answer = ExecutionResult(data=event.data, errors=event.errors)
                await _settle(admission, answer)
                yield answer

    async def _execute_event(self, executor: Executor[Any]) -> Executed:
        limit = asyncio.timeout(self.timeout.total_seconds())
        try:
            async with limit:
                executed: Any = execute_subscription_event(executor)
                if is_awaitable(executed):
                    executed = await executed
        except TimeoutError:
            if not limit.expired():
                raise
            return Executed(data=None, errors=self._timed_out().errors)
        event: Executed = executed
        return event

    def _timed_out(self) -> PreExecutionError:
        seconds = self.timeout.total_seconds()
        error = OperationTimeout(
            f"An operation may take {seconds:g} seconds; ask for less, or again in a while.",
            numbers={"limit": seconds},
        )
        return PreExecutionError(data=None, errors=[refusal(error)])

    def _refused(
        self,
        errors: Sequence[GraphQLError],
        text: str,
        variables: Mapping[str, Any] | None,
        context: Context,
    ) -> Refused:
        errors = [translate_error(error) for error in errors]
        if not context.may_introspect:
            # Only those that will be told: each costs a look at all that was sent.
            told, rest = errors[:MOST_ERRORS], errors[MOST_ERRORS:]
            errors = self._redaction.redacted(told, text, variables) + rest
        return Refused(errors)


def _failed(error: Exception) -> ExecutionResult:
    """What broke off while it was executed: it had begun, so its data is null and not left out."""
    told = error if isinstance(error, GraphQLError) else None
    return ExecutionResult(
        data=None, errors=[told or GraphQLError(str(error), original_error=error)]
    )


async def _settle(admission: Admission | None, result: ExecutionResult | None) -> None:
    if admission is None:
        return
    extensions = await admission.settle(result)
    if result is not None and extensions:
        result.extensions = {**(result.extensions or {}), **extensions}
