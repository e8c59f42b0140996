"""Every query of posts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from allin_gql.core.pages import Page, PageRequest, read_page
from allin_gql.domains.posts.models import Post, PostVariant
from allin_gql.domains.posts.values import VariantText


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


async def list_posts(organization_id: UUID, request: PageRequest) -> Page[Post]:
    """The organization's posts, the newest first."""
    return await read_page(Post.filter(organization_id=organization_id, deleted_at=None), request)


async def posts_by_id(organization_id: UUID, post_ids: Sequence[UUID]) -> dict[UUID, Post]:
    """Posts of the organization, deleted ones too; for a batch."""
    rows = await Post.filter(organization_id=organization_id, id__in=list(post_ids))
    return {row.id: row for row in rows}


async def variants_of_posts(post_ids: Sequence[UUID]) -> dict[UUID, list[PostVariant]]:
    """The variants of posts that were read before, by platform; for a batch."""
    rows = await PostVariant.filter(post_id__in=list(post_ids)).order_by("platform")
    found: dict[UUID, list[PostVariant]] = {post_id: [] for post_id in post_ids}
    for row in rows:
        found[row.post_id].append(row)
    return found
