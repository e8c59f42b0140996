"""What no answer may have in it."""

_INSIDES = (
    "Traceback",
    "asyncpg",
    "tortoise",
    "strawberry",
    "site-packages",
    "allin_gql",
    'File "',
    "INTERNAL_SERVER_ERROR",
    "object at 0x",
    "SELECT ",
    "INSERT ",
    "UPDATE ",
)


def assert_no_leak(text: str) -> None:
    """Hold an answer against what would show the insides of the server, or a fault of it."""
    for inside in _INSIDES:
        assert inside not in text, f"{inside!r} in {text[:500]}"
