"""Mastodon and servers with the same API.

Facts are from the server's documentation ("Mastodon docs", by page), from recordings of a real
4.7.3 that Mastodon.py 2.3.3 ships, and from the server's source where it is named.
"""

from typing import Final

from allin_gql.platforms.networks.mastodon.network import Mastodon

NETWORK: Final = Mastodon
