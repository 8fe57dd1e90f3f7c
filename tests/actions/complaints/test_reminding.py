"""Limits of cases that press: told once, to those who must act (DESIGN 3.7)."""

from datetime import datetime, timedelta

import pytest

from tests import case_steps
from tests.at_once import at_once
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, head, person
from tests.stories import a_case, an_accepted_case
from tingban.actions.complaints import answering, assigning, reminding, verifying
from tingban.data.notices.models import Notice
from tingban.rules.actors import Role
from tingban.rules.complaints import Source
from tingban.rules.complaints.stages import CaseKind, Stage, SuspendReason


def told() -> list[tuple[str, str, list[str]]]:
    rows = Notice.objects.order_by("id").values_list("kind", "area_code", "roles")
    return [(kind, area, list(roles)) for kind, area, roles in rows]


@pytest.mark.django_db
def test_a_case_not_registered_in_time_goes_up_step_by_step():
    # Accepted on Tuesday 11 June: to be handed out by Wednesday's end, and sixty days in all.
    case_steps.accept(a_case(), datetime(2024, 6, 11, 9, tzinfo=ZONE), kind=CaseKind.PETITION)
    moments = [
        datetime(2024, 6, day, hour, tzinfo=ZONE)
        for day, hour in ((11, 9), (13, 0), (13, 12), (14, 0), (18, 0), (18, 12))
    ]

    counts = [reminding.remind(at=moment) for moment in moments]

    assert counts == [1, 1, 0, 1, 1, 0]
    assert told() == [
        # To hand out is the head's own step.
        ("reminder", YANHU, ["C-LD"]),
        ("overdue", YANHU, ["C-LD"]),
        ("escalation", YANHU, ["C-LD"]),
        ("escalation", "140800", ["M-OP", "M-LD"]),
    ]


@pytest.mark.django_db
def test_each_notice_is_for_those_alone():
    an_accepted_case()
    reminding.remind(at=datetime(2024, 6, 13, tzinfo=ZONE))

    seen = {
        name: Notice.objects.visible_to(actor).count()
        for name, actor in {
            "clerk": clerk(), "head": head(), "next county": clerk(YONGJI),
            "city": city_clerk(), "company": person(Role.CO, YANHU),
        }.items()
    }  # fmt: skip

    assert seen == {"clerk": 0, "head": 1, "next county": 0, "city": 0, "company": 0}


@pytest.mark.django_db
def test_the_next_stage_is_told_anew():
    case = an_accepted_case()
    reminding.remind(at=datetime(2024, 6, 12, 9, tzinfo=ZONE))
    case_steps.hand_out(case, datetime(2024, 6, 12, 10, tzinfo=ZONE))

    assert reminding.remind(at=datetime(2024, 6, 12, 11, tzinfo=ZONE)) == 1
    assert Notice.objects.filter(text__contains="签收").count() == 1


@pytest.mark.django_db
def test_a_suspended_case_presses_nobody():
    case = an_accepted_case()
    case_steps.lead_to(case, Stage.HND)
    waits = verifying.Suspension(SuspendReason.COURT, "法院已立案", NOW.date() + timedelta(days=30))
    verifying.suspend_case(**case_steps.seen(case, head()), suspension=waits)

    assert reminding.remind(at=NOW + timedelta(days=9)) == 0


@pytest.mark.django_db
def test_a_note_brings_no_second_reminder():
    case = a_case(received_at=datetime(2024, 6, 3, 9, tzinfo=ZONE))
    assert reminding.remind(at=NOW) == 1
    answering.note_progress(**case_steps.seen(case, clerk()), text="已电话核实情况")

    assert reminding.remind(at=NOW + timedelta(minutes=5)) == 0


@pytest.mark.django_db
def test_what_is_a_month_late_is_no_news():
    an_accepted_case()

    assert reminding.remind(at=datetime(2024, 12, 1, tzinfo=ZONE)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_it_once():
    an_accepted_case()
    at = datetime(2024, 6, 13, tzinfo=ZONE)

    counts = at_once(lambda: reminding.remind(at=at), lambda: reminding.remind(at=at))

    assert sorted(counts) == [0, 1]
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_a_call_says_the_number_once():
    case = an_accepted_case()

    reminding.remind(at=NOW + timedelta(days=8))

    notices = Notice.objects.filter(subject=f"case:{case.number}", kind="overdue")
    assert notices
    assert not [it for it in notices if (it.title + it.text).count(case.number) != 1]


@pytest.mark.django_db
def test_to_register_and_to_investigate_is_the_clerks_and_to_review_the_heads():
    case_steps.lead_to(an_accepted_case(), Stage.INV)
    case_steps.lead_to(an_accepted_case(), Stage.REV)
    a_case(received_at=datetime(2024, 6, 3, 9, tzinfo=ZONE))

    reminding.remind(at=NOW + timedelta(days=8))

    rows = Notice.objects.filter(kind__in=("reminder", "overdue")).values_list("text", "roles")
    heard = {text.split("期限：")[1].split(" ")[0]: tuple(roles) for text, roles in rows}
    assert heard["受理与否书面告知"] == ("C-OP",)
    assert heard["现场核查"] == ("C-OP",)
    assert heard["审核办结"] == ("C-LD",)


@pytest.mark.django_db
def test_whose_turn_it_is_hears_of_it():
    sent = an_accepted_case(city_clerk())
    assigning.assign_case(
        **case_steps.seen(sent, city_clerk()), handing=assigning.Handing(area=YONGJI)
    )
    assigning.send_back_case(**case_steps.seen(sent, clerk(YONGJI)), reason="不属本县职责")
    reviewed = an_accepted_case(source=Source.PROVINCE)
    case_steps.lead_to(reviewed, Stage.REV)

    reminding.remind(at=NOW.replace(hour=23))

    rows = Notice.objects.filter(kind="reminder").values_list("subject", "area_code")
    assert dict(rows) == {
        f"case:{sent.number}": "140800", f"case:{reviewed.number}": "140800",
    }  # fmt: skip
