"""The writer asks once, and says by kind why nothing was written."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from allin_gql.adapters.writer import (
    Speaker,
    Turn,
    Writer,
    WriterError,
    WriterMisconfigured,
    WriterNotConfigured,
    WriterRefused,
    WriterUnavailable,
    WriterUnusable,
)
from allin_gql.core.errors import NotConfigured
from allin_gql.sandbox.app import create_sandbox
from allin_gql.settings import Settings
from tests.fixtures.world import SANDBOX, make_settings

pytestmark = pytest.mark.anyio

SYSTEM = Turn(speaker=Speaker.SYSTEM, words="The text has at most 120 characters.")


def brief(text: str) -> list[Turn]:
    return [SYSTEM, Turn(speaker=Speaker.USER, words=f"Brief: {text}")]


def completion(content: str, **choice: object) -> dict[str, Any]:
    message = {"role": "assistant", "content": content}
    return {"model": "m", "choices": [{"message": message, **choice}]}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path, openai_timeout=timedelta(seconds=0.5))


@pytest.fixture
def transport(settings: Settings) -> Iterator[httpx2.ASGITransport]:
    app = create_sandbox(settings, smtp=False, is_remembered=False)
    yield httpx2.ASGITransport(app=app)
    app.state.world.store.close()


@pytest.fixture
async def sandbox(transport: httpx2.ASGITransport) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(transport=transport, base_url=SANDBOX) as client:
        yield client


@pytest.fixture
async def writer(settings: Settings, transport: httpx2.ASGITransport) -> AsyncIterator[Writer]:
    made = Writer.from_settings(settings, transport=transport)
    yield made
    await made.close()


async def plan(sandbox: httpx2.AsyncClient, **fault: object) -> None:
    planned = await sandbox.post("/_sandbox/faults", json={"network": "openai", **fault})
    assert planned.status_code == 201


async def calls_seen(sandbox: httpx2.AsyncClient) -> int:
    (planned,) = (await sandbox.get("/_sandbox/faults")).json()
    seen: int = planned["seen"]
    return seen


async def test_a_text_comes_with_what_it_took(writer: Writer) -> None:
    written = await writer.write(brief("our workshop opens"))

    assert "Our workshop opens" in written.text
    assert len(written.text) <= 120
    assert json.loads(written.turn.words) == {"text": written.text}
    assert written.turn.speaker is Speaker.ASSISTANT
    assert written.model == "gpt-5-mini"
    assert (written.prompt_tokens or 0) > 0
    assert (written.completion_tokens or 0) > 0
    assert timedelta() < written.elapsed < timedelta(seconds=0.5)


async def test_a_conversation_goes_on_from_a_text(writer: Writer) -> None:
    asked = brief("our workshop opens [long]")
    first = await writer.write(asked)

    repair = Turn(speaker=Speaker.USER, words="Write it again, shorter.")
    second = await writer.write([*asked, first.turn, repair])

    assert len(first.text) > 120
    assert 0 < len(second.text) <= 120


async def test_a_refusal_is_none_of_the_writers_faults(writer: Writer) -> None:
    with pytest.raises(WriterRefused) as refused:
        await writer.write(brief("something bad [refuse]"))

    assert refused.value.code == "WRITER_REFUSED"
    assert not refused.value.is_retryable


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "<html>Welcome to our proxy</html>",
        "null",
        "{}",
        {"model": "m", "choices": []},
        {"model": "m", "choices": [{"message": {}}]},
        completion("Hello"),
        completion('{"text": 7}'),
        completion('{"text": "Hello", "more": 1}'),
        completion('{"text": " "}'),
        completion('{"text": "Hel\\u0000lo"}'),
        completion('{"text": "Hel\\ud800lo"}'),
        completion(json.dumps({"text": "long" * 25_001})),
        completion('{"text": "Hello"}', finish_reason="length"),
    ],
)
async def test_what_is_no_text_is_unusable(
    writer: Writer, sandbox: httpx2.AsyncClient, answer: str | dict[str, Any]
) -> None:
    await plan(sandbox, kind="error", status=200, body=answer)

    with pytest.raises(WriterUnusable):
        await writer.write(brief("our workshop"))


async def test_broken_json_is_unusable(writer: Writer) -> None:
    with pytest.raises(WriterUnusable, match="broken data") as unusable:
        await writer.write(brief("our workshop [garbage]"))

    assert unusable.value.is_retryable


async def test_a_server_need_not_count_tokens(writer: Writer, sandbox: httpx2.AsyncClient) -> None:
    answer = {**completion('{"text": " Cafe\\u0301 \\r\\n"}'), "usage": None}
    await plan(sandbox, kind="error", status=200, body=answer)

    written = await writer.write(brief("our café"))

    assert (written.text, written.model) == ("Café", "m")
    assert written.prompt_tokens is None
    assert written.completion_tokens is None


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "status": 500},
        {"kind": "error", "status": 503, "body": "<html>"},
        {"kind": "error", "status": 408},
        {"kind": "reset"},
        {"kind": "truncate"},
        {"kind": "hang", "seconds": 30},
        {"kind": "slow", "seconds": 30},
    ],
)
async def test_no_answer_is_worth_asking_again_later_but_not_by_itself(
    writer: Writer, sandbox: httpx2.AsyncClient, fault: dict[str, object]
) -> None:
    await plan(sandbox, count=0, **fault)

    with pytest.raises(WriterUnavailable) as unavailable:
        await writer.write(brief("our workshop"))

    assert unavailable.value.is_retryable
    assert unavailable.value.retry_after is None
    assert await calls_seen(sandbox) == 1


async def test_too_many_requests_say_when_to_ask_again(
    writer: Writer, sandbox: httpx2.AsyncClient
) -> None:
    await plan(sandbox, kind="rate_limit", count=0)

    with pytest.raises(WriterUnavailable, match="429") as unavailable:
        await writer.write(brief("our workshop"))

    assert unavailable.value.retry_after == timedelta(seconds=20)
    assert await calls_seen(sandbox) == 1


@pytest.mark.parametrize("asked", ["99999999999999999999", "-1", "soon", "²"])
async def test_a_strange_wait_is_not_believed(
    writer: Writer, sandbox: httpx2.AsyncClient, asked: str
) -> None:
    headers = {"retry-after": asked.encode().decode("latin-1")}
    await plan(sandbox, kind="error", status=503, headers=headers)

    with pytest.raises(WriterUnavailable) as unavailable:
        await writer.write(brief("our workshop"))

    assert unavailable.value.retry_after in {None, timedelta(minutes=5)}


@pytest.mark.parametrize(
    "fault,sentence",
    [
        ({"kind": "expired_token"}, "OPENAI_API_KEY"),
        ({"kind": "error", "status": 403}, "OPENAI_API_KEY"),
        ({"kind": "error", "status": 404}, "ALLIN_OPENAI_MODEL “gpt-5-mini”"),
        ({"kind": "error", "status": 400}, "OPENAI_BASE_URL"),
        (
            {"kind": "error", "status": 429, "body": {"error": {"code": "insufficient_quota"}}},
            "no credit",
        ),
    ],
)
async def test_what_only_an_operator_can_mend_names_the_setting(
    writer: Writer, sandbox: httpx2.AsyncClient, fault: dict[str, object], sentence: str
) -> None:
    await plan(sandbox, **fault)

    with pytest.raises(WriterMisconfigured, match=sentence) as misconfigured:
        await writer.write(brief("our workshop"))

    assert misconfigured.value.code == "AI_MISCONFIGURED"
    assert not misconfigured.value.is_retryable


async def test_a_filter_refuses(writer: Writer, sandbox: httpx2.AsyncClient) -> None:
    body = {"error": {"message": "Filtered", "code": "content_filter"}}
    await plan(sandbox, kind="error", status=400, body=body)

    with pytest.raises(WriterRefused):
        await writer.write(brief("something bad"))


async def test_a_key_is_never_repeated(
    writer: Writer, sandbox: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "sk-very-secret"
    body = {"error": {"message": f"Incorrect API key provided: {secret}"}}
    await plan(sandbox, kind="error", status=401, body=body)

    with pytest.raises(WriterError) as failed:
        await writer.write(brief("our workshop"))

    assert secret not in str(failed.value)
    assert secret not in caplog.text


async def test_without_a_key_it_says_which_setting_is_missing(tmp_path: Path) -> None:
    writer = Writer.from_settings(make_settings(tmp_path, openai_api_key=None))

    assert not writer.is_configured
    with pytest.raises(WriterNotConfigured, match="OPENAI_API_KEY is not set") as missing:
        writer.require_configured()
    with pytest.raises(WriterNotConfigured):
        await writer.write(brief("our workshop"))
    await writer.close()

    assert isinstance(missing.value, NotConfigured)
    assert missing.value.code == "AI_NOT_CONFIGURED"


async def test_with_a_key_it_is_configured(writer: Writer) -> None:
    assert writer.is_configured
    writer.require_configured()
