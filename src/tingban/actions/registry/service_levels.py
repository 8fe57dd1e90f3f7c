"""Acts on 服务等级: the bureau states its own standard, level by level (AMB-36)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import log
from tingban.actions.audit.locking import create_once, hold, lock, once
from tingban.data.registry.models import ServiceLevel
from tingban.kit.text import clean_line
from tingban.reads.registry import service_levels as reads
from tingban.rules.actors import Actor
from tingban.rules.errors import Conflict, NotAllowed, Refused
from tingban.rules.registry.levels import check_fees, check_rank

_ADDED: Final = "registry.service_level_added"
_CORRECTED: Final = "registry.service_level_corrected"


@dataclass(frozen=True, slots=True)
class ServiceLevelStatement:
    """One level of a standard; a higher rank is a better service."""

    code: str
    name: str
    rank: int
    valid_from: date
    standard: str = ""
    fee_min: Decimal | None = None
    fee_max: Decimal | None = None

    def clean(self) -> "ServiceLevelStatement":
        """The same with tidy words, or a refusal."""
        code, name = clean_line(self.code), clean_line(self.name)
        if not code or not name:
            raise Refused("请填写服务等级的代码和名称。", rule="AMB-36")
        check_rank(self.rank)
        check_fees(self.fee_min, self.fee_max)
        return ServiceLevelStatement(
            code, name, self.rank, self.valid_from, clean_line(self.standard), self.fee_min,
            self.fee_max,
        )  # fmt: skip


def _check_office(actor: Actor) -> None:
    """One standard holds for the whole city."""
    if not (actor.is_writer and actor.sees_whole_city):
        raise NotAllowed("服务等级标准由市局登记，全市共用。", rule="AMB-36")


@transaction.atomic
def add_service_level(
    *, statement: ServiceLevelStatement, actor: Actor, at: datetime, form: str = ""
) -> int:
    """State a level, or what it is from another day on."""
    _check_office(actor)
    stated = statement.clean()

    def write() -> str:
        hold("service_levels")
        _check_free(stated)
        row = create_once(
            ServiceLevel(**asdict(stated)),
            f"代码 {stated.code} 从这一天起的等级已经登记，请在列表中点开修改。",
        )
        log.record(
            actor=actor, at=at, act=_ADDED, subject=f"service_level:{row.pk}", note=stated.name,
            change=(None, _plain(stated) | ({"form": form} if form else {})),
        )  # fmt: skip
        return str(row.pk)

    return int(once(form, act=_ADDED, actor=actor, at=at, write=write))


@transaction.atomic
def correct_service_level(
    *, level_id: int, seen: str, statement: ServiceLevelStatement, actor: Actor, at: datetime
) -> None:
    """Put right what was stated wrongly; `seen` is what the page showed."""
    _check_office(actor)
    stated = statement.clean()
    hold("service_levels")
    row = lock(ServiceLevel.objects.all(), reads.NOT_FOUND, pk=level_id)
    if reads.service_level(actor, level_id, today=timezone.localdate(at)).stated != seen:
        raise Conflict(
            "您打开页面之后，这个服务等级已被修改。请先核对最新内容，再保存；您填写的内容没有写入。"
        )
    _check_free(stated, besides=level_id)
    before = _stated(row)
    for name, value in asdict(stated).items():
        setattr(row, name, value)
    row.save()
    log.record(
        actor=actor, at=at, act=_CORRECTED, subject=f"service_level:{level_id}", note=stated.name,
        change=(_plain(before), _plain(stated)),
    )  # fmt: skip


def _check_free(stated: ServiceLevelStatement, besides: int = 0) -> None:
    """A code has one level a day, and a rank one level of the same standard."""
    rows = ServiceLevel.objects.exclude(pk=besides).filter(valid_from=stated.valid_from)
    if rows.filter(code=stated.code).exists():
        raise Conflict(f"代码 {stated.code} 从这一天起的等级已经登记，请在列表中点开修改。")
    other = rows.filter(rank=stated.rank).order_by("code").first()
    if other is not None:
        raise Refused(
            f"排位 {stated.rank} 已是“{other.name}”，每个等级的排位各不相同。", rule="AMB-36"
        )


def _stated(row: ServiceLevel) -> ServiceLevelStatement:
    return ServiceLevelStatement(
        row.code, row.name, row.rank, row.valid_from, row.standard, row.fee_min, row.fee_max
    )


def _plain(stated: ServiceLevelStatement) -> dict[str, object]:
    return {name: None if value is None else str(value) for name, value in asdict(stated).items()}
