"""What can be wrong with scheduling and with changing one's mind."""

from allin_gql.core.errors import Conflict, InvalidInput


class DueInThePast(InvalidInput):
    """The time at which it should go out is over."""

    code = "DUE_IN_THE_PAST"


class DueTooFarAhead(InvalidInput):
    """The time is further ahead than anybody plans."""

    code = "DUE_TOO_FAR_AHEAD"


class LocalTimeMissing(InvalidInput):
    """The clocks of that zone skip this time when daylight saving begins."""

    code = "LOCAL_TIME_MISSING"


class NoAccounts(InvalidInput):
    """It is not said where to publish."""

    code = "NO_ACCOUNTS"


class AccountNotActive(Conflict):
    """The account has to be connected again first."""

    code = "ACCOUNT_NOT_ACTIVE"


class AlreadyScheduled(Conflict):
    """The post is on its way to this account, or there already."""

    code = "ALREADY_SCHEDULED"


class TooLate(Conflict):
    """Publishing has begun or ended."""

    code = "TOO_LATE"


class NotRepeatable(Conflict):
    """Only what failed, was cancelled or needs review can be sent again."""

    code = "NOT_REPEATABLE"
