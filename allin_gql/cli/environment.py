"""The settings as a command finds them: the environment, then `.env`, then what `allin up` keeps.

`allin up` keeps its secrets in the data folder, and while it runs, the addresses of its services:
so the other commands, started by hand next to it, work on the same data without anything being set.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from allin_gql.adapters.embedded.folder import is_held
from allin_gql.cli import kept_secrets
from allin_gql.cli.endpoints import read_endpoints
from allin_gql.settings import Settings, load_settings

PREFIX = "ALLIN_"
DATA_DIR = "ALLIN_DATA_DIR"
OWNER_URL = "ALLIN_OWNER_DATABASE_URL"
SANDBOX_KEY = "sandbox"  # the sandbox's writer takes any key


def variable_of(field: str) -> str:
    """The environment variable of a settings field, by the field's name or its alias."""
    if field.isupper():
        return field
    known = Settings.model_fields.get(field)
    alias = getattr(known.validation_alias, "choices", [None])[0] if known is not None else None
    return str(alias) if alias else f"{PREFIX}{field.upper()}"


def given(name: str) -> str | None:
    """What a person set, in the environment or in `.env`; an empty value counts as not set."""
    return os.environ.get(name) or dotenv_values(".env").get(name) or None


def data_folder() -> Path:
    """The data folder that applies here."""
    return Path(given(DATA_DIR) or Settings.model_fields["data_dir"].default).absolute()


def supply(values: Mapping[str, str]) -> None:
    """Set variables that nobody has set."""
    for name, value in values.items():
        if given(name) is None:
            os.environ[name] = value


def local_settings() -> Settings:
    """The settings for a command started by hand. Raises `pydantic.ValidationError`."""
    supply_local()
    return load_settings()


def supply_local() -> None:
    """Set what is not set from the data folder: its secrets, and its services if they run."""
    folder = data_folder()
    supply(kept_secrets.read_secrets(folder))
    if is_held(folder) and (endpoints := read_endpoints(folder)) is not None:
        supply(
            {
                "DATABASE_URL": endpoints.database_url,
                OWNER_URL: endpoints.owner_database_url,
                "REDIS_URL": endpoints.redis_url,
            }
        )
        if endpoints.sandbox is not None:
            supply_sandbox(endpoints.sandbox, endpoints.smtp or "")


def supply_sandbox(url: str, smtp_url: str) -> None:
    """Let the simulated world be the outside one, wherever nothing else was set."""
    supply(
        {
            "ALLIN_SANDBOX_URL": url,
            "ALLIN_MASTODON_SERVER": f"{url}/mastodon",
            "ALLIN_BLUESKY_SERVER": f"{url}/bluesky",
        }
    )
    if given("ALLIN_MAILGUN_DOMAIN") is None:
        supply({"ALLIN_SMTP_URL": smtp_url})
    if given("OPENAI_API_KEY") is None:
        supply({"OPENAI_API_KEY": SANDBOX_KEY, "OPENAI_BASE_URL": f"{url}/openai/v1"})
