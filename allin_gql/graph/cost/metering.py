"""Every operation is paid for before it runs, and what it did not use is given back afterwards.

It is done where all transports pass (`graph/admission`), so that it makes no difference whether an
operation comes over HTTP, server-sent events or a WebSocket. What is refused here was not begun.
"""

from collections.abc import Mapping
from math import ceil
from typing import Any
from weakref import WeakKeyDictionary

from graphql import GraphQLSchema, OperationType
from strawberry.types import ExecutionResult

from allin_gql.core.parts import SETTINGS
from allin_gql.core.throttle.parties import party_of
from allin_gql.core.throttle.throttle import THROTTLE, RateLimited, Standing, Throttle
from allin_gql.graph.context import Context
from allin_gql.graph.cost.price import CostTooHigh, Price, price_of
from allin_gql.graph.documents.prepared import PreparedOperation

READING = 5  # points, for a document that this process does not know: it takes milliseconds
LEAST = 1  # points, for whatever costs nothing by the model: it is a request all the same
_POLICY = "points"  # the name of the policy in the headers, and its unit


class Meter:
    """Prices operations and lets those through that their party can pay for."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._prices: WeakKeyDictionary[PreparedOperation, Price] = WeakKeyDictionary()

    async def charge_reading(self, context: Context) -> None:
        """Charge for a document that is not known yet, good or not. Raises `RateLimited`."""
        await self._spend(READING, context)

    async def admit(
        self, operation: PreparedOperation, variables: Mapping[str, Any], context: Context
    ) -> "Metered | None":
        """Charge for an operation. Raises `CostTooHigh` or `RateLimited`."""
        price = self._prices.get(operation)
        if price is None:
            price = self._prices[operation] = price_of(self._schema, operation)
        requested, limit = max(LEAST, price.requested(variables)), SETTINGS.current.cost_limit
        if requested > limit:
            raise CostTooHigh(requested, limit)
        standing = await self._spend(requested, context)
        if operation.type is OperationType.SUBSCRIPTION:
            context.response_headers.update(headers_of(standing))
            return None  # paid for as it starts; its answers cost nothing more
        party = party_of(context.viewer, context.client_address)
        return Metered(THROTTLE.current, party, price, requested, context)

    async def _spend(self, points: float, context: Context) -> Standing:
        party = party_of(context.viewer, context.client_address)
        try:
            return await THROTTLE.current.spend(party, points)
        except RateLimited as refused:
            context.response_headers.update(headers_of(refused.standing, refused.retry_after))
            raise


class Metered:
    """An operation that was paid for."""

    __slots__ = ("_context", "_party", "_price", "_requested", "_throttle")

    def __init__(
        self, throttle: Throttle, party: str, price: Price, requested: int, context: Context
    ) -> None:
        self._throttle = throttle
        self._party = party
        self._price = price
        self._requested = requested
        self._context = context

    async def settle(self, result: ExecutionResult | None) -> Mapping[str, Any]:
        """Give back what was not used. Nothing is, of what was broken off: it may have run far."""
        if result is None:
            return {}
        used = max(LEAST, self._price.used(result.data, self._requested))
        standing = await self._throttle.refund(self._party, self._requested - used)
        self._context.response_headers.update(headers_of(standing))
        return {
            "cost": {
                "requested": self._requested,
                "actual": used,
                "throttle": {
                    "limit": round(standing.rate.capacity),
                    "remaining": int(standing.remaining),
                    "restoreRate": round(standing.rate.restore),
                },
            }
        }


def headers_of(standing: Standing, retry_after: int | None = None) -> dict[str, str]:
    """Tell a standing as draft-ietf-httpapi-ratelimit-headers-11 has it.

    A bucket has no windows: `w` is the time in which an empty one fills, `t` the time in which
    this one does, or when it is worth asking again.
    """
    rate = standing.rate
    window = ceil(rate.capacity / rate.restore)
    until = standing.seconds_to_full if retry_after is None else retry_after
    headers = {
        "RateLimit-Policy": f'"{_POLICY}";q={rate.capacity:.0f};qu="{_POLICY}";w={window}',
        "RateLimit": f'"{_POLICY}";r={int(standing.remaining)};t={until}',
    }
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return headers


async def limits_left(context: Context) -> Standing:
    """What whoever asks has left, over all processes; nothing is spent by looking."""
    return await THROTTLE.current.look(party_of(context.viewer, context.client_address))
