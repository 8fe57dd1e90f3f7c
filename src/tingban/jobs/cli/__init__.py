"""The console command `tingban` (INTERCHANGE §2)."""

from tingban.jobs.cli.main import main

__all__ = ["main"]
