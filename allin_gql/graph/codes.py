"""Codes about the request itself, which no service raises: what each means, and what helps.

A code that is used anywhere in this package has to stand here, or belong to an `AllinError`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolCode:
    """What docs/errors.md says about one code."""

    code: str
    meaning: str
    cause: str
    remedy: str
    arises: str
    is_retryable: bool = False
    number_names: tuple[str, ...] = ()


PROTOCOL_CODES = (
    ProtocolCode(
        code="BAD_REQUEST",
        meaning="This is not a request that can be answered.",
        cause="A method that is not allowed, a body that is no JSON object or has more than "
        "256 KiB, a batch, a media type that is not taken or cannot be given, several operations "
        "of which none is named, or a subscription by plain POST.",
        remedy="Correct the request; the HTTP status says which part of it.",
        arises="the endpoint, before the document is looked at",
    ),
    ProtocolCode(
        code="GRAPHQL_PARSE_FAILED",
        meaning="The document is not GraphQL.",
        cause="A brace, a quote or a name is wrong, or the document has more than 1,000 tokens.",
        remedy="Correct the syntax at the line and column in `locations`, or ask in several "
        "requests.",
        arises="any document",
    ),
    ProtocolCode(
        code="DOCUMENT_TOO_LARGE",
        meaning="The document asks for too much at once.",
        cause="It has too many bytes, levels, fields, aliases, directives or operations, with its "
        "fragments spread out; the message names which.",
        remedy="Ask in several requests.",
        arises="any document",
        number_names=("limit", "actual"),
    ),
    ProtocolCode(
        code="SENSITIVE_TWICE",
        meaning="The operation asks for more than one sensitive field.",
        cause="Signing in, and the like, stands in it several times, by aliases or fragments.",
        remedy="Ask in several requests.",
        arises="any operation with fields that are marked `@sensitive`",
        number_names=("limit", "actual"),
    ),
    ProtocolCode(
        code="GRAPHQL_VALIDATION_FAILED",
        meaning="The document, or a variable, does not fit the schema.",
        cause="A field, an argument or a type is misspelt or missing, or a variable has another "
        "type than it says.",
        remedy="Compare it with `schema.graphql`.",
        arises="any document",
    ),
    ProtocolCode(
        code="BAD_USER_INPUT",
        meaning="A value could not be read where it was used.",
        cause="A scalar has not the form that its type describes.",
        remedy="Correct the value of the argument at `path`.",
        arises="any field with arguments",
    ),
    ProtocolCode(
        code="TOO_MANY_OPERATIONS",
        meaning="The WebSocket has as many operations at once as it may have.",
        cause="Twenty operations of this socket have not completed yet.",
        remedy="Complete one of them, or open another socket.",
        arises="`subscribe` on a WebSocket",
        is_retryable=True,
    ),
    ProtocolCode(
        code="INTERNAL_SERVER_ERROR",
        meaning="Something is wrong on this server; nothing else is told.",
        cause="A fault of AllIN.",
        remedy="Report the `requestId` beside the code: the log has the rest under it.",
        arises="any operation",
    ),
)
