"""Executing documents on a database as somebody, without anything around it."""

from collections.abc import Awaitable
from types import SimpleNamespace

from graphql import ExecutionResult, execute, parse
from graphql.pyutils import is_awaitable

from allin_gql.core.access import Viewer
from allin_gql.graph.execution.executor import PlannedExecutor
from allin_gql.schema import schema
from tests.graph.test_executor import core


async def ask(
    document: str, viewer: Viewer, executor: type[PlannedExecutor] = PlannedExecutor
) -> ExecutionResult:
    """What is answered to a viewer."""
    asked = execute(
        core(schema),
        parse(document),
        context_value=SimpleNamespace(viewer=viewer, require_viewer=lambda: viewer),
        variable_values={"yes": True, "no": False, "word": "z"},
        is_awaitable=is_awaitable,
        executor_class=executor,
    )
    result = await asked if isinstance(asked, Awaitable) else asked
    assert isinstance(result, ExecutionResult)
    return result
