"""移交清单 at the company's door: the list and its pictures for the companies of both sides, and
nothing else of the exit for anybody (DOMAIN 3.3, X8…X9)."""

from datetime import date

import pytest

from tests import sample_files as files
from tests.attached import attached
from tests.company_door import its_user
from tests.exit_cases import (
    ABANDONED,
    OPENED,
    TRIGGER,
    a_line,
    completed,
    confirm,
    opened,
    state,
    take,
)
from tests.lives import officer
from tests.people import NOW, YANHU, clerk
from tests.stories import a_community, a_company, a_contract
from tests.web.visitors import Browser
from tingban.data.documents.models import Attachment
from tingban.data.exits.models import ExitCase
from tingban.data.registry.models import Company, Contract
from tingban.kit import clock
from tingban.reads.exits import company_handover as reads
from tingban.reads.rectification.company_side import Sight
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.sharing import Sharing
from tingban.rules.errors import NotFound
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.handover import Item, Party, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
# Words of the bureau's file that must come back nowhere.
GROUNDS, REACTION, REMARK, REFUSAL = (
    "密由三次责令",
    "密报业主集体反映",
    "密注另行商量",
    "密况被拒经过",
)
SECRETS = (GROUNDS, REACTION, REMARK, REFUSAL)
SHAREABLE = Sharing.SHAREABLE
NEW = "安居物业服务有限公司"


@pytest.fixture
def case() -> ExitCase:
    """The contract has ended; one part was handed over, one is kept back."""
    known = {"grounds": GROUNDS, "reaction": REACTION}
    found = take(
        opened(ABANDONED | known, company=a_company()), Act.TERMINATE, OPENED, reason=REMARK
    )
    state(found, a_line(Item.M1, OPENED, quantity="钥匙 3 把"))
    state(found, a_line(Item.M3, OPENED, state=State.REFUSED, note="未交图纸"))
    confirm(found, Party.STREET, OPENED, (Item.M1,))
    return found


def address(case: ExitCase, more: str = "") -> str:
    return f"/company/matters/exit_case/{case.number}/handover/{more}"


def visitor(company: Company, username: str = "qiye.zhang") -> Browser:
    return Browser().enter(its_user(company, username))


def pictured(case: ExitCase, item: Item, name: str, data: bytes | None = None) -> Attachment:
    return attached(
        f"handover:{case.number}-{item}", data or files.photo(), name, sharing=Sharing.SHAREABLE,
        is_affirmed=True,
    )  # fmt: skip


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def succeeded(case: ExitCase, name: str = NEW, takeover_on: date = OPENED) -> None:
    take(
        case, Act.SUCCEED, OPENED, takeover="company", successor=name, decision="业主大会会议",
        takeover_on=str(takeover_on), new_contract="物业服务合同",
    )  # fmt: skip


def test_the_old_company_reads_all_ten_items_as_they_stand(case):
    told = text(visitor(case.company).get(address(case)))

    assert "贵公司是原物业服务企业" in told
    for words in ("第 1 项 物业服务用房", "第 10 项", "钥匙 3 把", "已移交", "拒不移交", "未交图纸",
                  "已确认：街道（乡镇）"):  # fmt: skip
        assert words in told
    assert told.count("还没有登记。") == 8
    assert "有 9 处没有交齐" in told


def test_it_is_found_from_the_first_page_and_from_the_matter(case):
    browser = visitor(case.company)

    for page in ("/company/", f"/company/matters/exit_case/{case.number}/"):
        assert address(case) in text(browser.get(page))
    assert "请按移交清单逐项移交" in text(browser.get(page))
    ExitCase.objects.update(stage=Stage.X9)
    assert "现在没有要贵公司办的" in text(browser.get(page))


def test_no_page_of_the_door_holds_a_word_of_the_file(case):
    take(
        case, Act.REFUSE, OPENED, actor=officer(), refused=["M3"], refusal=REFUSAL,
        refusal_evidence=["密证函"],
    )  # fmt: skip
    browser = visitor(case.company)
    pages = [text(browser.get(it)) for it in ("/company/", address(case))]
    pages.append(text(browser.get(f"/company/matters/exit_case/{case.number}/")))

    found = [words for page in pages for words in (*SECRETS, "密证函") if words in page]

    assert found == []
    assert case.moves.filter(reason=REMARK).exists()


def test_another_company_finds_nothing(case):
    row = pictured(case, Item.M1, "泵房.jpg")
    stranger = visitor(a_company("别家物业服务有限公司"), "bie.jia")

    for more in ("", f"{row.pk}/copy/", f"{row.pk}/thumb/"):
        assert stranger.get(address(case, more)).status_code == 404
    assert case.number not in text(stranger.get("/company/"))


def test_before_the_contract_ends_there_is_no_list():
    early = opened(TRIGGER)
    browser = visitor(early.company)

    for stage in (Stage.X1, Stage.X5, Stage.X6, Stage.X7, Stage.XC):
        ExitCase.objects.update(stage=stage)
        assert browser.get(address(early)).status_code == 404, stage


def test_it_is_read_after_the_end_too(case):
    ExitCase.objects.update(stage=Stage.X9)

    assert "移交已经完成" in text(visitor(case.company).get(address(case)))


def test_the_link_of_an_order_does_not_open_it(case):
    uscc = case.company.uscc
    actor = Actor(None, "企业", Role.CO, uscc, "企业", "", "")

    assert reads.handover(Sight(actor), case.number, today=NOW.date()).about.number == case.number
    with pytest.raises(NotFound):
        reads.handover(Sight(actor, "责改〔2024〕1号"), case.number, today=NOW.date())


# --- the company that takes over --------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_named", "has_contract", "status"),
    [(True, True, 200), (True, False, 404), (False, True, 404)],
)
def test_the_new_company_needs_its_name_in_the_succession_and_a_contract_here(
    case, is_named, has_contract, status
):
    new = a_company(NEW)
    succeeded(case, NEW if is_named else "社区")
    if has_contract:
        a_contract(case.community, new, date(2024, 6, 18))
    browser = visitor(new, "an.ju")

    answer = browser.get(address(case))

    assert answer.status_code == status
    assert (address(case) in text(browser.get("/company/"))) is (status == 200)
    # The exit itself is none of its business.
    assert browser.get(f"/company/matters/exit_case/{case.number}/").status_code == 404
    if status == 200:
        told = text(answer)
        assert "贵公司是接管单位" in told
        assert not [words for words in SECRETS if words in told]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "takeover_on", "status"),
    [
        # OPENED is 18 June 2024 and today.
        (date(2019, 1, 1), date(2020, 12, 31), date(2024, 6, 1), 404),
        (date(2019, 1, 1), date(2024, 5, 31), date(2024, 6, 1), 404),
        (date(2024, 6, 19), None, date(2024, 6, 1), 404),
        (date(2024, 6, 1), date(2024, 6, 1), date(2024, 6, 1), 200),
        (date(2024, 6, 18), None, date(2024, 6, 1), 200),
        (date(2019, 1, 1), date(2024, 6, 18), date(2024, 7, 1), 200),
        (date(2024, 7, 1), None, date(2024, 7, 1), 200),
    ],
)
def test_the_contract_of_the_new_company_covers_the_takeover_or_today(
    case, starts_on, ends_on, takeover_on, status
):
    new = a_company(NEW)
    succeeded(case, takeover_on=takeover_on)
    a_contract(case.community, new, starts_on, ends_on=ends_on)

    assert visitor(new, "an.ju").get(address(case)).status_code == status


def test_the_contract_with_another_community_or_of_another_company_opens_nothing(case):
    new, other = a_company(NEW), a_company("别家物业服务有限公司")
    succeeded(case)
    a_contract(a_community("别处花园"), new, OPENED)
    a_contract(case.community, other, OPENED)

    assert visitor(new, "an.ju").get(address(case)).status_code == 404


def test_contracts_are_their_companys_own_and_nobody_elses():
    company = a_company(NEW)
    place = a_community()
    a_contract(place, company, OPENED)
    a_contract(a_community("别处花园"), a_company("别家物业服务有限公司"), OPENED)

    def own(role: Role, code: str) -> list[str]:
        actor = Actor(None, "某人", role, code, "", YANHU, "")
        return [it.company.name for it in Contract.objects.own_of(actor)]

    assert own(Role.CO, company.uscc) == [NEW]
    assert own(Role.CO, "") == []
    assert own(Role.OWN, company.uscc) == own(Role.C_OP, company.uscc) == []


# --- pictures ---------------------------------------------------------------------------------


def test_a_picture_comes_as_its_copy_without_the_traces_of_the_camera(case):
    row = pictured(case, Item.M1, "泵房.jpg")
    browser = visitor(case.company)
    assert address(case, f"{row.pk}/copy/") in text(browser.get(address(case)))

    answer = browser.get(address(case, f"{row.pk}/copy/"))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert files.OWNER.encode() in files.photo()
    assert files.OWNER.encode() not in answer.content
    assert browser.get(address(case, f"{row.pk}/original/")).status_code == 404


def test_a_picture_of_something_else_is_not_reached_through_the_list(case):
    other = take(
        opened(ABANDONED, company=a_company("乙物业"), community=case.community),
        Act.TERMINATE, OPENED,
    )  # fmt: skip
    browser = visitor(case.company)
    elsewhere = pictured(other, Item.M1, "别家.jpg")
    of_case = attached(f"exit_case:{case.number}", files.photo(), "案卷.jpg")
    secret = pictured(other, Item.M1, "密码.jpg")
    # Brought before pictures of this item were refused.
    secret.pk, secret._state.adding = None, True
    secret.subject = f"handover:{case.number}-M9"
    secret.save(force_insert=True)

    for row in (elsewhere, of_case, secret):
        assert browser.get(address(case, f"{row.pk}/copy/")).status_code == 404
        assert row.name not in text(browser.get(address(case)))


@pytest.mark.parametrize("item", list(Item))
def test_papers_that_name_people_go_out_only_where_somebody_looked_them_through(case, item):
    """Those of before it was asked stay with the bureau and the owners."""
    old = attached(f"handover:{case.number}-M1", files.photo(), "旧照.jpg", sharing=SHAREABLE)
    old.pk, old._state.adding = None, True
    old.subject = f"handover:{case.number}-{item}"
    old.save(force_insert=True)
    is_shown = item not in {Item.M6, Item.M8, Item.M9, Item.M10}
    browser = visitor(case.company)

    told = text(browser.get(address(case)))

    assert (address(case, f"{old.pk}/copy/") in told) is is_shown
    for copy in ("copy", "thumb"):
        status = browser.get(address(case, f"{old.pk}/{copy}/")).status_code
        assert status == (200 if is_shown else 404)


@pytest.mark.parametrize("item", [Item.M6, Item.M8, Item.M10])
def test_what_was_looked_through_goes_out(case, item):
    row = pictured(case, item, "合同.jpg")
    browser = visitor(case.company)

    assert address(case, f"{row.pk}/copy/") in text(browser.get(address(case)))
    assert browser.get(address(case, f"{row.pk}/copy/")).status_code == 200


def test_a_paper_has_no_copy_without_traces_and_stays_inside(case):
    row = pictured(case, Item.M3, "图纸目录.pdf", files.pdf())
    browser = visitor(case.company)

    assert browser.get(address(case, f"{row.pk}/copy/")).status_code == 404
    assert "图纸目录" not in text(browser.get(address(case)))


def test_a_whole_list_says_so():
    found = take(opened(ABANDONED), Act.TERMINATE, OPENED)
    completed(found, OPENED)

    with clock.standing_at(NOW):
        told = text(visitor(found.company).get(address(found)))

    assert "移交已经完成" in told
    assert clerk().name not in told
