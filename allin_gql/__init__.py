"""AllIN: social media management as a GraphQL API."""

__version__ = "0.1.0"
