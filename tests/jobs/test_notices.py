"""Notices leave the house: to whom, how often, under which id, and what is written of it."""

import json
from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.notices import DESK, told
from tests.people import NOW, YANHU, city_clerk, clerk
from tests.post import Post, serving
from tests.stories import a_case
from tests.web.visitors import a_unit
from tingban.actions.audit import staff
from tingban.actions.notices import delivering
from tingban.data.accounts.models import Unit
from tingban.data.areas.models import Area
from tingban.data.audit.models import Entry
from tingban.data.notices.models import Delivery, Notice
from tingban.gateways.mail import Server
from tingban.jobs import notices, tasks
from tingban.kit.clock import standing_at
from tingban.reads.notices.inbox import count_unread
from tingban.rules.actors import CITY_CODE, SYSTEM, Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.notices import (
    JOB_PATIENCE,
    MOST_TRIES,
    SENDING_PATIENCE,
    Kind,
    Message,
    Recipient,
)
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
MAIL = "ouyang@example.org"
SECOND = timedelta(seconds=1)
TOLD = Message(Kind.RECEIPT, "您反映的问题已受理", "我们将在 15 日内答复。", "/progress/")


@pytest.fixture
def post(settings):
    """The house has a mail server."""
    with serving(Post()) as post:
        settings.SMTP_SERVER = Server("127.0.0.1", post.port, "", "", False, False)
        settings.MAIL_FROM = "tingban@example.org"
        settings.NOTICE_CHANNELS = ("mail",)
        yield post


def queued() -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name="notices.deliver", status="todo")
    return [job.args["delivery"] for job in jobs.order_by("id")]


def work(at: datetime = NOW) -> None:
    """A worker does every job there is."""
    with standing_at(at):
        for delivery in queued():
            notices.deliver(delivery=delivery)
        ProcrastinateJob.objects.filter(status="todo").delete()


def later(at: datetime) -> Delivery:
    """The minute's timer, then a worker."""
    with standing_at(at):
        notices.take_up()
    work(at)
    return Delivery.objects.get()


def to_complainant(mail: str = MAIL, kind: ContactKind = ContactKind.NAMED) -> Notice:
    contact = Contact(kind, "欧阳密告" if mail else "", parse_phones(""), mail)
    return told(Recipient.case(a_case(contact=contact).number), TOLD)


def state() -> str:
    return Delivery.objects.get().state


def test_the_jobs_are_registered():
    assert notices in tasks.MODULES


def test_an_office_is_written_to_at_its_verified_mailbox(post, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://tb.example.org"]
    notice = told()
    work()

    row, (letter,) = Delivery.objects.get(), post.letters
    assert (row.state, row.receipt, row.tries) == ("delivered", "250 4F1A2B", 1)
    assert post.recipients == [Area.objects.get(code=YANHU).mail]
    assert (letter["Subject"], letter["Message-ID"]) == (notice.title, f"<{row.pk}@tingban>")
    body = letter.get_content()
    assert notice.text in body
    assert f"https://tb.example.org{notice.link}" in body


@pytest.mark.parametrize("kind", ["县局", "市局"])
def test_a_unit_or_post_of_the_office_is_written_to_there(post, kind):
    Unit.objects.filter(code=a_unit(YANHU)).update(kind=kind)
    told(Recipient.unit(a_unit(YANHU)))
    told(Recipient.post(a_unit(YANHU), Role.C_OP))
    work()

    assert post.recipients == [Area.objects.get(code=YANHU).mail] * 2


def test_a_company_of_the_county_is_not_written_to_at_the_countys_mailbox(post):
    staff.add_unit(code="qy-1", name="甲物业", kind="企业", area_code=YANHU, actor=SYSTEM, at=NOW)
    told(Recipient.unit("qy-1"))
    work()

    assert (state(), post.asked) == ("nowhere", [])


def test_a_mailbox_that_nobody_has_verified_is_never_written_to(post):  # AMB-03
    told(Recipient.office("140882", Role.C_OP))
    work()

    row = Delivery.objects.get()
    assert (row.state, row.note, post.asked) == ("nowhere", "没有可用的邮件地址", [])


def test_a_person_and_the_houses_own_news_stay_in_the_house(post):
    told(Recipient.user(clerk().person_id))
    told(DESK, Message(Kind.SYSTEM, "今晚升级", "约十分钟。"))

    assert not Delivery.objects.exists()
    assert queued() == []


def test_nothing_leaves_by_a_way_that_is_switched_off():
    to_complainant()

    assert not Delivery.objects.exists()


def test_a_way_that_was_switched_off_meanwhile_opens_no_vault(post, settings):
    to_complainant()
    settings.NOTICE_CHANNELS = ()
    work()

    row = Delivery.objects.get()
    assert (row.state, row.note) == ("failed", "邮件没有开通")
    assert not Entry.objects.filter(act="complaints.identity_used").exists()


def test_whoever_complained_is_reached_and_that_the_address_was_used_is_written(post):
    notice = to_complainant()
    work()

    assert post.recipients == [MAIL]
    entry = Entry.objects.get(act="complaints.identity_used")
    assert (entry.actor_id, entry.subject) == (None, f"case:{notice.case_number}")
    assert notice.key in entry.note


def test_the_use_is_written_before_it_and_stays_when_nothing_comes_of_it(post):
    post.rcpt = ["550 5.1.1"]
    to_complainant()
    work()

    assert state() == "stuck"
    assert Entry.objects.filter(act="complaints.identity_used").count() == 1


def test_nobody_is_looked_up_who_left_nothing(post):
    to_complainant(mail="", kind=ContactKind.ANONYMOUS)
    work()

    assert (state(), post.asked) == ("nowhere", [])
    assert not Entry.objects.filter(act="complaints.identity_used").exists()


def test_a_server_that_will_not_now_is_asked_again_with_growing_pauses(post):
    post.data = ["451 4.3.0"]
    told()
    work()
    at, pauses = NOW, []
    while (row := Delivery.objects.get()).state == "failed":
        pauses.append(row.next_at - at)
        assert later(row.next_at - SECOND).tries == row.tries
        at = row.next_at
        later(at)

    assert pauses == sorted(set(pauses))
    assert (row.state, row.tries, len(post.asked)) == ("stuck", MOST_TRIES, MOST_TRIES)
    entry = Entry.objects.get(act="notices.delivery_stuck")
    assert entry.note == "邮件服务器暂时不收（应答 451 4.3.0）"
    assert entry.after["tries"] == MOST_TRIES
    assert later(at + timedelta(days=1)).state == "stuck"


def test_the_next_try_bears_the_same_id(post):
    post.data = ["451 4.3.0", "250 OK"]
    told()
    work()
    row = later(Delivery.objects.get().next_at)

    assert (row.state, row.tries, row.note) == ("delivered", 2, "")
    assert post.ids == [f"<{row.pk}@tingban>"]


def test_a_no_is_a_no_at_once(post):
    post.rcpt = ["550 5.1.1"]
    told()
    work()

    assert (state(), len(post.asked)) == ("stuck", 1)
    assert later(NOW + timedelta(hours=1)).tries == 1


def test_of_what_is_stuck_its_keepers_are_told_once_a_day_and_in_the_house(post):
    post.rcpt = ["550 5.1.1"]
    for at in (NOW, NOW, NOW + timedelta(days=1)):
        told(at=at)
        work(at)

    news = Notice.objects.filter(kind=Kind.SYSTEM)
    assert news.count() == 2
    assert not Delivery.objects.filter(notice__in=news).exists()
    assert count_unread(city_clerk(), at=NOW + timedelta(days=1)) == 2


def test_messages_to_a_mobile_are_written_as_files(settings):
    settings.NOTICE_CHANNELS = ("sms", "wechat")
    contact = Contact(ContactKind.NAMED, "欧阳密告", parse_phones("0359-2222363 13935912345"), MAIL)
    told(Recipient.case(a_case(contact=contact).number), TOLD)
    work()

    files = sorted(settings.OUTBOX_ROOT.glob("*/*"))
    rows = {row.channel: row for row in Delivery.objects.all()}
    assert [file.parent.name for file in files] == ["sms", "wechat"]
    for file in files:
        row, message = rows[file.parent.name], json.loads(file.read_text(encoding="utf-8"))
        assert (row.state, row.receipt) == ("delivered", file.name)
        assert (message["id"], message["to"]) == (str(row.pk), "13935912345")
        assert message["text"] == TOLD.text


def test_a_landline_gets_no_text_message(settings):
    settings.NOTICE_CHANNELS = ("sms",)
    contact = Contact(ContactKind.NAMED, "欧阳密告", parse_phones("0359-2222363"), "")
    told(Recipient.case(a_case(contact=contact).number), TOLD)
    work()

    assert state() == "nowhere"
    assert not settings.OUTBOX_ROOT.exists()


def test_what_is_a_day_old_is_not_sent_any_more(post):
    told()
    work(NOW + timedelta(hours=24, seconds=1))

    row = Delivery.objects.get()
    assert (row.state, row.tries, post.asked) == ("stuck", 0, [])
    assert "24 小时" in row.note


def test_what_is_just_not_a_day_old_is(post):
    told()
    work(NOW + timedelta(hours=24))

    assert state() == "delivered"


def test_a_delivery_whose_worker_died_is_taken_up_under_the_same_id(post):
    told()
    row = Delivery.objects.get()
    delivering.take(delivery_id=row.pk, at=NOW)
    ProcrastinateJob.objects.all().delete()

    before = later(NOW + SENDING_PATIENCE - SECOND)
    after = later(NOW + SENDING_PATIENCE)

    assert (before.state, after.state, after.tries) == ("sending", "delivered", 2)
    assert post.ids == [f"<{row.pk}@tingban>"]


def test_a_job_that_was_lost_is_made_anew(post):
    told()
    ProcrastinateJob.objects.all().delete()

    before = later(NOW + JOB_PATIENCE - SECOND)
    after = later(NOW + JOB_PATIENCE)

    assert (before.state, after.state) == ("waiting", "delivered")


def test_a_delivery_that_kills_its_worker_again_and_again_is_given_up(post):
    told()
    row = Delivery.objects.get()
    at = NOW
    for _ in range(MOST_TRIES):
        assert delivering.take(delivery_id=row.pk, at=at) is not None
        at += SENDING_PATIENCE
        delivering.take_up_due(at=at)

    row.refresh_from_db()
    assert (row.state, row.note, post.asked) == ("stuck", "发送时一再中断", [])


def test_the_same_job_twice_sends_once(post):
    told()
    (delivery,) = queued()
    with standing_at(NOW):
        for _ in range(3):
            notices.deliver(delivery=delivery)

    assert len(post.letters) == 1


def test_a_worker_that_was_thought_dead_has_the_last_word_only_on_success(post):
    told()
    row = Delivery.objects.get()
    slow = delivering.take(delivery_id=row.pk, at=NOW)
    delivering.take_up_due(at=NOW + SENDING_PATIENCE)
    second = delivering.take(delivery_id=row.pk, at=NOW + SENDING_PATIENCE)
    at = NOW + SENDING_PATIENCE + SECOND

    delivering.failed(parcel=slow, words="连接不上", is_final=True, at=at)
    assert state() == "sending"
    delivering.delivered(parcel=slow, receipt="250", at=at)
    delivering.failed(parcel=second, words="连接不上", is_final=True, at=at)
    delivering.nowhere(parcel=second, words="没有", at=at)

    row.refresh_from_db()
    assert (row.state, row.receipt, row.ended_at) == ("delivered", "250", at)


def test_the_city_is_written_to_at_the_mailbox_of_its_petition_office(post):  # AMB-02
    told(Recipient.office(CITY_CODE, Role.M_OP))
    work()

    assert post.recipients == ["xf2222363@163.com"]
