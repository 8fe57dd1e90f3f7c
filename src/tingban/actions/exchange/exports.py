"""`export_workbook`: everything that stands leaves the platform as one file, and that is logged."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import BinaryIO, Final, TypeVar

from django.db import connection, transaction

from tingban.actions.audit import log
from tingban.actions.complaints import vault
from tingban.data.complaints.models import CaseContact
from tingban.reads.exchange.ledger import Held, masked
from tingban.reads.exchange.whole import sheets
from tingban.reports.exchange.workbook import write_workbook
from tingban.rules.actors import ROLE_LABELS, Actor
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.errors import NotAllowed, Refused

T = TypeVar("T")
SHORTEST_REASON: Final = 4


def export_workbook(
    *,
    target: BinaryIO,
    actor: Actor,
    at: datetime,
    area: str | None = None,
    reason: str = "",
    seen: Callable[[int], None] = lambda _: None,
) -> dict[str, int]:
    """Write the whole exchange workbook (INTERCHANGE 1); the answer counts the rows by sheet.

    Without `area` it holds all that the actor sees. Contacts are masked; a `reason` asks for
    them in clear, is given only to those who handle cases, and is kept in the event log. `seen`
    hears how many sheets are written.
    """
    check_export(actor, area, reason)
    with_identities = bool(reason.strip())
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            _hold_still()
        shown = _in_clear if with_identities else masked
        counts = write_workbook(
            _counted(sheets(actor, area=area, shown=shown), seen),
            made_by=actor.name,
            at=at,
            target=target,
        )
        log.record(
            actor=actor,
            at=at,
            act="exchange.identities_exported" if with_identities else "exchange.file_exported",
            subject=f"export:{area or own_area(actor)}",
            note=reason.strip(),
            change=(None, {"rows": counts}),
        )
    return counts


def _counted(parts: Iterable[T], seen: Callable[[int], None]) -> Iterator[T]:
    """When a sheet is asked for, those before it are written."""
    for place, part in enumerate(parts):
        seen(place)
        yield part


def own_area(actor: Actor) -> str:
    """The area whose facts an export without an area holds."""
    return CITY if actor.sees_whole_city else actor.area_code


def check_export(actor: Actor, area: str | None, reason: str) -> None:
    """Refuse whoever may not take these facts along, or not with identities."""
    if not actor.sees_facts:
        raise NotAllowed(
            f"您的岗位（{ROLE_LABELS[actor.role]}）不查看业务数据，不能导出。", rule="DOMAIN 9.2"
        )
    if area is not None and area not in AREA_BY_CODE:
        raise Refused(
            f"没有区划“{area}”。请填 13 个县(市、区)或 {CITY}（运城市本级）的六位代码。",
            rule="INTERCHANGE 2",
        )
    if area is not None and not actor.covers(area):
        own = AREA_BY_CODE[actor.area_code].name
        raise NotAllowed(f"您只能导出{own}的数据。", rule="DOMAIN 0.3")
    if reason.strip():
        _check_identities(actor, reason.strip())


def _check_identities(actor: Actor, reason: str) -> None:
    """Whoever handles cases may take their identities along, and says what for."""
    if not actor.is_writer:
        raise NotAllowed(
            "只有县(市、区)和市局的办理人员可以导出投诉举报人的身份信息。",
            rule="信访工作条例 30",
        )
    if len(reason) < SHORTEST_REASON:
        raise Refused("请写明导出身份信息的用途，例如“迁移到新服务器”。", rule="DOMAIN 9.1")


def _hold_still() -> None:
    """All sheets show one moment, whatever others write meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _in_clear(number: str, held: Held) -> str:
    row = CaseContact(kind=held.kind, box=held.box, key_id=held.key_id)
    return vault.open_contact(row, case_number=number).shown
