"""Ask for drafts, and read what was written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from allin_gql.adapters.writer import WRITER, Writer
from tests.domains.ai.asking import BOTH, LIST, READ, REQUEST, read, request, written
from tests.fixtures.people import Person
from tests.fixtures.world import World, make_settings

BRIEF = "our sourdough workshop opens on Saturday"


@pytest.fixture
def no_writer(world: World, tmp_path: Path) -> Iterator[None]:
    """A world in which nobody has set a key."""
    del world
    usual = WRITER.current
    WRITER.set(Writer.from_settings(make_settings(tmp_path, openai_api_key=None)))
    yield
    WRITER.set(usual)


async def test_a_request_waits_for_a_worker(world: World, owner: Person) -> None:
    asked = await owner.do(
        REQUEST, brief=f"  {BRIEF}\r\n", platforms=BOTH, tone="  dry,\n warm ", language="de"
    )

    assert asked["__typename"] == "DraftRequest"
    assert asked["id"].startswith("draft_request_")
    assert (asked["brief"], asked["tone"], asked["language"]) == (BRIEF, "dry, warm", "de")
    assert asked["platforms"] == list(BOTH)
    assert (asked["state"], asked["attempts"], asked["problem"]) == ("QUEUED", 0, None)
    assert (asked["drafts"], asked["finishedAt"]) == ([], None)
    assert asked["requestedBy"]["email"] == owner.email
    assert [message.job for message in world.jobs.messages] == ["ai.write_drafts"]


async def test_each_platform_gets_one_draft_that_fits(world: World, owner: Person) -> None:
    found = await written(world, owner, BRIEF)

    assert (found["state"], found["attempts"], found["problem"]) == ("FINISHED", 1, None)
    assert found["finishedAt"] > found["createdAt"]
    assert set(found["drafts"]) == set(BOTH)
    for draft in found["drafts"].values():
        assert draft["id"].startswith("draft_0")
        assert "sourdough workshop" in draft["text"]
        assert (draft["state"], draft["isRepaired"]) == ("ACCEPTED", False)
        assert draft["model"] == "gpt-5-mini"
        assert draft["promptTokens"] > 0
        assert draft["completionTokens"] > 0
        assert draft["elapsedMs"] >= 0
    bluesky, mastodon = found["drafts"]["BLUESKY"], found["drafts"]["MASTODON"]
    assert [measure["unit"] for measure in bluesky["measures"]] == ["GRAPHEMES", "UTF8_BYTES"]
    assert mastodon["measures"] == [
        {"unit": "GRAPHEMES", "maximum": 500, "actual": len(mastodon["text"]), "fits": True}
    ]


async def test_a_draft_that_is_too_long_is_repaired_once(world: World, owner: Person) -> None:
    once = await written(world, owner, BRIEF, "BLUESKY")
    found = await written(world, owner, f"{BRIEF} [long]", "BLUESKY")

    draft = found["drafts"]["BLUESKY"]
    assert found["state"] == "FINISHED"
    assert (draft["state"], draft["isRepaired"]) == ("ACCEPTED", True)
    assert draft["measures"][0]["actual"] <= 300
    assert draft["promptTokens"] > 2 * once["drafts"]["BLUESKY"]["promptTokens"]


async def test_a_draft_that_stays_too_long_is_kept_whole_with_its_numbers(
    world: World, owner: Person
) -> None:
    found = await written(world, owner, f"{BRIEF} [always-long]", "BLUESKY")

    draft = found["drafts"]["BLUESKY"]
    assert (found["state"], found["problem"]) == ("FINISHED", None)
    assert (draft["state"], draft["isRepaired"]) == ("REJECTED", True)
    assert len(draft["text"]) > 300
    assert draft["measures"][0] == {
        "unit": "GRAPHEMES",
        "maximum": 300,
        "actual": len(draft["text"]),
        "fits": False,
    }


@pytest.mark.parametrize(
    "trigger,code,is_retryable",
    [("[refuse]", "WRITER_REFUSED", False), ("[garbage]", "WRITER_UNUSABLE", True)],
)
async def test_a_writer_that_writes_nothing_fails_the_request(
    world: World, owner: Person, trigger: str, code: str, is_retryable: bool
) -> None:
    found = await written(world, owner, f"{BRIEF} {trigger}")

    assert (found["state"], found["attempts"], found["drafts"]) == ("FAILED", 1, {})
    assert found["problem"]["code"] == code
    assert found["problem"]["retryable"] is is_retryable
    assert found["problem"]["message"].startswith("The AI writer ")
    assert found["finishedAt"] is not None


async def test_a_platform_that_is_named_twice_gets_one_draft(world: World, owner: Person) -> None:
    found = await written(world, owner, BRIEF, "BLUESKY", "MASTODON", "BLUESKY")

    assert found["platforms"] == ["BLUESKY", "MASTODON"]
    assert set(found["drafts"]) == set(BOTH)


@pytest.mark.parametrize(
    "given,code,path",
    [
        ({"brief": " \n "}, "REQUIRED", "brief"),
        ({"brief": "x" * 4_001}, "TOO_LONG", "brief"),
        ({"brief": "a\x00b"}, "INVALID_CHARACTERS", "brief"),
        ({"tone": "x" * 101}, "TOO_LONG", "tone"),
        ({"language": "x" * 36}, "TOO_LONG", "language"),
        ({"platforms": []}, "REQUIRED", "platforms"),
        ({"platforms": ["MASTODON"] * 11}, "TOO_MANY", "platforms"),
    ],
)
async def test_what_breaks_a_rule_is_refused_and_nothing_is_kept(
    world: World, owner: Person, given: dict[str, Any], code: str, path: str
) -> None:
    refused = await owner.do(REQUEST, **{"brief": BRIEF, "platforms": BOTH, **given})

    assert (refused["code"], refused["path"]) == (code, ["input", path])
    assert refused["retryable"] is False
    assert (await owner.ask(LIST))["draftRequests"]["totalCount"] == 0
    assert world.jobs.messages == []


async def test_the_longest_brief_is_taken(world: World, owner: Person) -> None:
    assert (await written(world, owner, "x" * 4_000))["state"] == "FINISHED"


async def test_a_platform_that_there_is_not_is_refused(owner: Person) -> None:
    error = await owner.refused(REQUEST, input={"brief": BRIEF, "platforms": ["MYSPACE"]})

    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.usefixtures("no_writer")
async def test_without_a_key_the_missing_setting_is_named(world: World, owner: Person) -> None:
    refused = await owner.do(REQUEST, brief=BRIEF, platforms=BOTH)

    assert refused["code"] == "AI_NOT_CONFIGURED"
    assert "OPENAI_API_KEY" in refused["message"]
    assert (await owner.ask(LIST))["draftRequests"]["totalCount"] == 0
    assert world.jobs.messages == []


async def test_nobody_asks_or_reads(owner: Person, anonymous: Person) -> None:
    request_id = await request(owner)

    refused = await anonymous.do(REQUEST, brief=BRIEF, platforms=BOTH)
    error = await anonymous.refused(READ, id=request_id)

    assert refused["code"] == "UNAUTHENTICATED"
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_another_organizations_request_is_none(owner: Person, stranger: Person) -> None:
    request_id = await request(owner)

    assert (await stranger.ask(READ, id=request_id))["draftRequest"] is None
    assert (await stranger.ask(LIST))["draftRequests"]["totalCount"] == 0
    assert (await read(owner, request_id))["state"] == "QUEUED"


async def test_an_id_of_another_type_is_refused_by_name(owner: Person) -> None:
    error = await owner.refused(READ, id="post_01k9x3zq8fexrt9ne5m2ch4vbd")

    assert error["extensions"]["code"] == "INVALID_ID"
    assert "draft_request_" in error["message"]


async def test_requests_are_listed_newest_first_page_by_page(world: World, owner: Person) -> None:
    for number in range(3):
        await request(owner, f"brief {number}", "BLUESKY")
    await world.jobs.perform()

    first = (await owner.ask(LIST, first=2))["draftRequests"]
    rest = (await owner.ask(LIST, first=2, after=first["pageInfo"]["endCursor"]))["draftRequests"]

    assert first["totalCount"] == 3
    assert [node["brief"] for node in first["nodes"]] == ["brief 2", "brief 1"]
    assert first["nodes"][0]["drafts"] == [{"platform": "BLUESKY"}]
    assert first["pageInfo"]["hasNextPage"] is True
    assert [node["brief"] for node in rest["nodes"]] == ["brief 0"]
    assert rest["pageInfo"]["hasNextPage"] is False
