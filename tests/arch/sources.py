"""The project's own files, as the guards read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tingban"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps, or would keep."""
    words = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for name in listed if name and (path := ROOT / name).is_file())


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def modules(*floors: str) -> Iterator[Path]:
    """Python files of these floors, migrations left out."""
    for floor in floors or ("",):
        for path in sorted((PACKAGE / floor).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def place(path: Path, line: int = 0) -> str:
    """How a failure names the place."""
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"
