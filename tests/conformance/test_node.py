"""The real clients are there, whatever the machine has."""

from tests.fixtures.node import CONFORMANCE, installed, run_node


async def test_the_clients_run_in_the_node_of_the_wheel() -> None:
    printed = await run_node(installed(CONFORMANCE) / "versions.mjs")

    assert printed.split() == ["graphql-http", "graphql-sse", "graphql-ws"]
