"""The locks that say which packages of others there are."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
SHIPPED: Final = ROOT / "requirements.lock"
# The first has all of SHIPPED, too; a test of locks holds it to that.
PYTHON: Final = (ROOT / "requirements-dev.lock", ROOT / "requirements-redis-build.lock")
SHIPPED_NODE: Final = ROOT / "allin_gql/graph/graphiql/source/package-lock.json"
NODE: Final = (
    SHIPPED_NODE,
    ROOT / "benchmarks/mercurius/package-lock.json",
    ROOT / "tests/conformance/package-lock.json",
    ROOT / "tests/reference/package-lock.json",
)
