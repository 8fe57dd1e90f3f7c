"""What a sheet of the 数据交换簿 is made of: columns, how they are read and how they look."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final, TypeVar

from tingban.kit.words import Vocabulary
from tingban.kit.workbook import title_key
from tingban.rules.areas import AREAS, COUNTIES
from tingban.rules.exchange import cells, records

E = TypeVar("E", bound=StrEnum)


class Style(StrEnum):
    """How a column looks in a workbook that we write."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    MOMENT = "moment"
    WHOLE = "whole"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, the field it fills, how it is read and how it is written."""

    title: str
    field: str
    read: cells.Reader
    required: bool = False
    style: Style = Style.TEXT
    choices: tuple[str, ...] = ()
    # The words for values that are kept as codes, for writing them.
    labels: Mapping[str, str] = empty(default_factory=dict, compare=False)
    hint: str = ""
    also: tuple[str, ...] = ()
    # Whether the same text stands in many rows, so that reading it once is enough.
    repeats: bool = False
    # Whether a day in it lies in the campaign's time and therefore inside the calendar.
    is_event: bool = True
    # Whether it tells of what is agreed or due, not of what has happened.
    may_lie_ahead: bool = False
    # Whether the column must stand in the header even where its cells may be empty.
    in_header: bool = False

    @property
    def is_date(self) -> bool:
        """Whether it holds days or moments."""
        return self.style in (Style.DATE, Style.MOMENT)


@dataclass(frozen=True)
class Sheet:
    """One sheet; `key` names the fields that tell its rows apart."""

    title: str
    topic: str
    record: type[records.Record]
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """Columns by the field they fill."""
        return MappingProxyType({column.field: column for column in self.columns})

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Keys of header spellings, and the field they mean."""
        return MappingProxyType(
            {
                title_key(spelling): column.field
                for column in self.columns
                for spelling in (column.title, *column.also)
            }
        )

    @cached_property
    def header_fields(self) -> tuple[str, ...]:
        """The fields whose columns must stand in the header."""
        return tuple(column.field for column in self.columns if column.required or column.in_header)


def _labels(words: Vocabulary[E]) -> tuple[str, ...]:
    return tuple(words.labels.values())


def day_column(
    title: str,
    field: str,
    *,
    required: bool = False,
    is_event: bool = True,
    may_lie_ahead: bool = False,
) -> Column:
    """A day; `is_event` and `may_lie_ahead` as in `Column`."""
    return Column(
        title,
        field,
        cells.day,
        required=required,
        style=Style.DATE,
        hint="日期，如 2024-06-03",
        repeats=True,
        is_event=is_event,
        may_lie_ahead=may_lie_ahead,
    )


def moment_column(title: str, field: str) -> Column:
    """A moment, of which the time may be missing."""
    return Column(
        title,
        field,
        cells.moment,
        style=Style.MOMENT,
        hint="日期，可带时间，如 2024-06-03 09:30",
        repeats=True,
    )


def choice_column(
    title: str,
    field: str,
    words: Vocabulary[E],
    *,
    required: bool = False,
    only: tuple[E, ...] = (),
) -> Column:
    """One of a vocabulary, or of some members of it."""
    labels = tuple(words.labels[member] for member in only) if only else _labels(words)
    return Column(
        title,
        field,
        cells.choice(words, only=only),
        required=required,
        choices=labels,
        labels={member.value: label for member, label in words.labels.items()},
        hint="请选：" + "、".join(labels),
        repeats=True,
    )


COMMUNITY: Final = Column(
    "小区编码",
    "community",
    cells.community,
    required=True,
    hint="13 位小区编码；没有编码的可填“县/小区名称”，如 盐湖/某某花园",
    repeats=True,
)
_COMPANY_HINT: Final = "18 位统一社会信用代码；代码未知的填企业全称"


def company_column(field: str = "company", *, required: bool = True) -> Column:
    """A company by its code."""
    return Column(
        "统一社会信用代码",
        field,
        cells.company,
        required=required,
        hint=_COMPANY_HINT,
        repeats=True,
    )


_AREA_NAMES: Final = {area.code: area.name for area in AREAS}
COUNTY: Final = Column(
    "县(市、区)",
    "county",
    cells.county,
    required=True,
    choices=tuple(county.full_name for county in COUNTIES),
    labels=_AREA_NAMES,
    hint="县(市、区)的名称或代码",
    also=("县（市、区）", "县市区", "县(市区)", "县区"),
    repeats=True,
)


def area_column(*, required: bool = True) -> Column:
    """One of the 14 areas."""
    return Column(
        "县(市、区)",
        "county",
        cells.area,
        required=required,
        choices=tuple(area.name for area in AREAS),
        labels=_AREA_NAMES,
        hint="县(市、区)的名称或代码",
        also=("县（市、区）", "县市区", "县(市区)", "县区"),
        repeats=True,
    )


def code_column(title: str, field: str, *, required: bool = False, limit: int = 32) -> Column:
    """A number or code as it is written."""
    return Column(title, field, cells.code(limit), required=required)


def name_column(title: str, field: str, limit: int, *, required: bool = False) -> Column:
    """A short text."""
    return Column(title, field, cells.name(limit), required=required)
