"""送达解聘通知 is one act (民法典 946): entered with the paper, read by the step of the exit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.documents.service import WAY_LABELS, Way
from tingban.rules.exits.owner_papers import DISMISSAL, NOT_RENEWING
from tingban.rules.law import cite
from tingban.rules.rectification.course import Course

NOTICES: Final = {it.key: it.title for it in (DISMISSAL, NOT_RENEWING)}
# How the step names the ways that a paper knows; the first four are also those of a notice that
# was made on paper.
_STEP_WAYS: Final[Mapping[Way, str]] = {
    Way.DIRECT: "direct",
    Way.MAIL: "post",
    Way.LEFT: "witnessed",
    Way.ELECTRONIC: "electronic",
    Way.ENTRUSTED: "entrusted",
    Way.NOTICE: "notice",
}
SERVICE_WAYS: Final = (
    ("direct", "当面送交并签收"),
    ("post", "邮政特快专递"),
    ("notary", "公证送达"),
    ("witnessed", "留置并由居民委员会见证"),
    *((_STEP_WAYS[way], WAY_LABELS[way]) for way in (Way.ELECTRONIC, Way.ENTRUSTED, Way.NOTICE)),
)


@dataclass(frozen=True, slots=True)
class NoticeService:
    """How a notice that was made on the platform reached the company."""

    on: date
    way: str
    proof: str
    receiver: str


def read_from_paper(now: Course) -> Mapping[str, Any]:
    """The answers that the step takes from the paper, `on` its day; nothing before its service."""
    found: NoticeService | None = now.beside.get("notice_service")
    key = _notice(now)
    if found is None or not key or now.served_on(key) != found.on:
        return {}
    told = {
        "on": found.on, "service_way": _STEP_WAYS[Way(found.way)], "proof": found.proof,
        "taken_by": found.receiver,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def service_guard(now: Course, _: Actor) -> str:
    """The day of the paper is the day of the step; a paper that was not served serves nobody."""
    key = _notice(now)
    if not key:
        return ""
    on, title = now.served_on(key), NOTICES[key]
    if on is None:
        if str(now.told.get("notice_original") or "").strip():
            return ""
        return (
            f"《{title}》还没有登记送达，或者还没有到送达的日期。请先在这份文书上登记送达的日期、方式和凭证"
            f"（{cite('CC-946')}），这一步就从文书读取。"
        )
    if on == now.day_now:
        return ""
    return (
        f"《{title}》上登记的送达日是 {chinese_day(on)}，这里填的是 {chinese_day(now.day_now)}。"
        f"通知期从送达起算（{cite('CC-946')}），只认一个日期，请按文书上的填写；"
        "文书上写错的，另制作一份通知书重新送达。"
    )


def _notice(now: Course) -> str:
    """The key of the notice that was signed last; empty where owners keep it on paper."""
    found = {key: now.papers[key].signed_at for key in NOTICES if key in now.papers}
    signed = [(at, key) for key, at in found.items() if at is not None]
    return max(signed)[1] if signed else ""
