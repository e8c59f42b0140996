"""Draft requests and drafts as clients see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from allin_gql.core.access import Viewer
from allin_gql.core.ids import IdKind, public_id
from allin_gql.domains.accounts.graph.types import Platform
from allin_gql.domains.ai import models, repository, values
from allin_gql.domains.ai.values import DraftRequestState, DraftState
from allin_gql.domains.identity import models as identity_models
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.identity.graph.types import User
from allin_gql.graph.context import Info
from allin_gql.graph.enums import described_enum
from allin_gql.graph.problems import Problem
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


@strawberry.type(description="A draft's text held against one limit of its platform.")
class DraftMeasure:
    unit: TextUnit = strawberry.field(description="What was counted.")
    maximum: int = strawberry.field(description="How much of it the platform takes.")
    actual: int = strawberry.field(description="How much of it the text has.")
    fits: bool = strawberry.field(description="Whether that is within the limit.")


@strawberry.type(description="One text that the AI wrote for one platform.")
class Draft:
    id: strawberry.ID = strawberry.field(description="The draft's id, `draft_…`.")
    platform: Platform = strawberry.field(description="Where it is for.")
    text: str = strawberry.field(description="The text, whole, also when it is too long.")
    state: DraftState = strawberry.field(description="Whether it can be posted as it is.")
    is_repaired: bool = strawberry.field(
        description="Whether the first text did not fit, so that this is the second."
    )
    measures: list[DraftMeasure] = strawberry.field(
        description="The text held against each limit of the platform, as it was judged."
    )
    model: str = strawberry.field(description="The model that wrote it, as its server names it.")
    prompt_tokens: int | None = strawberry.field(
        description="Tokens read for it, a repair included; null when the server counts none."
    )
    completion_tokens: int | None = strawberry.field(
        description="Tokens written for it, a repair included; null when the server counts none."
    )
    elapsed_ms: int = strawberry.field(
        description="How long the writer took, a repair included, in milliseconds."
    )
    created_at: datetime = strawberry.field(description="When it was ready.")

    @classmethod
    def of(cls, row: models.Draft) -> "Draft":
        return cls(
            id=strawberry.ID(public_id(IdKind.DRAFT, row.id)),
            platform=Platform(row.platform),
            text=row.text,
            state=row.state,
            is_repaired=row.is_repaired,
            measures=[
                DraftMeasure(
                    unit=TextUnit(measure["unit"]),
                    maximum=measure["maximum"],
                    actual=measure["actual"],
                    fits=measure["actual"] <= measure["maximum"],
                )
                for measure in row.measures
            ],
            model=row.model,
            prompt_tokens=row.prompt_tokens,
            completion_tokens=row.completion_tokens,
            elapsed_ms=row.elapsed_ms,
            created_at=row.created_at,
        )


@strawberry.type(description="What was asked of the AI: a brief, and platforms to write for.")
class DraftRequest:
    key: strawberry.Private[UUID]
    requested_by_key: strawberry.Private[UUID]
    id: strawberry.ID = strawberry.field(description="The request's id, `draft_request_…`.")
    brief: str = strawberry.field(description="What the posts are to say.")
    platforms: list[Platform] = strawberry.field(description="Where they are for, each once.")
    tone: str | None = strawberry.field(
        description="How they are to sound; null leaves it to the writer."
    )
    language: str | None = strawberry.field(
        description="The language to write in; null is the brief's."
    )
    state: DraftRequestState = strawberry.field(description="Where the request is.")
    problem: Problem | None = strawberry.field(
        description="Why it failed, or what it waits out before it is tried again; else null."
    )
    attempts: int = strawberry.field(
        description="How often writing was begun since a person asked last; 3 at the most."
    )
    created_at: datetime = strawberry.field(description="When it was asked first.")
    finished_at: datetime | None = strawberry.field(
        description="When it was finished or given up; null until then."
    )

    @strawberry.field(description="The drafts there are so far, in the order of their writing.")
    async def drafts(self, info: Info) -> list[Draft]:
        return [Draft.of(row) for row in await info.context.loader(_drafts).load(self.key)]

    @strawberry.field(description="Who asked for it.")
    async def requested_by(self, info: Info) -> User:
        return User.of(await info.context.loader(_users).load(self.requested_by_key))

    @classmethod
    def of(cls, row: models.DraftRequest) -> "DraftRequest":
        return cls(
            key=row.id,
            requested_by_key=row.requested_by_id,
            id=strawberry.ID(public_id(IdKind.DRAFT_REQUEST, row.id)),
            brief=row.brief,
            platforms=[Platform(platform) for platform in row.platforms],
            tone=row.tone,
            language=row.language,
            state=row.state,
            problem=_problem(row.trouble),
            attempts=row.attempts,
            created_at=row.created_at,
            finished_at=row.finished_at,
        )


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

    @strawberry.field(description="The draft that was written; null for every other step.")
    async def draft(self, info: Info) -> Draft | None:
        if self.written_for is None:
            return None
        rows = await info.context.loader(_drafts).load(self.request_key)
        return next(Draft.of(row) for row in rows if row.platform == self.written_for)

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
    return Problem(
        code=trouble.code,
        message=trouble.message,
        path=[],
        numbers=[],
        retryable=trouble.is_retryable,
    )


async def _drafts(viewer: Viewer, request_ids: Sequence[UUID]) -> list[list[models.Draft]]:
    found = await repository.drafts_of_requests(viewer.organization_id, request_ids)
    return [found[request_id] for request_id in request_ids]


async def _users(
    viewer: Viewer,  # noqa: ARG001  # the requests were found in the viewer's organization
    user_ids: Sequence[UUID],
) -> list[identity_models.User]:
    found = await identity.users_by_id(user_ids)
    return [found[user_id] for user_id in user_ids]
