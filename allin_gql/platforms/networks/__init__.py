"""The networks: one folder each, named like its simulation; the registry finds them."""
