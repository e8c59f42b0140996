"""What GraphQL shows of identity."""
