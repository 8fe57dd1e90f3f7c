"""Files of pushes, read back: the 30 items in order, the sums, the signs (DOMAIN 7.1)."""

import csv
import io
import json
from datetime import date

from openpyxl import load_workbook

from tests.people import NOW
from tests.rules.enforcement.credit_values import K1, K2
from tingban.reports.enforcement.credit_files import write_pushes
from tingban.rules.enforcement.credit_items import ITEMS, REFUSAL_ITEMS
from tingban.rules.enforcement.credit_stages import CreditKind

SECOND = {**K1, "CF_WSH": "盐建罚决字〔2024〕2号", "CF_NR": "=1+1，“罚款”\n三千元", "CF_NR_FK": 1}


def written(form: str, rows=(K1, SECOND), kind=CreditKind.PENALTY) -> bytes:
    return write_pushes(kind, rows, form=form, made_by="盐湖区住建局", at=NOW)


def test_json_names_items_by_code_in_their_order_and_keeps_six_decimals():
    first, second = json.loads(written("json"))

    assert list(first) == [it.code for it in ITEMS]
    assert first["CF_NR_FK"] == "0.200000"
    assert second["CF_NR_FK"] == "0.000001"
    assert (first["CF_JDRQ"], first["CF_YXQ"]) == ("2024/06/12", "2099/12/31")
    assert first["CF_FR_ZJHM"] == ""


def test_csv_opens_in_excel_and_runs_no_formula():
    data = written("csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    # Without the mark Excel in China reads UTF-8 as GBK.
    assert data.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 3
    assert all(len(row) == 30 for row in rows)
    assert rows[0][0] == "行政相对人名称"
    assert rows[0][19] == "罚款金额（万元）"
    assert rows[1][19] == "0.200000"
    assert rows[2][18] == "'=1+1，“罚款”\n三千元"


def test_xlsx_has_a_head_text_as_text_days_and_amounts_as_the_exchange_wants_them():
    page = load_workbook(io.BytesIO(written("xlsx"))).active
    heads, first, second = page.iter_rows()

    assert [cell.value for cell in heads][:3] == [
        "行政相对人名称", "行政相对人类别", "行政相对人代码_1（统一社会信用代码）",
    ]  # fmt: skip
    assert len(heads) == 30
    assert (first[2].value, first[2].data_type) == (K1["CF_XDR_SHXYM"], "s")
    assert (first[22].value.date(), first[22].number_format) == (date(2024, 6, 12), "yyyy/mm/dd")
    assert (first[19].value, first[19].number_format) == (0.2, "0.000000")
    assert (second[18].value, second[18].data_type) == (SECOND["CF_NR"], "s")
    assert second[19].value == 0.000001


def test_a_refusal_has_its_own_columns():
    (told,) = json.loads(written("json", (K2,), CreditKind.REFUSAL))

    assert list(told) == [it.code for it in REFUSAL_ITEMS]
    assert told["demand_letters"] == "盐建函字〔2024〕3号，5月20日送达"


def test_the_same_pushes_make_the_same_bytes():
    assert all(written(form) == written(form) for form in ("json", "csv"))
