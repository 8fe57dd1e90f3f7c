"""docs/states is drawn from the tables of steps, and fresh (ADR 0003)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_drawings_of_the_workflows_are_fresh():
    check = subprocess.run(
        [sys.executable, "tools/states.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert check.returncode == 0, check.stdout
