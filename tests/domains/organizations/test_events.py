"""Events as clients see them: every id in them is a public one."""

import dataclasses
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

import pytest

from allin_gql.core.events import DomainEvent
from allin_gql.domains import DOMAINS
from allin_gql.domains.organizations.values import REFERENCES


def _kinds_of_events() -> list[type[DomainEvent]]:
    for domain in DOMAINS:
        if find_spec(f"allin_gql.domains.{domain}.events"):
            import_module(f"allin_gql.domains.{domain}.events")
    found: list[type[DomainEvent]] = []
    waiting = [DomainEvent]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        found.append(kind)
    return [
        kind for kind in found if hasattr(kind, "type") and kind.__module__.startswith("allin_gql.")
    ]


@pytest.mark.parametrize("kind", _kinds_of_events(), ids=lambda kind: kind.type)
def test_every_key_in_an_events_data_is_shown_as_a_public_id(kind: type[DomainEvent]) -> None:
    keys = {field.name for field in dataclasses.fields(kind) if field.type is UUID}

    unknown = keys - {"organization_id", "subject_id"} - set(REFERENCES)

    assert unknown == set(), f"say in REFERENCES what {unknown} are keys of"
