"""Every query of posts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from allin_gql.core.shapes import Rows, many, one, table
from allin_gql.domains.identity.models import User
from allin_gql.domains.posts.models import Post, PostVariant
from allin_gql.domains.posts.values import VariantText

AUTHOR_OF_POST = one(User, source="author_id")
VARIANTS_OF_POST = many(PostVariant, by="post_id", order="platform")


async def add_post(organization_id: UUID, *, author_id: UUID, text: str, at: datetime) -> Post:
    """Add a post."""
    return await Post.create(
        organization_id=organization_id,
        author_id=author_id,
        text=text,
        created_at=at,
        updated_at=at,
    )


async def set_variants(post_id: UUID, variants: Sequence[VariantText]) -> None:
    """Replace all variants of a post."""
    await PostVariant.filter(post_id=post_id).delete()
    await PostVariant.bulk_create(
        PostVariant(post_id=post_id, platform=variant.platform, text=variant.text)
        for variant in variants
    )


async def variant_texts(post_id: UUID) -> list[VariantText]:
    """How a post reads on platforms where it reads otherwise."""
    rows = await PostVariant.filter(post_id=post_id).order_by("platform")
    return [VariantText(platform=row.platform, text=row.text) for row in rows]


async def post_by_id(organization_id: UUID, post_id: UUID) -> Post | None:
    """A post of the organization with its variants; deleted ones are not found."""
    return (
        await Post.filter(organization_id=organization_id, id=post_id, deleted_at=None)
        .prefetch_related("variants")
        .first()
    )


async def post_for_update(organization_id: UUID, post_id: UUID) -> Post | None:
    """A post, locked until the transaction ends."""
    return (
        await Post.filter(organization_id=organization_id, id=post_id, deleted_at=None)
        .select_for_update()
        .first()
    )


async def save_text(post: Post, *, text: str, at: datetime) -> None:
    """Store a new text as the next version."""
    post.text = text
    post.version += 1
    post.updated_at = at
    await post.save(update_fields=["text", "version", "updated_at"])


async def mark_deleted(post: Post, at: datetime) -> None:
    """Hide a post."""
    post.deleted_at = at
    await post.save(update_fields=["deleted_at"])


def variants_of(organization_id: UUID) -> Rows:
    """The variants of the organization's posts; those of deleted ones are not among them."""
    rows = Rows(table=table(PostVariant), organization_id=organization_id)
    return rows.where(
        "EXISTS (SELECT FROM posts p WHERE p.id = t.post_id"
        " AND p.organization_id = $1 AND p.deleted_at IS NULL)"
    )


def posts_of(organization_id: UUID) -> Rows:
    """The organization's posts; deleted ones are not among them."""
    return Rows(table=table(Post), organization_id=organization_id).where("t.deleted_at IS NULL")
