"""What can be wrong with a post."""

from allin_gql.core.errors import Conflict, InvalidInput


class TextTooLong(InvalidInput):
    """The text is longer than the platform takes, counted as the platform counts."""

    code = "TEXT_TOO_LONG"


class VariantGivenTwice(InvalidInput):
    """Two variants are for the same platform."""

    code = "VARIANT_GIVEN_TWICE"


class VersionOutdated(Conflict):
    """Somebody else has changed the post since it was read."""

    code = "VERSION_OUTDATED"
