"""docs/live.md lists every check of the protocol with its test, and the limits as they are."""

import re
from pathlib import Path

from allin_gql.cli import protocols, serve
from allin_gql.graph import attendance
from allin_gql.graph.endpoint import view
from allin_gql.graph.live import allowance, sockets, streams

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "live.md").read_text()


def test_every_check_is_held_by_a_test_that_is_there() -> None:
    checks = re.findall(r"^\| (W\d\d) \|.*\| `(test_\w+)` \|$", PAGE, re.MULTILINE)
    sources = "".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))

    assert [check for check, _ in checks] == [f"W{number:02}" for number in range(1, 35)]
    assert [test for _, test in checks if f"def {test}(" not in sources] == []


def test_the_limits_are_those_of_the_code() -> None:
    limits = PAGE.split("\n## Limits\n")[1].split("\n## ")[0]

    assert f"{allowance.RATE:.0f} a second, {allowance.BURST} at once" in limits
    assert f"| {serve.WS_MAX_BYTES // 1024} KiB | 1009 |" in limits
    assert f"in one process | {attendance.MOST_OF_A_USER} |" in limits
    assert f"(yet) | {attendance.MOST_OF_AN_ADDRESS} |" in limits
    assert f"`connection_init` | {view.INIT_TIMEOUT.total_seconds():.0f} seconds |" in limits
    assert f"who it is | {sockets.IDENTIFY_WITHIN.total_seconds():.0f} seconds |" in limits
    assert f"to a ping | {serve.WS_PING_SECONDS:.0f} seconds;" in limits
    assert f"waits | {protocols.STALLED_SECONDS:.0f} seconds |" in limits
    assert f"a comment each {streams.HEARTBEAT.total_seconds():.0f} seconds" in limits
