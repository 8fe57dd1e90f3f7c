"""Backups and restores leave their entries too."""

from datetime import datetime

from tingban.actions.audit.log import record
from tingban.rules.actors import Actor


def note_backup(*, name: str, actor: Actor, at: datetime) -> None:
    """The whole installation is about to be written into a file of this name."""
    record(actor=actor, at=at, act="platform.backed_up", subject="platform:backup", note=name)


def note_restore(*, name: str, made_at: str, actor: Actor, at: datetime) -> None:
    """This installation was filled from a backup made at that moment."""
    note = f"{name}（{made_at}）"
    record(actor=actor, at=at, act="platform.restored", subject="platform:restore", note=note)
