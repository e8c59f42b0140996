"""Where a person finds what in the sandbox."""

from typing import Final

MAILBOX_PATH: Final = "/mailbox"
TIMELINE_PATHS: Final = {"mastodon": "/timelines/mastodon", "bluesky": "/timelines/bluesky"}
APP_PASSWORDS_PATH: Final = "/bluesky"  # a page


def places(sandbox_url: str) -> dict[str, str]:
    """The pages that a person needs in a first walk, by what they are called."""
    timelines = {f"{name.title()} timeline": path for name, path in TIMELINE_PATHS.items()}
    paths = {"Mailbox": MAILBOX_PATH, **timelines, "Bluesky app passwords": APP_PASSWORDS_PATH}
    return {name: f"{sandbox_url}{path}" for name, path in paths.items()}
