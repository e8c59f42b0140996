"""Exports, deletions and receipts as clients see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.domains.privacy import models, service
from allin_gql.domains.privacy.values import ExportState, PlannedErasure, Subject
from allin_gql.graph.directives import cost
from allin_gql.graph.enums import described_enum
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import RowType, column, key, shows

described_enum(
    Subject,
    name="DataSubject",
    description="Whom an export or an erasure is about.",
    values={
        "PERSON": "A user: their account, and what is kept about them.",
        "ORGANIZATION": "An organization, with everything that it has.",
    },
)
described_enum(
    ExportState,
    name="DataExportState",
    description="Where an export is.",
    values={
        "QUEUED": "It waits for a worker.",
        "RUNNING": "It is being made; `progress` says how far it is.",
        "READY": "It can be fetched from `downloadPath` until `expiresAt`.",
        "FAILED": "It was given up; ask for a new one.",
        "EXPIRED": "It was ready for a week, and is deleted.",
    },
)


@shows(
    models.DataExport,
    description="Everything about a person or an organization, in one archive of JSON files.",
)
class DataExport(RowType, Node):
    id: strawberry.ID = key(IdKind.DATA_EXPORT, description="The export's id, `export_…`.")
    subject: Subject = column("subject", description="What it is about.")
    state: ExportState = column("state", description="Where it is.")
    progress: int = column(
        "subject",
        "step",
        convert=lambda subject, step: service.progress_of(Subject(subject), step),
        description="How many parts of a hundred are done.",
    )
    size: int | None = column(
        "size",
        convert=lambda size: min(size, _MOST) or None,
        description="How many bytes the archive has; null before it is ready.",
    )
    download_path: str | None = column(
        "state",
        "id",
        convert=lambda state, export_id: (
            service.export_path(export_id) if ExportState(state) is ExportState.READY else None
        ),
        description="Where it is fetched, below the address of the API: by GET, with the access "
        "token of whoever asked for it as a bearer. Null unless it is ready.",
    )
    created_at: datetime = column("created_at", description="When it was asked for.")
    expires_at: datetime | None = column(
        "expires_at", description="When it is deleted; null before it is ready."
    )


@strawberry.type(
    description="The planned end of an account. Until it begins, nothing is deleted, and it can be "
    "undone by `cancelAccountDeletion`, signed in."
)
class AccountDeletion:
    begins_at: datetime = strawberry.field(description="When erasing begins.")
    receipt_token: str = strawberry.field(
        description="Reads the receipt once all is erased, by `erasureReceipt`; it comes with the "
        "last letter, too."
    )

    @classmethod
    def of(cls, planned: PlannedErasure) -> "AccountDeletion":
        return cls(
            begins_at=planned.begins_at,
            receipt_token=planned.receipt_token,
        )


@strawberry.type(description="An account that stays.")
class AccountDeletionCancelled:
    planned_for: datetime = strawberry.field(description="When erasing would have begun.")

    @classmethod
    def of(cls, erasure: models.Erasure) -> "AccountDeletionCancelled":
        return cls(planned_for=erasure.begins_at)


@strawberry.type(description="How much of one table was erased.", directives=[cost(0)])
class ErasedRows:
    table: str = strawberry.field(description="The table, as docs/privacy.md lists them.")
    deleted: int = strawberry.field(description="How many rows were deleted.")
    changed: int = strawberry.field(
        description="How many rows were changed so that they name nobody any more."
    )


@strawberry.type(
    description="What was erased, and when. It names nobody, and whoever has its code can read it."
)
class ErasureReceipt:
    subject: Subject = strawberry.field(description="What was erased.")
    requested_at: datetime = strawberry.field(description="When it was asked for.")
    finished_at: datetime = strawberry.field(description="When nothing was left.")
    erased: list[ErasedRows] = strawberry.field(description="How much of each table.")
    digest: str = strawberry.field(
        description="The SHA-256 of this receipt, as hexadecimal; the last letter has it, too."
    )

    @classmethod
    def of(cls, erasure: models.Erasure) -> "ErasureReceipt":
        return cls(
            subject=erasure.subject,
            requested_at=erasure.created_at,
            finished_at=erasure.finished_at or erasure.created_at,
            erased=_erased(erasure.counts),
            digest=erasure.digest or "",
        )


def _erased(counts: Mapping[str, Mapping[str, int]]) -> list[ErasedRows]:
    return [
        ErasedRows(table=table, deleted=one.get("deleted", 0), changed=one.get("changed", 0))
        for table, one in sorted(counts.items())
    ]


_MOST = 2**31 - 1  # what GraphQL's Int holds

DataExportResult = Annotated[
    DataExport | Problem,
    strawberry.union("DataExportResult", description="The export, or why there is none."),
]
DeleteAccountResult = Annotated[
    AccountDeletion | Problem,
    strawberry.union("DeleteAccountResult", description="What is planned, or why it is not."),
]
CancelAccountDeletionResult = Annotated[
    AccountDeletionCancelled | Problem,
    strawberry.union(
        "CancelAccountDeletionResult", description="What was undone, or why it was not."
    ),
]
