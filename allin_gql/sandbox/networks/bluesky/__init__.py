"""A simulated Bluesky: a personal data server and the bit of AppView that counts reactions.

Written from what the reference server (`@atproto/pds` 0.5.35) answered when it was asked; see
`tests/sandbox/bluesky_recorded_facts.json`.
"""

from allin_gql.sandbox.networks.bluesky.network import NETWORK

__all__ = ["NETWORK"]
