"""Embedded services keep their data, leave no process behind, and recover from being killed."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
import redis

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.adapters.embedded.folder import hold_folder, is_held, open_folder
from allin_gql.adapters.embedded.guard import is_alive
from allin_gql.adapters.embedded.postgres import start_postgres
from allin_gql.adapters.embedded.processes import Command, Guard, command_line, start_child
from allin_gql.adapters.embedded.redis import find_server
from allin_gql.adapters.embedded.services import EmbeddedServices, embedded_services
from allin_gql.adapters.embedded.sockets import MAX_SOCKET_PATH_BYTES, socket_folder

PATIENCE_SECONDS = 15.0
# A process that starts services, says which, and waits to be killed.
RUNNER = """
import sys, time
from pathlib import Path
from allin_gql.adapters.embedded.services import embedded_services
with embedded_services(Path(sys.argv[1]), durable=False) as services:
    print(services.postgres.child.pid, services.redis.child.pid, services.guard.pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture(name="folder")
def short_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(name="runner")
def run_services(folder: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    with subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process, [int(pid) for pid in process.stdout.readline().split()]
        process.kill()


def processes_of(services: EmbeddedServices) -> list[int]:
    assert services.postgres is not None
    assert services.redis is not None
    return [services.postgres.child.pid, services.redis.child.pid]


def wait_until_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if is_alive(pid)] == []


def ask(services: EmbeddedServices, statement: str) -> object:
    assert services.postgres is not None
    url = services.postgres.url("postgres")

    async def fetch() -> object:
        connection = await asyncpg.connect(url)
        try:
            answer: object = await connection.fetchval(statement)
            return answer
        finally:
            await connection.close()

    return asyncio.run(fetch())


def store_of(services: EmbeddedServices) -> "redis.Redis":
    assert services.redis is not None
    return redis.Redis.from_url(services.redis.url, decode_responses=True)


def test_both_start_keep_their_data_and_leave_no_process(folder: Path) -> None:
    with embedded_services(folder) as services:
        ask(services, "CREATE TABLE kept AS SELECT 7 AS number")
        with store_of(services) as store:
            store.set("kept", "seven")
        first = processes_of(services)
    wait_until_gone(first)

    with embedded_services(folder) as services:
        assert ask(services, "SELECT number FROM kept") == 7
        with store_of(services) as store:
            assert store.get("kept") == "seven"
            assert store.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
            assert store.config_get("appendfsync")["appendfsync"] == "everysec"
        assert ask(services, "SHOW fsync") == "on"
        assert str(ask(services, "SHOW server_version")).startswith("18.")


def test_a_folder_that_is_in_use_is_refused_in_one_sentence(folder: Path) -> None:
    lock = hold_folder(folder)

    with pytest.raises(StartupError, match=rf"process {os.getpid()}\) is running in {folder}"):
        hold_folder(folder)

    assert is_held(folder)
    lock.release()
    assert not is_held(folder)


def test_a_folder_without_permission_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere

    with pytest.raises(StartupError, match="can't be written to by this user; change its owner"):
        open_folder(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StartupError, match="choose another with --data-dir"):
        open_folder(tmp_path / "file" / "data")


def test_services_end_when_their_starter_is_killed_and_start_again(
    folder: Path, runner: tuple[subprocess.Popen[str], list[int]]
) -> None:
    process, children = runner

    process.kill()
    process.wait()

    with embedded_services(folder, durable=False) as services:  # waits for the guard to finish
        assert not set(children) & set(processes_of(services))
        assert ask(services, "SELECT 1") == 1
    wait_until_gone(children)


def test_servers_left_behind_without_a_guard_are_stopped_by_the_next_start(
    folder: Path, runner: tuple[subprocess.Popen[str], list[int]]
) -> None:
    process, [postgres, store, guard] = runner

    os.kill(guard, signal.SIGKILL)
    process.kill()
    process.wait()
    assert is_alive(postgres)
    assert is_alive(store)

    with embedded_services(folder, durable=False) as services:
        assert ask(services, "SELECT 1") == 1
        assert not {postgres, store} & set(processes_of(services))
    wait_until_gone([postgres, store])


def test_a_stale_pid_file_that_names_another_process_harms_nobody(folder: Path) -> None:
    with embedded_services(folder, redis=False, durable=False):
        written = (folder / "postgres" / "postmaster.pid").read_text()
    lines = [str(os.getpid()), *written.splitlines()[1:]]
    (folder / "postgres" / "postmaster.pid").write_text("\n".join(lines))

    with embedded_services(folder, redis=False, durable=False) as services:
        assert ask(services, "SELECT 1") == 1
    assert "python" in command_line(os.getpid())


def test_a_half_made_database_is_made_anew(folder: Path) -> None:
    draft = folder / "postgres.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")

    with embedded_services(folder, redis=False, durable=False) as services:
        assert ask(services, "SELECT 1") == 1


def test_long_paths_get_a_private_short_folder_for_their_sockets(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120)
    deep.mkdir()

    folder = socket_folder(deep, purpose="test")

    assert len(str(folder / ".s.PGSQL.5432")) <= MAX_SOCKET_PATH_BYTES
    assert folder.stat().st_mode & 0o777 == 0o700
    assert socket_folder(deep, purpose="test") == folder
    folder.chmod(0o777)
    with pytest.raises(StartupError, match="not a private folder"):
        socket_folder(deep, purpose="test")
    folder.rmdir()


def test_services_run_under_a_long_path(tmp_path: Path) -> None:
    with embedded_services(tmp_path / ("d" * 120), durable=False) as services:
        assert ask(services, "SELECT 1") == 1
        with store_of(services) as store:
            assert store.ping()
        assert services.postgres is not None
        sockets = services.postgres.socket_folder

    assert not sockets.exists()


def test_a_missing_redis_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allin_gql.adapters.embedded.redis.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(StartupError, match=r"install redis .* or set REDIS_URL"):
        find_server()


def test_a_redis_on_the_path_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("allin_gql.adapters.embedded.redis.find_spec", lambda _: None)
    server = tmp_path / "valkey-server"
    server.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_server() == server


def test_a_missing_wheel_says_what_to_set(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("allin_gql.adapters.embedded.postgres.find_spec", lambda _: None)
    guard = Guard()

    with pytest.raises(StartupError, match="set DATABASE_URL"):
        start_postgres(folder, guard, output=subprocess.DEVNULL)

    guard.close()


def test_a_child_that_will_not_stop_is_killed_with_its_group(tmp_path: Path) -> None:
    guard = Guard()
    script = "trap '' TERM; sleep 60 & echo $! > pid; wait; wait"
    command = Command(name="deaf", arguments=["/bin/sh", "-c", script], folder=tmp_path)
    child = start_child(command, guard, output=subprocess.DEVNULL)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.01)

    stopped_by_itself = child.stop(0.2)

    assert not stopped_by_itself
    wait_until_gone([child.pid, int((tmp_path / "pid").read_text())])
    guard.close()


def test_a_guard_that_was_killed_is_replaced_and_still_ends_all(tmp_path: Path) -> None:
    guard = Guard()
    command = Command(name="sleeper", arguments=["/bin/sleep", "60"], folder=tmp_path)
    first = start_child(command, guard, output=subprocess.DEVNULL)
    killed = guard.pid
    os.kill(killed, signal.SIGKILL)
    wait_until_gone([killed])
    second = start_child(command, guard, output=subprocess.DEVNULL)

    assert guard.pid != killed
    guard.close()

    for child in (first, second):
        assert child.popen.wait(PATIENCE_SECONDS) == -signal.SIGTERM
