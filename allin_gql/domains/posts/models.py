"""Rows of posts."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id

if TYPE_CHECKING:
    from allin_gql.domains.identity.models import User
    from allin_gql.domains.organizations.models import Organization


class Post(Model):
    """A piece of content."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation["Organization"] = fields.ForeignKeyField(
        "models.Organization", related_name="posts", on_delete=fields.CASCADE
    )
    author: fields.ForeignKeyRelation["User"] = fields.ForeignKeyField(
        "models.User", related_name="posts", on_delete=fields.RESTRICT
    )
    text = fields.TextField()
    version = fields.IntField(default=1)
    created_at = fields.DatetimeField(auto_now_add=True)
    updated_at = fields.DatetimeField(auto_now_add=True)
    deleted_at = fields.DatetimeField(null=True)

    variants: fields.ReverseRelation["PostVariant"]

    if TYPE_CHECKING:
        organization_id: Any
        author_id: Any

    class Meta:
        table = "posts"
        indexes = (
            # With what is deleted, so that the list is counted without looking at its rows.
            Index(fields=("organization_id", "deleted_at", "id")),
            Index(fields=("author_id",)),
        )


class PostVariant(Model):
    """How a post reads on one platform."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField(
        "models.Post", related_name="variants", on_delete=fields.CASCADE
    )
    platform = fields.CharField(max_length=32)
    text = fields.TextField()

    if TYPE_CHECKING:
        post_id: Any

    class Meta:
        table = "post_variants"
        unique_together = (("post_id", "platform"),)
