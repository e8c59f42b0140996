"""Laws for what is sealed: each column is declared, so that a key can be replaced everywhere."""

import ast

from tests.architecture.source import Module, listed, modules

HOME = "allin_gql/core/vault.py"
DECLARED_IN = {"values", "models"}  # what `allin keys` imports


def test_places_are_made_by_declared_columns_only() -> None:
    found = [
        module.at(call)
        for module in modules("allin_gql", "workers")
        if str(module) != HOME
        for call in _calls(module, "Place")
    ]
    assert not found, listed(
        found,
        "A value that is sealed for an undeclared column is never sealed anew, and lost with its "
        "key: declare it by `sealed_column`, and ask that for the place.",
    )


def test_sealed_columns_are_declared_where_they_are_found() -> None:
    declarations = [
        (module, call)
        for module in modules("allin_gql", "workers")
        if str(module) != HOME
        for call in _calls(module, "sealed_column")
    ]
    found = [
        module.at(call) for module, call in declarations if module.path.stem not in DECLARED_IN
    ]
    assert len(declarations) >= 5
    assert not found, listed(
        found, "`allin keys` imports the modules models and values of each domain, and no others."
    )


def _calls(module: Module, name: str) -> list[ast.Call]:
    """The calls of a name, where it is the vault's."""
    is_imported = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "allin_gql.core.vault"
        and name in {alias.name for alias in node.names}
        for node in ast.walk(module.tree)
    )
    return [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and (
            (is_imported and ast.unparse(node.func) == name)
            or ast.unparse(node.func).endswith(f"vault.{name}")
        )
    ]
