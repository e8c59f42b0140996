"""Roles: each may what the table says, and no more, in the organization that they act in."""

import re

import pytest

from allin_gql.core.access import PERMISSIONS, Role
from tests.architecture.source import ROOT
from tests.fixtures.people import Person, member
from tests.fixtures.world import World

RIGHTS = "{ viewer { role permissions organization { id } } }"


@pytest.mark.parametrize("role", list(Role))
async def test_a_member_may_what_the_table_says(world: World, owner: Person, role: Role) -> None:
    home = await owner.ask("{ organization { id } }")
    somebody = await member(world, owner, role)

    viewer = (await somebody.ask(RIGHTS))["viewer"]

    assert viewer == {
        "role": role,
        "permissions": sorted(PERMISSIONS[role]),
        "organization": home["organization"],
    }


async def test_the_table_is_told_to_everybody(anonymous: Person) -> None:
    told = (await anonymous.ask("{ roles { role permissions isRestrictable } }"))["roles"]

    assert {one["role"]: one["permissions"] for one in told} == {
        role: sorted(permissions)
        for role, permissions in PERMISSIONS.items()
        if role is not Role.MEMBER
    }
    restrictable = [one["role"] for one in told if one["isRestrictable"]]
    assert restrictable == ["PUBLISHER", "EDITOR", "ANALYST"]


def test_the_documents_tell_the_same_table() -> None:
    text = (ROOT / "docs/teams.md").read_text()
    added = {
        role: set(re.findall(r"`([A-Z_]+)`", words))
        for role, words in re.findall(r"^\| `([A-Z]+)` \| (.*) \|$", text, re.MULTILINE)
    }

    told: dict[str, set[str]] = {}
    below: set[str] = set()
    for role in reversed(added):
        below = below | added[role]
        told[role] = below
    assert told == {
        role.value: {one.value for one in permissions}
        for role, permissions in PERMISSIONS.items()
        if role is not Role.MEMBER
    }
