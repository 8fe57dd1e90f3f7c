"""Pictures of the hand-over, item by item: for all its sides, and of nothing that only some may see
(DOMAIN 3.3 M6 and M9, 9.2)."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import sample_files as files
from tests.attached import attached
from tests.exit_cases import SHEET, abandoned
from tests.people import NOW, YANHU, YONGJI, person
from tests.votes import owner
from tests.web.desk.test_exit_cases import clerk, handing_over, stated, text
from tests.web.visitors import browser_of
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.kit import clock
from tingban.reads.overview import attachments as reads
from tingban.rules.actors import Role
from tingban.rules.documents.sharing import Sharing
from tingban.rules.errors import Refused
from tingban.rules.exits.handover import NO_FILES, NOBODY_NAMED, Item

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def test_the_pictures_of_an_item_are_for_all_sides_and_stand_in_the_paper():
    case = handing_over()
    stated(case)
    subject = f"handover:{case.number}-M3"

    answer = clerk().post(
        f"/desk/files/of/{subject}/",
        {"uploads": SimpleUploadedFile("水泵房.jpg", files.photo()), "form": uuid4().hex},
        follow=True,
    )

    assert "水泵房.jpg" in text(answer)
    assert "M3" not in text(answer).split("<h1", 1)[1].split("</h1>", 1)[0]
    picture = Attachment.objects.standing().get(subject=subject)
    assert picture.sharing == "shareable"
    assert [it.name for it in reads.gallery(owner(case), subject).lines] == ["水泵房.jpg"]
    assert "照片和文件（1）" in text(clerk().get(f"/desk/exit-cases/{case.number}/handover/"))
    facts = SHEET["exits.handover_list"].facts(person(Role.C_OP, YANHU), case.number)
    assert facts["照片目录"] == ("第 3 项 竣工图等验收资料：水泵房.jpg，2024年6月18日",)


def test_pictures_come_while_the_list_is_kept_and_of_an_item_that_exists():
    case = abandoned()

    early = clerk().get(f"/desk/files/of/handover:{case.number}-M3/")
    unknown = clerk().get(f"/desk/files/of/handover:{case.number}-M99/")
    elsewhere = browser_of(Role.C_OP, YONGJI).get(f"/desk/files/of/handover:{case.number}-M3/")

    assert "从合同终止到退出完成之间" in text(early)
    assert (unknown.status_code, elsewhere.status_code) == (404, 404)


def test_a_picture_of_a_handover_cannot_stay_inside():
    subject = f"handover:{handing_over().number}-M1"

    with pytest.raises(Refused, match="移交各方"):
        attached(subject, files.photo(), "现场.jpg", actor=person(Role.C_OP, YANHU))


# --- what may show residents, and passwords ----------------------------------------------------
# Written by hand from DOMAIN 3.3: the roll is the owners' alone, prepaid fees and suits name
# households; passwords are never kept (9.2).
NAMING = {Item.M6, Item.M8, Item.M10}


def sending(number: str, item: Item, **more: str):
    told = {"uploads": SimpleUploadedFile("现场.jpg", files.photo()), "form": uuid4().hex}
    return clerk().post(f"/desk/files/of/handover:{number}-{item}/", told | more, follow=True)


@pytest.mark.parametrize("item", list(Item))
def test_each_item_asks_what_may_be_on_its_pictures(item):
    number = handing_over().number
    page = text(clerk().get(f"/desk/files/of/handover:{number}-{item}/"))

    assert ('type="file"' in page) is (item is not Item.M9)
    assert (NOBODY_NAMED in page) is (item in NAMING)
    assert (NO_FILES in page) is (item is Item.M9)
    assert ("传上来以后列在这里" in page) is (item is not Item.M9)

    text(sending(number, item))

    kept = Attachment.objects.filter(subject=f"handover:{number}-{item}").count()
    assert kept == (0 if item in NAMING | {Item.M9} else 1)


@pytest.mark.parametrize("item", sorted(NAMING))
def test_who_has_looked_uploads_and_the_log_says_so(item):
    number = handing_over().number
    assert "请逐个看过再勾选" in text(sending(number, item))

    answer = text(sending(number, item, affirmed="on"))

    assert "现场.jpg" in answer
    entry = Entry.objects.filter(act="documents.attachments_added").latest("id")
    assert entry.after["affirmed"] == NOBODY_NAMED


@pytest.mark.parametrize("is_affirmed", [True, False])
def test_nothing_of_passwords_is_taken_whatever_is_affirmed(is_affirmed):
    subject = f"handover:{handing_over().number}-M9"

    with pytest.raises(Refused, match="系统不保存密码"):
        attached(
            subject, files.photo(), actor=person(Role.C_OP, YANHU), is_affirmed=is_affirmed,
            sharing=Sharing.SHAREABLE,
        )  # fmt: skip
    assert not Attachment.objects.exists()


def test_the_act_itself_refuses_what_was_not_looked_at():
    with pytest.raises(Refused, match="逐个看过"):
        attached(
            f"handover:{handing_over().number}-M6", files.photo(), sharing=Sharing.SHAREABLE,
            actor=person(Role.C_OP, YANHU),
        )  # fmt: skip


def test_the_list_offers_no_pictures_of_passwords():
    number = handing_over().number

    page = text(clerk().get(f"/desk/exit-cases/{number}/handover/"))

    assert f"handover:{number}-M8" in page
    assert f"handover:{number}-M9" not in page
