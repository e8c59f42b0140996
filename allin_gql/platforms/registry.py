"""All networks there are, found by their files: a new platform is a module in `networks/`."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

import httpx2

from allin_gql.core.parts import Part
from allin_gql.platforms import networks
from allin_gql.platforms.base import (
    Capabilities,
    ConnectionMethod,
    Network,
    OAuthNetwork,
    PasswordNetwork,
)
from allin_gql.platforms.http import PlatformHttp
from allin_gql.platforms.servers import Servers
from allin_gql.settings import Settings

Found = TypeVar("Found")


class NetworkFactory(Protocol):
    """What a module in `networks/` calls `NETWORK`: usually the class itself.

    What needs no connection stands on it, so that the schema can be built without settings.
    """

    name: str
    title: str
    capabilities: Capabilities

    def __call__(self, http: PlatformHttp) -> Network:
        """Make the network around the client that it is to use."""


@cache
def _factories() -> Mapping[str, NetworkFactory]:
    found: dict[str, NetworkFactory] = {}
    for module in pkgutil.iter_modules(networks.__path__):
        path = f"{networks.__name__}.{module.name}"
        factory = cast("NetworkFactory", importlib.import_module(path).NETWORK)
        if factory.name in found:
            raise RuntimeError(f"two networks are named {factory.name}; {path} is the second")
        found[factory.name] = factory
    return MappingProxyType(dict(sorted(found.items())))


def platform_names() -> tuple[str, ...]:
    """Name all platforms, in alphabetical order. Needs no settings."""
    return tuple(_factories())


def title(name: str) -> str:
    """Say how a platform writes itself. Raises `LookupError` for a name that there is not."""
    return _known(_factories(), name).title


def capabilities(name: str) -> Capabilities:
    """Say what a platform can do. Raises `LookupError` for a name that there is not."""
    return _known(_factories(), name).capabilities


class Registry:
    """The networks, ready to be used. Close it when the process ends."""

    def __init__(self, http: PlatformHttp) -> None:
        self._http = http
        self._networks = {name: make(http) for name, make in _factories().items()}

    def __iter__(self) -> Iterator[Network]:
        return iter(self._networks.values())

    def names(self) -> tuple[str, ...]:
        return tuple(self._networks)

    def by_name(self, name: str) -> Network:
        """Find a network. Raises `LookupError` for a name that there is not."""
        return _known(self._networks, name)

    def oauth(self, name: str) -> OAuthNetwork:
        """Find a network that is connected by OAuth 2.0. Raises `LookupError` for any other."""
        return cast("OAuthNetwork", self._connected_by(name, ConnectionMethod.OAUTH2))

    def password(self, name: str) -> PasswordNetwork:
        """Find a network that is connected by a password. Raises `LookupError` for any other."""
        return cast("PasswordNetwork", self._connected_by(name, ConnectionMethod.APP_PASSWORD))

    def normalize_server(self, text: str) -> str:
        """Turn what a person typed into a server's base URL. Raises `TargetNotFound`."""
        return self._http.servers.normalize(text)

    async def aclose(self) -> None:
        """Close the connections of all networks."""
        await self._http.aclose()

    def _connected_by(self, name: str, method: ConnectionMethod) -> Network:
        network = self.by_name(name)
        if network.capabilities.connection_method is not method:
            raise LookupError(f"{network.title} is not connected by {method}.")
        return network


def create_registry(
    settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None
) -> Registry:
    """Build the networks from settings. A `transport` replaces the way out, as tests do."""
    operator_servers = filter(
        None, (settings.sandbox_url, settings.mastodon_server, settings.bluesky_server)
    )
    http = PlatformHttp(
        Servers(operator_servers), timeout=settings.publish_timeout, transport=transport
    )
    return Registry(http)


def _known(found: Mapping[str, Found], name: str) -> Found:
    try:
        return found[name]
    except KeyError:
        raise LookupError(f"There is no platform {name!r}; there are {', '.join(found)}.") from None


PLATFORMS: Part[Registry] = Part("the platforms")
