"""A simulated Mastodon server: its API, its consent page and its rules, as of version 4.7.3."""

from allin_gql.sandbox.networks.mastodon.network import NETWORK

__all__ = ["NETWORK"]
