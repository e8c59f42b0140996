"""Fields that guess at secrets, send mail or cost money: one of them in an operation, once.

Each try is then a request of its own, which is seen, counted and slowed down as one. A hundred
aliases of `logIn` in one document would be a hundred guesses that look like one.
"""

from collections import Counter
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLObjectType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
)

from allin_gql.graph.directives import Sensitive, declared

MAX_SENSITIVE = 1  # fields of an operation
_MOST_TOLD = 100  # one that doubles itself has more than a number should


class AskOnce(ValidationRule):
    """Refuses an operation that asks for more than one sensitive field, or for one twice.

    Only fields of a root are sensitive, so only what stands at the root is looked at, and each
    fragment once, however often it is spread.
    """

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._known: dict[tuple[str, str], Counter[str]] = {}

    def enter_operation_definition(self, operation: OperationDefinitionNode, *_: Any) -> None:  # noqa: ANN401  # the visitor's
        root = self.context.schema.get_root_type(operation.operation)
        asked = self._asked(root, operation.selection_set) if root else Counter[str]()
        if asked.total() <= MAX_SENSITIVE:
            return
        count = min(asked.total(), _MOST_TOLD)
        self.report_error(
            GraphQLError(
                f"An operation may ask for {MAX_SENSITIVE} sensitive field; this one asks for"
                f" {count}{' or more' if count < asked.total() else ''}:"
                f" {', '.join(sorted(asked))}. Ask in several requests.",
                operation,
                extensions={
                    "code": "SENSITIVE_TWICE",
                    "retryable": False,
                    "numbers": {"limit": MAX_SENSITIVE, "actual": count},
                },
            )
        )

    def _asked(self, root: GraphQLObjectType, selections: SelectionSetNode) -> Counter[str]:
        asked: Counter[str] = Counter()
        for node in selections.selections:
            if isinstance(node, FieldNode):
                field = root.fields.get(node.name.value)
                if field is not None and declared(field, Sensitive) is not None:
                    asked[node.name.value] += 1
            elif isinstance(node, InlineFragmentNode):
                asked += self._asked(root, node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                asked += self._asked_in_fragment(root, node.name.value)
        return asked

    def _asked_in_fragment(self, root: GraphQLObjectType, name: str) -> Counter[str]:
        key = (root.name, name)
        if key not in self._known:
            self._known[key] = Counter()  # a circle is another rule's to refuse
            fragment = self.context.get_fragment(name)
            if fragment is not None:
                self._known[key] = self._asked(root, fragment.selection_set)
        return self._known[key]
