"""What can be wrong with organizations."""

from allin_gql.core.errors import InvalidInput


class TimeZoneUnknown(InvalidInput):
    """The time zone is none that IANA's database has."""

    code = "TIME_ZONE_UNKNOWN"
