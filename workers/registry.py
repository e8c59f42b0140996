"""Imports every file of this folder that performs something, so that all of it is declared."""

from workers import accounts, ai, analytics, idempotency, identity, publishing

__all__ = ["accounts", "ai", "analytics", "idempotency", "identity", "publishing"]
