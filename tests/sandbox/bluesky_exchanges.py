"""Plays the exchanges of `bluesky_recorded_facts.json` against a server, real or simulated.

An exchange is a request and what the reference server answered, without what differs from run to
run: tokens, generated record keys and commits. `keep` names parts of an answer for later requests.
"""

import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2

FACTS = Path(__file__).parent / "bluesky_recorded_facts.json"
_HEADERS = ("ratelimit-", "retry-after", "content-type", "access-control-allow-origin")
_TOKEN = re.compile(r"eyJ[\w.-]+")
_TID = re.compile(r"\b3[a-z2-7]{12}\b")

_LONG = {"million": "x" * 1_000_000}

Json = Any  # whatever JSON can hold
Names = dict[str, str]


def read_facts() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(FACTS.read_text(encoding="utf-8"))
    return facts


async def play(
    client: httpx2.AsyncClient, exchange: Mapping[str, Any], names: Names
) -> dict[str, Any]:
    """Send the request and answer what is to be learned from the answer."""
    response = await _send(client, exchange["request"], names)
    for _ in range(exchange["request"].get("times", 1) - 1):
        response = await _send(client, exchange["request"], names)
    body = _body(response)
    for name, key in exchange.get("keep", {}).items():
        names[name] = body[key]
    return {
        "status": response.status_code,
        "headers": sorted(name for name in response.headers if name.startswith(_HEADERS)),
        "policy": response.headers.get("ratelimit-policy"),
        "body": _lasting(body, names),
    }


async def _send(
    client: httpx2.AsyncClient, request: Mapping[str, Any], names: Names
) -> httpx2.Response:
    headers = {name: _filled(value, names) for name, value in request.get("headers", {}).items()}
    content: bytes | None = None
    if "json" in request:
        content = json.dumps(_filled(request["json"], names)).encode()
        headers.setdefault("content-type", "application/json")
    elif "text" in request:
        content = _filled(request["text"], names).encode()
    elif "base64" in request:
        content = base64.b64decode(request["base64"])
    if content is None and request["verb"] == "POST":
        content = b""
    return await client.request(
        request["verb"],
        f"xrpc/{request['method']}",
        params=_filled(request.get("params", {}), names),
        headers=headers,
        content=content,
    )


def _filled(value: Json, names: Names) -> Json:
    if isinstance(value, str):
        for name, known in (names | _LONG).items():
            value = value.replace(f"<{name}>", known)
        return value
    if isinstance(value, list):
        return [_filled(part, names) for part in value]
    if isinstance(value, dict):
        return {key: _filled(part, names) for key, part in value.items()}
    return value


def _body(response: httpx2.Response) -> Json:
    try:
        return response.json()
    except ValueError:
        return response.text


def _lasting(value: Json, names: Names) -> Json:
    if isinstance(value, list):
        return [_lasting(part, names) for part in value]
    if isinstance(value, dict):
        if value.get("error") == "SyntaxError":  # its message is the JavaScript engine's
            return {"error": "SyntaxError"}
        kept = {key: _lasting(part, names) for key, part in value.items()}
        kept.pop("emailConfirmed", None)  # the reference account's e-mail was never confirmed
        if "rev" in kept:
            kept["cid"] = "<commit>"
        return kept
    if isinstance(value, str):
        for name in ("did", "handle", "email"):
            value = value.replace(names[name], f"<{name}>")
        value = re.sub(r"(?<=Commit was at )\w+", "<commit>", value)
        return _TID.sub("<tid>", _TOKEN.sub("<token>", value))
    return value
