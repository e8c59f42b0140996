"""What stands beside the data of an export: which files there are, what is in them, what is not."""

import json
from collections.abc import Sequence
from typing import Any

from allin_gql.core.clock import now
from allin_gql.domains.privacy.models import DataExport
from allin_gql.domains.privacy.values import Holding, Subject

_WHOSE = {
    Subject.PERSON: "everything that is kept about one person",
    Subject.ORGANIZATION: "everything that is kept of one organization",
}


def manifest(export: DataExport, tables: Sequence[Holding]) -> dict[str, Any]:
    """What an export has, table by table, as JSON."""
    return {
        "about": f"An export from AllIN: {_WHOSE[export.subject]}.",
        "subject": {"kind": export.subject.value, "id": str(export.subject_id)},
        "requestedAt": export.created_at.isoformat(),
        "writtenAt": now().isoformat(),
        "format": "Each file of a folder is a JSON array of up to 500 rows, in the order of their "
        "making. Ids are UUIDs, moments are ISO 8601, bytes are hexadecimal after \\x.",
        "tables": [
            {
                "folder": holding.table,
                "about": holding.about,
                "rows": export.counts.get(holding.table, 0),
                "withheld": dict(holding.withheld),
            }
            for holding in tables
        ],
    }


def as_json(told: dict[str, Any]) -> str:
    """A manifest for programs."""
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_text(told: dict[str, Any]) -> str:
    """A manifest for people."""
    lines = [told["about"], "", told["format"], ""]
    for one in told["tables"]:
        lines.append(f"{one['folder']}: {one['rows']} rows. {one['about']}.")
        lines += [f"    without {column}: {why}" for column, why in one["withheld"].items()]
    return "\n".join(lines) + "\n"
