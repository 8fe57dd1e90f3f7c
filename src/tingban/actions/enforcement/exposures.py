"""Acts on 媒体曝光 (CELL C05): publish, attach the 典型案例, withdraw."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, find, lock
from tingban.actions.enforcement.projection import project_exposures
from tingban.actions.registry import companies
from tingban.data.enforcement.models import Exposure, ExposureFact, ExposureStep
from tingban.data.registry.models import Company
from tingban.kit.text import clean_line
from tingban.rules.actors import Actor, check_writes
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.deadlines.days import check_day
from tingban.rules.enforcement import ExposureStepKind
from tingban.rules.errors import Conflict, NotNow, Refused

NOT_FOUND = "没有找到这次曝光，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class ExposureStatement:
    """What is stated of an exposure; without a 典型案例 it stands but does not count (note 2)."""

    company_id: int
    county_code: str
    published_on: date
    media: str = ""
    case_title: str = ""


@transaction.atomic
def record_exposure(*, statement: ExposureStatement, actor: Actor, at: datetime) -> int:
    """Register a published exposure."""
    if statement.county_code not in AREA_BY_CODE:
        raise Refused("请选择曝光所属的县(市、区)。", rule="CELL C05")
    check_writes(actor, statement.county_code)
    check_day(statement.published_on, today=timezone.localdate(at), what="发布日期")
    rows = Company.objects.visible_to(actor).select_related("merged_into")
    company = find(rows, companies.NOT_FOUND, pk=statement.company_id)
    key = {
        "company": company.merged_into or company,
        "county_id": statement.county_code,
        "published_on": statement.published_on,
        "media": clean_line(statement.media),
    }
    if Exposure.objects.filter(**key).exists():
        raise Conflict("同一企业当天在同一媒体的曝光已经登记。", rule="INTERCHANGE 1")
    exposure = create_once(Exposure(**key), "这次曝光刚刚被登记，请刷新后核对。")
    fact = ExposureFact(exposure=exposure, case_title=clean_line(statement.case_title))
    entry = log.record(
        actor=actor,
        at=at,
        act="enforcement.exposure_published",
        subject=f"exposure:{exposure.pk}",
        note=f"{exposure.company.name} {exposure.media}".strip(),
        change=(None, facts.stated(fact, without="exposure")),
    )
    facts.append(fact, act=entry)
    step = ExposureStep(
        exposure=exposure, kind=ExposureStepKind.PUBLISH.value, on=statement.published_on
    )
    facts.append(step, act=entry)
    project_exposures([exposure.pk])
    return exposure.pk


@transaction.atomic
def attach_case(
    *, exposure_id: int, case_title: str, version: int, actor: Actor, at: datetime
) -> None:
    """Name the 典型案例 of an exposure (附件3, note 2); `version` is the fact that was seen."""
    exposure = lock(Exposure.objects.visible_to(actor), NOT_FOUND, pk=exposure_id)
    check_writes(actor, exposure.county_id)
    if not clean_line(case_title):
        raise Refused("请填写典型案例的标题或文件名。", rule="CELL C05")
    standing = find(ExposureFact.objects.standing(), NOT_FOUND, exposure=exposure)
    check_seen(standing.pk, version, subject=f"exposure:{exposure.pk}")
    fresh = ExposureFact(exposure=exposure, case_title=clean_line(case_title))
    before, after = (facts.stated(fact, without="exposure") for fact in (standing, fresh))
    if before == after:
        return
    entry = log.record(
        actor=actor,
        at=at,
        act="enforcement.exposure_case_attached",
        subject=f"exposure:{exposure.pk}",
        change=(before, after),
    )
    facts.restate(standing, fresh, owner="exposure", act=entry)
    project_exposures([exposure.pk])


@transaction.atomic
def withdraw_exposure(
    *, exposure_id: int, on: date, reason: str, actor: Actor, at: datetime
) -> None:
    """The exposure was taken down on this day; until the day before it counts (CELL C05)."""
    exposure = lock(Exposure.objects.visible_to(actor), NOT_FOUND, pk=exposure_id)
    check_writes(actor, exposure.county_id)
    if not reason.strip():
        raise Refused("请写明撤下的原因。")
    if exposure.withdrawn_on is not None:
        raise NotNow("这次曝光已经撤下。")
    floor = (exposure.published_on, "发布日期")
    check_day(on, today=timezone.localdate(at), what="撤下日期", not_before=floor)
    entry = log.record(
        actor=actor,
        at=at,
        act="enforcement.exposure_withdrawn",
        subject=f"exposure:{exposure.pk}",
        note=reason.strip(),
        change=(None, {"withdrawn_on": on.isoformat()}),
    )
    step = ExposureStep(exposure=exposure, kind=ExposureStepKind.WITHDRAW.value, on=on)
    facts.append(step, act=entry)
    project_exposures([exposure.pk])
