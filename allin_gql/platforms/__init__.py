"""Social networks as AllIN sees them: one protocol, and nothing known of users or posts."""
