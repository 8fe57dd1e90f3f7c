"""材料 on the desk: the way in, the way out, and nothing that runs."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import sample_files as files
from tests.attached import attached
from tests.people import YANHU, YONGJI, clerk
from tests.stories import a_case, a_community, a_problem, a_visit
from tests.web.visitors import browser_of
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.gateways.clamd import Address
from tingban.rules.actors import Role
from tingban.rules.documents.sharing import Sharing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def number() -> str:
    return a_problem(a_community()).number


def page(number: str) -> str:
    return f"/desk/files/of/problem:{number}/"


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    # What a browser says of the type is nobody's business here.
    return SimpleUploadedFile(name, data, content_type="text/html")


def county():
    return browser_of(Role.C_OP, YANHU)


def city():
    return browser_of(Role.M_OP)


def test_a_clerk_uploads_several_files_at_once(number):
    told = {"uploads": [sent("门口.JPG", files.photo()), sent("报告.pdf", files.pdf())],
            "sharing": "shareable", "form": "mark"}  # fmt: skip

    answer = county().post(page(number), told, follow=True)

    text = answer.content.decode()
    assert answer.redirect_chain[0][0] == page(number)
    assert "已上传 2 个文件" in text
    assert "门口.jpg" in text
    # The photo; a paper is never given outside.
    assert text.count(">可提供<") == 1
    assert set(Attachment.objects.values_list("sharing", flat=True)) == {"shareable"}


def test_the_camera_of_a_telephone_sends_into_the_same_field(number):
    text = county().get(page(number)).content.decode()

    assert text.count('name="uploads"') == 2
    assert 'capture="environment"' in text
    assert 'accept="image/jpeg,.jpg' in text


def test_faults_stand_at_the_field_a_line_each(number):
    told = {"uploads": [sent("a.jpg", files.HTML), sent("b.jpg", b"")], "sharing": "internal"}

    text = county().post(page(number), told).content.decode()

    assert "“a.jpg”是网页，不能接收" in text
    assert "“b.jpg”是空文件" in text
    assert not Attachment.objects.exists()


def test_nothing_chosen_is_said_so(number):
    text = county().post(page(number), {"sharing": "internal"}).content.decode()

    assert "请选择要上传的文件" in text


def test_a_name_that_would_run_in_the_page_does_not(number):
    attached(f"problem:{number}", files.photo(), "<img src=x onerror=alert(1)>.jpg")

    text = county().get(page(number)).content.decode()

    assert "img src=x onerror=alert(1).jpg" in text
    assert "<img src=x" not in text


def test_the_county_sees_what_the_camera_told_and_the_city_does_not(number):
    attached(f"problem:{number}", files.photo())

    own, above = (browser.get(page(number)).content.decode() for browser in (county(), city()))

    for words in ("北纬 35.03333°", "东经 111.00028°", files.CAMERA, "6月18日 09:30", "下载原件"):
        assert words in own
    for words in ("北纬", files.CAMERA, "下载原件", "09:30"):
        assert words not in above


def test_a_copy_opens_in_the_page_without_its_traces(number):
    row = attached(f"problem:{number}", files.photo())

    for copy in ("copy", "thumb"):
        answer = city().get(f"/desk/files/{row.pk}/{copy}/")
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Content-Disposition"].startswith("inline;")
        assert not Image.open(io.BytesIO(answer.content)).getexif()
        assert files.CAMERA.encode() not in answer.content


def test_an_original_is_taken_away_and_logged(number):
    row = attached(f"problem:{number}", files.photo(), "门口.jpg")

    answer = county().get(f"/desk/files/{row.pk}/original/")

    assert answer.content == files.photo()
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''%E9%97%A8%E5%8F%A3.jpg"
    )
    assert Entry.objects.filter(act="documents.original_taken").count() == 1


@pytest.mark.parametrize("copy", ["original", "copy", "thumb"])
def test_nothing_that_is_served_may_run_or_stay(number, copy):
    row = attached(f"problem:{number}", files.photo())

    headers = county().get(f"/desk/files/{row.pk}/{copy}/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; sandbox; frame-ancestors 'none'"
    )
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("data", [files.pdf(), files.paper(), files.film(), files.sound()])
def test_papers_and_films_are_never_shown_in_the_browser(number, data):
    row = attached(f"problem:{number}", data, "材料")

    answer = county().get(f"/desk/files/{row.pk}/original/")

    assert answer.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("copy", ["original", "copy", "thumb", "../original", "everything"])
def test_another_county_finds_nothing(number, copy):
    row = attached(f"problem:{number}", files.photo())

    stranger = browser_of(Role.C_OP, YONGJI)
    assert stranger.get(f"/desk/files/{row.pk}/{copy}/").status_code == 404
    assert stranger.get(page(number)).status_code == 404
    told = {"uploads": [sent("a.jpg", files.photo())], "sharing": "internal"}
    assert stranger.post(page(number), told).status_code == 404
    assert Attachment.objects.count() == 1


def test_the_city_does_not_get_the_original_of_a_county(number):
    row = attached(f"problem:{number}", files.photo())

    assert city().get(f"/desk/files/{row.pk}/original/").status_code == 404


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
def test_administrators_see_no_files(number, role):
    row = attached(f"problem:{number}", files.photo())

    assert browser_of(role).get(f"/desk/files/{row.pk}/copy/").status_code == 403


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ])
def test_whoever_only_reads_is_offered_nothing_to_write(number, role):
    attached(f"problem:{number}", files.photo())

    text = browser_of(role).get(page(number)).content.decode()

    assert "上传材料" not in text
    assert "撤回" not in text


def test_a_file_is_retracted_with_a_reason(number):
    row = attached(f"problem:{number}", files.photo())
    address = f"/desk/files/{row.pk}/retract/"
    assert "撤回这份材料" in county().get(address).content.decode()

    answer = county().post(address, {"reason": "传错了小区"}, follow=True)

    assert "已撤回" in answer.content.decode()
    assert "还没有材料" in answer.content.decode()
    assert county().get(f"/desk/files/{row.pk}/copy/").status_code == 404


def test_retracting_without_a_reason_changes_nothing(number):
    row = attached(f"problem:{number}", files.photo())

    county().post(f"/desk/files/{row.pk}/retract/", {"reason": " "})

    row.refresh_from_db()
    assert row.retracted_at is None


def test_a_case_offers_no_choice_of_who_sees_it():
    number = a_case().number
    text = county().get(f"/desk/files/of/case:{number}/").content.decode()
    told = {"uploads": [sent("a.jpg", files.photo())], "sharing": "shareable", "form": ""}

    county().post(f"/desk/files/of/case:{number}/", told)

    assert "也可提供给企业" not in text
    assert "给谁看" not in text
    assert Attachment.objects.get().sharing == Sharing.INTERNAL


def test_an_unscanned_file_waits_with_a_word(number, settings):
    row = attached(f"problem:{number}", files.photo())
    settings.CLAMD = Address(path="/nonexistent")

    text = city().get(page(number)).content.decode()

    assert "未扫描" in text
    for copy in ("original", "copy", "thumb"):
        assert f"/desk/files/{row.pk}/{copy}/" not in text
    assert city().get(f"/desk/files/{row.pk}/copy/").status_code == 404
    assert county().get(f"/desk/files/{row.pk}/original/").status_code == 200


@pytest.mark.parametrize("kind", ["case", "visit", "problem"])
def test_a_card_leads_to_its_files(kind):
    place = a_community()
    number = {
        "case": lambda: a_case(clerk(), community_code=place.code).number,
        "visit": lambda: a_visit(place),
        "problem": lambda: a_problem(place).number,
    }[kind]()
    cards = {"case": "cases", "visit": "visits", "problem": "problems"}

    text = county().get(f"/desk/{cards[kind]}/{number}/").content.decode()

    assert f"/desk/files/of/{kind}:{number}/" in text
    assert county().get(f"/desk/files/of/{kind}:{number}/").status_code == 200


def test_a_list_of_files_costs_a_bounded_number_of_questions(number, django_assert_max_num_queries):
    for at in range(8):
        attached(f"problem:{number}", files.photo(), f"{at}.jpg")
    browser = county()
    browser.get(page(number))

    with django_assert_max_num_queries(20):
        browser.get(page(number))
