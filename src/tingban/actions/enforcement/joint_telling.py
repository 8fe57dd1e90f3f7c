"""Whoever prepares a proposal is told that one of its measures will read otherwise, or be gone.

The guards would say so on the day, to whoever meets them; by then the letter may be signed. What is
sealed never holds measures, and would be told to nobody (信访工作条例 30).
"""

from datetime import date
from typing import Final

from tingban.actions.notices import outbox
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import Transfer
from tingban.kit.dates import chinese_day
from tingban.kit.text import shorten
from tingban.reads.enforcement import joint_measures
from tingban.reads.enforcement.transfers import TRANSFERS
from tingban.rules.actors import Role
from tingban.rules.areas import CITY
from tingban.rules.notices import Kind, Message, Recipient

_WAY_OUT: Final = (
    "在那天以前没有发出的，请到那天用“补充移送材料”从当天的清单中重新选定，"
    "再签发《联合惩戒建议函》。"
)


def tell_changed(key: str, label: str, new_label: str, on: date, entry: Entry) -> None:
    """Its words, organs or grounds are others from a day on."""
    now = f"，改为“{new_label}”" if new_label != label else ""
    _tell(key, f"“{label}”{chinese_day(on)}起修改{now}。原因：{entry.note}", _WAY_OUT, entry)


def tell_ended(key: str, label: str, on: date, entry: Entry) -> None:
    """It is not offered any more from a day on."""
    _tell(key, f"“{label}”{chinese_day(on)}起停用。原因：{entry.note}", _WAY_OUT, entry)


def tell_withdrawn(key: str, label: str, entry: Entry) -> None:
    """What was told before does not come."""
    told = f"“{label}”的改动或者停用已经撤销，照原来的执行。原因：{entry.note}"
    _tell(key, told, "没有改选的，不用再改选。", entry)


def _tell(key: str, what: str, advice: str, entry: Entry) -> None:
    for row in joint_measures.proposing(key):
        message = Message(
            Kind.TASK, f"提请的联合惩戒措施有改动：{row.number}", f"{shorten(what, 300)}\n{advice}",
            link=f"/desk/{TRANSFERS.folder}/{row.number}/",
        )  # fmt: skip
        outbox.tell(
            key=f"joint_measure:{entry.pk}:{row.number}", subject=TRANSFERS.subject_of(row.number),
            to=_preparers(row), message=message, at=entry.at, act=entry,
        )  # fmt: skip


def _preparers(row: Transfer) -> Recipient:
    return Recipient.office(row.county_id, Role.M_OP if row.county_id == CITY else Role.C_OP)
