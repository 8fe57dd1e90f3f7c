"""A small world with every kind of fact that the exchange workbook carries."""

from datetime import date, datetime

from tests.actions.enforcement.test_enforcement import LATER, decide, expose, punish
from tests.actions.exchange.test_rebuild import live_through_everything
from tests.actions.inspections.test_missions import DAY, a_mission
from tests.case_steps import close, reopen, transfer, void
from tests.lives import completed, reopened
from tests.people import NOW, YONGJI, ZONE, city_clerk, clerk, head
from tests.stories import (
    a_case,
    a_community,
    a_company,
    a_contract,
    a_problem,
    a_visit,
    an_accepted_case,
)
from tingban.actions.enforcement import exposures, penalties
from tingban.actions.exits.exits import record_exit
from tingban.actions.rectification import orders, progress
from tingban.actions.registry.company_merges import give_code
from tingban.data.registry.models import Company
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.exits import ExitKind
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import ProblemSource
from tingban.rules.registry.contacts import parse_phones

HELD = Contact(ContactKind.NAMED, "张三丰", parse_phones("13800138000"))
HIDDEN = Contact(ContactKind.CONFIDENTIAL, "李四", parse_phones("0359-2222363"))

CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)


def a_whole_world() -> None:
    """Two counties, the city and the province; nothing is left without its odd sibling."""
    live_through_everything()
    _companies()
    _problems()
    _measures()
    _cases()


def _companies() -> None:
    """One without code, and one that turned out to be another."""
    place = a_community("西厢花园", county=YONGJI, households=860, exclusive_area="91234.50")
    pending = a_company("无码物业服务有限公司", code="")
    a_contract(place, pending, date(2023, 5, 1), ends_on=date(2024, 4, 30), level="三级")
    record_exit(
        community_code=place.code,
        company_id=pending.pk,
        kind=ExitKind.ROUTINE,
        actor=clerk(YONGJI),
        at=NOW,
    )
    known = a_company("华康物业服务有限公司")
    twin = a_company("华康物业", code="")
    a_contract(place, twin, date(2024, 5, 1))
    give_code(company_id=twin.pk, code=known.uscc, version=1, actor=clerk(), at=NOW)


def _problems() -> None:
    """Reopened, completed again, annulled; found by the city's mission and by the province."""
    place = a_community("关圣花园")
    mission = a_mission(OrganiserLevel.CITY)
    number = a_visit(
        place, DAY, VisitKind.SUPERVISE, mission_number=mission, level=OrganiserLevel.CITY
    )
    a_visit(place, DAY, VisitKind.RECHECK, level=OrganiserLevel.PROVINCE)
    a_visit(place, DAY, VisitKind.SELF, level=OrganiserLevel.TOWNSHIP)
    again, open_again, annulled = (
        a_problem(place, confirmed_on=DAY, source=ProblemSource.SUPERVISION, source_ref=number)
        for _ in range(3)
    )
    for problem in (again, open_again):
        reopened(completed(problem, date(2024, 6, 13)), date(2024, 6, 14))
    completed(again, date(2024, 6, 16))
    progress.annul_problem(
        number=annulled.number, on=LATER, version=1, reason="复议撤销", actor=head(), at=NOW
    )


def _measures() -> None:
    """An order withdrawn, a penalty revoked, an exposure taken down."""
    place = a_community("河东府", fee_mode="guided")
    problem = a_problem(place, confirmed_on=DAY)
    number = orders.serve_order(
        number="盐住建责改字〔2024〕9号",
        problem_numbers=[problem.number],
        served_on=DAY,
        actor=clerk(),
        at=NOW,
    )
    orders.withdraw_order(
        number=number, on=LATER, version=1, reason="送达有误", actor=head(), at=NOW
    )
    decide(place)
    company = Company.objects.get(name="华康物业服务有限公司")
    fined = punish(company, number="盐建罚决字〔2024〕7号")
    penalties.revoke_penalty(number=fined, on=LATER, reason="复议撤销", actor=head(), at=NOW)
    shown = expose(company, case_title="=典型案例 & 通报")
    exposures.withdraw_exposure(exposure_id=shown, on=LATER, reason="已整改", actor=clerk(), at=NOW)


def _cases() -> None:
    """Closed, reopened, duplicate, transferred, void; of the city, of the province."""
    place = a_community("南风广场")
    close(an_accepted_case(contact=HELD, community_code=place.code), CLOSED)
    reopened = an_accepted_case(contact=HIDDEN)
    close(reopened, CLOSED)
    reopen(reopened, datetime(2024, 6, 15, 8, 30, 15, tzinfo=ZONE), "又停运了")
    a_case(contact=Contact(ContactKind.NOT_HELD), source=Source.PROVINCE)
    transfer(a_case())
    void(a_case())
    an_accepted_case(city_clerk(), source=Source.HOTLINE_12345)
