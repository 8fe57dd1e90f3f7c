"""文书 on the desk: begun on a card, edited, sent up, signed, served, taken away, void."""

import io
import re
from datetime import timedelta
from urllib.parse import unquote

import docx
import pypdfium2
import pytest

from tests.company_door import a_served_problem, order_of
from tests.lives import with_company
from tests.people import NOW, YANHU, YONGJI
from tests.web.visitors import PASSWORD, browser_of
from tingban.actions.overview import paper_batches
from tingban.data.documents.models import Paper, PaperBatch
from tingban.kit import clock
from tingban.rules.accounts import STEP_UP_LIMIT
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db
TEMPLATE = "rectification.escalation"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def text(answer) -> str:
    return answer.content.decode()


def clerk():
    return browser_of(Role.C_OP, YANHU)


def head():
    return browser_of(Role.C_LD, YANHU)


def begun(problem, template: str = TEMPLATE) -> str:
    clerk().post(f"/desk/papers/draft/{template}/{problem.number}/", follow=True)
    return Paper.objects.latest("id").key


def send(browser, key: str, act: str, **told):
    seen = Paper.objects.get(key=key).version
    return browser.post(f"/desk/papers/{key}/steps/{act}/", {"version": seen} | told, follow=True)


def filled(key: str, by=None, **told):
    body = (
        "小区｜【小区】\n问题编号｜【问题编号】\n查明的问题｜【查明的问题】\n"
        "升级原因｜【升级原因】\n措施｜【处置措施】\n意见｜【承办意见】"
    )
    typed = {"slot_6": "逾期未整改", "slot_7": "立案处罚\n曝光", "slot_8": "建议升级处置"}
    return send(by or clerk(), key, "edit", body=body, **(typed | told))


def signed(problem) -> str:
    key = begun(problem)
    filled(key)
    send(clerk(), key, "submit")
    send(head(), key, "sign", on="2024-06-18")
    return key


def test_the_card_of_a_problem_offers_its_papers_and_shows_those_that_exist():
    problem = with_company()
    place = f"/desk/problems/{problem.number}/"

    before = text(clerk().get(place))
    key = begun(problem)
    after = text(clerk().get(place))

    assert "还没有文书" in before
    assert f"/desk/papers/draft/{TEMPLATE}/{problem.number}/" in before
    assert "逾期之日起 5 个工作日内" in before
    assert f"/desk/papers/{key}/" in after
    assert f"/desk/papers/draft/{TEMPLATE}/{problem.number}/" not in after


def test_whoever_reads_only_is_offered_nothing_and_begins_nothing():
    problem = with_company()
    reader = browser_of(Role.PROV)

    assert "起草文书" not in text(reader.get(f"/desk/problems/{problem.number}/"))
    answer = reader.post(f"/desk/papers/draft/{TEMPLATE}/{problem.number}/")
    assert "由起草岗位" in text(answer)
    assert Paper.objects.count() == 0


def test_the_page_that_begins_says_what_must_stand_in_it_and_leads_to_one_that_stands():
    problem = with_company()
    place = f"/desk/papers/draft/{TEMPLATE}/{problem.number}/"

    asked = text(clerk().get(place))
    key = begun(problem)

    assert "必须写明：小区、问题编号、查明的问题、升级原因、处置措施、承办意见" in asked
    assert clerk().get(place).headers["Location"] == f"/desk/papers/{key}/"


def test_the_card_tells_what_is_missing_and_closes_the_step():
    key = begun(with_company())

    card = text(clerk().get(f"/desk/papers/{key}/"))

    assert "没有填写“升级原因”（升级原因）" in card
    assert "《升级处置审批表》还不完整" in card


def test_the_editor_shows_the_figures_beside_the_wording():
    problem = with_company()
    key = begun(problem)

    page = text(clerk().get(f"/desk/papers/{key}/steps/edit/"))

    assert "【查明的问题】" in page
    assert problem.number in page
    assert "样本的正文" in page


def test_a_slot_taken_out_of_the_body_is_told_and_nothing_is_sent_up():
    key = begun(with_company())
    send(clerk(), key, "edit", body="只剩一句话。", slot_6="逾期")

    answer = text(send(clerk(), key, "submit"))

    assert "正文中去掉了【问题编号】" in answer
    assert Paper.objects.get(key=key).stage == "draft"


def test_it_is_signed_by_the_head_and_read_back_from_both_files():
    problem = with_company()
    key = signed(problem)

    card = text(head().get(f"/desk/papers/{key}/"))
    pdf = head().get(f"/desk/papers/{key}/pdf/")
    word = head().get(f"/desk/papers/{key}/docx/")

    # It bears no number, and is no draft.
    assert name_of(pdf) == "升级处置审批表.pdf"
    assert name_of(word) == "升级处置审批表.docx"
    assert "已签发" in card
    words = "".join(
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(b"".join(pdf.streaming_content))
    )
    assert problem.number in words
    assert "立案处罚" in words
    assert "草" not in words
    tables = docx.Document(io.BytesIO(b"".join(word.streaming_content))).tables
    told = {cell.text for table in tables for row in table.rows for cell in row.cells}
    assert {problem.number, "1.立案处罚\n2.曝光", "建议升级处置"} <= told


def test_a_draft_says_so_on_its_pages():
    key = begun(with_company())

    answer = clerk().get(f"/desk/papers/{key}/pdf/")
    word = clerk().get(f"/desk/papers/{key}/docx/")

    assert name_of(answer) == "升级处置审批表（草稿）.pdf"
    pdf = b"".join(answer.streaming_content)
    assert "草　稿" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    head = docx.Document(io.BytesIO(b"".join(word.streaming_content))).sections[0].header
    assert [it.text for it in head.paragraphs] == ["草　稿"]


def name_of(answer) -> str:
    return unquote(answer.headers["Content-Disposition"].partition("utf-8''")[2])


def test_the_very_pages_are_shown_as_pictures():
    key = begun(with_company())

    first = clerk().get(f"/desk/papers/{key}/pages/1/")

    assert first.headers["Content-Type"] == "image/png"
    assert first.content.startswith(b"\x89PNG")
    assert f"/desk/papers/{key}/pages/1/" in text(clerk().get(f"/desk/papers/{key}/"))
    assert clerk().get(f"/desk/papers/{key}/pages/9/").status_code == 404


def test_what_waits_for_the_head_is_counted_on_the_rail_and_listed():
    key = begun(with_company())
    filled(key)
    send(clerk(), key, "submit")

    listed = text(head().get("/desk/papers/?stage=mine"))

    assert "升级处置审批表" in listed
    assert 'aria-label="1 件待办"' in listed
    others = text(browser_of(Role.C_LD, YONGJI).get("/desk/papers/?stage=mine"))
    assert "没有符合条件的文书" in others


def test_the_clerk_is_told_that_the_head_signs():
    key = begun(with_company())
    filled(key)
    send(clerk(), key, "submit")

    answer = send(clerk(), key, "sign", on="2024-06-18")

    assert "由签发岗位（县级负责人、市级负责人）办理" in text(answer)


def test_a_paper_that_is_not_served_says_so_and_is_filed():
    key = signed(with_company())

    card = text(clerk().get(f"/desk/papers/{key}/"))
    refused = text(
        send(clerk(), key, "serve", way="direct", on="2024-06-18", proof="回证", receiver="")
    )
    send(clerk(), key, "file")

    assert "不需要送达" in card
    assert "不需要送达" in refused
    assert Paper.objects.get(key=key).stage == "filed"


def test_a_new_version_leads_to_itself():
    key = signed(with_company())

    answer = send(head(), key, "revise", reason="措施有误")

    new = Paper.objects.get(revises__key=key)
    assert f"/desk/papers/{new.key}/" in text(answer)
    assert answer.redirect_chain[-1][0] == f"/desk/papers/{new.key}/"


def test_a_void_draft_leaves_the_list_and_is_found_among_all():
    key = begun(with_company())

    send(clerk(), key, "void", reason="写错了事项")

    assert key not in text(clerk().get("/desk/papers/"))
    assert key in text(clerk().get("/desk/papers/?stage=all"))
    assert "写错了事项" in text(clerk().get(f"/desk/papers/{key}/"))


def test_another_county_finds_neither_card_nor_file_nor_picture():
    key = signed(with_company())
    other = browser_of(Role.C_OP, YONGJI)

    for place in ("", "pdf/", "pages/1/", "steps/void/"):
        assert other.get(f"/desk/papers/{key}/{place}").status_code == 404


@pytest.mark.parametrize("place", ["steps/nothing/", "txt/", "pages/0/"])
def test_what_is_not_there_is_not_found(place):
    key = begun(with_company())

    assert clerk().get(f"/desk/papers/{key}/{place}").status_code == 404


def test_the_list_leads_to_the_orders_which_are_papers_too():
    assert 'href="/desk/orders/"' in text(clerk().get("/desk/papers/"))
    assert clerk().get("/desk/papers/?export=xlsx").status_code == 200


def test_what_the_filter_shows_is_signed_together_and_then_printed(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    keys = [begun(with_company(name)) for name in ("东苑", "西苑")]
    for key in keys:
        filled(key)
        send(clerk(), key, "submit")
    desk = head()

    asked = text(desk.post("/desk/papers/batches/new/", {"kind": "sign", "query": "stage=mine"}))
    told = {"on": "2024-06-18", "form": "m", "seen": seen_in(asked)}
    run = desk.post("/desk/papers/batches/sign/", told, follow=True)
    batch = PaperBatch.objects.latest("id")
    paper_batches.work_off(batch_id=batch.pk, now=clock.now)
    over = text(desk.get(f"/desk/papers/batches/{batch.pk}/"))

    assert "批量签发 2 份" in asked
    assert all(key in asked for key in keys)
    assert "排队中" in text(run)
    assert "办成 2 份，没有办 0 份" in over
    assert {Paper.objects.get(key=key).stage for key in keys} == {"signed"}
    desk.post(
        "/desk/papers/batches/new/",
        {"kind": "print", "confirmed": "1", "form": "n", "key": keys},
    )
    printed = PaperBatch.objects.latest("id")
    paper_batches.work_off(batch_id=printed.pk, now=clock.now)
    assert "下载压缩包" in text(desk.get(f"/desk/papers/batches/{printed.pk}/"))
    answer = desk.post(f"/desk/papers/batches/{printed.pk}/file/")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert "批量打印" in text(desk.get("/desk/papers/"))


def seen_in(page: str) -> list[str]:
    """The marks that the page gives along."""
    return re.findall(r'name="seen" value="([^"]+)"', page)


def waiting(name: str) -> str:
    """A paper that waits for its signature."""
    key = begun(with_company(name))
    filled(key)
    send(clerk(), key, "submit")
    return key


def test_many_are_signed_only_by_who_says_once_more_who_it_is():
    key = waiting("东苑")
    with clock.standing_at(NOW - STEP_UP_LIMIT - timedelta(seconds=1)):
        desk = head()
    page = text(desk.post("/desk/papers/batches/new/", {"kind": "sign", "key": [key]}))
    told = {"on": "2024-06-18", "form": "m", "seen": seen_in(page)}

    asked = text(desk.post("/desk/papers/batches/sign/", told))
    assert "确认身份，批量签发" in asked
    assert seen_in(asked) == told["seen"]
    wrong = desk.post("/desk/papers/batches/sign/", told | {"step_up": "Wrong#2024-no"})
    assert wrong.status_code == 422
    assert not PaperBatch.objects.exists()
    right = desk.post("/desk/papers/batches/sign/", told | {"step_up": PASSWORD}, follow=True)

    assert "排队中" in text(right)
    item = PaperBatch.objects.get().items.get()
    assert f"{item.key}:{item.seen}" == told["seen"][0]


def test_the_page_that_asks_signs_nothing_whatever_it_is_sent():
    told = {"kind": "sign", "confirmed": "1", "on": "2024-06-18", "key": [waiting("东苑")]}

    assert "要签的文书" in text(head().post("/desk/papers/batches/new/", told))
    assert not PaperBatch.objects.exists()


def test_what_was_changed_since_it_was_seen_is_named_in_the_answer():
    same, other = waiting("东苑"), waiting("西苑")
    desk = head()
    page = text(desk.post("/desk/papers/batches/new/", {"kind": "sign", "key": [same, other]}))
    filled(other, desk, slot_8="另有建议")
    told = {"on": "2024-06-18", "form": "m", "seen": seen_in(page)}
    desk.post("/desk/papers/batches/sign/", told)
    batch = PaperBatch.objects.get()
    paper_batches.work_off(batch_id=batch.pk, now=clock.now)

    over = text(desk.get(f"/desk/papers/batches/{batch.pk}/"))

    assert "办成 1 份，没有办 1 份" in over
    assert f"{other}<small>《升级处置审批表》在您核对之后有改动，没有签发" in over


def test_a_batch_without_papers_or_a_day_says_what_is_missing():
    desk, key = head(), waiting("东苑")
    page = text(desk.post("/desk/papers/batches/new/", {"kind": "sign", "key": [key, "WS-0"]}))

    assert "请先勾选文书" in text(desk.post("/desk/papers/batches/sign/", {"on": "2024-06-18"}))
    again = text(desk.post("/desk/papers/batches/sign/", {"on": "", "seen": seen_in(page)}))
    assert "要签的文书" in again
    assert "还不能签：没有找到这份文书" in again


def test_all_signed_papers_of_a_filter_are_offered_to_be_printed():
    key, draft = signed(with_company("东苑")), begun(with_company("西苑"))

    asked = text(head().post("/desk/papers/batches/new/", {"kind": "print", "query": ""}))

    assert key in asked
    assert draft not in asked


def test_a_batch_that_nobody_knows_is_not_found():
    assert head().post("/desk/papers/batches/new/", {"kind": "burn"}).status_code == 404
    assert head().get("/desk/papers/batches/999/").status_code == 404


def test_all_orders_of_a_filter_are_offered_to_be_printed():
    order = order_of(a_served_problem())
    desk = head()

    assert f'value="{order.number}"' in text(desk.get("/desk/orders/"))
    asked = text(desk.post("/desk/papers/batches/new/", {"kind": "orders", "query": ""}))
    assert "批量打印责令限期整改通知书 1 份" in asked
