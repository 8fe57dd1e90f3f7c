"""Papers of an exit (DOMAIN 8.2): each carries what it must, and cites law that is registered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.papers import value_of
from tests.rules.exits.courses import PLAN, SAID, SignedPaper, done, good, line, papers, vote
from tingban.rules.documents.templates import Issue, Layout, compose, missing
from tingban.rules.exits import evidence
from tingban.rules.exits.evidence import ContractTerm, evidence_index, refused_lines
from tingban.rules.exits.exit_papers import TEMPLATES
from tingban.rules.exits.handover import HandoverList, Item, State
from tingban.rules.law import ARTICLE_BY_KEY

DAY = date(2024, 7, 2)
# Written by hand from DOMAIN 3.3 and 8.2: what each must contain.
MUST = {
    "exits.assessment": {"不整改、不履约的事实", "业主反映情况", "街道意见", "退出风险", "结论"},
    "exits.guidance": {"法律依据", "指导意见"},
    "exits.meeting_notice": {
        "会议时间",
        "表决截止时间",
        "议题",
        "地点",
        "法律依据",
        "业主清册的总面积",
        "业主清册的总人数",
    },
    "exits.ballot_form": {"表决事项，每项一行意见", "截止时间"},
    "exits.succession": {
        "A",
        "N",
        "Pa",
        "Pn",
        "Ya",
        "Yn",
        "选聘或者自行管理",
        "决定",
        "法定比例的比对",
        "见证人",
    },
    "exits.decision": {"A", "N", "Pa", "Pn", "Ya", "Yn", "法定比例的比对", "见证人"},
    "exits.dismissal": {"A", "N", "Pa", "Pn", "Ya", "Yn", "终止日", "交接要求", "法律依据"},
    "exits.not_renewing": {"A", "N", "Pa", "Pn", "Ya", "Yn", "终止日", "交接要求", "法律依据"},
    "exits.handover_list": {"十项移交内容的数量和状况", "终止日"},
    "exits.confirmation": {"十项移交内容的数量和状况", "四方签字"},
    "exits.demand": {"事实", "证据目录", "履行期限", "法律依据"},
    "exits.suit_guidance": {"事实", "证据目录", "可以提出的请求", "法律依据"},
    "exits.emergency": {"应急服务单位", "起止日期", "服务内容", "费用承担"},
    "exits.conclusion": {"办理经过", "终止原因"},
}


def filled(template):
    """Something in every slot."""
    facts = {
        slot.label: DAY + timedelta(days=7) if slot.is_term else value_of(slot)
        for slot in template.slots
    }
    if "统一社会信用代码" in facts:
        facts["统一社会信用代码"] = "91140800MA0GTEXH2B"
    return facts


def lacking(template, facts):
    return missing(template, template.body, facts, on=DAY, articles=ARTICLE_BY_KEY)


def test_all_papers_of_an_exit_are_there_once():
    keys = [template.key for template in TEMPLATES]

    assert sorted(keys) == sorted(MUST)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda it: it.key)
def test_each_paper_carries_what_it_must(template):
    assert {slot.must for slot in template.slots} >= MUST[template.key]
    assert lacking(template, filled(template)) == ()
    for slot in template.slots:
        if slot.must:
            assert lacking(template, filled(template) | {slot.label: None}), slot.label


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda it: it.key)
def test_each_paper_can_be_put_into_words_without_a_gap(template):
    issue = Issue("盐建催字〔2024〕1号", "盐湖区住房和城乡建设局", DAY)

    text = compose(template, template.body, filled(template), issue=issue, articles=ARTICLE_BY_KEY)

    assert "【" not in repr(text)
    assert text.parts


def test_what_owners_sign_no_bureau_signs():
    for template in TEMPLATES:
        if template.layout is Layout.OWNERS:
            assert {role.value for role in template.signers} == {"OWN"}


def test_the_index_tells_the_story_of_the_file_and_what_each_piece_proves():
    kept = line(Item.M3, state=State.REFUSED, note="拒交")
    served = done(
        "serve_notice", date(2024, 7, 26), ends_on="2024-09-24", proof="邮件单号 1",
        notice_original="解聘通知书，存业委会",
    )  # fmt: skip
    refused = done("refuse", date(2024, 9, 25), **SAID["refuse"])
    opened = done("open_trigger", origin="trigger", contract_ends_on="2025-12-31")
    now = good(
        moves=(opened, served, refused, done("push_credit", date(2024, 10, 9))),
        papers=papers(
            demand=SignedPaper("盐建催字〔2024〕3号", date(2024, 9, 25), None),
            meeting_notice=SignedPaper("", date(2024, 7, 1), None),
        ),
        beside={
            "vote": vote(posted_where="各单元入口"), "handover": HandoverList((kept,)),
            "credit_receipt": "XY-77",
        },
    )  # fmt: skip

    index = evidence_index(now)

    names = [piece.name for piece in index]
    assert names[0] == "物业服务合同"
    assert names.index("业主大会会议通知") < names.index("计票结果") < names.index("解聘通知书")
    told = {piece.name: piece for piece in index}
    assert told["计票结果"].proves == (
        "总面积 90000.00 平方米、900 人；参与 60000.00 平方米、600 人；同意 30000.01 平方米、301 人"
    )
    # What was recorded is listed; a photo that nobody stored is not.
    assert told["结果公示"].label == (
        "结果公示（各单元入口，2024年7月26日）：表决结果已向全体业主公示"
    )
    assert (
        told["通知的送达凭证"].label
        == "通知的送达凭证（邮件单号 1，2024年7月26日）：通知已送达企业"
    )
    assert told["书面通知原件"].file == "解聘通知书，存业委会"
    assert told["退出移交清单"].proves == "没有交齐：第 3 项 竣工图等验收资料"
    assert told["照片"].proves == "拒不移交的经过"
    assert told["信用推送回执"].file == "XY-77"
    assert told["催告函"].cells(7) == (
        "7", "催告函", "盐建催字〔2024〕3号", "2024年9月25日", "已催告企业退出、移交",
    )  # fmt: skip
    # Signed and not served: no receipt stands in the index.
    assert "催告函的送达回证" not in names
    assert told["责令限期整改通知书"].label == (
        "责令限期整改通知书（盐建责改字〔2024〕9号，2024年9月17日）：责令改正后仍不移交资料"
    )
    assert "责令限期整改通知书的送达回证" in names
    assert names.index("责令限期整改通知书") < names.index("催告函") < names.index("诉讼指导函")


def test_a_demand_proves_that_nothing_was_done_only_once_its_term_was_over():
    def proves(*moves):
        index = evidence_index(good(moves=moves, beside={"vote": None}))
        return next(piece.proves for piece in index if piece.name == "催告函")

    urged = (done("refuse", **SAID["refuse"]), done("urge", urged_until="2024-10-08"))

    assert proves(*urged) == "已催告企业退出、移交"
    assert proves(*urged, done("enforce", date(2024, 10, 9))) == "催告后仍不履行"


def test_within_a_chapter_of_the_story_the_days_ascend():
    days = papers(
        demand=SignedPaper("a", date(2024, 10, 2), date(2024, 10, 4)),
        meeting_notice=SignedPaper("b", date(2024, 7, 1), None),
    )
    refused = done("refuse", date(2024, 10, 1), **SAID["refuse"])
    handover = HandoverList((line(Item.M3, state=State.REFUSED, on=date(2024, 10, 3)),))

    index = evidence_index(good(moves=(refused,), papers=days, beside={"handover": handover}))

    names = [piece.name for piece in index]
    first = names.index("责令限期整改通知书")
    assert names[first : first + 6] == [
        "责令限期整改通知书", "责令限期整改通知书的送达回证", "照片", "催告函", "退出移交清单",
        "催告函的送达回证",
    ]  # fmt: skip


def test_where_roll_and_register_part_the_count_says_so():
    told = "户数：清册住宅 19 套，小区台账 125 户。原因：只由一期表决"

    index = evidence_index(good(moves=(), beside={"roll_gaps": told}))

    assert next(it for it in index if it.name == "计票结果").proves.endswith(
        f"；清册与小区台账的差异：{told}"
    )


@pytest.mark.parametrize(
    ("term", "told_end", "label"),
    [
        (
            ContractTerm(date(2023, 1, 1), date(2025, 12, 31)), "2026-12-31",
            "物业服务合同（合同台账，2023年1月1日起）：合同期限至 2026年12月31日",
        ),
        (
            ContractTerm(date(2023, 1, 1), date(2025, 12, 31)), "",
            "物业服务合同（合同台账，2023年1月1日起）：合同期限至 2025年12月31日",
        ),
        (
            ContractTerm(date(2023, 1, 1), None), "",
            "物业服务合同（合同台账，2023年1月1日起）：企业与业主之间的合同关系",
        ),
        (None, "2025-12-31", "物业服务合同（合同台账）：合同期限至 2025年12月31日"),
    ],
)  # fmt: skip
def test_the_contract_of_the_register_stands_first_and_the_file_has_the_last_word_on_its_end(
    term, told_end, label
):
    opened = done("open_gone", origin="gone", contract_ends_on=told_end)
    beside = {"vote": None, "handover": None, "contract": term}

    assert evidence_index(good(moves=(opened,), beside=beside))[0].label == label


def test_the_rules_of_the_assembly_are_evidence_only_where_the_silent_are_counted():
    silent = replace(PLAN, follow=True, rule_name="本小区业主大会议事规则第十二条")

    follows = evidence_index(good(beside={"vote": vote(), "handover": None, "plan": silent}))
    plain = evidence_index(good(beside={"vote": vote(), "handover": None, "plan": PLAN}))

    names = [piece.name for piece in follows]
    assert names.index("本小区业主大会议事规则第十二条") + 1 == names.index("计票结果")
    assert len(follows) == len(plain) + 1


@pytest.mark.parametrize(
    ("days", "source", "wanted"),
    [
        ((), "业主大会档案；平台只抄录了这一条，没有存文件，须另附原件", 1),
        ((DAY, date(2024, 7, 3)), "业主大会档案，已存文件，2024年7月3日", 0),
    ],
)
def test_rules_that_were_only_quoted_are_wanted_as_a_file(days, source, wanted):
    silent = replace(PLAN, follow=True, rule_name="议事规则第十二条")
    beside = {"vote": vote(), "handover": None, "plan": silent, "rule_files": days}
    now = good(beside=beside)

    line = {piece.name: piece for piece in evidence_index(now)}["议事规则第十二条"]

    assert (line.source, line.has_files) == (source, not wanted)
    assert len(evidence.lacking(now)) == wanted
    assert all("第二百七十八条" in words for words in evidence.lacking(now))
    assert evidence.lacking(good(beside=beside | {"plan": PLAN, "rule_files": ()})) == ()


def test_an_order_stands_in_the_index_whatever_day_the_paper_reads_the_file_by():
    began = date(2024, 6, 3)

    names = [piece.name for piece in evidence_index(good(today=began, on=None))]

    assert "责令限期整改通知书" in names


def test_an_order_proves_nothing_where_no_documents_are_kept_back():
    rooms = done("refuse", refused=["M1"], refusal_evidence=["照片"])

    names = [piece.name for piece in evidence_index(good(moves=(rooms,)))]

    assert "责令限期整改通知书" not in names


def test_an_empty_file_has_an_empty_index():
    assert evidence_index(good(moves=(), papers={}, beside={"vote": None, "handover": None})) == ()


def test_what_is_kept_back_is_told_in_words():
    refused = done("refuse", refused=["M1", "M9"], still_there=True)

    assert refused_lines(good(moves=(refused,))) == (
        "移交清单第 1 项 物业服务用房", "移交清单第 9 项 监控门禁等系统账号密码",
        "拒不撤出物业服务区域",
    )  # fmt: skip
