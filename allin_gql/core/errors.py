"""Everything that can be wrong with what a caller asked, drawn as one tree.

    AllinError               code, sentence, path, numbers, whether asking again helps
    ├── InvalidInput         something in the input breaks a rule
    │   └── InvalidId        an id that is none, or of another type than the field takes
    ├── NotFound             no such thing in this organization (another one's things included)
    ├── Unauthenticated      nobody is signed in, or no longer
    ├── NotAllowed           signed in, but not allowed to do this
    ├── Conflict             right in itself, but too late or already done
    ├── NotConfigured        a setting is missing; says which
    └── Unavailable          something outside did not answer; asking again may help

Domains derive their own from these. Services raise them; `graph/problems` turns them into answers.
Anything that is not in this tree is a fault of ours: masked, logged, and reported by request id.
"""

from collections.abc import Mapping
from typing import ClassVar

Number = int | float


class AllinError(Exception):
    """A refusal with a stable code. `str()` is a sentence for whoever called."""

    code: ClassVar[str] = "INVALID_INPUT"
    is_retryable: ClassVar[bool] = False

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


class InvalidId(InvalidInput):
    """The id has the wrong form or names another type of thing."""

    code = "INVALID_ID"


class NotFound(AllinError):
    """There is no such thing, or it is not this viewer's to see: the two look the same."""

    code = "NOT_FOUND"


class Unauthenticated(AllinError):
    """The request names nobody, or somebody who is signed out."""

    code = "UNAUTHENTICATED"


class NotAllowed(AllinError):
    """The viewer lacks a permission."""

    code = "NOT_ALLOWED"


class Conflict(AllinError):
    """The thing is not in a state in which this can be done."""

    code = "CONFLICT"


class NotConfigured(AllinError):
    """This installation cannot do it until an operator sets something."""

    code = "NOT_CONFIGURED"


class Unavailable(AllinError):
    """Something that is needed does not answer now."""

    code = "UNAVAILABLE"
    is_retryable = True
