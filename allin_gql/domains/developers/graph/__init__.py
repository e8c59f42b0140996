"""What GraphQL shows of API keys."""
