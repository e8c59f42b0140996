"""What is done with documents before their operation is performed."""

from collections.abc import Iterator
from contextlib import suppress

from graphql import GraphQLError, OperationDefinitionNode
from strawberry.extensions import ParserCache, SchemaExtension


class RememberParsed(ParserCache):
    """Strawberry's cache, but it leaves it to the schema to tell what does not parse.

    An error that is raised by an extension passes by the protocols: a WebSocket would end the
    operation without a word, server-sent events would break off.
    """

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        with suppress(GraphQLError):
            context.graphql_document = self.cached_parse_document(
                context.query, **context.parse_options
            )
        yield


class NameOperation(SchemaExtension):
    """Refuses to guess: of many operations the schema would perform the first."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        document = context.graphql_document
        operations = [
            node
            for node in (document.definitions if document else ())
            if isinstance(node, OperationDefinitionNode)
        ]
        if len(operations) > 1 and context._provided_operation_name is None:  # noqa: SLF001  # the public name is the guess
            context.pre_execution_errors = [
                GraphQLError(
                    "The document has several operations; name one with operationName.",
                    extensions={"code": "BAD_REQUEST"},
                )
            ]
        yield
