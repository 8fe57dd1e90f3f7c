"""补登: an order on paper enters with its scan, or not at all (T-P05)."""

from datetime import date

import pytest

from tests import sample_files as files
from tests.attached import upload
from tests.exchange_books import take, told, workbook
from tests.lives import fresh
from tests.orders import OFFICERS
from tests.people import NOW, YONGJI, clerk, person
from tests.stories import a_community, a_problem
from tingban.actions.rectification.orders import PaperOrder
from tingban.actions.rectification.paper_orders import enter_paper_order
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.data.rectification.models import Order, OrderStep
from tingban.rules.actors import Role
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import NotAllowed, NotFound, Refused

pytestmark = pytest.mark.django_db
NUMBER = "盐建责改字〔2024〕3号"


def enter(*problems, actor=None, scans=None, officers=OFFICERS, names_fewer=False, **more) -> str:
    told = {"number": NUMBER, "served_on": date(2024, 6, 7), "due_on": date(2024, 6, 20)} | more
    paper = PaperOrder(
        problem_numbers=tuple(it.number for it in problems), officers=officers, **told
    )
    return enter_paper_order(
        paper=paper, scans=[upload(files.pdf(), "通知书.pdf")] if scans is None else scans,
        names_fewer=names_fewer, actor=actor or clerk(), at=NOW,
    )  # fmt: skip


def test_the_scan_and_the_officers_stand_with_the_order_and_in_the_log():
    problem = a_problem(a_community())

    enter(problem)

    step = OrderStep.objects.get(order__number=NUMBER)
    assert [it["name"] for it in step.officers] == ["韩甲", "𠮷乙"]
    assert Attachment.objects.get().subject == f"order:{NUMBER}"
    assert fresh(problem).stage == "fixing"
    entry = Entry.objects.get(act="rectification.order_served")
    assert entry.after["officers"][0] == {"name": "韩甲", "certificate": "14080212301"}


def test_what_the_paper_does_not_name_is_entered_as_not_named():
    enter(a_problem(a_community()), officers=(Officer("韩甲", ""),), names_fewer=True)

    assert OrderStep.objects.get().officers == [{"name": "韩甲", "certificate": ""}]


@pytest.mark.parametrize(
    ("amiss", "sentence"),
    [
        ({"scans": []}, "请上传已经签发、盖章的通知书"),
        ({"scans": [upload(files.sound(), "录音.mp3")]}, "“录音.mp3”不是扫描件"),
        ({"scans": [upload(b"", "通知书.pdf")]}, "通知书.pdf"),
        ({"officers": ()}, "照通知书填写两名执法人员"),
        # The order itself is looked at as ever; its scan does not stay behind.
        ({"served_on": date(2024, 6, 21)}, "送达日期"),
        ({"number": "盐建责改字[2024]03号"}, "是否为“盐建责改字〔2024〕3号”"),
    ],
)
def test_neither_the_order_nor_its_scan_without_the_other(amiss, sentence):
    problem = a_problem(a_community())

    with pytest.raises(Refused, match=sentence):
        enter(problem, **amiss)

    assert not Order.objects.exists()
    assert not Attachment.objects.exists()
    assert fresh(problem).stage == "confirmed"


def test_files_of_strangers_are_not_looked_at():
    problem, looked = a_problem(a_community()), []
    watched = [upload(files.pdf())]
    watched[0] = type(watched[0])("通知书.pdf", 9, lambda: looked.append(1) or b"")

    with pytest.raises(NotFound):
        enter(problem, actor=clerk(YONGJI), scans=watched)
    with pytest.raises(NotAllowed):
        enter(problem, actor=person(Role.M_LAW), scans=watched)
    assert looked == []


@pytest.mark.parametrize(("officers", "names"), [(OFFICERS, ["韩甲", "𠮷乙"]), ((), [])])
def test_a_file_that_corrects_the_day_leaves_the_officers_of_the_paper(officers, names):
    problem = a_problem(a_community())
    enter(problem, officers=officers, names_fewer=not officers)

    row = {"文号": NUMBER, "问题编号": problem.number, "送达日期": date(2024, 6, 6)}
    report = take(workbook({"责令整改": [row]}))

    assert report.totals()["changed"] == 1, told(report)
    step = OrderStep.objects.standing().get(order__number=NUMBER)
    assert step.on == date(2024, 6, 6)
    assert isinstance(step.officers, list)
    assert [it["name"] for it in step.officers] == names
