"""A category is suggested by words that are shown, and by nothing else (DOMAIN 1.2)."""

import pytest
from benchmarks import suggestion as benchmark

from tests.shared_data import shared
from tingban.rules.complaints.matters import ACTOR, IDLE, MATTERS
from tingban.rules.complaints.reading import LONGEST
from tingban.rules.complaints.suggestion import suggest
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE


@pytest.mark.parametrize(
    ("text", "category", "act"),
    [
        ("锦绣花园电梯停运三天无人维修", "CAT-1", "1-01"),
        ("楼道垃圾堆放多日，无人清扫", "CAT-1", "1-03"),
        ("项目经理是谁，物业从未公示", "CAT-2", "2-02"),
        ("未公开维修资金使用情况", "CAT-2", "2-07"),
        ("三楼业主私搭阳光房，物业公司一直不管", "CAT-2", "2-10"),
        ("消防栓没有水，灭火器早已过期", "CAT-3", "3-02"),
        ("消防车道长期被占用", "CAT-3", "3-04"),
        ("合同早已到期，老物业赖着不走", "CAT-4", "4-01"),
        ("原物业拒绝交接，已经两个月", "CAT-4", "4-05"),
        ("物业把架空层租给快递公司", "CAT-5", "5-01"),
        ("物业用房被出租做棋牌室", "CAT-5", "5-04"),
        ("小区广告收入从没见过公示", "CAT-6", "6-01"),
        ("物业将公共收益据为己有", "CAT-7", "7-01"),
        ("物业乱收费，装修押金不退", "CAT-9", "9-01"),
        ("没交物业费就被断水断电", "CAT-9", "9-03"),
    ],
)
def test_the_words_of_a_summary_name_category_and_sub_act(text, category, act):
    first = suggest(text)[0]

    assert (first.category.value, first.acts[0]) == (category, act)


def test_publication_of_public_income_is_never_the_duty_to_inform():
    found = suggest("公共收益和广告费多年没有公示，业主要求公开账目")

    assert [each.category for each in found] == [Category.CAT_6]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "您好，请问什么时候开会？",
        "开发商延期交房，房产证也办不下来",
        "楼下烧烤店油烟扰民",
        "请问小学学区怎么划分",
    ],
)
def test_nothing_is_suggested_where_nothing_is_found(text):
    assert suggest(text) == ()


def test_another_subject_at_the_head_outweighs_a_word_dropped_later():
    complaint = "小区路灯不亮"

    assert suggest(complaint)
    assert not suggest(
        f"开盘时虚假宣传，逾期交房，房产证、产权证至今没有，{'，业主' * 12}。{complaint}"
    )


def test_the_words_stand_in_the_text_where_their_spans_say():
    text = "锦绣花园：电梯停运三天，公共收益没有公示。"

    for each in suggest(text):
        assert each.words == tuple(dict.fromkeys(text[start:end] for start, end in each.spans))
        assert all(word in text for word in each.words)


def test_a_thing_and_a_wrong_of_two_sentences_do_not_belong_together():
    assert not suggest("我住十楼，天天坐电梯。昨天路上看见一起事故。")


def test_the_stronger_category_comes_first_and_three_are_enough():
    text = "公共收益被侵占，从未公示。电梯故障，消防通道被占用，物业乱收费，架空层出租。"
    found = suggest(text)

    assert found[0].category is Category.CAT_7
    assert len(found) == 3
    assert [each.strength for each in found] == sorted((e.strength for e in found), reverse=True)


def test_what_comes_after_the_longest_letter_is_not_read():
    assert not suggest("好" * LONGEST + "电梯故障")


def test_every_row_of_the_table_names_a_sub_act_of_the_decree_or_another_subject():
    assert {matter.act for matter in MATTERS if matter.act} <= set(SUB_ACT_BY_CODE)
    assert all(matter.things for matter in MATTERS)


def test_no_word_of_the_table_is_a_single_sign():
    words = {word for matter in MATTERS for word in (*matter.things, *matter.wrongs)}

    assert min(len(word) for word in words - {ACTOR, IDLE}) == 2


def test_every_category_has_words():
    assert {f"CAT-{matter.act[0]}" for matter in MATTERS if matter.act} == set(Category)


def test_labelled_letters_are_understood_better_than_by_always_saying_the_same():
    shared("wuye.csv")
    rows = [row for row in benchmark.labelled() if not benchmark.is_for_building(row.row_id)]
    right = sum(row.first == row.category for row in rows)
    most = max(sum(row.category == name for row in rows) for name in {r.category for r in rows})

    assert len(rows) == 105
    assert right > most


def test_labels_are_ids_and_codes_alone():
    header, *lines = benchmark.LABELS.read_text(encoding="utf-8").splitlines()

    assert header == "row_id,category,act,also,drawn"
    assert len(lines) == len({line.split(",")[0] for line in lines}) == 200
    assert all(line.isascii() for line in lines)
