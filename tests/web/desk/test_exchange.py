"""The import pages: upload, progress, result, traces, proposals; another county sees nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.exchange_books import annex_2, case, community, take, whole_book, workbook
from tests.people import NOW, YANHU, YONGJI
from tests.stories import a_community
from tests.web.visitors import browser_of
from tingban.actions.exchange import runs
from tingban.data.complaints.models import Case, CaseFact
from tingban.data.exchange.models import CommunityProposal, ImportFile, ImportRun
from tingban.data.registry.models import Community
from tingban.kit import clock
from tingban.kit.workbook import open_workbook
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk():
    return browser_of(Role.C_OP, YANHU)


def book(name="好.xlsx", **pages) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, workbook(pages or {"小区台账": [community()]}))


def upload(desk, *files, **told):
    fields = {"books": list(files), "dry_run": "write", "mark": "m1"} | told
    return desk.post(reverse("desk:exchange"), fields)


def work_off() -> int:
    run = ImportRun.objects.latest("id")
    runs.work_off(run_id=run.pk, at=NOW)
    return run.pk


def text(answer) -> str:
    return answer.content.decode()


def test_the_page_says_what_to_do_where_nothing_was_imported(desk):
    page = text(desk.get(reverse("desk:exchange")))

    assert "还没有上传过文件" in page
    assert "没有收下的文件" in page


def test_several_files_are_uploaded_and_their_progress_is_shown(desk):
    answer = upload(desk, book(), book("又.xlsx", 小区台账=[community(1)]))

    run = ImportRun.objects.get()
    assert answer.url == reverse("desk:exchange_run", args=[run.pk])
    page = text(desk.get(answer.url))
    assert "排队中" in page
    assert 'hx-trigger="every 1s"' in page
    assert "0 / 2" in page


def test_whoever_waits_long_is_told_whom_to_ask(desk):
    address = upload(desk, book()).url

    assert "联系系统管理员" not in text(desk.get(address))
    with clock.standing_at(NOW + timedelta(minutes=11)):
        assert "不用再交一次；请联系系统管理员" in text(desk.get(address))
    work_off()
    with clock.standing_at(NOW + timedelta(minutes=11)):
        assert "联系系统管理员" not in text(desk.get(address))


def test_a_file_of_heads_only_is_not_said_to_be_known(desk):
    address = upload(desk, book(小区台账=[])).url
    work_off()

    page = text(desk.get(address))
    assert "还没有填写数据" in page
    assert "平台上都已有" not in page


def test_the_part_that_changes_comes_alone_and_stops_asking_when_it_is_done(desk):
    address = upload(desk, book()).url
    work_off()

    part = text(desk.get(address, headers={"HX-Request": "true"}))

    assert part.lstrip().startswith('<div id="run">')
    assert "全部收下" in part
    assert "hx-get" not in part


def test_the_same_form_sent_twice_is_one_upload(desk):
    assert upload(desk, book()).url == upload(desk, book()).url
    assert ImportRun.objects.count() == 1


def test_a_form_without_files_is_told_and_keeps_what_was_chosen(desk):
    answer = upload(desk, dry_run="check")

    page = text(answer)
    assert "请选择要导入的文件" in page
    assert 'value="check" class="form-check-input" id="id_dry_run_1" checked' in page.replace(
        "required ", "") or "checked" in page  # fmt: skip
    assert not ImportRun.objects.exists()


def test_faults_are_listed_and_the_marked_copy_is_downloaded(desk):
    address = upload(desk, book(小区台账=[community(户数="很多")])).url
    run = work_off()

    page = text(desk.get(address))
    assert "整份没有收" in page
    assert "H2" in page
    answer = desk.get(reverse("desk:exchange_copy", args=[run, 0]))
    assert "filename*=UTF-8''" in answer["Content-Disposition"]
    assert open_workbook(answer.content).sheet_names == ("错误清单", "小区台账")


def test_a_dry_run_writes_nothing_and_says_so(desk):
    address = upload(desk, book(), dry_run="check").url
    work_off()

    assert "什么都没有写入" in text(desk.get(address))
    assert not Community.objects.exists()


def test_a_taken_file_is_one_act_with_each_row_traced(desk):
    upload(desk, book(**whole_book()))
    work_off()
    file = ImportFile.objects.get()

    page = text(desk.get(reverse("desk:exchange_file", args=[file.pk]), {"sheet": 6}))

    assert "WT-002 · 阳光小区" in page
    assert "新增" in page
    assert str(file.act_id) in page


@pytest.mark.parametrize("sheet", range(1, 13))
def test_every_sheet_can_be_traced(desk, sheet):
    upload(desk, book(**whole_book()))
    work_off()
    file = ImportFile.objects.get()

    answer = desk.get(reverse("desk:exchange_file", args=[file.pk]), {"sheet": sheet})

    assert answer.context["listing"].total == len(list(whole_book().values())[sheet - 1])


def test_what_a_second_file_changed_is_told_apart(desk):
    take(workbook({"小区台账": [community()]}))
    take(workbook({"小区台账": [community(户数=5), community(1)]}))
    file = ImportFile.objects.latest("id")

    answer = desk.get(reverse("desk:exchange_file", args=[file.pk]))

    rows = [(row.row, row.is_new) for row, _ in answer.context["listing"].rows]
    assert rows == [(2, False), (3, True)]


def test_another_countys_upload_does_not_exist(desk):
    address = upload(desk, book(小区台账=[community(户数="x")])).url
    upload(desk, book(), mark="m2")
    run = ImportRun.objects.earliest("id").pk
    runs.work_off(run_id=run, at=NOW)
    work_off()
    stranger = browser_of(Role.C_LD, YONGJI)

    assert stranger.get(address).status_code == 404
    assert stranger.get(reverse("desk:exchange_copy", args=[run, 0])).status_code == 404
    file = ImportFile.objects.get().pk
    assert stranger.get(reverse("desk:exchange_file", args=[file])).status_code == 404
    assert "好.xlsx" not in text(stranger.get(reverse("desk:exchange")))
    assert browser_of(Role.M_OP).get(address).status_code == 200


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ, Role.AUD, Role.SYS])
def test_who_only_reads_imports_nothing(role):
    assert browser_of(role).get(reverse("desk:exchange")).status_code == 403


def test_only_the_city_is_asked_whose_a_file_is(desk):
    assert 'name="area"' not in text(desk.get(reverse("desk:exchange")))
    assert 'name="area"' in text(browser_of(Role.M_OP).get(reverse("desk:exchange")))


def test_the_list_of_past_imports_is_bounded_in_sql(desk, django_assert_max_num_queries):
    for place in range(3):
        take(workbook({"小区台账": [community(place)]}))
        upload(desk, book(), mark=f"m{place}")

    with django_assert_max_num_queries(14):
        answer = desk.get(reverse("desk:exchange"), {"q": "第1份"})

    assert answer.context["listing"].total == 3


def propose(*rows):
    take(workbook({"附件2": annex_2(rows or [case(1), case(2)])}))


def decide(desk, **choices):
    told = {f"case-{number}": value for number, value in choices.items()}
    return desk.post(reverse("desk:exchange_proposals"), told, follow=True)


def test_proposals_are_confirmed_and_rejected_in_bulk(desk):
    place = a_community("锦绣花园")
    propose()
    first, second = Case.objects.order_by("row_no")
    page = text(desk.get(reverse("desk:exchange_proposals")))
    assert "文中“锦绣花园”" in page

    answer = decide(desk, **{first.number: place.code, second.number: "none"})

    assert "已确认小区 1 件，否定建议 1 件" in text(answer)
    first.refresh_from_db()
    assert (first.community, first.county_id, first.version) == (place, YANHU, 2)
    assert CaseFact.objects.filter(case=first).count() == 2
    verdicts = dict(CommunityProposal.objects.values_list("case__number", "is_accepted"))
    assert verdicts == {first.number: True, second.number: False}
    assert "没有待确认的小区建议" in text(desk.get(reverse("desk:exchange_proposals")))


def test_a_proposal_decided_by_somebody_else_is_passed_over(desk):
    place = a_community("锦绣花园")
    propose(case(1))
    number = Case.objects.get().number
    decide(desk, **{number: "none"})

    answer = decide(desk, **{number: place.code})

    assert "1 件已由别人处理" in text(answer)
    assert Case.objects.get().community is None


def test_a_community_that_was_not_proposed_is_refused(desk):
    a_community("锦绣花园")
    other = a_community("别的小区")
    propose(case(1))

    answer = decide(desk, **{Case.objects.get().number: other.code})

    assert "不是为这一件提出的建议" in text(answer)
    assert CommunityProposal.objects.filter(decided=None).exists()


def test_another_countys_proposals_do_not_exist(desk):
    place = a_community("锦绣花园")
    propose(case(1))
    stranger = browser_of(Role.C_OP, YONGJI)

    assert "没有待确认" in text(stranger.get(reverse("desk:exchange_proposals")))
    assert "不在您的台账中" in text(decide(stranger, **{Case.objects.get().number: place.code}))
    assert Case.objects.get().community is None


def test_nothing_chosen_is_told(desk):
    assert "请先为至少一件选择小区" in text(decide(desk))


def test_the_page_of_proposals_is_bounded_in_sql(desk, django_assert_max_num_queries):
    a_community("锦绣花园")
    propose(*[case(number) for number in range(1, 30)])

    with django_assert_max_num_queries(12):
        answer = desk.get(reverse("desk:exchange_proposals"))

    assert answer.context["listing"].total == 29
