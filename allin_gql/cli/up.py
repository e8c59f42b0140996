"""`allin up`: everything on this machine, from nothing to ready, until Ctrl-C.

Runs nothing itself: it starts children in order, tells where they are, restarts what dies, and
stops all.
"""

import os
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path

from allin_gql.adapters.embedded.folder import hold_folder, open_folder
from allin_gql.adapters.embedded.processes import Guard
from allin_gql.cli.children import Children
from allin_gql.cli.endpoints import Endpoints, write_endpoints
from allin_gql.cli.environment import DATA_DIR, data_folder, given, supply, supply_sandbox
from allin_gql.cli.health import reachable
from allin_gql.cli.kept_secrets import keep_secrets
from allin_gql.cli.output import say
from allin_gql.cli.ports import require_free
from allin_gql.cli.supervisor import StopRequested, Supervisor
from allin_gql.sandbox.places import MAILBOX_PATH, TIMELINE_PATHS
from allin_gql.settings import Settings, load_settings


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin up` takes; all of it can be set by variables too (.env.example)."""
    parser.add_argument("--port", type=int, help="port of the API (8000)")
    parser.add_argument(
        "--sandbox-port",
        type=int,
        help="port of the sandbox (8001); its mailbox takes the next one",
    )
    parser.add_argument("--data-dir", type=Path, help="folder for data, logs and secrets (.allin)")
    parser.add_argument(
        "--no-sandbox", action="store_true", help="use the real platforms, mail and AI only"
    )


def run(arguments: Namespace) -> int:
    """Start all, watch, and stop all."""
    _take(arguments)
    supervisor = Supervisor()
    supervisor.listen()
    with ExitStack() as stack:
        lock = hold_folder(open_folder(data_folder()))
        stack.callback(lock.release)
        settings = _settings(lock.folder, has_sandbox=not arguments.no_sandbox)
        _require_ports(settings)
        guard = Guard(holds=lock.descriptor)
        stack.callback(guard.close)
        children = Children(folder=lock.folder, guard=guard, settings=settings)
        stack.callback(children.close)
        stack.callback(supervisor.stop)
        try:
            _start_all(supervisor, children, settings)
            supervisor.watch()
        except StopRequested:
            pass
        say("Stopping. Press Ctrl-C again to stop at once.")
    say("Stopped.")
    return 0


def _take(arguments: Namespace) -> None:
    """Put the options where the settings are read from, for this process and its children."""
    if arguments.data_dir is not None:
        os.environ[DATA_DIR] = str(arguments.data_dir)
    if arguments.port is not None:
        os.environ["ALLIN_PORT"] = str(arguments.port)
    if arguments.sandbox_port is not None:
        os.environ["ALLIN_SANDBOX_PORT"] = str(arguments.sandbox_port)
        supply({"ALLIN_SANDBOX_SMTP_PORT": str(arguments.sandbox_port + 1)})


def _settings(folder: Path, *, has_sandbox: bool) -> Settings:
    """Complete the environment with what was not set, and read it. Raises `ValidationError`."""
    os.environ[DATA_DIR] = str(folder)
    if given("ALLIN_ENVIRONMENT") != "production":  # there, nothing secret is made up
        supply(keep_secrets(folder))
    settings = load_settings()
    supply({"ALLIN_PUBLIC_URL": reachable(settings.host, settings.port)})
    if has_sandbox:
        sandbox = reachable(settings.sandbox_host, settings.sandbox_port)
        supply_sandbox(sandbox, _smtp_url(settings))
    return load_settings()


def _smtp_url(settings: Settings) -> str:
    return reachable(settings.sandbox_host, settings.sandbox_smtp_port).replace("http", "smtp", 1)


def _require_ports(settings: Settings) -> None:
    require_free(
        settings.host, settings.port, purpose="the API", remedy="choose another with --port"
    )
    if settings.sandbox_url is None:
        return
    host = settings.sandbox_host
    remedy = "choose another with --sandbox-port"
    require_free(host, settings.sandbox_port, purpose="the sandbox", remedy=remedy)
    require_free(
        host,
        settings.sandbox_smtp_port,
        purpose="the sandbox's mailbox",
        remedy="choose another with ALLIN_SANDBOX_SMTP_PORT",
    )


def _start_all(supervisor: Supervisor, children: Children, settings: Settings) -> None:
    supervisor.launch(*children.services())
    supervisor.wait_until_ready()
    if settings.sandbox_url is not None:
        supervisor.launch(children.sandbox())
    supervisor.perform(children.migration())
    supervisor.launch(children.api(), children.worker(), children.clock())
    supervisor.wait_until_ready()
    endpoints = _endpoints(children, settings)
    file = write_endpoints(children.folder, endpoints)
    _tell(endpoints, file)


def _endpoints(children: Children, settings: Settings) -> Endpoints:
    api = reachable(settings.host, settings.port)
    sandbox = settings.sandbox_url
    timelines = {name: f"{sandbox}{path}" for name, path in TIMELINE_PATHS.items()}
    return Endpoints(
        graphql=f"{api}/graphql",
        websocket=f"{api}/graphql".replace("http", "ws", 1),
        graphiql=f"{api}/graphiql",
        health=f"{api}/health",
        database_url=children.database_url,
        owner_database_url=children.owner_database_url,
        redis_url=children.redis_url,
        sandbox=sandbox,
        mailbox=sandbox and f"{sandbox}{MAILBOX_PATH}",
        smtp=_smtp_url(settings) if sandbox else None,
        timelines=timelines if sandbox else None,
    )


def _tell(endpoints: Endpoints, file: Path) -> None:
    places = {
        "GraphQL": endpoints.graphql,
        "GraphiQL": endpoints.graphiql,
        "Live": f"{endpoints.websocket} (graphql-transport-ws)",
    }
    if endpoints.sandbox is not None:
        places |= {"Sandbox": endpoints.sandbox, "Mailbox": endpoints.mailbox or ""}
        for name, url in (endpoints.timelines or {}).items():
            places[f"{name.capitalize()} timeline"] = url
    places["Logs"] = str(file.parent / "logs")
    say()
    say("AllIN is running.")
    for name, place in places.items():
        say(f"  {name + ':':<19}{place}")
    say("Ctrl-C stops it; everything is kept for the next start.")
    say()
