"""What GraphQL shows of posts."""
