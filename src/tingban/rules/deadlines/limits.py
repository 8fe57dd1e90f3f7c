"""The table of time limits, DL-01…DL-35 (DOMAIN 4.2). One row a length; a variant has its own."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tingban.kit.numerals import in_words
from tingban.rules.deadlines.arithmetic import UNIT_LABELS, Unit, add
from tingban.rules.law import Calendar


class Standing(StrEnum):
    """On what a limit rests, and so who may change it."""

    LAW = "law"
    RULE = "rule"
    SEED = "seed"
    CUSTOM = "custom"
    TARGET = "target"
    CONTRACT = "contract"


STANDING_LABELS: Final[dict[Standing, str]] = {
    Standing.LAW: "法定",
    Standing.RULE: "规定",
    Standing.SEED: "方案要求",
    Standing.CUSTOM: "内部约定",
    Standing.TARGET: "工作目标",
    Standing.CONTRACT: "合同约定",
}

# Articles in figures behind the name of a law; a paragraph in Roman ones.
_ARTICLES: Final = re.compile(r" ((?:\d+[ⅠⅡⅢ]?、?)+)(?!\d)")
_ARTICLE: Final = re.compile(r"(\d+)([ⅠⅡⅢ]?)")
_PARAGRAPHS: Final = {"": "", "Ⅰ": "第一款", "Ⅱ": "第二款", "Ⅲ": "第三款"}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit; `key` is the id, a slash and the variant where there are several.

    Length 0 is none of the table's: the day was announced or agreed, and stands in the file.
    """

    key: str
    what: str
    length: int
    unit: Unit
    standing: Standing
    basis: str

    @property
    def rule(self) -> str:
        """The id of DOMAIN 4.2."""
        return self.key.partition("/")[0]

    @property
    def label(self) -> str:
        """`受理与否书面告知 15 日`."""
        return f"{self.what} {self.span}" if self.length else self.what

    @property
    def cited(self) -> str:
        """The basis as people read it: `信访工作条例第二十三条第二款`."""
        return _ARTICLES.sub(lambda found: _ARTICLE.sub(_article, found[1]), self.basis)

    @property
    def span(self) -> str:
        """`15 日`, inside a sentence."""
        return f"{self.length} {UNIT_LABELS[self.unit]}"

    def due_on(self, start_on: date, calendar: Calendar) -> date:
        """The last day in time."""
        return add(start_on, self.length, self.unit, calendar)


def _article(found: re.Match[str]) -> str:
    return f"第{in_words(int(found[1]))}条{_PARAGRAPHS[found[2]]}"


_UNITS: Final = {unit.value: unit for unit in Unit}


def _limit(key: str, what: str, length: str, standing: Standing, basis: str) -> Limit:
    number, unit = length.split()
    return Limit(key, what, int(number), _UNITS[unit], standing, basis)


LIMITS: Final[tuple[Limit, ...]] = (
    _limit("DL-01", "登记", "1 wd", Standing.CUSTOM, "信访工作条例 22、23"),
    _limit("DL-02", "受理与否书面告知", "15 d", Standing.LAW, "信访工作条例 23Ⅱ"),
    _limit("DL-02/target", "受理与否告知（目标）", "3 wd", Standing.TARGET, ""),
    _limit("DL-03", "信访部门转送", "15 d", Standing.LAW, "信访工作条例 22Ⅰ"),
    _limit("DL-04", "交办", "1 wd", Standing.CUSTOM, ""),
    _limit("DL-04/urgent", "紧急交办", "2 h", Standing.CUSTOM, ""),
    _limit("DL-05", "对转送交办提出异议", "5 wd", Standing.LAW, "信访工作条例 23Ⅲ"),
    _limit("DL-06", "签收", "1 wd", Standing.CUSTOM, ""),
    _limit("DL-07", "现场核查", "5 wd", Standing.CUSTOM, ""),
    _limit("DL-07/safety", "现场核查（安全、停水停电）", "24 h", Standing.CUSTOM, ""),
    _limit("DL-08", "信访事项办结", "60 d", Standing.LAW, "信访工作条例 34"),
    _limit("DL-08/hotline", "投诉求助办结", "5 wd", Standing.CUSTOM, ""),
    _limit("DL-08/complex", "复杂投诉求助办结", "15 wd", Standing.CUSTOM, ""),
    _limit("DL-08/enquiry", "咨询办结", "3 wd", Standing.CUSTOM, ""),
    _limit("DL-09", "信访事项延期", "30 d", Standing.LAW, "信访工作条例 34"),
    _limit("DL-10", "反馈", "5 wd", Standing.CUSTOM, "方案：及时反馈办理结果"),
    _limit("T-C08", "重新交办", "1 wd", Standing.CUSTOM, ""),
    _limit("T-C15", "审核办结", "2 wd", Standing.CUSTOM, ""),
    _limit("T-P02", "核实线索", "5 wd", Standing.CUSTOM, ""),
    _limit("T-P05", "责令整改", "3 wd", Standing.CUSTOM, ""),
    _limit("T-P06", "送达通知书", "3 wd", Standing.CUSTOM, ""),
    _limit("T-P06/notice", "公告送达", "30 d", Standing.LAW, "民事诉讼法 95"),
    _limit("T-P07", "整改延期", "15 d", Standing.CUSTOM, ""),
    _limit("T-P10", "复核不通过后再整改", "7 d", Standing.CUSTOM, ""),
    _limit("T-P12", "决定升级处置", "5 wd", Standing.CUSTOM, ""),
    _limit("T-P12/level-plea", "企业对拟核定等级的陈述", "5 wd", Standing.CUSTOM, ""),
    _limit("T-P12/level-fee", "回访收费是否改变", "30 d", Standing.CUSTOM, ""),
    _limit("T-P12/transfer-ask", "向接收机关催询", "15 d", Standing.CUSTOM, ""),
    _limit("DL-11/apply", "申请复查、复核", "30 d", Standing.LAW, "信访工作条例 35、36"),
    _limit("DL-11", "复查、复核答复", "30 d", Standing.LAW, "信访工作条例 35、36"),
    _limit("DL-12/CAT-1", "整改（未按合同提供服务）", "15 d", Standing.CUSTOM, ""),
    _limit("DL-12/CAT-2", "整改（未公开和报告）", "7 d", Standing.CUSTOM, ""),
    _limit("DL-12/CAT-3", "整改（安全防范）", "3 d", Standing.CUSTOM, ""),
    _limit("DL-12/CAT-4", "整改（未移交）", "15 d", Standing.CUSTOM, ""),
    _limit("DL-12/CAT-5", "整改（擅自经营）", "15 d", Standing.CUSTOM, ""),
    _limit("DL-12/CAT-6", "整改（未公示公共收益）", "7 d", Standing.CUSTOM, ""),
    _limit("DL-12/CAT-7", "整改（侵占公共收益）", "30 d", Standing.CUSTOM, ""),
    _limit("DL-12/CAT-9", "整改（其他）", "15 d", Standing.CUSTOM, ""),
    _limit("DL-13", "复核整改", "5 wd", Standing.CUSTOM, ""),
    _limit("DL-14", "处罚决定", "90 d", Standing.LAW, "行政处罚法 60"),
    _limit("DL-15", "登记保存处理", "7 wd", Standing.LAW, "行政处罚法 56、85"),
    _limit("DL-16", "申请听证", "5 wd", Standing.LAW, "行政处罚法 64、85"),
    _limit("DL-16/notice", "听证通知（提前）", "7 wd", Standing.LAW, "行政处罚法 64、85"),
    _limit("DL-16/plea", "陈述、申辩", "5 wd", Standing.CUSTOM, "行政处罚法 45"),
    _limit("DL-17", "处罚决定书送达", "7 wd", Standing.LAW, "行政处罚法 61、85"),
    _limit("DL-18", "缴纳罚款", "15 d", Standing.LAW, "行政处罚法 67"),
    _limit("DL-19/review", "申请行政复议", "60 d", Standing.LAW, "行政复议法 20"),
    _limit("DL-19/suit", "提起行政诉讼", "6 month", Standing.LAW, "行政诉讼法 46"),
    _limit("DL-19/after", "不服复议决定起诉", "15 d", Standing.LAW, "行政诉讼法 45"),
    _limit("DL-20", "业主大会会议通知（提前）", "15 d", Standing.LAW, "物业管理条例 14"),
    _limit("DL-21", "解聘通知（提前）", "60 d", Standing.LAW, "民法典 946、948"),
    _limit("DL-21/agreed", "解聘通知（提前，按合同约定）", "0 d", Standing.CONTRACT, "民法典 946"),
    _limit("DL-21/expiry", "合同到期终止", "0 d", Standing.CONTRACT, "民法典 947"),
    _limit("DL-21b", "企业不续聘通知（提前）", "90 d", Standing.LAW, "民法典 947Ⅱ"),
    _limit("DL-22", "退出移交（无约定时）", "30 d", Standing.CUSTOM, "民法典 949"),
    _limit("DL-22/agreed", "退出移交（按合同约定）", "0 d", Standing.CONTRACT, "民法典 949"),
    _limit("X0", "退出风险研判", "10 wd", Standing.CUSTOM, ""),
    _limit("X3", "表决（按公告的期间）", "0 d", Standing.CUSTOM, ""),
    _limit("X4", "公示表决结果", "3 d", Standing.CUSTOM, ""),
    _limit("X10", "催告和责令改正", "7 d", Standing.CUSTOM, ""),
    _limit("X11", "信用推送、报告市场监管", "7 wd", Standing.CUSTOM, "方案：同步推送、并报告"),
    _limit("X12", "诉讼跟踪记录", "1 month", Standing.CUSTOM, ""),
    _limit("DL-23", "业主委员会备案", "30 d", Standing.LAW, "物业管理条例 16"),
    _limit("DL-24", "主动公开", "20 wd", Standing.LAW, "政府信息公开条例 26"),
    _limit("DL-25", "依申请公开答复", "20 wd", Standing.LAW, "政府信息公开条例 33"),
    _limit("DL-25/extended", "依申请公开延长答复", "20 wd", Standing.LAW, "政府信息公开条例 33"),
    _limit("DL-26", "行政处罚公示", "7 wd", Standing.RULE, "国办发〔2018〕118号"),
    _limit("DL-27", "撤回被撤销的处罚信息", "3 wd", Standing.LAW, "行政处罚法 48Ⅱ、85"),
    _limit("X11/push", "推送信用信息", "7 wd", Standing.CUSTOM, ""),
    _limit("7.2/receipt", "取得信用平台回执", "10 wd", Standing.CUSTOM, ""),
    _limit("7.3/site", "撤下已修复的信息", "3 wd", Standing.RULE, "信用修复管理办法（试行）"),
    _limit("DL-28", "涉罪移送批准", "3 d", Standing.LAW, "移送规定 5"),
    _limit("DL-28/send", "涉罪移送", "24 h", Standing.LAW, "移送规定 5"),
    _limit("DL-28/police", "公安机关审查", "3 d", Standing.LAW, "移送规定 8"),
    _limit("DL-28/review", "提请公安机关复议", "3 d", Standing.LAW, "移送规定 9"),
    _limit("DL-28/reviewed", "公安机关复议决定", "3 d", Standing.LAW, "移送规定 9"),
    _limit("DL-28/watch", "建议立案监督", "3 d", Standing.LAW, "移送规定 9"),
    _limit("DL-31/plea", "曝光前企业陈述", "3 wd", Standing.CUSTOM, ""),
    _limit("DL-32", "违法行为追究时效", "2 year", Standing.LAW, "行政处罚法 36"),
    _limit("DL-32/harm", "违法行为追究时效（有危害后果）", "5 year", Standing.LAW, "行政处罚法 36"),
    _limit("DL-33", "催告后申请强制执行", "10 wd", Standing.LAW, "行政强制法 54、69"),
    _limit("DL-33/court", "申请强制执行", "3 month", Standing.LAW, "行政强制法 53"),
    _limit("DL-34", "业主撤销权", "1 year", Standing.LAW, "区分所有权解释 12"),
    _limit("DL-35", "网络日志留存（至少）", "6 month", Standing.LAW, "网络安全法 21（三）"),
    _limit("DL-35/pia", "影响评估记录留存（至少）", "3 year", Standing.LAW, "个人信息保护法 56"),
)
LIMIT_BY_KEY: Final = {limit.key: limit for limit in LIMITS}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A limit that is a recurring or a fixed moment, not a length."""

    key: str
    what: str
    when: str
    basis: str


RHYTHMS: Final[tuple[Rhythm, ...]] = (
    Rhythm("DL-29", "周报送", "每周五 12:00 前（含）", "方案五（五）、附件2 说明"),
    Rhythm("DL-30", "总结报告", "2024-10-15 24:00 前", "方案五（五）"),
    Rhythm("DL-31", "典型案例曝光", "每县每月至少一批", "方案五（四）"),
)
