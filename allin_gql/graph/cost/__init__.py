"""Cost: what operations cost, and how they are paid for; docs/cost.md has the model."""
