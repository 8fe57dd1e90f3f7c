"""责令限期整改通知书 in the forms in which it is kept and taken, by the ending of the file."""

from collections.abc import Callable
from typing import Final

from tingban.reports.rectification.order_docx import order_docx
from tingban.reports.rectification.order_pdf import order_pdf
from tingban.rules.rectification.order_paper import OrderPaper

ORDER_FILES: Final[dict[str, Callable[[OrderPaper], bytes]]] = {
    "docx": order_docx,
    "pdf": order_pdf,
}
