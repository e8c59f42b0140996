"""The code as these tests look at it: files, their trees, and what is declared in them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOMAINS_FOLDER = ROOT / "allin_gql" / "domains"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file of Python."""

    path: Path
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Where something is, as an editor can jump to it."""
        return f"{self}:{node.lineno}"

    def functions(self) -> Iterator[Function]:
        """Every function, methods and those inside of others too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every module below some folders."""
    return tuple(
        _read(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))
    )


@cache
def _read(path: Path) -> Module:
    text = path.read_text()
    return Module(path=path, text=text, tree=ast.parse(text))


def body_of(function: Function) -> list[ast.stmt]:
    """The statements of a function, without its docstring."""
    return function.body[1:] if ast.get_docstring(function) else function.body


def decorators_of(node: Function | ast.ClassDef) -> set[str]:
    """The names of a definition's decorators, called or not."""
    named = (part.func if isinstance(part, ast.Call) else part for part in node.decorator_list)
    return {ast.unparse(part) for part in named}


def listed(found: list[str], why: str) -> str:
    """A failure's message: the law, why it is one, and where it is broken."""
    return "\n".join([why, *(f"  {one}" for one in found)])
