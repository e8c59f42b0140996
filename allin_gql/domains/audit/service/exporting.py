"""Handing the audit log out whole, as lines that are made as they are taken."""

import csv
import io
from collections.abc import AsyncGenerator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import orjson

from allin_gql.core.access import Permission, Viewer, require, require_proof
from allin_gql.core.chain import NOTHING_BEFORE, Head
from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.shapes import Shape
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.audit import repository
from allin_gql.domains.audit.events import AuditLogExported
from allin_gql.domains.audit.values import Wanted, actor_kind
from allin_gql.domains.organizations.values import told_data

_AT_ONCE = 500  # entries; as many are in memory
# What makes a cell a formula in spreadsheets, or a part of another cell (OWASP, CSV injection).
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_COLUMNS: Final = (
    "number", "occurredAt", "action", "subjectId", "data", "actorKind", "actorId",
    "actorName", "actorEmail", "apiKeyId", "sessionId", "address", "userAgent", "requestId",
    "changes", "erasedAt", "hash",
)  # fmt: skip


class ExportForm(StrEnum):
    """How an export is written."""

    JSON_LINES = "jsonl"
    CSV = "csv"


async def export_log(
    viewer: Viewer, wanted: Wanted, form: ExportForm
) -> AsyncGenerator[bytes, None]:
    """Check, and give the lines of an export, the oldest entry first.

    Its last line says where the organization's chain ended when it began, so that whoever reads it
    knows that it is whole. What happens meanwhile is not in it.
    """
    require(viewer, Permission.READ_AUDIT_LOG)
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        work.emit(
            AuditLogExported(
                organization_id=viewer.organization_id,
                subject_id=viewer.organization_id,
                form=form.value,
            )
        )
    head = await repository.head_of(viewer.organization_id) or Head(
        organization_id=viewer.organization_id, number=0, hash=NOTHING_BEFORE
    )
    return _lines(viewer, wanted, form, head)


async def _lines(
    viewer: Viewer, wanted: Wanted, form: ExportForm, head: Head
) -> AsyncGenerator[bytes, None]:
    if form is ExportForm.CSV:
        yield _csv(_COLUMNS)
    count, last = 0, 0
    while True:
        rows = repository.entries_of(viewer.organization_id, wanted).within(viewer.reach)
        page = rows.where("t.number > {}", last).where("t.number <= {}", head.number)
        found = await page.read(Shape(page.table, ["number"]), order="number", limit=_AT_ONCE)
        entries = await repository.exported([row[0] for row in found])
        if not entries:
            break
        count, last = count + len(entries), entries[-1]["number"]
        write = _csv_line if form is ExportForm.CSV else _json_line
        yield b"".join(write(entry) for entry in entries)
    yield _end(head, count, form)


def _json_line(entry: Mapping[str, Any]) -> bytes:
    told = _told(entry)
    told["proof"] = {
        "previousHash": entry["previous_hash"] or NOTHING_BEFORE,
        "record": entry["record"],
        "salt": entry["salt"],
        "details": entry["body"],
    }
    return orjson.dumps(told) + b"\n"


def _csv_line(entry: Mapping[str, Any]) -> bytes:
    told = _told(entry)
    for name in ("data", "changes"):
        told[name] = orjson.dumps(told[name]).decode() if told[name] else None
    return _csv(told.values())


def _told(entry: Mapping[str, Any]) -> dict[str, Any]:
    details: Mapping[str, Any] = orjson.loads(entry["body"]) if entry["body"] else {}
    session = details.get("session_id")
    values = (
        entry["number"],
        _moment(entry["occurred_at"]),
        entry["type"],
        public_id(IdKind(entry["subject_kind"]), entry["subject_id"]),
        told_data(orjson.loads(entry["data"])),
        actor_kind(entry["actor_id"], entry["api_key_id"]).value,
        _public(IdKind.USER, entry["actor_id"]),
        entry["actor_name"],
        entry["actor_email"],
        _public(IdKind.API_KEY, entry["api_key_id"]),
        _public(IdKind.SESSION, None if session is None else UUID(session)),
        details.get("address"),
        details.get("user_agent"),
        details.get("request_id"),
        details.get("changes", {}),
        _moment(entry["erased_at"]),
        entry["hash"],
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _end(head: Head, count: int, form: ExportForm) -> bytes:
    told = {
        "entries": count,
        "organizationId": public_id(IdKind.ORGANIZATION, head.organization_id),
        "lastNumber": head.number,
        "headHash": head.hash,
    }
    if form is ExportForm.JSON_LINES:
        return orjson.dumps({"end": told}) + b"\n"
    return _csv(("end", *(f"{name}={value}" for name, value in told.items())))


def _csv(values: Any) -> bytes:  # noqa: ANN401  # an iterable of whatever a cell can hold
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_cell(value) for value in values])
    return line.getvalue().encode()


def _cell(value: object) -> object:
    """A cell that no spreadsheet computes: one that could begin a formula begins with a quote."""
    is_formula = isinstance(value, str) and value.startswith(_BEGINS_FORMULA)
    return f"'{value}" if is_formula else value


def _public(kind: IdKind, key: UUID | None) -> str | None:
    return None if key is None else public_id(kind, key)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
