"""What can be wrong with organizations, and with who is to be in them."""

from allin_gql.core.errors import Conflict, InvalidInput, NotAllowed


class TimeZoneUnknown(InvalidInput):
    """The time zone is none that IANA's database has."""

    code = "TIME_ZONE_UNKNOWN"
    cause = "The name is an abbreviation, an offset, or mistyped."
    remedy = "Use a name of the IANA database, such as `Europe/Berlin`."
    arises = "`schedulePost`, `reschedulePublication`, `createOrganization`, `updateOrganization`"


class LastOwner(Conflict):
    """Nobody would own the organization any more."""

    code = "LAST_OWNER"
    cause = "The organization has one owner, who would leave, be removed, or get another role."
    remedy = "Make somebody else an owner first, such as by `transferOwnership`."
    arises = "`leaveOrganization`, `removeMember`, `changeMemberRole`"


class RoleTooHigh(NotAllowed):
    """The role has permissions that the viewer has not."""

    code = "ROLE_TOO_HIGH"
    cause = (
        "Nobody gives a role that may do more than they may, nor changes or removes a member who "
        "has such a role."
    )
    remedy = "Ask an owner to do it."
    arises = (
        "`inviteMember`, `resendInvitation`, `changeMemberRole`, `restrictMember`, `removeMember`"
    )


class RoleNotRestrictable(InvalidInput):
    """Who may connect social accounts cannot be restricted to some of them."""

    code = "ROLE_NOT_RESTRICTABLE"
    cause = "The role is `OWNER` or `ADMIN`, and social accounts were named."
    remedy = "Name no social accounts, or give another role."
    arises = "`inviteMember`, `restrictMember`"


class NameDiffers(InvalidInput):
    """What was typed is not the organization's name."""

    code = "NAME_DIFFERS"
    cause = "To delete an organization takes its name, letter by letter, so that it is the one."
    remedy = "Look at what the organization is called, and at which one the request acts in."
    arises = "`deleteOrganization`"


class NotBeingDeleted(Conflict):
    """There is nothing to be undone."""

    code = "NOT_BEING_DELETED"
    cause = "Nobody has asked to delete the organization, or it was restored already."
    remedy = "Do nothing: it stays."
    arises = "`restoreOrganization`"


class AlreadyMember(Conflict):
    """Somebody with this address is in the organization."""

    code = "ALREADY_MEMBER"
    cause = "They were invited before, or are whoever asks."
    remedy = "Look for the address in `members`."
    arises = "`inviteMember`, `acceptInvitation`"


class AlreadyInvited(Conflict):
    """An invitation to this address waits."""

    code = "ALREADY_INVITED"
    cause = "It was sent before, has not expired, and nobody has accepted or declined it."
    remedy = "Call `resendInvitation`, or `revokeInvitation` to invite them in another role."
    arises = "`inviteMember`"


class InvitationInvalid(InvalidInput):
    """The code of an invitation is wrong, used, revoked or too old."""

    code = "INVITATION_INVALID"
    cause = (
        "The code was mistyped or used, the invitation was declined or revoked, or was sent more "
        "than 7 days ago: these are not told apart."
    )
    remedy = "Ask whoever invited you to send the invitation again."
    arises = "`acceptInvitation`, `declineInvitation`"


class InvitationForAnother(NotAllowed):
    """The invitation was sent to another address than the viewer's."""

    code = "INVITATION_FOR_ANOTHER"
    cause = "Who is signed in has another address than the one that the letter came to."
    remedy = "Sign in with the address of the letter, or register it; the code stays good."
    arises = "`acceptInvitation`"


class InvitationClosed(Conflict):
    """The invitation does not wait any more."""

    code = "INVITATION_CLOSED"
    cause = "It was accepted, declined or revoked."
    remedy = "Read it again; invite anew where nobody joined by it."
    arises = "`resendInvitation`, `revokeInvitation`"


class TooManyInvitations(Conflict):
    """As many invitations wait, or as many letters went out, as may."""

    code = "TOO_MANY_INVITATIONS"
    cause = (
        "An organization may have 50 invitations that wait, and 100 letters a day sent; one "
        "address gets 5 letters a day, of all organizations, and a minute passes between two."
    )
    remedy = "Revoke some that wait for nobody, or try again tomorrow."
    arises = "`inviteMember`, `resendInvitation`"
    number_names = ("limit",)


class TooManyOrganizations(Conflict):
    """A person owns as many organizations as one may."""

    code = "TOO_MANY_ORGANIZATIONS"
    cause = "One person may own 20; those that are being deleted count, too."
    remedy = "Delete one, or give one to somebody else."
    arises = "`createOrganization`"
    number_names = ("limit",)
