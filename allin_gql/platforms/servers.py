"""Which servers AllIN may talk to: public ones over HTTPS, and those that the operator named.

People type server addresses, and servers name further servers. Without these checks such an
address could point into the network that AllIN runs in. A name is looked up once, every address
behind it is checked, and the connection is made to what was checked: a second look-up could answer
differently.
"""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Iterable
from typing import Final, NoReturn

import httpx2

from allin_gql.platforms.errors import TargetNotFound

HTTPS_PORT: Final = 443
MAX_SERVER_LENGTH: Final = 300  # characters; a host name has at most 253

_EXAMPLE: Final = "Give a server's name, such as mastodon.social."
_PUBLIC_NAME: Final = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})\Z"
)
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Say whether an address belongs to the internet at large.

    Not public: private, loopback, link-local (cloud metadata lives there), shared, reserved and
    multicast ranges (IANA special-purpose registries), and IPv6 forms that carry an IPv4 address
    which is not public, or that tunnel (6to4, Teredo).
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address.sixtofour is not None or address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


class Servers:
    """The rule about servers, with the origins that the operator set as exceptions to it."""

    def __init__(self, operator_servers: Iterable[str] = ()) -> None:
        urls = [httpx2.URL(server) for server in operator_servers]
        self._origins = frozenset(_origin(url) for url in urls)
        self._endpoints = frozenset((url.host, _port(url)) for url in urls)

    def normalize(self, text: str) -> str:
        """Turn what a person typed into a base URL without a slash at its end.

        Accepts a name (`mastodon.social`), its address (`https://mastodon.social/`) and any path
        below an origin of the operator (`http://127.0.0.1:8001/mastodon`). Raises `TargetNotFound`.
        """
        typed = text.strip()
        if not typed:
            _refuse(_EXAMPLE)
        if len(typed) > MAX_SERVER_LENGTH:
            _refuse(
                f"A server's address has at most {MAX_SERVER_LENGTH} characters;"
                f" this one has {len(typed)}."
            )
        url = _parse(typed if "://" in typed else f"https://{typed}", typed)
        if _origin(url) in self._origins and not url.userinfo:
            return _origin(url) + url.path.rstrip("/")
        self._check_public_form(url, typed)
        if url.path != "/" or url.query or url.fragment:
            _refuse(f"{typed!r} is a page on a server. {_EXAMPLE}")
        return f"https://{url.raw_host.decode('ascii')}"

    def check(self, url: httpx2.URL) -> None:
        """Refuse a URL that must not be asked. Names are checked when they are looked up."""
        if url.userinfo or _origin(url) not in self._origins:
            self._check_public_form(url, str(url.copy_with(userinfo=b"", query=None)))

    async def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Look a name up and return the addresses to connect to, all of them checked.

        Raises `TargetNotFound` for a name with any address that is not public, `OSError` when the
        look-up fails.
        """
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
        addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
        if (host, port) not in self._endpoints:
            for address in addresses:
                if not is_public(ipaddress.ip_address(address)):
                    _refuse(f"{host} is not a server on the public internet.")
        return addresses

    def _check_public_form(self, url: httpx2.URL, shown: str) -> None:
        if url.userinfo:
            _refuse("A server's address must not contain a user name or password.")
        if url.scheme != "https":
            _refuse(f"{shown!r} is not an https address. {_EXAMPLE}")
        if _port(url) != HTTPS_PORT:
            _refuse(
                f"{shown!r} asks for port {_port(url)}; servers are asked on {HTTPS_PORT} only."
            )
        if not _PUBLIC_NAME.match(url.raw_host.decode("ascii")):
            _refuse(f"{shown!r} does not name a server on the public internet. {_EXAMPLE}")


def _parse(address: str, typed: str) -> httpx2.URL:
    try:
        return httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError):
        _refuse(f"{typed!r} is not a server's address. {_EXAMPLE}")


def _origin(url: httpx2.URL) -> str:
    port = "" if url.port is None else f":{url.port}"
    host = url.raw_host.decode("ascii")
    return f"{url.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _port(url: httpx2.URL) -> int:
    return url.port or (HTTPS_PORT if url.scheme == "https" else 80)


def _refuse(message: str) -> NoReturn:
    raise TargetNotFound(message)
