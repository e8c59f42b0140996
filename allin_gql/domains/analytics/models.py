"""Rows of analytics."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id

if TYPE_CHECKING:
    from allin_gql.domains.organizations.models import Organization
    from allin_gql.domains.publishing.models import Publication


class MetricPlan(Model):
    """When the counters of a publication are read next. Its key is the publication's."""

    id = fields.UUIDField(primary_key=True)
    organization_id = fields.UUIDField()
    social_account_id = fields.UUIDField()
    external_id = fields.CharField(max_length=255)
    published_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)  # null: its time is over

    class Meta:
        table = "metric_plans"
        indexes = (Index(fields=("due_at",)), Index(fields=("social_account_id", "due_at")))


class MetricSnapshot(Model):
    """What a platform reported about a publication at one moment."""

    REACH = (
        "EXISTS (SELECT FROM publications p"
        " WHERE p.id = {t}.publication_id AND p.social_account_id = ANY({reach}))"
    )

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation["Organization"] = fields.ForeignKeyField(
        "models.Organization", related_name="metric_snapshots", on_delete=fields.CASCADE
    )
    publication: fields.ForeignKeyRelation["Publication"] = fields.ForeignKeyField(
        "models.Publication", related_name="metric_snapshots", on_delete=fields.CASCADE
    )
    counters = fields.JSONField[dict[str, int]]()  # by platforms.base.Metric
    taken_at = fields.DatetimeField(auto_now_add=True)
    seen_at = fields.DatetimeField(auto_now_add=True)  # when the same numbers were read last

    if TYPE_CHECKING:
        organization_id: Any
        publication_id: Any

    class Meta:
        table = "metric_snapshots"
        indexes = (
            Index(fields=("publication_id", "id")),
            Index(fields=("organization_id",)),
        )
