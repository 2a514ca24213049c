"""Prefect's API as its UI uses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Api:
    """The API at an address such as ``http://127.0.0.1:4200/api``."""

    address: str

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = httpx.post(f"{self.address}/{path}", json=body or {}, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def deployments(self) -> dict[str, dict[str, Any]]:
        """Return the deployments by their names."""
        return {one["name"]: one for one in self.ask("deployments/filter")}

    def runs(self, source_id: str) -> list[dict[str, Any]]:
        """Return the flow runs of a source's deployment by the time for which they were planned."""
        wanted = {"deployments": {"name": {"any_": [source_id]}}, "sort": "EXPECTED_START_TIME_ASC"}
        found: list[dict[str, Any]] = self.ask("flow_runs/filter", wanted)
        return found

    def cancel(self, flow_run: str) -> None:
        """Cancel a run as the UI does it."""
        self.ask(f"flow_runs/{flow_run}/set_state", {"state": {"type": "CANCELLING"}, "force": False})

    def run(self, flow_run: str) -> dict[str, Any]:
        (found,) = self.ask("flow_runs/filter", {"flow_runs": {"id": {"any_": [flow_run]}}})
        return dict(found)

    def state(self, flow_run: str) -> str:
        return str(self.run(flow_run)["state_type"])

    def parent(self, flow_run: str) -> str:
        """Return the flow run of which another is a subflow."""
        stands_for = {"task_runs": {"id": {"any_": [self.run(flow_run)["parent_task_run_id"]]}}}
        (found,) = self.ask("task_runs/filter", stands_for)
        return str(found["flow_run_id"])
