"""What every domain stands on: transactions, events, jobs, access, errors, time and secrets."""
