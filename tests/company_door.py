"""A company before its door: an order served to it, its link, and a browser that came in by it."""

from datetime import date

from tests.lives import fresh, served, signed, with_company
from tests.people import NOW, YANHU, clerk
from tests.web.visitors import PASSWORD, Browser
from tingban.actions.audit import staff
from tingban.data.accounts.models import User
from tingban.data.rectification.models import Order, OrderProblem, Problem
from tingban.data.registry.models import Company
from tingban.reads.rectification import company_links
from tingban.reads.rectification.company_links import GivenLink
from tingban.rules.actors import SYSTEM, Role

ADDRESS = "盐湖区河东街 1 号"


def a_served_problem(name: str = "锦绣花园", **told: object) -> Problem:
    """Signed with all that the paper needs, and handed over; the term runs beyond NOW."""
    more = {"due_on": date(2024, 6, 25), "organ_address": ADDRESS}
    amount = {"amount": 1200_50} if told.get("category") == "CAT-7" else {}
    laws = told.pop("laws", None)
    return served(with_company(name, **told), **more, **amount, **({"laws": laws} if laws else {}))


def a_signed_order(name: str = "锦绣花园", **told: object) -> Order:
    """Signed, and not yet served."""
    return signed(with_company(name, **told), due_on=date(2024, 6, 25), organ_address=ADDRESS)


def order_of(problem: Problem) -> Order:
    target = OrderProblem.objects.standing().filter(problem=problem).latest("id")
    return target.order


def company_of(problem: Problem) -> Company:
    found = fresh(problem).company
    assert found is not None
    return found


def link_of(order: Order) -> GivenLink:
    given = company_links.given(clerk(), order.number, today=NOW.date())
    assert given is not None
    return given


def path_of(order: Order) -> str:
    given = link_of(order)
    return f"/company/go/{given.id}/{given.token}/"


def come_in(order: Order, company: Company) -> Browser:
    """A browser that opened the link and told the second piece."""
    browser = Browser()
    assert browser.get(path_of(order)).status_code == 200
    answer = browser.post("/company/confirm/", {"tail": company.uscc[-4:]})
    assert answer.status_code == 302
    return browser


def its_user(company: Company, username: str = "qiye.zhang") -> User:
    """Somebody of the company with a login."""
    staff.add_unit(
        code=company.uscc, name=company.name[:64], kind="企业", area_code=YANHU, actor=SYSTEM,
        at=NOW,
    )  # fmt: skip
    user_id = staff.add_user(
        username=username, name="张经理", password=PASSWORD, actor=SYSTEM, at=NOW,
        must_change=False,
    )  # fmt: skip
    term = staff.Term(company.uscc, Role.CO, date(2024, 1, 1))
    staff.give_post(user_id=user_id, term=term, actor=SYSTEM, at=NOW)
    return User.objects.get(pk=user_id)
