"""What the papers of a penalty case say, from the case itself (DOMAIN 8.2)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import Penalty, PenaltyCase
from tingban.reads.enforcement.penalty_cases import PENALTY, standing_problems
from tingban.reads.enforcement.penalty_words import (
    case_words,
    content_words,
    execution_words,
    inspection_words,
    moment,
    result_words,
)
from tingban.reads.rectification.proceeding_papers import hindrances
from tingban.reads.rectification.proceedings import course_of, found
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.areas.divisions import AREA_CODE
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.slots import Facts, Officer
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_decision_papers import DECISION_PAPERS
from tingban.rules.enforcement.penalty_fields import FIELDS
from tingban.rules.enforcement.penalty_levers import levers_for
from tingban.rules.enforcement.penalty_paper_steps import SIGNED_FOR, too_late
from tingban.rules.enforcement.penalty_papers import INQUIRY_PAPERS
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.law import cite
from tingban.rules.rectification.course import Course, Done
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE

# What a paper of the procedure always rests on.
_LAWS: Final[Mapping[str, tuple[str, ...]]] = {
    "立案依据": ("APL-54.2",), "出示依据": ("APL-55",), "登记保存依据": ("APL-56",),
    "审核依据": ("APL-58",), "告知依据": ("APL-44", "APL-45"), "听证依据": ("APL-63", "APL-64"),
    "笔录依据": ("APL-64",),
    "复核依据": ("APL-45",), "讨论依据": ("APL-57.2",), "责令改正依据": ("APL-28.1",),
    "履行依据": ("APL-67",), "加处依据": ("APL-72.1.1",), "复议依据": ("ARL-20",),
    "诉讼依据": ("ALL-46",), "停止依据": ("APL-73.3",), "简易依据": ("APL-51",),
    "复议前置": ("ARL-23.1.1",), "后诉依据": ("ALL-45",), "不罚依据": ("APL-33",),
    "缓缴依据": ("APL-66.2",), "催告依据": ("AEL-54",), "申请依据": ("AEL-53", "APL-72"),
}  # fmt: skip


def _facts(actor: Actor, number: str) -> Facts:
    row: Any = found(PENALTY, actor, number)
    # Nothing that a paper tells hangs on the day on which it is read.
    course = course_of(PENALTY, row, today=row.opened_on)
    return {
        **_LAWS,
        **_party(row, course),
        **_basis(course, number),
        **_steps(course),
        **case_words(course),
        **content_words(course),
        **execution_words(course),
        "处理结果": result_words(course),
        "机关": actor.unit_name,
        "复议机关": f"{AREA_BY_CODE[row.county_id].full_name}人民政府",
        "联系电话": "、".join(f"{AREA_CODE}-{it}" for it in AREA_BY_CODE[row.county_id].phones),
    }


def _party(row: Any, course: Course) -> dict[str, Any]:
    company = row.company.merged_into or row.company
    return {
        "主送": company.name,
        "当事人": company.name,
        "统一社会信用代码": company.uscc or "",
        "住所": course.text("party_address"),
        "法定代表人": course.text("party_head") or company.legal_person or "（未登记）",
        "案号": row.number,
        "案由": row.title,
        "小区": row.community.name if row.community else "（不涉及）",
        "执法人员": tuple(Officer(*it) for it in seen.in_charge(course)),
    }


def _basis(course: Course, number: str) -> dict[str, Any]:
    """What was broken, what may be applied, what is applied."""
    acts = [act for it in standing_problems(number) for act in it.acts.split("、") if act]
    duties = (key for act in acts if act in SUB_ACT_BY_CODE for key in SUB_ACT_BY_CODE[act].duties)
    told = seen.proposal(course)
    keys = tuple(key for key in told.get("articles", ()) if key != "LOCAL")
    local = course.text("local_law").strip()
    given = tuple(lever.key for lever in levers_for(acts))
    return {
        "违反条款": tuple(dict.fromkeys(duties)),
        "可用依据": "、".join(it for it in (cite(*given), local) if it),
        "处罚依据": "、".join(it for it in (cite(*keys), local) if it) if told else "",
    }


def _steps(course: Course) -> dict[str, Any]:
    """What the newest step of each act told, under the labels of the slots."""
    told = {label: _said(course, act, name) for label, (act, name) in _TOLD.items()}
    days = {label: course.day_of(act) for label, act in _DAYS.items()}
    return {**told, **days, **_people(course), **inspection_words(course)}


def _people(course: Course) -> dict[str, Any]:
    pairs = (("检查人员", Act.INSPECT), ("询问人员", Act.INTERVIEW), ("保存人员", Act.KEEP))
    return {label: _officers(course.last(act)) for label, act in pairs}


def _officers(move: Done | None) -> tuple[Officer, ...]:
    told = move.told.get("officers", ()) if move else ()
    return tuple(Officer(it["name"], it["certificate"]) for it in told)


def _said(course: Course, act: str, name: str) -> Any:
    """An answer in words; lines stay lines, a day is a day."""
    move = course.last(act)
    value = move.told.get(name) if move else None
    if value in (None, ""):
        return ""
    if isinstance(value, list | tuple):
        return tuple(str(it) for it in value)
    if name.endswith("_at"):
        return moment(str(value))
    if name in _DATES:
        return date.fromisoformat(str(value))
    field = next(it for it in FIELDS[act] if it.name == name)
    return field.spell(value)


_DATES: Final = frozenset({"found_on", "deferred_until"})
_TOLD: Final[Mapping[str, tuple[str, str]]] = {
    "线索来源": (Act.OPEN, "source"), "发现日期": (Act.OPEN, "found_on"),
    "初步事实": (Act.OPEN, "facts"),
    "检查时间": (Act.INSPECT, "from_at"), "检查地点": (Act.INSPECT, "place"),
    "在场人员": (Act.INSPECT, "present"), "检查情况": (Act.INSPECT, "findings"),
    "询问时间": (Act.INTERVIEW, "from_at"), "询问地点": (Act.INTERVIEW, "place"),
    "被询问人": (Act.INTERVIEW, "asked_person"), "问答内容": (Act.INTERVIEW, "record"),
    "保存清单": (Act.KEEP, "items"), "保存地点": (Act.KEEP, "place"),
    "证据": (Act.CONCLUDE, "evidence"), "处理建议": (Act.CONCLUDE, "opinion"),
    "审核结论": (Act.REVIEW, "passed"), "审核意见": (Act.REVIEW, "review_opinion"),
    "听证时间": (Act.CALL_HEARING, "hearing_at"), "听证地点": (Act.CALL_HEARING, "place"),
    "听证经过": (Act.HOLD_HEARING, "hearing_record"),
    "申辩和质证": (Act.HOLD_HEARING, "record"),
    "主持人意见": (Act.HOLD_HEARING, "hearing_opinion"),
    "主持人": (Act.CALL_HEARING, "host"), "公开方式": (Act.CALL_HEARING, "openness"),
    "陈述申辩": (Act.PLEAD, "plea"), "提出人": (Act.PLEAD, "plea_by"),
    "复核情况": (Act.ANSWER_PLEA, "plea_answer"), "复核结论": (Act.ANSWER_PLEA, "accepted"),
    "讨论地点": (Act.DISCUSS, "place"), "参加人": (Act.DISCUSS, "attendees"),
    "各人意见": (Act.DISCUSS, "opinions"), "讨论结论": (Act.DISCUSS, "resolution"),
    "处罚地点": (Act.PUNISH_ON_SPOT, "place"),
    "困难情况": (Act.ASK_DEFERRAL, "hardship"), "分期安排": (Act.DEFER, "plan"),
    "最后期限": (Act.DEFER, "deferred_until"),
}  # fmt: skip
_DAYS: Final[Mapping[str, str]] = {
    "立案日期": Act.FILE, "审核日期": Act.REVIEW, "提出日期": Act.PLEAD,
    "讨论日期": Act.DISCUSS, "处罚时间": Act.PUNISH_ON_SPOT, "催告日期": Act.URGE,
}  # fmt: skip


def _sees(actor: Actor, number: str) -> bool:
    return PenaltyCase.objects.visible_to(actor).filter(number=number).exists()


def _about(key: str) -> Any:
    """A court is written to, not the party."""
    if key != PaperKey.COURT:
        return _facts
    return lambda actor, number: {
        label: value for label, value in _facts(actor, number).items() if label != "主送"
    }


def _is_taken(number: str) -> bool:
    return Penalty.objects.filter(number=number).exists()


_hinders: Final = hindrances(PENALTY, SIGNED_FOR, too_late)
SHEETS: Final = tuple(
    Sheet(
        template,
        _about(template.key),
        _sees,
        PENALTY.subject,
        _is_taken,
        hinders=_hinders(template.key),
    )
    for template in (*INQUIRY_PAPERS, *DECISION_PAPERS)
)
