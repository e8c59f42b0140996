"""Documents: what is known of one before anything of it is executed."""
