"""Draws docs/states/*.md from the tables of steps in `rules` (ADR 0003).

python tools/states.py            writes the pages
python tools/states.py --check    exits 1 where a page is stale
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from tingban.rules.actors import LEADERS, ROLE_LABELS, WRITERS, Role
from tingban.rules.audit.machine import SIDE_LABELS, Machine, Seat
from tingban.rules.audit.machine import Step as Row
from tingban.rules.complaints.flow import CASE_FLOW
from tingban.rules.complaints.guards import GUARD_LABELS as CASE_GUARDS
from tingban.rules.documents.guards import GUARD_LABELS as PAPER_GUARDS
from tingban.rules.documents.papers import paper_flow
from tingban.rules.enforcement.credit_flow import CREDIT_FLOW
from tingban.rules.enforcement.credit_guards import CREDIT_GUARD_LABELS
from tingban.rules.enforcement.exposure_flow import EXPOSURE_FLOW
from tingban.rules.enforcement.exposure_guards import GUARD_LABELS as EXPOSURE_GUARDS
from tingban.rules.enforcement.level_flow import LEVEL_FLOW
from tingban.rules.enforcement.level_guards import GUARD_LABELS as LEVEL_GUARDS
from tingban.rules.enforcement.penalty_flow import PENALTY_FLOW
from tingban.rules.enforcement.penalty_guard_keys import GUARD_LABELS as PENALTY_GUARDS
from tingban.rules.enforcement.transfer_flow import TRANSFER_FLOW
from tingban.rules.enforcement.transfer_guards import GUARD_LABELS as TRANSFER_GUARDS
from tingban.rules.exits.exit_flow import EXIT_FLOW
from tingban.rules.exits.exit_guard_keys import GUARD_LABELS as EXIT_GUARDS
from tingban.rules.rectification.flow import PROBLEM_FLOW
from tingban.rules.rectification.situation import GUARD_LABELS as PROBLEM_GUARDS
from tingban.rules.weekly.guards import GUARD_LABELS
from tingban.rules.weekly.steps import ACT_LABELS, STATE_LABELS, STEPS, State, Step

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "states"
_HEAD: Final = "<!-- drawn by tools/states.py; `make fix` draws it anew -->\n\n"
_SAME: Final = {"undo": "上一步之前的状态"}
_MACHINE_HEADS: Final = ("条款", "操作", "从", "到", "由谁", "条件", "时限", "文书")


def _roles(roles: Iterable[Role]) -> str:
    return "、".join(ROLE_LABELS[role] for role in sorted(roles)) or "系统定时"


def _who(step: Step) -> str:
    if step.by == step.own_by:
        return _roles(step.by)
    return f"{_roles(step.by)}（市本级：{_roles(step.own_by)}）"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(heads)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _diagram(states: Mapping[str, str], arrows: Iterable[tuple[str, str, str]]) -> str:
    """A mermaid drawing; several acts between the same two states stand on one arrow."""
    labels: dict[tuple[str, str], list[str]] = {}
    for start, to, label in arrows:
        told = labels.setdefault((start, to), [])
        if label not in told:
            told.append(label)
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{label}" as {state}' for state, label in states.items()]
    lines += [f"    {start} --> {to}: {'、'.join(told)}" for (start, to), told in labels.items()]
    return "\n".join([*lines, "```", ""])


def weekly() -> str:
    """The Friday report: every row of the table, and the drawing."""
    rows = (
        (
            step.rule,
            ACT_LABELS[step.act],
            STATE_LABELS[step.start] if step.start else "—",
            STATE_LABELS[step.to],
            _who(step),
            "；".join(GUARD_LABELS[guard] for guard in step.guards) or "—",
            step.deadline or "—",
            step.document or "—",
        )
        for step in STEPS
    )
    heads = ("条款", "操作", "从", "到", "由谁", "条件", "时限", "文书")
    arrows = (
        (step.start.value if step.start else "[*]", step.to.value, ACT_LABELS[step.act])
        for step in STEPS
    )
    states = {state.value: STATE_LABELS[state] for state in State}
    return (
        f"# 周报送\n\n{_HEAD}"
        "DOMAIN 3.6。由 `rules/weekly/steps.py` 画出；条件的原话在 `rules/weekly/guards.py`。\n\n"
        f"{_table(heads, rows)}\n{_diagram(states, arrows)}"
    )


def _seated(seats: Iterable[Seat]) -> str:
    """Each side once, with all its posts."""
    sides: dict[str, list[Seat]] = {}
    for seat in sorted(seats, key=lambda it: (it.side, it.role)):
        sides.setdefault(seat.side, []).append(seat)
    return "；".join(
        f"{SIDE_LABELS[found[0].side]}：{_roles(seat.role for seat in found)}"
        for found in sides.values()
    )


def _grouped(rows: Iterable[Row]) -> list[tuple[Row, list[str], str]]:
    """Rows that differ only in where they start, with their starts and where they lead."""
    found: list[tuple[Row, list[str], str]] = []
    for row in rows:
        to = "" if row.to == row.start else row.to
        if found and (found[-1][2], _key(found[-1][0])) == (to, _key(row)):
            found[-1][1].append(row.start or "")
        else:
            found.append((row, [row.start or ""], to))
    return found


def _key(row: Row) -> tuple[object, ...]:
    return row.rule, row.act, row.by, row.guards


def _machine(
    title: str,
    section: str,
    source: str,
    machine: Machine[Any],
    guards: Mapping[Any, str],
    guards_in: str = "guards.py",
) -> str:
    """A machine: its rows, and the drawing; steps that stay where they are stand in the rows."""
    rows = (
        (
            row.rule,
            machine.acts[row.act],
            "、".join(machine.states[it] if it else "—" for it in starts),
            _SAME.get(row.act) or (machine.states[to] if to else "不变"),
            _seated(row.by),
            "；".join(guards[guard] for guard in row.guards) or "—",
            row.deadline or "—",
            row.document or "—",
        )
        for row, starts, to in _grouped(machine.rows)
    )
    arrows = (
        (row.start or "[*]", row.to, machine.acts[row.act])
        for row in machine.rows
        if row.start != row.to
    )
    return (
        f"# {title}\n\n{_HEAD}"
        f"{section}。由 `{source}` 画出；条件的原话在同处的 `{guards_in}`。\n\n"
        f"{_table(_MACHINE_HEADS, rows)}\n{_diagram(machine.states, arrows)}"
    )


def rectification() -> str:
    """A problem."""
    return _machine(
        "问题整改", "DOMAIN 3.2", "rules/rectification/flow.py", PROBLEM_FLOW, PROBLEM_GUARDS
    )


def complaints() -> str:
    """A case of the ledger."""
    return _machine("投诉举报件", "DOMAIN 3.1", "rules/complaints/flow.py", CASE_FLOW, CASE_GUARDS)


def documents() -> str:
    """A paper, as one that the clerks draft and the heads sign."""
    flow = paper_flow(WRITERS - LEADERS, LEADERS)
    return _machine("文书", "DOMAIN 8.2", "rules/documents/papers.py", flow, PAPER_GUARDS)


def credit() -> str:
    """A credit push."""
    return _machine(
        "信用推送", "DOMAIN 7.2、7.3", "rules/enforcement/credit_flow.py", CREDIT_FLOW,
        CREDIT_GUARD_LABELS,
    )  # fmt: skip


def penalties() -> str:
    """A penalty case."""
    return _machine(
        "行政处罚案件", "DOMAIN 3.2（二）、行政处罚法", "rules/enforcement/penalty_flow.py",
        PENALTY_FLOW, PENALTY_GUARDS,
    )  # fmt: skip


def exits() -> str:
    """The exit of a company."""
    return _machine("企业退出", "DOMAIN 3.3", "rules/exits/exit_flow.py", EXIT_FLOW, EXIT_GUARDS)


def levels() -> str:
    """重新核定服务等级."""
    return _machine(
        "重新核定服务等级", "DOMAIN 3.2 (a)", "rules/enforcement/level_flow.py", LEVEL_FLOW,
        LEVEL_GUARDS, guards_in="level_guards.py",
    )  # fmt: skip


def transfers() -> str:
    """移送."""
    return _machine(
        "移送", "DOMAIN 3.2 (c)、3.5 T-X07", "rules/enforcement/transfer_flow.py", TRANSFER_FLOW,
        TRANSFER_GUARDS, guards_in="transfer_guards.py",
    )  # fmt: skip


def exposures() -> str:
    """典型案例曝光."""
    return _machine(
        "典型案例曝光", "DOMAIN 3.5 T-X02", "rules/enforcement/exposure_flow.py", EXPOSURE_FLOW,
        EXPOSURE_GUARDS, guards_in="exposure_guards.py",
    )  # fmt: skip


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "weekly.md": weekly,
    "rectification.md": rectification,
    "complaints.md": complaints,
    "credit.md": credit,
    "exits.md": exits,
    "documents.md": documents,
    "penalties.md": penalties,
    "levels.md": levels,
    "transfers.md": transfers,
    "exposures.md": exposures,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or tell which are stale."""
    if "--check" not in arguments:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, draw in PAGES.items():
            (FOLDER / name).write_text(draw(), encoding="utf-8")
        return 0
    stale = [name for name, draw in PAGES.items() if _kept(FOLDER / name) != draw()]
    for name in stale:
        print(f"docs/states/{name} is stale: run `make fix`")
    return 1 if stale else 0


def _kept(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
