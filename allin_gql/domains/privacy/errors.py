"""What can be wrong with asking for an export or an erasure."""

from allin_gql.core.errors import Conflict


class ExportUnderWay(Conflict):
    """An export of the same is being made."""

    code = "EXPORT_UNDER_WAY"
    cause = "There is one that is not ready yet; a second would have the same in it."
    remedy = "Wait for the one that is being made; `dataExports` shows how far it is."
    arises = "`requestPersonalExport`, `requestOrganizationExport`"


class ExportNotReady(Conflict):
    """An export has nothing to be fetched (yet, or any more)."""

    code = "EXPORT_NOT_READY"
    cause = "It is being made, has failed, or is older than a week."
    remedy = "Look at its `state`; ask for a new one when it failed or expired."
    arises = "`GET /exports/…`"


class OwnerNeeded(Conflict):
    """A person is the only owner of organizations that others are in."""

    code = "OWNER_NEEDED"
    cause = "Nobody else owns the organizations that the message names, and they have members."
    remedy = "Make another member the owner, or delete the organization; then repeat the request."
    arises = "`deleteAccount`"


class OrganizationsNotNamed(Conflict):
    """A person is alone in organizations that would be left to nobody."""

    code = "ORGANIZATIONS_NOT_NAMED"
    cause = "The person is the only member of the organizations that the message names."
    remedy = "Name their ids in `alsoDeleteOrganizations`, and no others."
    arises = "`deleteAccount`"


class DeletionUnderWay(Conflict):
    """The account is to be deleted already."""

    code = "DELETION_UNDER_WAY"
    cause = "It was asked for before, and its delay is not over, or it is being done."
    remedy = "Wait for it, or undo it by `cancelAccountDeletion`."
    arises = "`deleteAccount`"


class NoDeletion(Conflict):
    """There is no deletion that could be undone."""

    code = "NO_DELETION"
    cause = "None was asked for, it was undone, or its delay is over."
    remedy = "Nothing is left to do; `me { deletionBeginsAt }` shows what is planned."
    arises = "`cancelAccountDeletion`"
