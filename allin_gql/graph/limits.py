"""How much one document may ask for, measured before anything of it is executed.

Every fragment is measured once, however often it is spread, so a document costs time in proportion
to its length: one that doubles itself with each fragment is refused in milliseconds. Introspection
is not counted; it does the same work whoever asks, and graphql-core bounds its depth.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
)

MAX_TOKENS = 1_000  # in a document; the longest of our own walks has about 300
MAX_OPERATIONS = 10  # in a document
_INTROSPECTION = "__"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What a piece of a document asks for, with all fragments spread out."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    selections: int = 0
    roots: int = 0  # fields of the outermost level

    def __add__(self, other: "Size") -> "Size":
        return Size(
            depth=max(self.depth, other.depth),
            aliases=self.aliases + other.aliases,
            directives=self.directives + other.directives,
            selections=self.selections + other.selections,
            roots=self.roots + other.roots,
        )


LIMITS = Size(depth=10, aliases=15, directives=8, selections=300, roots=20)
_WORDS = {
    "depth": "levels of selections",
    "aliases": "aliases",
    "directives": "directives",
    "selections": "fields, with its fragments spread out",
    "roots": "fields at its root",
}


class LimitDocument(ASTValidationRule):
    """Refuses a document that asks for too much, naming the limit and what it has."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._known: dict[str, Size] = {}

    def enter_document(self, document: DocumentNode, *_: Any) -> None:  # noqa: ANN401  # the visitor's
        operations = [
            node for node in document.definitions if isinstance(node, OperationDefinitionNode)
        ]
        self._check("operations", len(operations), MAX_OPERATIONS, document)
        for operation in operations:
            size = self._of_set(operation.selection_set)
            size += Size(directives=len(operation.directives or ()))
            for name, words in _WORDS.items():
                self._check(words, getattr(size, name), getattr(LIMITS, name), operation)

    def _check(self, words: str, actual: int, limit: int, node: Any) -> None:  # noqa: ANN401  # any node
        if actual <= limit:
            return
        shown = min(actual, 10 * limit)  # one that doubles itself has more than a number should
        self.report_error(
            GraphQLError(
                f"A document may have {limit} {words}; this one has {shown}"
                f"{' or more' if shown < actual else ''}.",
                node if isinstance(node, OperationDefinitionNode) else None,
                extensions={
                    "code": "DOCUMENT_TOO_LARGE",
                    "retryable": False,
                    "numbers": {"limit": limit, "actual": shown},
                },
            )
        )

    def _of_set(self, selections: SelectionSetNode | None) -> Size:
        if selections is None:
            return Size()
        return _sum(self._of(selection) for selection in selections.selections)

    def _of(self, selection: SelectionNode) -> Size:
        own = Size(directives=len(selection.directives or ()))
        if isinstance(selection, FieldNode):
            return own + self._of_field(selection)
        if isinstance(selection, InlineFragmentNode):
            return own + self._of_set(selection.selection_set)
        if isinstance(selection, FragmentSpreadNode):
            return own + self._of_fragment(selection.name.value)
        return own

    def _of_field(self, field: FieldNode) -> Size:
        is_counted = not field.name.value.startswith(_INTROSPECTION)
        below = self._of_set(field.selection_set) if is_counted else Size()
        return Size(
            depth=below.depth + 1,
            aliases=below.aliases + int(field.alias is not None),
            directives=below.directives,
            selections=below.selections + 1,
            roots=1,
        )

    def _of_fragment(self, name: str) -> Size:
        if name not in self._known:
            self._known[name] = Size()  # a circle is another rule's to refuse
            fragment = self.context.get_fragment(name)
            if fragment is not None:
                self._known[name] = self._of_definition(fragment)
        return self._known[name]

    def _of_definition(self, fragment: FragmentDefinitionNode) -> Size:
        directives = Size(directives=len(fragment.directives or ()))
        return directives + self._of_set(fragment.selection_set)


def _sum(sizes: Iterable[Size]) -> Size:
    return sum(sizes, Size())
