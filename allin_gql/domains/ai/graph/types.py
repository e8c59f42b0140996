"""Draft requests and drafts as clients see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.domains.accounts.graph.types import Platform
from allin_gql.domains.ai import models, repository, values
from allin_gql.domains.ai.values import DraftRequestState, DraftState
from allin_gql.domains.identity.graph.types import User
from allin_gql.graph.context import Info
from allin_gql.graph.directives import cost
from allin_gql.graph.enums import described_enum
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import NEEDS, RowType, column, edge, follow, key, shows
from allin_gql.platforms.base import TextUnit

described_enum(
    DraftRequestState,
    description="Where a draft request is.",
    values={
        "QUEUED": "It waits for a worker, or for a writer that did not answer; see `problem`.",
        "WRITING": "Drafts are being written; those that are ready can be read.",
        "FINISHED": "Every platform has its draft, be it accepted or rejected.",
        "FAILED": "It was given up; `problem` says why, and `retryDraftRequest` sends it back.",
    },
)
described_enum(
    DraftState,
    description="Whether a draft can be posted as it is.",
    values={
        "ACCEPTED": "It fits the platform.",
        "REJECTED": "It breaks a limit, also when written a second time; `measures` has the "
        "numbers. It is never cut.",
    },
)


@strawberry.type(
    description="A draft's text held against one limit of its platform.", directives=[cost(0)]
)
class DraftMeasure:
    unit: TextUnit = strawberry.field(description="What was counted.")
    maximum: int = strawberry.field(description="How much of it the platform takes.")
    actual: int = strawberry.field(description="How much of it the text has.")
    fits: bool = strawberry.field(description="Whether that is within the limit.")


def _measures(stored: Sequence[Mapping[str, Any]]) -> list[DraftMeasure]:
    return [
        DraftMeasure(
            unit=TextUnit(measure["unit"]),
            maximum=measure["maximum"],
            actual=measure["actual"],
            fits=measure["actual"] <= measure["maximum"],
        )
        for measure in stored
    ]


def _problem_of(code: str | None, message: str | None, is_retryable: bool | None) -> Problem | None:
    if code is None:
        return None
    return Problem(
        code=code, message=message or "", path=[], numbers=[], retryable=bool(is_retryable)
    )


@shows(models.Draft, description="One text that the AI wrote for one platform.")
class Draft(RowType, Node):
    id: strawberry.ID = key(IdKind.DRAFT, description="The draft's id, `draft_…`.")
    platform: Platform = column("platform", description="Where it is for.")
    text: str = column("text", description="The text, whole, also when it is too long.")
    state: DraftState = column("state", description="Whether it can be posted as it is.")
    is_repaired: bool = column(
        "is_repaired", description="Whether the first text did not fit, so that this is the second."
    )
    measures: list[DraftMeasure] = column(
        "measures",
        convert=_measures,
        description="The text held against each limit of the platform, as it was judged.",
    )
    model: str = column("model", description="The model that wrote it, as its server names it.")
    prompt_tokens: int | None = column(
        "prompt_tokens",
        description="Tokens read for it, a repair included; null when the server counts none.",
    )
    completion_tokens: int | None = column(
        "completion_tokens",
        description="Tokens written for it, a repair included; null when the server counts none.",
    )
    elapsed_ms: int = column(
        "elapsed_ms", description="How long the writer took, a repair included, in milliseconds."
    )
    created_at: datetime = column("created_at", description="When it was ready.")


@shows(
    models.DraftRequest,
    description="What was asked of the AI: a brief, and platforms to write for.",
)
class DraftRequest(RowType, Node):
    id: strawberry.ID = key(
        IdKind.DRAFT_REQUEST, description="The request's id, `draft_request_…`."
    )
    brief: str = column("brief", description="What the posts are to say.")
    platforms: list[Platform] = column("platforms", description="Where they are for, each once.")
    tone: str | None = column(
        "tone", description="How they are to sound; null leaves it to the writer."
    )
    language: str | None = column(
        "language", description="The language to write in; null is the brief's."
    )
    state: DraftRequestState = column("state", description="Where the request is.")
    problem: Problem | None = column(
        "problem_code",
        "problem_message",
        "is_problem_retryable",
        convert=_problem_of,
        description="Why it failed, or what it waits out before it is tried again; else null.",
    )
    attempts: int = column(
        "attempts",
        description="How often writing was begun since a person asked last; 3 at the most.",
    )
    created_at: datetime = column("created_at", description="When it was asked first.")
    finished_at: datetime | None = column(
        "finished_at", description="When it was finished or given up; null until then."
    )
    drafts: list[Draft] = edge(
        repository.DRAFTS_OF_REQUEST,
        description="The drafts there are so far, in the order of their writing.",
    )
    requested_by: User = edge(repository.REQUESTED_BY, description="Who asked for it.")


@strawberry.type(description="One step of a draft request.")
class DraftRequestProgress:
    request_key: strawberry.Private[UUID]
    written_for: strawberry.Private[str | None]
    number: int = strawberry.field(
        description="The event's place in the organization's history; pass the last one as `after`."
    )
    state: DraftRequestState = strawberry.field(description="Where the request was then.")
    problem: Problem | None = strawberry.field(
        description="Why it failed, or what it waits out before it is tried again; else null."
    )
    occurred_at: datetime = strawberry.field(description="When it was written down.")

    @strawberry.field(
        description="The draft that was written; null for every other step.",
        metadata={NEEDS: ("platform",)},
    )
    async def draft(self, info: Info) -> Draft | None:
        if self.written_for is None:
            return None
        drafts: list[Draft] = await follow(
            info, Draft, repository.DRAFTS_OF_REQUEST, self.request_key
        )
        return next(draft for draft in drafts if draft.row.platform == self.written_for)

    @classmethod
    def of(cls, request_key: UUID, step: values.Progress) -> "DraftRequestProgress":
        return cls(
            request_key=request_key,
            written_for=step.platform,
            number=step.number,
            state=step.state,
            problem=_problem(step.trouble),
            occurred_at=step.occurred_at,
        )


DraftRequestResult = Annotated[
    DraftRequest | Problem,
    strawberry.union("DraftRequestResult", description="The request, or why there is none."),
]


def _problem(trouble: values.Trouble | None) -> Problem | None:
    if trouble is None:
        return None
    return _problem_of(trouble.code, trouble.message, trouble.is_retryable)
