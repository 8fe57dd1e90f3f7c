"""Acts on 小区台账."""

import pytest

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tests.stories import a_community, a_problem
from tingban.actions.registry import communities
from tingban.actions.registry.communities import CommunityStatement
from tingban.data.audit.models import Entry
from tingban.data.registry.models import Community, CommunityFact
from tingban.rules.actors import Role
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db


def correct(community: Community, **told: object) -> None:
    version = told.pop("version", community.version)
    actor = told.pop("actor", None) or clerk(community.county_id)
    communities.correct_community(
        code=community.code,
        statement=CommunityStatement(county_code=community.county_id, **told),
        version=version,
        actor=actor,
        at=NOW,
    )


def test_a_new_community_gets_a_code_of_its_street():
    community = a_community(street="中城街道办事处")

    assert community.code == "1408020010001"
    assert community.street == "中城街道"
    assert community.township_id == "140802001"


def test_without_a_street_it_stands_under_the_county():
    first, second = a_community("甲"), a_community("乙")

    assert (first.code, second.code) == ("1408020000001", "1408020000002")


def test_a_code_that_an_import_brought_is_not_given_again():
    for sequence in (1, 2, 3):
        Community.objects.create(
            code=f"140802000{sequence:04d}", county_id=YANHU, name="旧", name_key="旧"
        )

    assert a_community().code == "1408020000004"


def test_the_act_leaves_fact_and_entry():
    community = a_community(households=320)

    fact = CommunityFact.objects.get(community=community)
    entry = Entry.objects.get(subject=f"community:{community.code}")
    assert (fact.name, fact.households, fact.act) == ("锦绣花园", 320, entry)
    assert entry.after["name"] == "锦绣花园"
    assert entry.actor_name == "盐湖C-OP"


def test_the_same_form_twice_makes_one_community():
    statement = CommunityStatement(county_code=YANHU, name="锦绣花园")
    codes = {
        communities.add_community(statement=statement, actor=clerk(), at=NOW, form="f-1")
        for _ in range(2)
    }

    assert len(codes) == Community.objects.count() == 1


def test_a_correction_keeps_what_was_said_before():
    community = a_community(households=320)

    correct(community, name="锦绣花园", households=330)

    former, now = CommunityFact.objects.order_by("id")
    community.refresh_from_db()
    assert (former.households, former.retracted_at) == (320, NOW)
    assert (now.households, now.retracted_at) == (330, None)
    assert (community.households, community.version) == (330, 2)


def test_a_correction_that_changes_nothing_leaves_nothing():
    community = a_community()

    correct(community, name="锦绣花园")

    assert CommunityFact.objects.count() == 1
    assert Entry.objects.count() == 1


def test_the_second_of_two_clerks_is_told_and_loses_nothing():
    community = a_community()
    correct(community, name="锦绣花园", address="人民路 1 号", actor=clerk(name="张三"))

    with pytest.raises(Conflict, match="由 张三 于 10:30 修改"):
        correct(community, name="锦绣花园", address="人民路 2 号", version=1)


def test_a_renamed_community_is_found_by_its_former_name():
    community = a_community("锦绣花园")

    correct(community, name="锦绣华庭")

    assert [alias.name for alias in community.aliases.all()] == ["锦绣花园"]


def test_the_county_never_changes():
    community = a_community()
    statement = CommunityStatement(county_code=YONGJI, name="锦绣花园")

    with pytest.raises(Refused, match="不能修改"):
        communities.correct_community(
            code=community.code, statement=statement, version=1, actor=city_clerk(), at=NOW
        )


def test_for_another_county_the_community_does_not_exist():
    community = a_community()

    with pytest.raises(NotFound):
        correct(community, name="别县", actor=clerk(YONGJI))


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ])
def test_who_only_reads_cannot_write(role):
    with pytest.raises(NotAllowed, match="只能查看"):
        communities.add_community(
            statement=CommunityStatement(county_code=YANHU, name="锦绣花园"),
            actor=person(role),
            at=NOW,
        )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"county_code": "140800", "name": "甲"}, "县"),
        ({"county_code": YANHU, "name": " "}, "名称"),
        ({"county_code": YANHU, "name": "甲", "management": "什么"}, "管理方式"),
        ({"county_code": YANHU, "name": "甲", "fee_mode": "什么"}, "收费方式"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(told, sentence):
    with pytest.raises(Refused, match=sentence):
        communities.add_community(statement=CommunityStatement(**told), actor=city_clerk(), at=NOW)


def test_a_community_without_facts_can_be_voided_by_the_head():
    community = a_community()

    communities.void_community(
        code=community.code, version=1, reason="重复登记", actor=head(), at=NOW
    )

    community.refresh_from_db()
    assert community.is_void
    assert community.name == "锦绣花园"


def test_a_clerk_may_not_void():
    community = a_community()

    with pytest.raises(NotAllowed, match="负责人"):
        communities.void_community(
            code=community.code, version=1, reason="错", actor=clerk(), at=NOW
        )


def test_a_community_with_facts_is_merged_not_voided():
    community = a_community()
    a_problem(community)

    with pytest.raises(NotNow, match="1 次检查、1 个问题"):
        communities.void_community(
            code=community.code, version=1, reason="错", actor=head(), at=NOW
        )


def test_aliases_come_and_go():
    community = a_community()
    communities.add_alias(code=community.code, name="锦绣小区", actor=clerk(), at=NOW)

    with pytest.raises(Conflict, match="不必重复"):
        communities.add_alias(code=community.code, name="锦绣小区", actor=clerk(), at=NOW)
    communities.remove_alias(code=community.code, name="锦绣小区", actor=clerk(), at=NOW)

    assert not community.aliases.filter(retracted_at__isnull=True).exists()
    with pytest.raises(NotNow):
        communities.remove_alias(code=community.code, name="锦绣小区", actor=clerk(), at=NOW)
