"""Each open limit of a case calls for itself: its own levels, once a running (DESIGN 3.7)."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from tests import case_steps
from tests.at_once import at_once
from tests.people import YONGJI, ZONE, city_clerk, clerk, head, person
from tests.stories import an_accepted_case
from tingban.actions.complaints import assigning, clocks, reminding, verifying
from tingban.actions.notices import calling
from tingban.data.complaints.models import Case
from tingban.data.notices.models import Notice
from tingban.reads.complaints.pressing import pressing
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.complaints.stages import Stage, SuspendReason

pytestmark = pytest.mark.django_db
EVERY_LEVEL = {"remind": 1, "overdue": 1, "leader": 1, "city": 1}


def at(day: int, hour: int = 9, month: int = 6) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=ZONE)


def tick_daily(first: int, last: int) -> None:
    for day in range(first, last + 1):
        reminding.remind(at=at(day))


def told(what: str) -> Counter[str]:
    """The levels told of the limit whose notices say this."""
    keys = Notice.objects.filter(text__contains=what).values_list("key", flat=True)
    return Counter(key.partition(":")[0] for key in keys)


def test_the_first_that_is_overdue_does_not_silence_the_second():
    # Accepted on 11 June: to be handed out by the 12th, to be done by the 18th.
    an_accepted_case()

    tick_daily(11, 25)

    assert told("期限：交办") == EVERY_LEVEL
    assert told("期限：投诉求助办结") == EVERY_LEVEL


def test_both_call_in_the_same_minute():
    an_accepted_case()

    assert reminding.remind(at=at(26)) == 6
    assert reminding.remind(at=at(26)) == 0


def test_a_limit_that_is_met_calls_no_more_and_the_other_goes_on():
    case = an_accepted_case()
    reminding.remind(at=at(13))
    case_steps.lead_to(case, Stage.HND, at(13, 10))

    tick_daily(14, 25)

    assert told("期限：交办") == {"overdue": 1}
    assert told("期限：投诉求助办结") == EVERY_LEVEL


def test_a_stage_entered_anew_to_the_same_end_calls_anew():
    case = an_accepted_case(city_clerk())
    chief = person(Role.M_OP)
    assigning.assign_case(
        **case_steps.seen(case, chief, at(13)), handing=assigning.Handing(area=YONGJI)
    )
    assert reminding.remind(at=at(13, 10)) == 1
    assigning.send_back_case(**case_steps.seen(case, clerk(YONGJI), at(13, 11)), reason="不属本县")
    assigning.reassign_case(
        **case_steps.seen(case, chief, at(13, 12)),
        handing=assigning.Handing(area=YONGJI), reason="仍由你县办理",
    )  # fmt: skip

    reminding.remind(at=at(13, 13))

    assert told("期限：签收") == {"remind": 2}


def test_an_extension_moves_the_limit_and_it_calls_at_its_new_end():
    case = an_accepted_case()
    case_steps.lead_to(case, Stage.HND, at(12))
    tick_daily(12, 18)
    verifying.extend_case(**case_steps.seen(case, head(), at(18, 10)), reason="等待配件")

    tick_daily(19, 25)

    assert told("期限：投诉求助办结") == {"remind": 2}
    assert told("6月25日到期") == {"remind": 1}


def test_a_suspension_holds_the_limit_and_it_goes_on_where_it_stood():
    case = an_accepted_case()
    case_steps.lead_to(case, Stage.HND, at(12))
    waits = verifying.Suspension(SuspendReason.COURT, "法院已立案", date(2024, 7, 1))
    verifying.suspend_case(**case_steps.seen(case, head(), at(13)), suspension=waits)
    tick_daily(13, 24)
    assert told("期限：投诉求助办结") == {}
    verifying.resume_case(**case_steps.seen(case, head(), at(24, 10)))

    tick_daily(25, 27)

    assert told("6月27日到期") == {"remind": 1}


def test_a_case_taken_up_again_calls_anew():
    case = an_accepted_case()
    tick_daily(11, 20)
    case_steps.close(case, at(20, 10), at=at(20, 11))
    case_steps.reopen(case, at(20, 12), at=at(20, 13))

    tick_daily(21, 30)

    assert told("期限：投诉求助办结") == {"remind": 2, "overdue": 2, "leader": 2}


def test_two_workers_at_once_tell_each_limit_once(transactional_db):
    an_accepted_case()

    counts = at_once(*[lambda: reminding.remind(at=at(26))] * 2)

    assert sum(counts) == 6
    assert Notice.objects.count() == 6


def test_a_run_that_dies_between_two_limits_is_finished_by_the_next(monkeypatch):
    an_accepted_case()
    tell, done = calling.outbox.tell, []

    def dying(**words):
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(words["key"])
        return tell(**words)

    monkeypatch.setattr(calling.outbox, "tell", dying)
    with pytest.raises(KeyboardInterrupt):
        reminding.remind(at=at(26))
    monkeypatch.undo()

    assert reminding.remind(at=at(26)) == 2
    assert Notice.objects.count() == 6


def test_the_nearest_stands_on_the_list_and_the_other_beside_it():
    case = an_accepted_case()
    case.refresh_from_db()
    kept = (case.due_at, case.due_rule, case.later_at, case.later_rule)
    Case.objects.update(due_at=None, due_rule="", later_at=None, later_rule="", stage_since=at(11))

    assert kept == (at(13, 0), "DL-04", at(19, 0), "DL-08/hotline")
    clocks.set_clocks([case.pk])
    case.refresh_from_db()
    assert (case.due_at, case.due_rule, case.later_at, case.later_rule) == kept


def test_all_limits_are_computed_anew_where_they_were_not_kept():
    case = an_accepted_case()
    Case.objects.update(due_at=None, later_at=None)

    clocks.set_all_clocks()

    case.refresh_from_db()
    assert (case.due_at, case.later_at) == (at(13, 0), at(19, 0))


def test_one_statement_asks_however_many_press(django_assert_num_queries):
    for _ in range(3):
        an_accepted_case()
    closed = an_accepted_case()
    case_steps.close(closed, at(12))

    with django_assert_num_queries(1):
        found = pressing(SYSTEM, at=at(12) + timedelta(days=1))

    assert len(found) == 6
