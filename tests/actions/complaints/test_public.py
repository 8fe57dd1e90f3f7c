"""What the complainant does with number and 查询码 (3.1.2, T-C17, T-C18, T-C20)."""

import pytest

from tests import case_steps
from tests.actions.complaints.test_receiving import receive, the_case
from tests.at_once import at_once
from tests.attached import upload
from tests.people import NOW, YANHU, clerk
from tests.sample_files import CAMERA, photo
from tests.stories import case_statement
from tingban.actions.complaints import public, receiving
from tingban.actions.complaints.arriving import Receipt
from tingban.actions.complaints.public import Material
from tingban.actions.documents import intake
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseMaterial, CaseRating
from tingban.data.documents.models import Attachment
from tingban.rules.actors import visitor
from tingban.rules.complaints.stages import Rating, Stage
from tingban.rules.errors import NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db
WRONG = "ABCDEFGH"


def _key(receipt: Receipt, code: str = "") -> dict[str, object]:
    return {
        "number": receipt.number, "code": code or receipt.query_code, "actor": visitor(), "at": NOW,
    }  # fmt: skip


def add(receipt: Receipt, text: str = "昨天又停了", code: str = "", **told: object) -> None:
    public.add_material(**_key(receipt, code), material=Material(text, **told))


def rate(receipt: Receipt, rating: Rating, reason: str = "") -> None:
    public.rate(**_key(receipt), rating=rating, reason=reason)


def led_to(stage: Stage) -> Receipt:
    receipt = receive()
    case = the_case(receipt)
    told = {"community_code": "", "county_code": YANHU, "received_at": case.received_at}
    receiving.register_received(**case_steps.seen(case, clerk()), statement=case_statement(**told))
    case_steps.accept(case, NOW)
    if stage is Stage.CLS:
        case_steps.close(case, NOW)
    elif stage is not Stage.ACC:
        case_steps.lead_to(case, stage)
    return receipt


def test_more_words_come_to_the_case_as_they_were_written():
    receipt = receive()

    add(receipt)

    texts = CaseMaterial.objects.filter(case=the_case(receipt)).values_list("text", flat=True)
    assert list(texts.order_by("id")) == ["电梯停运半个月没有人修", "昨天又停了"]


def test_photos_come_with_or_without_words():
    receipt = receive()

    add(receipt, "", files=intake.examine([upload(photo(), "电梯.jpg")]))

    (file,) = Attachment.objects.filter(subject=f"case:{receipt.number}")
    assert (file.name, file.sharing) == ("电梯.jpg", "internal")
    assert file.exif["camera"] == CAMERA
    assert CaseMaterial.objects.count() == 1


def test_nothing_at_all_is_no_material():
    with pytest.raises(Refused, match="要补充的内容"):
        add(receive(), "  ")


def test_a_second_click_adds_nothing():
    receipt = receive()

    add(receipt, form="m1")
    add(receipt, form="m1")

    assert CaseMaterial.objects.count() == 2


@pytest.mark.parametrize("code", [WRONG, "", "x" * 5_000])
@pytest.mark.parametrize("what", ["add", "withdraw", "rate"])
def test_nothing_is_done_without_the_code(what, code):
    receipt = receive()
    key = _key(receipt, code or " ")

    with pytest.raises(NotFound, match="受理编号或查询码不对"):
        {
            "add": lambda: public.add_material(**key, material=Material("补充")),
            "withdraw": lambda: public.withdraw_own(**key, reason="解决了"),
            "rate": lambda: public.rate(**key, rating=Rating.CONTENT, reason=""),
        }[what]()

    assert the_case(receipt).stage == "new"
    assert CaseMaterial.objects.count() == 1


def test_the_code_of_another_case_opens_nothing():
    with pytest.raises(NotFound):
        add(receive(), code=receive().query_code)


def test_an_unknown_number_is_told_the_same():
    with pytest.raises(NotFound, match="受理编号或查询码不对"):
        public.check_code("TS-140802-20240603-0012-0", WRONG)


@pytest.mark.parametrize("written", ["lower", "parted"])
def test_the_code_is_taken_as_people_copy_it(written):
    receipt = receive()
    code = receipt.query_code
    told = {"lower": code.lower(), "parted": f"{code[:4]}-{code[4:]}"}[written]

    public.check_code(receipt.number, told)


@pytest.mark.parametrize("stage", [None, Stage.ACC, Stage.INV, Stage.HND])
def test_it_is_taken_back_while_it_is_handled(stage):
    receipt = led_to(stage) if stage else receive()

    public.withdraw_own(**_key(receipt), reason="物业已经修好")

    assert the_case(receipt).stage == "withdrawn"


@pytest.mark.parametrize("stage", [Stage.REV, Stage.FBK, Stage.CLS])
def test_it_is_not_taken_back_once_it_was_handled_through(stage):
    with pytest.raises(NotNow):
        public.withdraw_own(**_key(led_to(stage)), reason="不想要了")


@pytest.mark.parametrize("stage", [Stage.FBK, Stage.CLS])
def test_an_answered_case_is_rated_and_the_last_word_stands(stage):
    receipt = led_to(stage)

    rate(receipt, Rating.NOT_CONTENT, "昨天又停了")
    rate(receipt, Rating.CONTENT)

    rows = CaseRating.objects.filter(case=the_case(receipt)).order_by("id")
    assert list(rows.values_list("rating", "reason")) == [
        ("not_content", "昨天又停了"), ("content", ""),
    ]  # fmt: skip


def test_who_is_not_content_says_why():
    with pytest.raises(Refused, match="哪里不满意"):
        rate(led_to(Stage.CLS), Rating.NOT_CONTENT, " ")


def test_what_is_not_answered_is_not_rated():
    with pytest.raises(NotNow, match="还没有答复"):
        rate(led_to(Stage.HND), Rating.CONTENT)


def test_a_closed_case_takes_no_more_material():
    with pytest.raises(NotNow, match="已经办完"):
        add(led_to(Stage.CLS))


def test_the_log_names_no_words_of_the_complainant():
    receipt = receive()

    add(receipt, "只有我知道的事")

    assert not any("只有我知道" in str(row) for row in Entry.objects.values())


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_add_one():
    receipt = receive()

    at_once(*[lambda: add(receipt, form="m2")] * 4)

    assert CaseMaterial.objects.count() == 2
    assert Case.objects.count() == 1
