"""What these tests ask and do again and again."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

import httpx2

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.tokens import fingerprint
from allin_gql.domains.privacy import service
from allin_gql.domains.privacy.models import Erasure
from tests.fixtures.people import Person
from tests.fixtures.world import World

_PROBLEM = "... on Problem { code message path }"
_EXPORT = "... on DataExport { id subject state progress size downloadPath createdAt expiresAt }"

EXPORT_SELF = (
    "mutation X($input: RequestPersonalExportInput!) { requestPersonalExport(input: $input)"
    f" {{ __typename {_EXPORT} {_PROBLEM} }} }}"
)
EXPORT_ORGANIZATION = (
    "mutation X($input: RequestOrganizationExportInput!) { requestOrganizationExport(input: $input)"
    f" {{ __typename {_EXPORT} {_PROBLEM} }} }}"
)
EXPORTS = (
    "{ dataExports(first: 10)"
    " { nodes { id subject state progress size downloadPath createdAt expiresAt } } }"
)
DELETE = (
    "mutation X($input: DeleteAccountInput!) { deleteAccount(input: $input)"
    f" {{ __typename ... on AccountDeletion {{ beginsAt receiptToken }} {_PROBLEM} }} }}"
)
CANCEL = (
    "mutation X($input: CancelAccountDeletionInput!) { cancelAccountDeletion(input: $input)"
    f" {{ __typename ... on AccountDeletionCancelled {{ plannedFor }} {_PROBLEM} }} }}"
)
RECEIPT = (
    "query X($code: String!) { erasureReceipt(code: $code)"
    " { subject requestedAt finishedAt digest erased { table deleted changed } } }"
)
BEGINS = "{ me { deletionBeginsAt } }"


async def user_key(person: Person) -> UUID:
    """The id of a person's row."""
    return parse_id(IdKind.USER, (await person.ask("{ me { id } }"))["me"]["id"])


async def organization_of(person: Person) -> str:
    """The id of the organization that a person acts in, as clients know it."""
    organization: str = (await person.ask("{ organization { id } }"))["organization"]["id"]
    return organization


async def exported(world: World, person: Person, document: str = EXPORT_SELF) -> dict[str, Any]:
    """Ask for an export, and let it be made."""
    asked = await person.do(document)
    assert asked["__typename"] == "DataExport", asked
    await world.jobs.perform()
    nodes = (await person.ask(EXPORTS))["dataExports"]["nodes"]
    (export,) = [one for one in nodes if one["id"] == asked["id"]]
    export_: dict[str, Any] = export
    return export_


async def fetched(person: Person, export: dict[str, Any]) -> httpx2.Response:
    """Fetch an export, as its address says."""
    path = f"/exports/{export['id']}"
    assert export["downloadPath"] in {None, path}
    return await person.http.get(path, headers=person.headers)


def unpacked(answer: httpx2.Response) -> dict[str, Any]:
    """What an archive has: rows by table, and what stands beside them by name."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-length"] == str(len(answer.content))
    found: dict[str, Any] = {}
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            text = archive.read(name).decode()
            folder, slash, _ = name.partition("/")
            if slash:
                found.setdefault(folder, []).extend(json.loads(text))
            else:
                found[name] = text
    return found


async def let_pass(what: str, subject_id: UUID) -> None:
    """Let the time come that something waits for."""
    await fetch(f"UPDATE {what} SET due_at = now() WHERE subject_id = $1", subject_id)  # noqa: S608  # our own names


async def plan(person: Person, *organizations: str) -> dict[str, Any]:
    """Ask for an account to be deleted, and let the delay be over."""
    key = await user_key(person)
    planned = await person.do(DELETE, alsoDeleteOrganizations=list(organizations))
    assert planned["__typename"] == "AccountDeletion", planned
    await let_pass("erasures", key)
    return planned


async def erasure_of(planned: dict[str, Any]) -> Erasure:
    """The row of what was planned."""
    return await Erasure.get(receipt_fingerprint=fingerprint(planned["receiptToken"]))


async def go_on(world: World, planned: dict[str, Any], *, turns: int = 10) -> Erasure:
    """Let workers and the clock do their work, until it is done or some turns are over."""
    key = (await erasure_of(planned)).id
    for _ in range(turns):
        await service.ring_for_erasures(20)
        await world.jobs.perform()
        if (await Erasure.get(id=key)).state == "FINISHED":
            break
        await fetch("UPDATE erasures SET due_at = now() WHERE due_at IS NOT NULL")
    return await Erasure.get(id=key)
