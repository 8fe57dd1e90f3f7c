"""Place, subject, time and phone decide what is proposed; the words alone never do (3.1.1)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tingban.rules.complaints.duplicates import (
    WINDOW,
    Candidate,
    Sought,
    key_matter,
    key_merged,
    propose,
    weigh,
)
from tingban.rules.complaints.stages import MergeKind

DAY = date(2024, 6, 18)
TEXT = "锦绣花园三号楼电梯停运三天，老人上下楼困难，物业一直没有维修"
SOUGHT = Sought(text=TEXT, day=DAY, community="A", names=("锦绣花园",), county="140802")
THERE = Candidate(
    number="TS-1",
    text="电梯坏了没人修，已经停运多日",
    day=date(2024, 6, 15),
    community="A",
    names=("锦绣花园",),
    county="140802",
)


def test_another_person_on_one_matter_of_one_community_is_of_the_same_kind():
    found = weigh(SOUGHT, THERE)

    assert found is not None
    assert found.kind is MergeKind.ALIKE
    assert found.reasons == ("同一小区", "都说电梯", "相隔 3 天")


def test_the_same_phone_makes_it_a_repeat():
    found = weigh(SOUGHT, replace(THERE, is_same_phone=True, day=DAY))

    assert found is not None
    assert found.kind is MergeKind.DUPLICATE
    assert found.reasons == ("同一联系电话", "同一小区", "都说电梯", "同一天收到")


def test_two_different_communities_are_never_proposed_however_alike_the_words():
    other = replace(THERE, community="B", text=TEXT, is_same_phone=True, day=DAY)

    assert weigh(SOUGHT, other) is None


@pytest.mark.parametrize("same_phone", [False, True])
def test_two_estates_named_in_the_texts_alone_are_never_proposed(same_phone):
    text = "{}小区临街门面油烟直排，夜宵摊噪音扰民到凌晨，居民无法休息"
    one = Sought(text=text.format("魅力之城"), day=DAY)
    other = Candidate("TS-1", text.format("一师润芳园"), DAY, is_same_phone=same_phone)

    assert weigh(one, other) is None
    assert weigh(one, replace(other, text=one.text)) is not None


def test_a_chosen_community_and_another_estate_in_a_text_are_two_places():
    unlocated = Candidate("TS-1", TEXT.replace("锦绣花园", "明珠佳苑"), DAY, county="140802")

    assert weigh(SOUGHT, unlocated) is None
    assert weigh(SOUGHT, replace(unlocated, text=TEXT)) is not None


def test_two_counties_are_two_places():
    one = Sought(text=TEXT, day=DAY, county="140802")
    other = Candidate("TS-1", TEXT, DAY, county="140881")

    assert weigh(one, other) is None
    assert weigh(one, replace(other, county="140802")) is not None


def test_another_subject_in_the_same_community_is_another_matter():
    found = weigh(
        replace(SOUGHT, category="CAT-1"),
        replace(THERE, text="公共收益从未公示，请公开账目", category="CAT-6"),
    )

    assert found is None


def test_the_same_category_in_the_same_community_is_enough():
    found = weigh(
        replace(SOUGHT, category="CAT-1"),
        replace(THERE, text="绿化带杂草丛生，无人修剪", category="CAT-1"),
    )

    assert found is not None
    assert "同一类别：未按照合同约定提供服务" in found.reasons


def test_a_category_told_outweighs_the_one_that_the_words_suggest():
    bare = replace(THERE, text="情况如上次所说，请尽快答复")

    assert weigh(replace(SOUGHT, category="CAT-1"), replace(bare, category="CAT-1"))
    assert not weigh(replace(SOUGHT, category="CAT-9"), replace(bare, category="CAT-1"))


def test_a_phone_alone_tells_nothing_of_what_else_its_owner_wrote():
    found = weigh(
        Sought(text="你好", day=DAY, county="140802"),
        Candidate("TS-1", TEXT, DAY, county="140802", is_same_phone=True),
    )

    assert found is None


def test_the_same_phone_and_matter_are_enough_where_no_place_is_known():
    one = Sought(text="电梯停运三天，物业没有维修", day=DAY)
    other = Candidate("TS-1", "电梯停运三天了，还是没有维修", DAY)

    assert weigh(one, other) is None
    found = weigh(one, replace(other, is_same_phone=True))
    assert found is not None
    assert found.kind is MergeKind.DUPLICATE


def test_a_street_and_the_matter_do_where_no_estate_is_named():
    text = "学苑路二十号院下水道堵塞，污水横流，物业一直没有疏通"
    found = weigh(Sought(text=text, day=DAY), Candidate("TS-1", text, DAY))

    assert found is not None
    assert found.reasons == ("都提到“学苑路”", "都说下水道", "文字几乎相同", "同一天收到")


LONG = "物业人员态度恶劣，擅自提高停车收费标准，未经任何公示，业主意见很大，要求立即退还多收费用"


def test_one_letter_sent_by_two_ways_is_found_though_it_names_no_place():
    found = weigh(Sought(text=LONG, day=DAY), Candidate("TS-1", LONG, DAY))

    assert found is not None
    assert found.reasons[0] == "没有写明同一地点"
    assert "文字几乎相同" in found.reasons


@pytest.mark.parametrize(("same_phone", "is_proposed"), [(False, False), (True, True)])
def test_the_same_words_about_two_streets_need_the_same_phone(same_phone, is_proposed):
    one = Sought(text="学苑路" + LONG, day=DAY, county="140802")
    other = Candidate("TS-1", "人民北路" + LONG, DAY, county="140802", is_same_phone=same_phone)

    assert (weigh(one, other) is not None) is is_proposed


def test_the_same_street_of_the_register_is_told_where_the_texts_name_none():
    one = Sought(text=LONG, day=DAY, street="东城街道")
    found = weigh(one, Candidate("TS-1", LONG, DAY, street="东城街道"))

    assert found is not None
    assert found.reasons[0] == "同在东城街道"


def test_turns_of_speech_are_told_where_no_word_of_the_table_is_common():
    one = replace(SOUGHT, text="锦绣花园三号楼信号塔辐射太大，住户睡不着")
    other = replace(THERE, text="三号楼信号塔辐射太大，请拆走，谢谢各位同志费心")
    found = weigh(one, other)

    assert found is not None
    assert found.reasons == ("同一小区", "有几处相同的说法", "相隔 3 天")


def test_a_shared_county_needs_more_of_the_subject_than_a_word():
    one = Sought(text="停车收费太高", day=DAY, county="140802", street="东城街道")
    other = Candidate("TS-1", "物业停车收费不合理，外来车辆随意停放", DAY, county="140802")

    assert weigh(one, other) is None


@pytest.mark.parametrize(("days", "is_proposed"), [(WINDOW, True), (WINDOW + 1, False)])
@pytest.mark.parametrize("direction", [-1, 1])
def test_only_what_lies_within_sixty_days_is_proposed(days, is_proposed, direction):
    there = replace(THERE, day=DAY + direction * timedelta(days=days))

    assert (weigh(SOUGHT, there) is not None) is is_proposed


def test_the_likeliest_come_first_and_no_more_than_wanted():
    repeat = replace(THERE, number="TS-2", is_same_phone=True)
    older = replace(THERE, number="TS-3", day=date(2024, 5, 20))
    found = propose(SOUGHT, [older, THERE, repeat], limit=2)

    assert [each.candidate.number for each in found] == ["TS-2", "TS-1"]


def test_likeness_ranks_among_equals():
    copied = replace(THERE, number="TS-2", text=TEXT)
    found = propose(SOUGHT, [THERE, copied], limit=5)

    assert [each.candidate.number for each in found] == ["TS-2", "TS-1"]
    assert "文字几乎相同" in found[0].reasons


@pytest.mark.parametrize(
    ("persons", "reason"),
    [
        ((), ""),
        (("a", "a"), ""),
        (("a", "a", "b", "a"), "同一人反映 3 次"),
        (("a", "b", "c", "d"), ""),
        (("a", "b", "c", "d", "e"), "5 人反映同一事项"),
        (("", "", "", "", ""), ""),
        (("a", "b", "c", "d", "", ""), ""),
    ],
)
def test_three_times_one_person_or_five_persons_make_a_matter_a_key_one(persons, reason):
    assert key_matter(persons) == reason


@pytest.mark.parametrize(
    ("repeats", "others", "reason"),
    [
        (1, 3, ""),
        (2, 0, "同一人反映 3 次"),
        (0, 4, "5 人反映同一事项"),
        (1, 4, "5 人反映同一事项"),
        (2, 4, "同一人反映 3 次"),
    ],
)
def test_what_was_merged_makes_a_key_matter_of_its_main_case(repeats, others, reason):
    assert key_merged(repeats=repeats, others=others) == reason


def test_the_third_time_one_person_writes_is_told_as_a_key_matter():
    repeats = [replace(THERE, number=f"TS-{n}", is_same_phone=True) for n in (1, 2)]
    found = propose(replace(SOUGHT, marks=("mark",)), repeats, limit=1)

    assert found[0].reasons[-1] == "重点件：同一人反映 3 次"


def test_the_fifth_person_on_one_matter_is_told_as_well():
    others = [replace(THERE, number=f"TS-{n}", person=str(n)) for n in range(1, 5)]
    known = replace(SOUGHT, marks=("mark",))

    assert propose(known, others, limit=5)[0].reasons[-1] == "重点件：5 人反映同一事项"
    assert not [
        each
        for each in propose(known, others[:3], limit=5)
        if each.reasons[-1].startswith("重点件")
    ]
