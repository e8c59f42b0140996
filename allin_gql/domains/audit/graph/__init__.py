"""The GraphQL face of the audit log."""
