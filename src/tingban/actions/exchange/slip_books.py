"""The sealed file of a batch, opened: the only place where its complainants stand in clear."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from tingban.data.exchange.models import SlipBatch
from tingban.gateways.files import SLIPS
from tingban.kit.csvtable import read_csv
from tingban.kit.workbook import NotAWorkbook, Sheet, open_workbook
from tingban.reads.law import calendar
from tingban.rules.errors import Refused
from tingban.rules.exchange.slip_heads import SlipBook, SlipMeaning, lay_out
from tingban.rules.exchange.slips import ReadSlip, SlipReader, SlipWindow

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def open_slips(data: bytes) -> SlipBook:
    """A workbook or a CSV as its heads and rows, or a refusal."""
    try:
        if data.startswith((_ZIP, _COMPOUND)):
            return lay_out(open_workbook(data))
        return lay_out([Sheet("", [list(row) for row in read_csv(data)])])
    except NotAWorkbook as refusal:
        raise Refused(str(refusal), rule="INTERCHANGE 1") from refusal


def kept_book(batch: SlipBatch) -> SlipBook:
    """The file of a batch; `Missing` where it is kept no longer."""
    return open_slips(SLIPS.read(batch.digest))


def read_slips(
    book: SlipBook, columns: Mapping[int, SlipMeaning], *, area: str, at: datetime
) -> Iterator[ReadSlip]:
    """Every slip in the order of the file; the same file and columns give the same places."""
    window = SlipWindow(area, at, calendar())
    for table in book.tables:
        reader = SlipReader(table, book.heads, columns, window)
        for row, cells in table.rows():
            slip = reader.read(row, cells)
            if slip is not None:
                yield slip
