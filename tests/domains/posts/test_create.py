"""Writing a post: what it says everywhere, and what it says otherwise on each platform."""

import pytest

from tests.domains.posts.writing import (
    CREATE,
    FAMILY,
    nothing_changes,
    numbers,
    page,
    read,
    said,
    texts,
    write,
)
from tests.fixtures.accounts import do_escaped, events_of
from tests.fixtures.people import Person, register
from tests.fixtures.world import World


async def test_a_post_is_written_with_a_variant_for_each_platform(owner: Person) -> None:
    post = await write(owner, "We bake.", MASTODON="We bake #bread", BLUESKY="We bake \N{BREAD}")

    assert (post["text"], post["version"]) == ("We bake.", 1)
    assert post["createdAt"] == post["updatedAt"]
    assert post["author"] == {"email": owner.email}
    assert texts(post["variants"]) == {
        "BLUESKY": "We bake \N{BREAD}",
        "MASTODON": "We bake #bread",
    }
    assert list(texts(post["variants"])) == ["BLUESKY", "MASTODON"]
    assert await read(owner, post["id"]) == post
    (created,) = [e for e in await events_of(owner) if e.type == "post.created"]
    assert (created.subject_kind, created.data) == ("post", {})


async def test_a_post_needs_no_variants_and_nobodys_proof_of_address(world: World) -> None:
    newcomer = await register(world, "newcomer")

    post = await write(newcomer, "a first thought")

    assert post["variants"] == []
    assert (await page(newcomer))["totalCount"] == 1


async def test_a_text_is_kept_as_it_is_meant(owner: Person) -> None:
    post = await write(owner, "  Cafe\u0301\r\nopen\rnow \n")

    assert post["text"] == "Café\nopen\nnow"


@pytest.mark.parametrize(
    "text,code,sent",
    [
        ("", "REQUIRED", {}),
        (" \n\t ", "REQUIRED", {}),
        ("a\x00b", "INVALID_CHARACTERS", {}),
        ("a\ud83d", "INVALID_CHARACTERS", {}),
        ("x" * 65_537, "TOO_LONG", {"limit": 65_536, "actual": 65_537}),
    ],
    ids=("empty", "blank", "nul", "half a pair", "too long for anything"),
)
async def test_a_text_that_is_none_is_refused(
    owner: Person, text: str, code: str, sent: dict[str, float]
) -> None:
    async with nothing_changes(owner):
        post = await do_escaped(owner, CREATE, text=text)
        variant = await do_escaped(owner, CREATE, text="ok", variants=said(MASTODON=text))

    assert (post["code"], post["path"]) == (code, ["input", "text"])
    assert (variant["code"], variant["path"]) == (code, ["input", "variants", "0", "text"])
    assert numbers(post) == numbers(variant) == sent


async def test_the_longest_text_is_taken(owner: Person) -> None:
    post = await write(owner, "x" * 65_536)

    assert len(post["text"]) == 65_536


async def test_two_variants_for_one_platform_are_refused(owner: Person) -> None:
    variants = [*said(MASTODON="one", BLUESKY="two"), *said(MASTODON="three")]

    async with nothing_changes(owner):
        refused = await owner.do(CREATE, text="twice", variants=variants)

    assert refused["code"] == "VARIANT_GIVEN_TWICE"
    assert refused["path"] == ["input", "variants", "2", "platform"]
    assert refused["message"] == "There are two variants for Mastodon."


@pytest.mark.parametrize(
    "platform,text,message,limit,actual",
    [
        ("BLUESKY", "x" * 301, "300 characters; this text has 301", 300, 301),
        ("BLUESKY", FAMILY * 300, "3000 bytes (UTF-8); this text has 7500", 3000, 7500),
        ("BLUESKY", FAMILY * 301, "300 characters; this text has 301", 300, 301),
        ("BLUESKY", FAMILY * 121, "3000 bytes (UTF-8); this text has 3025", 3000, 3025),
        ("MASTODON", "x" * 501, "500 characters; this text has 501", 500, 501),
        (
            "MASTODON",
            "x" * 477 + " https://bread.example/" + "y" * 400,
            "500 characters; this text has 501",
            500,
            501,
        ),
        (
            "MASTODON",
            "x" * 495 + " @maya@bread.example",
            "500 characters; this text has 501",
            500,
            501,
        ),
    ],
    ids=(
        "characters at Bluesky",
        "bytes at Bluesky",
        "both at Bluesky",
        "families at Bluesky",
        "characters at Mastodon",
        "a link at Mastodon",
        "a mention at Mastodon",
    ),
)
async def test_a_variant_that_its_platform_would_refuse_is_refused_with_the_numbers(
    owner: Person, platform: str, text: str, message: str, limit: int, actual: int
) -> None:
    async with nothing_changes(owner):
        refused = await owner.do(CREATE, text="ok", variants=said(**{platform: text}))

    assert refused["code"] == "TEXT_TOO_LONG"
    assert refused["message"] == f"{platform.title()} allows {message}."
    assert refused["path"] == ["input", "variants", "0", "text"]
    assert numbers(refused) == {"limit": limit, "actual": actual}
    assert refused["retryable"] is False


@pytest.mark.parametrize(
    "platform,text",
    [
        ("BLUESKY", "x" * 300),
        ("BLUESKY", FAMILY * 120),
        ("MASTODON", "x" * 476 + " https://bread.example/" + "y" * 400),
        ("MASTODON", "x" * 494 + " @maya@bread.example"),
        ("MASTODON", FAMILY * 500),
    ],
    ids=("300 characters", "3000 bytes", "a long link", "a mention", "500 families"),
)
async def test_a_variant_of_exactly_the_limit_is_taken(
    owner: Person, platform: str, text: str
) -> None:
    post = await write(owner, "x" * 1000, **{platform: text})

    assert texts(post["variants"]) == {platform: text}
