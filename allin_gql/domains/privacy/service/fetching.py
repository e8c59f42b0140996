"""Fetching an export as one archive, by whoever asked for it and may still have it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from uuid import UUID

from allin_gql.core.access import Viewer, require_session
from allin_gql.core.errors import NotFound
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.privacy import repository
from allin_gql.domains.privacy.errors import ExportNotReady
from allin_gql.domains.privacy.events import OrganizationExportFetched
from allin_gql.domains.privacy.models import DataExport
from allin_gql.domains.privacy.service.archives import Listed, before_file, directory
from allin_gql.domains.privacy.service.exporting import require_export_of_organization
from allin_gql.domains.privacy.values import ExportState, Subject

# Who is asking, in an organization or in whichever is the first of theirs.
Ask = Callable[[UUID | None], Awaitable[Viewer]]


async def find_export(ask: Ask, export_id: UUID) -> DataExport:
    """The export that is asked for, if it is the viewer's to have now, and ready.

    Raises `NotFound`, `NotAllowed` and `ExportNotReady`, and whatever `ask` does.
    """
    viewer = await ask(None)
    require_session(viewer)
    export = await repository.export_by_id(viewer.user_id, export_id)
    if export is None:
        raise NotFound("There is no such export, or somebody else asked for it.")
    if export.subject is Subject.ORGANIZATION:
        viewer = await ask(export.subject_id)
        require_export_of_organization(viewer)
    if export.state is not ExportState.READY:
        raise ExportNotReady(f"This export is {export.state}; only one that is READY is fetched.")
    if export.subject is Subject.ORGANIZATION:
        async with unit_of_work(actor_id=viewer.user_id) as work:
            work.emit(
                OrganizationExportFetched(organization_id=export.subject_id, subject_id=export.id)
            )
    return export


async def list_files(export: DataExport) -> Sequence[Listed]:
    """What there is of files in an export."""
    return await repository.entries_of(export.id)


async def read_archive(export: DataExport, files: Sequence[Listed]) -> AsyncIterator[bytes]:
    """Yield the archive of an export, a file at a time."""
    for number, file in enumerate(files):
        yield before_file(file, export.created_at)
        packed = await repository.packed_of(export.id, number)
        if packed is None:
            raise LookupError(f"the export {export.id} was deleted while it was fetched")
        yield packed
    yield directory(files, export.created_at)
