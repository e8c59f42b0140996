"""Timing: which instant a person means by what they say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from allin_gql.core.access import Viewer
from allin_gql.domains.organizations import repository as organizations
from allin_gql.domains.organizations.service import checked_time_zone
from allin_gql.domains.publishing import repository
from allin_gql.domains.publishing.errors import DueInThePast, DueTooFarAhead, LocalTimeMissing

_FURTHEST = timedelta(days=2 * 366)


async def chosen_zone(viewer: Viewer, name: str | None) -> ZoneInfo:
    """The zone that was named, or the organization's. Raises `TimeZoneUnknown`."""
    if name is None:
        organization = await organizations.organization_by_id(viewer.organization_id)
        name = organization.time_zone
    return checked_time_zone(name, path=("timeZone",))


async def checked_due(due_at: datetime | None, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, that a person means: now, an instant, or a wall time in a zone.

    Raises `DueInThePast`, `DueTooFarAhead`, and `LocalTimeMissing` for a wall time that is skipped.
    """
    at = await repository.database_time()
    if due_at is None:
        return at
    due = due_at if due_at.tzinfo else _resolved(due_at, zone)
    if due < at:
        raise DueInThePast(
            f"{due.isoformat()} is over; leave dueAt out to publish now.", path=("dueAt",)
        )
    if due - at > _FURTHEST:
        raise DueTooFarAhead(
            f"A post can be due up to {_FURTHEST.days} days ahead.",
            path=("dueAt",),
            numbers={"maximum": _FURTHEST.days, "actual": (due - at).days},
        )
    return due.astimezone(UTC)


def _resolved(wall_time: datetime, zone: ZoneInfo) -> datetime:
    # Of two instants with the same wall time the earlier one is meant; of none, nothing is.
    due = wall_time.replace(tzinfo=zone)
    try:
        instant = due.astimezone(UTC)
    except OverflowError:
        # On the first or last day of the calendar: refused as any other such time.
        return wall_time.replace(tzinfo=UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != wall_time:
        raise LocalTimeMissing(
            f"{wall_time.isoformat()} does not exist in {zone.key}: the clocks skip it.",
            path=("dueAt",),
        )
    return due
