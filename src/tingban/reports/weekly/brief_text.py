"""周工作简报 put into words: three parts (T-R02), every figure from the edition (DOMAIN 8.2).

What people wrote stands apart from what the figures say. The same passages become docx and pdf.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.reports.weekly.shapes import Briefing, Figure, Punctuality
from tingban.rules.documents.passages import Passage
from tingban.rules.rectification import CATEGORIES
from tingban.rules.weekly.cells import CATEGORY_PAIRS

_NOTHING_WRITTEN: Final = "本期没有补充内容。"
# Code, words before, measure word.
_SURVEY: Final = (("A01", "全面排查小区", "个"), ("A02", "涉及企业", "家"))
_ENFORCE: Final = (
    ("C01", "责令整改小区", "个"),
    ("C02", "重新核定服务等级小区", "个"),
    ("C03", "行政处罚企业", "家"),
    ("C04", "物业服务退出小区", "个"),
    ("C05", "媒体曝光企业", "家"),
)
_SUPERVISE: Final = (
    ("D01", "督导检查", "次"),
    ("D02", "检查小区", "个"),
    ("D03", "发现问题小区", "个"),
    ("D04", "其中完成整改", "个"),
)
_COMPLAINTS: Final = (
    ("E01", "市级受理投诉举报", "件"),
    ("E02", "办结", "件"),
    ("E03", "接收省厅转办", "件"),
    ("E04", "办结", "件"),
)
_COUNTY_COMPLAINTS: Final = (("E05", "县级受理", "件"), ("E06", "办结", "件"))
# Columns of the table of counties: code, head.
UNIT_COLUMNS: Final = (
    ("A01", "排查小区"),
    ("A03", "存在问题"),
    ("B01", "完成整改"),
    ("C01", "责令整改"),
    ("C03", "处罚企业"),
    ("C04", "退出小区"),
    ("C05", "曝光企业"),
    ("E01", "市级受理"),
    ("E02", "办结"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of counties: heads, and rows of the same length; figures as text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class BriefText:
    """A whole 简报, ready to be set."""

    title: str
    issue: str
    publisher: str
    issued: str
    passages: tuple[Passage, ...]
    sheet: Sheet | None
    annexes: tuple[str, ...]
    send_to: str
    printed: str
    mark: str


def compose(brief: Briefing) -> BriefText:
    """Put a 简报 into words."""
    return BriefText(
        title=brief.title,
        issue=f"第{brief.issue}期",
        publisher=brief.publisher,
        issued=chinese_day(brief.issued_on),
        passages=tuple(_passages(brief)),
        sheet=_sheet(brief) if brief.units else None,
        annexes=("专项行动登记办理台账（附件2）", "情况汇总表（附件3）"),
        send_to=brief.send_to,
        printed=f"共印{brief.copies}份" if brief.copies else "",
        mark=f"{brief.edition.mark}　数据截至{brief.edition.cutoff_label}",
    )


def _passages(brief: Briefing) -> Iterator[Passage]:
    yield Passage("一、工作进展情况", level=1)
    yield Passage(_opening(brief))
    yield Passage(_survey(brief), lead="（一）排查情况。")
    yield Passage(_rectification(brief), lead="（二）整改情况。")
    yield Passage(_listed(brief, _ENFORCE), lead="（三）查处情况。")
    yield Passage(_listed(brief, _SUPERVISE), lead="（四）督导检查情况。")
    yield Passage(_complaints(brief), lead="（五）投诉举报受理情况。")
    if brief.punctuality:
        yield Passage(_punctuality(brief.punctuality), lead="（六）报送情况。")
    for remark in brief.remarks:
        yield Passage(remark, lead="数据说明：")
    yield from _written(brief.progress_note)
    yield Passage("二、经验做法", level=1)
    yield from _written(brief.practices)
    yield Passage("三、典型案例", level=1)
    yield from _written(brief.cases)


def _written(text: str) -> Iterator[Passage]:
    """What people wrote, line by line as they parted it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines or [_NOTHING_WRITTEN]:
        yield Passage(line)


def _opening(brief: Briefing) -> str:
    edition = brief.edition
    return (
        f"自{chinese_day(edition.since)}专项行动开展以来，截至{edition.cutoff_label}，"
        f"{brief.area_label}专项整治工作累计情况如下。"
    )


def _survey(brief: Briefing) -> str:
    found = _phrase(brief, "A03", "排查存在问题小区", "个")
    parts = _by_category(brief.figures, tuple(pair[0] for pair in CATEGORY_PAIRS))
    shares = f"，其中{parts}" if parts else ""
    return f"{_joined(brief, _SURVEY)}；{found}{shares}。"


def _rectification(brief: Briefing) -> str:
    done = _phrase(brief, "B01", "完成整改小区", "个")
    rate = _rate(brief.figures.get("B01"), brief.figures.get("A03"))
    share = f"，整改率{rate}" if rate else ""
    parts = _by_category(brief.figures, tuple(pair[1] for pair in CATEGORY_PAIRS))
    detail = f"。分类看，完成整改涉及{parts}" if parts else ""
    return f"{done}{share}{detail}{_overdue(brief)}。"


def _overdue(brief: Briefing) -> str:
    late = brief.figures.get("P03")
    return f"。逾期未整改问题{_number(late)}个" if late else ""


def _complaints(brief: Briefing) -> str:
    told = _joined(brief, _COMPLAINTS)
    own = "" if brief.figures.get("E05") is None else f"；{_joined(brief, _COUNTY_COMPLAINTS)}"
    return f"{told}{own}。"


def _by_category(figures: Mapping[str, Figure | None], codes: tuple[str, ...]) -> str:
    told = [
        f"{labels.body}{_number(figures.get(code))}个"
        for labels, code in zip(CATEGORIES, codes, strict=True)
        if figures.get(code)
    ]
    return "、".join(told)


def _listed(brief: Briefing, items: tuple[tuple[str, str, str], ...]) -> str:
    return f"{_joined(brief, items)}。"


def _joined(brief: Briefing, items: tuple[tuple[str, str, str], ...]) -> str:
    return "，".join(_phrase(brief, code, words, measure) for code, words, measure in items)


def _phrase(brief: Briefing, code: str, words: str, measure: str) -> str:
    """完成整改小区 12 个（较上期增加 3 个）"""
    now, before = brief.figures.get(code), brief.last_figures.get(code)
    told = f"{words}{_number(now)}{measure}"
    if now is None or before is None or now == before:
        return told
    change = Decimal(now) - Decimal(before)
    return f"{told}（较上期{'增加' if change > 0 else '减少'}{abs(change):f}{measure}）"


def _number(value: Figure | None) -> str:
    return "—" if value is None else f"{value:f}" if not isinstance(value, int) else str(value)


def _rate(part: Figure | None, whole: Figure | None) -> str:
    """Nothing, rather than 0 %, where there is nothing to share."""
    return f"{float(part or 0) / float(whole):.1%}" if whole else ""


def _punctuality(told: Punctuality) -> str:
    groups = (
        ("按时报送", told.on_time),
        ("迟报", told.late),
        ("系统代报（未经县级确认）", told.auto),
        ("未报送", told.missing),
    )
    parts = [
        f"{label}{len(names)}个" + ("" if label == "按时报送" else f"（{'、'.join(names)}）")
        for label, names in groups
        if names
    ]
    zero = f"。其中零报告{len(told.zero)}个（{'、'.join(told.zero)}）" if told.zero else ""
    return f"应报送单位{told.count}个：{'，'.join(parts)}{zero}。"


def _sheet(brief: Briefing) -> Sheet:
    rows = [
        (unit.name, unit.standing, *(_number(unit.cells.get(code)) for code, _ in UNIT_COLUMNS))
        for unit in brief.units
    ]
    total = ("合计", "", *(_number(brief.figures.get(code)) for code, _ in UNIT_COLUMNS))
    heads = ("单位", "报送情况", *(head for _, head in UNIT_COLUMNS))
    return Sheet("各县（市、区）主要情况（累计数）", heads, (*rows, total))
