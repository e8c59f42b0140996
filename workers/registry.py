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
    privacy,
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
    "privacy",
    "publishing",
]
