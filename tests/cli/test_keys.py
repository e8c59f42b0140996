"""Keys are replaced step by step: nothing is ever unreadable, and a killed step is taken again."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from allin_gql.cli.databases import connection_to
from allin_gql.cli.environment import variable_of
from allin_gql.cli.kept_secrets import keep_secrets, read_secrets
from allin_gql.cli.main import main
from allin_gql.cli.rotation import rotate, sealed_columns
from allin_gql.core.rings import read_name, told_name
from allin_gql.core.vault import SealBroken, Vault, key_id_of
from allin_gql.settings import KeyRing, Settings
from tests.cli.sealing import opened, read_rows, seal_rows
from tests.fixtures.services import Services, fresh_database
from tests.fixtures.world import make_settings

ROOT = Path(__file__).parent.parent.parent
ROWS = 50  # in each column

Keys = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def database(services: Services, worker_id: str) -> str:
    return fresh_database(services, f"keys_{worker_id}")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: str) -> Path:
    """An installation that `allin up` has made, with its database."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.setenv(variable_of(field), "")
        monkeypatch.delenv(variable_of(field))
    monkeypatch.setenv("ALLIN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", database)
    keep_secrets(tmp_path)
    return tmp_path


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Keys:
    """Runs `allin keys` as a new process would find the settings; gives its code and words."""

    def run(*arguments: str) -> tuple[int, str]:
        for name in ("ALLIN_CREDENTIAL_KEYS", "ALLIN_SIGNING_KEYS"):
            monkeypatch.delenv(name, raising=False)
        code = main(["keys", *arguments])
        return code, "".join(capsys.readouterr())

    return run


def ring_of(folder: Path, name: str = "ALLIN_CREDENTIAL_KEYS") -> KeyRing:
    return KeyRing.parse(read_secrets(folder)[name])


def vault_of(folder: Path) -> Vault:
    return Vault(ring_of(folder))


@contextmanager
def running(database: str, *ids: str) -> Iterator[None]:
    """A process that runs with these keys, as the database sees it."""
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(database))
        runner.run(connection.execute(f"SET application_name = 'allin c={','.join(ids)} s=k1'"))
        yield
        runner.run(connection.close())


async def test_all_is_sealed_anew_and_none_is_left_under_another_key(
    database: str, folder: Path, keys: Keys
) -> None:
    secrets = await seal_rows(database, vault_of(folder), ROWS)

    steps = [await asyncio.to_thread(keys, *step) for step in (["add"], ["use", "k2"], ["rotate"])]

    assert [code for code, _ in steps] == [0, 0, 0]
    stored = await read_rows(database)
    assert Counter(map(key_id_of, stored.values())) == {"k2": ROWS * len(sealed_columns())}
    assert opened(stored, vault_of(folder)) == secrets
    assert steps[-1][1].endswith(
        f"{len(secrets)} rows were sealed with k2. 0 rows under other keys.\n"
    )
    assert f"idempotent_answers.sealed: {ROWS} of {ROWS}\n" in steps[-1][1]


async def test_a_rotation_that_is_killed_goes_on_where_it_was(
    database: str, folder: Path, keys: Keys
) -> None:
    secrets = await seal_rows(database, vault_of(folder), ROWS)
    backup = await read_rows(database)
    await asyncio.to_thread(keys, "add")
    await asyncio.to_thread(keys, "use", "k2")

    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.cli.dying_rotation",
        stdout=subprocess.DEVNULL,
        env={
            **{name: value for name, value in os.environ.items() if "_KEYS" not in name},
            "PYTHONPATH": str(ROOT),
        },
    )  # fmt: skip
    code = await killed.wait()
    in_between = await read_rows(database)
    again = await asyncio.to_thread(keys, "rotate")

    assert code == -9
    assert Counter(map(key_id_of, in_between.values()))["k2"] == 40  # two batches of twenty
    assert opened(in_between, vault_of(folder)) == secrets
    assert again == (0, again[1])
    assert f"{len(secrets) - 40} rows were sealed with k2. 0 rows under other keys." in again[1]
    stored = await read_rows(database)
    assert set(map(key_id_of, stored.values())) == {"k2"}
    assert opened(stored, vault_of(folder)) == opened(backup, vault_of(folder)) == secrets


async def test_a_backup_is_readable_until_its_key_is_retired(
    database: str, folder: Path, keys: Keys
) -> None:
    secrets = await seal_rows(database, vault_of(folder), ROWS)
    backup = await read_rows(database)
    for step in (["add"], ["use", "k2"], ["rotate"]):
        await asyncio.to_thread(keys, *step)
    while_kept = opened(backup, vault_of(folder))

    code, words = await asyncio.to_thread(keys, "retire", "k1")

    assert while_kept == secrets
    assert (code, ring_of(folder).ids()) == (0, ("k2",))
    assert "Backups from before need k1" in words
    assert opened(await read_rows(database), vault_of(folder)) == secrets
    with pytest.raises(SealBroken, match="no key “k1”"):
        opened(backup, vault_of(folder))


async def test_a_key_that_seals_something_is_not_retired(
    database: str, folder: Path, keys: Keys
) -> None:
    await seal_rows(database, vault_of(folder), 1)
    await asyncio.to_thread(keys, "add")
    await asyncio.to_thread(keys, "use", "k2")

    code, words = await asyncio.to_thread(keys, "retire", "k1")

    assert code == 2
    assert f"k1 can not go yet: {len(sealed_columns())} rows are sealed with it." in words
    assert ring_of(folder).ids() == ("k2", "k1")


async def test_status_counts_rows_by_key(database: str, folder: Path, keys: Keys) -> None:
    await seal_rows(database, vault_of(folder), 3)
    await asyncio.to_thread(keys, "add")
    await asyncio.to_thread(keys, "use", "k2")

    code, words = await asyncio.to_thread(keys, "status")

    assert code == 0
    assert "ALLIN_CREDENTIAL_KEYS has k2, k1; new is k2.\n" in words
    assert "social_accounts.credentials: 3 rows under k1\n" in words
    assert words.endswith(f"{3 * len(sealed_columns())} rows under other keys.\n")


async def test_a_row_that_is_written_to_is_passed_by_and_not_overwritten(
    database: str, folder: Path
) -> None:
    await seal_rows(database, vault_of(folder), 2)
    ring = KeyRing({"k2": bytes(range(32)), "k1": ring_of(folder).current})
    (first, *_) = sorted(
        (place for place in await read_rows(database) if place.table == "social_accounts"),
        key=lambda place: place.row,
    )
    newer = vault_of(folder).seal(b"newer", first)

    async with connection_to(database) as writer, connection_to(database) as connection:
        writing = writer.transaction()
        await writing.start()
        await writer.execute(
            "UPDATE social_accounts SET credentials = $1 WHERE id = $2", newer, first.row
        )
        done: list[str] = []
        rotating = asyncio.create_task(rotate(connection, ring, done.append))
        async with asyncio.timeout(10):  # it waits for nobody
            while "social_accounts.credentials: 1 of 2" not in done:  # noqa: ASYNC110  # it tells nobody else
                await asyncio.sleep(0)
        await writing.commit()
        rotated = await rotating

    stored = await read_rows(database)
    assert (rotated.broken, rotated.left) == (set(), 0)
    assert Vault(ring).open(stored[first], first) == b"newer"
    assert set(map(key_id_of, stored.values())) == {"k2"}


async def test_what_opens_with_no_key_is_named_and_left(
    database: str, folder: Path, keys: Keys
) -> None:
    await seal_rows(database, vault_of(folder), 1)
    async with connection_to(database) as connection:
        await connection.execute("UPDATE platform_apps SET client_secret = 'v1.lost.a.b'")
    await asyncio.to_thread(keys, "add")
    await asyncio.to_thread(keys, "use", "k2")

    code, words = await asyncio.to_thread(keys, "rotate")

    assert code == 2
    assert "platform_apps.client_secret of " in words
    assert "1 rows are left: 1 open with no key" in words
    counts = Counter(map(key_id_of, (await read_rows(database)).values()))
    assert counts == {"k2": len(sealed_columns()) - 1, "lost": 1}


def test_a_key_is_used_only_once_every_process_has_it(
    database: str, folder: Path, keys: Keys
) -> None:
    keys("add")

    with running(database, "k1"):
        refused, words = keys("use", "k2")
        ids_then = ring_of(folder).ids()
    with running(database, "k1", "k2"):
        used, _ = keys("use", "k2")

    assert (refused, ids_then) == (2, ("k1", "k2"))
    assert "Processes run that are in the way: those with k1." in words
    assert (used, ring_of(folder).ids()) == (0, ("k2", "k1"))


@pytest.mark.parametrize("step", [["rotate"], ["retire", "k1"]])
def test_nothing_is_finished_while_a_process_still_writes_with_the_old_key(
    database: str, folder: Path, keys: Keys, step: list[str]
) -> None:
    keys("add")
    keys("use", "k2")

    with running(database, "k1", "k2"):
        code, words = keys(*step)

    assert code == 2
    assert "those with k1, k2" in words
    assert ring_of(folder).ids() == ("k2", "k1")


def test_keys_that_a_person_has_set_are_printed_and_not_written(folder: Path, keys: Keys) -> None:
    (folder / ".env").write_text(f"ALLIN_CREDENTIAL_KEYS=mine:{'A' * 43}=\n")
    before = (folder / "secrets.env").read_bytes()

    code, words = keys("add")

    assert code == 0
    assert f"ALLIN_CREDENTIAL_KEYS=mine:{'A' * 43}=,k1:" in words
    assert (folder / "secrets.env").read_bytes() == before


def test_signing_keys_are_replaced_in_the_same_steps(folder: Path, keys: Keys) -> None:
    before = read_secrets(folder)

    codes = [
        keys(*step, "--ring", "signing")[0] for step in (["add"], ["use", "k2"], ["retire", "k1"])
    ]

    after = read_secrets(folder)
    assert codes == [0, 0, 0]
    assert KeyRing.parse(after["ALLIN_SIGNING_KEYS"]).ids() == ("k2",)
    assert {name for name in before if before[name] != after[name]} == {"ALLIN_SIGNING_KEYS"}
    assert (folder / "secrets.env").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("step", [["use", "k7"], ["retire", "k7"], ["retire", "k1"]])
def test_a_key_that_is_not_there_or_in_use_is_refused(
    folder: Path, keys: Keys, step: list[str]
) -> None:
    code, _ = keys(*step)

    assert (code, ring_of(folder).ids()) == (2, ("k1",))


def test_a_process_tells_its_keys_by_their_ids_alone(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)

    assert told_name(settings) == "allin c=a s=a"
    assert read_name("allin c=k2,k1 s=k1") == {"c": ("k2", "k1"), "s": ("k1",)}
    assert read_name("allin") == {}
