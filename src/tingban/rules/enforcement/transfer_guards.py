"""Guards of a transfer: each answers with the sentence of its refusal, or nothing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor, Role
from tingban.rules.audit.machine import Guard as Ask
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.enforcement.joint_guards import chosen, misfit, outdated
from tingban.rules.enforcement.standing_ground import STANDS_LABEL, groundless
from tingban.rules.enforcement.transfer_fields import UrgingWay
from tingban.rules.enforcement.transfer_stages import (
    ACT_LABELS,
    LETTER_OF,
    RECEIVER_LABELS,
    SEALED_LETTER,
    SPEAKS_OF,
    TITLES,
    URGING,
    Matter,
    Receiver,
)
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fresh import stale

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_TEAM: Final = 2
_OF_A_COMPANY: Final = frozenset({Receiver.MARKET, Receiver.PRICE, Receiver.TAX})
SEND_HOURS: Final = timedelta(hours=LIMIT_BY_KEY["DL-28/send"].length)


class Guard(StrEnum):
    """What must be so before a step."""

    RECEIVER = "receiver"
    PROBLEMS_STAND = "problems_stand"
    PARTY = "party"
    SEALED = "sealed"
    TEAM = "team"
    MEASURES = "measures"
    ON_THE_LIST = "on_the_list"
    CRIME = "crime"
    NOT_CRIME = "not_crime"
    APPROVED_AT = "approved_at"
    LETTER = "letter"
    ENCLOSED = "enclosed"
    IN_HOURS = "in_hours"
    IN_THREE_DAYS = "in_three_days"
    URGING = "urging"
    REASON = "reason"


GUARD_LABELS: Final[Mapping[str, str]] = {
    Guard.RECEIVER: "移送给有管辖权的机关",
    Guard.PROBLEMS_STAND: STANDS_LABEL,
    Guard.PARTY: "价格、税务、联合惩戒的：写明企业",
    Guard.SEALED: "移送纪检监察的由市级负责人办理",
    Guard.TEAM: "涉嫌犯罪的：两名以上执法人员核实",
    Guard.MEASURES: "联合惩戒的：措施在清单之内",
    Guard.ON_THE_LIST: "联合惩戒的：建议的措施现在仍在清单上",
    Guard.CRIME: "涉嫌犯罪案件",
    Guard.NOT_CRIME: "不是涉嫌犯罪案件",
    Guard.APPROVED_AT: "涉嫌犯罪的：写明批准的时刻",
    Guard.LETTER: "移送函、移送书已签发",
    Guard.ENCLOSED: "涉嫌犯罪的：所附材料齐全",
    Guard.IN_HOURS: "涉嫌犯罪的：批准后 24 小时内，逾时说明原因",
    Guard.IN_THREE_DAYS: "接到通知 3 日内",
    Guard.URGING: "发函的：催询函已签发",
    Guard.REASON: "写明原因",
}


def matter_of(now: Course) -> Matter:
    """What is handed over."""
    return Matter(now.text("matter") or Matter.CLUE)


def receiver_of(now: Course) -> Receiver:
    """To whom."""
    return Receiver(now.text("receiver") or Receiver.MARKET)


def is_crime(now: Course) -> bool:
    """Whether the rules of 移送规定 hold."""
    return matter_of(now) is Matter.CRIME


def letter_of(now: Course) -> str:
    """The paper with which it goes; to 纪检监察 one that nobody else reads."""
    if receiver_of(now) is Receiver.DISCIPLINE:
        return SEALED_LETTER
    return LETTER_OF[matter_of(now)]


def moment(now: Course, name: str) -> datetime | None:
    """An answer that is a moment."""
    value = now.said(name)
    return datetime.fromisoformat(value) if value else None


def _problems_stand(now: Course, _: Actor) -> str:
    return groundless(
        now,
        "移送",
        otherwise="请撤回提请；涉嫌犯罪的，先撤回批准，再由负责人决定。"
        "仍应移送的，按现有依据另行提请。",
    )


def _receiver(now: Course, _: Actor) -> str:
    receiver = receiver_of(now)
    if is_crime(now) and receiver is not Receiver.POLICE:
        return "涉嫌犯罪案件向同级公安机关移送（移送规定第五条），请改选公安机关。"
    if matter_of(now) is Matter.JOINT and receiver in (Receiver.POLICE, Receiver.DISCIPLINE):
        return f"联合惩戒建议不发给{RECEIVER_LABELS[receiver]}，请改选有惩戒措施的部门。"
    return ""


def _party(now: Course, _: Actor) -> str:
    """DOMAIN 1.3, 7.3: prices, fees, taxes and joint measures are a company's; a fire hazard, a
    crime or an official is not always."""
    needs = receiver_of(now) in _OF_A_COMPANY or matter_of(now) is Matter.JOINT
    if not needs or now.beside.get("has_company"):
        return ""
    return (
        f"移送{RECEIVER_LABELS[receiver_of(now)]}的价格、收费、税务事项和联合惩戒建议都针对企业，"
        "请选定企业后重新提请。"
    )


def _sealed(now: Course, actor: Actor) -> str:
    if receiver_of(now) is not Receiver.DISCIPLINE:
        return ""
    if actor.role is Role.M_LD:
        return ""
    return (
        "检举控告公职人员的线索密封办理，由市级负责人移送纪检监察机关"
        "（信访工作条例第二十二条第二款、第三十条）。"
    )


def _team(now: Course, _: Actor) -> str:
    if not is_crime(now):
        return ""
    whole = {
        (str(one["name"]).strip(), str(one["certificate"]).strip()) for one in now.items("team")
    }
    names = {name for name, certificate in whole if name and certificate}
    if len(names) >= _TEAM:
        return ""
    return (
        "涉嫌犯罪的，应由两名以上行政执法人员组成专案组核实（移送规定第五条），"
        "请写明姓名和执法证号。"
    )


def _measures(now: Course, _: Actor) -> str:
    if matter_of(now) is not Matter.JOINT:
        return "惩戒措施只用于联合惩戒建议，请去掉。" if chosen(now) else ""
    return misfit(now, receiver_of(now))


def _on_the_list(now: Course, _: Actor) -> str:
    return outdated(now, receiver_of(now)) if matter_of(now) is Matter.JOINT else ""


def _crime(now: Course, _: Actor) -> str:
    if is_crime(now):
        return ""
    return "这一步只用于涉嫌犯罪案件的移送（移送规定第五条、第八条、第九条）。"


def _not_crime(now: Course, _: Actor) -> str:
    if not is_crime(now):
        return ""
    return (
        "涉嫌犯罪的不能撤回了事：由负责人在 3 日内批准，"
        "或不批准并将理由记录在案（移送规定第五条）。"
    )


def _approved_at(now: Course, _: Actor) -> str:
    if not is_crime(now):
        return ""
    at = moment(now, "approved_at")
    if at is None:
        return "请写明批准的时刻：应在批准后 24 小时内向公安机关移送（移送规定第五条）。"
    return _on_the_day(now, at, "批准")


def _on_the_day(now: Course, at: datetime, what: str) -> str:
    local = at.astimezone(_ZONE).date()
    if local == now.day_now:
        return ""
    return (
        f"{what}的时刻在 {chinese_day(local)}，与填写的日期 {chinese_day(now.day_now)}不是同一天。"
    )


def _letter(now: Course, _: Actor) -> str:
    key = letter_of(now)
    if now.signed_on(key):
        return _stale(now, key)
    return f"请先起草、签发《{TITLES[key]}》，再登记移送。"


def _stale(now: Course, key: str) -> str:
    return stale(now, key, TITLES[key], SPEAKS_OF[key], ACT_LABELS)


_ENCLOSURES: Final = {
    "report": "涉嫌犯罪案件情况的调查报告",
    "inventory": "涉案物品清单",
    "appraisal": "检验报告或者鉴定结论",
}


def _enclosed(now: Course, _: Actor) -> str:
    if not is_crime(now):
        return ""
    lacking = [label for name, label in _ENCLOSURES.items() if not now.text(name).strip()]
    if not lacking:
        return ""
    return (
        f"移送涉嫌犯罪案件应当附{'、'.join(lacking)}（移送规定第六条），"
        "请用“补充移送材料”逐项填写；没有的，写明“无”和原因。"
    )


def _in_hours(now: Course, _: Actor) -> str:
    if not is_crime(now):
        return ""
    approved, sent = moment(now, "approved_at"), moment(now, "sent_at")
    if sent is None or approved is None:
        return "请写明移送的时刻。"
    if sent < approved:
        return "移送的时刻早于批准的时刻，请核对。"
    if sent - approved > SEND_HOURS and not now.reason.strip():
        return "超过了批准后 24 小时（移送规定第五条），仍应立即移送，并在“说明”中写明原因。"
    return _on_the_day(now, sent, "移送")


def _in_three_days(now: Course, _: Actor) -> str:
    until = now.beside.get("due_on")
    if until is None or now.day_now <= until:
        return ""
    return (
        f"应自接到通知之日起 3 日内提出（移送规定第九条），{chinese_day(until)}已经过了。"
        "可以直接登记办结，或就新的证据另行移送。"
    )


def _urging(now: Course, _: Actor) -> str:
    if now.said("way") != UrgingWay.LETTER:
        return ""
    if receiver_of(now) is Receiver.DISCIPLINE:
        return "密封移送的件不发催询函，请当面或电话询问。"
    if now.signed_on(URGING):
        return _stale(now, URGING)
    return "请先起草、签发《催询函》；电话、上门询问的，改选催询方式。"


def _reason(now: Course, _: Actor) -> str:
    return "" if now.reason.strip() else "请写明理由，理由记录在案。"


GUARDS: Final[Mapping[Guard, Ask[Course]]] = {
    Guard.RECEIVER: _receiver,
    Guard.PROBLEMS_STAND: _problems_stand,
    Guard.PARTY: _party,
    Guard.SEALED: _sealed,
    Guard.TEAM: _team,
    Guard.MEASURES: _measures,
    Guard.ON_THE_LIST: _on_the_list,
    Guard.CRIME: _crime,
    Guard.NOT_CRIME: _not_crime,
    Guard.APPROVED_AT: _approved_at,
    Guard.LETTER: _letter,
    Guard.ENCLOSED: _enclosed,
    Guard.IN_HOURS: _in_hours,
    Guard.IN_THREE_DAYS: _in_three_days,
    Guard.URGING: _urging,
    Guard.REASON: _reason,
}
