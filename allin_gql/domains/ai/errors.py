"""What can be wrong with asking for drafts."""

from allin_gql.adapters.writer import WriterUnavailable
from allin_gql.core.errors import Conflict, InvalidInput


class PlatformsMissing(InvalidInput):
    """No platform was named."""

    code = "REQUIRED"


class PlatformsTooMany(InvalidInput):
    """More platforms were named than one request takes."""

    code = "TOO_MANY"


class DraftRequestNotFailed(Conflict):
    """Only what has failed can be sent back."""

    code = "DRAFT_REQUEST_NOT_FAILED"


class WritingInterrupted(WriterUnavailable):
    """The worker was stopped in the middle, each time it tried."""

    code = "WRITING_INTERRUPTED"
