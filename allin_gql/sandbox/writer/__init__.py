"""A writer that speaks OpenAI's chat completions and always answers the same to the same brief.

What is in square brackets in a brief makes it behave badly: `[long]` (too long until it is asked
to repair), `[always-long]`, `[refuse]`, `[garbage]` (no valid JSON).
"""
