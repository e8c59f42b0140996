"""Laws for what is declared: each thing once, named as clients will know it, and used."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar

import pytest

from allin_gql.core.errors import AllinError
from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind
from allin_gql.core.jobs import Job
from allin_gql.domains import DOMAINS
from allin_gql.platforms.registry import platform_names
from tests.architecture.source import ROOT, body_of, decorators_of, listed, modules
from workers import registry
from workers.actor import PERFORMERS

T = TypeVar("T")

UPPER_SNAKE = re.compile(r"[A-Z]+(_[A-Z]+)*")
EVENT_TYPE = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


@pytest.fixture(autouse=True, scope="module")
def everything_is_declared() -> None:
    for module in modules("allin_gql/domains"):
        if module.path.stem in {"events", "errors", "jobs"}:
            import_module(".".join(module.path.relative_to(ROOT).with_suffix("").parts))


def test_every_job_has_a_performer() -> None:
    missing = sorted({job.name for job in _declared_jobs()} - set(PERFORMERS))

    assert not missing, listed(
        missing, "A job without a performer is rung for and never done (`@performs` in workers/)."
    )


def test_nothing_is_performed_that_no_domain_declared() -> None:
    declared = {job.name: job for job in _declared_jobs()}

    assert {name: performer.job for name, performer in PERFORMERS.items()} == declared, (
        "`jobs.py` is the list of what a domain has done later; a performer beside it is rung for "
        "by nobody."
    )


def test_every_file_of_workers_that_performs_is_loaded() -> None:
    performing = {
        module.path.stem
        for module in modules("workers")
        for function in module.functions()
        if decorators_of(function) & {"performs", "ticks"}
    }

    assert performing == set(registry.__all__), (
        "A file that workers/registry does not import is never loaded: its jobs are never done."
    )


def test_what_workers_do_is_one_statement() -> None:
    found = [
        f"{module.at(function)} {function.name}"
        for module in modules("workers")
        for function in module.functions()
        if decorators_of(function) & {"performs", "ticks"} and len(body_of(function)) != 1
    ]
    assert not found, listed(
        found, "An actor only calls a use case, so that all of it can be tested without a queue."
    )


def test_event_types_are_unique_and_read_as_noun_and_past_tense() -> None:
    declared = [event for event in _all_below(DomainEvent) if "type" in vars(event)]
    counts = Counter(event.type for event in declared)
    found = [
        f"{event.__module__}.{event.__name__}: {event.type}"
        for event in declared
        if counts[event.type] > 1 or not EVENT_TYPE.fullmatch(event.type)
    ]
    assert declared
    assert not found, listed(
        found, "Clients filter by the type, and stored events keep it for ever: `post.created`."
    )


def test_every_error_code_is_upper_snake_case() -> None:
    found = [
        f"{error.__module__}.{error.__name__}: {error.code}"
        for error in _all_below(AllinError)
        if not UPPER_SNAKE.fullmatch(error.code)
    ]
    assert not found, listed(found, "Codes are told apart from words by their capitals.")


def test_every_kind_of_id_is_used() -> None:
    used = {
        node.attr
        for module in modules("allin_gql")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "IdKind"
    }
    unused = sorted(set(IdKind.__members__) - used)

    assert not unused, listed(unused, "A kind that nothing has only tells clients of a promise.")


def test_every_platform_has_its_simulation_and_every_simulation_its_platform() -> None:
    platforms = _networks("allin_gql/platforms/networks")

    assert platforms == _networks("allin_gql/sandbox/networks"), (
        "A platform that the sandbox does not simulate is tested by nobody, and a simulation "
        "without a platform by nothing."
    )
    assert {name.lower() for name in platform_names()} == platforms


def _networks(folder: str) -> set[str]:
    return {
        path.stem
        for path in (ROOT / folder).iterdir()
        if not path.name.startswith("__") and (path.is_dir() or path.suffix == ".py")
    }


def _declared_jobs() -> Iterator[Job[...]]:
    for domain in DOMAINS:
        name = f"allin_gql.domains.{domain}.jobs"
        if find_spec(name):
            yield from (one for one in vars(import_module(name)).values() if isinstance(one, Job))


def _all_below(cls: type[T]) -> list[type[T]]:
    """All subclasses, each once, though `slots=True` makes every class a second time."""
    found = {f"{one.__module__}.{one.__qualname__}": one for one in _subclasses(cls)}
    return list(found.values())


def _subclasses(cls: type[T]) -> Iterator[type[T]]:
    for one in cls.__subclasses__():
        yield one
        yield from _subclasses(one)
