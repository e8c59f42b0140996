"""What this installation lets be asked at its GraphQL endpoint, and in which words it answers."""

from dataclasses import dataclass, field
from typing import Literal

from allin_gql.graph.trusted import TrustedDocuments


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of an endpoint; without settings, the strict ones."""

    # Introspection, names in messages, and queries by GET, also for who shows no access token.
    is_open: bool = False
    trusted: TrustedDocuments = field(default_factory=TrustedDocuments)
    # `draft` is the specification of 2026: 422 and 294, where `audit` has 400 and 200.
    statuses: Literal["audit", "draft"] = "audit"
