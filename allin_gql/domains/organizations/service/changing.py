"""Changing: what an organization is called, where it reads times, what it asks of its members."""

from typing import Any

from allin_gql.core.access import (
    Permission,
    SecondFactorRequired,
    Viewer,
    require,
    require_proof,
    require_session,
)
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.events import OrganizationUpdated
from allin_gql.domains.organizations.models import Organization
from allin_gql.domains.organizations.service.founding import checked_name
from allin_gql.domains.organizations.service.ranking import locked
from allin_gql.domains.organizations.service.timing import checked_time_zone

# The columns that can be changed, and how the schema calls them.
_NAMES = {
    "name": "name",
    "time_zone": "timeZone",
    "requires_second_factor": "requiresSecondFactor",
}


async def update_organization(
    viewer: Viewer, *, name: str | None, time_zone: str | None, requires_second_factor: bool | None
) -> Organization:
    """Change what is given of an organization; the rest stays as it is.

    Whether members need a second factor is for an owner to say, who has to have one: raises
    `SecondFactorRequired` otherwise.
    """
    require_session(viewer)
    require(viewer, Permission.MANAGE_ORGANIZATION)
    wanted: dict[str, Any] = {}
    if name is not None:
        wanted["name"] = checked_name(name)
    if time_zone is not None:
        wanted["time_zone"] = checked_time_zone(time_zone, path=("timeZone",)).key
    if requires_second_factor is not None:
        wanted["requires_second_factor"] = requires_second_factor
    async with unit_of_work(actor_id=viewer.user_id) as work:
        organization = await locked(viewer)
        before = {column: getattr(organization, column) for column in wanted}
        changed = {column: wanted[column] for column in wanted if wanted[column] != before[column]}
        if "requires_second_factor" in changed:
            await _check_may_ask(viewer, is_asked=changed["requires_second_factor"])
        if changed:
            await repository.change_organization(organization, **changed)
            work.emit(
                OrganizationUpdated(
                    organization_id=organization.id,
                    subject_id=organization.id,
                    name=organization.name,
                    time_zone=organization.time_zone,
                    requires_second_factor=organization.requires_second_factor,
                    changes={
                        _NAMES[column]: (before[column], value) for column, value in changed.items()
                    },
                )
            )
    return organization


async def _check_may_ask(viewer: Viewer, *, is_asked: bool) -> None:
    require(viewer, Permission.OWN)
    require_proof(viewer)
    if is_asked and not await repository.has_second_factor(viewer.user_id, viewer.session_id):
        raise SecondFactorRequired(
            "Set up a second factor of your own, and sign in with it, before you ask for it.",
            path=("requiresSecondFactor",),
        )
