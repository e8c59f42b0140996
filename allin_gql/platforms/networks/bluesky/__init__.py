"""Bluesky, and other servers of the AT Protocol.

Facts are from the reference server (npm `@atproto/pds`), which was run, from the protocol's
specifications (atproto.com/specs, by page) and from its lexicons, by name.
"""

from typing import Final

from allin_gql.platforms.networks.bluesky.network import Bluesky

NETWORK: Final = Bluesky
