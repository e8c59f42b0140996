"""Every query of privacy: its own rows, and the tables of all domains by their place in the list.

Names and conditions in these statements are the code's own (`service/holdings`), never a caller's.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast
from uuid import UUID

import orjson

from allin_gql.core.database import fetch
from allin_gql.core.shapes import Rows, table
from allin_gql.domains.organizations.models import Organization, OrganizationMember
from allin_gql.domains.privacy.models import DataExport, DataExportFile, Erasure
from allin_gql.domains.privacy.values import (
    ErasureState,
    ExportState,
    Holding,
    PackedFile,
    Part,
    Subject,
)

_LOCK_SUBJECT = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
_CLAIM_EXPORT = """
UPDATE data_exports
SET state = 'RUNNING', attempts = attempts + 1, fence = fence + 1, due_at = now() + $2
WHERE id = $1 AND due_at <= now()
RETURNING id
"""
_DUE_EXPORTS = "SELECT id FROM data_exports WHERE due_at <= now() ORDER BY due_at LIMIT $1"
_ADVANCE_EXPORT = """
UPDATE data_exports
SET step = $3, after = $4, counts = $5, file_count = $6, attempts = 0, due_at = now() + $7
WHERE id = $1 AND fence = $2
RETURNING id
"""
_PUT_BACK_EXPORT = "UPDATE data_exports SET due_at = now() WHERE id = $1 AND fence = $2"
_END_EXPORT = """
UPDATE data_exports
SET state = $3::text, due_at = NULL, finished_at = now(), size = $4,
    expires_at = CASE WHEN $3::text = 'READY' THEN now() + $5 END
WHERE id = $1 AND fence = $2
RETURNING id
"""
_ADD_FILE = """
INSERT INTO data_export_files (id, data_export_id, number, name, crc32, size, packed_size, packed)
VALUES (uuidv7(), $1, $2, $3, $4, $5, $6, $7)
"""
_EXPIRED = """
UPDATE data_exports SET state = 'EXPIRED'
WHERE id IN (
    SELECT id FROM data_exports WHERE state = 'READY' AND expires_at <= now()
    ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""


_CLAIM_ERASURE = """
UPDATE erasures SET fence = fence + 1, due_at = now() + $2
WHERE id = $1 AND due_at <= now()
RETURNING id
"""
_HOLD_ERASURE = "SELECT id FROM erasures WHERE id = $1 AND fence = $2 FOR UPDATE"
_DUE_ERASURES = "SELECT id FROM erasures WHERE due_at <= now() ORDER BY due_at LIMIT $1"
_PUT_BACK_ERASURE = "UPDATE erasures SET due_at = now() + $3 WHERE id = $1 AND fence = $2"
_CANCEL_ERASURE = """
UPDATE erasures SET state = 'CANCELLED', due_at = NULL WHERE id = $1 AND state = 'WAITING'
RETURNING id
"""
# As whoever changes its members does, who then sees who owns it after all.
_LOCK_OWNED = """
SELECT id FROM organizations WHERE id IN (
    SELECT organization_id FROM organization_members WHERE user_id = $1 AND role = 'OWNER'
)
ORDER BY id FOR NO KEY UPDATE
"""
_OWNED_ALONE = """
SELECT m.organization_id AS id, o.name,
    NOT EXISTS (
        SELECT FROM organization_members x
        WHERE x.organization_id = m.organization_id AND x.user_id <> $1
    ) AS is_alone
FROM organization_members m
JOIN organizations o ON o.id = m.organization_id
WHERE m.user_id = $1 AND m.role = 'OWNER' AND NOT EXISTS (
    SELECT FROM organization_members x
    WHERE x.organization_id = m.organization_id AND x.user_id <> $1 AND x.role = 'OWNER'
)
ORDER BY m.id
FOR UPDATE OF m
"""


_MEMBERS_WHO_STAY = """
SELECT m.user_id FROM organization_members m
WHERE m.organization_id = $1 AND NOT EXISTS (
    SELECT FROM erasures e WHERE e.subject_id = m.user_id AND e.state IN ('RUNNING', 'PARTING')
)
"""
_IS_AT_ITS_END = """
SELECT id FROM organizations WHERE id = $1 AND deletes_at <= now() FOR UPDATE
"""
_END_ORGANIZATION = """
UPDATE organizations SET deleted_at = COALESCE(deleted_at, now()), deletes_at = now() WHERE id = $1
"""
_ENDED_ORGANIZATIONS = """
SELECT o.id, (
    SELECT m.user_id FROM organization_members m
    WHERE m.organization_id = o.id AND m.role = 'OWNER' ORDER BY m.id LIMIT 1
) AS owner_id
FROM organizations o
WHERE o.deletes_at <= now() AND NOT EXISTS (
    SELECT FROM erasures e
    WHERE e.subject_id = o.id AND e.state IN ('WAITING', 'RUNNING', 'PARTING')
)
ORDER BY o.deletes_at LIMIT $1
"""


class OwnedAlone(NamedTuple):
    """An organization that has one owner: whether that is its only member, too."""

    id: UUID
    name: str
    is_alone: bool


class Entry(NamedTuple):
    """What a ZIP archive says of a file."""

    number: int
    name: str
    crc32: int
    size: int
    packed_size: int


def exports_of(organization_id: UUID, user_id: UUID) -> Rows:
    """What a user has asked for: of themselves, and of the organization that they act in."""
    rows = Rows(table=table(DataExport), organization_id=organization_id)
    return rows.where("t.requested_by_id = {}", user_id).where(
        "(t.subject = 'PERSON' OR t.subject_id = $1)"
    )


async def lock_subject(subject_id: UUID) -> None:
    """Be the only one who asks for something about somebody, until the transaction ends."""
    await fetch(_LOCK_SUBJECT, f"privacy|{subject_id}")


async def add_export(
    subject: Subject, subject_id: UUID, *, requested_by_id: UUID, due_at: datetime
) -> DataExport:
    """Add an export that waits for a worker."""
    return await DataExport.create(
        subject=subject, subject_id=subject_id, requested_by_id=requested_by_id, due_at=due_at
    )


async def export_under_way(subject_id: UUID) -> DataExport | None:
    """The export of somebody that is not ready yet, if there is one."""
    states = (ExportState.QUEUED, ExportState.RUNNING)
    return await DataExport.filter(subject_id=subject_id, state__in=states).first()


async def export_by_id(user_id: UUID, export_id: UUID) -> DataExport | None:
    """An export that a user has asked for."""
    return await DataExport.get_or_none(id=export_id, requested_by_id=user_id)


async def claim_export(export_id: UUID, *, lease: timedelta) -> DataExport | None:
    """Take a due export for the time of a lease; nothing when it is done or somebody has it."""
    if not await fetch(_CLAIM_EXPORT, export_id, lease):
        return None
    return await DataExport.get(id=export_id)


async def due_exports(limit: int) -> list[UUID]:
    """Exports that wait, or whose worker has died."""
    return [row["id"] for row in await fetch(_DUE_EXPORTS, limit)]


async def put_back_export(export: DataExport) -> None:
    """Let whoever comes next go on with a claimed export."""
    await fetch(_PUT_BACK_EXPORT, export.id, export.fence)


async def advance_export(export: DataExport, *, lease: timedelta) -> bool:
    """Write down how far a claimed export is; False when somebody else has it now."""
    return bool(
        await fetch(
            _ADVANCE_EXPORT,
            export.id,
            export.fence,
            export.step,
            export.after,
            orjson.dumps(export.counts).decode(),
            export.file_count,
            lease,
        )
    )


async def end_export(export: DataExport, state: ExportState, *, size: int, kept: timedelta) -> bool:
    """Close a claimed export; False when somebody else has it now."""
    return bool(await fetch(_END_EXPORT, export.id, export.fence, state.value, size, kept))


async def add_file(export_id: UUID, file: PackedFile) -> None:
    """Add a file to an export."""
    await fetch(
        _ADD_FILE,
        export_id,
        file.number,
        file.name,
        file.crc32,
        file.size,
        len(file.packed),
        file.packed,
    )


async def entries_of(export_id: UUID) -> list[Entry]:
    """What there is of files in an export, in their order."""
    files = DataExportFile.filter(data_export_id=export_id).order_by("number")
    found: Any = await files.values_list("number", "name", "crc32", "size", "packed_size")
    return [Entry(*values) for values in found]


async def packed_of(export_id: UUID, number: int) -> bytes | None:
    """The bytes of one file; nothing when the export is gone."""
    files = DataExportFile.filter(data_export_id=export_id, number=number)
    found: Any = await files.values_list("packed", flat=True)
    return bytes(found[0]) if found else None


async def expire_exports(limit: int) -> list[UUID]:
    """Close exports whose time is over, and delete their files."""
    expired = [row["id"] for row in await fetch(_EXPIRED, limit)]
    await DataExportFile.filter(data_export_id__in=expired).delete()
    return expired


async def read_rows(
    holding: Holding, part: Part, subject_id: UUID, *, after: str | None, limit: int
) -> list[tuple[str, str]]:
    """The next rows that are about somebody: each its place in the order, and itself as JSON."""
    column, kind = part.order, part.order_type
    place = f" AND {column} > ($3::text)::{kind}" if after is not None else " AND $3::text IS NULL"
    rows = await fetch(
        f"SELECT ({column})::text AS place, (to_jsonb(t) - $2::text[])::text AS row"  # noqa: S608  # names of ours
        f" FROM {holding.table} t WHERE ({part.rows}){place} ORDER BY {column} LIMIT {limit}",
        subject_id,
        list(holding.withheld),
        after,
    )
    return [(row["place"], row["row"]) for row in rows]


async def erase_rows(holding: Holding, part: Part, subject_id: UUID, *, limit: int) -> int:
    """Erase some of the rows that are about somebody; gives how many."""
    if part.by is not None:
        call = part.by.replace("{rows}", part.erased)
        return int((await fetch(f"SELECT {call} AS count", subject_id, limit))[0]["count"])
    rows = await fetch(
        f"DELETE FROM {holding.table} WHERE ctid = ANY(ARRAY("  # noqa: S608  # names of ours
        f"SELECT t.ctid FROM {holding.table} t WHERE {part.erased} LIMIT {limit})) RETURNING 1",
        subject_id,
    )
    return len(rows)


async def change_rows(holding: Holding, part: Part, subject_id: UUID) -> int:
    """Change the rows that are about somebody to what they become; gives how many."""
    rows = await fetch(
        f"UPDATE {holding.table} t SET {part.becomes} WHERE {part.erased} RETURNING 1",  # noqa: S608  # names of ours
        subject_id,
    )
    return len(rows)


async def has_rows(holding: Holding, part: Part, subject_id: UUID) -> bool:
    """Whether anything is left of what is erased."""
    found = await fetch(
        f"SELECT 1 FROM {holding.table} t WHERE {part.erased} LIMIT 1",  # noqa: S608  # names of ours
        subject_id,
    )
    return bool(found)


async def organizations_owned_alone(user_id: UUID) -> list[OwnedAlone]:
    """The organizations of which a user is the only owner. All that they own are locked."""
    await fetch(_LOCK_OWNED, user_id)
    rows = await fetch(_OWNED_ALONE, user_id)
    return [OwnedAlone(UUID(int=row["id"].int), row["name"], row["is_alone"]) for row in rows]


async def add_erasure(erasure: Erasure) -> None:
    """Add an erasure that waits for its delay to be over."""
    await erasure.save(force_create=True)


async def erasure_of(subject_id: UUID) -> Erasure | None:
    """The erasure of somebody that is not over, if there is one."""
    over = (ErasureState.FINISHED, ErasureState.CANCELLED)
    return await Erasure.filter(subject_id=subject_id).exclude(state__in=over).first()


async def has_erasures(subject_ids: Sequence[UUID]) -> bool:
    """Whether an erasure of any of these has anything left to be erased."""
    states = (ErasureState.WAITING, ErasureState.RUNNING)
    return await Erasure.filter(subject_id__in=list(subject_ids), state__in=states).exists()


async def erasure_by_receipt(fingerprint: bytes) -> Erasure | None:
    """The erasure that a receipt's code is for, once all is erased."""
    done = (ErasureState.PARTING, ErasureState.FINISHED)
    return await Erasure.get_or_none(receipt_fingerprint=fingerprint, state__in=done)


async def cancel_erasure(erasure_id: UUID) -> bool:
    """Undo an erasure; False when it has begun."""
    return bool(await fetch(_CANCEL_ERASURE, erasure_id))


async def claim_erasure(erasure_id: UUID, *, lease: timedelta) -> Erasure | None:
    """Take a due erasure for the time of a lease; nothing when it is done or somebody has it."""
    if not await fetch(_CLAIM_ERASURE, erasure_id, lease):
        return None
    return await Erasure.get(id=erasure_id)


async def hold_erasure(erasure: Erasure) -> bool:
    """Lock a claimed erasure until the transaction ends; False when somebody else has it now."""
    return bool(await fetch(_HOLD_ERASURE, erasure.id, erasure.fence))


async def save_erasure(erasure: Erasure) -> None:
    """Write down an erasure that is held."""
    await erasure.save()


async def due_erasures(limit: int) -> list[UUID]:
    """Erasures whose delay is over, that wait, or whose worker has died."""
    return [row["id"] for row in await fetch(_DUE_ERASURES, limit)]


async def put_back_erasure(erasure: Erasure, *, after: timedelta) -> None:
    """Let whoever comes next go on with a claimed erasure, after some time."""
    await fetch(_PUT_BACK_ERASURE, erasure.id, erasure.fence, after)


async def end_organization(organization_id: UUID) -> None:
    """Let an organization be at its end now, whose only member leaves."""
    await fetch(_END_ORGANIZATION, organization_id)


async def is_at_its_end(organization_id: UUID) -> bool:
    """Whether the delay of an organization's deletion is over; its row is locked."""
    return bool(await fetch(_IS_AT_ITS_END, organization_id))


async def members_who_stay(organization_id: UUID) -> list[UUID]:
    """The users who are members of an organization, but those who are being erased."""
    rows = await fetch(_MEMBERS_WHO_STAY, organization_id)
    return [UUID(int=row["user_id"].int) for row in rows]


async def ended_organizations(limit: int) -> list[tuple[UUID, UUID | None]]:
    """Organizations whose delay is over and that nothing erases yet, each with an owner."""
    rows = await fetch(_ENDED_ORGANIZATIONS, limit)
    return [(row["id"], row["owner_id"]) for row in rows]


async def organization_name(organization_id: UUID) -> str | None:
    """What an organization is called, while it is there."""
    organization = await Organization.get_or_none(id=organization_id)
    return organization.name if organization else None


async def organizations_of(user_id: UUID) -> set[UUID]:
    """The organizations that a user is a member of."""
    members = OrganizationMember.filter(user_id=user_id)
    return set(cast("list[UUID]", await members.values_list("organization_id", flat=True)))
