"""A step is told to whoever is next; the complainant hears what concerns them (DL-02, T-C14)."""

from datetime import datetime

import pytest

from tests import case_steps
from tests.case_steps import seen
from tests.people import YANHU, YONGJI, ZONE, city_clerk, head
from tests.stories import a_case, an_accepted_case
from tingban.actions.complaints import assigning, taking_up
from tingban.data.accounts.models import Unit
from tingban.data.notices.models import Notice
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.complaints.stages import MergeKind, RejectReason, Stage
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
HELD = Contact(ContactKind.CONFIDENTIAL, "张三", parse_phones("13800138000"))


def tasks() -> list[tuple[str, str, list[str]]]:
    rows = Notice.objects.filter(kind="task").order_by("id")
    return [(row.title.partition("：")[0], row.area_code, list(row.roles)) for row in rows]


def test_each_stage_calls_the_next_office():
    case = an_accepted_case()

    case_steps.lead_to(case, Stage.FBK)

    assert tasks() == [
        ("交办件，请签收", YANHU, ["C-OP"]),
        ("办理报告，请审核", YANHU, ["C-LD"]),
        ("审核已通过，请告知本人", YANHU, ["C-OP"]),
    ]


def test_what_the_city_hands_out_calls_the_county_and_its_report_the_city():
    case = an_accepted_case(city_clerk())
    assigning.assign_case(**seen(case, city_clerk()), handing=assigning.Handing(area=YONGJI))

    assert tasks() == [("交办件，请签收", YONGJI, ["C-OP"])]


def test_a_case_of_the_province_is_reviewed_by_the_city():
    case = an_accepted_case(source=Source.PROVINCE)
    case_steps.lead_to(case, Stage.REV)

    assert tasks()[-1] == ("办理报告，请审核", "140800", ["M-OP", "M-LD"])


def test_a_street_is_called_by_its_post():
    Unit.objects.create(code="jd-1", name="中城街道", kind="街道", area_id=YANHU)
    case = an_accepted_case()

    handing = assigning.Handing(area=YANHU, unit="jd-1")
    assigning.assign_case(**seen(case, head()), handing=handing)

    notice = Notice.objects.get(kind="task")
    assert (notice.unit_code, list(notice.roles)) == ("jd-1", ["STR"])


def test_the_complainant_hears_of_acceptance_and_answer_by_number_alone():
    case = an_accepted_case(contact=HELD)
    case_steps.lead_to(case, Stage.FBK)

    rows = list(Notice.objects.filter(case_number=case.number).order_by("id"))
    assert [row.title for row in rows] == ["您反映的问题已受理", "您反映的问题有答复了"]
    for row in rows:
        assert case.number in row.text
        assert not any(word in row.title + row.text for word in ("电梯", "锦绣", "张三", "138"))


def test_whoever_left_no_contact_is_sent_nothing():
    case = a_case()
    told = {"why": RejectReason.NOT_OURS, "reason": "请向市场监管部门反映"}
    taking_up.reject_case(**seen(case, head()), **told)

    assert not Notice.objects.filter(case_number=case.number).exists()


def test_what_is_rolled_back_told_nothing():
    case = an_accepted_case(contact=HELD)
    before = Notice.objects.count()

    with pytest.raises(Exception, match="早于"):
        case_steps.tell(_answering(case), datetime(2024, 6, 1, tzinfo=ZONE))

    assert Notice.objects.count() == before + 4


def _answering(case):
    case_steps.lead_to(case, Stage.FBK)
    return case


@pytest.mark.parametrize(
    ("kind", "many", "words"),
    [(MergeKind.DUPLICATE, 2, "同一人反映 3 次"), (MergeKind.ALIKE, 4, "5 人反映同一事项")],
)
def test_a_matter_of_weight_is_told_to_the_city_once(kind, many, words):
    main = an_accepted_case()
    for _ in range(many - 1):
        case_steps.merge(a_case(), main, kind)
    assert not Notice.objects.filter(title__startswith="重点件").exists()

    case_steps.merge(a_case(), main, kind)
    case_steps.merge(a_case(), main, kind)

    notice = Notice.objects.get(title__startswith="重点件")
    assert (notice.area_code, list(notice.roles)) == ("140800", ["M-OP"])
    assert words in notice.text
