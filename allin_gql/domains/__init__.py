"""The product, one folder a domain; each may import only those before it in the one list."""

DOMAINS = (
    "mail",
    "identity",
    "authenticators",
    "organizations",
    "developers",
    "accounts",
    "posts",
    "publishing",
    "analytics",
    "ai",
    "audit",
    "privacy",
)
