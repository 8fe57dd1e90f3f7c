"""现场检查 on the desk: the form without a script, what the script is answered, and the shell."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import sample_files as files
from tests.attached import attached
from tests.field_visits import a_finding, a_report
from tests.people import NOW, YANHU, YONGJI, clerk, person
from tests.stories import a_community, a_company, a_contract
from tests.web.visitors import Browser, anonymous, browser_of, staff_member
from tingban.actions.inspections import missions
from tingban.actions.rectification import field_visits
from tingban.actions.rectification.field_visits import FieldReport
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.data.inspections.models import Visit, VisitRecord
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.rules.actors import FIELD_WRITERS, Actor, Role
from tingban.rules.inspections import OrganiserLevel, Position
from tingban.rules.rectification import Category
from tingban.rules.rectification.stages import Stage
from tingban.web.desk import field_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
FIELD = "/desk/visits/field/"
SCRIPT = {"X-Tingban-Field": "1"}


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def photo(name: str = "IMG_1.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or files.photo(), content_type="image/jpeg")


def told(community: Community, /, **more: object) -> dict[str, object]:
    return {
        "form": "mark-1",
        "community_text": community.name,
        "community": community.code,
        "kind": "survey",
        "started_at": "2024-06-18T09:50",
        "ended_at": "2024-06-18T10:25",
        "name_0": "王勘",
        "cert_0": "1408-01",
        "name_1": "李查",
        "found_nothing": "on",
    } | more


def dirty_stairs(**more: object) -> dict[str, object]:
    return {
        "found_nothing": "", "acts_1": ["1-03"], "text_1": "3 号楼楼道垃圾堆放多日",
        "photos_1": [photo("楼道.jpg")], "certainty": "confirm", "responsible": "项目经理 王某",
    } | more  # fmt: skip


def send(actor: Actor, report: FieldReport) -> str:
    return field_visits.report_visit(report=report, actor=actor, at=NOW)


def text(response) -> str:
    return response.content.decode()


def test_a_visit_is_registered_without_any_script(desk):
    place = a_community()

    answer = desk.post(FIELD, told(place, photos=[photo("大门.jpg")], **dirty_stairs()))

    visit = Visit.objects.get()
    assert answer.url == f"/desk/visits/{visit.number}/"
    assert (visit.community, visit.level, visit.done_on) == (place, "county", date(2024, 6, 18))
    assert Problem.objects.get().description == "3 号楼楼道垃圾堆放多日"
    assert list(Attachment.objects.values_list("name", flat=True)) == ["大门.jpg", "楼道.jpg"]


def test_the_same_form_sent_twice_leads_to_the_same_card(desk):
    place = a_community()

    first, second = (desk.post(FIELD, told(place)) for _ in range(2))

    assert first.url == second.url
    assert Visit.objects.count() == 1


def test_a_refusal_keeps_what_was_typed(desk):
    page = text(desk.post(FIELD, told(a_community(), kind="verify", name_1="", place="地下室")))

    assert "线索核查须有两名以上工作人员到场" in page
    assert 'value="地下室"' in page
    assert not Visit.objects.exists()


def test_looking_for_a_community_judges_nothing(desk):
    a_community()

    page = text(desk.post(FIELD, {"look": "community", "community_text": "锦绣", "place": "门口"}))

    assert "锦绣花园" in page
    assert 'value="门口"' in page
    assert "需要改正" not in page


def test_of_namesakes_one_must_be_chosen(desk):
    a_community("幸福里")
    place = a_community("幸福里", street="140802001000")

    page = text(desk.post(FIELD, told(place, community="")))

    assert "找到 2 个小区，请在下面选定一个。" in page


def test_no_community_is_told_at_its_field(desk):
    page = text(desk.post(FIELD, told(a_community(), community_text="", community="")))

    assert "请选定小区" in page


def test_where_one_was_lately_is_one_tap(desk):
    place = a_community()
    send(clerk_of(desk), a_report(place))

    page = text(desk.get(FIELD))
    desk.post(FIELD, told(place, community="", community_text="", recent=place.code))

    assert f'name="recent" value="{place.code}"' in page
    assert 'value="李查"' in page
    assert Visit.objects.filter(community=place).count() == 2


def clerk_of(desk: Browser) -> Actor:
    """The actor who sits at this browser."""
    user = staff_member(Role.C_OP, YANHU)
    return Actor(user.pk, user.name, Role.C_OP, f"zj-{YANHU}", "", YANHU, "")


def test_an_address_may_name_the_community(desk):
    place = a_community()

    page = text(desk.get(f"{FIELD}?community={place.code}&kind=recheck"))

    assert f'value="{place.name}"' in page
    assert re.search(r'value="recheck"[^>]* checked', page)


def test_an_officer_is_not_asked_to_confirm():
    officer, place = browser_of(Role.C_ENF, YANHU), a_community()

    page = text(officer.get(FIELD))
    officer.post(FIELD, told(place, **dirty_stairs(certainty="confirm")))

    assert "先记为线索" in page
    assert 'name="certainty"' not in page
    # What was mended on the spot has to be confirmed there.
    assert "当场已改好" not in page
    assert Problem.objects.get().stage == Stage.SUS


def test_a_supervision_belongs_to_its_mission(desk):
    statement = missions.MissionStatement(OrganiserLevel.COUNTY, YANHU, NOW.date())
    mission = missions.add_mission(statement=statement, actor=clerk(), at=NOW)

    card, page = (text(desk.get(it)) for it in (f"/desk/missions/{mission}/", FIELD))
    begun = text(desk.get(f"{FIELD}?mission={mission}"))
    desk.post(FIELD, told(a_community(), kind="supervise", mission=mission))

    assert f'href="{FIELD}?mission={mission}"' in card
    assert f'<option value="{mission}">' in page
    assert f'name="mission" value="{mission}"' in begun
    assert re.search(r'value="supervise"[^>]* checked', begun)
    assert Visit.objects.get().mission.number == mission


def test_the_citys_visit_is_the_citys():
    browser_of(Role.M_OP).post(FIELD, told(a_community()))

    assert Visit.objects.get().level == "city"


def test_a_visit_that_was_not_ended_ends_when_it_is_sent(desk):
    desk.post(FIELD, told(a_community(), ended_at=""))

    assert VisitRecord.objects.get().ended_at == NOW


def test_the_script_is_answered_in_figures(desk):
    answer = desk.post(FIELD, told(a_community()), headers=SCRIPT)

    number = Visit.objects.get().number
    assert answer.json() == {"number": number, "href": f"/desk/visits/{number}/"}


def test_the_script_is_refused_in_sentences(desk):
    place = a_community()

    bare = desk.post(FIELD, told(place, name_0="", name_1=""), headers=SCRIPT)
    unset = desk.post(FIELD, told(place, community_text="没有这处"), headers=SCRIPT)
    mixed = desk.post(
        FIELD, told(place, **dirty_stairs(photos_1=[photo("a.jpg", files.HTML)])), headers=SCRIPT
    )

    assert {it.status_code for it in (bare, unset, mixed)} == {422}
    assert bare.json() == {"faults": ["请写明检查人员的姓名。"]}
    assert unset.json()["faults"][0].startswith("小区：没有找到名称含“没有这处”的小区")
    assert "“a.jpg”是网页" in mixed.json()["faults"][0]


def test_what_another_person_kept_is_not_sent_in_ones_own_name(desk):
    answer = desk.post(FIELD, told(a_community(), person="somebody"), headers=SCRIPT)

    assert answer.json() == {"faults": ["这份记录是另一位用户存的，须由本人登录后发出。"]}
    assert not Visit.objects.exists()


def test_another_countys_community_is_refused_in_a_sentence(desk):
    place = a_community(county=YONGJI)

    answer = desk.post(FIELD, told(place), headers=SCRIPT)

    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_when_a_photo_was_taken_is_told_beside_it(desk):
    small = files.plain_photo()
    desk.post(FIELD, told(
        a_community(),
        **{"photos": [photo("现场 1.jpg", small), photo("现场 2.jpg", small)],
           "photos-taken": ["2024-06-18T09:58:00+08:00", "yesterday"]},
    ), headers=SCRIPT)  # fmt: skip

    first, second = Attachment.objects.order_by("id")
    assert first.exif == {"told_at": "2024-06-18T09:58:00+08:00"}
    assert second.exif == {}
    page = text(desk.get(f"/desk/visits/{Visit.objects.get().number}/"))
    assert "1 张在手机上缩小后上传，拍摄时间由手机读取" in page
    assert "6月18日 09:58（手机所记，照片已缩小）" in page


def test_the_form_must_bear_a_fresh_token():
    strict = Browser(enforce_csrf_checks=True).enter(staff_member(Role.C_OP, YANHU))
    place = a_community()

    token = strict.get(f"{FIELD}session/").json()["token"]

    assert strict.post(FIELD, told(place), headers=SCRIPT).status_code == 403
    sent = strict.post(FIELD, told(place), headers=SCRIPT | {"X-CSRFToken": token})
    assert sent.status_code == 200


def test_the_session_tells_who_is_signed_in(desk):
    told = desk.get(f"{FIELD}session/")

    assert told.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    user = staff_member(Role.C_OP, YANHU)
    assert told.json() | {"token": ""} == {
        "person": user.username, "name": user.name, "confirms": True, "token": "",
        "now": NOW.isoformat(),
    }  # fmt: skip


@pytest.mark.parametrize("path", ["", "session/", "places/"])
def test_whoever_is_signed_out_is_sent_to_sign_in(path):
    assert anonymous().get(FIELD + path).url.startswith("/desk/sign-in/")


@pytest.mark.parametrize("role", sorted(FIELD_WRITERS))
def test_whoever_works_in_the_field_gets_the_form(role):
    area = YANHU if role.value.startswith("C") else "140800"

    assert browser_of(role, area).get(FIELD).status_code == 200


def test_the_shell_names_nobody_and_bears_no_token(desk):
    send(clerk_of(desk), a_report(a_community("盐湖独有园")))

    shell = anonymous().get(f"{FIELD}shell/")
    mine = desk.get(f"{FIELD}shell/")

    assert text(shell) == text(mine)
    assert "Set-Cookie" not in shell.headers
    assert not shell.cookies
    for word in ("csrfmiddlewaretoken", "盐湖", "李查", staff_member(Role.C_OP, YANHU).username):
        assert word not in text(shell)


def test_the_worker_keeps_the_shell_and_static_files_and_nothing_else():
    answer = anonymous().get(f"{FIELD}worker.js")

    kept = field_pages.files()
    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert kept[0] == f"{FIELD}shell/"
    assert all(path.startswith("/static/") for path in kept[1:])
    assert all(path in text(answer) for path in kept)


@pytest.mark.parametrize("path", ["shell/", "worker.js"])
def test_the_policy_of_the_pages_holds_here_too(path):
    policy = anonymous().get(FIELD + path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "'unsafe" not in policy
    assert "blob:" not in policy


def test_the_script_is_small():
    sources = [
        Path(finders.find(f"tingban/field/{name}.js")).read_bytes() for name in field_pages.SCRIPTS
    ]
    worker = anonymous().get(f"{FIELD}worker.js").content

    # As it goes over the line.
    assert len(gzip.compress(b"".join([*sources, worker]))) <= 15 * 1024
    assert all(len(source.splitlines()) <= 100 for source in sources)


def test_suggestions_follow_the_typing(desk):
    place = a_community(street="东城街道")
    a_community("锦绣新村", county=YONGJI)

    answer = desk.get(f"{FIELD}places/", {"q": "锦绣"})

    assert answer.json() == {"places": [[place.code, "锦绣花园", place.street]]}


def test_the_list_of_a_county_is_taken_along_and_that_is_logged(desk):
    place = a_community()
    a_community("锦绣新村", county=YONGJI)

    answer = desk.post(f"{FIELD}places/")

    assert answer.json() == {
        "county": "盐湖区", "on": "2024-06-18", "places": [[place.code, "锦绣花园", ""]],
    }  # fmt: skip
    entry = Entry.objects.get(act="registry.roll_taken")
    assert (entry.subject, entry.after) == (f"list:{YANHU}", {"rows": 1})


def test_another_countys_list_is_not_taken(desk):
    answer = desk.post(f"{FIELD}places/", {"county": YONGJI})

    assert answer.status_code == 422
    assert answer.json()["faults"][0].startswith("这是其他县")
    assert not Entry.objects.filter(act="registry.roll_taken").exists()


def test_the_city_says_which_county_it_goes_to():
    city = browser_of(Role.M_OP)
    a_community(county=YONGJI)

    bare, chosen = city.post(f"{FIELD}places/"), city.post(f"{FIELD}places/", {"county": YONGJI})

    assert bare.json()["faults"] == ["请选择要下载哪个县(市、区)的小区名单。"]
    assert chosen.json()["county"] == "永济市"


def test_the_card_tells_record_photos_and_problems(desk):
    place, company = a_community(), a_company()
    a_contract(place, company, date(2024, 1, 1))
    report = a_report(
        place, a_finding(), visit={"position": Position(35.03333, 111.00028, 12), "notes": "雨天"}
    )
    number = send(clerk_of(desk), report)

    page = text(desk.get(f"/desk/visits/{number}/"))

    for words in ("王勘（执法证 1408-01）、李查", "3号楼地下室", "雨天",
                  "6月18日 周二 09:50 至 10:30", "大门.jpg", "下载原件",
                  "北纬 35.03333°，东经 111.00028°，误差约 12 米",
                  Problem.objects.get().number, "楼道多日无人清扫"):  # fmt: skip
        assert words in page


def test_where_the_telephone_was_is_for_the_own_office(desk):
    number = send(
        clerk_of(desk), a_report(a_community(), visit={"position": Position(35.0, 111.0)})
    )

    page = text(browser_of(Role.M_OP).get(f"/desk/visits/{number}/"))

    assert "王勘" in page
    assert "北纬" not in page
    assert "下载原件" not in page


def test_a_visit_entered_at_the_desk_has_no_record(desk):
    number = send(clerk_of(desk), a_report(a_community()))
    attached(f"visit:{number}", files.photo(), "补传.jpg", actor=person(Role.C_OP, YANHU))

    page = text(desk.get(f"/desk/visits/{number}/"))

    assert "没有发现问题" in page
    assert "补传.jpg" in page


@pytest.mark.parametrize("count", [1, 8])
def test_the_card_asks_as_much_for_eight_problems_as_for_one(
    desk, count, django_assert_max_num_queries
):
    found = [a_finding(it) for it in list(Category)[:count] if it != Category.CAT_9]
    number = send(clerk_of(desk), a_report(a_community(), *found))

    with django_assert_max_num_queries(17):
        desk.get(f"/desk/visits/{number}/")


def test_the_list_leads_to_the_field(desk):
    assert FIELD in text(desk.get("/desk/visits/"))
