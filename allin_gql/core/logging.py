"""Logs: one JSON object a line, with the request or job that it belongs to.

No call logs a secret, and the whole suite is searched for that (`tests/fixtures/logged.py`). What a
library might log, or a message of a platform repeat, is made unreadable here by its form.
"""

import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson

_SECRETS = re.compile(
    r"allin_(?:live|test|rt)_[\w-]+"  # API keys and refresh tokens
    r"|eyJ[\w-]+\.[\w-]+\.[\w-]*"  # signed tokens, ours and those of platforms
    r"|(?<=[Bb]earer )[^\s\"\\,]+"
    r"|\b[0-9a-f]{96}\b"  # codes in mails
    r"|(?<=://)[^\s/@\"\\]*:[^\s/@\"\\]+(?=@)"  # a name and a password in an address
    r"|(?<=[?&]secret=)[A-Z2-7]{16,}"  # a second factor's, as an authenticator reads it
)
# Libraries whose every call is a line, and some of whose lines have addresses with codes in them.
CHATTY = ("httpx2", "httpcore2", "tortoise", "dramatiq", "uvicorn.access", "openai", "mail.log")

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)


class JsonFormatter(logging.Formatter):
    """Writes a record as JSON; an exception becomes a field of it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (request_id := REQUEST_ID.get()) is not None:
            line["request_id"] = request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return redacted(orjson.dumps(line, default=str).decode())


def redacted(text: str) -> str:
    """Make unreadable what has the form of a secret."""
    return _SECRETS.sub("[secret]", text)


def configure_logging(level: str = "INFO") -> None:
    """Send everything that is logged to standard error. Called once by each process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
