"""`allin errors`: writes docs/errors.md from the words beside each code, or checks that it was."""

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from pkgutil import walk_packages
from typing import TypeVar

import allin_gql
from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.environment import supply
from allin_gql.cli.kept_secrets import new_secrets
from allin_gql.core.errors import AllinError
from allin_gql.graph.codes import PROTOCOL_CODES, ProtocolCode
from allin_gql.platforms.errors import PlatformError

T = TypeVar("T")

FILE = Path(allin_gql.__file__).parent.parent / "docs" / "errors.md"
WORDS = ("__doc__", "cause", "remedy", "arises")
UNEXPLAINED = (
    "A code is a promise to explain itself. Beside `code`, its class says `cause` (how it comes"
    " about), `remedy` (what to do, as an order) and `arises` (from where), and its docstring what"
    " it means; see allin_gql/core/errors.py. Then run scripts/allin errors."
)
_FIRST_SENTENCE = re.compile(r"(.+?[.?!])(\s|$)", re.DOTALL)

_BEGINNING = """\
# Errors

Written by `scripts/allin errors` from the words that stand beside each code; change those.

A refusal always has a stable code. Programs decide by the code; the sentence beside it is for
people and may change.

- A mutation answers with a `Problem` in the data: `code`, `message`, `path`, `numbers`,
  `retryable`, `remedy`. Nothing was changed.
- A query or subscription has an entry in `errors`, with `extensions.code` and
  `extensions.retryable`, and where they apply `extensions.argument` and `extensions.numbers`.
- A publication or one of its attempts has `cause` and `message`, see [Causes](#causes).
- A draft request that failed or waits has `problem`, a `Problem` as above.

`path` begins at the mutation's argument: `[input, variants, 0, text]`. `numbers` are the limits
and measures behind the sentence. `retryable` means that the same request may succeed later without
being changed.

What belongs to another organization answers exactly like what does not exist: `NOT_FOUND`, or null
from a query that may be null.

A mutation that got no answer, or an entry in `errors`, may have been done. With an
`idempotencyKey` in its input it can be asked again either way: what was done is not done again, but
answered.

An answer has at most five errors; the last of them says in `extensions.moreErrors` how many were
left out; a document is not read on after twenty. Whoever shows no access token is told no names of
the schema that the request itself does not have, except in development. The session of a browser
(`/session/start`, `/session/continue`, `/session/end`) tells a refusal as
`{"problem": {"code", "message"}}`, with the same codes.

Every answer over HTTP carries the request's id in the header `X-Request-Id`; so do streams and the
handshake of a WebSocket. The status is that of GraphQL over HTTP: a client that takes
`application/graphql-response+json` gets 400 for a request that was not executed; one that takes
`application/json` gets 200 for a document that is wrong, and has to look at the body. Either gets
400, 405, 406, 413, 414 or 415 for what is no request, 403 for what is refused, 429 with
`RATE_LIMITED`, and 503 with `UNAVAILABLE` or `OPERATION_TIMEOUT` when nothing was answered. With
`ALLIN_HTTP_STATUSES=draft` a request that was not executed is 422, except for one that does not
parse, and data beside errors is 294.
"""
_CODES = """
## Codes

| code | meaning | retryable |
|---|---|---|
"""
_PROTOCOL = """
## Codes of the protocol

These are about the request itself, not about what it asks for. They stand in `errors`.

| code | meaning | retryable |
|---|---|---|
"""
_CAUSES = """
## Causes

Why a publication or an attempt has not succeeded, in words that are the same for all platforms.
`message` has the platform's own reason. Again says whether AllIN tries again by itself: after 10
seconds, 1, 5 and 15 minutes, or when the platform says, five attempts in all. What follows begins
with the state that the publication comes into.

| cause | meaning | what follows | again |
|---|---|---|---|
"""
_END = """
A publication in `NEEDS_REVIEW` was sent, and its platform cannot tell whether it is there. A person
looks at the account, and uses `retryPublication` only if the post is missing.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin errors` takes."""
    parser.add_argument("--check", action="store_true", help="fail if the page is not up to date")


def run(arguments: Namespace) -> int:
    """Write or check the page. Raises `StartupError` if the check fails."""
    supply(new_secrets())  # no word depends on them
    if missing := unexplained():
        raise StartupError("\n".join([UNEXPLAINED, *(f"  {one}" for one in missing)]))
    text = page()
    if arguments.check:
        if not FILE.exists() or FILE.read_text() != text:
            raise StartupError(
                "docs/errors.md is not what the code says; run scripts/allin errors."
            )
        sys.stdout.write("docs/errors.md is up to date.\n")
        return 0
    FILE.write_text(text)
    sys.stdout.write("Wrote docs/errors.md.\n")
    return 0


def page() -> str:
    """The whole of docs/errors.md."""
    # By their names, as the order of classes is that in which modules were imported.
    codes = sorted(described_codes(), key=_name)
    protocol = sorted(PROTOCOL_CODES, key=_name)
    return "".join(
        [
            _BEGINNING,
            _CODES,
            *map(_row, codes),
            _PROTOCOL,
            *map(_row, protocol),
            _CAUSES,
            *map(_cause, kinds_of(PlatformError)),
            _END,
            "\n## Each code\n",
            *map(_section, sorted([*codes, *protocol], key=_name)),
        ]
    )


def unexplained() -> list[str]:
    """The classes with a code that leave a word about it to their parent, which has another."""
    return [
        f"{kind.__module__}.{kind.__name__} has no {name}"
        for kind in declaring(AllinError)
        for name in WORDS
        if not vars(kind).get(name)
    ]


def described_codes() -> Iterator[ProtocolCode]:
    """What each class of error says about its code."""
    for kind in declaring(AllinError):
        yield ProtocolCode(
            code=kind.code,
            meaning=meaning_of(kind),
            cause=kind.cause,
            remedy=kind.remedy,
            arises=kind.arises,
            is_retryable=kind.is_retryable,
            number_names=vars(kind).get("number_names", ()),
        )


def declaring(kind: type[T]) -> Iterator[type[T]]:
    """The classes that have a code of their own; others only share their parent's."""
    return (one for one in kinds_of(kind) if "code" in vars(one))


def kinds_of(kind: type[T]) -> Iterable[type[T]]:
    """Every class below one of ours, each once, wherever in the application it is declared."""
    for module in walk_packages(allin_gql.__path__, "allin_gql."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    return [one for one in dict.fromkeys(_below(kind)) if one.__module__.startswith("allin_gql.")]


def _below(kind: type[T]) -> Iterator[type[T]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def meaning_of(kind: type) -> str:
    """The first sentence of a class's own docstring."""
    found = _FIRST_SENTENCE.match(cleandoc(kind.__doc__ or ""))
    return " ".join(found.group(1).split()) if found else ""


def _name(one: ProtocolCode) -> str:
    return one.code


def _row(one: ProtocolCode) -> str:
    anchor = f"[`{one.code}`](#{one.code.lower()})"
    return f"| {anchor} | {one.meaning} | {_yes(one.is_retryable)} |\n"


def _section(one: ProtocolCode) -> str:
    numbers = ", ".join(f"`{name}`" for name in one.number_names)
    lines = [
        f"\n### {one.code}\n",
        one.meaning,
        "",
        f"- Cause: {one.cause}",
        f"- Remedy: {one.remedy}",
        f"- Comes from: {one.arises}.",
        *([f"- Numbers: {numbers}."] if numbers else []),
        f"- Retryable: {_yes(one.is_retryable)}.",
    ]
    return "\n".join(lines) + "\n"


def _cause(kind: type[PlatformError]) -> str:
    again = _yes(kind.is_retryable)
    return f"| `{kind.cause}` | {meaning_of(kind)} | {kind.follows} | {again} |\n"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
