"""What organizations' repository asks of members and invitations."""

from allin_gql.core.access import Role
from allin_gql.core.clock import now
from allin_gql.domains.organizations import repository as organizations
from allin_gql.domains.organizations.models import Invitation, Organization, OrganizationMember
from allin_gql.domains.organizations.values import InvitationState
from tests.database.asking import (
    ACCOUNT,
    LEASE,
    ORGANIZATION,
    SESSION,
    USER,
    on,
    over,
    read,
    restricted,
    several,
)
from tests.database.plans import Question
from tests.database.rows import key

MEMBER = key("organization_members", 2_005)
INVITATION = key("invitations", 2_005)

TEAM_QUESTIONS: dict[str, Question] = {
    "organizations.has_second_factor": lambda: organizations.has_second_factor(USER, SESSION),
    "organizations.organization_for_update": lambda: organizations.organization_for_update(
        ORGANIZATION
    ),
    "organizations.change_organization": lambda: on(
        Organization, ORGANIZATION, lambda row: organizations.change_organization(row, name="new")
    ),
    "organizations.organizations_to_erase": lambda: organizations.organizations_to_erase(
        now(), 100
    ),
    "organizations.count_owned": lambda: organizations.count_owned(USER),
    "organizations.without_organization": lambda: organizations.without_organization(
        several("users")
    ),
    "organizations.member_by_id": lambda: organizations.member_by_id(ORGANIZATION, MEMBER),
    "organizations.member_by_user": lambda: organizations.member_by_user(ORGANIZATION, USER),
    "organizations.members_who_are": lambda: organizations.members_who_are(USER),
    "organizations.count_owners": lambda: organizations.count_owners(ORGANIZATION),
    "organizations.users_of": lambda: organizations.users_of(ORGANIZATION),
    "organizations.has_member_with_address": lambda: organizations.has_member_with_address(
        ORGANIZATION, "person2005@example.org"
    ),
    "organizations.save_role": lambda: on(
        OrganizationMember, MEMBER, lambda row: organizations.save_role(row, Role.EDITOR)
    ),
    "organizations.save_restriction": lambda: on(
        OrganizationMember, MEMBER, lambda row: organizations.save_restriction(row, [ACCOUNT])
    ),
    "organizations.accounts_of_member": lambda: on(
        OrganizationMember, MEMBER, restricted(organizations.accounts_of_member)
    ),
    "organizations.delete_member": lambda: on(
        OrganizationMember, MEMBER, organizations.delete_member
    ),
    "organizations.known_accounts": lambda: organizations.known_accounts(
        ORGANIZATION, several("social_accounts")
    ),
    "organizations.invitation_for_update": lambda: organizations.invitation_for_update(
        ORGANIZATION, INVITATION
    ),
    "organizations.open_invitation": lambda: organizations.open_invitation(INVITATION, now()),
    "organizations.close_invitation": lambda: on(
        Invitation,
        INVITATION,
        lambda row: organizations.close_invitation(row, InvitationState.REVOKED, now()),
    ),
    "organizations.renew_invitation": lambda: on(
        Invitation,
        INVITATION,
        lambda row: organizations.renew_invitation(
            row, invited_by=USER, at=now(), expires_at=now()
        ),
    ),
    "organizations.pending_invitations_by": lambda: organizations.pending_invitations_by(
        ORGANIZATION, USER
    ),
    "organizations.accounts_of_invitation": lambda: on(
        Invitation, INVITATION, restricted(organizations.accounts_of_invitation)
    ),
    "organizations.count_open": lambda: organizations.count_open(ORGANIZATION, now()),
    "organizations.count_open to an address": lambda: organizations.count_open(
        ORGANIZATION, now(), email="guest5@example.org"
    ),
    "organizations.count_letters": lambda: organizations.count_letters(ORGANIZATION, now() - LEASE),
    "organizations.count_letters_to": lambda: organizations.count_letters_to(
        "guest5@example.org", now() - LEASE
    ),
    "organizations.invitations_of": lambda: read(organizations.invitations_of(ORGANIZATION)),
    "organizations.invitations_of in a state": lambda: read(
        organizations.invitations_of(ORGANIZATION, states=[InvitationState.PENDING])
    ),
    "organizations.members_of, a page": lambda: read(organizations.members_of(ORGANIZATION)),
    "organizations.USER_OF_MEMBER": lambda: over(organizations.USER_OF_MEMBER, several("users")),
    "organizations.INVITED_BY": lambda: over(organizations.INVITED_BY, several("users")),
    "organizations.ACCOUNTS_OF_MEMBER": lambda: over(
        organizations.ACCOUNTS_OF_MEMBER, several("organization_members")
    ),
    "organizations.ACCOUNTS_OF_INVITATION": lambda: over(
        organizations.ACCOUNTS_OF_INVITATION, several("invitations")
    ),
}
