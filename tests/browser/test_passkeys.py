"""Passkeys of a real browser: what it makes and signs is accepted, and nothing else is.

The server's verification and the device in tests/domains/authenticators have one hand; Chromium's
bytes are another's.
"""

import json
from contextlib import AsyncExitStack
from typing import Any

import pytest

from allin_gql.core.parts import SETTINGS
from tests.browser.conftest import served
from tests.fixtures.node import CONFORMANCE, installed, run_node
from tests.fixtures.people import PASSWORD, join
from tests.fixtures.world import World

_SECONDS = 90.0  # it takes about five on a machine that has the time

Seen = dict[str, Any]


@pytest.fixture(scope="module")
async def seen(chromium: str, session_world: World) -> Seen:
    """What was answered in one sitting at two pages, of which one is the application's."""
    owner = await join(session_world, "owner")
    async with AsyncExitStack() as stack:
        address, other = [
            (await stack.enter_async_context(served(session_world))).replace(
                "127.0.0.1", "localhost"
            )
            for _ in range(2)
        ]
        SETTINGS.set(session_world.settings.model_copy(update={"public_url": address}))
        stack.callback(SETTINGS.set, session_world.settings)
        printed = await run_node(
            installed(CONFORMANCE) / "passkeys.mjs",
            *(chromium, address, other, owner.email, PASSWORD),
            seconds=_SECONDS,
        )
    found: Seen = json.loads(printed)
    return {**found, "email": owner.email}


async def test_what_chromium_makes_is_registered(seen: Seen) -> None:
    assert seen["registered"]["passkey"] == {"name": "Chromium", "isBackedUp": False}
    assert len(seen["registered"]["recoveryCodes"]) == 10
    assert seen["made"]["response"]["transports"] == ["internal"]


async def test_a_device_makes_no_second_passkey_for_the_same_person(seen: Seen) -> None:
    assert "InvalidStateError" in seen["excluded"]


async def test_what_chromium_signs_signs_in_once(seen: Seen) -> None:
    assert seen["signedIn"]["user"] == {"email": seen["email"]}
    assert seen["replayed"]["code"] == "PASSKEY_INVALID"


async def test_what_chromium_signs_completes_a_sign_in(seen: Seen) -> None:
    assert seen["methods"] == ["PASSKEY", "RECOVERY_CODE"]
    assert seen["completed"]["user"] == {"email": seen["email"]}


async def test_a_device_that_asks_nobody_is_refused_by_chromium_and_by_us(seen: Seen) -> None:
    assert seen["unverifiedInBrowser"] == {"refused": "NotAllowedError"}
    assert seen["unverified"]["code"] == "PASSKEY_INVALID"


async def test_what_was_signed_on_a_page_of_another_origin_is_refused(seen: Seen) -> None:
    assert seen["otherOrigin"]["code"] == "PASSKEY_INVALID"


async def test_chromium_signs_nothing_for_us_on_a_page_of_another_name(seen: Seen) -> None:
    assert seen["otherName"] == {"refused": "SecurityError"}


async def test_graphiql_asks_for_the_factor(seen: Seen) -> None:
    assert seen["panelRefuses"] == "This code is wrong, was used, or is too old."
    assert seen["panelSignsIn"]
