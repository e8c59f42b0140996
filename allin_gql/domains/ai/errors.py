"""What can be wrong with asking for drafts."""

from allin_gql.adapters.writer import WriterUnavailable
from allin_gql.core.errors import Conflict, InvalidInput, Required


class PlatformsMissing(Required):
    """No platform was named."""


class PlatformsTooMany(InvalidInput):
    """More platforms were named than one request takes."""

    code = "TOO_MANY"
    cause = "One request for drafts takes 10 platforms at the most."
    remedy = "Ask in several requests."
    arises = "`requestDrafts`"
    number_names = ("maximum", "actual")


class DraftRequestNotFailed(Conflict):
    """Only a draft request that has failed can be sent back."""

    code = "DRAFT_REQUEST_NOT_FAILED"
    cause = "The request is waiting, being written, or finished."
    remedy = "Follow it with `draftRequestProgress`; only the state `FAILED` is sent back."
    arises = "`retryDraftRequest`"


class WritingInterrupted(WriterUnavailable):
    """The worker was stopped in the middle, each time it tried."""

    code = "WRITING_INTERRUPTED"
    cause = "Workers were stopped while they wrote, three times in a row."
    remedy = "Call `retryDraftRequest`."
    arises = "`problem` of a draft request"
