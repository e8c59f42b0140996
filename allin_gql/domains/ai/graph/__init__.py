"""What GraphQL shows of AI."""
