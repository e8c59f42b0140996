"""Exports: asked for by a person, written by workers file by file, forgotten after a week."""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from allin_gql.core.access import OutOfReach, Permission, Viewer, require, require_proof
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.parts import SETTINGS
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.mail.service import send_letter
from allin_gql.domains.mail.values import Letter
from allin_gql.domains.privacy import jobs, mails, repository
from allin_gql.domains.privacy.errors import ExportUnderWay
from allin_gql.domains.privacy.events import OrganizationExportRequested
from allin_gql.domains.privacy.models import DataExport
from allin_gql.domains.privacy.service.archives import MAX_BYTES, MAX_FILES, archive_size, pack
from allin_gql.domains.privacy.service.holdings import exported
from allin_gql.domains.privacy.service.manifest import as_json, as_text, manifest
from allin_gql.domains.privacy.values import ExportState, Holding, Part, Subject

_log = logging.getLogger(__name__)

EXPORTS_PATH: Final = "/exports"
KEPT: Final = timedelta(days=7)
_ROWS = 500  # in a file: what a worker has in memory at once
_TURN = 60.0  # seconds until a worker lets others go first; it is ended by force at 120
_LEASE = timedelta(seconds=100)
_TOLD = (("manifest.json", as_json), ("README.txt", as_text))
_ATTEMPTS = 5  # to get on; then something is wrong that waiting does not mend


async def request_personal_export(viewer: Viewer) -> DataExport:
    """Ask for everything about the viewer. Raises `ExportUnderWay`, `ProofNeeded`."""
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        return await _add(work, Subject.PERSON, viewer.user_id, viewer)


async def request_organization_export(viewer: Viewer) -> DataExport:
    """Ask for everything that the organization has. Raises `ExportUnderWay`, `ProofNeeded`."""
    require_export_of_organization(viewer)
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        export = await _add(work, Subject.ORGANIZATION, viewer.organization_id, viewer)
        work.emit(
            OrganizationExportRequested(
                organization_id=viewer.organization_id, subject_id=export.id
            )
        )
        return export


def require_export_of_organization(viewer: Viewer) -> None:
    """Let pass who may have all that an organization has. Raises `NotAllowed`."""
    require(viewer, Permission.EXPORT_DATA)
    if viewer.reach is not None:
        raise OutOfReach("Who may use some social accounts only cannot export those of others.")


async def make_export(export_id: UUID) -> None:
    """Write the next files of an export. Work for nobody: called by a worker."""
    async with unit_of_work():
        export = await repository.claim_export(export_id, lease=_LEASE)
    if export is None:
        return
    if export.attempts > _ATTEMPTS:
        _log.error("export %s was given up after %d attempts", export.id, _ATTEMPTS)
        await _end(export, ExportState.FAILED)
        return
    until = time.monotonic() + _TURN
    steps = exported(export.subject)
    while export.step < len(steps) + len(_TOLD):
        if time.monotonic() > until:
            await _let_others_first(export)
            return
        is_told = export.step >= len(steps)
        write = _tell_of(export, steps) if is_told else _write_next(export, *steps[export.step])
        if not await write:
            return
    await _finish(export)


async def ring_for_exports(limit: int) -> None:
    """Call workers for exports that wait. Work for nobody: called by the clock."""
    async with unit_of_work() as work:
        for export_id in await repository.due_exports(limit):
            work.enqueue(jobs.make_export, export_id)


async def expire_exports(limit: int) -> None:
    """Delete the files of exports that are older than a week. Work for nobody: by the clock."""
    async with unit_of_work():
        await repository.expire_exports(limit)


async def _add(work: UnitOfWork, subject: Subject, subject_id: UUID, viewer: Viewer) -> DataExport:
    await repository.lock_subject(subject_id)
    if await repository.export_under_way(subject_id):
        raise ExportUnderWay("An export of the same is being made; `dataExports` shows it.")
    export = await repository.add_export(
        subject, subject_id, requested_by_id=viewer.user_id, due_at=now()
    )
    work.enqueue(jobs.make_export, export.id)
    return export


async def _let_others_first(export: DataExport) -> None:
    async with unit_of_work() as work:
        await repository.put_back_export(export)
        work.enqueue(jobs.make_export, export.id)


async def _write_next(export: DataExport, holding: Holding, part: Part) -> bool:
    """Write the next rows of a table to a file; False when somebody else has the export now."""
    rows = await repository.read_rows(
        holding, part, export.subject_id, after=export.after, limit=_ROWS
    )
    written = export.counts.get(holding.table, 0)
    is_last = len(rows) < _ROWS
    if not rows:
        export.step, export.after = export.step + 1, None
        return await _advance(export, None)
    name = f"{holding.table}/{written // _ROWS + 1:06d}.json"
    content = "[\n" + ",\n".join(row for _, row in rows) + "\n]\n"
    export.counts = {**export.counts, holding.table: written + len(rows)}
    export.after = None if is_last else rows[-1][0]
    export.step += is_last
    return await _advance(export, (name, content))


async def _advance(export: DataExport, file: tuple[str, str] | None) -> bool:
    packed = pack(export.file_count, file[0], file[1].encode()) if file else None
    export.file_count += packed is not None
    async with unit_of_work():
        if not await repository.advance_export(export, lease=_LEASE):
            return False
        if packed is not None:
            await repository.add_file(export.id, packed)
    return True


async def _tell_of(export: DataExport, steps: Sequence[tuple[Holding, Part]]) -> bool:
    """Write what stands beside the data, one file after the other."""
    told = manifest(export, [holding for holding, _ in steps])
    name, write = _TOLD[export.step - len(steps)]
    export.step += 1
    return await _advance(export, (name, write(told)))


async def _finish(export: DataExport) -> None:
    files = await repository.entries_of(export.id)
    size = archive_size(files)
    if len(files) > MAX_FILES or size > MAX_BYTES:
        _log.error("export %s has %d files and %d bytes", export.id, len(files), size)
        await _end(export, ExportState.FAILED)
    else:
        await _end(export, ExportState.READY, size=size)


async def _end(export: DataExport, state: ExportState, *, size: int = 0) -> None:
    async with unit_of_work() as work:
        is_ended = await repository.end_export(export, state, size=size, kept=KEPT)
        if is_ended and state is ExportState.READY:
            await _tell(work, export)


async def _tell(work: UnitOfWork, export: DataExport) -> None:
    user = await identity.user_by_id(export.requested_by_id)
    await send_letter(work, await _letter(export, user.name), to=user.email, user_id=user.id)


async def _letter(export: DataExport, name: str) -> Letter:
    address = f"{SETTINGS.current.public_url}{export_path(export.id)}"
    expires_at = now() + KEPT
    if export.subject is Subject.PERSON:
        return mails.ExportReady(name=name, export=address, expires_at=expires_at)
    organization = await repository.organization_name(export.subject_id)
    return mails.OrganizationExportReady(
        name=name, organization_name=organization or "", export=address, expires_at=expires_at
    )


def export_path(export_id: UUID) -> str:
    """Where an export is fetched, below the address of the API."""
    return f"{EXPORTS_PATH}/{public_id(IdKind.DATA_EXPORT, export_id)}"


def progress_of(subject: Subject, step: int) -> int:
    """How many of a hundred parts of an export are done."""
    return min(100, 100 * step // (len(exported(subject)) + len(_TOLD)))
