"""The endpoint: GraphQL over HTTP."""
