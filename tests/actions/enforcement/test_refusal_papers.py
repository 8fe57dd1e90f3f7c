"""How the papers of a refusal tell who ended the contract, and when (DOMAIN 7.2, 8.2)."""

import pytest

from tests import credit
from tests.people import clerk
from tingban.reads.enforcement.credit_sheets import CREDIT_SHEETS

pytestmark = pytest.mark.django_db
ENDED = "合同于 2024年5月4日终止。"
NOBODY = {"decided_on": None, "notice_served_on": None, "no_decision": "企业突然撤场"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, f"业主于 2024年3月1日共同决定解聘，解聘通知于 2024年3月5日送达，{ENDED}"),
        (NOBODY, f"没有解聘决定（企业突然撤场），{ENDED}"),
        ({"decided_on": None, "no_decision": "企业书面通知到期不续聘"},
         f"没有解聘决定（企业书面通知到期不续聘），书面通知于 2024年3月5日送达，{ENDED}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sheet", CREDIT_SHEETS, ids=lambda it: it.template.key)
def test_no_day_is_made_up_for_what_nobody_decided(sheet, told, words):
    number = credit.a_k2(**told)

    assert sheet.facts(clerk(), number)["解聘和终止"] == words


def test_such_a_push_goes_its_way_as_regulatory_information():
    number = credit.a_k2(**NOBODY)
    credit.build(number, nature="regulatory")
    credit.review(number)

    assert credit.slip(number)
    assert credit.letter(number)
