"""What GraphQL shows of accounts."""
