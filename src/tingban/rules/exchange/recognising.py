"""Which sheet of a file is which sheet of the exchange workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tingban.kit import workbook
from tingban.kit.workbook import Header, find_header, title_key
from tingban.rules.exchange.columns import Sheet
from tingban.rules.exchange.sheets import ANNEX_2_FIELDS, LEDGER, SHEET_BY_TITLE, SHEETS

# The sheets that we put into template and marked copy besides the twelve.
ERRORS_SHEET: Final = "错误清单"
NOTES_SHEET: Final = "填写说明"
LISTS_SHEET: Final = "下拉选项"
OWN_SHEETS: Final = frozenset({ERRORS_SHEET, NOTES_SHEET, LISTS_SHEET})


@dataclass(frozen=True, slots=True)
class Found:
    """A recognised sheet and its header; without header where none could be found."""

    sheet: Sheet
    header: Header | None

    @property
    def is_annex_2(self) -> bool:
        """The bare ten columns of 附件2, without any of ours."""
        return (
            self.sheet is LEDGER
            and self.header is not None
            and set(self.header.columns.values()) <= ANNEX_2_FIELDS
        )


def recognise(source: workbook.Sheet) -> Found | None:
    """By its name; else by its header, where all columns of one sheet stand in it."""
    named = SHEET_BY_TITLE.get(title_key(source.name))
    if named is not None:
        return Found(named, find_header(source.rows, named.titles, named.header_fields))
    for sheet in SHEETS:
        header = find_header(source.rows, sheet.titles, _all_fields(sheet))
        if header is not None and not header.missing(_all_fields(sheet)):
            return Found(sheet, header)
    return None


def _all_fields(sheet: Sheet) -> Sequence[str]:
    """What must stand in the header of a sheet that does not bear its name."""
    if sheet is LEDGER:
        return tuple(ANNEX_2_FIELDS)
    return tuple(sheet.by_field)


def looks_like(source: workbook.Sheet) -> Sheet | None:
    """The sheet whose required columns all stand in the header, for a hint to rename."""
    for sheet in SHEETS:
        header = find_header(source.rows, sheet.titles, sheet.header_fields)
        if header is not None and not header.missing(sheet.header_fields):
            return sheet
    return None


# So many of the ten columns, and a row is meant as the head of 附件2.
_ENOUGH: Final = 4


def missing_of_annex_2(source: workbook.Sheet) -> tuple[int, tuple[str, ...]] | None:
    """The row, in Excel, that is meant as the head of 附件2, and the columns it wants."""
    header = find_header(source.rows, LEDGER.titles, tuple(ANNEX_2_FIELDS))
    if header is None or len(ANNEX_2_FIELDS & set(header.columns.values())) < _ENOUGH:
        return None
    missing = set(header.missing(tuple(ANNEX_2_FIELDS)))
    titles = tuple(LEDGER.by_field[name].title for name in LEDGER.by_field if name in missing)
    return header.row + 1, titles
