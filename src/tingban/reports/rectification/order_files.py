"""责令限期整改通知书 in the forms in which it is kept and taken, by the ending of the file."""

from collections.abc import Callable
from datetime import date
from typing import Final

from tingban.reports.rectification.order_docx import order_docx
from tingban.reports.rectification.order_pdf import order_pdf
from tingban.reports.rectification.order_text import OrderText

ORDER_FILES: Final[dict[str, Callable[[OrderText, date], bytes]]] = {
    "docx": order_docx,
    "pdf": order_pdf,
}
