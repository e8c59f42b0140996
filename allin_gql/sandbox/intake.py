"""Reads whatever a client sends, query, form or JSON, into one flat mapping of parameters.

Rubbish must become the network's own error, so nothing in here fails in any other way than
`Unreadable`.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

Parameters = Mapping[str, Any]


class Unreadable(Exception):
    """The body is not what its content type says."""


async def read_parameters(request: Request) -> Parameters:
    """Answer the query's and the body's parameters; the body wins.

    A name that ends in `[]`, and a list in JSON, becomes a list. Raises `Unreadable`.
    """
    parameters = _flat(request.query_params.multi_items())
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "application/json" or content_type.endswith("+json"):
        return {**parameters, **await _json(request)}
    if content_type.startswith(("multipart/form-data", "application/x-www-form-urlencoded")):
        try:
            form = await request.form()
        except (HTTPException, ValueError) as error:
            raise Unreadable from error
        fields = ((k, v) for k, v in form.multi_items() if not isinstance(v, UploadFile))
        return {**parameters, **_flat((k, str(v)) for k, v in fields)}
    return parameters


def text_of(parameters: Parameters, name: str) -> str:
    """Answer a parameter as text; what is missing or not text is empty."""
    value = parameters.get(name)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def words_of(parameters: Parameters, name: str) -> list[str]:
    """Answer a parameter as a list of texts, given as a list, as `name[]`, or as one text."""
    value = parameters.get(name, [])
    values = value if isinstance(value, list) else [value]
    return [word for word in values if isinstance(word, str)]


def clean(value: Any) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Replace what UTF-8 can not carry (half of a surrogate pair): no answer could repeat it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [clean(part) for part in value]
    if isinstance(value, dict):
        return {clean(name): clean(part) for name, part in value.items()}
    return value


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
        if not isinstance(body, dict):
            raise Unreadable
        cleaned: dict[str, Any] = clean(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    return cleaned


def _flat(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in items:
        text = clean(value)
        if name.endswith("[]"):
            flat.setdefault(name[:-2], []).append(text)
        else:
            flat[name] = text
    return flat
