"""Documents, prepared once: parsed, measured and validated, and kept for whoever sends them again.

The memory has two segments. What is sent for the first time stands on probation; what is sent
again, and is valid, is protected. A flood of documents that are each sent once runs through
probation and pushes out nothing that is in use.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from sys import getsizeof
from typing import Final

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from allin_gql.core.text import readable
from allin_gql.graph.documents.limits import (
    MAX_TOKENS,
    Measure,
    Size,
    excesses,
    number_excess,
    text_excess,
    tokens_of,
    too_nested,
)
from allin_gql.graph.documents.sensitive import AskOnce
from allin_gql.graph.problems import bad_request, translate_error

_RULES: Final = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule, AskOnce)
# Errors, after which a document is not read on: each may print the whole value that it is about.
_MOST_FOUND: Final = 20
_BYTES_A_TOKEN: Final = 512  # of memory: measured 420, with nodes, locations and the text
_BYTES_A_DOCUMENT: Final = 4_096  # whatever it says


# Told apart by identity, so that whatever is computed of one can be kept by it, weakly.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class PreparedOperation:
    """One operation of a valid document, ready to be executed."""

    node: OperationDefinitionNode
    document: DocumentNode  # the operation with all fragments, without its neighbours
    size: Size

    @property
    def type(self) -> OperationType:
        return self.node.operation

    @property
    def name(self) -> str | None:
        return self.node.name.value if self.node.name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is known of a document; either it has errors or its operations can be executed."""

    errors: Sequence[GraphQLError] = ()
    operations: Sequence[PreparedOperation] = ()
    weight: int  # about how many bytes of memory it takes

    def operation(self, name: str | None) -> PreparedOperation:
        """The operation that is asked for. Raises `GraphQLError` if that is not clear."""
        if name is None:
            if len(self.operations) > 1:
                raise bad_request(
                    "The document has several operations; name one with operationName."
                )
            return self.operations[0]
        for operation in self.operations:
            if operation.name == name:
                return operation
        raise bad_request(f"The document has no operation named “{readable(name)}”.")


def prepare(schema: GraphQLSchema, text: str) -> Prepared:
    """Parse, measure and validate a document; each step only if the one before found nothing."""
    weight = _BYTES_A_DOCUMENT + getsizeof(text)
    excess = text_excess(text)
    if excess is not None:
        return Prepared(errors=(excess,), weight=weight)
    try:
        document = parse(text, max_tokens=MAX_TOKENS)
    except GraphQLError as error:
        return Prepared(errors=(translate_error(error),), weight=weight)
    weight += _BYTES_A_TOKEN * sum(1 for _ in tokens_of(document))
    excess = number_excess(document)
    if excess is not None:
        return Prepared(errors=(excess,), weight=weight)
    operations, errors = _measured(document)
    if not errors:
        errors = validate(schema, document, _RULES, max_errors=_MOST_FOUND, hide_suggestions=True)
    if errors:
        translated = tuple(translate_error(error) for error in errors)
        return Prepared(errors=translated, weight=weight)
    return Prepared(operations=operations, weight=weight)


def _measured(document: DocumentNode) -> tuple[list[PreparedOperation], list[GraphQLError]]:
    measure = Measure(document)
    definitions = [
        node
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    try:
        sizes = [(node, measure.of(node)) for node in definitions]
    except RecursionError:
        return [], [too_nested(document)]
    fragments = [node for node in definitions if isinstance(node, FragmentDefinitionNode)]
    operations = [
        PreparedOperation(
            node=node, document=DocumentNode(definitions=(node, *fragments)), size=size
        )
        for node, size in sizes
        if isinstance(node, OperationDefinitionNode)
    ]
    if not operations:
        return [], [bad_request("The request has no query, mutation or subscription.")]
    return operations, excesses(sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a segment of the memory holds."""

    entries: int
    weight: int  # bytes


PROBATION: Final = Bounds(entries=200, weight=8 * 1024 * 1024)
PROTECTED: Final = Bounds(entries=800, weight=56 * 1024 * 1024)  # most clients send a few dozen


@dataclass(slots=True)
class _Segment:
    """Documents by their text, the one that was used last at the end."""

    bounds: Bounds
    kept: OrderedDict[str, Prepared] = field(default_factory=OrderedDict)
    weight: int = 0

    def add(self, text: str, prepared: Prepared) -> list[tuple[str, Prepared]]:
        """Keep a document; gives those that had to go for it."""
        self.kept[text] = prepared
        self.weight += prepared.weight
        gone = []
        while len(self.kept) > self.bounds.entries or self.weight > self.bounds.weight:
            text, prepared = self.kept.popitem(last=False)
            self.weight -= prepared.weight
            gone.append((text, prepared))
        return gone

    def take(self, text: str) -> Prepared | None:
        prepared = self.kept.pop(text, None)
        if prepared is not None:
            self.weight -= prepared.weight
        return prepared


class Documents:
    """The memory of documents; what is found in it is neither parsed nor validated again."""

    def __init__(
        self,
        prepare_text: Callable[[str], Prepared],
        *,
        probation: Bounds = PROBATION,
        protected: Bounds = PROTECTED,
    ) -> None:
        self._prepare = prepare_text
        self._probation = _Segment(probation)
        self._protected = _Segment(protected)
        self.prepared = 0  # how often nothing was found

    def find(self, text: str) -> Prepared:
        """The document as it was prepared, now or before."""
        found = self._protected.kept.get(text)
        if found is not None:
            self._protected.kept.move_to_end(text)
            return found
        found = self._probation.take(text)
        if found is None:
            self.prepared += 1
            found = self._prepare(text)
            self._probation.add(text, found)
        elif found.errors:
            self._probation.add(text, found)
        else:
            for demoted in self._protected.add(text, found):
                self._probation.add(*demoted)
        return found

    def __contains__(self, text: str) -> bool:
        return text in self._protected.kept or text in self._probation.kept

    def __len__(self) -> int:
        return len(self._probation.kept) + len(self._protected.kept)

    @property
    def weight(self) -> int:
        """About how many bytes of memory all of it takes."""
        return self._probation.weight + self._protected.weight
