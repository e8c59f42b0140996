"""Laws for every module: what a reader can count on before opening it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tests.architecture.source import ROOT, Module, listed, modules

MAX_FUNCTION = 50
MAX_FILE = 400
MAX_TEST_FILE = 500

# Names that say nothing about what is inside; what is in such a file belongs somewhere else.
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?)(_|$)", re.IGNORECASE)
EXCEPTION = re.compile(r"#\s*(noqa|type:\s*ignore|mypy:|ruff:)")
GOOD_EXCEPTION = re.compile(r"# (noqa: [A-Z]+\d+(, [A-Z]+\d+)*|type: ignore\[[a-z, -]+\])  # \S+")


def test_every_module_opens_with_a_sentence() -> None:
    found = [
        str(module)
        for module in modules("allin_gql", "workers", "tests")
        if not (ast.get_docstring(module.tree) or "").strip()
    ]
    assert not found, listed(
        found, "A module's first sentence says what it is for: whether to read on, or elsewhere."
    )


def test_no_function_is_longer_than_fifty_lines() -> None:
    found = [
        f"{module.at(function)} {function.name}: {length} lines"
        for module in modules("allin_gql", "workers", "tests")
        for function in module.functions()
        if (length := (function.end_lineno or 0) - function.lineno + 1) > MAX_FUNCTION
    ]
    assert not found, listed(
        found, "A function that does not fit on a screen is several functions."
    )


def test_no_file_is_too_long_to_be_about_one_thing() -> None:
    limits = {"allin_gql": MAX_FILE, "workers": MAX_FILE, "tests": MAX_TEST_FILE}
    found = [
        f"{module}: {len(module.lines)} lines, {limit} allowed"
        for folder, limit in limits.items()
        for module in modules(folder)
        if len(module.lines) > limit
    ]
    assert not found, listed(found, "A long file is about more than one thing: make it a package.")


def test_no_function_imports() -> None:
    found = [
        f"{module.at(node)} in {function.name}"
        for module in modules("allin_gql", "workers", "tests")
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, listed(
        found,
        "Imports stand at the top, where the cost and the direction of a dependency are seen. A "
        "cycle is a design question; what is chosen at run time goes through `import_module`.",
    )


def test_every_exception_to_a_rule_names_the_rule_and_a_reason() -> None:
    found = [
        f"{module}:{number} {line.strip()}"
        for module in modules("allin_gql", "workers", "tests")
        for number, line in _comments(module)
        if EXCEPTION.search(line) and not GOOD_EXCEPTION.search(line)
    ]
    assert not found, listed(
        found,
        "An exception without a code silences more than was meant, and one without a reason is "
        "never taken back. It reads: noqa, colon, the codes, two spaces, hash, the reason.",
    )


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [
        str(module)
        for module in modules("allin_gql", "workers", "tests")
        if any(VAGUE.search(part) for part in module.path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert not found, listed(
        found, "What ends up in such a module is found by nobody: name it after what it does."
    )


def test_only_settings_and_the_command_line_read_the_environment() -> None:
    found = [
        module.at(node)
        for module in modules("allin_gql", "workers")
        if not str(module).startswith(("allin_gql/settings.py", "allin_gql/cli/"))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute | ast.Name)
        and ast.unparse(node).rpartition(".")[2] in {"environ", "environb", "getenv"}
    ]
    assert not found, listed(
        found,
        "What can be set from outside is one object, described in .env.example; a variable that "
        "is read elsewhere is a setting that nobody knows of.",
    )


def _comments(module: Module) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
