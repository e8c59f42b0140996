"""How refusals are told: a `Problem` in the data of a mutation, elsewhere an error with a code.

Errors of ours (`core/errors`) keep their code, sentence, path and numbers. Errors of the document
are the specification's. Anything else is a fault of this server: the client is told so with the
request's id, under which the log has the rest.
"""

import logging
import re
from collections.abc import AsyncGenerator, AsyncIterable, Mapping, Sequence
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.types.execution import PreExecutionError
from strawberry.types.field import StrawberryField

from allin_gql.core.errors import AllinError, Unavailable, remedy_for
from allin_gql.core.logging import REQUEST_ID
from allin_gql.core.outages import is_outage
from allin_gql.core.text import readable
from allin_gql.core.transactions import held_transaction
from allin_gql.graph.context import Info
from allin_gql.graph.directives import cost

_SUGGESTION = re.compile(r" Did you mean .*\?$", re.DOTALL)

_log = logging.getLogger(__name__)

_LONGEST = 500  # characters of a message
MOST_ERRORS = 5  # in an answer; whoever needs more mends these first
AWAY = "The database does not answer at this moment; ask again in a while."
FAULT = "Something went wrong on our side; it was reported under the request's id."


@strawberry.type(
    description="A number behind a problem, such as a limit or what was measured.",
    directives=[cost(0)],
)
class ProblemNumber:
    name: str = strawberry.field(
        description="What the number is: `limit`, `actual`, `minimum`, `maximum` and the like."
    )
    value: float = strawberry.field(description="The number, in the unit that the message names.")


@strawberry.type(
    description="Why something was refused. Nothing was changed. Select it in every mutation."
)
class Problem:
    code: str = strawberry.field(
        description="A stable code for programs, such as `TEXT_TOO_LONG`; listed in docs/errors.md."
    )
    message: str = strawberry.field(
        description="A sentence for people; its wording may change at any time."
    )
    path: list[str] = strawberry.field(
        description="The argument at fault, from the root: `[input, variants, 0, text]`. "
        "Empty when no single argument is."
    )
    numbers: list[ProblemNumber] = strawberry.field(
        description="The numbers behind the message, by name."
    )
    retryable: bool = strawberry.field(
        description="Whether the same request may succeed later without being changed."
    )

    @strawberry.field(description="What you can do about it, in a sentence. It goes with the code.")
    def remedy(self) -> str:
        return remedy_for(self.code)


def problem_of(error: AllinError) -> Problem:
    """Tell a refusal as data."""
    return Problem(
        code=error.code,
        message=str(error),
        path=["input", *error.path] if error.path else [],
        numbers=[
            ProblemNumber(name=name, value=float(value)) for name, value in error.numbers.items()
        ],
        retryable=error.is_retryable,
    )


class AnswerWithProblem(strawberry.ExceptionHandler[AllinError, Problem]):
    """Turns what a service raised into the `Problem` of the mutation's union."""

    def handle(
        self,
        exception: AllinError,
        *,
        field: StrawberryField,  # noqa: ARG002  # the protocol's
        info: Info,  # noqa: ARG002  # the protocol's
    ) -> Problem:
        if (held := held_transaction()) is not None:
            held.has_refused = True
        return problem_of(exception)


async def translated_stream(results: AsyncIterable[Any]) -> AsyncGenerator[Any, None]:
    """Translate the errors of every answer of an operation, and what breaks it off."""
    try:
        async for result in results:
            result.errors = translated(result.errors)
            yield result
    except Exception as error:  # noqa: BLE001  # logged, and told as a fault of ours
        is_ours = isinstance(error, AllinError)
        message = str(error) if is_ours else "The operation broke off."
        broken = GraphQLError(message, original_error=error)
        yield PreExecutionError(data=None, errors=translated([broken]))


def translated(errors: Sequence[GraphQLError] | None) -> list[GraphQLError] | None:
    """Give every error a code, and hide what is not meant for clients.

    It is done to each answer at the very last, so that no way out goes round it. Beyond five, only
    how many more there are is told, by the last.
    """
    if not errors:
        return None
    shown = [translate_error(error) for error in errors[:MOST_ERRORS]]
    more = len(errors) - len(shown)
    if more:
        _log.info("%d more errors of an answer are not told", more)
        last = shown[-1]
        extensions = {**(last.extensions or {}), "moreErrors": more}
        shown[-1] = _with(last, last.message, extensions, last.original_error)
    return shown


BAD_REQUEST: Mapping[str, Any] = {"code": "BAD_REQUEST", "retryable": False}


def translate_error(error: GraphQLError) -> GraphQLError:
    """Give an error its code; mask it when it is a fault of ours."""
    if "code" in (error.extensions or {}):
        return error
    original = error.original_error
    if isinstance(original, AllinError):
        extensions: dict[str, Any] = {"code": original.code, "retryable": original.is_retryable}
        if original.path:
            extensions["argument"] = list(original.path)
        if original.numbers:
            extensions["numbers"] = original.numbers
        return _with(error, error.message, extensions, original)
    if isinstance(error, GraphQLSyntaxError):
        return _with(
            error, error.message, {"code": "GRAPHQL_PARSE_FAILED", "retryable": False}, None
        )
    if original is None or isinstance(original, GraphQLError):
        code = "BAD_USER_INPUT" if error.path else "GRAPHQL_VALIDATION_FAILED"
        return _with(error, error.message, {"code": code, "retryable": False}, original)
    return _hidden(error, original)


def _hidden(error: GraphQLError, original: Exception) -> GraphQLError:
    """Tell a fault of ours without what it is; the log has that."""
    if is_outage(original):
        _log.error("the database did not answer at %s: %r", error.path, original)
        return _with(error, AWAY, {"code": Unavailable.code, "retryable": True}, None)
    _log.error("a resolver failed at %s", error.path, exc_info=original)
    return _with(error, FAULT, fault_extensions(), None)


def fault_extensions() -> dict[str, Any]:
    """What is told of a fault of ours: that it is one, and where the log has it."""
    return {
        "code": "INTERNAL_SERVER_ERROR",
        "retryable": False,
        "requestId": REQUEST_ID.get(),
    }


def bad_request(message: str) -> GraphQLError:
    """What is told of a request that asks for nothing that can be done here."""
    return GraphQLError(message, extensions=dict(BAD_REQUEST))


def refusal(error: AllinError) -> GraphQLError:
    """Tell why an operation is not even begun."""
    return translate_error(GraphQLError(str(error), original_error=error))


def _with(
    error: GraphQLError, message: str, extensions: dict[str, Any], original: Exception | None
) -> GraphQLError:
    message = _SUGGESTION.sub("", message)  # names are for those who may read the schema
    message = readable(message, maximum=_LONGEST)  # a library's may repeat all that was sent
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        original_error=original,
        extensions=extensions,
    )
