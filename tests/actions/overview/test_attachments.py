"""材料: added whole or not at all, retracted with a reason, handed out by whose eyes."""

import pytest
from django.db import DatabaseError

from tests import sample_files as files
from tests.attached import attached, upload
from tests.exit_cases import ABANDONED, opened
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tests.stories import a_case, a_community, a_problem, a_visit
from tests.votes import owner, street
from tingban.actions.complaints import ending
from tingban.actions.overview import attachments as acts
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.gateways.files import ATTACHMENTS
from tingban.kit.digests import sm3
from tingban.reads.overview import attachments as reads
from tingban.rules.actors import CITY_CODE, FIELD_WRITERS, Actor, Role
from tingban.rules.documents.sharing import Copy, Eyes, Sharing
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.inspections import OrganiserLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject() -> str:
    return f"problem:{a_problem(a_community()).number}"


def add(subject: str, *uploads: acts.Upload, actor: Actor | None = None, **told) -> int:
    told = {"sharing": Sharing.INTERNAL, "at": NOW} | told
    return acts.add_attachments(subject=subject, uploads=uploads, actor=actor or clerk(), **told)


def take(row: Attachment, copy: Copy, actor: Actor) -> tuple[str, str, bytes]:
    return acts.hand_out(attachment_id=row.pk, copy=copy, actor=actor, at=NOW)


def test_files_are_kept_sealed_with_one_entry(subject):
    count = add(subject, upload(files.photo(), "门口.jpg"), upload(files.pdf(), "合同.pdf"))

    assert count == 2
    photo, contract = Attachment.objects.order_by("id")
    assert (photo.name, photo.kind, photo.size) == ("门口.jpg", "image", len(files.photo()))
    assert photo.digest == sm3(files.photo())
    assert photo.exif["latitude"] == files.LATITUDE
    assert photo.uploaded_by == clerk().name
    assert (contract.copy_digest, contract.thumb_digest) == ("", "")
    assert ATTACHMENTS.read(photo.digest) == files.photo()
    entry = Entry.objects.get(act="documents.attachments_added")
    assert entry.subject == subject
    assert photo.act == contract.act == entry
    assert entry.after["files"] == [["门口.jpg", photo.digest], ["合同.pdf", contract.digest]]
    assert str(files.LATITUDE) not in str(entry.after)


def test_one_bad_file_keeps_all_of_them_out(subject):
    with pytest.raises(Refused, match="网页"):
        add(subject, upload(files.photo()), upload(files.HTML, "b.jpg"))

    assert not Attachment.objects.exists()
    assert not Entry.objects.filter(act="documents.attachments_added").exists()


def test_a_form_sent_twice_adds_once(subject):
    for _ in range(2):
        add(subject, upload(files.photo()), sent=acts.Sent("mark-1"))

    assert Attachment.objects.count() == 1


def test_a_fact_of_a_file_cannot_be_altered(subject):
    row = attached(subject, files.photo())
    row.name = "别的.jpg"

    with pytest.raises(DatabaseError, match="append-only"):
        row.save(update_fields=["name"])


def test_retracting_asks_for_a_reason_and_keeps_the_fact(subject):
    row = attached(subject, files.photo())
    with pytest.raises(Refused, match="原因"):
        acts.retract_attachment(attachment_id=row.pk, reason=" ", actor=clerk(), at=NOW)

    told = acts.retract_attachment(attachment_id=row.pk, reason="传错了", actor=clerk(), at=NOW)

    row.refresh_from_db()
    assert told == subject
    assert (row.retracted_at, row.retracted_by.note) == (NOW, "传错了")
    assert reads.gallery(clerk(), subject).lines == ()
    with pytest.raises(NotFound):
        take(row, Copy.ORIGINAL, clerk())


def test_what_was_retracted_is_not_retracted_again(subject):
    row = attached(subject, files.photo())
    acts.retract_attachment(attachment_id=row.pk, reason="传错了", actor=clerk(), at=NOW)

    with pytest.raises(NotFound):
        acts.retract_attachment(attachment_id=row.pk, reason="传错了", actor=clerk(), at=NOW)


def test_the_county_gets_the_original_and_that_is_logged(subject):
    row = attached(subject, files.photo(), "门口.jpg")

    name, mime, data = take(row, Copy.ORIGINAL, clerk())

    assert (name, mime, data) == ("门口.jpg", "image/jpeg", files.photo())
    entry = Entry.objects.get(act="documents.original_taken")
    assert (entry.subject, entry.note) == (subject, "门口.jpg")


@pytest.mark.parametrize("role", [Role.M_OP, Role.M_LD, Role.M_XF, Role.PROV, Role.JJ])
def test_everybody_else_who_sees_the_problem_gets_the_copy(subject, role):
    row, eyes = attached(subject, files.png(), "门口.png"), person(role)

    name, mime, data = take(row, Copy.STRIPPED, eyes)

    assert (name, mime) == ("门口.jpg", "image/jpeg")
    assert files.CAMERA.encode() not in data
    with pytest.raises(NotFound):
        take(row, Copy.ORIGINAL, eyes)
    assert reads.gallery(eyes, subject).lines[0].exif == {}
    assert not Entry.objects.filter(act="documents.original_taken").exists()


def test_a_film_keeps_its_form_in_the_copy(subject):
    row = attached(subject, files.film(), "现场.mp4")

    name, mime, data = take(row, Copy.STRIPPED, city_clerk())

    assert (name, mime) == ("现场.mp4", "video/mp4")
    assert b"+35.0333" not in data


@pytest.mark.parametrize("copy", Copy)
def test_another_county_is_not_told_that_it_exists(subject, copy):
    row = attached(subject, files.photo())

    with pytest.raises(NotFound, match="没有找到这份材料"):
        take(row, copy, clerk(YONGJI))
    with pytest.raises(NotFound):
        reads.gallery(clerk(YONGJI), subject)
    with pytest.raises(NotFound):
        acts.retract_attachment(attachment_id=row.pk, reason="x", actor=clerk(YONGJI), at=NOW)


@pytest.mark.parametrize("role", sorted(set(Role) - FIELD_WRITERS))
def test_no_post_without_the_duty_adds_or_retracts(subject, role):
    row, before = attached(subject, files.photo()), Attachment.objects.standing().count()
    for area in (YANHU, CITY_CODE):
        with pytest.raises((NotAllowed, NotFound)):
            add(subject, upload(files.photo()), actor=person(role, area))
        with pytest.raises((NotAllowed, NotFound)):
            acts.retract_attachment(
                attachment_id=row.pk, reason="x", actor=person(role, area), at=NOW
            )

    assert Attachment.objects.standing().count() == before


def test_the_ledgers_county_and_the_place_both_handle_a_case():
    place = a_community(county=YONGJI)
    case = a_case(city_clerk(), community_code=place.code)
    subject = f"case:{case.number}"

    eyes = {
        who: reads.owner_of(actor, subject).eyes_of(actor)
        for who, actor in {
            "register": city_clerk(), "place": clerk(YONGJI), "province": person(Role.PROV),
        }.items()
    }  # fmt: skip

    assert eyes == {"register": Eyes.HANDLER, "place": Eyes.HANDLER, "province": Eyes.OFFICIAL}


def test_who_states_facts_of_a_kind_handles_its_files():
    place = a_community()
    field = person(Role.C_ENF, YANHU)
    problem, case = f"problem:{a_problem(place).number}", f"case:{a_case(city_clerk()).number}"

    assert reads.owner_of(field, problem).eyes_of(field) is Eyes.HANDLER
    assert reads.owner_of(person(Role.M_XF), case).eyes_of(person(Role.M_XF)) is Eyes.HANDLER
    # An enforcement officer is not told that a case exists.
    with pytest.raises(NotFound):
        reads.gallery(field, f"case:{a_case().number}")


@pytest.mark.parametrize(
    ("level", "eyes"), [(OrganiserLevel.CITY, Eyes.HANDLER), (OrganiserLevel.COUNTY, Eyes.OFFICIAL)]
)
def test_the_city_handles_its_own_visits(level, eyes):
    subject = f"visit:{a_visit(a_community(), level=level)}"

    assert reads.owner_of(city_clerk(), subject).eyes_of(city_clerk()) is eyes
    assert reads.owner_of(clerk(), subject).eyes_of(clerk()) is Eyes.HANDLER


def test_what_belongs_to_a_case_is_never_marked_for_the_company():
    subject = f"case:{a_case().number}"

    with pytest.raises(Refused, match="以免暴露投诉人"):
        add(subject, upload(files.photo()), sharing=Sharing.SHAREABLE)


def test_a_void_row_takes_no_more_files():
    case = a_case()
    ending.void_case(number=case.number, reason="重复登记", version=1, actor=head(), at=NOW)

    with pytest.raises(NotNow, match="已作废"):
        add(f"case:{case.number}", upload(files.photo()))


@pytest.mark.parametrize(
    "subject", ["", "problem", "problem:", "community:1", "answer:1", "x" * 99]
)
def test_a_subject_of_no_row_is_not_found(subject):
    with pytest.raises(NotFound):
        add(subject, upload(files.photo()))


def test_bytes_that_are_gone_are_told_kindly(subject):
    row = attached(subject, files.photo())
    ATTACHMENTS.drop(row.digest)

    with pytest.raises(NotFound, match="联系系统管理员"):
        take(row, Copy.ORIGINAL, clerk())


def test_what_the_scanner_has_not_passed_waits_for_all_but_its_handler(subject, settings):
    row = attached(subject, files.photo())
    settings.CLAMD = object()

    assert take(row, Copy.ORIGINAL, clerk())[2] == files.photo()
    (line,) = reads.gallery(city_clerk(), subject).lines
    assert (line.best, line.scan) == (None, "未扫描")
    for copy in Copy:
        with pytest.raises(NotFound):
            take(row, copy, city_clerk())


def test_outside_the_bureau_one_takes_away_only_what_one_brought():
    case = opened(ABANDONED)
    named = f"exit_case:{case.number}"
    theirs = attached(named, files.photo(), "催告.jpg")
    own = attached(named, files.photo(), "公告.jpg", actor=owner(case))

    for actor in (owner(case), street(case)):
        with pytest.raises(NotAllowed, match="由别人提交"):
            acts.retract_attachment(attachment_id=theirs.pk, reason="撤", actor=actor, at=NOW)
    acts.retract_attachment(attachment_id=own.pk, reason="传错", actor=owner(case), at=NOW)

    assert list(Attachment.objects.standing()) == [theirs]
