"""Everything that can be wrong with what a caller asked, drawn as one tree.

    AllinError               code, sentence, path, numbers, whether asking again helps
    ├── InvalidInput         something in the input breaks a rule
    │   ├── InvalidId        an id that is none, or of another type than the field takes
    │   └── Required         something that has to be there is empty
    ├── NotFound             no such thing in this organization (another one's things included)
    ├── Unauthenticated      nobody is signed in, or no longer
    ├── NotAllowed           signed in, but not allowed to do this
    ├── Conflict             right in itself, but too late or already done
    ├── NotConfigured        a setting is missing; says which
    └── Unavailable          something outside did not answer; asking again may help

Domains derive their own from these, each with the words that docs/errors.md is made of
(`scripts/allin errors`). Services raise them; `graph/problems` turns them into answers.
Anything that is not in this tree is a fault of ours: masked, logged, and reported by request id.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import ClassVar

Number = int | float


class AllinError(Exception):
    """A refusal with a stable code. `str()` is a sentence for whoever called.

    The first sentence of a class's docstring says what the code means. Names in its words are in
    backticks: clients see `remedy` in a `Problem`, and all of them in docs/errors.md.
    """

    code: ClassVar[str]
    is_retryable: ClassVar[bool] = False
    cause: ClassVar[str]  # how it comes about
    remedy: ClassVar[str]  # what a client or its user can do, as an order
    arises: ClassVar[str]  # which operations, fields or arguments it comes from
    number_names: ClassVar[tuple[str, ...]] = ()  # its own, no parent's

    def __init__(
        self,
        message: str,
        *,
        path: tuple[str, ...] = (),
        numbers: Mapping[str, Number] | None = None,
    ) -> None:
        super().__init__(message)
        self.path = path
        self.numbers = dict(numbers or {})


class InvalidInput(AllinError):
    """The input breaks a rule; `path` says where."""

    code = "INVALID_INPUT"
    cause = (
        "A value breaks a rule that has no code of its own: a page of more than 100 items, a "
        "cursor of another list, more than 100 ids, an `after` below 0."
    )
    remedy = "Correct the argument that `path` names."
    arises = "`first`, `last`, `after` and `before` of lists, `nodes`, `after` of subscriptions"
    number_names: ClassVar[tuple[str, ...]] = ("minimum", "maximum", "actual")


class InvalidId(InvalidInput):
    """The id has the wrong form or names another type of thing."""

    code = "INVALID_ID"
    cause = "An id was cut, made up, or put where the id of another kind of thing belongs."
    remedy = "Pass an id as this API gave it, of the kind that the message names."
    arises = "every argument that is an id"


class Required(InvalidInput):
    """Something that has to be there is empty."""

    code = "REQUIRED"
    cause = "A text has nothing but blanks, or a list that needs an item has none."
    remedy = "Fill in what `path` names."
    arises = "every text that has to be given, `platforms` of `requestDrafts`"


class NotFound(AllinError):
    """There is no such thing, or it is not this viewer's to see: the two look the same."""

    code = "NOT_FOUND"
    cause = (
        "It never was, it was deleted, or it belongs to another organization: the three are "
        "not told apart."
    )
    remedy = "Check the id, and the organization that the request acts in (`X-AllIN-Organization`)."
    arises = (
        "every mutation and subscription that takes an id; every operation when the header "
        "names an organization that is not the viewer's"
    )


class Unauthenticated(AllinError):
    """The request names nobody, or somebody who is signed out."""

    code = "UNAUTHENTICATED"
    cause = (
        "No access token was sent, or one that is malformed, has expired, or whose session has "
        "ended; or an API key that is mistyped, has ended, or is not for where it comes from."
    )
    remedy = (
        "Call `refreshSession` and repeat the request with the new access token; if that is "
        "refused, call `logIn`. In place of an API key that has ended, make another."
    )
    arises = "every operation but `platforms` and those by which people register and sign in"


class NotAllowed(AllinError):
    """The viewer lacks a permission."""

    code = "NOT_ALLOWED"
    cause = (
        "The role of the viewer in this organization lacks the permission that the message names, "
        "or the scopes of the API key do."
    )
    remedy = (
        "Ask somebody who has the permission: `roles` tells which roles do, `viewer` what you may. "
        "For an API key, have its maker add the scope."
    )
    arises = (
        "every operation that takes a permission; its description names it. An API key may do what "
        "both its scopes and the role of its maker allow"
    )


class Conflict(AllinError):
    """The thing is not in a state in which this can be done."""

    code = "CONFLICT"
    cause = "Something else happened first."
    remedy = "Read the thing again, then decide."
    arises = "the parent of the codes about states; more exact ones come in its place"


class NotConfigured(AllinError):
    """This installation cannot do it until an operator sets something."""

    code = "NOT_CONFIGURED"
    cause = "A setting is missing in this installation; the message names it."
    remedy = "Ask whoever operates this installation to set it."
    arises = "the parent of the codes about settings; more exact ones come in its place"


class Unavailable(AllinError):
    """Something that is needed does not answer now."""

    code = "UNAVAILABLE"
    is_retryable = True
    cause = (
        "The database does not answer at this moment, or too many people are signing in at once."
    )
    remedy = "Repeat the same request after a second, then after ever longer waits."
    arises = "any operation"


def remedy_for(code: str) -> str:
    """What helps against a code; an empty text for one that no error here has (any more)."""
    return _remedies().get(code, "")


@cache
def _remedies() -> dict[str, str]:
    # Asked for the first time when a problem is answered: by then every domain is imported.
    return {kind.code: kind.remedy for kind in _below(AllinError)}


def _below(kind: type[AllinError]) -> Iterator[type[AllinError]]:
    for derived in kind.__subclasses__():
        yield derived
        yield from _below(derived)
