"""The subcommands, in the order of the help."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Final

_PACKAGE: Final = "tingban.jobs.cli"
_MODULES: Final = (
    "serve",
    "web",
    "worker",
    "demo",
    "imports",
    "exports",
    "report",
    "check",
    "audit",
    "admin",
    "keys",
    "migrate",
    "backup",
    "restore",
)


def modules() -> list[ModuleType]:
    """Each has `register(commands)`."""
    names = (f"{_PACKAGE}.{name}" for name in _MODULES)
    return [import_module(name) for name in names if find_spec(name)]
