"""Asks a server over HTTP whether it is ready."""

import http.client
from http import HTTPStatus
from urllib.parse import urlsplit

ANSWER_SECONDS = 2.0


def reachable(host: str, port: int) -> str:
    """The base URL for a client on this machine, also of a server on all addresses."""
    client = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared with, not bound to
    return f"http://[{client}]:{port}" if ":" in client else f"http://{client}:{port}"


def is_healthy(url: str) -> bool:
    """Whether the address answers 200 now."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(
        address.hostname or "", address.port, timeout=ANSWER_SECONDS
    )
    try:
        connection.request("GET", address.path)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
