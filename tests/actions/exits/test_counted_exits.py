"""What an exit counts as at its end, and which problems may open one (CELL C04, AMB-32)."""

from datetime import date

import pytest

from tests.exit_cases import OPENED, abandoned, completed, later, moment, opened, take
from tests.lives import with_company
from tests.people import NOW, YONGJI, clerk, head
from tests.reads.weekly.numbers import value
from tests.stories import a_community, a_problem
from tingban.actions.exits import exits
from tingban.actions.rectification import progress
from tingban.actions.registry.merges import merge_community
from tingban.data.audit.models import Entry
from tingban.data.exits.models import Exit, ExitCase
from tingban.kit.dates import chinese_day
from tingban.reads.overview.ties import ties_of, ties_of_exit
from tingban.rules.errors import Refused
from tingban.rules.exits import ExitKind
from tingban.rules.exits.exit_stages import Act

pytestmark = pytest.mark.django_db
GONE = date(2024, 6, 24)


def c04() -> int:
    """As counted the day after, with all that was known then."""
    after = later(GONE, 1)
    return value("C04", as_of=after, known_at=moment(after))


def test_an_exit_that_stood_before_is_confirmed_as_the_case_knows_it():
    case = abandoned()
    exits.record_exit(
        community_code=case.community.code, company_id=case.company.pk,
        kind=ExitKind.ROUTINE, actor=clerk(), at=NOW,
    )  # fmt: skip
    take(case, Act.TERMINATE, OPENED)

    completed(case, GONE)

    leaving = Exit.objects.get()
    assert (leaving.kind, leaving.exited_on) == (ExitKind.WITHDREW, GONE)
    assert c04() == 1
    told = Entry.objects.get(act="exits.exit_restated")
    assert (told.before, told.after) == ({"kind": "routine"}, {"kind": "withdrew"})


def test_after_a_merge_of_the_community_the_same_exit_is_taken_back_and_confirmed_again():  # 5.1
    case = abandoned()
    take(case, Act.TERMINATE, OPENED)
    completed(case, GONE)
    place = case.community
    merge_community(
        code=place.code, into=a_community("合并后的小区").code, version=place.version,
        actor=clerk(), at=moment(GONE),
    )  # fmt: skip

    take(case, Act.REVERT, GONE, actor=head(), reason="清单有误")

    assert Exit.objects.get().exited_on is None
    assert c04() == 0
    on = later(GONE, 1)
    take(case, Act.COMPLETE, on, received_by="committee", confirmation_original="重签的确认书")
    assert Exit.objects.get().exited_on == on
    told = [(tie.topic, tie.told) for tie in ties_of(clerk(), "exit_case", case.number)]
    assert told == [
        ("contract", "2023年1月1日起，没有写到期日"), ("exit", f"{chinese_day(on)}退出"),
    ]  # fmt: skip
    assert [tie.key for tie in ties_of_exit(clerk(), Exit.objects.get().pk)] == [case.number]


REPLACED = {
    "origin": "replaced", "decision": "6月业主大会决定", "successor": "安居物业",
    "ends_on": "2024-06-17",
}  # fmt: skip


@pytest.mark.parametrize("has_problem", [False, True])
def test_a_replaced_contract_counts_only_where_problems_are_on_record(has_problem):  # AMB-32
    problem = with_company()
    place = problem.community if has_problem else a_community("无事苑")
    case = opened(REPLACED, community=place, company=problem.company)
    take(case, Act.TERMINATE, OPENED)

    completed(case, GONE)

    assert c04() == int(has_problem)


def test_an_annulled_problem_is_none_on_record():
    problem = with_company()
    progress.annul_problem(
        number=problem.number, on=date(2024, 6, 17), reason="复议撤销", version=problem.version,
        actor=head(), at=NOW,
    )  # fmt: skip
    case = opened(REPLACED, community=problem.community, company=problem.company)
    take(case, Act.TERMINATE, OPENED)

    completed(case, GONE)

    assert c04() == 0


def test_problems_of_another_community_company_or_county_open_no_exit():
    own, other = with_company(), with_company("丽景花园")
    far = a_problem(a_community("远苑", county=YONGJI))
    bare = a_problem(a_community("无主苑"))

    for problem, place, company, sentence in (
        (other, own.community, other.company, "是小区“丽景花园”的，不在“锦绣花园”"),
        (own, own.community, other.company, "不是“丽景花园物业服务有限公司”的"),
        (far, own.community, own.company, "没有找到问题"),
        (bare, bare.community, own.company, "还没有写明企业"),
    ):
        with pytest.raises(Refused, match=sentence):
            opened(community=place, company=company, problems=(problem.number,))

    assert not ExitCase.objects.exists()
