"""The list of Khotin's checks in ``docs/checks.md``, made from the heads of their files."""

from __future__ import annotations

from warehouse.checks import CONSEQUENCES, SEVERITIES, checks

BEGIN = "<!-- checks: made by warehouse.check_page, not by hand -->"
END = "<!-- end of checks -->"


def with_check_list(page: str) -> str:
    """Return a Markdown page with what stands between its two marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{check_list()}\n\n{END}{after}"


def check_list() -> str:
    """Return a Markdown table per severity: each check's name, what it looks for, what to do."""
    parts = []
    for severity in SEVERITIES:
        rows = [
            f"| `{one.name}` | {_cell(one.explanation)} | {_cell(one.mend or '')} |"
            for one in checks()
            if one.severity == severity
        ]
        head = "| check | what it looks for | what to do |\n|---|---|---|"
        parts.append("\n".join([f"### `{severity}`\n\n{CONSEQUENCES[severity]}\n\n{head}", *rows]))
    return "\n\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
