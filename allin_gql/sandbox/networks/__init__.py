"""The simulated networks: one file or folder each, found by itself (see `sandbox/network.py`)."""

import pkgutil
from collections.abc import Mapping
from importlib import import_module

from allin_gql.sandbox.network import Network


def find_networks() -> Mapping[str, Network]:
    """Answer every network in this folder, by name."""
    found: dict[str, Network] = {}
    for module in pkgutil.iter_modules(__path__):
        network: Network = import_module(f"{__name__}.{module.name}").NETWORK
        found[network.name] = network
    return dict(sorted(found.items(), key=lambda entry: entry[1].title))
