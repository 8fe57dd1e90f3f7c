"""An order is signed, sent, served by receipt or by the lapse of time, withdrawn (T-P05, T-P06)."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.lives import fresh, officer, order_statement, served, signed, the_company, with_company
from tests.people import NOW, YONGJI, ZONE, clerk, head, person
from tests.reads.weekly.numbers import value
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.rectification import clockwork, ordering, orders, progress, serving
from tingban.actions.rectification.serving import ServiceStatement
from tingban.data.rectification.models import Order, OrderService
from tingban.data.registry.models import Community, Company
from tingban.reads.rectification.order_papers import signed_paper
from tingban.rules.actors import Role
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification import SUB_ACT_BY_CODE, Category

pytestmark = pytest.mark.django_db
SIGNED, SERVED, DUE = date(2024, 6, 6), date(2024, 6, 7), date(2024, 6, 20)


def sign(*problems, actor=None, **told):
    return ordering.sign_order(
        statement=order_statement(*problems, **told), actor=actor or head(), at=NOW
    )


def deliver(order: Order, on: date = SERVED, way: Way = Way.DIRECT, **told) -> None:
    serving.deliver_order(
        number=order.number,
        statement=ServiceStatement(way, on, told.get("proof", "送达回证"), "李某"),
        actor=told.get("actor") or officer(),
        at=NOW,
    )
    order.refresh_from_db()


def test_a_signed_order_waits_to_be_served_and_counts_nowhere():
    problem = with_company()

    order = signed(problem)

    assert (fresh(problem).stage, problem.due_on) == ("ordered", DUE)
    assert (order.number, order.signed_on, order.served_on) == (
        "盐建责改字〔2024〕1号",
        SIGNED,
        None,
    )
    assert (problem.due_rule, last_day_of(problem.due_at)) == ("T-P06", date(2024, 6, 12))
    assert value("C01") == 0


def words(order: Order) -> str:
    """What the order says, read as it is printed."""
    kept = signed_paper(clerk(), order.number).kept
    return "".join((kept["organ"], kept["number"], kept["addressee"], *(
        it["lead"] + it["text"] for it in kept["passages"]
    )))  # fmt: skip


def test_the_notice_says_what_the_law_asks_of_it():
    problem = with_company(description="楼道多日无人清扫")

    told = words(signed(problem))

    for part in (
        "盐湖区住建局", "盐建责改字〔2024〕1号", "锦绣花园物业服务有限公司：",
        "统一社会信用代码：91", "未妥善清洁业主共有部分", "楼道多日无人清扫", "现场照片 3 张",
        "《中华人民共和国民法典》第九百四十二条第一款、《物业管理条例》第三十五条第一款",
        "2024年6月20日前", "2.每日保洁。", "媒体公开曝光", "陈某（执法证号：0801）",
        "陈述、申辩", "运城市盐湖区某街1号", problem.number,
    ):  # fmt: skip
        assert part in told


def test_what_was_signed_stays_as_it_was_whatever_is_corrected_later():
    problem = with_company(description="楼道多日无人清扫")
    order = signed(problem)
    before = words(order)

    Community.objects.filter(pk=problem.community_id).update(name="后来的名字")
    Company.objects.filter(pk=problem.company_id).update(name="后来的企业")

    assert words(order) == before


def test_each_problem_is_held_against_the_articles_that_it_breaks():
    first = with_company()
    second = a_problem(first.community, category=Category.CAT_6)
    duties = {key for code in second.acts.split("、") for key in SUB_ACT_BY_CODE[code].duties}

    told = words(signed(first, second, laws=("CC-942.1", *sorted(duties), "CC-937")))

    own, other = (part[: part.index("。")] for part in told.split("违反了")[1:3])
    assert "第九百四十二条第一款" in own
    assert "第九百四十二条第一款" not in other
    # What is nobody's duty of itself is laid to both.
    assert "第九百三十七条" in own
    assert "第九百三十七条" in other


def test_the_organ_is_the_unit_that_signs():
    chief = person(Role.M_LD)

    order = Order.objects.get(number=sign(with_company(), actor=chief))

    assert order.number == "运建责改字〔2024〕1号"
    told = words(order)
    assert told.startswith(chief.unit_name)
    assert "向运城市人民政府申请行政复议" in told


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"laws": ()}, "请选定违反的法律条款"),
        ({"laws": ("CC-942.1", "CC-1")}, "CC-1 在签发当日没有施行"),
        ({"officers": (Officer("陈某", "0801"), Officer("陈某", "0801"))}, "两名执法人员"),
        ({"demands": " "}, "逐条写明整改要求"),
        ({"due_on": date(2024, 11, 1)}, "晚于专项行动结束"),
        ({"due_on": date(2024, 6, 5)}, "早于 2024年6月6日"),
        ({"due_on": date(2024, 10, 5)}, "2024年10月5日是休息日.*请写 2024年10月8日"),
        ({"organ_address": " "}, "没有写明机关地址"),
    ],
)
def test_a_notice_that_lacks_something_is_not_signed(told, sentence):
    with pytest.raises(NotNow, match=sentence):
        sign(with_company(), **told)

    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("signed_on", "due_on", "sentence"),
    [
        ("2024-10-30", "2024-10-31", ""),
        ("2024-10-30", "2024-11-01", "晚于专项行动结束的 2024年10月31日"),
        ("2024-10-31", "2024-10-31", ""),
        ("2024-10-31", "2024-11-01", "晚于专项行动结束的 2024年10月31日"),
        ("2024-11-01", "2024-11-15", ""),
        ("2024-12-20", "2025-01-06", ""),
        ("2024-12-20", "2024-12-19", "早于 2024年12月20日"),
        ("2024-12-20", "2025-12-22", "超过一年，请核对年份"),
    ],
)
def test_the_cap_binds_while_the_campaign_runs(signed_on, due_on, sentence):  # DL-12
    told = {
        "signed_on": date.fromisoformat(signed_on), "due_on": date.fromisoformat(due_on),
    }  # fmt: skip
    at = datetime.combine(told["signed_on"], time(9), ZONE)
    statement = order_statement(with_company(), **told)

    if sentence:
        with pytest.raises(NotNow, match=sentence):
            ordering.sign_order(statement=statement, actor=head(), at=at)
    else:
        assert ordering.sign_order(statement=statement, actor=head(), at=at)


def test_one_notice_is_for_one_company():
    with pytest.raises(NotNow, match="涉及 2 家企业"):
        sign(with_company("甲园"), with_company("乙园"))


def test_without_a_company_nobody_is_ordered():
    with pytest.raises(NotNow, match="还没有对应到企业"):
        sign(a_problem(a_community()))


def test_the_clerk_does_not_sign():
    with pytest.raises(NotAllowed):
        sign(with_company(), actor=clerk())


def test_the_county_may_bring_its_own_number_once():
    sign(with_company("甲园"), number="盐住建责改〔2024〕7号")

    with pytest.raises(Conflict, match="已经登记过"):
        sign(with_company("乙园"), number="盐住建责改〔2024〕7号")


def test_the_next_number_goes_past_those_typed_by_hand():
    sign(with_company("甲园"), number="盐建责改字〔2024〕1号")

    assert sign(with_company("乙园")) == "盐建责改字〔2024〕2号"


def test_several_problems_of_one_company_stand_in_one_notice():
    first = with_company()
    second = a_problem(first.community, category=Category.CAT_6)

    deliver(signed(first, second))

    assert [fresh(it).stage for it in (first, second)] == ["fixing", "fixing"]
    assert value("C01") == 1


def test_served_the_company_owes_it_by_the_term_of_the_notice():
    problem = served(with_company())

    assert (problem.stage, problem.due_on, problem.due_since) == ("fixing", DUE, SERVED)
    assert problem.due_at == datetime(2024, 6, 21, tzinfo=ZONE)
    assert value("C01", as_of=SERVED + timedelta(days=1)) == 1


def test_without_proof_it_is_not_served():
    with pytest.raises(NotNow, match="请写明送达凭证"):
        deliver(signed(with_company()), proof=" ")


def test_not_before_it_was_signed():
    with pytest.raises(Refused, match="早于签发日期"):
        deliver(signed(with_company()), date(2024, 6, 5))


def test_the_clerk_does_not_serve_and_another_countys_officer_sees_nothing():
    order = signed(with_company())

    with pytest.raises(NotAllowed):
        deliver(order, actor=clerk())
    with pytest.raises(NotFound):
        deliver(order, actor=officer(YONGJI))


def test_it_is_served_once():
    order = signed(with_company())
    deliver(order)

    with pytest.raises(NotNow, match="已于 2024年6月7日送达"):
        deliver(order)


def send(order: Order, way: Way, on: date = SERVED) -> None:
    serving.dispatch_order(
        number=order.number, statement=ServiceStatement(way, on, "公告照片"), actor=officer(),
        at=NOW,
    )  # fmt: skip
    order.refresh_from_db()


def test_a_letter_is_served_when_its_receipt_is_back():
    problem = with_company()
    order = signed(problem)

    send(order, Way.MAIL)
    assert (fresh(problem).stage, order.deemed_on) == ("ordered", None)

    deliver(order, date(2024, 6, 12), Way.MAIL)
    assert (fresh(problem).stage, order.served_on) == ("fixing", date(2024, 6, 12))
    assert OrderService.objects.standing().get().sent_on == SERVED


def test_a_public_notice_serves_by_itself_after_thirty_days():
    problem = with_company()
    order = signed(problem, due_on=date(2024, 7, 31))
    send(order, Way.NOTICE)
    assert order.deemed_on == date(2024, 7, 8)  # the seventh is a Sunday

    def run(day: int) -> int:
        return clockwork.deem_due_orders(at=datetime(2024, 7, day, 0, 5, tzinfo=ZONE))

    assert (run(8), run(9), run(9)) == (0, 1, 0)
    order.refresh_from_db()
    assert (fresh(problem).stage, order.served_on) == ("fixing", date(2024, 7, 8))


@pytest.mark.parametrize(
    "reach",
    [
        lambda order, _: deliver(order, date(2024, 6, 12)),
        lambda order, _: send(order, Way.MAIL, date(2024, 6, 12)),
        # Served on 8 July only, thirty days after it was put up.
        lambda order, _: send(order, Way.NOTICE, date(2024, 6, 7)),
        lambda order, company: serving.receive_order(
            number=order.number, actor=the_company(company), at=NOW
        ),
    ],
)
def test_an_order_that_comes_after_its_term_is_made_anew(reach):  # 民法典 201Ⅰ
    problem = with_company()
    order = signed(problem, due_on=date(2024, 6, 11))

    with pytest.raises(NotNow, match=r"整改期限（2024年6月11日）那时已经过了.*负责人撤回") as said:
        reach(order, problem.company)

    assert said.value.rule == "T-P06"
    assert (fresh(problem).stage, Order.objects.get().served_on) == ("ordered", None)


def test_an_order_that_comes_on_the_last_day_of_its_term_is_served():
    problem = with_company()

    deliver(signed(problem, due_on=date(2024, 6, 11)), date(2024, 6, 11))

    assert fresh(problem).stage == "fixing"


def test_a_public_notice_is_not_entered_as_served():
    with pytest.raises(NotNow, match="公告送达期满才视为送达"):
        deliver(signed(with_company()), way=Way.NOTICE)


def test_the_company_takes_the_notice_at_its_own_door():
    problem = with_company()
    order = signed(problem)

    serving.receive_order(number=order.number, actor=the_company(problem.company), at=NOW)

    assert (fresh(problem).stage, problem.due_since) == ("fixing", NOW.date())


def test_another_company_has_no_such_notice():
    order, other = signed(with_company("甲园")), with_company("乙园").company

    with pytest.raises(NotFound):
        serving.receive_order(number=order.number, actor=the_company(other), at=NOW)


def test_a_problem_annulled_meanwhile_is_left_out_when_the_rest_is_served():
    first = with_company()
    second = a_problem(first.community, category=Category.CAT_6)
    order = signed(first, second)
    progress.annul_problem(
        number=second.number, on=SERVED, version=fresh(second).version, reason="复议撤销",
        actor=head(), at=NOW,
    )  # fmt: skip

    deliver(order)

    assert [fresh(it).stage for it in (first, second)] == ["fixing", "annulled"]


def withdraw(order: Order, on: date = date(2024, 6, 14)) -> None:
    orders.withdraw_order(
        number=order.number, on=on, version=order.version, reason="文书有误", actor=head(), at=NOW
    )


def test_a_withdrawn_order_leaves_its_problem_to_be_ordered_anew():
    problem = with_company()
    order = signed(problem)
    deliver(order)

    withdraw(order)

    assert fresh(problem).stage == "confirmed"
    assert sign(problem, signed_on=date(2024, 6, 17)) == "盐建责改字〔2024〕2号"
    assert fresh(problem).stage == "ordered"


def test_a_signed_order_is_withdrawn_before_it_was_served():
    problem = with_company()
    order = signed(problem)

    withdraw(order)

    assert fresh(problem).stage == "confirmed"
    with pytest.raises(NotNow, match="已经撤回"):
        deliver(order)


def test_an_officer_registers_the_visit_and_the_service():
    problem = with_company()

    number = a_visit(problem.community, date(2024, 6, 12), actor=officer())

    assert number.startswith("XC-140802")
