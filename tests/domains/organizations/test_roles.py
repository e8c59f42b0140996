"""Roles: each may what the table says, and no more, in the organization that they act in."""

import pytest

from allin_gql.core.access import PERMISSIONS, Role
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
