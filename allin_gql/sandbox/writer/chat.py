"""OpenAI's chat completions over HTTP: whole or streamed, with its errors."""

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from allin_gql.sandbox.faults import Kind
from allin_gql.sandbox.intake import Parameters, Unreadable, read_parameters
from allin_gql.sandbox.world import World
from allin_gql.sandbox.writer.prose import Assignment, post, understand
from allin_gql.sandbox.writer.schema import Filler, strictness_problem

NAME = "openai"
MODELS = ("gpt-5", "gpt-5-mini", "gpt-5-nano", "sandbox-writer")
CHUNK = 16  # characters
CHUNK_PAUSE = 0.01  # seconds: a person sees it being written
_REFUSAL = "I'm sorry, but I can't help with that request."
_GARBAGE = '{"text": "Once upon a'


@dataclass(slots=True, kw_only=True, eq=False)
class Objection(Exception):
    """What OpenAI would not do, in its own shape."""

    status: int
    message: str
    type: str = "invalid_request_error"
    param: str | None = None
    code: str | None = None

    def answer(self) -> Response:
        """Answer it."""
        error = {
            "message": self.message,
            "type": self.type,
            "param": self.param,
            "code": self.code,
        }
        return JSONResponse({"error": error}, status_code=self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What was written for a request: content, or a refusal, and what it cost."""

    model: str
    created: int
    content: str | None
    refusal: str | None
    prompt_tokens: int

    @property
    def id(self) -> str:
        """The same for the same answer."""
        digest = hashlib.sha256(f"{self.created}{self.content}{self.refusal}".encode())
        return f"chatcmpl-{digest.hexdigest()[:29]}"

    def usage(self) -> dict[str, Any]:
        """Count tokens about as a tokenizer would."""
        written = _tokens(self.content or self.refusal or "")
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": written,
            "total_tokens": self.prompt_tokens + written,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
        }

    def frame(self, kind: str, choices: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Answer what is around the choices."""
        return {
            "id": self.id,
            "object": kind,
            "created": self.created,
            "model": self.model,
            "system_fingerprint": "fp_sandbox",
            "choices": list(choices),
        }


def writer_routes(world: World) -> Sequence[BaseRoute]:
    """Answer the routes of the writer, to be mounted at `/openai`."""

    async def complete(request: Request) -> Response:
        try:
            _authenticate(request)
            parameters = await read_parameters(request)
            completion = _written(world, parameters)
        except Unreadable:
            return Objection(status=400, message="We could not parse the JSON body.").answer()
        except Objection as objection:
            return objection.answer()
        if parameters.get("stream") is True:
            options = parameters.get("stream_options")
            has_usage = isinstance(options, dict) and options.get("include_usage") is True
            return StreamingResponse(
                _streamed(completion, has_usage=has_usage), media_type="text/event-stream"
            )
        return JSONResponse(_whole(completion))

    async def models(request: Request) -> Response:
        try:
            _authenticate(request)
        except Objection as objection:
            return objection.answer()
        data = [
            {"id": model, "object": "model", "created": 1_760_000_000, "owned_by": "sandbox"}
            for model in MODELS
        ]
        return JSONResponse({"object": "list", "data": data})

    async def nothing(request: Request) -> Response:
        url = f"{request.method} {request.url.path}"
        return Objection(status=404, message=f"Invalid URL ({url})").answer()

    return [
        Route("/v1/chat/completions", complete, methods=["POST"]),
        Route("/v1/models", models),
        Route("/{path:path}", nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    ]


def refuse_to_write(_: World, kind: Kind, __: Request) -> Response:
    """Answer a planned refusal (see `network.Network.refuse`)."""
    if kind is Kind.RATE_LIMIT:
        response = Objection(
            status=429,
            message="Rate limit reached for requests. Please try again in 20s.",
            type="requests",
            code="rate_limit_exceeded",
        ).answer()
        response.headers["retry-after"] = "20"
        response.headers["x-ratelimit-limit-requests"] = "500"
        response.headers["x-ratelimit-remaining-requests"] = "0"
        response.headers["x-ratelimit-reset-requests"] = "20s"
        return response
    message = "Incorrect API key provided."
    return Objection(status=401, message=message, code="invalid_api_key").answer()


def _authenticate(request: Request) -> None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Objection(
            status=401,
            message=(
                "You didn't provide an API key. You need to provide your API key in an"
                " Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
            ),
        )


def _written(world: World, parameters: Parameters) -> Completion:
    model, messages = parameters.get("model"), parameters.get("messages")
    if not isinstance(model, str) or not model:
        raise _missing("model")
    if not isinstance(messages, list) or not messages:
        raise _missing("messages")
    if not all(isinstance(message, dict) and "role" in message for message in messages):
        raise Objection(
            status=400, message="Invalid value for 'messages': a role.", param="messages"
        )
    assignment = _assignment(messages)
    is_refused = "refuse" in assignment.triggers
    return Completion(
        model=model,
        created=int(world.clock.now().timestamp()),
        content=None if is_refused else _content(parameters.get("response_format"), assignment),
        refusal=_REFUSAL if is_refused else None,
        prompt_tokens=sum(_tokens(_said(message)) + 4 for message in messages),
    )


def _assignment(messages: Sequence[dict[str, Any]]) -> Assignment:
    """The prompts before the writer's first answer are the assignment; later ones are repairs."""
    answered = next(
        (i for i, message in enumerate(messages) if message["role"] == "assistant"), None
    )
    return understand([_said(message) for message in messages[:answered]], is_repair=bool(answered))


def _content(response_format: Any, assignment: Assignment) -> str:  # noqa: ANN401  # any JSON
    if "garbage" in assignment.triggers:
        return _GARBAGE
    kind = response_format.get("type") if isinstance(response_format, dict) else "text"
    if kind == "json_object":
        return json.dumps({"text": post(assignment, "")}, ensure_ascii=False)
    if kind != "json_schema":
        return post(assignment, "")
    wanted = response_format.get("json_schema")
    schema = wanted.get("schema") if isinstance(wanted, dict) else None
    if not isinstance(schema, dict):
        raise _missing("response_format.json_schema.schema")
    problem = strictness_problem(schema) if wanted.get("strict") is True else None
    filled: Any = None
    try:
        filled = Filler(schema, assignment).fill()
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        problem = problem or "it is not a valid JSON Schema."
    if problem is not None:
        raise Objection(
            status=400,
            message=f"Invalid schema for response_format '{wanted.get('name')}': {problem}",
            param="response_format",
        )
    return json.dumps(filled, ensure_ascii=False)


def _said(message: dict[str, Any]) -> str:
    content = message.get("content")
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        return "\n".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _whole(completion: Completion) -> dict[str, Any]:
    message: dict[str, Any] = {
        "role": "assistant",
        "content": completion.content,
        "refusal": completion.refusal,
        "annotations": [],
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {**completion.frame("chat.completion", [choice]), "usage": completion.usage()}


async def _streamed(completion: Completion, *, has_usage: bool) -> AsyncIterator[str]:
    def event(choices: Sequence[dict[str, Any]], usage: dict[str, Any] | None = None) -> str:
        body = completion.frame("chat.completion.chunk", choices)
        if has_usage:
            body["usage"] = usage
        return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"

    field = "content" if completion.refusal is None else "refusal"
    written = completion.content or completion.refusal or ""
    yield event([_delta({"role": "assistant", "content": "", "refusal": None})])
    for start in range(0, len(written), CHUNK):
        yield event([_delta({field: written[start : start + CHUNK]})])
        await anyio.sleep(CHUNK_PAUSE)
    yield event([_delta({}, finish="stop")])
    if has_usage:
        yield event([], completion.usage())
    yield "data: [DONE]\n\n"


def _delta(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _missing(name: str) -> Objection:
    return Objection(
        status=400,
        message=f"Missing required parameter: '{name}'.",
        param=name,
        code="missing_required_parameter",
    )


def _tokens(text: str) -> int:
    return len(text) // 4 + 1
