"""What can be wrong with scheduling and with changing one's mind."""

from allin_gql.core.errors import Conflict, InvalidInput


class DueInThePast(InvalidInput):
    """The time at which the publication should go out is over."""

    code = "DUE_IN_THE_PAST"
    cause = "By the clock of the database the time is over."
    remedy = "Choose a later time, or leave `dueAt` out to publish now."
    arises = "`schedulePost`, `reschedulePublication`"


class DueTooFarAhead(InvalidInput):
    """The time is further ahead than anybody plans."""

    code = "DUE_TOO_FAR_AHEAD"
    cause = "The time is more than 732 days ahead."
    remedy = "Choose an earlier time; `maximum` is in days."
    arises = "`schedulePost`, `reschedulePublication`"
    number_names = ("maximum", "actual")


class LocalTimeMissing(InvalidInput):
    """The clocks of that zone skip this time when daylight saving begins."""

    code = "LOCAL_TIME_MISSING"
    cause = "The clocks of the time zone skip this wall time when daylight saving begins."
    remedy = "Choose another time, or give it with an offset."
    arises = "`schedulePost`, `reschedulePublication`"


class NoAccounts(InvalidInput):
    """No account is named to publish on, or too many."""

    code = "NO_ACCOUNTS"
    cause = "The list of accounts is empty, or has more than 50."
    remedy = "Name 1 to 50 accounts; schedule the same post again for more."
    arises = "`schedulePost`"
    number_names = ("minimum", "maximum", "actual")


class AccountNotActive(Conflict):
    """The account has to be connected again first."""

    code = "ACCOUNT_NOT_ACTIVE"
    cause = "The platform has refused the credentials of the account, or somebody disconnected it."
    remedy = "Connect the account again, the same way as the first time."
    arises = "`schedulePost`, `retryPublication`"


class AlreadyScheduled(Conflict):
    """The post is on its way to this account, or there already."""

    code = "ALREADY_SCHEDULED"
    cause = "There is a publication of this post on this account that is not cancelled."
    remedy = (
        "Read that publication; `reschedulePublication` moves it, `retryPublication` repeats it."
    )
    arises = "`schedulePost`"


class TooLate(Conflict):
    """Publishing has begun or ended."""

    code = "TOO_LATE"
    cause = "A worker has taken the publication up, or it is live, or nobody knows yet."
    remedy = "Wait for the outcome with `publicationProgress`."
    arises = "`reschedulePublication`, `cancelPublication`, `updatePost`, `deletePost`"


class NotRepeatable(Conflict):
    """Only what failed, was cancelled or needs review can be sent again."""

    code = "NOT_REPEATABLE"
    cause = (
        "Its state is none of `FAILED`, `CANCELLED` and `NEEDS_REVIEW`, or its post was deleted."
    )
    remedy = (
        "Read the publication: it is on its way or live. Of a deleted post nothing is sent again."
    )
    arises = "`retryPublication`"
