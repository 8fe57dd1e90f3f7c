"""Export → import into an empty database → export gives the same rows (INTERCHANGE 1)."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.actions.exchange.worlds import HELD, a_whole_world
from tests.conftest import empty_tables
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, person
from tests.stories import a_case, a_community
from tingban.actions.exchange.exports import export_workbook
from tingban.actions.exchange.imports import import_files
from tingban.actions.exchange.intake import Upload
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.errors import NotAllowed, Refused
from tingban.rules.exchange.sheets import SHEETS

Rows = dict[str, list[tuple]]


def exported(actor: Actor = SYSTEM, **told: str) -> bytes:
    target = BytesIO()
    export_workbook(target=target, actor=actor, at=NOW, **told)
    return target.getvalue()


def rows_of(data: bytes) -> Rows:
    book = load_workbook(BytesIO(data), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True))[1:] for sheet in book}


def _without_mask(row: tuple) -> tuple:
    """A mask comes back as what it is: an identity that was not carried."""
    return tuple(
        "身份未移交" if isinstance(cell, str) and cell.endswith("（身份未移交）") else cell
        for cell in row
    )


def taken(data: bytes, actor: Actor = SYSTEM, area: str | None = None) -> None:
    report = import_files([Upload("全部.xlsx", data)], actor=actor, at=NOW, area=area)
    (file,) = report.files
    assert [str(fault) for fault in file.faults] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reason", ["", "迁移到新服务器"])
def test_a_world_goes_out_and_comes_back_the_same(reason: str) -> None:
    a_whole_world()
    first = exported(reason=reason)
    empty_tables()

    taken(first)

    before, after = rows_of(first), rows_of(exported(reason=reason))
    assert all(before.values()), [title for title, rows in before.items() if not rows]
    for title, rows in before.items():
        assert after[title] == [_without_mask(row) for row in rows], title


@pytest.mark.django_db(transaction=True)
def test_one_county_goes_out_and_comes_back_the_same() -> None:
    a_whole_world()
    first = exported(area=YANHU, reason="移交给县局")
    empty_tables()

    taken(first, clerk(YANHU))

    assert rows_of(exported(area=YANHU, reason="核对移交内容")) == rows_of(first)


@pytest.mark.django_db
def test_coming_back_where_it_was_it_changes_nothing() -> None:
    a_whole_world()
    data = exported(reason="核对备份内容")

    report = import_files([Upload("全部.xlsx", data)], actor=SYSTEM, at=NOW)

    assert [(sheet.name, sheet.new, sheet.changed) for sheet in report.files[0].sheets] == [
        (sheet.title, 0, 0) for sheet in SHEETS
    ]


@pytest.mark.django_db
def test_masked_contacts_that_come_back_touch_no_identity() -> None:
    a_whole_world()
    clear = rows_of(exported(reason="核对备份内容"))["登记办理台账"]

    taken(exported())

    assert rows_of(exported(reason="核对备份内容"))["登记办理台账"] == clear
    assert any(row[1] == "张三丰 13800138000" for row in clear)
    assert any(row[1] == "实名（保密） 李四 0359-2222363" for row in clear)


@pytest.mark.django_db
def test_contacts_are_masked_unless_asked_for() -> None:
    a_case(contact=HELD)

    (row,) = rows_of(exported())["登记办理台账"]

    assert row[1] == "张** 138****8000（身份未移交）"


@pytest.mark.django_db
def test_every_export_is_an_event_and_identities_carry_their_reason() -> None:
    a_case(contact=HELD)

    exported(clerk())
    exported(clerk(), reason="  移交档案馆  ")

    entries = Entry.objects.filter(act__startswith="exchange.").order_by("id")
    assert [(it.act, it.subject, it.note) for it in entries] == [
        ("exchange.file_exported", "export:140802", ""),
        ("exchange.identities_exported", "export:140802", "移交档案馆"),
    ]
    assert entries[0].after["rows"]["登记办理台账"] == 1


@pytest.mark.django_db
def test_a_county_takes_out_its_own_facts_only() -> None:
    a_whole_world()

    rows = rows_of(exported(clerk(YONGJI)))

    assert [row[2] for row in rows["小区台账"]] == ["西厢花园"]
    assert {row[1] for row in rows["物业企业"]} == {"无码物业服务有限公司", "华康物业服务有限公司"}
    assert rows["登记办理台账"] == rows["检查记录"] == []


@pytest.mark.django_db
def test_the_citys_case_in_a_county_stays_in_the_citys_ledger() -> None:
    place = a_community()
    a_case(city_clerk(), community_code=place.code)

    assert Case.objects.visible_to(clerk()).count() == 1
    assert rows_of(exported(clerk()))["登记办理台账"] == []
    assert len(rows_of(exported(city_clerk(), area="140800"))["登记办理台账"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "told", "refusal", "sentence"),
    [
        ((Role.SYS,), {}, NotAllowed, "不查看业务数据"),
        ((Role.C_OP, YANHU), {"area": YONGJI}, NotAllowed, "只能导出盐湖区的数据"),
        ((Role.PROV,), {"reason": "督查需要"}, NotAllowed, "办理人员"),
        ((Role.M_OP,), {"area": "410100"}, Refused, "没有区划“410100”"),
        ((Role.M_OP,), {"reason": "看"}, Refused, "写明导出身份信息的用途"),
    ],
)
def test_who_may_not_is_told_why_and_nothing_is_logged(actor, told, refusal, sentence) -> None:
    with pytest.raises(refusal, match=sentence):
        exported(person(*actor), **told)

    assert not Entry.objects.exists()
