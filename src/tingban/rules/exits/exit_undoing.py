"""Which steps of an exit are taken back, and which are corrected by a further step (ADR 0028).

What only stands in the file is a slip of the pen and is taken back. What went out of the house (a
notice, a letter, a posted paper, a report, what others said or a court has) is known to others:
it cannot be unsaid, only followed by what corrects it.
"""

from collections.abc import Callable, Mapping
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.exits.exit_guard_keys import GuardKey
from tingban.rules.exits.exit_stages import ACT_LABELS, Act
from tingban.rules.exits.refusal_guards import list_of
from tingban.rules.rectification.course import Course

_AGAIN: Final = "再登记一次“{}”，以最近一次为准"
# Each act that went out, and by what it is corrected.
KEPT: Final[Mapping[str, str]] = {
    # The word of 街道, not of the bureau.
    Act.GIVE_OPINION: "意见有变的，由街道再出具一次，以最近一次为准",
    # The letter of guidance is with the owners.
    Act.GUIDE: _AGAIN.format(ACT_LABELS[Act.GUIDE]),
    # Posted to all owners (条例 14).
    Act.ANNOUNCE: "会议有变的，重新公告，日期按新的公告计算",
    # Owners vote since then.
    Act.OPEN_VOTE: "业主已经开始投票；表决组织不下去的，到期结束表决以后重新引导，或者终止",
    # A contract between others (947Ⅰ).
    Act.RENEW: "续订的合同已经成立；以后再更换企业的，另行启动退出",
    # 946: the period runs from the day on which the company has it.
    Act.SERVE_NOTICE: _AGAIN.format(ACT_LABELS[Act.SERVE_NOTICE]) + "，通知期重新计算",
    # Posted to all owners; somebody serves there.
    Act.EMERGENCY: _AGAIN.format(ACT_LABELS[Act.EMERGENCY]),
    # The company has the demand.
    Act.URGE: "企业同意移交的，办理“恢复移交”；还不移交的，再送达一次催告函、再登记",
    # 条例 58 and 方案: the order is served, the bureau must push and report from then on.
    Act.ENFORCE: "企业交齐的，办理“确认交接、退出完成”；不再办理的，由负责人终止",
    # The letter is with the owners, who may have gone to court on it.
    Act.GUIDE_SUIT: _AGAIN.format(ACT_LABELS[Act.GUIDE_SUIT]),
    # Another file was begun.
    Act.BEGIN_PUSH: "推送有误的，在那件“信用推送”里更正、撤回或者不推送",
    # The platform and the other authority have answered.
    Act.PUSH_CREDIT: "推送有误的，在那件“信用推送”里撤回或者修复",
    Act.REPORT_MARKET: "报告有误的，另发函更正，并在“信用推送”里登记",
    # The court has it, under its own number.
    Act.SUE: "案号、请求有误的，写明原因，" + _AGAIN.format(ACT_LABELS[Act.SUE]),
    Act.JUDGE: "判决有变的，写明原因，" + _AGAIN.format(ACT_LABELS[Act.JUDGE]),
    # CELL C04 counts it.
    Act.COMPLETE: "确认有误的，由负责人办理“撤回交接确认”",
    Act.REVERT: "重新办理“确认交接、退出完成”",
}
# What is told there stands in these papers; once they are served, it is no slip any more.
_TOLD_IN: Final[Mapping[str, Mapping[str, str]]] = {
    Act.DECIDE: {"exits.dismissal": "解聘通知书", "exits.not_renewing": "不再续聘通知书"},
    Act.REFUSE: {"exits.demand": "催告函"},
}


def _in_house(now: Course, _: Actor) -> str:
    last = now.moves[-1].act if now.moves else ""
    way = KEPT.get(last)
    return f"“{ACT_LABELS[last]}”已经对外生效，不能撤回。{way}。" if way else ""


def _nothing_rests(now: Course, _: Actor) -> str:
    """Neither a served paper nor a line of the list rests on the last step."""
    last = now.moves[-1].act if now.moves else ""
    for key, title in _TOLD_IN.get(last, {}).items():
        on = now.served_on(key)
        if on is not None:
            return (
                f"《{title}》已于 {chinese_day(on)}送达，写的就是“{ACT_LABELS[last]}”的内容，"
                "不能撤回。有变化的，继续办理下一步，或者由负责人终止。"
            )
    if last == Act.TERMINATE and list_of(now).lines:
        return "移交清单里已经有登记。请先由登记的各方撤回清单上的内容，再撤回“登记合同终止”。"
    return ""


def _none_beside(now: Course, _: Actor) -> str:
    """One company leaves one community once at a time; an ended case is not opened beside it."""
    other = now.beside.get("other_open", "")
    return (
        f"这家企业退出这个小区已经另案在办（{other}），不能再恢复这一件。请在那一件里办理，"
        "那一件登记有误的，先终止。"
        if other
        else ""
    )


GUARDS: Final[Mapping[str, Callable[[Course, Actor], str]]] = {
    GuardKey.IN_HOUSE: _in_house,
    GuardKey.NOTHING_RESTS: _nothing_rests,
    GuardKey.NONE_BESIDE: _none_beside,
}
