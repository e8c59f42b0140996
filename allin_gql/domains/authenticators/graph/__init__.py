"""What GraphQL shows of authenticators."""
