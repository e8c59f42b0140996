"""What is logged: a JSON object a line, with nothing in it that has the form of a secret."""

import json
import logging

import pytest

from allin_gql.core.logging import REQUEST_ID, JsonFormatter


def line_of(message: str, *arguments: object, error: Exception | None = None) -> dict[str, str]:
    raised = (type(error), error, None) if error else None
    record = logging.LogRecord("x", logging.WARNING, "x.py", 1, message, arguments, raised)
    told: dict[str, str] = json.loads(JsonFormatter().format(record))
    return told


@pytest.mark.parametrize(
    "text, logged",
    [
        ("key allin_live_a1B2c3_x-y is", "key [secret] is"),
        ("allin_test_abc", "[secret]"),
        ("token allin_rt_abc-DEF_123", "token [secret]"),
        ("eyJhbGciOi.eyJzdWIi.c2ln-_x!", "[secret]!"),
        ('{"authorization": "Bearer s3cr3t.x"}', '{"authorization": "Bearer [secret]"}'),
        ("code " + "0a" * 48 + ".", "code [secret]."),
        ("smtp://user:pass@mail.example:25", "smtp://[secret]@mail.example:25"),
        ("redis://:pass@redis:6379", "redis://[secret]@redis:6379"),
        ("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&issuer=x", "otpauth://totp/x?secret=[secret]&issuer=x"),
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_not_readable(text: str, logged: str) -> None:
    assert line_of("%s", text)["message"] == logged
    assert text not in str(line_of("failed", error=ValueError(text)))


@pytest.mark.parametrize(
    "text",
    [
        "post_01k9x3zq8fexrt9ne5m2ch4vbd was published at https://mastodon.social/@maya/1",
        "the bearer of bad news",
        "0a" * 47,
        "http://127.0.0.1:8001/mastodon: answered 401",
    ],
)
def test_what_does_not_stays_as_it_is(text: str) -> None:
    assert line_of(text.replace("%", "%%"))["message"] in {
        text,
        text.replace("bearer of", "bearer [secret]"),
    }


def test_a_line_says_to_which_request_it_belongs() -> None:
    token = REQUEST_ID.set("7f")
    try:
        line = line_of("done in %d ms", 5)
    finally:
        REQUEST_ID.reset(token)

    assert (line["message"], line["level"], line["request_id"]) == ("done in 5 ms", "warning", "7f")
