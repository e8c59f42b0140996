"""What people type for a server, and which addresses are on the public internet."""

import ipaddress

import pytest

from allin_gql.platforms.errors import TargetNotFound
from allin_gql.platforms.servers import Servers, is_public

SERVERS = Servers(["http://127.0.0.1:8001", "https://intern.example:8443/base"])


@pytest.mark.parametrize(
    "typed,server",
    [
        ("mastodon.social", "https://mastodon.social"),
        ("  https://Mastodon.Social/ ", "https://mastodon.social"),
        ("mastodon.social:443", "https://mastodon.social"),
        ("bücher.example", "https://xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("a.b.c.example", "https://a.b.c.example"),
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001"),
        ("http://127.0.0.1:8001/mastodon/", "http://127.0.0.1:8001/mastodon"),
        ("https://intern.example:8443/other", "https://intern.example:8443/other"),
    ],
)
def test_a_server_is_understood(typed: str, server: str) -> None:
    assert SERVERS.normalize(typed) == server


@pytest.mark.parametrize(
    "typed,why",
    [
        ("", "Give a server's name"),
        ("   ", "Give a server's name"),
        ("x" * 301, "at most 300 characters; this one has 301"),
        ("http://mastodon.social", "not an https address"),
        ("ftp://mastodon.social", "not an https address"),
        ("https://mastodon.social:8443", "asks for port 8443"),
        ("mastodon.social/@maya", "a page on a server"),
        ("mastodon.social?x=1", "a page on a server"),
        ("@maya@mastodon.social", "user name or password"),
        ("https://maya:secret@mastodon.social", "user name or password"),
        ("http://maya:secret@127.0.0.1:8001", "user name or password"),
        ("http://127.0.0.1:8001@evil.example", "user name or password"),
        ("http://127.0.0.1:8002", "not an https address"),
        ("https://127.0.0.1:8001", "asks for port 8001"),
        ("127.0.0.1", "does not name a server on the public internet"),
        ("10.0.0.1", "does not name a server on the public internet"),
        ("8.8.8.8", "does not name a server on the public internet"),
        ("[::1]", "does not name a server on the public internet"),
        ("2130706433", "does not name a server on the public internet"),
        ("0x7f.1", "does not name a server on the public internet"),
        ("localhost", "does not name a server on the public internet"),
        ("intern", "does not name a server on the public internet"),
        ("mastodon.social.", "does not name a server on the public internet"),
        ("two words.example", "does not name a server on the public internet"),
        ("a..example", "does not name a server on the public internet"),
        ("-a.example", "does not name a server on the public internet"),
        ("https://mastodon.social\n.evil.example", "is not a server's address"),
        ("https://", "does not name a server on the public internet"),
        ("https://[", "does not name a server on the public internet"),
        ("☃", "is not a server's address|does not name a server"),
        ("https://a.example:99999", "is not a server's address|asks for port"),
    ],
)
def test_rubbish_is_refused_with_a_reason(typed: str, why: str) -> None:
    with pytest.raises(TargetNotFound, match=why) as refusal:
        SERVERS.normalize(typed)

    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  # refused, not bound
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
