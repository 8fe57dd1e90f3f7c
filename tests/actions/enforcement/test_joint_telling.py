"""Whoever prepares an open proposal is told when one of its measures is changed or ended, once,
and nobody else is."""

import pytest
from django.db import transaction

from tests.joint import TOMORROW, a_change, a_proposal, by, changed, ended
from tests.measures import CLUE, TODAY, a_transfer, counsel
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tests.stories import a_company
from tingban.actions.enforcement import joint_measures as acts
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import Transfer
from tingban.data.notices.models import Notice
from tingban.rules.actors import CITY_CODE, Role
from tingban.rules.errors import Refused

pytestmark = pytest.mark.django_db
OTHERS = [
    (Role.C_LD, YANHU), (Role.C_ENF, YANHU), (Role.C_OP, YONGJI), (Role.M_OP, CITY_CODE),
    (Role.M_LD, CITY_CODE), (Role.M_LAW, CITY_CODE), (Role.M_XF, CITY_CODE),
]  # fmt: skip


def told() -> list[Notice]:
    return list(Notice.objects.filter(key__startswith="joint_measure:").order_by("id"))


def test_an_end_is_told_to_the_clerks_of_the_proposal_with_a_way_to_it():
    walk = a_proposal("talk")

    ended()

    (notice,) = told()
    assert (notice.area_code, notice.roles) == (YANHU, ["C-OP"])
    assert notice.link == f"/desk/transfers/{walk.number}/"
    assert (notice.subject, notice.kind) == (f"transfer:{walk.number}", "task")
    assert walk.number in notice.title
    for words in ("“共同约谈企业负责人”2024年6月19日起停用", "原因：依据已经废止", "补充移送材料"):
        assert words in notice.text
    assert notice.act == Entry.objects.get(act="enforcement.joint_measure_ended")


def test_a_change_is_told_with_its_new_words():
    a_proposal("talk")

    changed()

    (notice,) = told()
    assert "“共同约谈企业负责人”2024年6月19日起修改，改为“约谈企业负责人和项目经理”" in notice.text
    assert "原因：法规科核对后写明范围" in notice.text


def test_other_grounds_under_the_same_name_are_a_change_too():
    a_proposal("talk")

    changed(label="共同约谈企业负责人")

    (notice,) = told()
    assert "2024年6月19日起修改。原因" in notice.text


@pytest.mark.parametrize("post", OTHERS, ids=lambda it: it[0])
def test_nobody_else_is_told(post):
    a_proposal("talk")
    ended()

    assert Notice.objects.visible_to(clerk()).filter(pk=told()[0].pk).exists()
    assert not Notice.objects.visible_to(person(*post)).filter(pk=told()[0].pk).exists()


def test_each_open_proposal_is_told_once_to_its_own_office():
    here, there = a_proposal("talk", "inspect"), a_proposal("talk", county=YONGJI)
    approved = a_proposal("talk").step("approve", by=head())

    ended()

    assert [(it.area_code, it.subject.partition(":")[2]) for it in told()] == [
        (YANHU, here.number), (YANHU, approved.number), (YONGJI, there.number),
    ]  # fmt: skip


def test_of_the_citys_own_proposal_its_own_clerks_are_told():
    a_proposal("talk", county=CITY_CODE)

    ended()

    (notice,) = told()
    assert (notice.area_code, notice.roles) == (CITY_CODE, ["M-OP"])
    assert Notice.objects.visible_to(city_clerk()).filter(pk=notice.pk).exists()


def test_what_has_left_the_house_or_was_dropped_or_chosen_anew_is_not_told():
    sent = a_proposal("talk").step("approve", by=head()).sign("joint_letter")
    sent.step("send", channel="system", receipt="1")
    a_proposal("talk").step("drop", reason="不再提请")
    a_proposal("talk").step("prepare", materials=["检查记录 2 份"], measures=["inspect"])
    a_proposal("inspect")
    a_transfer(answers=CLUE, company_id=a_company("乙物业").pk)

    ended()

    assert told() == []


def test_what_is_sealed_is_told_to_nobody():
    walk = a_proposal("talk")
    Transfer.objects.filter(number=walk.number).update(is_sealed=True)

    ended()

    assert told() == []


def test_a_change_that_is_taken_back_is_told_as_that():
    a_proposal("talk")
    changed()

    acts.withdraw_change(reason="写错了", **by())

    assert "已经撤销，照原来的执行。原因：写错了" in told()[1].text
    assert "“共同约谈企业负责人”的改动" in told()[1].text


def test_a_measure_that_never_came_is_told_to_nobody():
    a_proposal("talk")
    key = acts.add_measure(
        change=a_change("函告其上级公司", valid_from=TOMORROW), actor=counsel(), at=NOW
    )

    acts.withdraw_change(reason="不立这一项", **by(key))

    assert told() == []


def test_a_refused_change_tells_nobody():
    a_proposal("talk")

    with pytest.raises(Refused), transaction.atomic():
        acts.end_measure(on=TODAY, reason="依据已经废止", **by())
    with pytest.raises(Refused), transaction.atomic():
        acts.change_measure(change=a_change(valid_from=TOMORROW), **by(actor=clerk()))

    assert told() == []
