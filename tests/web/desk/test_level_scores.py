"""评分表 from Excel on the desk: the template, and a file read into the form that rates."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.measures import RATING, a_level_case
from tests.people import NOW, YANHU, YONGJI
from tests.rules.enforcement.test_level_book import ROWS, a_book
from tests.stories import a_community, a_company
from tests.web.visitors import browser_of
from tingban.kit import clock
from tingban.kit.workbook import open_workbook
from tingban.rules.actors import Role
from tingban.rules.enforcement.level_book import LIMITS

pytestmark = pytest.mark.django_db
TYPED = {
    "told_raters": "评乙 县住建局\n老王 街道", "told_site": "小区内现场",
    "told_standard": "试行标准",
    "told_findings": "楼道多日无人清扫", "told_old_level": "二级", "told_proposed": "三级",
    "told_sheet-0-0": "旧项目", "told_sheet-0-1": "10",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def walk():
    return a_level_case(a_community(fee_mode="guided"), a_company())


@pytest.fixture
def desk():
    return browser_of(Role.C_OP, YANHU)


def read(desk, number: str, data: bytes | None, name: str = "评分.xlsx", **told) -> str:
    file = {} if data is None else {"book": SimpleUploadedFile(name, data)}
    form = {"on": NOW.date().isoformat(), "version": "1", "reason": ""} | TYPED | told | file
    answer = desk.post(reverse("desk:level_score_read", args=[number]), form)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_template_is_a_workbook_and_the_step_leads_to_it(desk, walk):
    step = desk.get(reverse("desk:level_case_step", args=[walk.number, "rate"])).content.decode()
    template = reverse("desk:level_score_template")

    assert f'href="{template}"' in step
    assert f'formaction="{reverse("desk:level_score_read", args=[walk.number])}"' in step
    data = b"".join(desk.get(template).streaming_content)
    assert open_workbook(data).sheet_names == ("评分表", "填写说明")


def test_what_was_read_stands_in_the_form_and_is_not_kept(desk, walk):
    page = read(desk, walk.number, a_book())

    assert "已读入 2 个项目、3 名评定人的得分，还没有保存" in page
    assert "“保洁和绿化养护”" not in page
    for value in ("房屋管理", "30.5"):
        assert f'value="{value}"' in page
    assert "<b>71.5</b>" in page
    # The rest is as it was typed; a unit stays with its name, in the order of the columns.
    assert "评甲\n评乙 县住建局\n评丙" in page
    assert 'value="小区内现场"' in page
    assert "旧项目" not in page
    assert f'action="{reverse("desk:level_case_step", args=[walk.number, "rate"])}"' in page
    assert walk.row.moves.count() == 1
    assert (walk.row.stage, walk.row.version) == ("begun", 1)


def test_saved_from_there_it_is_the_same_field(desk, walk):
    """As the browser sends the form that it was given."""
    cells = {
        f"told_sheet-{row}-{place}": str(cell)
        for row, line in enumerate(ROWS)
        for place, cell in enumerate(line)
    }
    form = {"on": NOW.date().isoformat(), "version": "1", "reason": "", **TYPED, **cells}
    form["told_raters"] = "评甲 县住建局\n评乙 县住建局\n评丙 街道"

    answer = desk.post(reverse("desk:level_case_step", args=[walk.number, "rate"]), form)

    assert answer.status_code == 302
    told = walk.row.moves.standing().latest("id").told
    assert told["sheet"] == ["房屋管理 50 40 41 42", "保洁和绿化养护 50 30 30.5 31"]
    assert walk.row.stage != "begun"


def test_faults_are_told_by_row_and_column_and_what_was_typed_stays(desk, walk):
    page = read(desk, walk.number, a_book([("房屋管理", 50, 51, "", 42)]))

    assert "2 处要改" in page
    assert "<b>第 2 行 C 列</b>：评甲给了 51 分，超过满分 50 分。" in page
    assert "<b>第 2 行 D 列</b>：没有填评乙的得分。" in page
    assert 'value="旧项目"' in page
    assert "评乙 县住建局\n老王 街道" in page


def test_of_very_many_faults_the_page_tells_the_first_and_their_number(desk, walk):
    page = read(desk, walk.number, a_book([(f"第{it}项", 1, 2, 2, 2) for it in range(20)]))

    assert "60 处要改，先列出前 50 处：" in page
    assert page.count("分，超过满分 1 分") == 50


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "请先选择填好的评分表"),
        (b"", "文件是空的"),
        (b"<html>", "文件不是 Excel 工作簿"),
        (b"x" * (LIMITS.file_bytes + 1), "文件超过 1 MB"),
    ],
    ids=["none", "empty", "another kind", "too big"],
)
def test_anything_else_is_not_read(desk, walk, data, words):
    assert words in read(desk, walk.number, data)
    assert walk.row.moves.count() == 1


def test_looked_up_it_leads_to_the_form(desk, walk):
    answer = desk.get(reverse("desk:level_score_read", args=[walk.number]))

    assert answer.url == reverse("desk:level_case_step", args=[walk.number, "rate"])


def test_another_county_finds_nothing(walk):
    desk = browser_of(Role.C_OP, YONGJI)
    file = SimpleUploadedFile("评分.xlsx", a_book())

    answer = desk.post(reverse("desk:level_score_read", args=[walk.number]), {"book": file})

    assert answer.status_code == 404


def test_rated_already_the_form_is_closed(desk, walk):
    walk.step("rate", **RATING)

    answer = desk.get(reverse("desk:level_score_read", args=[walk.number]), follow=True)

    assert "现在是“待告知企业”，不能登记现场评定" in answer.content.decode()
