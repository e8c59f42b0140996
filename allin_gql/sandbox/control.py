"""The control panel at `/_sandbox`: the clock, the faults, the audience, and what was posted."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from allin_gql.sandbox.audience import Reactions
from allin_gql.sandbox.faults import Fault, Kind, PlannedFault, When
from allin_gql.sandbox.mailbox import Mailbox
from allin_gql.sandbox.network import Network, TimelinePost
from allin_gql.sandbox.world import World

Order = TypeVar("Order", bound=BaseModel)
MAX_SECONDS = 3600.0 * 24 * 3660  # ten years: more overflows dates for no use


class _Order(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClockOrder(_Order):
    """What to do with the clock."""

    advance_seconds: float = Field(0, alias="advanceSeconds", ge=0, le=MAX_SECONDS)
    frozen: bool | None = None


class FaultOrder(_Order):
    """A fault to plan, see `faults.Fault`."""

    network: str
    kind: Kind
    endpoint: str = "*"
    contains: str | None = None
    when: When = When.BEFORE
    nth: int = Field(1, ge=1)
    count: int = Field(1, ge=0)
    status: int = Field(500, ge=200, le=599)
    headers: dict[str, str] = Field(default_factory=dict)
    body: str | dict[str, Any] | list[Any] | None = None
    seconds: float = Field(30.0, ge=0, le=600)

    def as_fault(self) -> Fault:
        """Answer the fault; a body given as JSON is sent as its text."""
        values = self.model_dump()
        if self.body is not None and not isinstance(self.body, str):
            values["body"] = json.dumps(self.body)
        return Fault(**values)


class AudienceOrder(_Order):
    """The exact reactions to give a post."""

    network: str
    post: str
    likes: Annotated[int, Field(ge=0)] = 0
    reposts: Annotated[int, Field(ge=0)] = 0
    replies: Annotated[int, Field(ge=0)] = 0


def control_routes(
    world: World, networks: Mapping[str, Network], mailbox: Mailbox
) -> Sequence[BaseRoute]:
    """Answer the routes of the panel, to be mounted at `/_sandbox`."""
    return [
        Route("/clock", _clock(world), methods=["GET", "POST"]),
        Route(
            "/faults",
            _faults(world, {*networks, "openai", "mailgun"}),
            methods=["GET", "POST", "DELETE"],
        ),
        Route("/faults/{fault_id}", _remove_fault(world), methods=["DELETE"]),
        Route("/limits", _limits(world), methods=["DELETE"]),
        Route("/audience", _audience(world), methods=["POST"]),
        Route("/timelines/{network}", _timeline(world, networks)),
        Route("/mailbox", _mailbox(mailbox), methods=["GET", "DELETE"]),
    ]


Handler = Callable[[Request], Any]


def _clock(world: World) -> Handler:
    async def clock(request: Request) -> Response:
        if request.method == "POST":
            order = await _read(request, ClockOrder)
            if isinstance(order, Response):
                return order
            world.clock.advance(timedelta(seconds=order.advance_seconds))
            if order.frozen is not None:
                (world.clock.freeze if order.frozen else world.clock.thaw)()
        return JSONResponse(
            {
                "now": world.clock.now().isoformat(),
                "offsetSeconds": world.clock.offset.total_seconds(),
                "frozen": world.clock.is_frozen,
            }
        )

    return clock


def _faults(world: World, networks: set[str]) -> Handler:
    async def faults(request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse([_fault_json(planned) for planned in world.faults.list()])
        if request.method == "DELETE":
            world.faults.clear()
            return Response(status_code=204)
        order = await _read(request, FaultOrder)
        if isinstance(order, Response):
            return order
        if order.network not in networks:
            return _refusal(f"There is no network {order.network!r}: {sorted(networks)}.")
        return JSONResponse(_fault_json(world.faults.add(order.as_fault())), status_code=201)

    return faults


def _remove_fault(world: World) -> Handler:
    async def remove_fault(request: Request) -> Response:
        was_planned = world.faults.remove(request.path_params["fault_id"])
        return Response(status_code=204 if was_planned else 404)

    return remove_fault


def _limits(world: World) -> Handler:
    async def limits(_: Request) -> Response:
        for counters in world.counters:
            counters.begin_anew()
        return Response(status_code=204)

    return limits


def _audience(world: World) -> Handler:
    async def audience(request: Request) -> Response:
        order = await _read(request, AudienceOrder)
        if isinstance(order, Response):
            return order
        reactions = Reactions(likes=order.likes, reposts=order.reposts, replies=order.replies)
        world.audience.fix(order.network, order.post, reactions)
        return JSONResponse(asdict(reactions))

    return audience


def _timeline(world: World, networks: Mapping[str, Network]) -> Handler:
    async def timeline(request: Request) -> Response:
        network = networks.get(request.path_params["network"])
        if network is None:
            return JSONResponse({"error": f"There are only {list(networks)}."}, status_code=404)
        return JSONResponse([_post_json(post) for post in network.timeline(world)])

    return timeline


def _mailbox(mailbox: Mailbox) -> Handler:
    async def mails(request: Request) -> Response:
        if request.method == "DELETE":
            mailbox.empty()
            return Response(status_code=204)
        return JSONResponse(mailbox.mails(request.query_params.get("to")))

    return mails


async def _read(request: Request, shape: type[Order]) -> Order | Response:
    try:
        return TypeAdapter(shape).validate_json(await request.body())
    except ValidationError as error:
        return _refusal(str(error))


def _refusal(sentence: str, status: Literal[422] = 422) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)


def _fault_json(planned: PlannedFault) -> dict[str, Any]:
    return {
        "id": planned.id,
        **asdict(planned.fault),
        "seen": planned.seen,
        "struck": planned.struck,
    }


def _post_json(post: TimelinePost) -> dict[str, Any]:
    return {
        "id": post.id,
        "key": post.key,
        "author": {
            "id": post.author_id,
            "handle": post.author_handle,
            "name": post.author_name,
        },
        "text": post.text,
        "links": [{"text": span.text, "href": span.href} for span in post.spans if span.href],
        "createdAt": post.created_at.isoformat(),
        "url": post.url,
        "application": post.application,
        "likes": post.reactions.likes,
        "reposts": post.reactions.reposts,
        "replies": post.reactions.replies,
        "details": post.details,
    }
