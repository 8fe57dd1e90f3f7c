"""One case, two clerks: every act against every other; two cases marked as each other's double."""

from datetime import datetime

import pytest

from tests.at_once import at_once, crossing, refusals
from tests.people import NOW, YANHU, ZONE, clerk, head
from tests.stories import a_case, a_community, case_statement
from tingban.actions.complaints import cases, ending, merging, taking_up
from tingban.actions.registry import communities
from tingban.data.complaints.models import Case, CaseMove, CaseStep
from tingban.rules.complaints import Contact, ContactKind, parse_case_number
from tingban.rules.complaints.stages import CaseKind, MergeKind, RejectReason
from tingban.rules.errors import Conflict, NotNow

pytestmark = pytest.mark.django_db(transaction=True)
ON = datetime(2024, 6, 14, 9, tzinfo=ZONE)


def acts(case: Case):
    """What the head may do to a registered case, by name; each as it was seen on the page."""
    seen = {"number": case.number, "version": case.version, "actor": head(), "at": NOW}
    elsewhere = taking_up.Transfer("市场监管局", "不属本部门职权")
    return {
        "reject": lambda: taking_up.reject_case(
            **seen, why=RejectReason.NOT_OURS, reason="请向市场监管部门反映"
        ),
        "void": lambda: ending.void_case(**seen, reason="登记错了"),
        "transfer": lambda: taking_up.transfer_case(**seen, transfer=elsewhere),
    }


def registering(actor, form="", **told):
    statement, nobody = case_statement(**told), Contact(ContactKind.ANONYMOUS)
    return lambda: cases.register_case(
        statement=statement, contact=nobody, actor=actor, at=NOW, form=form
    )


def doubling(case: Case, parent: Case):
    actor = clerk()
    return lambda: merging.merge_case(
        number=case.number, parent=parent.number, kind=MergeKind.DUPLICATE,
        version=case.version, actor=actor, at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("second", ["reject", "void", "transfer"])
@pytest.mark.parametrize("first", ["reject", "void", "transfer"])
def test_of_two_acts_on_a_case_the_second_is_told(first, second):
    open_to = acts(a_case())

    answers = crossing(open_to[first], open_to[second])

    (refusal,) = refusals(answers)
    assert answers[1] is refusal
    assert isinstance(refusal, Conflict | NotNow)
    assert CaseMove.objects.exclude(step="register").get().step == first


def test_a_case_is_accepted_once():
    case, actor = a_case(), clerk()

    def accepting():
        return taking_up.accept_case(
            number=case.number, kind=CaseKind.COMPLAINT, on=ON, version=case.version,
            actor=actor, at=NOW,
        )  # fmt: skip

    answers = crossing(accepting, accepting)

    assert len(refusals(answers)) == 1
    assert CaseStep.objects.count() == 1


def test_one_form_sent_twice_at_once_registers_one_case():
    actor = clerk()

    first, second = crossing(registering(actor, "mark"), registering(actor, "mark"))

    assert first == second
    assert Case.objects.count() == 1


def test_cases_registered_at_once_are_numbered_and_lined_up_without_gap_or_repetition():
    actors = [clerk(name=name) for name in "甲乙丙丁"]

    numbers = at_once(*(registering(actor) for actor in actors))

    assert sorted(Case.objects.values_list("row_no", flat=True)) == [1, 2, 3, 4]
    assert sorted(parse_case_number(number).sequence for number in numbers) == [1, 2, 3, 4]


def test_two_cases_are_never_each_others_duplicate():
    one, other = a_case(), a_case()

    answers = crossing(doubling(one, other), doubling(other, one))

    assert [answer.rule for answer in refusals(answers)] == ["3.1.1"]
    assert Case.objects.filter(standing="duplicate").count() == 1


def test_no_case_doubles_one_that_is_being_voided():
    one, main = a_case(), a_case()

    answers = crossing(acts(main)["void"], doubling(one, main))

    assert [answer.rule for answer in refusals(answers)] == ["T-C19"]


def test_no_case_lands_on_a_community_that_is_being_voided():
    community = a_community()
    actor, leader = clerk(YANHU), head(YANHU)

    answers = crossing(
        lambda: communities.void_community(
            code=community.code, version=1, reason="登记错了", actor=leader, at=NOW
        ),
        registering(actor, community_code=community.code),
    )

    assert [answer.rule for answer in refusals(answers)] == ["DOMAIN 5.1"]
    assert not Case.objects.exists()
