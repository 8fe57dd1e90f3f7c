"""The event log with what is sealed left out: an auditor sees that something was done (T-C05)."""

from dataclasses import replace
from typing import Final

from tingban.data.complaints.models import Case
from tingban.kit.windows import Found, Window
from tingban.reads.audit import log
from tingban.reads.audit.log import Asked, LogLine
from tingban.rules.actors import Actor

_KIND: Final = "case"
_SEALED: Final = "这一件已经密封，内容不在这里显示。"


def lines(actor: Actor, asked: Asked, window: Window) -> Found[LogLine]:
    """As `log.lines`; of a sealed case stays who did what when."""
    found = log.lines(actor, asked, window)
    numbers = {_number(line) for line in found.rows if line.kind == _KIND}
    sealed = set(
        Case.objects.filter(number__in=numbers, is_sealed=True).values_list("number", flat=True)
    )
    if not sealed:
        return found
    rows = [
        replace(line, note=_SEALED, changes=()) if _number(line) in sealed else line
        for line in found.rows
    ]
    return found.shown_as(rows)


def _number(line: LogLine) -> str:
    return line.subject.rpartition(" ")[2]
