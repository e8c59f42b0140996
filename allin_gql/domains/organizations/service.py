"""What can be done about organizations."""

from collections.abc import AsyncGenerator, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allin_gql.core.access import Permission, Role, Viewer, require
from allin_gql.core.errors import InvalidInput
from allin_gql.core.live import LIVE
from allin_gql.core.models import Event
from allin_gql.core.text import readable
from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.errors import TimeZoneUnknown
from allin_gql.domains.organizations.events import OrganizationCreated

_EVENTS_AT_ONCE = 100  # rows a look; a client that was away for long catches up look by look


async def found_organization(user_id: UUID, name: str, work: UnitOfWork) -> None:
    """Make a user's first organization. Called by the reaction to their registration."""
    organization = await repository.add_organization(name)
    await repository.add_member(organization.id, user_id, Role.OWNER)
    work.emit(
        OrganizationCreated(
            organization_id=organization.id, subject_id=organization.id, name=organization.name
        )
    )


async def follow_events(
    viewer: Viewer, *, after: int | None, subject_ids: Sequence[UUID] | None = None
) -> AsyncGenerator[Event, None]:
    """Yield the events of the viewer's organization as they come, each once and in order.

    `after` is the number of the last event that the caller knows; without it, only what happens
    from now on is told. With `subject_ids`, only events about those things are. Who is restricted
    to some social accounts is told nothing about others.
    """
    require(viewer, Permission.READ)
    if after is not None and after < 0:
        message = "Event numbers begin with 1; 0 means from the beginning."
        raise InvalidInput(message, path=("after",), numbers={"minimum": 0, "actual": after})
    async with LIVE.current.listen(viewer.organization_id) as bell:
        newest = await repository.last_event_number(viewer.organization_id)
        if after is not None and after > newest:
            raise InvalidInput(
                f"The newest event has the number {newest}; there is none after {after} to go on"
                " from. Does that number come from here?",
                path=("after",),
                numbers={"maximum": newest, "actual": after},
            )
        last = newest if after is None else after
        while True:
            events = await repository.events_after(
                viewer.organization_id,
                last,
                limit=_EVENTS_AT_ONCE,
                reach=viewer.reach,
                subject_ids=subject_ids,
            )
            for event in events:
                yield event
                last = event.number
            if len(events) < _EVENTS_AT_ONCE:
                await bell.wait()


def checked_time_zone(name: str, *, path: tuple[str, ...]) -> ZoneInfo:
    """Read an IANA time zone. Raises `TimeZoneUnknown`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TimeZoneUnknown(
            f"“{readable(name)}” is no time zone of the IANA database, such as Europe/Berlin.",
            path=path,
        ) from error
