"""The writer speaks OpenAI's chat completions, as the real client understands them."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import jsonschema
import openai
import pytest
from starlette.applications import Starlette

from tests.sandbox.conftest import BASE

pytestmark = pytest.mark.anyio

SCHEMA = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "hashtags": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["text", "hashtags"],
    "additionalProperties": False,
}
SYSTEM = "You write for Mastodon. The text has at most 120 characters."


@pytest.fixture
async def writer(sandbox: Starlette) -> AsyncIterator[openai.AsyncOpenAI]:
    transport = httpx2.ASGITransport(app=sandbox)
    async with httpx2.AsyncClient(transport=transport) as http:
        yield openai.AsyncOpenAI(
            api_key="any", base_url=f"{BASE}/openai/v1", http_client=http, max_retries=0
        )


def asked(brief: str, *later: dict[str, str], schema: dict[str, Any] = SCHEMA) -> dict[str, Any]:
    wanted = {"name": "draft", "strict": True, "schema": schema}
    return {
        "model": "gpt-5-mini",
        "messages": [
            {"role": "system", "content": SYSTEM},
            {"role": "user", "content": brief},
            *later,
        ],
        "response_format": {"type": "json_schema", "json_schema": wanted},
    }


async def written(writer: openai.AsyncOpenAI, request: dict[str, Any]) -> dict[str, Any]:
    completion = await writer.chat.completions.create(**request)
    draft: dict[str, Any] = json.loads(completion.choices[0].message.content or "")
    jsonschema.validate(draft, request["response_format"]["json_schema"]["schema"])
    return draft


async def test_a_draft_fits_the_schema_and_the_limit(writer: openai.AsyncOpenAI) -> None:
    request = asked("Brief: our sourdough workshop opens on Saturday")

    draft = await written(writer, request)

    assert "sourdough workshop" in draft["text"]
    assert len(draft["text"]) <= 120
    assert "sourdough" in draft["hashtags"]
    assert await written(writer, request) == draft


async def test_a_long_draft_is_repaired_when_asked(writer: openai.AsyncOpenAI) -> None:
    brief = "Brief: our sourdough workshop opens on Saturday [long]"
    first = await written(writer, asked(brief))
    repair = (
        {"role": "assistant", "content": json.dumps(first)},
        {"role": "user", "content": "The text is too long. Repair it."},
    )

    second = await written(writer, asked(brief, *repair))
    never = await written(writer, asked(brief.replace("[long]", "[always-long]"), *repair))

    assert len(first["text"]) > 120
    assert 0 < len(second["text"]) <= 120
    assert "[long]" not in second["text"]
    assert len(never["text"]) > 120


async def test_it_can_refuse_and_talk_rubbish(writer: openai.AsyncOpenAI) -> None:
    refused = await writer.chat.completions.create(**asked("Brief: x [refuse]"))
    garbage = await writer.chat.completions.create(**asked("Brief: x [garbage]"))

    assert refused.choices[0].message.content is None
    assert refused.choices[0].message.refusal
    with pytest.raises(json.JSONDecodeError):
        json.loads(garbage.choices[0].message.content or "")


async def test_a_streamed_draft_is_the_same(writer: openai.AsyncOpenAI) -> None:
    request = asked("Brief: our workshop")
    whole = await writer.chat.completions.create(**request)

    stream = await writer.chat.completions.create(
        **request, stream=True, stream_options={"include_usage": True}
    )
    chunks = [chunk async for chunk in stream]

    pieces = [c.choices[0].delta.content or "" for c in chunks if c.choices]
    assert len([piece for piece in pieces if piece]) > 2
    assert "".join(pieces) == whole.choices[0].message.content
    assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == "stop"
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole.usage


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "maxLength": 10, "minLength": 5},
        {"type": ["string", "null"]},
        {"type": "integer", "minimum": 3, "maximum": 3},
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "boolean"},
        {"enum": ["a", "b"]},
        {"const": 7},
        {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Draft"}]},
        {"type": "array", "items": {"$ref": "#/$defs/Draft"}, "minItems": 2, "maxItems": 4},
        {"type": "string", "format": "date-time"},
    ],
)
async def test_any_schema_is_filled(writer: openai.AsyncOpenAI, schema: dict[str, Any]) -> None:
    draft = {
        "type": "object",
        "properties": {"body": {"type": "string", "maxLength": 60}},
        "required": ["body"],
        "additionalProperties": False,
    }
    outer = {**SCHEMA, "properties": {"part": schema}, "required": ["part"]}

    await written(writer, asked("Brief: a workshop", schema={**outer, "$defs": {"Draft": draft}}))


async def test_objections_have_the_shape_of_openai(
    writer: openai.AsyncOpenAI, http: httpx2.AsyncClient
) -> None:
    with pytest.raises(openai.BadRequestError, match="additionalProperties"):
        await writer.chat.completions.create(
            **asked("x", schema={"type": "object", "properties": {}})
        )
    with pytest.raises(openai.BadRequestError, match="messages"):
        await writer.chat.completions.create(model="gpt-5-mini", messages=[])
    with pytest.raises(openai.NotFoundError):
        await writer.embeddings.create(model="x", input="y")
    nobody = await http.post("/openai/v1/chat/completions", json={})
    assert nobody.status_code == 401
    assert set(nobody.json()["error"]) == {"message", "type", "param", "code"}
    assert "gpt-5-mini" in [model.id async for model in writer.models.list()]


@pytest.mark.parametrize(
    "schema", [{"type": {}}, {"enum": {"a": 1}}, {"format": []}, {"type": "array", "items": 5}]
)
async def test_a_schema_that_is_none_is_refused_or_ignored(
    http: httpx2.AsyncClient, schema: dict[str, Any]
) -> None:
    wanted = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    request = {
        "model": "m",
        "messages": [{"role": "user", "content": "x"}],
        "response_format": wanted,
    }

    answer = await http.post(
        "/openai/v1/chat/completions", json=request, headers={"Authorization": "Bearer any"}
    )

    assert answer.status_code in {200, 400}


async def test_planned_faults_reach_the_writer(
    writer: openai.AsyncOpenAI, http: httpx2.AsyncClient
) -> None:
    for kind in ("rate_limit", "expired_token"):
        await http.post("/_sandbox/faults", json={"network": "openai", "kind": kind})

    with pytest.raises(openai.RateLimitError) as limited:
        await writer.models.list()
    with pytest.raises(openai.AuthenticationError):
        await writer.models.list()
    assert limited.value.response.headers["retry-after"] == "20"


RUBBISH: list[Any] = [
    {"messages": "x", "model": "m"},
    {"messages": [1], "model": "m"},
    {"messages": [{"role": "user"}], "model": 1},
    {"messages": [{"role": "user"}], "model": "m", "response_format": {"type": "json_schema"}},
]


@pytest.mark.parametrize("rubbish", RUBBISH)
async def test_rubbish_is_refused(http: httpx2.AsyncClient, rubbish: dict[str, Any]) -> None:
    bearer = {"Authorization": "Bearer any"}

    answer = await http.post("/openai/v1/chat/completions", json=rubbish, headers=bearer)

    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_request_error"
