"""All audits of npm `graphql-http` pass for who shows an access token."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from allin_gql.graph.policy import Policy
from tests.fixtures.node import CONFORMANCE, installed, run_node
from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.served import serve

AUDITS = 61
DRAFT = Policy(statuses="draft")


async def audited(url: str, token: str | None) -> list[dict[str, Any]]:
    script = installed(CONFORMANCE) / "audit.mjs"
    results: list[dict[str, Any]] = json.loads(await run_node(script, url, token or ""))
    return results


def failed(results: list[dict[str, Any]]) -> dict[str, str]:
    """What did not pass, by the audit's id."""
    return {
        result["id"]: f"{result['name']}: {result['reason']} {result['answer']}"
        for result in results
        if result["status"] != "ok"
    }


@pytest.mark.usefixtures("world")
async def test_every_audit_passes_with_a_token(owner: Person) -> None:
    async with listening() as address:
        results = await audited(f"http://{address}/graphql", owner.access_token)

    assert failed(results) == {}
    assert Counter(result["status"] for result in results) == {"ok": AUDITS}


async def test_every_audit_passes_against_the_server_as_it_is_run(
    world: World, owner: Person, tmp_path: Path
) -> None:
    with serve(world.settings, tmp_path, environment="production") as served:
        results = await audited(f"{served.url}/graphql", owner.access_token)
        log = served.log.read_text()

    assert failed(results) == {}
    assert len(results) == AUDITS
    assert "Traceback" not in log


@pytest.mark.usefixtures("world")
async def test_by_the_draft_only_audits_that_expect_its_old_statuses_fail(owner: Person) -> None:
    async with listening(policy=DRAFT) as address:
        results = await audited(f"http://{address}/graphql", owner.access_token)

    not_400, not_200 = {"423L", "3E3A", "86EE"}, {"572B", "FDE2", "7B9B"}
    assert set(failed(results)) == not_400 | not_200
