"""Rows of publishing."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.publishing.values import AttemptPhase, PublicationState

if TYPE_CHECKING:
    from allin_gql.domains.accounts.models import SocialAccount
    from allin_gql.domains.organizations.models import Organization
    from allin_gql.domains.posts.models import Post


class Publication(Model):
    """One post on one social account. All times are the database's."""

    REACH = "{t}.social_account_id = ANY({reach})"

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation["Organization"] = fields.ForeignKeyField(
        "models.Organization", related_name="publications", on_delete=fields.CASCADE
    )
    post: fields.ForeignKeyRelation["Post"] = fields.ForeignKeyField(
        "models.Post", related_name="publications", on_delete=fields.RESTRICT
    )
    social_account: fields.ForeignKeyRelation["SocialAccount"] = fields.ForeignKeyField(
        "models.SocialAccount", related_name="publications", on_delete=fields.RESTRICT
    )
    platform = fields.CharField(max_length=32)
    text = fields.TextField()  # as it was scheduled, the variant for this platform
    state = fields.CharEnumField(PublicationState, max_length=16)
    due_at = fields.DatetimeField()
    time_zone = fields.CharField(max_length=64)  # in which the person thought of `due_at`

    # The engine's. `next_at` is when the clock has to look at it again; null when it is at rest.
    next_at = fields.DatetimeField(null=True)
    fence = fields.IntField(default=0)
    attempt_count = fields.IntField(default=0)
    reconcile_count = fields.IntField(default=0)
    prepared_key = fields.CharField(max_length=255, null=True)
    prepared_payload = fields.JSONField[dict[str, Any]](null=True)
    # Since when it may be on the platform; null while that has surely seen nothing of it.
    first_sent_at = fields.DatetimeField(null=True)

    external_id = fields.CharField(max_length=255, null=True)
    url = fields.CharField(max_length=1_024, null=True)
    published_at = fields.DatetimeField(null=True)
    cause = fields.CharField(max_length=32, null=True)
    message = fields.TextField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        organization_id: Any
        post_id: Any
        social_account_id: Any

    class Meta:
        table = "publications"
        # The second: one post on a platform is never taken for two publications.
        unique_together = (("post_id", "social_account_id"), ("social_account_id", "external_id"))
        indexes = (
            Index(fields=("next_at",)),
            Index(fields=("organization_id", "id")),
            # For states that few are in: the newest of them may be very old.
            Index(fields=("organization_id", "state", "id")),
            Index(fields=("social_account_id", "id")),
        )


class PublicationAttempt(Model):
    """One try, written down before the call is made."""

    REACH = (
        "EXISTS (SELECT FROM publications p"
        " WHERE p.id = {t}.publication_id AND p.social_account_id = ANY({reach}))"
    )

    id = fields.UUIDField(primary_key=True, default=new_id)
    publication: fields.ForeignKeyRelation[Publication] = fields.ForeignKeyField(
        "models.Publication", related_name="attempts", on_delete=fields.CASCADE
    )
    number = fields.IntField()
    fence = fields.IntField()
    phase = fields.CharEnumField(AttemptPhase, max_length=16)
    cause = fields.CharField(max_length=32, null=True)
    message = fields.TextField(null=True)
    platform_status = fields.IntField(null=True)
    started_at = fields.DatetimeField(auto_now_add=True)
    finished_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        publication_id: Any

    class Meta:
        table = "publication_attempts"
        unique_together = (("publication_id", "fence"),)
