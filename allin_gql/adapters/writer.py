"""A writer behind OpenAI's chat completions: OpenAI itself, or any server that speaks the same.

    WriterError
    ├── WriterNotConfigured   there is no key
    ├── WriterMisconfigured   key, model or address is not accepted; asking again does not help
    ├── WriterUnavailable     no answer in time, too many requests, a fault there; ask again
    ├── WriterRefused         it will not write this
    └── WriterUnusable        it answered, but not with what was asked for

Each call asks once. Repeating is left to whoever asks: they know how often they have paid already.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from time import perf_counter
from typing import Any, cast

import httpx2
from openai import APIConnectionError, APIStatusError, AsyncOpenAI
from openai.types.chat import ChatCompletionMessageParam
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from allin_gql.core.errors import AllinError, InvalidInput, NotConfigured, Unavailable
from allin_gql.core.parts import Part
from allin_gql.core.text import checked_text
from allin_gql.settings import Settings

_log = logging.getLogger(__name__)

_OPENAI = "https://api.openai.com/v1"
# The library repeats by itself, twice by default, and waits up to two minutes before it does so.
_LIBRARY_RETRIES = 0
_MAX_RETRY_AFTER = timedelta(minutes=5)  # whatever a server says, it is asked again by then
_MAX_TEXT = 100_000  # characters; more than any platform takes, less than would hurt
_LATER = frozenset({408, 409, 425, 429})  # and every 5xx
_OUT_OF_CREDIT = "insufficient_quota"  # a 429 that does not pass by waiting
_FILTERED = frozenset({"content_filter", "content_policy_violation"})


class WriterError(AllinError):
    """The writer did not write."""

    code = "WRITER_FAILED"
    cause = "Something went wrong between AllIN and the AI writer."
    remedy = "Call `retryDraftRequest`."
    arises = "the parent of the writer's codes; more exact ones come in its place"


class WriterNotConfigured(WriterError, NotConfigured):
    """This installation has no writer."""

    code = "AI_NOT_CONFIGURED"
    cause = "This installation has no key for an AI writer."
    remedy = "Ask whoever operates this installation to set `OPENAI_API_KEY`."
    arises = "`requestDrafts`, `retryDraftRequest`"


class WriterMisconfigured(WriterError, NotConfigured):
    """The writer's server does not accept what this installation says; an operator has to act."""

    code = "AI_MISCONFIGURED"
    cause = (
        "The writer's server does not accept the key, the model or the address, or the credit "
        "is used up."
    )
    remedy = (
        "Ask whoever operates this installation to correct `OPENAI_API_KEY`, `OPENAI_BASE_URL` "
        "or `ALLIN_OPENAI_MODEL`; then call `retryDraftRequest`."
    )
    arises = "`problem` of a draft request"


class WriterUnavailable(WriterError, Unavailable):
    """The writer's server does not answer now. `retry_after` is what it asked for, if it did."""

    code = "WRITER_UNAVAILABLE"
    is_retryable = True
    cause = "The writer did not answer in time, asked to wait, or has a fault."
    remedy = (
        "Wait: it is asked three times without you. If the request has failed, call "
        "`retryDraftRequest`."
    )
    arises = "`problem` of a draft request"
    retry_after: timedelta | None = None


class WriterRefused(WriterError, InvalidInput):
    """The writer will not write what it was asked for."""

    code = "WRITER_REFUSED"
    cause = (
        "The writer, or a filter before it, takes the brief or its answer for something that "
        "it will not write."
    )
    remedy = "Word the brief differently in a new `requestDrafts`."
    arises = "`problem` of a draft request"


class WriterUnusable(WriterError):
    """What the writer answered is no text: broken JSON, cut off, or no completion at all."""

    code = "WRITER_UNUSABLE"
    is_retryable = True  # the same question gets another answer
    cause = "The writer answered with broken or unfinished text."
    remedy = "Call `retryDraftRequest`: the same question gets another answer."
    arises = "`problem` of a draft request"


class Speaker(StrEnum):
    """Who said something in a conversation."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing said in a conversation."""

    speaker: Speaker
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text, what it took, and the turn to go on from when something about it is to be changed.

    Tokens are None where the server does not count them.
    """

    text: str
    turn: Turn
    model: str
    prompt_tokens: int | None
    completion_tokens: int | None
    elapsed: timedelta


class _Text(BaseModel):
    """What is asked for, as OpenAI's strict mode wants it: every field required, no others."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The text itself, ready to be used, and nothing else.")


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(BaseModel):
    """As much of a completion as is read; servers differ in the rest."""

    model: str
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


_FORMAT: dict[str, Any] = {
    "type": "json_schema",
    "json_schema": {"name": "text", "strict": True, "schema": _Text.model_json_schema()},
}


class Writer:
    """Writes texts. Without a key it can be made, and says so when it is asked to write."""

    def __init__(self, client: AsyncOpenAI | None, *, model: str, timeout: timedelta) -> None:
        self._client = client
        self._model = model
        self._timeout = timeout

    @classmethod
    def from_settings(
        cls, settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None
    ) -> "Writer":
        """Make the writer that the settings name. A `transport` replaces the network, for tests."""
        timeout = settings.openai_timeout
        key = settings.openai_api_key
        client = key and AsyncOpenAI(
            api_key=key.get_secret_value(),
            base_url=settings.openai_base_url or _OPENAI,
            max_retries=_LIBRARY_RETRIES,
            timeout=timeout.total_seconds(),
            http_client=httpx2.AsyncClient(transport=transport),
        )
        return cls(client or None, model=settings.openai_model, timeout=timeout)

    @property
    def is_configured(self) -> bool:
        return self._client is not None

    @property
    def timeout(self) -> timedelta:
        """How long one call takes at the most."""
        return self._timeout

    def require_configured(self) -> None:
        """Let pass, or raise `WriterNotConfigured`."""
        self._require_client()

    async def write(self, conversation: Sequence[Turn]) -> Written:
        """Ask for the next turn as one text. Raises a `WriterError`, each kind by its class."""
        client = self._require_client()
        begun = perf_counter()
        answer = await self._ask(client, conversation)
        completion, content = _read(answer)
        usage = completion.usage or _Usage()
        return Written(
            text=_text(content),
            turn=Turn(speaker=Speaker.ASSISTANT, words=content),
            model=completion.model,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            elapsed=timedelta(seconds=perf_counter() - begun),
        )

    async def close(self) -> None:
        """Give back connections."""
        if self._client is not None:
            await self._client.close()

    def _require_client(self) -> AsyncOpenAI:
        if self._client is None:
            raise WriterNotConfigured(
                "There is no AI writer here: OPENAI_API_KEY is not set. An operator can set it, and"
                " OPENAI_BASE_URL for a server other than OpenAI's."
            )
        return self._client

    async def _ask(self, client: AsyncOpenAI, conversation: Sequence[Turn]) -> bytes:
        messages = [{"role": turn.speaker.value, "content": turn.words} for turn in conversation]
        try:
            # The library's own timeout is for each wait on the network, this one is for all of it.
            async with asyncio.timeout(self._timeout.total_seconds()):
                response = await client.chat.completions.with_raw_response.create(
                    model=self._model,
                    messages=cast("list[ChatCompletionMessageParam]", messages),
                    response_format=cast("Any", _FORMAT),
                )
        except (TimeoutError, APIConnectionError) as error:
            raise self._no_answer(error) from error
        except APIStatusError as error:
            _log.warning("the writer answered %d (%s)", error.status_code, error.code)
            raise _refusal(error, self._model) from error
        return response.content

    def _no_answer(self, error: Exception) -> WriterUnavailable:
        seconds = f"{self._timeout.total_seconds():g}"
        _log.warning("the writer did not answer: %s", error.__cause__ or type(error).__name__)
        return WriterUnavailable(
            f"The AI writer could not be reached, or did not answer within {seconds} seconds."
        )


def _read(answer: bytes) -> tuple[_Completion, str]:
    """Read a completion and what it says, however strange the server is."""
    try:
        completion = _Completion.model_validate_json(answer)
    except ValidationError as error:
        raise WriterUnusable("The AI writer answered with something that is no answer.") from error
    choice = completion.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise WriterRefused("The AI writer will not write this; word the brief differently.")
    if choice.finish_reason == "length":
        raise WriterUnusable("The AI writer did not come to an end, and was cut off.")
    return completion, choice.message.content or ""


def _text(content: str) -> str:
    try:
        text = _Text.model_validate_json(content).text
        return checked_text(text, label="text", path=(), maximum=_MAX_TEXT)
    except ValidationError as error:
        raise WriterUnusable(
            "The AI writer answered with broken data in place of a text."
        ) from error
    except InvalidInput as error:
        raise WriterUnusable(f"The AI writer wrote what is no text: {error}") from error


def _refusal(error: APIStatusError, model: str) -> WriterError:
    """Say what an error means, in our words: the server's may repeat a part of the key."""
    status = error.status_code
    if error.code == _OUT_OF_CREDIT:
        return WriterMisconfigured("The account behind OPENAI_API_KEY has no credit left.")
    if status in _LATER or status >= 500:  # noqa: PLR2004  # RFC 9110: the server's faults
        return _busy(error)
    if error.code in _FILTERED:
        return WriterRefused("The AI writer will not write this; word the brief differently.")
    if status in {401, 403}:
        return WriterMisconfigured("The AI writer does not accept the key in OPENAI_API_KEY.")
    return WriterMisconfigured(
        f"The AI writer does not take our requests (it answers {status}): check OPENAI_BASE_URL,"
        f" and whether ALLIN_OPENAI_MODEL “{model}” is a model that gives structured output."
    )


def _busy(error: APIStatusError) -> WriterUnavailable:
    unavailable = WriterUnavailable(
        f"The AI writer cannot answer now (it says {error.status_code}); ask again in a while."
    )
    seconds = error.response.headers.get("retry-after", "")
    if seconds.isascii() and seconds.isdigit():
        unavailable.retry_after = min(timedelta(seconds=int(seconds[:9])), _MAX_RETRY_AFTER)
    return unavailable


WRITER: Part[Writer] = Part("the writer (OPENAI_API_KEY)")
