"""The audit log: who did what, when, from where, by which session or key, and what it was before.

It is a reading of events, which are only added to and are a chain (`core/chain`, docs/audit.md).
The clock notes every minute, signed and in a second place, how far each chain goes.
"""
