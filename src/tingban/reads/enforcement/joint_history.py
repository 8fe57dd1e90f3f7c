"""How a measure of 联合惩戒 came to be what it is: versions, ends, and what was withdrawn."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import JointMeasure as Row
from tingban.data.enforcement.models import JointMeasureEnd
from tingban.reads.audit.history import Told, differences
from tingban.reads.enforcement.joint_measures import grounds_of, version_of
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.enforcement.joint_measures import Ground, Wording, receivers_told

# They came with the program, by no act of anybody.
_FIRST_LIST: Final = "随平台登记的首批措施"


def in_words(wording: Wording, grounds: Mapping[str, Ground], on: date) -> dict[str, str]:
    """What a measure says, question by question, with its articles as they are law on a day."""
    cited = [grounds[key].cited_on(on) if key in grounds else key for key in wording.articles]
    return {
        "措施": wording.label,
        "可以建议的部门": receivers_told(wording.receivers),
        "依据的条款": "、".join(cited),
        "其他依据": wording.basis,
    }


def history(actor: Actor, key: str) -> tuple[Told, ...]:
    """Everything that was ever stated of it, the newest first; what was withdrawn stays."""
    if not actor.sees_facts:
        return ()
    rows = list(Row.objects.filter(key=key).select_related("act", "retracted_by").order_by("id"))
    ends = JointMeasureEnd.objects.filter(key=key).select_related("act", "retracted_by")
    told = [*_versions(rows), *(_told(it, "停用", it.ends_on, "") for it in ends.order_by("id"))]
    return tuple(sorted(told, key=lambda it: (it.recorded_at, it.act), reverse=True))


def _versions(rows: list[Row]) -> Iterator[Told]:
    grounds = grounds_of(key for row in rows for key in row.articles)
    before: dict[str, str] = {}
    for row in rows:
        words = in_words(version_of(row, grounds).wording, grounds, row.valid_from)
        if before:
            yield _told(row, "修改", row.valid_from, differences(before, words))
        else:
            first = "；".join(f"{label}：{text}" for label, text in words.items() if text)
            yield _told(row, "登记", row.valid_from, first)
        before = words if row.retracted_at is None else before


def _told(fact: Known, what: str, on: date, changed: str) -> Told:
    act: Entry | None = fact.act if fact.act_id else None
    reason = act.note if act else _FIRST_LIST
    undoing = fact.retracted_by
    return Told(
        what=f"{what}，自这一天起",
        so_at=on,
        recorded_at=fact.recorded_at,
        who=act.actor_name if act else SYSTEM.name,
        note="。".join(part for part in (changed, f"原因：{reason}") if part),
        act=fact.act_id or 0,
        undone="已撤销" if undoing else "",
        undone_at=fact.retracted_at,
        undone_by=undoing.actor_name if undoing else "",
        reason=undoing.note if undoing else "",
    )
