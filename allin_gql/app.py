"""The API as one Starlette application: GraphQL, GraphiQL, the way back from consent, health."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute

from allin_gql.authentication import authenticate, outdated
from allin_gql.core.database import fetch
from allin_gql.core.errors import NotConfigured
from allin_gql.core.logging import configure_logging
from allin_gql.domains.accounts.graph.pages import connection_routes
from allin_gql.domains.audit.graph.pages import export_routes
from allin_gql.domains.authenticators.graph.pages import second_factor_routes
from allin_gql.domains.identity.graph.pages import session_routes
from allin_gql.domains.privacy.graph.pages import data_export_routes
from allin_gql.graph.attendance import Attendance
from allin_gql.graph.endpoint.request_names import NameRequests
from allin_gql.graph.endpoint.safe_answers import SafeAnswers
from allin_gql.graph.endpoint.schema_file import SchemaFile
from allin_gql.graph.endpoint.view import GraphQLView
from allin_gql.graph.graphiql import graphiql_routes
from allin_gql.graph.policy import Policy
from allin_gql.graph.trusted import TrustedDocuments, read_documents
from allin_gql.runtime import runtime
from allin_gql.sandbox.places import places
from allin_gql.schema import schema
from allin_gql.settings import Settings, load_settings


def create_app(settings: Settings | None = None) -> Starlette:
    """Make the application; without settings they are read from the environment."""
    settings = settings or load_settings()
    attendance = Attendance(outdated)
    view = GraphQLView(
        schema,
        authenticate=authenticate,
        attendance=attendance,
        origins=settings.allowed_origins,
        policy=policy_of(settings),
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        configure_logging()
        async with runtime(settings):
            yield

    app = Starlette(
        routes=[
            Route("/", lambda _: RedirectResponse("/graphiql")),
            Route("/graphql", view),
            WebSocketRoute("/graphql", view),
            *graphiql_routes(places(settings.sandbox_url) if settings.sandbox_url else {}),
            *session_routes(),
            *second_factor_routes(),
            Route("/schema.graphql", SchemaFile(schema.as_str())),
            *connection_routes(),
            *export_routes(authenticate),
            *data_export_routes(authenticate),
            Route("/health", health),
        ],
        middleware=[
            Middleware(NameRequests),
            Middleware(SafeAnswers, is_https=settings.is_https),
            Middleware(
                CORSMiddleware,
                allow_origins=settings.allowed_origins,
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type", "X-AllIN-Organization"],
                expose_headers=["RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"],
            ),
        ],
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # it would redirect to whatever host a client names
    app.state.attendance = attendance  # told by the server when it stops
    return app


def policy_of(settings: Settings) -> Policy:
    """What may be asked here. Raises `NotConfigured` for documents that cannot be run."""
    path = settings.trusted_documents
    texts = read_documents(path) if path else {}
    for digest, text in texts.items():
        errors = schema.pipeline.documents.find(text).errors
        if errors:
            raise NotConfigured(f"The document {digest} of {path} does not fit: {errors[0]}")
    return Policy(
        is_open=settings.environment == "development",
        trusted=TrustedDocuments(by_hash=texts, is_only=settings.trusted_documents_only),
        statuses=settings.http_statuses,
    )


async def health(_: Request) -> Response:
    """Say whether this process can reach its database; a proxy asks this."""
    try:
        await fetch("SELECT 1")
    except Exception as error:  # noqa: BLE001  # whatever it is, this process is not well
        return JSONResponse({"status": "failing", "reason": type(error).__name__}, status_code=503)
    return JSONResponse({"status": "ok"})
