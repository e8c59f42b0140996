"""What GraphQL shows of analytics."""
