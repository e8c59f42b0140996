"""Organizations: the tenant that everything but a person belongs to, and who is in it.

Registering makes a person the owner of their first organization. A request acts in one: the one it
names, or else the oldest that its user is a member of. What happens in an organization is an event
with a number, and its events can be followed live from any number on.

Events: `organization.created`.
"""
