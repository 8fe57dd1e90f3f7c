"""What is answered at the steps of the demo's penalty cases; all persons are invented."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from tingban.rules.enforcement.penalty_stages import Act

_OFFICERS: Final = [
    {"name": "卫执法", "certificate": "14080200017"},
    {"name": "景执法", "certificate": "14080200023"},
]
_MANAGER: Final = "项目经理 薛某"
_COMMON: Final[dict[str, Any]] = {
    "kinds": ["warning", "fine"], "earlier_fine": "none", "discretion": "plain",
}  # fmt: skip
# Who decides: the rest is done by officers, the review by 法规科.
HEADS: Final = frozenset(
    {Act.FILE, Act.CALL_HEARING, Act.DECIDE, Act.SPARE, Act.CLOSE, Act.DEFER, Act.APPLY_COURT}
)
# On the day of the step, at this hour.
AT: Final[Mapping[str, time]] = {Act.INSPECT: time(9, 30), Act.INTERVIEW: time(10, 30)}
ANSWERS: Final[Mapping[str, dict[str, Any]]] = {
    Act.FILE: {"officers": _OFFICERS},
    Act.INSPECT: {
        "officers": _OFFICERS, "place": "小区现场", "present": _MANAGER,
        "party_view": "none",
        "findings": "现场与线索相符，已拍照 12 张，绘制示意图 1 份。",
    },
    Act.INTERVIEW: {
        "officers": _OFFICERS, "place": "物业服务中心", "asked_person": _MANAGER,
        "record": "问：是否经业主大会决定？答：没有，是公司安排的。",
    },
    Act.CONCLUDE: {
        "evidence": ["现场检查笔录和照片", "询问笔录", "收费记录复印件"],
        "opinion": "事实清楚，证据充分，建议警告并处罚款，责令限期改正。",
    },
    Act.PROPOSE: _COMMON | {
        "articles": ["PMR-63"], "fine": 5_000_000, "hearing": "yes", "review": ["public"],
        "grave": "yes", "correction": "七日内停止经营、恢复原状；所得收益用于共用部位维修养护。",
        "discretion_reason": "经营时间不足半年，配合调查",
    },
    Act.REVIEW: {"passed": "yes", "review_opinion": "主体适格，事实清楚，依据正确，程序合法。"},
    Act.WAIVE: {"waived": ["plea", "hearing"], "waived_by": f"{_MANAGER}，书面声明"},
    Act.PLEAD: {"plea": "收费已经停止，请求从轻处理。", "plea_by": _MANAGER},
    Act.ANSWER_PLEA: {"accepted": "no", "plea_answer": "拟罚数额已是法定幅度的下限。"},
    Act.ASK_HEARING: {"asked_by": _MANAGER},
    Act.CALL_HEARING: {
        "hearing_at": "2024-10-16T09:00:00+08:00", "place": "区住建局三楼会议室",
        "host": "解主持", "openness": "open",
    },
    Act.DISCUSS: {
        "place": "区住建局二楼会议室", "attendees": ["局长", "分管副局长", "执法队负责人"],
        "opinions": "一致同意处罚意见。", "resolution": "给予警告，罚款5万元。",
    },
    Act.SPARE: {
        "ground": "slight", "mended": "当日清除划线，退还已收费用，业主没有损失。",
        "education": "约见项目负责人，讲解物业管理条例有关规定。",
    },
    Act.PUNISH_ON_SPOT: _COMMON | {
        "officers": _OFFICERS, "place": "物业服务中心", "articles": ["PMR-60"],
        "fine": 200_000, "base": 120_000, "correction": "当日追回并存回专户。",
        "discretion_reason": "数额不大，当日追回", "oral_plea": "承认事实，没有意见。",
    },
    Act.PUBLISH: {"published_in": "信用中国（山西运城）和本局网站"},
    Act.CLOSE: {"execution": "决定已履行，违法行为已改正。"},
}  # fmt: skip
TYPED: Final[Mapping[str, str]] = {
    "拟派执法人员": "卫执法（14080200017）、景执法（14080200023）",
    "缴款账户": "市财政非税专户（凭决定书到任一代收银行缴纳）",
    "不罚情形": "违法行为轻微并及时改正，没有造成危害后果。",
    "教育要求": "经营共有部分须先经业主共同决定。",
    "结案意见": "决定已经履行，同意结案。",
}


def opened(facts: str, on: date) -> dict[str, Any]:
    """What is known when it is written down."""
    return {
        "source": "inspection", "facts": facts, "found_on": on.isoformat(),
        "party_address": "盐湖区某街道某号", "party_head": "",
    }  # fmt: skip
