"""Live: GraphQL over WebSockets and server-sent events; docs/live.md has the rules."""
