"""What can be wrong with a post."""

from allin_gql.core.errors import Conflict, InvalidInput


class TextTooLong(InvalidInput):
    """The text is longer than the platform takes, counted as the platform counts."""

    code = "TEXT_TOO_LONG"
    cause = (
        "A text has more characters or bytes than its platform, or the server of its account, "
        "takes; links count as the platform counts them."
    )
    remedy = (
        "Shorten the text by the difference of `actual` and `limit`, or write a variant for "
        "that platform."
    )
    arises = "`createPost`, `updatePost`, `schedulePost`, `retryPublication`"
    number_names = ("limit", "actual")


class VariantGivenTwice(InvalidInput):
    """Two variants are for the same platform."""

    code = "VARIANT_GIVEN_TWICE"
    cause = "The list of variants names a platform more than once."
    remedy = "Leave one of the two out."
    arises = "`createPost`, `updatePost`"


class VersionOutdated(Conflict):
    """Somebody else has changed the post since it was read."""

    code = "VERSION_OUTDATED"
    cause = "Somebody has changed the post since the version that was passed."
    remedy = "Read the post again, merge, and pass its new `version`."
    arises = "`updatePost`"
    number_names = ("expected", "actual")
