"""Assembles the sandbox: networks, control panel, pages, in one Starlette application."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from allin_gql.sandbox.control import control_routes
from allin_gql.sandbox.gate import Gate
from allin_gql.sandbox.mailbox import Mailbox, smtp_listener
from allin_gql.sandbox.mailgun import NAME as MAILGUN
from allin_gql.sandbox.mailgun import mailgun_routes, refuse_mail
from allin_gql.sandbox.network import Network
from allin_gql.sandbox.networks import find_networks
from allin_gql.sandbox.pages import Pages
from allin_gql.sandbox.world import World
from allin_gql.sandbox.writer import chat as writer
from allin_gql.settings import Settings


class Sandbox(Starlette):
    """The application, with the gate before everything else: faults reach the connection."""

    gate: Gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one call."""
        if scope["type"] == "http":
            await self.gate.serve(super().__call__, scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_sandbox(
    settings: Settings, *, smtp: bool = True, is_remembered: bool = True
) -> Starlette:
    """Create the sandbox.

    `smtp=False` opens no mail port and `is_remembered=False` writes no file: both for tests that
    call the application in their own process.
    """
    world = World.open(
        path=settings.data_dir / "sandbox.sqlite3" if is_remembered else None,
        base_url=settings.sandbox_url or f"http://{settings.sandbox_host}:{settings.sandbox_port}",
    )
    networks = find_networks()
    mailbox = Mailbox(world)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.callback(world.store.close)
            if smtp:
                listener = smtp_listener(mailbox, settings.sandbox_host, settings.sandbox_smtp_port)
                app.state.smtp_port = await stack.enter_async_context(listener)
            yield

    sandbox = Sandbox(routes=_routes(world, networks, mailbox), lifespan=lifespan)
    sandbox.state.world = world
    sandbox.state.mailbox = mailbox
    refusals = {name: network.refuse for name, network in networks.items()}
    sandbox.gate = Gate(
        world, {**refusals, writer.NAME: writer.refuse_to_write, MAILGUN: refuse_mail}
    )
    return sandbox


def _routes(world: World, networks: Mapping[str, Network], mailbox: Mailbox) -> list[BaseRoute]:
    return [
        Route("/health", _health),
        Mount("/_sandbox", routes=control_routes(world, networks, mailbox)),
        Mount(f"/{writer.NAME}", routes=writer.writer_routes(world)),
        Mount(f"/{MAILGUN}", routes=mailgun_routes(world, mailbox)),
        *Pages(world, networks, mailbox).routes(),
        *(Mount(f"/{name}", routes=network.routes(world)) for name, network in networks.items()),
    ]


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})
