"""Changing and deleting a post: what was read, what is one's own, all of it or nothing."""

import asyncio
from typing import Any

import pytest

from tests.domains.posts.writing import (
    CREATE,
    DELETE,
    UNKNOWN,
    UPDATE,
    nothing_changes,
    numbers,
    page,
    read,
    said,
    texts,
    write,
)
from tests.fixtures.accounts import events_of
from tests.fixtures.people import Person


async def test_a_new_text_is_the_next_version_and_the_variants_stay(owner: Person) -> None:
    post = await write(owner, "before", MASTODON="elsewhere")

    changed = await owner.do(UPDATE, id=post["id"], text="after")

    assert (changed["text"], changed["version"]) == ("after", 2)
    assert changed["variants"] == post["variants"]
    assert changed["createdAt"] == post["createdAt"]
    assert changed["updatedAt"] > post["updatedAt"]
    assert await read(owner, post["id"]) == {
        key: value for key, value in changed.items() if key != "__typename"
    }
    updated = (await events_of(owner))[-1]
    assert (updated.type, updated.data) == ("post.updated", {"version": 2})


async def test_variants_are_given_anew_and_the_text_stays(owner: Person) -> None:
    post = await write(owner, "the text", MASTODON="old", BLUESKY="gone")

    changed = await owner.do(UPDATE, id=post["id"], variants=said(MASTODON="new"))

    assert changed["text"] == "the text"
    assert texts(changed["variants"]) == {"MASTODON": "new"}


async def test_no_variants_at_all_can_be_wanted(owner: Person) -> None:
    post = await write(owner, "the text", MASTODON="old")

    changed = await owner.do(UPDATE, id=post["id"], variants=[])

    assert changed["variants"] == []


async def test_only_the_version_that_was_read_is_changed(owner: Person) -> None:
    post = await write(owner, "one")
    await owner.do(UPDATE, id=post["id"], text="two", version=1)

    async with nothing_changes(owner):
        refused = await owner.do(UPDATE, id=post["id"], text="three", version=1)

    assert (refused["code"], refused["path"]) == ("VERSION_OUTDATED", ["input", "version"])
    assert refused["message"] == "The post is at version 2 by now; read it again."
    assert numbers(refused) == {"expected": 1, "actual": 2}


async def test_of_many_who_change_what_they_read_one_does(owner: Person) -> None:
    post = await write(owner, "everybody's")

    answers = await asyncio.gather(
        *(owner.do(UPDATE, id=post["id"], text=f"by {who}", version=1) for who in range(10))
    )

    (changed,) = [answer for answer in answers if answer["__typename"] == "Post"]
    outdated = [answer for answer in answers if answer.get("code") == "VERSION_OUTDATED"]
    assert len(outdated) == 9
    after = await read(owner, post["id"])
    assert after is not None
    assert (after["text"], after["version"]) == (changed["text"], 2)


@pytest.mark.parametrize(
    "change,code,path",
    [
        ({"text": " "}, "REQUIRED", ["text"]),
        ({"text": "\x07"}, "INVALID_CHARACTERS", ["text"]),
        ({"variants": said(BLUESKY="x" * 301)}, "TEXT_TOO_LONG", ["variants", "0", "text"]),
        (
            {"text": "fine", "variants": said(MASTODON="a") + said(MASTODON="b")},
            "VARIANT_GIVEN_TWICE",
            ["variants", "1", "platform"],
        ),
        ({"text": "fine", "version": 7}, "VERSION_OUTDATED", ["version"]),
    ],
    ids=("blank", "unreadable", "too long", "twice", "from the future"),
)
async def test_a_change_that_is_refused_changes_nothing(
    owner: Person, change: dict[str, Any], code: str, path: list[str]
) -> None:
    post = await write(owner, "as it was", MASTODON="there")

    async with nothing_changes(owner):
        refused = await owner.do(UPDATE, id=post["id"], **change)

    assert (refused["code"], refused["path"]) == (code, ["input", *path])
    assert await read(owner, post["id"]) == post


async def test_a_deleted_post_is_gone_from_everywhere(owner: Person) -> None:
    kept, post = await write(owner, "kept"), await write(owner, "gone", MASTODON="gone too")

    deleted = await owner.do(DELETE, id=post["id"])

    assert deleted == {"__typename": "DeletedPost", "id": post["id"]}
    assert await read(owner, post["id"]) is None
    rest = await page(owner)
    assert ([node["id"] for node in rest["nodes"]], rest["totalCount"]) == ([kept["id"]], 1)
    assert (await events_of(owner))[-1].type == "post.deleted"


async def test_what_is_deleted_is_not_there_to_be_changed_or_deleted_again(owner: Person) -> None:
    post = await write(owner, "once")
    await owner.do(DELETE, id=post["id"])

    async with nothing_changes(owner):
        changed = await owner.do(UPDATE, id=post["id"], text="again")
        deleted = await owner.do(DELETE, id=post["id"])

    assert (changed["code"], changed["path"]) == ("NOT_FOUND", ["input", "id"])
    assert deleted == changed


async def test_of_many_who_delete_a_post_one_does(owner: Person) -> None:
    post = await write(owner, "going")

    answers = await asyncio.gather(*(owner.do(DELETE, id=post["id"]) for _ in range(10)))

    kinds = sorted(answer["__typename"] for answer in answers)
    assert kinds == ["DeletedPost"] + ["Problem"] * 9
    assert [e.type for e in await events_of(owner)].count("post.deleted") == 1


async def test_anothers_post_is_as_unknown_as_one_that_never_was(
    owner: Person, stranger: Person
) -> None:
    post = await write(owner, "mine", MASTODON="mine there")

    async with nothing_changes(owner), nothing_changes(stranger):
        foreign = [
            await stranger.do(UPDATE, id=post["id"], text="theirs"),
            await stranger.do(DELETE, id=post["id"]),
        ]
        unknown = [
            await stranger.do(UPDATE, id=UNKNOWN, text="theirs"),
            await stranger.do(DELETE, id=UNKNOWN),
        ]
        other_kind = await stranger.do(DELETE, id=UNKNOWN.replace("post_", "account_"))

    assert foreign == unknown
    assert [(each["code"], each["path"]) for each in foreign] == [
        ("NOT_FOUND", ["input", "id"])
    ] * 2
    assert (other_kind["code"], other_kind["path"]) == ("INVALID_ID", ["input", "id"])
    assert await read(stranger, post["id"]) is None
    assert await read(stranger, UNKNOWN) is None
    assert (await page(stranger))["totalCount"] == 0


async def test_nobody_writes_reads_or_deletes(owner: Person, anonymous: Person) -> None:
    post = await write(owner, "mine")

    async with nothing_changes(owner):
        refused = [
            await anonymous.do(CREATE, text="nobody's"),
            await anonymous.do(UPDATE, id=post["id"], text="nobody's"),
            await anonymous.do(DELETE, id=post["id"]),
        ]

    assert [each["code"] for each in refused] == ["UNAUTHENTICATED"] * 3
