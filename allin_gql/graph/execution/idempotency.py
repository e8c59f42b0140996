"""Mutations that are done once, however often they are asked: `idempotencyKey` in every input.

A root field whose input has a key is answered as a whole, its selection included, inside of one
transaction, which stores the answer along (`core/idempotency`). So a repeat gets the same answer,
to the letter, and nothing is run for it. A field that ends in an error has done nothing.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias

import strawberry
from graphql import (
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    Node,
    Undefined,
    Visitor,
    print_ast,
    visit,
)
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.execution.values import get_argument_values
from graphql.pyutils import AwaitableOrValue, Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from allin_gql.core.access import Viewer
from allin_gql.core.errors import AllinError
from allin_gql.core.idempotency import (
    KEPT,
    KEPT_SECRETS,
    KeyedRequest,
    keyed_request,
    perform_once,
)
from allin_gql.graph.problems import problem_of

Run: TypeAlias = Callable[[], Any]  # executes a field

_KEYS: Final = "idempotency"  # in the metadata of a mutation
_VARIABLE: Final = re.compile(r"\$(\w+)")
_DEFINITION: Final = "strawberry-definition"  # under which the schema keeps what it was made of


@strawberry.input(description="What every mutation takes beside its own.")
class MutationInput:
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="Makes it safe to repeat the mutation, such as when no answer came: what was "
        "done under a key is not done again, but answered as it was. Any 1 to 255 characters, best "
        "a random UUID, a new one for each thing to do; kept for 7 days, and for 10 minutes where "
        "the answer has tokens. Problems are not kept.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """How the keys of a mutation are understood; the viewer's, for as long as any, unless said."""

    # The field of the input that says whose they are where that is nobody who has signed in.
    whose: str | None = None
    # Such an answer is of no use for long; and whoever uses old tokens ends a session.
    has_secrets: bool = False

    @property
    def metadata(self) -> dict[str, "Keys"]:
        """What the mutation is declared with."""
        return {_KEYS: self}


@dataclass(frozen=True, slots=True, kw_only=True)
class _KeyedField:
    """A root field whose input has a key."""

    key: str
    arguments: dict[str, Any]
    definition: GraphQLField
    details: FieldDetailsList

    @property
    def keys(self) -> Keys:
        keys: Keys = self.definition.extensions[_DEFINITION].metadata.get(_KEYS, Keys())
        return keys


class IdempotentExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor, which does once what has a key."""

    def execute_fields_serially(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: Any,  # noqa: ANN401  # of deferred fields, which there are none of
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Answer the root fields of a mutation; those with a key by what was done under it."""
        keyed = {
            name: field
            for name, details in grouped_field_set.items()
            if (field := self._keyed(parent_type, details)) is not None
        }
        if not keyed:
            return super().execute_fields_serially(
                parent_type, source_value, path, grouped_field_set, position_context
            )
        return self._execute_in_turn(parent_type, source_value, path, grouped_field_set, keyed)

    async def _execute_in_turn(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        keyed: dict[str, _KeyedField],
    ) -> dict[str, Any]:
        results: dict[str, Any] = {}
        for name, details in grouped_field_set.items():
            if self.abort_signal is not None and self.abort_signal.aborted:
                raise self.abort_error()
            at = Path(path, name, parent_type.name)
            run = partial(self.execute_field, parent_type, source_value, details, at, None)
            field = keyed.get(name)
            result = run() if field is None else self._once(parent_type, field, at, run)
            results[name] = await result if self.is_awaitable(result) else result
            if results[name] is Undefined:
                del results[name]
        return results

    async def _once(
        self, parent_type: GraphQLObjectType, field: _KeyedField, path: Path, run: Run
    ) -> Any:  # noqa: ANN401  # any JSON
        try:
            request = self._request(field)
            return await perform_once(request, partial(self._run_wholly, run))
        except AllinError as error:
            nodes = [one.node for one in field.details]
            info = self.build_resolve_info(field.definition, nodes, parent_type, path)
            completed = self.complete_value(
                field.definition.type, field.details, info, path, problem_of(error), None
            )
            return await completed if self.is_awaitable(completed) else completed

    async def _run_wholly(self, run: Run) -> Any:  # noqa: ANN401  # any JSON
        """Run a field. Raises the first error in it, wherever it was: then it is taken back."""
        errors = self.collected_errors.errors
        before = len(errors)
        result = run()
        if self.is_awaitable(result):
            result = await result
        if len(errors) > before:
            first = errors[before]
            del errors[before:]
            raise first
        return result

    def _keyed(
        self, parent_type: GraphQLObjectType, details: FieldDetailsList
    ) -> _KeyedField | None:
        first = details[0]
        definition = self.schema.get_field(parent_type, first.node.name.value)
        if definition is None or "input" not in definition.args:
            return None
        try:
            arguments = get_argument_values(
                definition, first.node, self.variable_values, first.fragment_variable_values
            )
        except GraphQLError:
            return None  # it is told where the field is executed
        input_ = arguments.get("input")
        key = input_.get("idempotencyKey") if isinstance(input_, dict) else None
        if not isinstance(key, str):
            return None
        return _KeyedField(key=key, arguments=arguments, definition=definition, details=details)

    def _request(self, field: _KeyedField) -> KeyedRequest:
        nodes = [one.node for one in field.details]
        selections = [print_ast(node.selection_set) for node in nodes if node.selection_set]
        selections += self._fragments_of(nodes)
        given = self.variable_values.coerced
        content = {
            "mutation": nodes[0].name.value,
            "arguments": field.arguments,
            "selections": selections,
            "variables": {
                name: given[name]
                for text in selections
                for name in _VARIABLE.findall(text)
                if name in given
            },
        }
        return keyed_request(
            field.key,
            self._owner(field),
            json.dumps(content, default=repr, sort_keys=True).encode(),
            kept=KEPT_SECRETS if field.keys.has_secrets else KEPT,
            person=self._person(field),
        )

    def _person(self, field: _KeyedField) -> str | None:
        """Whom the answer is about: who signs in by an address, or who is signed in."""
        if field.keys.whose is not None:
            given = str(field.arguments["input"].get(field.keys.whose))
            return given.strip().lower() if field.keys.whose == "email" else None
        viewer: Viewer | None = self.context_value.viewer
        return None if viewer is None else str(viewer.user_id)

    def _owner(self, field: _KeyedField) -> tuple[str, ...]:
        if field.keys.whose is not None:
            return (field.keys.whose, str(field.arguments["input"].get(field.keys.whose)))
        viewer: Viewer | None = self.context_value.viewer
        if viewer is None:
            return ("nobody",)
        # An API key has its own: it may see less than its maker, or their other keys.
        key = () if viewer.api_key_id is None else (str(viewer.api_key_id),)
        return ("viewer", str(viewer.organization_id), str(viewer.user_id), *key)

    def _fragments_of(self, nodes: Iterable[Node]) -> list[str]:
        """The fragments that are spread in some nodes, and in each other, in print."""
        found: dict[str, str] = {}
        waiting = list(nodes)
        while waiting:
            spreads = _Spreads()
            visit(waiting.pop(), spreads)
            for name in spreads.names - found.keys():
                fragment = self.fragment_definitions[name]
                found[name] = print_ast(fragment)
                waiting.append(fragment)
        return [found[name] for name in sorted(found)]


class _Spreads(Visitor):
    """The names of the fragments that are spread in a node."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:  # noqa: ANN401  # the visitor's
        self.names.add(node.name.value)
