"""Lets `python -m allin_gql.cli` be the `allin` command; too old a Python is told so here."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # that is what is checked
    sys.stderr.write(
        "AllIN needs Python 3.11 or later and this is {}.{}; install a newer one.\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(2)

# Only below the check: an old Python can't read it.
from allin_gql.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
