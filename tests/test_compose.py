"""`docker-compose.yml` follows the published schema and keeps to what it promises."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft201909Validator

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "tests" / "fixtures" / "compose-spec" / "compose-spec.json"
OURS = {"api", "worker", "clock", "migrate"}


@pytest.fixture(name="composition")
def read_composition() -> dict[str, Any]:
    composition: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return composition


def test_it_follows_the_published_schema(composition: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text())

    Draft201909Validator(schema).validate(composition)


def test_the_schema_would_refuse_a_misspelt_key(composition: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text())
    composition["services"]["api"]["depend_on"] = ["redis"]

    assert not Draft201909Validator(schema).is_valid(composition)


def test_all_parts_are_there(composition: dict[str, Any]) -> None:
    services = composition["services"]

    assert set(services) == OURS | {"proxy", "postgres", "redis", "mail"}
    assert services["api"]["deploy"]["replicas"] == 2
    assert services["postgres"]["image"] == "postgres:18"
    assert services["redis"]["image"].startswith("redis:7")


def test_whatever_goes_on_running_has_a_health_check(composition: dict[str, Any]) -> None:
    services = composition["services"]
    checked = {name for name, service in services.items() if "healthcheck" in service}

    assert checked == set(services) - {"migrate"}


def test_nothing_of_ours_starts_before_the_migrations(composition: dict[str, Any]) -> None:
    services = composition["services"]

    for name in OURS - {"migrate"}:
        after = services[name]["depends_on"]
        assert after["migrate"]["condition"] == "service_completed_successfully"
        assert after["postgres"]["condition"] == "service_healthy"


def test_redis_forgets_nothing(composition: dict[str, Any]) -> None:
    command = " ".join(composition["services"]["redis"]["command"])

    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_secrets_are_asked_for_and_not_baked_in(composition: dict[str, Any]) -> None:
    for service in composition["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("KEYS?$|PEPPER|PASSWORD", name):
                assert re.match(r"\$\{\w+:[?-]", value), name


def test_nobody_but_the_migrations_comes_as_the_owner_of_the_database(
    composition: dict[str, Any],
) -> None:
    roles = {
        name: {
            re.split("[/:]", value)[3]
            for value in composition["services"][name]["environment"].values()
            if value.startswith("postgres:")
        }
        for name in OURS
    }

    assert roles.pop("migrate") == {"allin", "allin_app"}
    assert roles == {"api": {"allin_app"}, "worker": {"allin_app"}, "clock": {"allin_app"}}


def test_our_containers_can_write_nothing_and_gain_nothing(composition: dict[str, Any]) -> None:
    for name in OURS:
        service = composition["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_every_file_that_is_mounted_exists(composition: dict[str, Any]) -> None:
    mounts = [m for s in composition["services"].values() for m in s.get("volumes", [])]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]

    assert files == ["./deploy/Caddyfile"]
    assert all((ROOT / file).is_file() for file in files)
