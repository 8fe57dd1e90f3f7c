"""What is asked on the desk and worked off by a job: uploads of files, exports of the whole."""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class RunState(StrEnum):
    """Where a run stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Approval(StrEnum):
    """The word of a second person on an export with many identities; empty where none is needed."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class FileState(StrEnum):
    """What became of one file of a run."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"


RUN_LABELS: Final[dict[RunState, str]] = {
    RunState.WAITING: "排队中",
    RunState.WORKING: "正在导入",
    RunState.DONE: "全部收下",
    RunState.REFUSED: "有文件没有收",
    RunState.FAILED: "没有做完",
}
FILE_LABELS: Final[dict[FileState, str]] = {
    FileState.WAITING: "等待",
    FileState.TAKEN: "已收",
    FileState.REFUSED: "没有收",
}
EXPORT_LABELS: Final[dict[RunState, str]] = {
    RunState.WAITING: "排队中",
    RunState.WORKING: "正在导出",
    RunState.DONE: "已导出",
    RunState.FAILED: "没有做完",
}
TO_APPROVE: Final = "等待负责人批准"
# More identities than these leave only with a head's word (DOMAIN 9.2, 19).
CONTACTS_ALONE: Final = 200
# So many days are taken together: many small exports are one great one.
ALONE_DAYS: Final = 7
# Without a word for so many days an export is off: the ledger is no longer the one asked for.
APPROVAL_DAYS: Final = 7
UNFINISHED: Final = frozenset({RunState.WAITING, RunState.WORKING})
# Whoever waits longer than this is told whom to ask: perhaps no worker runs.
PATIENCE: Final = timedelta(minutes=10)
# So many files come in one upload: 13 counties and some annexes.
MOST_FILES: Final = 30
MOST_BYTES: Final = 200 * 1024 * 1024
# Faults of one file that the page keeps; the marked copy has them all.
KEPT_FAULTS: Final = 500
# A run that has killed its worker so often is given up; the queue tries five times.
MOST_ATTEMPTS: Final = 4
# Uploads and marked copies may carry identities in clear, so they are kept for days only.
KEEP_DAYS: Final = 7
# An exported workbook can be had again in seconds, so it need not lie about.
EXPORT_DAYS: Final = 3
# A foreign register is kept while somebody may go on with it, then while its result is asked for.
DRAFT_DAYS: Final = 14
TAKEN_DRAFT_DAYS: Final = 30
