"""How much one document may ask for, measured before anything of it is validated or executed.

Every fragment is measured once, however often it is spread, so a document costs time in proportion
to its length: one that doubles itself with each fragment is refused in milliseconds. Levels below
introspection are not counted, for graphql-core bounds those; what else it asks for is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Token,
    TokenKind,
)

# Fields by their name in the answer: how many there are, and the most fields that one of them is.
Alike: TypeAlias = dict[str, tuple[int, int]]
Definition: TypeAlias = OperationDefinitionNode | FragmentDefinitionNode

MAX_BYTES = 16 * 1024  # of a document; the longest of our own walks has about 3,000
MAX_TOKENS = 1_000  # in a document; the longest of our own walks has about 300
MAX_OPERATIONS = 10  # in a document
MAX_DIGITS = 100  # of a number, its sign and exponent included; Python reads none of 4,300
_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What a piece of a document asks for, with all fragments spread out."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    selections: int = 0
    roots: int = 0  # fields of the outermost level
    alike: int = 0  # comparisons of fields with one name at one place, and of what is below them
    is_introspective: bool = False  # asks for the schema somewhere


LIMITS = Size(depth=10, aliases=15, directives=8, selections=300, roots=20, alike=1_000)
_WORDS = {
    "depth": "levels of selections",
    "aliases": "aliases",
    "directives": "directives",
    "selections": "fields, with its fragments spread out",
    "roots": "fields at its root",
    "alike": "comparisons of fields with one name at one place",
}


class Measure:
    """Measures the definitions of one document."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._known: dict[str, Size] = {}
        self._names: dict[int, Alike] = {}  # of the outermost fields of a fragment
        self.visited = 0  # selections looked at: never more than the document has

    def of(self, definition: Definition) -> Size:
        """The size of a definition. Raises `RecursionError` for one that nests without end."""
        size, names = self._of_set(definition.selection_set, len(definition.directives or ()))
        self._names[id(definition)] = names
        if isinstance(definition, FragmentDefinitionNode) and _is_of_introspection(definition):
            return replace(size, depth=1)
        return size

    def _of_set(
        self, selections: SelectionSetNode | None, directives: int = 0
    ) -> tuple[Size, Alike]:
        depth = aliases = count = roots = alike = 0
        names: Alike = {}
        is_introspective = False
        for selection in selections.selections if selections else ():
            self.visited += 1
            directives += len(selection.directives or ())
            if isinstance(selection, FieldNode):
                below, _ = self._of_set(selection.selection_set)
                name = (selection.alias or selection.name).value
                _join(names, {name: (1, 1 + below.selections)})
                is_introspection = selection.name.value in _INTROSPECTION
                is_introspective |= is_introspection
                levels = 1 if is_introspection else below.depth + 1
                aliases += selection.alias is not None
                count += 1
                roots += 1
            else:
                below, spread = self._spread_out(selection)
                alike -= _pairs(spread)  # which are counted among those that they come to
                _join(names, spread)
                levels = below.depth
                roots += below.roots
            depth = max(depth, levels)
            aliases += below.aliases
            directives += below.directives
            count += below.selections
            alike += below.alike
            is_introspective |= below.is_introspective
        size = Size(
            depth=depth,
            aliases=aliases,
            directives=directives,
            selections=count,
            roots=roots,
            alike=alike + _pairs(names),
            is_introspective=is_introspective,
        )
        return size, names

    def _spread_out(self, selection: Any) -> tuple[Size, Alike]:  # noqa: ANN401  # of either kind
        if isinstance(selection, InlineFragmentNode):
            return self._of_set(selection.selection_set)
        assert isinstance(selection, FragmentSpreadNode)  # noqa: S101  # there is no other kind
        name = selection.name.value
        if name not in self._known:
            self._known[name] = Size()  # a circle is a rule's to refuse
            if name in self._fragments:
                self._known[name] = self.of(self._fragments[name])
        fragment = self._fragments.get(name)
        return self._known[name], self._names.get(id(fragment), {})


def _join(names: Alike, more: Alike) -> None:
    for name, (count, weight) in more.items():
        known, heaviest = names.get(name, (0, 0))
        names[name] = (known + count, max(heaviest, weight))


def _pairs(names: Alike) -> int:
    return sum(count * (count - 1) // 2 * weight for count, weight in names.values())


def _is_of_introspection(fragment: FragmentDefinitionNode) -> bool:
    return fragment.type_condition.name.value.startswith("__")


def text_excess(text: str) -> GraphQLError | None:
    """What is wrong with the length of a document, if anything is, before it is read."""
    # A character has one byte at least, so what is far too long is not even encoded.
    size = len(text)
    if size <= MAX_BYTES and not text.isascii():
        size = len(text.encode(errors="surrogatepass"))
    return _excess("bytes", size, MAX_BYTES, None)


def tokens_of(document: DocumentNode) -> Iterator[Token]:
    """The tokens that a document was parsed from, in their order."""
    token = document.loc.start_token if document.loc else None
    while token is not None:
        yield token
        token = token.next


def number_excess(document: DocumentNode) -> GraphQLError | None:
    """What is wrong with the length of a number in a document, if anything is."""
    lengths = [
        token.end - token.start
        for token in tokens_of(document)
        if token.kind in {TokenKind.INT, TokenKind.FLOAT}
    ]
    return _excess("digits in a number", max(lengths, default=0), MAX_DIGITS, None)


def excesses(sizes: Sequence[tuple[Definition, Size]]) -> list[GraphQLError]:
    """What is too much in a document, naming each limit and what the document has.

    Fragments are held against the limits by themselves, too: rules read also those that no
    operation spreads.
    """
    operations = sum(isinstance(node, OperationDefinitionNode) for node, _ in sizes)
    found = [_excess("operations", operations, MAX_OPERATIONS, None)]
    told: set[str] = set()
    for node, size in sizes:
        for name, words in _WORDS.items():
            excess = _excess(words, getattr(size, name), getattr(LIMITS, name), node)
            if excess is not None and name not in told:
                told.add(name)
                found.append(excess)
    return [error for error in found if error is not None]


def too_nested(document: DocumentNode) -> GraphQLError:
    """What is told of a document that nests deeper than can be followed."""
    depth = LIMITS.depth
    error = _excess(_WORDS["depth"], 10 * depth + 1, depth, document.definitions[0])
    assert error is not None  # noqa: S101  # it is over the limit
    return error


def _excess(words: str, actual: int, limit: int, node: Any) -> GraphQLError | None:  # noqa: ANN401  # any node
    if actual <= limit:
        return None
    shown = min(actual, 10 * limit)  # one that doubles itself has more than a number should
    return GraphQLError(
        f"A document may have {limit} {words}; this one has {shown}"
        f"{' or more' if shown < actual else ''}.",
        node if isinstance(node, OperationDefinitionNode) else None,
        extensions={
            "code": "DOCUMENT_TOO_LARGE",
            "retryable": False,
            "numbers": {"limit": limit, "actual": shown},
        },
    )
