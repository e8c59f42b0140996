"""Laws for domains: the same few files in each, and queries in one of them only."""

import ast
import tomllib
from collections.abc import Iterator

from allin_gql.domains import DOMAINS
from tests.architecture.source import DOMAINS_FOLDER, ROOT, Module, decorators_of, listed, modules

FILES = {
    "__init__", "models", "values", "errors", "events", "jobs", "mails",
    "repository", "service", "reactions",
}  # fmt: skip
FACE_FILES = {"__init__", "types", "inputs", "queries", "mutations", "subscriptions", "pages"}
FOLDERS = {"graph", "service", "templates"}

MAX_MUTATION = 12  # lines: parse, call one function, wrap

ROW_METHODS = {
    "filter", "exclude", "get_or_none", "get_or_create", "update_or_create", "bulk_create",
    "bulk_update", "in_bulk", "select_for_update", "select_related", "prefetch_related",
    "fetch_related", "refresh_from_db", "save", "order_by", "values_list", "raw", "fetch",
}  # fmt: skip
SQL = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ")


def test_every_folder_is_a_domain_in_the_one_list() -> None:
    folders = {path.parent.name for path in DOMAINS_FOLDER.glob("*/__init__.py")}

    assert folders == set(DOMAINS), (
        "A domain that is not in DOMAINS has no tables and no schema; one that is and has no "
        "folder does not start."
    )


def test_imports_are_held_to_the_order_of_the_one_list() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (held,) = [one["layers"] for one in contracts["contracts"] if one["id"] == "domains"]

    assert held == list(reversed(DOMAINS)), (
        "The contract in pyproject.toml has to name DOMAINS from the last to the first; otherwise "
        "imports are held to an order that is not the one in use."
    )


def test_a_domain_has_no_file_names_but_the_declared_ones() -> None:
    found = []
    for domain in DOMAINS:
        folder = DOMAINS_FOLDER / domain
        found += [
            str(path.relative_to(ROOT))
            for path in folder.iterdir()
            if path.name != "__pycache__"
            and (path.name not in FOLDERS if path.is_dir() else path.stem not in FILES)
        ]
        found += [
            str(path.relative_to(ROOT))
            for path in folder.glob("graph/*")
            if path.name != "__pycache__" and path.stem not in FACE_FILES
        ]
    assert not found, listed(
        found, "Who has read one domain has read all: the same file names, nowhere another."
    )


def test_a_service_is_a_file_or_a_folder_and_never_both() -> None:
    found = [
        domain
        for domain in DOMAINS
        if (DOMAINS_FOLDER / domain / "service.py").exists()
        and (DOMAINS_FOLDER / domain / "service").exists()
    ]
    assert not found, listed(found, "The folder hides the file: one of the two is never read.")


def test_queries_stand_in_the_repository_only() -> None:
    found = [
        f"{module.at(node)} {ast.unparse(node)[:80]}"
        for module in modules("allin_gql/domains")
        if module.path.stem != "repository"
        for node in _queries(module)
    ]
    assert not found, listed(
        found,
        "The repository is where every query is scoped to an organization and has its index: a "
        "query elsewhere is one that nobody looked at.",
    )


def test_a_mutation_parses_calls_and_wraps() -> None:
    found = [
        f"{module.at(method)} {method.name}: {length} lines"
        for module in modules("allin_gql/domains")
        if module.path.stem == "mutations"
        for method in module.functions()
        if "strawberry.mutation" in decorators_of(method)
        if (length := (method.end_lineno or 0) - method.body[0].lineno + 1) > MAX_MUTATION
    ]
    assert not found, listed(
        found, f"What takes more than {MAX_MUTATION} lines is a use case, and belongs to a service."
    )


def _queries(module: Module) -> Iterator[ast.expr]:
    rows = _names_of_rows(module)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant):
            text = node.value if isinstance(node.value, str) else ""
            if text.lstrip().startswith(SQL):
                yield node
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                is_query = called.attr in ROW_METHODS or ast.unparse(called.value) in rows
            else:
                is_query = ast.unparse(called) == "fetch"
            if is_query:
                yield node


def _names_of_rows(module: Module) -> set[str]:
    """How the classes of rows are written in a module: `Post`, or `models.Post`."""
    names = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".models"):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "models":
            names.add(ast.unparse(node))
    return names
