"""Performs what domains ask for: one file per domain that has jobs; an actor's body is one call."""
