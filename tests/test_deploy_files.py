"""The files for many machines below docs/deploy: what they set exists, what they refer to is there, both say the same.

Their form was checked against the published schemas by hand (docs/scaling.md); no engine runs them here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from flows.settings import NAMES, PREFIX
from warehouse.ducklake_place import read_lake

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "docs/deploy"
COMPOSE: dict[str, Any] = msgspec.yaml.decode((DEPLOY / "compose.yaml").read_bytes())
KUBERNETES: list[dict[str, Any]] = [
    msgspec.yaml.decode(part) for part in (DEPLOY / "kubernetes.yaml").read_text("utf-8").split("\n---\n")
]


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in KUBERNETES if one["kind"] == kind}


def pods() -> Iterator[dict[str, Any]]:
    """Yield every workload of Kubernetes that runs pods."""
    yield from (one for one in KUBERNETES if "template" in one.get("spec", {}))


def containers(workload: dict[str, Any]) -> list[dict[str, Any]]:
    spec = workload["spec"]["template"]["spec"]
    return [*spec.get("initContainers", ()), *spec["containers"]]


def variables(container: dict[str, Any]) -> dict[str, str | None]:
    """Return the variables of a container of Kubernetes; None for what comes from the secret."""
    maps = of_kind("ConfigMap")
    found: dict[str, str | None] = {}
    for source in container.get("envFrom", ()):
        found |= maps[source["configMapRef"]["name"]]["data"]
    return found | {one["name"]: one.get("value") for one in container.get("env", ())}


def environments() -> list[tuple[str, dict[str, str | None]]]:
    services = [(f"compose {name}", one.get("environment", {})) for name, one in COMPOSE["services"].items()]
    return services + [(f"kubernetes {one['name']}", variables(one)) for pod in pods() for one in containers(pod)]


@pytest.mark.parametrize(("where", "found"), environments(), ids=[where for where, _ in environments()])
def test_every_variable_is_a_setting_that_exists(where: str, found: dict[str, str | None]) -> None:
    from prefect import settings

    for name in found:
        if name.startswith(PREFIX):
            assert name.removeprefix(PREFIX).lower() in NAMES, where
        elif name.startswith("PREFECT_"):
            assert hasattr(settings, name), (where, name)


def test_both_files_set_the_same_for_workers_and_server() -> None:
    kubernetes = {one["name"]: variables(one) for pod in pods() for one in containers(pod)}
    for name in ("worker", "prefect", "tables", "deployments"):
        ours = COMPOSE["services"][name]["environment"]
        given = {key: value for key, value in ours.items() if not str(value).startswith("${")}
        theirs = {key: value for key, value in kubernetes[name].items() if value is not None}
        assert given == {key: value for key, value in theirs.items() if key in given}
        assert kubernetes[name].keys() - ours.keys() <= {"PREFECT_HOME"}


def test_both_files_run_the_same_commands() -> None:
    kubernetes = {
        one["name"]: [*one.get("command", ()), *one.get("args", ())] for pod in pods() for one in containers(pod)
    }
    for name in ("worker", "prefect", "tables", "deployments"):
        service = COMPOSE["services"][name]
        assert [*service["entrypoint"], *service.get("command", ())] == kubernetes[name]


def test_the_lakes_files_lie_where_each_worker_has_the_shared_volume() -> None:
    worker = of_kind("StatefulSet")["khotin-worker"]
    (container,) = containers(worker)
    lake = read_lake(str(variables(container)["KHOTIN_WAREHOUSE"]), Path("/data"))
    assert {"name": "lake", "mountPath": lake.files} in container["volumeMounts"]
    assert f"lake:{lake.files}" in COMPOSE["services"]["worker"]["volumes"]
    assert dict(lake.connection)["host"] in COMPOSE["services"].keys() & of_kind("Service").keys()
    claim = of_kind("PersistentVolumeClaim")["khotin-lake"]
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]


def test_whatever_compose_refers_to_is_there() -> None:
    services, volumes = COMPOSE["services"], COMPOSE["volumes"].keys()
    for name, one in services.items():
        assert one.get("depends_on", {}).keys() <= services.keys(), name
        named = {volume.partition(":")[0] for volume in one.get("volumes", ()) if not volume.startswith(".")}
        assert named <= volumes, name
        assert {config["source"] for config in one.get("configs", ())} <= COMPOSE["configs"].keys()
    build = services["worker"]["build"]
    image = (DEPLOY / build["context"]).resolve() / build["dockerfile"]
    assert image == ROOT / "flows/templates/Dockerfile"
    for mounted in re.findall(r"/(?:lake|data|sources)\b", " ".join(services["worker"]["volumes"])):
        assert mounted in image.read_text("utf-8")


def test_whatever_kubernetes_refers_to_is_there() -> None:
    told = (DEPLOY / "kubernetes.yaml").read_text("utf-8")
    for pod in pods():
        spec = pod["spec"]["template"]["spec"]
        claims = {one["metadata"]["name"] for one in pod["spec"].get("volumeClaimTemplates", ())}
        has = claims | {one["name"] for one in spec.get("volumes", ())}
        labels = pod["spec"]["template"]["metadata"]["labels"]
        assert pod["kind"] == "Job" or pod["spec"]["selector"]["matchLabels"].items() <= labels.items()
        assert "serviceName" not in pod["spec"] or pod["spec"]["serviceName"] in of_kind("Service")
        for container in containers(pod):
            assert {one["name"] for one in container.get("volumeMounts", ())} <= has
            for variable in container.get("env", ()):
                if key := variable.get("valueFrom", {}).get("secretKeyRef", {}).get("key"):
                    assert f"--from-literal={key}=" in told
