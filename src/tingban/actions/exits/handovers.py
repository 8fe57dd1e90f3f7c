"""退出移交清单 (DOMAIN 3.3, M1…M10): each line stated, confirmed by the four sides, withdrawn."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen
from tingban.actions.documents import attachments
from tingban.actions.rectification import proceedings
from tingban.actions.rectification.proceedings import Turn
from tingban.data.audit.models import Entry
from tingban.data.exits.models import HandoverConfirmation, HandoverLine, HandoverObjection
from tingban.kit.text import clean_line
from tingban.reads.exits import company_handover as sides
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.handover import SAID, line_of
from tingban.reads.rectification.company_side import Sight
from tingban.rules.actors import WRITERS, Actor, Role
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents.sharing import Copy
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.exits.exit_stages import HANDING_OVER, STAGE_LABELS
from tingban.rules.exits.handover import (
    ITEM_LABELS,
    PARTY_LABELS,
    PARTY_OF,
    Line,
    Party,
    check_line,
    check_own_line,
    item_label,
    stated_by,
)

_STATING: Final = WRITERS | {Role.C_ENF, Role.STR, Role.OWN}
NO_LINE: Final = "没有找到这一项移交内容，请刷新页面后再办理。"


@transaction.atomic
def state_line(*, number: str, line: Line, version: int, actor: Actor, at: datetime) -> None:
    """State a part of an item, or state it anew; who had confirmed it must confirm again."""
    turn = _begin(number, version, actor, at)
    if actor.role not in _STATING:
        raise NotAllowed("移交清单由业主一方、街道或者住建部门登记。", rule="DOMAIN 3.3")
    check_line(line)
    check_day(line.on, today=turn.today, what="移交日期")
    fresh = HandoverLine(
        case_id=turn.row.pk, item=line.item.value, part=clean_line(line.part)[:96],
        state=line.state.value, on=line.on, receiver=line.receiver.value,
        quantity=clean_line(line.quantity)[:64], condition=clean_line(line.condition)[:200],
        reading=clean_line(line.reading)[:96], balance=line.balance,
        lacking=clean_line(line.lacking)[:200], lacking_until=line.lacking_until,
        note=clean_line(line.note)[:400], files=[clean_line(it)[:96] for it in line.files],
    )  # fmt: skip
    standing = standing_line(turn, line.item.value, fresh.part)
    if standing is not None:
        check_own_line(standing.part, stated_by(standing.act.role), actor.role)
    entry = _record(turn, "exits.handover_line_stated", standing, fresh)
    if facts.restate(standing, fresh, owner="case", act=entry) and standing is not None:
        _drop_words(standing, entry)
    end(turn)


@transaction.atomic
def withdraw_line(
    *, number: str, key: tuple[str, str], reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """A line was stated by mistake."""
    turn = _begin(number, version, actor, at)
    if actor.role not in _STATING:
        raise NotAllowed("移交清单由业主一方、街道或者住建部门登记。", rule="DOMAIN 3.3")
    if not reason.strip():
        raise Refused("请写明撤回的原因。")
    standing = standing_line(turn, *key)
    if standing is None:
        raise NotFound(NO_LINE)
    check_own_line(standing.part, stated_by(standing.act.role), actor.role)
    entry = _record(turn, "exits.handover_line_withdrawn", standing, None, reason.strip())
    _drop_words(standing, entry)
    facts.retract(standing, act=entry)
    end(turn)


@transaction.atomic
def confirm_lines(
    *,
    number: str,
    party: Party,
    keys: Sequence[tuple[str, str]],
    on: date,
    seen: tuple[Actor, int],
    at: datetime,
) -> None:
    """One of the four sides confirms lines as they stand; `seen`: who, and which version."""
    actor, version = seen
    turn = _begin(number, version, actor, at)
    _check_side(party, actor)
    check_day(on, today=turn.today, what="确认日期")
    if party is not PARTY_OF.get(actor.role):
        _check_unopposed(turn, party, keys)
    enter_confirmations(turn, party, keys, on)
    end(turn)


def enter_confirmations(
    turn: Turn, party: Party, keys: Sequence[tuple[str, str]], on: date
) -> None:
    """This side confirms these lines; what it objected to in them is settled."""
    if not keys:
        raise Refused("请至少选一项移交内容。")
    lines = [standing_line(turn, *key) for key in dict.fromkeys(keys)]
    told = {"party": party.value, "on": on.isoformat()}
    entry = log.record(
        actor=turn.actor, at=turn.at, act="exits.handover_line_confirmed", subject=turn.subject,
        change=(None, told | {"item": "、".join(named(*key) for key in keys)}),
    )  # fmt: skip
    for line in lines:
        if line is None:
            raise NotFound(NO_LINE)
        if on < line.on:
            raise Refused(f"“{line.part}”在 {line.on:%-m月%-d日}才移交，不能更早确认。")
        if party not in (line_of(line).confirmed or {}):
            facts.append(HandoverConfirmation(line=line, party=party.value, on=on), act=entry)
        for row in HandoverObjection.objects.standing().filter(line=line, party=party.value):
            facts.retract(row, act=entry)


def hand_out_picture(
    *, number: str, attachment_id: int, copy: Copy, sight: Sight, today: date
) -> tuple[str, str, bytes]:
    """One copy of a picture of the list, for the companies of both sides: name, type, bytes."""
    row = sides.picture(sight, number, attachment_id, today=today)
    if copy not in sides.copies(row):
        raise NotFound(sides.NOT_FOUND)
    return attachments.read_copy(row, copy)


def named(item: str, part: str) -> str:
    """第 1 项 物业服务用房：钥匙, as the log names a line."""
    known = item_label(item) if item in ITEM_LABELS else item
    return f"{known}：{part}"


def _begin(number: str, version: int, actor: Actor, at: datetime) -> Turn:
    turn = proceedings.begin(EXIT, number=number, actor=actor, at=at)
    check_open(turn)
    check_seen(turn.row.version, version, subject=turn.subject)
    return turn


def check_open(turn: Turn) -> None:
    """The list is kept from the end of the contract until the exit is complete."""
    if turn.row.stage not in HANDING_OVER:
        raise NotNow(
            f"现在是“{STAGE_LABELS[turn.row.stage]}”，移交清单从合同终止到退出完成之间登记。",
            rule="DOMAIN 3.3",
        )


def end(turn: Turn) -> None:
    """Whoever still has the list before this on a page is told."""
    turn.row.version += 1
    turn.row.save(update_fields=["version"])


def _check_side(party: Party, actor: Actor) -> None:
    # The bureau enters what was signed on paper.
    own = PARTY_OF.get(actor.role)
    if own is not None and own is not party:
        raise NotAllowed("每一方只能为自己确认；其他各方的签字由住建部门按纸质清单登记。")
    if own is None and actor.role not in WRITERS:
        raise NotAllowed("移交清单由四方各自确认，或者由住建部门按纸质清单登记。")


def _check_unopposed(turn: Turn, party: Party, keys: Sequence[tuple[str, str]]) -> None:
    # What a side said under its own account, nobody takes back for it from a paper.
    said = HandoverObjection.objects.standing().filter(line__case_id=turn.row.pk, party=party.value)
    opposed = set(said.values_list("line__item", "line__part"))
    parts = "、".join(f"“{part}”" for item, part in dict.fromkeys(keys) if (item, part) in opposed)
    if parts:
        raise NotNow(
            f"{PARTY_LABELS[party]}对{parts}提了异议，不能按纸质清单替它确认。它自己登录确认的，"
            "异议随之撤回；登记有误的，由登记的一方更正，再请各方重新确认。",
            rule="DOMAIN 3.3",
        )


def standing_line(turn: Turn, item: str, part: str) -> HandoverLine | None:
    """The line as it stands."""
    rows = HandoverLine.objects.standing().filter(case_id=turn.row.pk, item=item, part=part)
    return rows.select_related("act").prefetch_related(*SAID).first()


def _drop_words(line: HandoverLine, entry: Entry) -> None:
    """What was said of the line was said of it as it stood."""
    for said in (HandoverConfirmation, HandoverObjection):
        for row in said.objects.standing().filter(line=line):
            facts.retract(row, act=entry)


def _record(
    turn: Turn, act: str, before: HandoverLine | None, after: HandoverLine | None, note: str = ""
) -> Entry:
    line = after or before
    label = f"{ITEM_LABELS[line.item]}“{line.part}”" if line else ""
    change = (facts.stated(before, without="case"), facts.stated(after, without="case"))
    return log.record(
        actor=turn.actor, at=turn.at, act=act, subject=turn.subject,
        note="，".join(part for part in (label, note) if part), change=change,
    )  # fmt: skip
