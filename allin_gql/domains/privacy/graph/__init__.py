"""Privacy as clients see it."""
