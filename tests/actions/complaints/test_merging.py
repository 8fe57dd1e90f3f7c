"""重复件 and 同类件: handled together, counted as DOMAIN 3.1.1 says, and taken apart again."""

from datetime import datetime

import pytest

from tests import case_steps
from tests.case_steps import seen
from tests.people import ZONE, clerk
from tests.stories import a_case, an_accepted_case
from tingban.actions.complaints import merging
from tingban.data.complaints.models import CaseStep
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import MergeKind, Stage
from tingban.rules.errors import NotFound, NotNow, Refused
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


def test_a_duplicate_points_to_its_main_case():
    main, case = a_case(), a_case()

    case_steps.merge(case, main)

    assert (case.standing, case.stage, case.parent) == ("duplicate", "merged", main)
    assert case.remark == f"重复件，主件 {main.number}"


def test_an_alike_case_goes_on_being_counted_and_gets_its_own_answer():
    main, case = an_accepted_case(), an_accepted_case(contact=NAMED)
    case_steps.merge(case, main, MergeKind.ALIKE)
    assert (case.standing, case.stage) == ("open", "merged")

    case_steps.lead_to(main, Stage.FBK)

    case.refresh_from_db()
    assert case.stage == "answering"
    case_steps.tell(case, CLOSED)
    assert CaseStep.objects.standing().filter(case=case, kind="close").exists()


def test_a_case_is_not_merged_into_itself_or_into_a_merged_one():
    main, case, third = a_case(), a_case(), a_case()
    case_steps.merge(case, main)

    with pytest.raises(Refused, match="它自己"):
        case_steps.merge(third, third)
    with pytest.raises(NotNow, match="本身已经并案"):
        case_steps.merge(third, case)
    with pytest.raises(NotNow, match="它是主件"):
        case_steps.merge(main, third)


def test_a_closed_case_is_nobodys_main_case():
    main = an_accepted_case()
    case_steps.close(main, CLOSED)

    with pytest.raises(NotNow, match="还在办理"):
        case_steps.merge(a_case(), main)


def test_a_wrong_merge_is_undone_and_counts_as_before():
    main, case = a_case(), an_accepted_case()
    case_steps.merge(case, main)

    merging.unmerge_case(**seen(case, clerk()), reason="不是同一件事")

    case.refresh_from_db()
    assert (case.standing, case.stage, case.parent, case.remark) == ("open", "accepted", None, "")


def test_the_main_case_must_be_in_sight():
    with pytest.raises(NotFound):
        merging.merge_case(**seen(a_case(), clerk()), parent="TS-1", kind=MergeKind.DUPLICATE)
