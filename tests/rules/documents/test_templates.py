"""A template is filled, read back from what was kept, and says what it lacks (DOMAIN 8.2)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.papers import FACTS, LETTER
from tingban.rules.documents.lacking import missing
from tingban.rules.documents.slots import read_typed
from tingban.rules.documents.templates import (
    Grid,
    Issue,
    Layout,
    Officer,
    Passage,
    Slot,
    SlotKind,
    Table,
    Template,
    compose,
    freeze,
    thaw,
)
from tingban.rules.errors import Refused
from tingban.rules.law import ARTICLE_BY_KEY

ON = date(2024, 6, 18)
WHOLE = FACTS | {"事由": "楼道堆物", "限期": date(2024, 7, 2)}


def lacking(facts=WHOLE, body=LETTER.body, on=ON, articles=ARTICLE_BY_KEY):
    return missing(LETTER, body, facts, on=on, articles=articles)


def composed(template=LETTER, body="", facts=WHOLE):
    issue = Issue("盐建督字〔2024〕1号", "盐湖区住房和城乡建设局", ON)
    return compose(template, body or template.body, facts, issue=issue, articles=ARTICLE_BY_KEY)


def test_a_whole_paper_lacks_nothing():
    assert lacking() == ()


@pytest.mark.parametrize("slot", [it for it in LETTER.slots if it.must], ids=lambda it: it.label)
def test_each_item_that_must_stand_in_it_is_asked_for_by_name(slot):
    told = "；".join(lacking({label: it for label, it in WHOLE.items() if label != slot.label}))

    assert slot.must in told
    assert told.count("；") == 0


@pytest.mark.parametrize(
    "slot", [it for it in LETTER.slots if it.must and it.label not in ("主送", "小区")],
    ids=lambda it: it.label,
)  # fmt: skip
def test_whoever_takes_a_required_item_out_of_the_body_is_told(slot):
    told = lacking(body=LETTER.body.replace(slot.token, "某"))

    assert told == (f"正文中去掉了{slot.token}，不能缺少“{slot.must}”",)


def test_an_item_that_stands_in_the_title_may_be_left_out_of_the_body():
    assert lacking(body=LETTER.body.replace("【小区】", "该小区")) == ()


def test_what_may_be_left_out_is_not_asked_for():
    assert lacking({label: it for label, it in WHOLE.items() if label != "数据"}) == ()


def test_everything_that_is_wrong_is_told_at_once():
    told = lacking({}, body="【不明】")

    assert len(told) == 9 + 7 + 1
    assert "没有写明主送单位（受文者）" in told
    assert "没有填写“事由”（事由）" in told
    assert "缺少“要求”（逐条要求，来自问题台账）" in told
    assert "正文中的【不明】不是这份文书的要素，请改成文字或删去" in told


@pytest.mark.parametrize(
    ("label", "value", "clause"),
    [
        ("主送", " ", "没有写明主送单位（受文者）"),
        ("统一社会信用代码", "91140800MA0GTEXH20", "统一社会信用代码校验位不对，请核对是否抄错"),
        ("执法人员", (Officer("韩甲", "1"),), "执法人员应不少于两名，现有 1 名"),
        (
            "执法人员",
            (Officer("韩甲", "1"), Officer("乙", " ")),
            "执法人员乙没有填写执法证号",
        ),
        ("依据", ("PMR-999",), "引用的条款 PMR-999 没有登记，请先在法律条文中补登"),
    ],
)
def test_a_value_that_does_not_hold_is_told(label, value, clause):
    assert lacking(WHOLE | {label: value}) == (clause,)


def test_an_article_that_is_no_longer_law_on_the_day_is_told():
    gone = replace(ARTICLE_BY_KEY["PMR-35.1"], valid_to=date(2024, 5, 31))

    told = lacking(articles=dict(ARTICLE_BY_KEY) | {"PMR-35.1": gone})

    assert told == ("引用的《物业管理条例》第三十五条第一款（2018年修订）在 2024年6月18日不适用",)


@pytest.mark.parametrize(
    ("until", "clause"),
    [
        (date(2024, 6, 18), "不晚于签发的日期 2024年6月18日，对方没有时间履行"),
        (date(2024, 6, 19), ""),
    ],
)
def test_the_receivers_last_day_is_later_than_the_signature(until, clause):
    slots = tuple(replace(it, is_term=it.label == "限期") for it in LETTER.slots)
    told = missing(
        replace(LETTER, slots=slots), LETTER.body, WHOLE | {"限期": until}, on=ON,
        articles=ARTICLE_BY_KEY,
    )  # fmt: skip

    assert [clause in it for it in told] == ([True] if clause else [])


def test_what_owners_sign_never_bears_the_bureau_while_their_name_is_unknown():
    slots = (*LETTER.slots, Slot("落款", must="落款的业主组织", by_hand=True))
    owners = replace(LETTER, layout=Layout.OWNERS, slots=slots)

    assert set(composed(owners).signature) == {"＿"}
    assert composed(owners, facts=WHOLE | {"落款": "锦绣花园业主委员会"}).signature == (
        "锦绣花园业主委员会"
    )
    assert composed().signature == "盐湖区住房和城乡建设局"


def test_a_zero_is_told_and_not_missing():
    assert lacking(WHOLE | {"金额": 0}) == ()


def test_the_paper_is_put_into_passages():
    text = composed()

    assert (text.title, text.addressee) == ("关于锦绣花园的函", "明珠物业服务有限公司")
    assert text.parts[0] == Passage(
        "经查，你单位（统一社会信用代码：91140800MA0GTEXH2B）在锦绣花园存在楼道堆物，涉及38,600.50元。"
    )
    assert text.parts[1:] == (
        Passage("一、依据", level=1),
        Passage("依据《物业管理条例》第三十五条第一款、第四十六条第一款。"),
        Passage("二、要求", level=1),
        Passage("请于2024年7月2日前办结。", lead="（一）逐条整改。"),
        Passage("1.清理楼道。"),
        Passage("2.修复照明。"),
        Grid(("县", "数"), (("盐湖区", "3"),)),
        Passage("执法人员：韩甲（执法证号：14080212301）、乙（执法证号：14080212302）。"),
    )
    assert (text.signature, text.issued) == ("盐湖区住房和城乡建设局", "2024年6月18日")
    assert text.receipt[0] == ("送达文书", "《关于锦绣花园的函》（盐建督字〔2024〕1号）")


def test_a_numbered_sentence_is_no_head():
    text = composed(body="一、罚款20,000元；\n二、警告。")

    assert [it.level for it in text.parts if isinstance(it, Passage)] == [0, 0]


def test_rows_of_a_form_that_follow_one_another_are_one_table():
    form = Template(
        "tests.form", "销号单", Layout.FORM,
        (Slot("小区", must="小区"), Slot("要求", SlotKind.LINES)),
        "小区｜【小区】｜日期｜\n要求｜【要求】\n说明如上。\n复核人｜",
    )  # fmt: skip

    assert composed(form).parts == (
        Grid((), (("小区", "锦绣花园", "日期", ""), ("要求", "1.清理楼道\n2.修复照明"))),
        Passage("说明如上。"),
        Grid((), (("复核人", ""),)),
    )


def test_a_text_of_several_lines_is_several_paragraphs():
    text = composed(body="【事由】", facts=WHOLE | {"事由": "其一。\n其二。"})

    assert text.parts == (Passage("其一。"), Passage("其二。"))


def test_what_may_be_left_out_leaves_no_trace_and_what_must_not_stays_to_be_seen():
    facts = {label: value for label, value in WHOLE.items() if label not in ("数据", "要求")}

    text = composed(
        body="联系人【联系人】（【联系人】）。\n【数据】\n【要求】\n小区｜【联系人】", facts=facts
    )

    assert text.parts == (Passage("联系人。"), Passage("【要求】"), Grid((), (("小区", ""),)))


def test_a_value_that_looks_like_a_slot_is_only_text():
    text = composed(body="【事由】", facts=WHOLE | {"事由": "见【金额】"})

    assert text.parts == (Passage("见【金额】"),)


def test_what_was_kept_is_what_was_composed():
    form = replace(LETTER, slots=(*LETTER.slots, Slot("附件", SlotKind.LINES), Slot("附注")))
    text = composed(form, facts=WHOLE | {"附件": ("清单", "照片"), "附注": "（主动公开）"})

    assert text.annexes == ("1.清单", "2.照片")
    assert thaw(json.loads(json.dumps(freeze(text)))) == text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (SlotKind.TEXT, " 某处 ", "某处"),
        (SlotKind.DAY, "2024.7.2", date(2024, 7, 2)),
        (SlotKind.MONEY, "1,200.5", 120_050),
        (SlotKind.COUNT, "12", 12),
        (SlotKind.AREA, "88", 8_800),
        (SlotKind.LINES, "甲\n\n乙", ("甲", "乙")),
        (SlotKind.MONEY, " ", None),
    ],
)
def test_what_is_typed_becomes_a_value_of_its_kind(kind, text, value):
    assert read_typed(Slot("项", kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (SlotKind.DAY, "七月", "“项”应填日期"),
        (SlotKind.COUNT, "1.5", "“项”应填整数"),
        (SlotKind.MONEY, "1.005", "最多两位小数"),
        (SlotKind.MONEY, "-3", "最多两位小数"),
        (SlotKind.MONEY, "3.", "最多两位小数"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(kind, text, sentence):
    with pytest.raises(Refused, match=sentence):
        read_typed(Slot("项", kind), text)


def test_a_table_of_no_rows_is_missing():
    need = replace(LETTER, title="函", slots=(Slot("数据", SlotKind.TABLE, must="数据表"),))

    told = missing(need, "【数据】", {"数据": Table(("县",), ())}, on=ON, articles={})

    assert told == ("缺少“数据”（数据表）",)


def test_apart_from_a_case_the_title_leaves_open_what_is_not_known():
    assert replace(LETTER, title="关于移送【案由】的函").name == "关于移送……的函"
    assert replace(LETTER, title="催询函").name == "催询函"
