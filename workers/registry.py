"""Imports every file of this folder that performs something, so that all of it is declared."""

from workers import (
    accounts,
    ai,
    analytics,
    attempts,
    audit,
    authenticators,
    developers,
    idempotency,
    identity,
    mail,
    publishing,
)

__all__ = [
    "accounts",
    "ai",
    "analytics",
    "attempts",
    "audit",
    "authenticators",
    "developers",
    "idempotency",
    "identity",
    "mail",
    "publishing",
]
