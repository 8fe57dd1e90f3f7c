"""Two clerks at the registers at once: one wins, the other is told, no ring, no second truth."""

from datetime import date

import pytest

from tests.at_once import at_once, crossing, refusals
from tests.people import NOW, clerk, head
from tests.stories import a_code, a_community, a_company, a_contract
from tingban.actions.inspections import visits
from tingban.actions.rectification import partings
from tingban.actions.registry import communities, companies, company_merges, contracts, merges
from tingban.data.audit.models import Entry
from tingban.data.inspections.models import Visit
from tingban.data.registry.models import Community, Company, CompanyMerge, Contract
from tingban.rules.errors import Conflict
from tingban.rules.inspections import OrganiserLevel, VisitKind

pytestmark = pytest.mark.django_db(transaction=True)
JUNE = date(2024, 6, 1)


def adding(actor, name="东城花园", form=""):
    statement = communities.CommunityStatement(county_code=actor.area_code, name=name)
    return lambda: communities.add_community(statement=statement, actor=actor, at=NOW, form=form)


def merging(child: Community, parent: Community):
    version, actor = Community.objects.get(pk=child.pk).version, clerk()
    return lambda: merges.merge_community(
        code=child.code, into=parent.code, version=version, actor=actor, at=NOW
    )


def undoing(child: Community):
    version, actor = Community.objects.get(pk=child.pk).version, clerk()
    return lambda: partings.undo_merge(
        code=child.code, version=version, reason="两个小区", actor=actor, at=NOW
    )


def roots() -> dict[str, str]:
    """Name of each community → name of the one that stands for it; hangs on no ring."""
    parents = dict(Community.objects.order_by("id").values_list("name", "merged_into__name"))

    def root(name: str, steps: int = 0) -> str:
        assert steps <= len(parents), "a ring"
        return root(parents[name], steps + 1) if parents[name] else name

    return {name: root(name) for name in parents}


def test_one_form_sent_twice_at_once_makes_one_community():
    actor = clerk()

    first, second = crossing(adding(actor, form="mark"), adding(actor, form="mark"))

    assert first == second
    assert Community.objects.count() == 1


def test_clerks_who_register_at_once_get_codes_without_gap_or_repetition():
    actors = [clerk(name=name) for name in ("甲", "乙", "丙", "丁")]

    codes = at_once(*(adding(actor, name=f"{actor.name}园") for actor in actors))

    assert sorted(int(code) - int(min(codes)) for code in codes) == [0, 1, 2, 3]


def test_a_registration_that_fails_gives_its_number_back():
    actor = clerk()
    nameless = adding(actor, name=" ")

    answers = at_once(adding(actor), nameless, adding(actor), nameless)

    codes = sorted(int(code) for code in answers if isinstance(code, str))
    assert len(refusals(answers)) == 2
    assert codes[1] - codes[0] == 1


def test_of_two_who_correct_one_community_the_second_is_told_by_whom():
    community = a_community()
    zhang, li = clerk(name="张三"), clerk(name="李四")

    def correcting(actor, name):
        told = communities.CommunityStatement(county_code=community.county_id, name=name)
        return lambda: communities.correct_community(
            code=community.code, statement=told, version=community.version, actor=actor, at=NOW
        )

    answers = crossing(correcting(zhang, "锦绣花园北区"), correcting(li, "锦绣花园南区"))

    (loser,) = refusals(answers)
    assert isinstance(loser, Conflict)
    assert "张三" in loser.sentence
    assert Community.objects.get().name == "锦绣花园北区"


def test_two_opposite_merges_make_no_ring():
    first, second = a_community("甲园"), a_community("乙园")

    answers = crossing(merging(first, second), merging(second, first))

    assert len(refusals(answers)) == 1
    assert roots() == {"甲园": "乙园", "乙园": "乙园"}


def test_whoever_merges_on_what_is_being_merged_into_is_told_to_look_again():
    first, second, third = (a_community(name) for name in ("甲园", "乙园", "丙园"))

    answers = crossing(merging(first, second), merging(second, third))

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict)
    assert roots() == {"甲园": "乙园", "乙园": "乙园", "丙园": "丙园"}


def test_merges_of_different_pairs_make_no_ring_together():
    one, two, three, four = (a_community(name) for name in ("甲园", "乙园", "丙园", "丁园"))
    merging(one, two)()
    merging(three, four)()

    answers = crossing(merging(two, three), merging(four, one))

    assert len(refusals(answers)) == 1
    assert set(roots().values()) == {"丁园"}


def test_a_merge_undone_twice_at_once_is_undone_once():
    child, parent = a_community("甲园"), a_community("乙园")
    merging(child, parent)()

    answers = crossing(undoing(child), undoing(child))

    assert len(refusals(answers)) == 1
    assert Entry.objects.filter(act="registry.merge_undone").count() == 1


def test_undoing_a_merge_and_correcting_the_one_that_stands_both_count():
    child, parent = a_community("甲园"), a_community("乙园")
    merging(child, parent)()
    parent.refresh_from_db()
    actor = clerk()
    told = communities.CommunityStatement(county_code=parent.county_id, name="乙园北区")

    answers = crossing(
        lambda: communities.correct_community(
            code=parent.code, statement=told, version=parent.version, actor=actor, at=NOW
        ),
        undoing(child),
    )

    before = parent.version
    parent.refresh_from_db()
    assert refusals(answers) == []
    assert (parent.name, parent.version) == ("乙园北区", before + 2)


def test_a_visit_recorded_during_a_merge_is_kept_or_sent_to_the_other_one():
    child, parent = a_community("甲园"), a_community("乙园")
    actor = clerk()
    told = visits.VisitStatement(child.code, VisitKind.SURVEY, OrganiserLevel.COUNTY, JUNE)

    def recording():
        return visits.add_visit(statement=told, actor=actor, at=NOW)

    after_merge = crossing(merging(child, parent), recording)

    (refusal,) = refusals(after_merge)
    assert "并入的小区上登记检查" in refusal.sentence
    undoing(child)()
    before_merge = crossing(recording, merging(child, parent))
    assert refusals(before_merge) == []
    assert Visit.objects.get().community.merged_into == parent


def test_no_visit_lands_on_a_community_that_is_being_voided():
    community = a_community()
    leader, actor = head(), clerk()
    told = visits.VisitStatement(community.code, VisitKind.SURVEY, OrganiserLevel.COUNTY, JUNE)

    answers = crossing(
        lambda: communities.void_community(
            code=community.code, version=1, reason="登记错了", actor=leader, at=NOW
        ),
        lambda: visits.add_visit(statement=told, actor=actor, at=NOW),
    )

    assert len(refusals(answers)) == 1
    assert not Visit.objects.exists()


def test_two_companies_never_get_a_contract_for_one_community_at_once():
    community = a_community()
    firms = [a_company("明珠物业"), a_company("新城物业")]
    actor = clerk()

    def signing(company):
        return lambda: contracts.add_contract(
            key=(community.code, company.pk, JUNE),
            statement=contracts.ContractStatement(ends_on=date(2025, 5, 31)),
            actor=actor,
            at=NOW,
        )

    answers = crossing(*(signing(company) for company in firms))

    (refusal,) = refusals(answers)
    assert refusal.rule == "物业管理条例 33"
    assert Contract.objects.count() == 1


def test_a_contract_is_not_stretched_over_one_that_is_being_registered():
    community = a_community()
    early = a_contract(community, a_company("明珠物业"), date(2023, 1, 1), ends_on=JUNE)
    other = a_company("新城物业")
    told = contracts.ContractStatement(ends_on=date(2025, 5, 31))
    actor = clerk()

    answers = crossing(
        lambda: contracts.correct_contract(
            contract_id=early, statement=told, version=1, actor=actor, at=NOW
        ),
        lambda: contracts.add_contract(
            key=(community.code, other.pk, date(2024, 7, 1)), statement=told, actor=actor, at=NOW
        ),
    )

    assert [answer.rule for answer in refusals(answers)] == ["物业管理条例 33"]


def test_one_code_given_to_two_companies_at_once_is_given_once():
    pending = [a_company("明珠物业", code=""), a_company("新城物业", code="")]
    actor, code = clerk(), a_code(77001)

    def giving(company):
        return lambda: company_merges.give_code(
            company_id=company.pk, code=code, version=company.version, actor=actor, at=NOW
        )

    answers = crossing(*(giving(company) for company in pending))

    holder = Company.objects.get(uscc=code)
    assert holder == pending[0]
    assert answers == [holder.pk, holder.pk]
    pending[1].refresh_from_db()
    assert pending[1].merged_into == holder


def test_one_code_corrected_into_two_companies_at_once_is_refused_with_a_sentence():
    firms = [a_company("明珠物业"), a_company("新城物业")]
    actor, code = clerk(), a_code(77002)

    def correcting(company):
        told = companies.CompanyStatement(name=company.name, uscc=code)
        return lambda: companies.correct_company(
            company_id=company.pk, statement=told, version=1, actor=actor, at=NOW
        )

    answers = crossing(*(correcting(company) for company in firms))

    (refusal,) = refusals(answers)
    assert code in refusal.sentence


def test_a_company_that_others_merged_into_is_not_made_another_by_its_code():
    known = a_company("明珠物业服务有限公司")
    middle, last = a_company("明珠物业", code=""), a_company("明珠公司", code="")
    actor = clerk()

    def merging_companies():
        company_merges.merge_company(
            company_id=last.pk, into=middle.pk, version=1, actor=actor, at=NOW
        )

    answers = crossing(
        merging_companies,
        lambda: company_merges.give_code(
            company_id=middle.pk, code=known.uscc, version=2, actor=actor, at=NOW
        ),
    )

    assert len(refusals(answers)) == 1
    assert CompanyMerge.objects.standing().get().into == middle


def test_a_chain_of_company_merges_begun_at_once_is_refused():
    one, two = a_company("明珠物业", code=""), a_company("新城物业", code="")
    three = a_company("东方物业")
    actor = clerk()

    def merging_companies(child, parent):
        return lambda: company_merges.merge_company(
            company_id=child.pk, into=parent.pk, version=1, actor=actor, at=NOW
        )

    answers = crossing(merging_companies(one, two), merging_companies(two, three))

    assert len(refusals(answers)) == 1
    assert CompanyMerge.objects.standing().count() == 1
