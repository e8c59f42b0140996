"""What GraphQL shows of organizations."""
