"""All sheets, gathered from the topics for desk and jobs (ADR 0029)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tingban.reads.complaints import sheets as complaints
from tingban.reads.enforcement import penalty_sheets as penalties
from tingban.reads.enforcement.credit_sheets import CREDIT_SHEETS
from tingban.reads.enforcement.measure_sheets import MEASURE_SHEETS
from tingban.reads.exits import sheets as exits
from tingban.reads.rectification import sheets as rectification
from tingban.rules.documents.sheets import Sheet
from tingban.rules.errors import NotFound

SHEETS: Final[tuple[Sheet, ...]] = (
    *rectification.SHEETS,
    *complaints.SHEETS,
    *penalties.SHEETS,
    *MEASURE_SHEETS,
    *CREDIT_SHEETS,
    *exits.SHEETS,
)
SHEET_BY_KEY: Final[Mapping[str, Sheet]] = MappingProxyType(
    {sheet.template.key: sheet for sheet in SHEETS}
)


def sheet_of(key: str) -> Sheet:
    """The sheet of this template."""
    found = SHEET_BY_KEY.get(key)
    if found is None:
        raise NotFound("没有这种文书，可能它已经停用。")
    return found


def sheets_about(kind: str) -> tuple[Sheet, ...]:
    """The sheets that speak of this kind of subject."""
    return tuple(sheet for sheet in SHEETS if sheet.subject == kind)
