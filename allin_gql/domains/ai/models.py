"""Rows of AI."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.ai.values import DraftRequestState, DraftState, Trouble

if TYPE_CHECKING:
    from allin_gql.domains.identity.models import User
    from allin_gql.domains.organizations.models import Organization


class DraftRequest(Model):
    """A brief, and the platforms that drafts are wanted for.

    While a worker writes, `due_at` lies ahead, so that no other takes it up; a worker that dies
    leaves it to be taken up then. `fence` counts those who took it up: whoever comes back with an
    old number has lost it, and writes nothing any more.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation["Organization"] = fields.ForeignKeyField(
        "models.Organization", related_name="draft_requests", on_delete=fields.CASCADE
    )
    requested_by: fields.ForeignKeyRelation["User"] = fields.ForeignKeyField(
        "models.User", related_name="draft_requests", on_delete=fields.RESTRICT
    )
    brief = fields.TextField()
    tone = fields.CharField(max_length=100, null=True)
    language = fields.CharField(max_length=35, null=True)
    platforms = fields.JSONField[list[str]]()
    state = fields.CharEnumField(DraftRequestState, max_length=16)
    problem_code = fields.CharField(max_length=64, null=True)
    problem_message = fields.CharField(max_length=1_000, null=True)
    is_problem_retryable = fields.BooleanField(null=True)
    attempts = fields.IntField(default=0)  # since a person asked for it last
    fence = fields.IntField(default=0)
    due_at = fields.DatetimeField(null=True)  # null: nothing is left to be done
    created_at = fields.DatetimeField(auto_now_add=True)
    finished_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        organization_id: Any
        requested_by_id: Any

    @property
    def trouble(self) -> Trouble | None:
        """What went wrong, if anything did and was not got over."""
        if self.problem_code is None:
            return None
        return Trouble(
            code=self.problem_code,
            message=self.problem_message or "",
            is_retryable=bool(self.is_problem_retryable),
        )

    class Meta:
        table = "draft_requests"
        indexes = (
            Index(fields=("organization_id", "id")),
            Index(fields=("requested_by_id",)),
            Index(fields=("due_at",)),
        )


class Draft(Model):
    """What was written for one platform. A request has one for each at the most."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    draft_request: fields.ForeignKeyRelation[DraftRequest] = fields.ForeignKeyField(
        "models.DraftRequest", related_name="drafts", on_delete=fields.CASCADE
    )
    organization: fields.ForeignKeyRelation["Organization"] = fields.ForeignKeyField(
        "models.Organization", related_name="drafts", on_delete=fields.CASCADE
    )
    platform = fields.CharField(max_length=32)
    text = fields.TextField()
    state = fields.CharEnumField(DraftState, max_length=16)
    is_repaired = fields.BooleanField()
    measures = fields.JSONField[list[dict[str, Any]]]()  # unit, maximum, actual, as it was judged
    model = fields.CharField(max_length=255)
    prompt_tokens = fields.IntField(null=True)
    completion_tokens = fields.IntField(null=True)
    elapsed_ms = fields.IntField()
    created_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        draft_request_id: Any
        organization_id: Any

    class Meta:
        table = "drafts"
        unique_together = (("draft_request_id", "platform"),)
        indexes = (Index(fields=("organization_id",)),)
