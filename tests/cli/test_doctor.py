"""`allin doctor` tells operators of mails that did not leave."""

from pathlib import Path

import pytest

from allin_gql.cli.databases import connection_to
from allin_gql.cli.doctor import Finding, check_links, check_outbox
from tests.database.catalog import alone
from tests.fixtures.services import Services, fresh_database
from tests.fixtures.world import make_settings

ADD = """
INSERT INTO outgoing_mails
    (id, to_address, template, parameters, state, attempts, looks, due_at, created_at)
SELECT gen_random_uuid(), 'ada@example.org', 'X', '{}', $1, 1, 0, now(), now() - $3::INTERVAL
FROM generate_series(1, $2)
"""


@pytest.fixture
def database(services: Services, worker_id: str) -> str:
    return fresh_database(services, f"doctor_{worker_id}")


def test_mails_that_left_or_wait_for_moments_are_well(database: str) -> None:
    _add(database, "SENT", 2, minutes=90)
    _add(database, "WAITING", 1, minutes=59)

    assert list(check_outbox(database)) == [
        Finding(mark="ok", sentence="No mail has failed, and none waits for long.")
    ]


def test_mails_that_wait_failed_or_are_unknown_are_counted(database: str) -> None:
    for state, count in {"WAITING": 3, "FAILED": 2, "UNKNOWN": 1}.items():
        _add(database, state, count, minutes=61)

    assert list(check_outbox(database)) == [
        Finding(
            mark="note",
            sentence="Of the mails of thirty days 3 wait for more than an hour, 2 could not be "
            "sent, 1 may have been sent or not; docs/operating.md says what to do.",
        )
    ]


@pytest.mark.parametrize(
    "front_end, mark, sentence",
    [
        (None, "note", "Letters carry codes and no links: ALLIN_FRONT_END_URL is not set."),
        ("https://app.example.org/a/", "ok", "Letters link to pages of https://app.example.org/a."),
        (
            "http://localhost:3000",
            "note",
            (
                "Letters link to pages of http://localhost:3000, which may not call the API from a"
                " browser: http://localhost:3000 is not in ALLIN_ALLOWED_ORIGINS."
            ),
        ),
    ],
)
def test_where_letters_lead_is_told(
    front_end: str | None, mark: str, sentence: str, tmp_path: Path
) -> None:
    settings = make_settings(
        tmp_path, front_end_url=front_end, allowed_origins=("https://app.example.org",)
    )

    assert check_links(settings) == Finding(mark=mark, sentence=sentence)


@pytest.mark.parametrize(
    "address",
    [
        "http://app.example.org",
        "app.example.org",
        "https://",
        "javascript:alert(1)",
        "https://ada@app.example.org",
        "https://app.example.org/?a=b",
        "https://app.example.org/#/pages",
    ],
)
def test_letters_lead_nowhere_unsafe(address: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected an https address"):
        make_settings(tmp_path, front_end_url=address)


def _add(database: str, state: str, count: int, *, minutes: int) -> None:
    async def add() -> None:
        async with connection_to(database) as connection:
            await connection.execute(ADD.replace("$3", f"'{minutes} minutes'"), state, count)

    alone(add)
