"""How each move of a problem is asked for and done: a row for a row of `rules.rectification.moves`.

Ordering and correcting have forms of their own.
"""

from typing import Final

from tingban.actions.rectification import problems, progress
from tingban.web.desk.fact_forms import DayForm, DayReasonForm, ReasonForm
from tingban.web.desk.fact_steps import Sent, Step


def _complete(sent: Sent) -> None:
    progress.complete_problem(**sent.seen, on=sent.day(), note=sent.text("note"))


def _reopen(sent: Sent) -> None:
    progress.reopen_problem(**sent.seen, on=sent.day(), reason=sent.text("reason"))


def _annul(sent: Sent) -> None:
    progress.annul_problem(**sent.seen, on=sent.day(), reason=sent.text("reason"))


def _undo(sent: Sent) -> str:
    return progress.undo_step(**sent.seen, reason=sent.text("reason"))


def _void(sent: Sent) -> None:
    problems.void_problem(**sent.seen, reason=sent.text("reason"))


STEPS: Final[dict[str, Step]] = {
    "complete": Step(
        DayForm, _complete, "已登记完成",
        intro="复核确认整改到位的那一天。登记后计入“已完成”。",
        labels=(("on", "完成日期"), ("note", "复核情况")),
    ),
    "reopen": Step(
        DayReasonForm, _reopen, "已重开整改",
        intro="同一个问题又出现了，例如回头看时发现。重开后计入“整改中”。",
        labels=(("on", "重开日期"), ("reason", "重开原因")),
    ),
    "undo": Step(
        ReasonForm, _undo, "已撤回上一步",
        intro="上一步登记错了才撤回；撤回的那一步留在时间线上，划去。",
        labels=(("reason", "撤回原因"),),
    ),
    "annul": Step(
        DayReasonForm, _annul, "问题已撤销",
        intro="经核实不是问题，或被复议、诉讼撤销。撤销之日起不再计入。",
        labels=(("on", "撤销日期"), ("reason", "撤销依据")), tone="late",
    ),
    "void": Step(
        ReasonForm, _void, "问题已作废",
        intro="登记错了才作废。作废后哪天的统计里都没有它，编号不再使用。",
        labels=(("reason", "作废原因"),), tone="late",
    ),
}  # fmt: skip
