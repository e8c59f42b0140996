"""The simulated Mailgun answers as the real one is documented to."""

from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

pytestmark = pytest.mark.anyio

AUTH = ("api", "key")
MAIL = {
    "from": "AllIN <n@x.example>",
    "to": "Ada <a@x.example>",
    "subject": "Hi",
    "text": "Hello",
    "html": "<p>Hello</p>",
}
URL = "/mailgun/v3/mg.x.example/messages"
EVENTS = "/mailgun/v3/mg.x.example/events"


async def post(
    http: httpx2.AsyncClient, more: dict[str, Any] | None = None, auth: Any = AUTH
) -> httpx2.Response:
    given = {**MAIL, **(more or {})}
    files: list[Any] = [(name, (None, value)) for name, value in given.items() if value is not None]
    return await http.post(URL, files=files, auth=auth)


async def test_a_message_is_queued_and_shown_on_the_mailbox_page(
    sandbox: Starlette, http: httpx2.AsyncClient
) -> None:
    answer = await post(http, {"h:Message-Id": "<1@x.example>"})

    assert answer.json() == {"id": "<1@x.example>", "message": "Queued. Thank you."}
    (mail,) = sandbox.state.mailbox.mails("a@x.example")
    assert (mail["text"], mail["html"]) == ("Hello", "<p>Hello</p>")
    assert "Hi" in (await http.get("/mailbox")).text
    assert "<p>Hello</p>" in (await http.get("/mailbox/1/html")).text


async def test_without_an_id_of_ones_own_one_is_made(http: httpx2.AsyncClient) -> None:
    known_as = (await post(http)).json()["id"]

    assert known_as.endswith("@mg.x.example>")


@pytest.mark.parametrize("auth", [None, ("api", ""), ("ada", "key")])
async def test_without_a_key_it_is_forbidden(http: httpx2.AsyncClient, auth: Any) -> None:
    answer = await post(http, auth=auth)

    assert (answer.status_code, answer.text) == (401, "Forbidden")
    assert (await http.get(EVENTS, auth=auth)).status_code == 401


@pytest.mark.parametrize(
    "more, message",
    [
        ({"from": None}, "from parameter is missing"),
        ({"to": None}, "to parameter is missing"),
        ({"to": "nobody"}, "to parameter is not a valid address. please check documentation"),
        (
            {"text": None, "html": None},
            "Need at least one of 'text' or 'html' parameters specified",
        ),
    ],
)
async def test_what_is_no_message_is_refused(
    sandbox: Starlette, http: httpx2.AsyncClient, more: dict[str, Any], message: str
) -> None:
    answer = await post(http, more)

    assert (answer.status_code, answer.json()) == (400, {"message": message})
    assert sandbox.state.mailbox.mails() == []


async def test_events_are_found_by_an_id_without_brackets_only(http: httpx2.AsyncClient) -> None:
    for number in (1, 2):
        await post(http, {"h:Message-Id": f"<{number}@x.example>"})

    async def found(**query: str) -> int:
        asked = {"ascending": "yes", **query}
        return len((await http.get(EVENTS, params=asked, auth=AUTH)).json()["items"])

    assert await found(**{"message-id": "1@x.example"}) == 1
    assert await found(**{"message-id": "3@x.example"}) == 0
    assert await found(**{"message-id": "<1@x.example>"}) == 2  # no filter at all
    assert await found(begin="99999999999") == 0
    assert (await http.get(EVENTS, auth=AUTH)).status_code == 400  # neither end nor direction


async def test_who_asks_too_often_is_told_to_wait(
    sandbox: Starlette, http: httpx2.AsyncClient
) -> None:
    await http.post("/_sandbox/faults", json={"network": "mailgun", "kind": "rate_limit"})

    answer = await post(http)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert sandbox.state.mailbox.mails() == []
