"""What can be wrong with organizations."""

from allin_gql.core.errors import InvalidInput


class TimeZoneUnknown(InvalidInput):
    """The time zone is none that IANA's database has."""

    code = "TIME_ZONE_UNKNOWN"
    cause = "The name is an abbreviation, an offset, or mistyped."
    remedy = "Use a name of the IANA database, such as `Europe/Berlin`."
    arises = "`schedulePost`, `reschedulePublication`"
