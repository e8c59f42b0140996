"""What can be done about posts: write, change, delete, and hold a text against a platform."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allin_gql.core.access import Permission, Viewer, require
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound
from allin_gql.core.events import changed
from allin_gql.core.text import checked_text
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.posts import repository
from allin_gql.domains.posts.errors import TextTooLong, VariantGivenTwice, VersionOutdated
from allin_gql.domains.posts.events import PostCreated, PostDeleted, PostTouched, PostUpdated
from allin_gql.domains.posts.models import Post
from allin_gql.domains.posts.values import VariantText
from allin_gql.platforms.base import TextLimit, TextUnit
from allin_gql.platforms.registry import PLATFORMS, capabilities, title

MAX_TEXT = 65_536  # characters; more than any platform takes
_UNITS = {TextUnit.GRAPHEMES: "characters", TextUnit.UTF8_BYTES: "bytes (UTF-8)"}


async def create_post(viewer: Viewer, *, text: str, variants: Sequence[VariantText]) -> Post:
    """Write a post. Raises `TextTooLong` for a variant that its platform would refuse."""
    require(viewer, Permission.WRITE_POSTS)
    text = _checked_text(text)
    variants = _checked_variants(variants)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        post = await repository.add_post(
            viewer.organization_id, author_id=viewer.user_id, text=text, at=now()
        )
        await repository.set_variants(post.id, variants)
        work.emit(
            PostCreated(
                organization_id=viewer.organization_id,
                subject_id=post.id,
                changes=changed({}, _content(text, variants)),
            )
        )
    return post


async def update_post(
    viewer: Viewer,
    post_id: UUID,
    *,
    text: str | None,
    variants: Sequence[VariantText] | None,
    version: int | None,
) -> Post:
    """Change a post; what is left out stays. What is scheduled of it follows, or all is refused.

    Raises `VersionOutdated` when `version` is given and is not the current one.
    """
    require(viewer, Permission.WRITE_POSTS)
    checked = None if text is None else _checked_text(text)
    checked_variants = None if variants is None else _checked_variants(variants)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        post = await repository.post_for_update(viewer.organization_id, post_id)
        if post is None:
            raise post_unknown(("id",))
        if version is not None and version != post.version:
            raise VersionOutdated(
                f"The post is at version {post.version} by now; read it again.",
                path=("version",),
                numbers={"expected": version, "actual": post.version},
            )
        work.emit(PostTouched(viewer=viewer, post_id=post.id))
        known = None if checked_variants is None else await repository.variant_texts(post.id)
        before = _content(post.text, known or ())
        await repository.save_text(post, text=post.text if checked is None else checked, at=now())
        if checked_variants is not None:
            await repository.set_variants(post.id, checked_variants)
        work.emit(
            PostUpdated(
                organization_id=viewer.organization_id,
                subject_id=post.id,
                version=post.version,
                changes=changed(before, _content(post.text, checked_variants or ())),
            )
        )
    return post


async def delete_post(viewer: Viewer, post_id: UUID) -> Post:
    """Delete a post; what is scheduled of it is cancelled, or all is refused."""
    require(viewer, Permission.WRITE_POSTS)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        post = await repository.post_for_update(viewer.organization_id, post_id)
        if post is None:
            raise post_unknown(("id",))
        work.emit(PostTouched(viewer=viewer, post_id=post.id))
        await repository.mark_deleted(post, now())
        work.emit(
            PostDeleted(
                organization_id=viewer.organization_id,
                subject_id=post.id,
                changes=changed(_content(post.text, ()), {}),
            )
        )
    return post


def text_for(post: Post, platform: str) -> str:
    """What a post, read with its variants, says on a platform."""
    for variant in post.variants:
        if variant.platform == platform:
            return variant.text
    return post.text


def check_fits(
    platform: str, text: str, limits: Sequence[TextLimit], *, path: tuple[str, ...]
) -> None:
    """Hold a text against a platform's limits. Raises `TextTooLong` with the numbers."""
    for measure in PLATFORMS.current.by_name(platform).measure_text(text, limits):
        if not measure.fits:
            unit = _UNITS[measure.limit.unit]
            raise TextTooLong(
                f"{title(platform)} allows {measure.limit.maximum} {unit};"
                f" this text has {measure.actual}.",
                path=path,
                numbers={"limit": measure.limit.maximum, "actual": measure.actual},
            )


def post_unknown(path: tuple[str, ...]) -> NotFound:
    """The error for a post that is none, or not this organization's."""
    return NotFound("There is no such post.", path=path)


def _content(text: str, variants: Sequence[VariantText]) -> dict[str, Any]:
    """What a post says, for the audit log; a post without variants has none to tell of."""
    told = {variant.platform: variant.text for variant in variants}
    return {"text": text, "variants": told or None}


def _checked_text(text: str) -> str:
    return checked_text(text, label="text", path=("text",), maximum=MAX_TEXT)


def _checked_variants(variants: Sequence[VariantText]) -> list[VariantText]:
    checked: list[VariantText] = []
    for index, variant in enumerate(variants):
        path = ("variants", str(index))
        if any(other.platform == variant.platform for other in checked):
            raise VariantGivenTwice(
                f"There are two variants for {title(variant.platform)}.", path=(*path, "platform")
            )
        text = checked_text(
            variant.text, label="variant's text", path=(*path, "text"), maximum=MAX_TEXT
        )
        check_fits(
            variant.platform,
            text,
            capabilities(variant.platform).text_limits,
            path=(*path, "text"),
        )
        checked.append(VariantText(platform=variant.platform, text=text))
    return checked
