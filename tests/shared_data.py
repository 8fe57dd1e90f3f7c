"""Where the real, messy input stands: beside the project, never in it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """Path of one file of the shared folder, or a loud skip where the folder is absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"real input is absent: ../shared/data/{name}")
    return path
