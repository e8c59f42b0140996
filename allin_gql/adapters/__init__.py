"""The ways out that are no platforms: mail, the writer, and services from wheels."""
