"""What can be done about organizations, a module per activity; what others call is named here.

`founding`, `changing` (name, zone, what is asked of members), `inviting` and `joining`, `managing`
(roles, restrictions, removal), `leaving` (and giving it away), `ending` (deleting, and bringing
back), `ranking` (who may make whom what), `following` (events), `noting` (what
happens to how members sign in), `timing`.
"""

from allin_gql.domains.organizations.service.changing import update_organization
from allin_gql.domains.organizations.service.ending import (
    delete_organization,
    restore_organization,
)
from allin_gql.domains.organizations.service.following import follow_events
from allin_gql.domains.organizations.service.founding import (
    create_organization,
    found_organization,
    house,
)
from allin_gql.domains.organizations.service.inviting import (
    invite_member,
    resend_invitation,
    revoke_invitation,
)
from allin_gql.domains.organizations.service.joining import accept_invitation, decline_invitation
from allin_gql.domains.organizations.service.leaving import leave_organization, transfer_ownership
from allin_gql.domains.organizations.service.managing import (
    change_member_role,
    disown,
    remove_member,
    restrict_member,
)
from allin_gql.domains.organizations.service.noting import note_security
from allin_gql.domains.organizations.service.timing import checked_time_zone

__all__ = [
    "accept_invitation",
    "change_member_role",
    "checked_time_zone",
    "create_organization",
    "decline_invitation",
    "delete_organization",
    "disown",
    "follow_events",
    "found_organization",
    "house",
    "invite_member",
    "leave_organization",
    "note_security",
    "remove_member",
    "resend_invitation",
    "restore_organization",
    "restrict_member",
    "revoke_invitation",
    "transfer_ownership",
    "update_organization",
]
