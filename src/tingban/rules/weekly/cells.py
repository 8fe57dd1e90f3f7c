"""The 33 cells of 附件3: the one definition of each (DOMAIN 2.2–2.4).

Wording is that of the decree, byte for byte and block by block (AMB-08); `meaning` is the same
rule in plain words, shown as help. How a cell is counted stands in `reads.weekly.counting`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.rectification import CATEGORIES, GROUP_LABELS, Category, CategoryLabels
from tingban.rules.weekly.meanings import MEANINGS, PROBLEM_MEANING, RECTIFIED_MEANING


class Block(StrEnum):
    """The five blocks of 附件3; the value is the heading."""

    SURVEY = "排查情况"
    RECTIFY = "整改情况"
    ENFORCE = "查处情况"
    SUPERVISE = "督导检查情况"
    COMPLAINT = "投诉举报受理情况"


class Unit(StrEnum):
    """What a cell counts."""

    COMMUNITY = "小区"
    COMPANY = "企业"
    MISSION = "次"
    CASE = "件"
    PROBLEM = "个"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the form.

    `label` names the column by itself, as the decree prints it; `heads` is the path of merged
    headings from the block down to the column. `is_additive`: the city's total is the sum of the
    rows. `is_hard`: the number may not fall without a recorded cause (CHK-18).
    """

    code: str
    block: Block
    label: str
    heads: tuple[str, ...]
    unit: Unit
    meaning: str
    is_additive: bool = True
    is_hard: bool = False
    category: Category | None = None

    @property
    def title(self) -> str:
        """The number named so that it cannot be mistaken for another one."""
        return f"{self.block.value}·{self.label}"


PROBLEM_HEAD: Final = "排查存在问题情况涉及小区数"
RECTIFIED_HEAD: Final = "各类问题整改情况涉及小区数"
# E01–E04 stand under two heads that the extraction ran together (DOMAIN 2.2).
_CITY, _PROVINCE = "市级受理", "接收省厅转办"
_ACCEPTED, _CLOSED = "受理件数", "办结件数"
_BLOCKS: Final = dict(zip("ABCDE", Block, strict=True))


def _cell(
    code: str,
    label: str,
    unit: Unit,
    *,
    under: tuple[str, ...] = (),
    is_additive: bool = True,
    is_hard: bool = True,
) -> Cell:
    block = _BLOCKS[code[0]]
    heads = (block.value, *under, label)
    meaning = MEANINGS[code]
    return Cell(code, block, label, heads, unit, meaning, is_additive, is_hard)


def _complaint(code: str, group: str, label: str, *, is_hard: bool) -> Cell:
    block = Block.COMPLAINT
    heads = (block.value, group, label)
    meaning = MEANINGS[code]
    return Cell(code, block, group + label, heads, Unit.CASE, meaning, True, is_hard)


def _categories(letter: str, first: int, block: Block, head: str) -> tuple[Cell, ...]:
    """The eight columns of a block, one a category, under their groups."""
    template = PROBLEM_MEANING if block is Block.SURVEY else RECTIFIED_MEANING
    return tuple(
        Cell(
            code=f"{letter}{first + place:02d}",
            block=block,
            label=_label(labels, block),
            heads=(
                block.value,
                head,
                *((GROUP_LABELS[labels.group],) if labels.group else ()),
                _label(labels, block),
            ),
            unit=Unit.COMMUNITY,
            meaning=template.format(label=labels.body),
            category=labels.category,
        )
        for place, labels in enumerate(CATEGORIES)
    )


def _label(labels: CategoryLabels, block: Block) -> str:
    return labels.survey if block is Block.SURVEY else labels.rectify


_A, _B = Block.SURVEY, Block.RECTIFY
CELLS: Final[tuple[Cell, ...]] = (
    _cell("A01", "全面排查小区数", Unit.COMMUNITY),
    _cell("A02", "涉及企业数", Unit.COMPANY, is_additive=False),
    _cell("A03", "排查存在问题小区总数", Unit.COMMUNITY, under=(PROBLEM_HEAD,), is_hard=False),
    *_categories("A", 4, _A, PROBLEM_HEAD),
    _cell("B01", "完成整改小区数", Unit.COMMUNITY, is_hard=False),
    *_categories("B", 2, _B, RECTIFIED_HEAD),
    _cell("C01", "责令整改小区数", Unit.COMMUNITY),
    _cell("C02", "重新核级小区数", Unit.COMMUNITY),
    _cell("C03", "行政处罚企业数", Unit.COMPANY, is_additive=False),
    _cell("C04", "物业服务退出小区数", Unit.COMMUNITY),
    _cell("C05", "媒体曝光企业数", Unit.COMPANY, is_additive=False),
    _cell("D01", "督导检查次数", Unit.MISSION),
    _cell("D02", "督导检查小区数", Unit.COMMUNITY, is_additive=False),
    _cell("D03", "发现问题小区数", Unit.COMMUNITY, is_additive=False, is_hard=False),
    _cell("D04", "完成整改小区数", Unit.COMMUNITY, is_additive=False, is_hard=False),
    _complaint("E01", _CITY, _ACCEPTED, is_hard=True),
    _complaint("E02", _CITY, _CLOSED, is_hard=False),
    _complaint("E03", _PROVINCE, _ACCEPTED, is_hard=True),
    _complaint("E04", _PROVINCE, _CLOSED, is_hard=False),
)
CODES: Final[tuple[str, ...]] = tuple(cell.code for cell in CELLS)
CELL_BY_CODE: Final[dict[str, Cell]] = {cell.code: cell for cell in CELLS}
# A(k+2) and Bk speak of the same category, k = 2…9 (CHK-06, CHK-07).
CATEGORY_PAIRS: Final[tuple[tuple[str, str], ...]] = tuple(
    (f"A{k + 2:02d}", f"B{k:02d}") for k in range(2, 10)
)


@dataclass(frozen=True, slots=True)
class Extra:
    """A supplementary indicator: internal and in the 简报, never in the grid (DOMAIN 2.4)."""

    code: str
    label: str
    unit: Unit
    meaning: str
    is_additive: bool = True


EXTRAS: Final[tuple[Extra, ...]] = (
    Extra("N_c", "在册小区数", Unit.COMMUNITY, MEANINGS["N_c"]),
    Extra("A02p", "存在问题企业数", Unit.COMPANY, MEANINGS["A02p"], is_additive=False),
    Extra("C03x", "其他机关处罚企业数", Unit.COMPANY, MEANINGS["C03x"], is_additive=False),
    Extra("E05", "县级受理受理件数", Unit.CASE, MEANINGS["E05"]),
    Extra("E06", "县级受理办结件数", Unit.CASE, MEANINGS["E06"]),
    Extra("P01", "发现问题", Unit.PROBLEM, MEANINGS["P01"]),
    Extra("P02", "完成整改问题", Unit.PROBLEM, MEANINGS["P02"]),
    Extra("P03", "逾期未整改问题", Unit.PROBLEM, MEANINGS["P03"]),
)


@dataclass(frozen=True, slots=True)
class Share:
    """A rate of two numbers, both of which are shown beside it (DOMAIN 2.4)."""

    label: str
    part: str
    whole: str


SHARES: Final[tuple[Share, ...]] = (
    Share("排查覆盖率", "A01", "N_c"),
    Share("整改率", "B01", "A03"),
    Share("问题整改率", "P02", "P01"),
    Share("县级受理办结率", "E06", "E05"),
)
EXTRA_BY_CODE: Final[dict[str, Extra]] = {extra.code: extra for extra in EXTRAS}


def definition(code: str) -> Cell | Extra | None:
    """The cell or indicator with this code, in either case of letters."""
    known: dict[str, Cell | Extra] = {**CELL_BY_CODE, **EXTRA_BY_CODE}
    return next((known[key] for key in known if key.lower() == code.strip().lower()), None)
