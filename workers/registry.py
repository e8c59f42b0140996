"""Imports every file of this folder that performs something, so that all of it is declared."""

from workers import ai, analytics, identity, publishing

__all__ = ["ai", "analytics", "identity", "publishing"]
