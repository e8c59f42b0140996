"""What GraphQL shows of publishing."""
