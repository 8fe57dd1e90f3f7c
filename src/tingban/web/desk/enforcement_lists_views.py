"""Lists of 等级核定, 行政处罚 and 媒体曝光."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.urls import reverse

from tingban.reads.enforcement import sanctions
from tingban.reads.enforcement.sanctions import ExposureRow, LevelRow, PenaltyRow
from tingban.rules.actors import READERS
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement import LEVEL_LABELS, ORGAN_LABELS, LevelKind, PenaltyOrgan
from tingban.web import doors
from tingban.web.desk.enforcement_forms import (
    ExposureFilterForm,
    LevelFilterForm,
    PenaltyFilterForm,
)
from tingban.web.desk.sanction_pages import Cell, ListPage, list_page
from tingban.web.doors import DeskRequest
from tingban.web.ui import days
from tingban.web.ui.listing import Column

COUNTY: Final = Column("county", "县(市、区)", sort=True)


def _level_cells(row: LevelRow) -> Sequence[Cell]:
    return (
        Cell(row.community, reverse("desk:level", args=[row.id])),
        Cell(AREA_BY_CODE[row.county_code].name),
        Cell(days.in_cell(row.decided_on), value=row.decided_on),
        Cell(LEVEL_LABELS[LevelKind(row.kind)]),
        Cell(f"{row.old_level or '—'} → {row.new_level or '—'}"),
        Cell(row.document),
        Cell("已作废", tone="still") if row.is_void else Cell("有效", tone="good"),
    )


LEVELS: Final = ListPage(
    "等级核定", "次",
    (Column("name", "小区", sort=True), COUNTY, Column("on", "决定日期", sort=True),
     Column("kind", "类型"), Column("levels", "等级变化"), Column("document", "文号"),
     Column("state", "状态")),
    _level_cells, sanctions.levels, LevelFilterForm, "desk:level_add", "登记等级核定",
    "小区服务等级重新核定或者上调的，在这里登记；重新核定计入汇总表。",
    beside=(("重新核定案件", "desk:level_cases"), ("服务等级标准", "desk:service_levels")),
)  # fmt: skip


def _penalty_cells(row: PenaltyRow) -> Sequence[Cell]:
    revoked = (
        Cell(days.in_cell(row.revoked_on, after="撤销"), tone="still") if row.revoked_on else None
    )
    return (
        Cell(row.number, reverse("desk:penalty", args=[row.id])),
        Cell(row.company, reverse("desk:company", args=[row.company_id])),
        Cell(AREA_BY_CODE[row.county_code].name),
        Cell(ORGAN_LABELS[PenaltyOrgan(row.organ)]),
        Cell(days.in_cell(row.decided_on), value=row.decided_on),
        Cell(row.category),
        Cell("—" if row.fine is None else f"{row.fine:,.2f}", value=row.fine or ""),
        revoked or Cell("有效", tone="good"),
    )


PENALTIES: Final = ListPage(
    "行政处罚", "份",
    (Column("number", "文号", sort=True), Column("name", "企业", sort=True), COUNTY,
     Column("organ", "机关"), Column("on", "决定日期", sort=True), Column("category", "类别"),
     Column("fine", "罚款", numeric=True, sort=True, unit="元"), Column("state", "状态")),
    _penalty_cells, sanctions.penalties, PenaltyFilterForm, "desk:penalty_add", "登记行政处罚",
    "对物业服务企业作出的处罚决定，按文号登记；住建部门的计入汇总表。",
    beside=(("处罚案件", "desk:penalty_cases"),),
)  # fmt: skip


def _exposure_cells(row: ExposureRow) -> Sequence[Cell]:
    ended = (
        Cell(days.in_cell(row.withdrawn_on, after="撤下"), tone="still")
        if row.withdrawn_on
        else None
    )
    bare = Cell("没有附典型案例，不计数", tone="soon") if not row.case_title else None
    return (
        Cell(row.company, reverse("desk:exposure", args=[row.id])),
        Cell(AREA_BY_CODE[row.county_code].name),
        Cell(days.in_cell(row.published_on), value=row.published_on),
        Cell(row.media or "—"),
        Cell(row.case_title or "—"),
        ended or bare or Cell("公开中", tone="good"),
    )


EXPOSURES: Final = ListPage(
    "媒体曝光", "次",
    (Column("name", "企业", sort=True), COUNTY, Column("on", "发布日期", sort=True),
     Column("media", "媒体"), Column("case", "典型案例"), Column("state", "状态")),
    _exposure_cells, sanctions.exposures, ExposureFilterForm, "desk:exposure_add", "登记媒体曝光",
    "在媒体公开曝光的企业，在这里登记；附有典型案例的计入汇总表。",
    beside=(("典型案例", "desk:exposure_cases"),),
)  # fmt: skip


@doors.desk(roles=READERS)
def levels_list(request: DeskRequest) -> HttpResponse:
    """等级核定."""
    return list_page(request, LEVELS)


@doors.desk(roles=READERS)
def penalties_list(request: DeskRequest) -> HttpResponse:
    """行政处罚."""
    return list_page(request, PENALTIES)


@doors.desk(roles=READERS)
def exposures_list(request: DeskRequest) -> HttpResponse:
    """媒体曝光."""
    return list_page(request, EXPOSURES)
