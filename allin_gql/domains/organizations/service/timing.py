"""Timing: the zone in which an organization reads times."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allin_gql.core.text import readable
from allin_gql.domains.organizations.errors import TimeZoneUnknown


def checked_time_zone(name: str, *, path: tuple[str, ...]) -> ZoneInfo:
    """Read an IANA time zone. Raises `TimeZoneUnknown`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TimeZoneUnknown(
            f"“{readable(name)}” is no time zone of the IANA database, such as Europe/Berlin.",
            path=path,
        ) from error
