"""Organizations: the tenant that everything but a person belongs to, and who is in it.

Registering makes a person the owner of their first organization. A request acts in one: the one it
names, or else the oldest that its user is a member of. What happens in an organization is an event
with a number, and its events can be followed live from any number on.

Members have a role (`core/access`), and may be restricted to some social accounts. They come by an
invitation: a code in a letter, which holds for seven days and works once.

    PENDING ──> ACCEPTED    by whoever has the address that the letter went to
       ├──────> DECLINED    by whoever has the code
       └──────> REVOKED     by whoever may invite, or as who sent it may not any more

Somebody always owns an organization. One that is deleted is frozen for two weeks, in which an owner
can bring it back; then it is erased (privacy).

Events: `organization.…`, `member.…`, `invitation.…`, `ownership.transferred`.
"""
