"""The audit log as a file: whole, checkable, safe in a spreadsheet, for those who may."""

import asyncio
import csv
import hashlib
import io
import json
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from allin_gql.core.access import Role
from allin_gql.core.clock import now
from allin_gql.domains.audit.service import exporting
from allin_gql.domains.identity.models import Session
from allin_gql.domains.organizations.models import OrganizationMember
from tests.domains.posts.writing import CREATE, UPDATE
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person
from tests.graph.test_origin import session_of


async def export(person: Person, query: str = "") -> httpx2.Response:
    return await person.http.get(f"/audit-log{query}", headers=person.headers)


def lines_of(answer: httpx2.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.fixture
async def post(owner: Person) -> str:
    made: str = (await owner.do(CREATE, text="=HYPERLINK(1)"))["id"]
    await owner.do(UPDATE, id=made, text="Open")
    return made


async def test_all_of_it_is_handed_out_and_says_where_it_ends(owner: Person, post: str) -> None:
    answer = await export(owner)

    *entries, end = lines_of(answer)
    assert [entry["number"] for entry in entries] == [1, 2, 3, 4]
    assert [entry["action"] for entry in entries[1:]] == [
        "post.created",
        "post.updated",
        "audit_log.exported",
    ]
    assert entries[2]["subjectId"] == post
    assert entries[2]["actorEmail"] == owner.email
    assert entries[2]["changes"] == {"text": {"before": "=HYPERLINK(1)", "after": "Open"}}
    assert end["end"]["entries"] == end["end"]["lastNumber"] == 4
    assert end["end"]["headHash"] == entries[-1]["hash"]
    assert answer.headers["content-type"] == "application/jsonl"
    assert answer.headers["cache-control"] == "no-store"


async def test_whoever_has_the_file_can_check_it(owner: Person, post: str) -> None:
    *entries, _ = lines_of(await export(owner))

    assert post
    before = "0" * 64
    for entry in entries:
        proof = entry["proof"]
        assert proof["previousHash"] == before
        before = hash_of(before, proof["record"])
        assert before == entry["hash"]
        digest = proof["record"].splitlines()[10]
        if proof["details"] is not None:
            assert digest == hash_of(proof["salt"], proof["details"])


def hash_of(first: str, rest: str) -> str:
    return hashlib.sha256(f"{first}\n{rest}".encode()).hexdigest()


async def test_the_same_filters_narrow_it(owner: Person, post: str) -> None:
    updates = lines_of(await export(owner, "?actions=post.updated&actions=post.created"))
    about = lines_of(await export(owner, f"?subject={post}"))
    later = lines_of(await export(owner, "?since=2100-01-01"))

    assert [line.get("number") for line in updates] == [2, 3, None]
    assert [line.get("number") for line in about] == [2, 3, None]
    assert later[0]["end"]["entries"] == 0


async def test_no_cell_of_a_spreadsheet_is_a_formula(owner: Person, post: str) -> None:
    agent = {**owner.headers, "user-agent": "=cmd|' /C calc'!A0"}
    await owner.http.post(
        "/graphql",
        json={"query": UPDATE, "variables": {"input": {"id": post, "text": "-1+1"}}},
        headers=agent,
    )

    answer = await export(owner, "?format=csv")

    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0][:3] == ["number", "occurredAt", "action"]
    assert rows[-1][0] == "end"
    assert rows[-1][1] == "entries=5"
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t"}]
    assert rows[4][rows[0].index("userAgent")] == "'=cmd|' /C calc'!A0"
    changes = json.loads(rows[2][rows[0].index("changes")])
    assert changes["text"]["after"] == "=HYPERLINK(1)"


async def test_many_entries_are_read_in_pieces(
    owner: Person, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_AT_ONCE", 2)

    *entries, end = lines_of(await export(owner))

    assert post
    assert [entry["number"] for entry in entries] == [1, 2, 3, 4]
    assert end["end"]["entries"] == 4


async def test_what_happens_meanwhile_is_not_in_it(
    owner: Person, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_AT_ONCE", 1)
    first, *_ = await asyncio.gather(
        export(owner), *(owner.do(UPDATE, id=post, text=f"text {number}") for number in range(3))
    )

    *entries, end = lines_of(first)

    assert [entry["number"] for entry in entries] == list(range(1, end["end"]["lastNumber"] + 1))


async def test_who_may_not_read_it_or_has_not_proved_who_they_are_gets_nothing(
    owner: Person, stranger: Person, anonymous: Person, post: str
) -> None:
    key = await organization_key(owner)
    nobody = await export(anonymous)
    foreign = lines_of(await export(stranger))
    await Session.filter(id=session_of(owner)).update(proved_at=now() - timedelta(minutes=6))
    unproved = await export(owner)
    await Session.filter(id=session_of(owner)).update(proved_at=now())
    await OrganizationMember.filter(organization_id=key).update(role=Role.PUBLISHER)
    publisher = await export(owner)

    assert (nobody.status_code, nobody.json()["problem"]["code"]) == (401, "UNAUTHENTICATED")
    assert (unproved.status_code, unproved.json()["problem"]["code"]) == (403, "PROOF_NEEDED")
    assert (publisher.status_code, publisher.json()["problem"]["code"]) == (403, "NOT_ALLOWED")
    assert post not in json.dumps(foreign)


@pytest.mark.parametrize(
    "query", ["?format=xml", "?rubbish=1", "?actor=rubbish", "?since=rubbish", "?access_token=x"]
)
async def test_what_it_does_not_know_is_refused(owner: Person, query: str) -> None:
    answer = await export(owner, query)

    assert answer.status_code == 400
    assert answer.json()["problem"]["code"].startswith("INVALID")
