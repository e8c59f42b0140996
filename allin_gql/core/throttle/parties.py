"""Whose bucket it is: a user's in an organization, a key's, or a network's for who is nobody."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from allin_gql.core.access import Viewer

_HOUSEHOLD = 64  # bits of an IPv6 address; whoever has one address has all 2^64 beside it


def party_of(viewer: Viewer | None, address: str | None) -> str:
    """Name the party that a request is counted for."""
    if viewer is not None and viewer.api_key_id is not None:
        return f"key:{viewer.api_key_id.hex}"
    if viewer is not None:
        return f"viewer:{viewer.organization_id.hex}:{viewer.user_id.hex}"
    return f"network:{network_of(address)}"


def network_of(address: str | None) -> str:
    """The network that somebody at an address has at their command."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"  # a unix socket, or what is no address: all of them are one
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, _HOUSEHOLD), strict=False))
