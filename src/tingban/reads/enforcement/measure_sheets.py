"""Papers of level cases, transfers and exposures: where their figures come from (ADR 0029)."""

from collections.abc import Callable, Iterable
from typing import Final

from tingban.data.enforcement.models import Transfer
from tingban.data.rectification.proceedings import Proceeding
from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import chinese_moment
from tingban.reads.enforcement.exposure_cases import EXPOSURES
from tingban.reads.enforcement.level_cases import LEVELS
from tingban.reads.enforcement.transfers import TRANSFERS
from tingban.reads.rectification import proceedings
from tingban.reads.rectification.proceeding_papers import hindrances
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, AREA_CODE
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.templates import Facts, Officer, Table, Template, Value
from tingban.rules.enforcement.exposure_papers import EXPOSURE_PAPERS
from tingban.rules.enforcement.exposure_text import PublicText, public_text
from tingban.rules.enforcement.joint_guards import words_of
from tingban.rules.enforcement.level_papers import LEVEL_PAPERS
from tingban.rules.enforcement.level_scores import NotAScore, read_sheet
from tingban.rules.enforcement.level_stages import DECISION
from tingban.rules.enforcement.level_stages import Act as LevelAct
from tingban.rules.enforcement.measure_paper_steps import (
    EXPOSURES_FOR,
    LEVELS_FOR,
    TRANSFERS_FOR,
)
from tingban.rules.enforcement.transfer_guards import letter_of, moment
from tingban.rules.enforcement.transfer_papers import TRANSFER_PAPERS
from tingban.rules.enforcement.transfer_stages import SEALED_LETTER, URGING
from tingban.rules.enforcement.transfer_stages import Act as TransferAct
from tingban.rules.errors import NotFound
from tingban.rules.rectification.course import Course
from tingban.rules.registry.campaign import YUNCHENG_2024

_REMEDIES: Final = ("ARL-20", "ALL-46")


def _found(flow: Flow, actor: Actor, key: str) -> tuple[Proceeding, Course]:
    row = proceedings.found(flow, actor, key)
    return row, proceedings.course_of(flow, row, today=row.opened_on)


def _sees(flow: Flow) -> Callable[[Actor, str], bool]:
    def sees(actor: Actor, key: str) -> bool:
        try:
            proceedings.found(flow, actor, key)
        except NotFound:
            return False
        return True

    return sees


def _sees_transfer(letter: Template) -> Callable[[Actor, str], bool]:
    """Each is written of in the letter of its matter alone: what is sealed in the sealed one."""

    def sees(actor: Actor, key: str) -> bool:
        rows = Transfer.objects.visible_to(actor)
        if not rows.filter(number=key, is_sealed=letter.key == SEALED_LETTER).exists():
            return False
        return letter.key == URGING or letter.key == letter_of(_found(TRANSFERS, actor, key)[1])

    return sees


def _parties(row: Proceeding) -> dict[str, str]:
    """Place and company, as most papers name them."""
    company = row.company.merged_into or row.company if row.company else None
    return {
        "小区": row.community.name if row.community else "",
        "企业": company.name if company else "",
        "涉及企业": company.name if company else "",
        "统一社会信用代码": (company.uscc or "") if company else "",
    }


def _level(actor: Actor, key: str) -> Facts:
    row, now = _found(LEVELS, actor, key)
    parties = _parties(row)
    decision = now.papers.get(DECISION)
    return {
        **parties,
        "主送": parties["企业"],
        "原等级": now.text("old_level"),
        "拟核定等级": now.text("proposed"),
        "核定等级": now.text("new_level"),
        "依据文件": f"《{YUNCHENG_2024.name}工作方案》（{YUNCHENG_2024.decree}）",
        "依据标准": now.text("standard"),
        "执行日期": now.day("effective_on"),
        "对应收费标准": now.text("fee_standard"),
        "核定理由": now.text("grounds").rstrip("。"),
        "陈述和答复": _plea(now),
        "救济依据": _REMEDIES,
        "决定书文号": decision.number if decision else "",
        "监督电话": _phones(row.county_id),
        **_rating(now),
    }


def _poster(actor: Actor, key: str) -> Facts:
    facts = _level(actor, key)
    return {**facts, "主送": f"{facts['小区']}全体业主"}


def _rating(now: Course) -> Facts:
    raters = [str(one["name"]) for one in now.items("raters")]
    facts: dict[str, Value] = {
        "评定日期": now.day_of(LevelAct.RATE),
        "评定人": "、".join(raters),
        "主要情况": now.text("findings").rstrip("。"),
    }
    try:
        sheet = read_sheet([str(line) for line in now.items("sheet")], raters)
    except NotAScore:
        return facts
    rows = tuple(
        (line.item.name, str(line.item.full), *map(str, line.marks)) for line in sheet.lines
    )
    total = ("合计", str(sheet.full), *map(str, sheet.totals))
    facts |= {"评分表": Table(("项目", "满分", *raters), (*rows, total)), "平均分": str(sheet.mean)}
    return facts


def _plea(now: Course) -> str:
    plea = now.text("plea").rstrip("。")
    if not plea:
        return "企业在期限内没有提出陈述意见"
    return f"企业陈述：{plea}。答复：{now.text('plea_answer').rstrip('。')}"


def _phones(county: str) -> str:
    return "、".join(f"{AREA_CODE}-{phone}" for phone in AREA_BY_CODE[county].phones)


def _transfer(actor: Actor, key: str) -> Facts:
    row, now = _found(TRANSFERS, actor, key)
    approved = moment(now, "approved_at")
    letter = now.papers.get(letter_of(now))
    materials = tuple(str(it) for it in now.items("materials"))
    return {
        **_parties(row),
        "主送": now.text("office"),
        "案由": row.title.rstrip("。"),
        "案件概况": now.text("summary"),
        "移送依据": tuple(str(it) for it in now.items("bases")),
        "附件": materials,
        "其他材料": materials,
        "核实人员": tuple(
            Officer(str(it["name"]), str(it["certificate"])) for it in now.items("team")
        ),
        "批准时间": chinese_moment(approved.astimezone(SHANGHAI)) if approved else "",
        "调查报告": now.text("report"),
        "涉案物品清单": now.text("inventory"),
        "检验报告或者鉴定结论": now.text("appraisal"),
        "建议措施": words_of(now),
        "原移送文号": letter.number if letter else "",
        "移送日期": now.day_of(TransferAct.SEND),
    }


def _exposure(actor: Actor, key: str) -> Facts:
    row, now = _found(EXPOSURES, actor, key)
    parties, text = _parties(row), public_text(now)
    parts = {part.head: part.lines for part in text.parts}
    return {
        **parties,
        "主送": parties["企业"],
        "标题": text.headline,
        "拟公开的标题": text.headline,
        "拟公开的内容": tuple(_lines(text)),
        "事实": parts.get("基本事实", ()),
        "依据": "\n".join(parts.get("依据", ())),
        "处理": "\n".join(parts.get("处理情况", ())),
        "启示": "\n".join(parts.get("启示", ())),
    }


def _lines(text: PublicText) -> Iterable[str]:
    for part in text.parts:
        yield from (f"{part.head}：{line}" for line in part.lines)


_HINDERS: Final = {
    flow.subject: hindrances(flow, table)
    for flow, table in (
        (LEVELS, LEVELS_FOR),
        (TRANSFERS, TRANSFERS_FOR),
        (EXPOSURES, EXPOSURES_FOR),
    )
}


def _names(flow: Flow) -> Callable[[Actor, str], Facts]:
    """What the title of a paper says before it is drafted."""

    def names(actor: Actor, key: str) -> Facts:
        row = proceedings.found(flow, actor, key)
        return {**_parties(row), "案由": row.title.rstrip("。"), "标题": row.title.rstrip("。")}

    return names


def _sheets(
    flow: Flow, templates: Iterable[Template], facts: Callable[[Actor, str], Facts]
) -> tuple[Sheet, ...]:
    hinders = _HINDERS[flow.subject]
    names = _names(flow)
    return tuple(
        Sheet(it, facts, _sees(flow), flow.subject, hinders=hinders(it.key), names=names)
        for it in templates
    )


MEASURE_SHEETS: Final[tuple[Sheet, ...]] = (
    *_sheets(LEVELS, LEVEL_PAPERS[:-1], _level),
    *_sheets(LEVELS, LEVEL_PAPERS[-1:], _poster),
    *(
        Sheet(
            it,
            _transfer,
            _sees_transfer(it),
            TRANSFERS.subject,
            hinders=_HINDERS[TRANSFERS.subject](it.key),
            names=_names(TRANSFERS),
        )
        for it in TRANSFER_PAPERS
    ),
    *_sheets(EXPOSURES, EXPOSURE_PAPERS, _exposure),
)
