"""Short ways to a credit push of the tests."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests import papers
from tests.people import NOW, YANHU, clerk, head, person
from tests.stories import a_code, a_community, a_company
from tingban.actions.enforcement import credit_batches, credit_pushes, penalties
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.enforcement.models import CreditBatch, CreditPush
from tingban.data.registry.models import Company
from tingban.kit import uscc
from tingban.reads.enforcement.credit import wording
from tingban.reads.enforcement.credit_sheets import CREDIT_SHEETS
from tingban.rules.actors import Actor, Role
from tingban.rules.enforcement import PenaltyOrgan
from tingban.rules.enforcement.credit_items import K2Facts
from tingban.rules.enforcement.credit_stages import CreditAct

DECIDED = date(2024, 6, 12)
PENALTY = "盐建罚决字〔2024〕1号"
ASKED = {
    "CF_FRDB": "韩某某",
    "CF_WFXW": "擅自利用业主共有部分经营",
    "CF_SY": "2024年5月擅自在锦绣花园电梯内设置广告并收取费用。",
    "CF_YJ": "《物业管理条例》第六十三条第一款",
    "CF_NR": "罚款二千元。",
}


def organ_code() -> str:
    """A right code of an organ that nobody has."""
    base = "11140802MB0T00001"
    return base + uscc.check_character(base)


def law(name: str = "") -> Actor:
    """市局法规科."""
    return person(Role.M_LAW, name=name)


def a_penalty(number: str = PENALTY, company: Company | None = None, **told: Any) -> str:
    values = {
        "county_code": YANHU,
        "organ": PenaltyOrgan.HOUSING,
        "decided_on": DECIDED,
        "category": "罚款",
        "fine": Decimal(2000),
    } | told
    company = company or a_company()
    return penalties.record_penalty(
        statement=penalties.PenaltyStatement(number=number, company_id=company.pk, **values),
        actor=clerk(values["county_code"]), at=NOW,
    )  # fmt: skip


def a_k1(number: str | None = None, actor: Actor | None = None, at: datetime = NOW) -> str:
    """A push of a registered penalty, still to be written."""
    opening = Opening("", "", at.date(), answers={"penalty": number or a_penalty()})
    return credit_pushes.open_k1(opening=opening, actor=actor or clerk(), at=at)


def refusal(**told: Any) -> K2Facts:
    """What an exit hands over."""
    place = a_community()
    company = a_company(code=a_code(77000))
    values = {
        "exit_number": "TC-140802-2024-000001",
        "county": YANHU,
        "company_id": company.pk,
        "company": company.name,
        "uscc": company.uscc,
        "community_code": place.code,
        "community": place.name,
        "decided_on": date(2024, 3, 1),
        "notice_served_on": date(2024, 3, 5),
        "terminates_on": date(2024, 5, 4),
        "refused_items": ("物业服务用房", "竣工图"),
        "demand_letters": ("盐建函字〔2024〕3号，5月20日送达",),
        "evidence": ("业主共同决定", "送达回证"),
        "reporting_unit": "盐湖区住房和城乡建设局",
        "contact": "韩某 工作电话",
    }
    return K2Facts(**(values | told))


def a_k2(**told: Any) -> str:
    return credit_pushes.open_k2(facts=refusal(**told), actor=clerk(), at=NOW)


def take(
    number: str, act: str, actor: Actor | None = None, at: datetime = NOW, **told: Any
) -> None:
    """One step on the day of `at`."""
    reason = told.pop("reason", "")
    on = told.pop("day", at.date())
    credit_pushes.take_credit_step(
        number=number, act=act, told=Told(on, reason, told), version=fresh(number).version,
        actor=actor or clerk(fresh(number).county_id), at=at,
    )  # fmt: skip


def fresh(number: str) -> CreditPush:
    return CreditPush.objects.get(number=number)


def asked_of(number: str, **told: Any) -> dict[str, Any]:
    """All items of a push, as a clerk completes them."""
    known = dict(wording(clerk(fresh(number).county_id), number, today=NOW.date()).values)
    if fresh(number).kind == "K2":
        return known | {"nature": "credit"} | told
    return known | ASKED | {"CF_CFJGDM": organ_code(), "CF_SJLYDM": organ_code()} | told


def build(number: str, **told: Any) -> None:
    take(number, CreditAct.BUILD, **asked_of(number, **told))


def review(number: str, **told: Any) -> None:
    said = {"opinion": "事实清楚，同意推送。"}
    if fresh(number).kind == "K2":
        said |= {"basis": "人民法院生效判决", "is_catalogued": True}
    take(number, CreditAct.REVIEW, law(), **(said | told))


def slip(number: str, at: datetime = NOW) -> str:
    """信用推送单, signed."""
    return papers.signed(CREDIT_SHEETS[0], number, at=at)


def letter(number: str, at: datetime = NOW) -> str:
    """报告函, signed."""
    return papers.signed(CREDIT_SHEETS[1], number, at=at)


def reviewed(number: str | None = None) -> str:
    """Ready to be sent."""
    number = number or a_k1()
    build(number)
    review(number)
    if fresh(number).kind == "K2":
        slip(number)
    return number


def sent(number: str | None = None, at: datetime = NOW, form: str = "xlsx") -> str:
    number = reviewed(number)
    take(number, CreditAct.SEND, at=at, format=form)
    return number


def carried(number: str, at: datetime = NOW) -> str:
    """Its file was written."""
    batch = batch_of(number)
    credit_batches.delivered(batch=batch, file=f"{batch}.xlsx", at=at)
    return batch


def batch_of(number: str) -> str:
    return str(CreditBatch.objects.filter(pushes__contains=[number]).latest("id").number)


def acknowledged(number: str | None = None, at: datetime = NOW) -> str:
    number = sent(number)
    carried(number, at)
    take(number, CreditAct.ACKNOWLEDGE, at=at, receipt="SX-2024-0001")
    return number


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def revoke(
    number: str = PENALTY, on: date = date(2024, 6, 17), *, at: datetime = NOW
) -> None:  # fmt: skip
    penalties.revoke_penalty(number=number, on=on, reason="复议撤销", actor=head(), at=at)
