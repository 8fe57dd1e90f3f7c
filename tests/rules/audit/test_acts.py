"""Every act that the program writes into the event log has a name in Chinese."""

import ast
import re
from pathlib import Path

import tingban
from tingban.data.rectification.proceedings import Proceeding
from tingban.rules.audit import acts
from tingban.rules.rectification import ProblemStepKind

FLOORS = [Path(tingban.__file__).parent / name for name in ("actions", "reads/audit")]
ACT = re.compile(rf"(?:{'|'.join(acts.TOPICS)})\.[a-z_]*[a-z]")
# Names of jobs that acts start; they look the same and are no acts.
JOB_CALLS = {"defer", "defer_at", "defer_once"}


def _written() -> set[str]:
    found = set()
    for path in (path for floor in FLOORS for path in floor.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        jobs = {
            id(argument)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in JOB_CALLS
            for argument in call.args
        }
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and ACT.fullmatch(node.value)
            and id(node) not in jobs
        }
    steps = set(ProblemStepKind) - {ProblemStepKind.CONFIRM}
    found |= {f"rectification.problem_{kind}" for kind in steps}
    return found | {
        f"{kind._meta.app_label}.{_snake(kind.__name__)}_{verb}"
        for kind in Proceeding.__subclasses__()
        for verb in ("moved", "undone")
    }


def _snake(name: str) -> str:
    return re.sub(r"(?<=.)([A-Z])", r"_\1", name).lower()


def test_every_act_of_the_program_has_a_label():
    assert sorted(_written() - set(acts.ACTS)) == []


def test_no_label_stands_for_an_act_that_nobody_writes():
    assert sorted(set(acts.ACTS) - _written()) == []


def test_no_two_acts_share_a_label():
    assert len(set(acts.ACTS.values())) == len(acts.ACTS)


def test_a_subject_is_told_in_words():
    assert acts.subject_label("community:1408020010023") == "小区 1408020010023"
    assert acts.subject_label("thing:9") == "thing 9"


def test_every_subject_of_the_program_has_a_label():
    subject = re.compile(r'(?:subject=|return )f"([a-z_]+):\{')
    kinds = {
        kind
        for path in FLOORS[0].rglob("*.py")
        for kind in subject.findall(path.read_text(encoding="utf-8"))
    }

    assert "exportrun" in kinds
    assert sorted(kinds - set(acts.SUBJECTS)) == []


def test_every_act_stands_in_one_group():
    assert sum(len(rows) for _, rows in acts.grouped_acts()) == len(acts.ACTS)
