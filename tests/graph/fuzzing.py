"""Documents that nobody would write, made by Schemathesis from the committed schema.

They are the same in every run: what is found once is found again. Ids are drawn among places for
those of whoever asks, so that operations get further than to an id that nothing has.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import schemathesis
from graphql import (
    BooleanValueNode,
    IntValueNode,
    ListValueNode,
    NameNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema

from tests.graph.mutations import KINDS, UNKNOWN

SCHEMA_FILE = Path(__file__).parents[2] / "schema.graphql"
NEGATIVE_SHARE = 5  # of so many valid documents there is one beside them that is not
_PLACES = {kind: f"<{kind}>" for kind in KINDS}
_IDS = [
    *_PLACES.values(),
    *(f"{prefix}_{UNKNOWN}" for prefix in KINDS.values()),
    "",
    "rubbish",
]


def labels() -> list[str]:
    """Every query and mutation: `Query.me`, `Mutation.logIn`."""
    return [f"{kind}.{field}" for kind in _schema() for field in _schema()[kind]]


def documents(label: str, count: int) -> list[str]:
    """Make documents that ask for one operation and fit the schema; fewer if there are no more."""
    return _made(label, count, GenerationMode.POSITIVE)


def misfits(label: str, count: int) -> list[str]:
    """Make documents of which each breaks the schema in one place; none where nothing can be."""
    return _made(label, count, GenerationMode.NEGATIVE)


def with_ids(document: str, things: Mapping[str, str]) -> str:
    """Put somebody's ids into their places."""
    for kind, place in _PLACES.items():
        document = document.replace(place, things[kind])
    return document


def _made(label: str, count: int, mode: GenerationMode) -> list[str]:
    made: list[tuple[GenerationMode, str]] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=_operation(label).as_strategy(generation_mode=mode))
    def keep(case: Case[Any]) -> None:
        assert case.meta is not None
        made.append((case.meta.generation.mode, str(case.body)))

    keep()
    # Where nothing can be broken, Schemathesis makes what fits instead.
    return list(dict.fromkeys(document for of_mode, document in made if of_mode is mode))


def _operation(label: str) -> APIOperation[Any, Any, Any, Any]:
    kind, field = label.split(".")
    return _schema()[kind][field]


@cache
def _schema() -> BaseSchema:
    ids = st.sampled_from(_IDS)
    moments = st.datetimes().map(lambda moment: f"{moment.isoformat()}Z")
    schemathesis.graphql.scalar("ID", ids.map(_text))
    schemathesis.graphql.scalar("DateTime", moments.map(_text))
    schemathesis.graphql.scalar("JSON", _json().filter(_is_there).map(_node))
    return schemathesis.graphql.from_path(str(SCHEMA_FILE))


def _json() -> st.SearchStrategy[Any]:
    """Any JSON, with the members that passkeys have among its names."""
    leaves = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=20)
    names = st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "a"])
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5),
        max_leaves=10,
    )


def _is_there(value: Any) -> bool:
    return value is not None  # null is made where it may be


def _node(value: Any) -> ValueNode:
    if isinstance(value, dict):
        fields = [ObjectFieldNode(name=NameNode(value=n), value=_node(v)) for n, v in value.items()]
        return ObjectValueNode(fields=tuple(fields))
    if isinstance(value, list):
        return ListValueNode(values=tuple(map(_node, value)))
    if value is None:
        return NullValueNode()
    if isinstance(value, bool):
        return BooleanValueNode(value=value)
    return IntValueNode(value=str(value)) if isinstance(value, int) else _text(value)


def _text(value: str) -> StringValueNode:
    return StringValueNode(value=value)
