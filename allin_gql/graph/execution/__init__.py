"""Execution: graphql-core's executor, with plans for what is plain and shapes for what is read."""
