"""`scripts/bench graphql`: the list and `createPost` beside what others make of them.

Every server is a process of its own, held to one core; this process, which asks, has the other.
They take turns, so that whatever else the machine does strikes all of them alike.
"""

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import parse_qs, urlsplit

from allin_gql.adapters.embedded.services import EmbeddedServices, embedded_services
from allin_gql.cli.kept_secrets import new_secrets
from benchmarks.load import Measured, ask_for, post
from benchmarks.rows import ASKER, POSTS, Asker, fill

ROOT = Path(__file__).parents[1]
NODE_FOLDER = Path(__file__).parent / "mercurius"
ROUNDS = 4
ROUND_SECONDS = 2.0
WARM_SECONDS = 1.0  # caches fill, code is compiled
START_SECONDS = 30.0
NODE_SECONDS = 120.0  # to install from npm, once

LIST = """
query Posts($first: Int!) {
  posts(first: $first) {
    nodes {
      id text version createdAt updatedAt
      publications {
        id state dueAt url
        socialAccount { id handle platform }
        metrics { takenAt values { metric value } }
      }
    }
  }
}
"""
CREATE = """
mutation Create($input: CreatePostInput!) {
  createPost(input: $input) {
    ... on Post { id text version createdAt }
    ... on Problem { code message }
  }
}
"""
TEXT = "Fresh bread from seven, rye and spelt, while it lasts."
UVICORN = (
    sys.executable, "-m", "uvicorn", "--host", "127.0.0.1", "--loop", "uvloop", "--http",
    "httptools", "--no-access-log", "--log-level", "warning", "--port",
)  # fmt: skip

Environment = dict[str, str]


@dataclass(slots=True)
class Server:
    """One that is measured."""

    name: str
    command: tuple[str, ...]
    environment: Environment
    requests: dict[str, bytes]  # by the work
    port: int
    rounds: dict[str, list[Measured]] = field(default_factory=dict)

    def per_second(self, work: str) -> float:
        """The median of the rounds."""
        return statistics.median(one.per_second for one in self.rounds[work])

    def median_ms(self, work: str) -> float:
        return statistics.median(one.median_ms for one in self.rounds[work])


def main() -> int:
    """Measure, print a table, and write the figures if that is asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench graphql", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    asked = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    folder = Path(mkdtemp(prefix="allin-bench-"))
    try:
        with embedded_services(folder, durable=True) as services:
            servers = _measure(services, cores)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    table = _table(servers)
    sys.stdout.write(table)
    if asked.json:
        asked.json.write_text(json.dumps(_figures(servers), indent=2) + "\n")
    return 0


def _measure(services: EmbeddedServices, cores: list[int]) -> list[Server]:
    assert services.postgres is not None  # noqa: S101  # it was asked for
    assert services.redis is not None  # noqa: S101  # it was asked for
    url = services.postgres.url()
    secrets = new_secrets()
    environment = {**os.environ, **secrets, "DATABASE_URL": url, "REDIS_URL": services.redis.url}
    migrate = (sys.executable, "-m", "allin_gql.cli", "migrate")
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    asyncio.run(fill(url, ASKER))
    servers = _servers(environment, ASKER, secrets["ALLIN_SIGNING_KEYS"])
    with ExitStack() as stack:
        for server in servers:
            stack.enter_context(_running(server, cores[-1]))
        os.sched_setaffinity(0, {cores[0]})
        for work in ("list", "create"):
            asyncio.run(_take_turns([one for one in servers if work in one.requests], work))
    return servers


def _servers(environment: Environment, asker: Asker, signing_keys: str) -> list[Server]:
    listed = json.dumps({"query": LIST, "variables": {"first": 20}}).encode()
    created = json.dumps({"query": CREATE, "variables": {"input": {"text": TEXT}}}).encode()
    port = _free_port()
    ours = {
        **environment,
        "ALLIN_PORT": str(port),
        "ALLIN_PUBLIC_URL": f"http://127.0.0.1:{port}",
        # Costs are counted and limits are on; only so high that they let everything through.
        "ALLIN_THROTTLE_CAPACITY": "1000000000",
        "ALLIN_THROTTLE_RESTORE": "1000000000",
    }
    bearer = f"Bearer {asker.bearer(signing_keys, ours['ALLIN_PUBLIC_URL'])}"
    servers = [
        _python("hand-written", "handwritten", environment, {
            "list": post("/list", b'{"first": 20}'),
            "create": post("/create", json.dumps({"text": TEXT}).encode()),
        }),
        Server(
            name="AllIN",
            command=(sys.executable, "-m", "allin_gql.cli", "serve"),
            environment=ours,
            requests={
                "list": post("/graphql", listed, authorization=bearer),
                "create": post("/graphql", created, authorization=bearer),
            },
            port=port,
        ),
        _python("stock", "stock", environment, {"list": post("/graphql", listed)}),
    ]  # fmt: skip
    if _install_node():
        servers.append(_node(environment, asker, listed))
    return servers


def _python(name: str, module: str, environment: Environment, requests: dict[str, bytes]) -> Server:
    port = _free_port()
    command = (*UVICORN, str(port), f"benchmarks.{module}:app")
    return Server(name, command, environment, requests, port)


def _node(environment: Environment, asker: Asker, listed: bytes) -> Server:
    port = _free_port()
    url = urlsplit(environment["DATABASE_URL"])
    database = {
        "host": parse_qs(url.query)["host"][0],
        "database": url.path.strip("/"),
        "user": url.username,
    }
    more = {
        "NODE_ENV": "production",
        "BENCH_PORT": str(port),
        "BENCH_DATABASE": json.dumps(database),
        "BENCH_ORGANIZATION": str(asker.organization_id),
    }
    command = ("node", str(NODE_FOLDER / "server.js"))
    requests = {"list": post("/graphql", listed)}
    return Server("Mercurius", command, {**environment, **more}, requests, port)


def _install_node() -> bool:
    """Install what the server in Node.js needs; it is left out where that cannot be."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        sys.stderr.write("Node.js is not here: without Mercurius.\n")
        return False
    if (NODE_FOLDER / "node_modules" / "mercurius").is_dir():
        return True
    install = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    try:
        subprocess.run(install, cwd=NODE_FOLDER, check=True, timeout=NODE_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        sys.stderr.write("npm could not install it: without Mercurius.\n")
        return False
    return True


@contextmanager
def _running(server: Server, core: int) -> Iterator[None]:
    held = ("taskset", "--cpu-list", str(core)) if shutil.which("taskset") else ()
    process = subprocess.Popen(
        (*held, *server.command),
        cwd=ROOT,
        env=server.environment,
        stderr=subprocess.DEVNULL if server.name == "AllIN" else None,  # its log
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _listens(server.port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{server.name} did not start")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


async def _take_turns(servers: list[Server], work: str) -> None:
    for server in servers:
        warm = await ask_for(WARM_SECONDS, server.port, server.requests[work])
        _check(server, work, warm)
        server.rounds[work] = []
    for _ in range(ROUNDS):
        for server in servers:
            measured = await ask_for(ROUND_SECONDS, server.port, server.requests[work])
            _check(server, work, measured)
            server.rounds[work].append(measured)


def _check(server: Server, work: str, measured: Measured) -> None:
    """See that it did what it was asked for. Raises `RuntimeError` with what came instead."""
    answer = json.loads(measured.body)
    data = answer.get("data") or {}
    is_right = not measured.refused and not answer.get("errors") and (
        data["createPost"].get("text") == TEXT if work == "create" else _is_full(data)
    )  # fmt: skip
    if not is_right:
        raise RuntimeError(f"{server.name} answered {measured.body[:500]!r}")


def _is_full(data: dict[str, dict[str, list[dict[str, list[dict[str, object]]]]]]) -> bool:
    nodes = data["posts"]["nodes"]
    return len(nodes) == 20 and all(  # noqa: PLR2004  # as asked for
        node["publications"][0]["metrics"] and node["publications"][0]["socialAccount"]
        for node in nodes
    )


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _figures(servers: list[Server]) -> dict[str, dict[str, dict[str, float]]]:
    return {
        work: {
            server.name: {
                "per_second": round(server.per_second(work), 1),
                "median_ms": round(server.median_ms(work), 2),
                "of_hand_written": round(server.per_second(work) / servers[0].per_second(work), 3),
            }
            for server in servers
            if work in server.rounds
        }
        for work in ("list", "create")
    }


def _table(servers: list[Server]) -> str:
    titles = {"list": f"20 of {POSTS:,} posts", "create": "createPost"}
    lines = [
        "| work | server | requests/s | median ms | of hand-written |",
        "|---|---|--:|--:|--:|",
    ]
    for work, figures in _figures(servers).items():
        lines += [
            f"| {titles[work]} | {name} | {one['per_second']:,.0f} | {one['median_ms']:.1f} "
            f"| {one['of_hand_written']:.2f} |"
            for name, one in figures.items()
        ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
