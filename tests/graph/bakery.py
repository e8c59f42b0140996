"""A schema of a few mutations on the real executor, in which everything can go wrong on purpose."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import strawberry
from graphql import ExecutionResult

from allin_gql.core.access import Role, Viewer
from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.errors import Conflict
from allin_gql.core.ids import new_id
from allin_gql.core.transactions import held_transaction
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.graph.execution.executor import PlannedExecutor
from allin_gql.graph.execution.idempotency import MutationInput
from allin_gql.graph.problems import AnswerWithProblem, Problem
from tests.core.happenings import baked

_WRITE = """
INSERT INTO organizations (id, name, time_zone, requires_second_factor, created_at)
VALUES ($1, '', '', false, now())
"""
_STORED = "SELECT count(*) AS answers FROM idempotent_answers"


@dataclass
class Oven:
    """What happens while it is on, and what a test has it do."""

    baked: int = 0  # how often a resolver has run
    opened: int = 0  # how often one came as far as into a transaction
    written: list[UUID] = field(default_factory=list)  # keys of rows
    is_too_hot: bool = False  # refuses, having written
    is_broken: bool = False  # what comes out of it can not be shown
    is_reached: asyncio.Event = field(default_factory=asyncio.Event)
    may_open: asyncio.Event = field(default_factory=asyncio.Event)
    held_open: list[bool] = field(default_factory=list)  # while the outside world was asked

    def __post_init__(self) -> None:
        self.may_open.set()

    def keep_shut(self) -> None:
        self.may_open.clear()

    async def open(self) -> None:
        self.opened += 1
        self.is_reached.set()
        await self.may_open.wait()


@dataclass
class Baker:
    """Who asks, as the executor knows them."""

    oven: Oven = field(default_factory=Oven)
    viewer: Viewer | None = field(
        default_factory=lambda: Viewer(
            user_id=new_id(),
            session_id=new_id(),
            organization_id=new_id(),
            role=Role.OWNER,
            is_email_verified=True,
            signed_in_until=now() + timedelta(minutes=1),
        )
    )

    @property
    def organization_id(self) -> UUID:
        assert self.viewer is not None
        return self.viewer.organization_id

    async def ask(self, document: str, **variables: Any) -> ExecutionResult:
        result = await SCHEMA.execute(document, context_value=self, variable_values=variables)
        return ExecutionResult(result.data, result.errors)

    async def bake(self, mutation: str = "bake", **input_: Any) -> ExecutionResult:
        """Perform one of the mutations."""
        return await self.ask(
            f"mutation ($input: BakeInput!) {{ {mutation}(input: $input) {{ {LOAF} }} }}",
            input=input_,
        )


LOAF = "__typename ... on Loaf { id weight smell } ... on Problem { code message path retryable }"
_Info = strawberry.Info[Baker, None]


@strawberry.input
class BakeInput(MutationInput):
    weight: int = 900


@strawberry.type
class Loaf:
    id: strawberry.ID
    weight: int

    @strawberry.field
    async def smell(self, info: _Info) -> str | None:
        if info.context.oven.is_broken:
            raise RuntimeError("no nose")
        return f"of {self.weight} g"


Result = Annotated[Loaf | Problem, strawberry.union("LoafResult")]


@strawberry.type
class Query:
    weight: int = 0


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def bake(self, info: _Info, input: BakeInput) -> Result:  # noqa: A002  # as in every mutation
        """One unit of work, in which the oven is opened."""
        return await _bake(info.context, input.weight)

    @strawberry.mutation
    async def bake_and_refuse(self, info: _Info, input: BakeInput) -> Result:  # noqa: A002  # as in every mutation
        """What is done is done, and the answer is a refusal all the same."""
        async with unit_of_work() as work:
            work.emit(baked(info.context.organization_id, weight=input.weight))
        raise Conflict("Sold out.")

    @strawberry.mutation
    async def bake_twice(self, info: _Info, input: BakeInput) -> Result:  # noqa: A002  # as in every mutation
        """Two units of work, of which the second fails when the oven is too hot."""
        async with unit_of_work() as work:
            work.emit(baked(info.context.organization_id, weight=1))
        return await _bake(info.context, input.weight)

    @strawberry.mutation
    async def buy_flour(self, info: _Info, input: BakeInput) -> Result:  # noqa: A002  # as in every mutation
        """Ask the outside world in between of a unit that is final and another one."""
        async with unit_of_work(is_final=True) as work:
            work.emit(baked(info.context.organization_id, weight=1))
        await info.context.oven.open()
        held = held_transaction()
        info.context.oven.held_open.append(held is not None and held.is_open)
        return await _bake(info.context, input.weight)


async def _bake(baker: Baker, weight: int) -> Loaf:
    baker.oven.baked += 1
    loaf = baked(baker.organization_id, weight=weight)
    async with unit_of_work() as work:
        work.emit(loaf)
        baker.oven.written.append(loaf.subject_id)
        await fetch(_WRITE, loaf.subject_id)
        await baker.oven.open()
        if baker.oven.is_too_hot:
            raise Conflict("The oven is too hot.")
    return Loaf(id=strawberry.ID(str(loaf.subject_id)), weight=weight)


SCHEMA = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    exception_handlers=[AnswerWithProblem()],
    execution_context_class=PlannedExecutor,
)


async def answers_stored() -> int:
    (row,) = await fetch(_STORED)
    return int(row["answers"])
