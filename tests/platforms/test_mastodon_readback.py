"""Finding a status of Mastodon by reading what the account has posted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from allin_gql.platforms.base import (
    Absence,
    PublishedPost,
)
from tests.platforms.mastodon_recorded import ACCOUNT, POST, SENT_AT, STATUS
from tests.platforms.stage import (
    MakeStage,
    Stage,
    handling,
)


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    return make_stage("MASTODON")


def status(number: int, seconds: float, **more: Any) -> dict[str, Any]:
    created_at = (SENT_AT + timedelta(seconds=seconds)).isoformat()
    return {**STATUS, "id": str(number), "created_at": created_at, **more}


OTHER = {"application": {"name": "Web"}}
NONE = {"application": None}
FOUND = "found"
Case = tuple[list[dict[str, Any]], dict[str, str], object]
CASES: dict[str, Case] = {
    "nothing there": ([], {}, Absence.NOT_PUBLISHED),
    "there": ([status(2, 1)], {}, FOUND),
    "there among others": (
        [status(3, 2, content="<p>Else</p>"), status(2, 1), status(1, 0.5, content="")],
        {},
        FOUND,
    ),
    "clocks a little apart": ([status(2, -3)], {}, FOUND),
    "something else of ours": ([status(3, 1, content="<p>Else</p>")], {}, Absence.NOT_PUBLISHED),
    "written by hand, elsewhere": ([status(3, 1, **OTHER)], {}, Absence.NOT_PUBLISHED),
    "shown without application": ([status(3, 1, **NONE)], {}, Absence.CANNOT_TELL),
    "twice the same of ours": ([status(3, 9), status(2, 1)], {}, Absence.CANNOT_TELL),
    "the same of ours, just before": ([status(3, -60)], {}, Absence.CANNOT_TELL),
    "the same of ours, long before": ([status(3, -600)], {}, Absence.NOT_PUBLISHED),
    "shown differently, same source": (
        [status(2, 1, content="<p>Toot (edited by a fork)</p>")],
        {"2": "Toot!"},
        FOUND,
    ),
    "shown differently, other source": (
        [status(3, 1, content="<p>Boot!</p>")],
        {"3": "Boot!"},
        Absence.NOT_PUBLISHED,
    ),
    "no time": ([status(2, 1, created_at="?")], {}, Absence.CANNOT_TELL),
    "no id": ([{**status(2, 1), "id": None}], {}, Absence.CANNOT_TELL),
}


@pytest.mark.parametrize("case", CASES)
async def test_a_status_is_found_by_reading(case: str) -> None:
    statuses, sources, expected = CASES[case]

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/source"):
            text = sources.get(request.url.path.split("/")[-2])
            missing = httpx2.Response(404, json={"error": "Record not found"})
            return missing if text is None else httpx2.Response(200, json={"text": text})
        assert request.method == "GET"
        assert request.url.path == f"/api/v1/accounts/{ACCOUNT.external_id}/statuses"
        return httpx2.Response(200, json=[] if "max_id" in request.url.params else statuses)

    found = (
        await handling(handle)
        .by_name("MASTODON")
        .was_published(ACCOUNT, POST, first_sent_at=SENT_AT)
    )

    if expected == FOUND:
        assert found == PublishedPost(external_id="2", url=str(STATUS["url"]))
    else:
        assert found is expected


async def test_a_busy_account_is_read_page_by_page_until_it_is_too_much() -> None:
    pages: list[str | None] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        older_than = request.url.params.get("max_id")
        pages.append(older_than)
        newest = int(older_than or 1000) - 1
        page = [status(newest - n, 5, content="<p>x</p>", **OTHER) for n in range(40)]
        return httpx2.Response(200, json=page)

    found = (
        await handling(handle)
        .by_name("MASTODON")
        .was_published(ACCOUNT, POST, first_sent_at=SENT_AT)
    )

    assert found is Absence.CANNOT_TELL
    assert pages == [None, *(str(1000 - 40 * page) for page in range(1, 10))]


@pytest.mark.parametrize(
    "text",
    [
        "Hello @felix, and @yuki too!",
        "Two\n\nparagraphs\nand a line",
        "https://example.com/a-very-long-path-to-some-rye-bread-that-is-shortened?a=1&b=2",
        "#bread &amp; <i>\"quotes\"</i> 'and' more",
        "  spaces   inside  ",
        "@nobody@elsewhere.example hi",
    ],
)
async def test_what_the_server_makes_of_a_text_is_recognised(stage: Stage, text: str) -> None:
    account = await stage.account()
    sent_at = datetime.now(UTC)
    post = await stage.prepare(account, text)

    published = await stage.network.publish(account, post)

    found = await stage.network.was_published(account, post, first_sent_at=sent_at)
    assert found == published
