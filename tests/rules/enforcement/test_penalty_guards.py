"""Each guard of a penalty case refuses, naming the article or what is asked; nothing else does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.rules.enforcement.penalty_values import OFFICERS, PENALTY, an_actor, day, done, good
from tests.rules.enforcement.test_penalty_matrix import GOLDEN, whoever
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Side
from tingban.rules.enforcement.penalty_flow import PENALTY_FLOW, STEPS
from tingban.rules.enforcement.penalty_guard_keys import GUARD_LABELS, GuardKey
from tingban.rules.enforcement.penalty_guards import GUARDS
from tingban.rules.enforcement.penalty_levers import WAN
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.errors import NotNow

P = PaperKey
NEW = [OFFICERS[0], {"name": "执法丙", "certificate": "14080200803"}]
ODD = [OFFICERS[0], {"name": "执法乙", "certificate": "有证"}]
BARE = {"discretion": "lighter", "lenient": []}
ONE = [OFFICERS[0]]
FINED = {"earlier_fine": "fined", "earlier_number": "河市监罚〔2024〕3号"}
NOT_ORDERED = {"articles": ["PMR-58"], "kinds": ["fine"]}
FOR_58 = {"acts": ("4-04",), "order_due_on": None}
AGAIN = done(Act.PROPOSE, day(7, 9), **PENALTY | {"fine": 8 * WAN})
PROPOSED_ANEW = done(Act.PROPOSE, day(7, 11), **PENALTY)
HEARD_SINCE = done(Act.HOLD_HEARING, day(7, 11))
# Signed on the last day of the hearing right, with nothing behind that day.
EARLY = {"on": day(6, 26), "papers": {P.DECISION: day(6, 26)},
         "proposal": {"grave": "no", "review": []}}  # fmt: skip
BEHIND = ["ask_hearing", "call_hearing", "hold_hearing", "review", "discuss"]
LATER = done(Act.PROPOSE, day(7, 13), **PENALTY)
LATER_TALK = done(Act.DISCUSS, day(7, 13))
RENEWED = {P.REVIEW: day(7, 13), P.DISCUSSION: day(7, 13)}
DISCUSSED = done(Act.DISCUSS, day(7, 11))
AGREED = done(Act.REVIEW, day(7, 9), by=3, passed="yes")
SPOT_STEP = done(Act.PUNISH_ON_SPOT, day(6, 3), **PENALTY)
APPEALED = done(Act.APPEAL, day(7, 19), appeal="review")
NOON = datetime(2024, 6, 6, 12, tzinfo=SHANGHAI)
ACCEPTED = done(Act.ANSWER_PLEA, day(7, 11), accepted="partly")
TAKEN_UP = {"more": [done(Act.ANSWER_PLEA, day(7, 9), accepted="yes")],
            "papers": {P.PLEA: day(7, 9)}}  # fmt: skip
REVIEWED_ANEW = done(Act.REVIEW, day(7, 11), by=3, passed="yes")
TALK_ANEW = done(Act.DISCUSS, day(7, 11))
ANEW = {key: day(7, 12) for key in (P.PLEA, P.REVIEW, P.DISCUSSION)}
WHOLLY = done(Act.ANSWER_PLEA, day(7, 11), accepted="yes")


def followed(accepted: str, **other) -> dict:
    """A plea that was taken up, by a proposal that differs in this."""
    answer = done(Act.ANSWER_PLEA, day(7, 11), accepted=accepted)
    anew = done(Act.PROPOSE, day(7, 11), **PENALTY | other)
    return {"more": [answer, anew, REVIEWED_ANEW, TALK_ANEW], "papers": ANEW}


NO_HEARING = done(Act.WAIVE, day(6, 20), by=4, waived=["hearing"])


def unsigned(key: PaperKey) -> dict:
    return {"papers": {key: None}}


# (act, guard, what is amiss, part of the sentence); it stands before every row of the act.
REFUSALS = [
    ("open", "party", {"beside": {"has_company": False}}, "请先写明当事企业"),
    ("open", "found", {"told": {"found_on": "2024-06-04"}},
     "发现日期 2024年6月4日晚于登记线索的日期 2024年6月3日"),
    ("open", "found", {"told": {"found_on": "2024-06-03", "wrong_until": "2024-06-04"}},
     "违法行为终了日期 2024年6月4日晚于"),
    ("refuse", "reason", {"reason": " "}, "请写明原因"),
    ("file", "linked", {"beside": {"acts": ()}, "told": {"local_law": "某条"}}, "没有对应的问题"),
    ("file", "linked", {"beside": {"acts": (), "problems": 1}, "told": {"local_law": "某条"}},
     "没有写明问题行为"),
    ("file", "linked", {"beside": {"acts": (), "problems": 0, "gone": ("WT-1", "WT-2")},
     "told": {"local_law": "某条"}}, "问题 WT-1、WT-2 已经撤销或者作废（T-P15）.*第五十七条"),
    ("file", "competent", {"beside": {"acts": ("1-03",)}}, "没有对此规定罚款.*移送市场监督管理"),
    ("file", "not_barred", {"more": [done("open", day(6, 3), found_on="2024-06-03",
     wrong_until="2022-06-02")]}, "二年内未被发现.*第三十六条"),
    ("file", "officers", {"told": {"officers": ONE}}, "不得少于两人.*第四十二条"),
    ("file", "filing_signed", unsigned(P.FILING), "《行政处罚立案审批表》还没有签发"),
    ("punish_on_spot", "linked", {"beside": {"acts": ()}}, "没有对应的问题"),
    ("punish_on_spot", "competent", {"beside": {"acts": ("3-04",)}, "told": {
     "articles": [], "kinds": [], "fine": 0, "local_law": ""}}, "请移送消防救援机构"),
    ("punish_on_spot", "same_day", {"on": day(6, 4)}, "当日当场作出.*第五十一条"),
    # Entered today, found the week before: not on the spot.
    ("punish_on_spot", "same_day", {"more": [done("open", day(6, 3), found_on="2024-05-27")]},
     "发现当日当场作出.*第五十一条"),
    ("punish_on_spot", "not_barred", {"more": [done("open", day(6, 3), found_on="2024-06-03",
     wrong_until="2022-06-02")]}, "二年内未被发现.*第三十六条"),
    ("punish_on_spot", "not_barred", {"more": [done("open", day(6, 3), found_on="2024-06-03",
     wrong_until="2019-06-02", harm=True)]}, "五年内未被发现.*第三十六条"),
    ("punish_on_spot", "officers", {"told": {"officers": ONE}}, "不得少于两人"),
    ("punish_on_spot", "spot_limit", {"told": {"fine": 3_000_01, "local_high": WAN}},
     "3,000元以下罚款.*第五十一条"),
    ("punish_on_spot", "articles", {"told": {"local_law": " "}}, "请写明法规全称、条款"),
    ("punish_on_spot", "kinds", {"told": {"kinds": [], "fine": 0}}, "责令改正不是处罚种类"),
    ("punish_on_spot", "range", {"told": {"fine": 499_99}}, "第五十条规定罚款500元以上3,000元以下"),
    ("punish_on_spot", "ordered", {"told": NOT_ORDERED | {
     "fine": 3_000_00, "discretion": "below", "lenient": ["32.1"]}, "beside": FOR_58},
     "还没有期限，无从逾期"),
    ("punish_on_spot", "not_twice", {"told": FINED}, "河市监罚〔2024〕3号 罚款.*第二十九条"),
    ("decide_on_spot", "linked", {"beside": {"acts": (), "problems": 0, "gone": ("WT-1",)}},
     "问题 WT-1 已经撤销或者作废.*请不予立案或者撤案"),
    ("decide_on_spot", "spot_handed", unsigned(P.SPOT), "《当场行政处罚决定书》还没有送达"),
    ("report_copy", "is_spot", {"gone": ["punish_on_spot"]}, "普通程序的决定"),
    ("inspect", "officers", {"told": {"officers": ONE}}, "不得少于两人"),
    ("interview", "officers", {"told": {"officers": ONE}}, "不得少于两人"),
    ("inspect", "same_officers", {"told": {"officers": NEW}, "reason": " "},
     "本案执法人员是执法甲（14080200801）、执法乙（14080200802）.*更换执法人员的原因"),
    ("interview", "same_officers", {"told": {"officers": NEW}, "reason": ""}, "更换执法人员"),
    ("collect", "same_officers", {"told": {"officers": NEW}, "reason": ""}, "更换执法人员"),
    # The reason that is told there is that of the keeping.
    ("keep", "of_the_case", {"told": {"officers": NEW}}, "由本案执法人员执法甲"),
    ("inspect", "party_view", {"told": {"party_view": "told"}}, "写明意见的内容"),
    ("inspect", "party_view", {"told": {"party_view": "absent", "remarks": "电话通知后不来"}},
     "由谁见证或者怎样录音录像"),
    ("inspect", "party_view", {"told": {"party_view": "unsigned", "witness": "社区干部赵某"}},
     "请写明经过"),
    ("punish_on_spot", "lenient", {"told": BARE}, "第三十二条的哪一种情形"),
    ("propose", "lenient", {"told": BARE}, "第三十二条的哪一种情形"),
    ("propose", "lenient", {"told": {"lenient": ["32.1"]}}, "只有从轻、减轻处罚才选"),
    ("decide", "lenient", {"proposal": BARE}, "第三十二条的哪一种情形"),
    ("file", "officers", {"told": {"officers": ODD}}, "“有证”不像证号"),
    # 23:30 of the same evening, entered at noon; the day before the clue; the day after the step.
    ("inspect", "when", {"told": {"from_at": "2024-06-06T23:30:00+08:00"}, "at": NOON}, "还没有到"),
    ("inspect", "when", {"told": {"from_at": "2024-06-02T09:00:00+08:00"}},
     "早于发现线索的日期 2024年6月3日"),
    ("inspect", "when", {"told": {"from_at": "2024-06-07T09:00:00+08:00"}}, "晚于这一步的日期"),
    ("interview", "when", {"told": {"from_at": "2024-06-06T12:01:00+08:00"}, "at": NOON},
     "还没有到"),
    ("inspect", "inspection_kept", {"more": [done("inspect", day(6, 6))],
     "papers": {P.INSPECTION: None}}, "每次检查都要有自己的笔录.*第五十五条"),
    # The record was signed before the inspection that it should speak of.
    ("inspect", "inspection_kept", {"more": [done("inspect", day(6, 6))],
     "papers": {P.INSPECTION: day(6, 5)}}, "2024年6月6日的检查还没有签字的笔录"),
    ("interview", "interview_kept", {"more": [done("interview", day(6, 6))],
     "papers": {P.INTERVIEW: None}}, "每次询问都要有自己的笔录.*第五十五条"),
    ("collect", "officers", {"told": {"officers": ONE}}, "不得少于两人"),
    ("keep", "officers", {"told": {"officers": ONE}}, "不得少于两人"),
    ("keep", "nothing_kept", {"more": [done("keep", day(6, 7))]}, "应在 2024年6月19日前处理"),
    ("keep", "reason", {"reason": ""}, "请写明原因"),
    ("release", "kept", {"gone": ["keep"]}, "没有登记保存的证据"),
    ("release", "keeping_served", unsigned(P.KEEPING), "《先行登记保存决定书》还没有送达"),
    ("conclude", "anything", {"gone": ["inspect", "interview"]}, "不得处罚.*第四十条"),
    ("conclude", "recorded", unsigned(P.INSPECTION), "应当制作笔录.*《现场检查笔录》"),
    ("conclude", "recorded", unsigned(P.INTERVIEW), "应当制作笔录.*《询问笔录》"),
    ("conclude", "nothing_kept", {"more": [done("keep", day(6, 13))]}, "第五十六条"),
    ("resume", "reason", {"reason": ""}, "请写明原因"),
    ("dismiss", "reason", {"reason": ""}, "请写明原因"),
    ("hand_over", "reason", {"reason": ""}, "请写明原因"),
    ("hand_over", "transferred", {"told": {"receiver_organ": "police"}},
     "移送公安机关（《行政执法机关移送涉嫌犯罪案件的规定》第五条）"),
    ("hand_over", "transferred", {"told": {"receiver_organ": "police", "transfer": "YS-2"},
     "beside": {"crimes_sent": ("YS-1",)}}, "登记移送回执"),
    ("propose", "report_signed", unsigned(P.REPORT), "《案件调查终结报告》还没有签发"),
    ("propose", "articles", {"told": {"articles": ["PMR-62"]}},
     "第六十二条不适用于本案.*第六十三条（擅自占用、经营）"),
    ("propose", "kinds", {"told": {"kinds": ["fine"]}}, "第六十三条规定应当给予警告"),
    ("propose", "range", {"told": {"fine": WAN}}, "规定罚款5万元以上20万元以下，拟罚1万元不在"),
    ("propose", "ordered", {"told": NOT_ORDERED, "beside": FOR_58}, "还没有期限，无从逾期"),
    ("propose", "not_twice", {"told": FINED}, "不得再次罚款.*第二十九条"),
    ("propose", "hearing_right", {"told": {"hearing": "no"}}, "第六十三条.*告知听证"),
    ("propose", "not_heavier", {"told": {"fine": 8 * WAN}}, "第四十五条第二款.*告知的罚款是6万元"),
    ("review", "proposed", {"gone": ["propose"]}, "还没有提出处罚意见"),
    ("review", "not_handler", {"more": [done("collect", day(7, 8), by=7)]}, "参与了本案调查"),
    ("notify", "proposed", {"gone": ["propose"]}, "还没有提出处罚意见"),
    ("notify", "reviewed", {"gone": ["review"]}, "不得作出决定.*第五十八条"),
    ("notify", "notice_served", unsigned(P.NOTICE), "《行政处罚事先告知书》还没有送达"),
    ("notify", "notice_served", unsigned(P.HEARING_RIGHT), "《行政处罚听证告知书》还没有送达"),
    ("answer_plea", "pleaded", {"gone": ["plead"]}, "没有等待复核的陈述、申辩"),
    ("ask_hearing", "hearing_offered", {"proposal": {"hearing": "no"}}, "不属于应当告知听证"),
    ("ask_hearing", "asked_in_time", {"on": day(6, 27)}, "2024年6月26日前.*第六十四条"),
    ("call_hearing", "host", {"told": {"host": "执法甲"}}, "非本案调查人员主持.*第六十四条"),
    ("call_hearing", "ahead", {"told": {"hearing_at": "2024-07-02T09:00:00+08:00"}},
     "最迟 2024年6月21日通知"),
    ("hold_hearing", "called", {"gone": ["call_hearing"]}, "还没有安排听证"),
    ("hold_hearing", "called", {"papers": {P.HEARING: day(6, 28)}}, "最迟 2024年6月27日通知"),
    ("hold_hearing", "held_then", {"on": day(7, 9)}, "听证通知的日期是 2024年7月8日"),
    ("hold_hearing", "held_then", {"on": day(7, 5)}, "听证定在 2024年7月8日，举行之后才登记"),
    ("discuss", "proposed", {"gone": ["propose"]}, "还没有提出处罚意见"),
    ("discuss", "plea_followed", TAKEN_UP, "重新“提出处罚意见”，再讨论、决定"),
    ("discuss", "hearing_recorded", unsigned(P.HEARING_RECORD),
     "第六十五条.*《行政处罚听证笔录》还没有签发"),
    ("discuss", "two_heads", {"told": {"attendees": ["局长丁"]}}, "集体讨论.*第五十七条"),
    ("decide", "linked", {"beside": {"acts": (), "problems": 0, "gone": ("WT-1",)},
     "proposal": {"articles": ["LOCAL"], "kinds": ["warning", "fine"],
      "local_law": "某市物业管理办法第五十条", "local_low": WAN, "local_high": 20 * WAN}},
     "问题 WT-1 已经撤销或者作废.*请不予立案或者撤案"),
    ("decide", "hearing_settled", EARLY | {"gone": BEHIND}, "2024年6月26日之前可以要求听证"),
    ("decide", "plea_heard", EARLY | {"gone": ["plead", "answer_plea", *BEHIND],
     "more": [NO_HEARING]}, "期限到 2024年6月26日.*第六十二条"),
    ("decide", "plea_answered", {"gone": ["answer_plea"]}, "还没有复核.*第四十五条"),
    ("decide", "plea_followed", TAKEN_UP, "成立的应当采纳（行政处罚法第四十五条第一款）"),
    ("decide", "plea_followed", {"more": [ACCEPTED, PROPOSED_ANEW, REVIEWED_ANEW, TALK_ANEW],
     "papers": ANEW}, "与采纳陈述、申辩之前完全相同"),
    # Found right as a whole: other words for the same penalty are no answer to it.
    ("decide", "plea_followed", followed("yes", discretion_reason="占用两个月"), "只改写理由不够"),
    ("decide", "plea_followed", followed("yes", correction=" 三日内清出，占用的场地。"),
     "只改写理由不够"),
    ("decide", "plea_followed", followed("yes", kinds=["fine", "warning"]), "只改写理由不够"),
    ("decide", "plea_followed", followed("partly", discretion_reason="占用三个月。"), "完全相同"),
    # What was found right in part since is weighed with what was found right before it.
    ("decide", "plea_followed", {"more": [WHOLLY, *followed("partly", discretion_reason="两个月")
     ["more"]], "papers": ANEW}, "只改写理由不够"),
    ("decide", "hearing_recorded", unsigned(P.HEARING_RECORD),
     "第六十五条.*《行政处罚听证笔录》还没有签发"),
    ("decide", "hearing_recorded", {"papers": {P.HEARING_RECORD: day(7, 5)}},
     "第六十五条.*之后又办理了“记录听证”"),
    ("decide", "review_passed", {"gone": ["review"]}, "不得作出决定.*第五十八条"),
    ("decide", "review_passed", {"more": [replace(AGREED, told={"passed": "no"})]}, "没有通过"),
    ("decide", "discussed", {"gone": ["discuss"]}, "集体讨论决定.*第五十七条"),
    ("decide", "discussed", {"more": [PROPOSED_ANEW, AGREED]}, "最后的处罚意见集体讨论"),
    ("decide", "discussed", {"more": [HEARD_SINCE, AGREED],
     "papers": {P.HEARING_RECORD: day(7, 11)}}, "在听证之后讨论.*第六十五条"),
    ("decide", "not_heavier", {"more": [AGAIN, AGREED, DISCUSSED], "papers": RENEWED},
     "更重的处罚.*第四十五条"),
    ("decide", "articles", {"proposal": {"articles": ["PMR-62"]}}, "第六十二条不适用"),
    ("decide", "kinds", {"proposal": {"kinds": ["fine"]}}, "应当给予警告"),
    ("decide", "range", {"proposal": {"fine": 21 * WAN}}, "5万元以上20万元以下"),
    ("decide", "ordered", {"proposal": NOT_ORDERED, "beside": FOR_58}, "还没有期限，无从逾期"),
    ("decide", "not_twice", {"beside": {"fined": ("盐建罚〔2024〕1号",)}}, "盐建罚.*第二十九条"),
    ("decide", "within_90", {"papers": {P.DECISION: day(9, 21)}, "on": day(9, 21)},
     "超过九十日.*第六十条"),
    ("decide", "decision_signed", unsigned(P.DECISION), "《行政处罚决定书》还没有签发"),
    ("decide", "decision_signed", {"papers": {P.DECISION: day(6, 26)}},
     "签发的日期 2024年6月26日.*第六十二条"),
    ("decide", "decision_signed", {"more": [LATER, AGREED, LATER_TALK], "papers": RENEWED},
     "之后又办理了“记录集体讨论”.*出新版本"),
    ("spare", "report_signed", unsigned(P.REPORT), "《案件调查终结报告》还没有签发"),
    ("spare", "hearing_recorded", unsigned(P.HEARING_RECORD), "根据听证笔录.*第六十五条"),
    ("spare", "sparable", {"beside": {"has_prior": True}}, "不是初次违法.*第三十三条"),
    ("spare", "sparable", {"told": {"mended": ""}}, "及时改正的才不予处罚"),
    ("spare", "sparing_signed", unsigned(P.SPARING), "《不予行政处罚决定书》还没有签发"),
    ("serve", "decision_served", unsigned(P.DECISION), "《行政处罚决定书》还没有送达"),
    ("serve", "decision_served", {"on": day(7, 16)}, "在 2024年7月15日送达"),
    ("publish", "not_public", {"more": [done("publish", day(7, 16))]}, "已经公示"),
    ("pay_part", "part", {"told": {"amount": 6 * WAN}}, "部分缴款的金额"),
    ("pay_all", "whole", {"told": {"amount": 5 * WAN}}, "2024年7月22日应缴 60,000.00 元"),
    ("defer", "deferral_asked", {"gone": ["ask_deferral"]}, "由当事人申请.*第六十六条"),
    ("defer", "later", {"told": {"deferred_until": "2024-07-30"}}, "晚于现在的 2024年7月30日"),
    ("appeal", "not_appealed", {"more": [APPEALED]}, "还在进行"),
    ("appeal", "review_first", {"told": {"appeal": "suit"}, "more": [SPOT_STEP]},
     "应当先申请行政复议.*第二十三条"),
    ("end_appeal", "appealed", {"gone": ["appeal"]}, "没有进行中的复议、诉讼"),
    ("end_appeal", "outcome", {"told": {"outcome": "changed"}}, "请写明变更后的罚款"),
    ("end_appeal", "outcome", {"told": {"outcome": "kept", "changed_fine": WAN}}, "只有“变更”才"),
    ("annul", "appealed", {"gone": ["appeal"]}, "没有进行中的复议、诉讼"),
    ("urge", "unpaid", {"on": day(7, 30), "papers": {P.URGING: day(7, 30)}}, "逾期才催告.*七十二"),
    ("urge", "unpaid", {"more": [done("pay_part", day(7, 22), amount=6 * WAN)]}, "已经缴清"),
    ("urge", "urging_served", unsigned(P.URGING), "《行政处罚决定履行催告书》还没有送达"),
    ("apply_court", "ten_days", {"more": [done("urge", day(1, 10, 2025))]}, "满十个工作日.*五十四"),
    ("apply_court", "final", {"on": day(1, 15, 2025)}, "期限到 2025年1月15日.*第五十三条"),
    ("apply_court", "three_months", {"on": day(4, 16, 2025)}, "最后一日是 2025年4月15日"),
    ("apply_court", "court_signed", unsigned(P.COURT), "《行政处罚强制执行申请书》还没有签发"),
    ("close", "nothing_owed", {"gone": ["pay_all"]}, "缴清之后才能结案"),
    ("close", "not_appealed", {"more": [APPEALED]}, "还在进行"),
    ("close", "copy_kept", {"more": [SPOT_STEP]}, "报所属行政机关备案.*第五十二条"),
    ("close", "closing_signed", unsigned(P.CLOSING), "《行政处罚案件结案报告》还没有签发"),
    ("close", "court_ended", {"gone": ["note_court"]}, "还没有裁定"),
    ("close", "sparing_served", unsigned(P.SPARING), "《不予行政处罚决定书》还没有送达"),
    ("revoke", "decided", {"gone": ["decide"]}, "没有生效的处罚决定"),
    ("revoke", "reason", {"reason": ""}, "请写明原因"),
    ("unpublish", "is_public", {"gone": ["publish"]}, "没有公示在外"),
    ("unpublish", "is_public", {"gone": ["end_appeal"]}, "第四十八条第二款"),
    ("archive", "made_public", {"more": [done("annul", day(7, 19), outcome="annulled")]},
     "应在 2024年7月24日前撤回"),
    ("undo", "reason", {"reason": ""}, "请写明原因"),
]  # fmt: skip


def refusal(machine, act, stage, amiss) -> str:
    """What the machine says to a step in which something is amiss."""
    side, role = sorted(whoever(GOLDEN[act][0]))[0]
    try:
        machine.check(
            act, stage, actor=an_actor(Role(role)), sides=frozenset({Side(side)}),
            now=good(act, stage, **amiss),
        )  # fmt: skip
    except NotNow as told:
        return told.sentence
    return ""


@pytest.mark.parametrize(
    ("act", "guard", "amiss", "sentence"),
    REFUSALS,
    ids=[f"{act}-{guard}-{place}" for place, (act, guard, _, _) in enumerate(REFUSALS)],
)
def test_each_guard_refuses_with_its_sentence_and_nothing_else_does_in_its_place(
    act, guard, amiss, sentence
):
    guarded = [row for row in STEPS if row.act == act and guard in row.guards]
    assert guarded
    for row in guarded:
        stage = Stage(row.start) if row.start else None
        with pytest.raises(NotNow, match=sentence):
            raise NotNow(refusal(PENALTY_FLOW, act, stage, amiss))

        left = tuple(other for other in row.guards if other != guard)
        without = tuple(replace(it, guards=left) if it is row else it for it in STEPS)

        assert not refusal(replace(PENALTY_FLOW, rows=without), act, stage, amiss)


def test_no_guard_of_any_row_is_left_untried():
    tried = {(act, guard) for act, guard, _, _ in REFUSALS}

    assert {(step.act, guard) for step in STEPS for guard in step.guards} == tried
    assert {guard for _, guard in tried} == set(GuardKey) == set(GUARDS) == set(GUARD_LABELS)


@pytest.mark.parametrize(
    ("accepted", "then", "is_free"),
    [
        ("no", {}, True),
        ("yes", {}, False),
        ("partly", {}, False),
        ("yes", {"fine": 5 * WAN}, True),
        ("partly", {"kinds": ["warning"], "fine": 0}, True),
        ("yes", {"correction": "十日内清出占用的场地"}, True),
        ("yes", {"grave": "no"}, False),
    ],
)
def test_what_was_found_right_is_taken_up_in_the_next_proposal(accepted, then, is_free):  # 45Ⅰ
    answer = done(Act.ANSWER_PLEA, day(7, 11), accepted=accepted)
    anew = [done(Act.PROPOSE, day(7, 11), **PENALTY | then)] if then else []
    now = good("decide", Stage.HEARD, more=[answer, *anew])

    assert (GUARDS[GuardKey.PLEA_FOLLOWED](now, an_actor(Role.C_LD)) == "") is is_free


def test_a_hearing_is_entered_for_its_own_day_on_that_day_or_later_and_not_before():  # 65
    asked = GUARDS[GuardKey.HELD_THEN]
    now = good("hold_hearing", Stage.HEARING)
    head = an_actor(Role.C_LD)

    assert not asked(replace(now, today=day(7, 12)), head)
    # Three days later the page opens, and the day is told on it.
    assert not asked(replace(now, today=day(7, 11), on=None), head)
    # On that day already.
    assert asked(replace(now, today=day(7, 8), on=None), head) == ""
    assert "举行之后才登记" in asked(replace(now, today=day(7, 7), on=None), head)
    assert "填写这一天" in asked(replace(now, today=day(7, 12), on=day(7, 12)), head)


def test_a_second_inspection_after_the_record_of_the_first_goes_on():  # 55Ⅱ
    now = good("inspect", Stage.INQUIRY, more=[done("inspect", day(6, 6))])

    assert not GUARDS[GuardKey.INSPECTION_KEPT](now, an_actor(Role.C_ENF))


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("14080200017", True), ("晋0802001", False), ("SX140802017", True), ("140801", True),
        ("14080", False), ("1" * 21, False), ("abcdefgh", False), ("1408-0200", False),
    ],
)  # fmt: skip
def test_a_certificate_has_the_shape_of_one(number, is_right):  # 42
    named = [OFFICERS[0], {"name": "执法乙", "certificate": number}]
    now = good("inspect", Stage.INQUIRY, told={"officers": named})

    assert (GUARDS[GuardKey.OFFICERS](now, an_actor(Role.C_ENF)) == "") is is_right


def test_whoever_came_in_with_a_reason_is_of_the_case_from_then_on():
    changed = done("inspect", day(6, 6), officers=NEW)
    now = good("collect", Stage.INQUIRY, more=[changed], told={"officers": NEW}, reason="")
    back = good("collect", Stage.INQUIRY, more=[changed], reason="")
    one_fewer = good("collect", Stage.INQUIRY, told={"officers": OFFICERS[:1]}, reason="")
    asked = GUARDS[GuardKey.SAME_OFFICERS]

    assert not asked(now, an_actor(Role.C_ENF))
    assert "执法丙" in asked(back, an_actor(Role.C_ENF))
    assert not asked(one_fewer, an_actor(Role.C_ENF))


def test_whoever_is_named_as_officer_does_not_review_either():
    now = good("review", Stage.CONCLUDED)

    assert "第五十八条" in GUARDS[GuardKey.NOT_HANDLER](now, an_actor(Role.M_LAW, name="执法甲"))


@pytest.mark.parametrize(
    ("acts", "sentence"),
    [
        (("1-03",), "重新核定服务等级"),
        (("2-04",), "未明码标价的，移送市场监督管理部门"),
        (("3-02",), "请移送消防救援机构，并抄告街道"),
        (("4-01",), "引导业主依照民法典第九百四十九条提起诉讼"),
        (("4-02",), "第五十八条只对不移交有关资料规定了罚款"),
        (("6-01",), "责令公示"),
        (("7-01",), "移送公安机关"),
        (("9-01",), "《价格违法行为行政处罚规定》"),
        (("9-03",), "业主可以起诉"),
        (("9-99",), "没有查到由住建部门罚款的规定"),
    ],
)
def test_what_gives_no_fine_says_what_can_be_done_instead(acts, sentence):
    now = good("file", Stage.CLUE, beside={"acts": acts})

    assert sentence in GUARDS[GuardKey.COMPETENT](now, an_actor(Role.C_LD))


def test_local_law_that_is_named_opens_a_case_and_calls_for_a_review():
    now = good("file", Stage.CLUE, beside={"acts": ("6-01",)}, told={"local_law": "某条例第一条"})
    local = {"articles": ["LOCAL"], "local_law": "某条例第一条", "local_low": 0,
             "local_high": 10 * WAN, "review": []}  # fmt: skip
    deciding = good("decide", Stage.NOTICED, proposal=local, gone=["review", "hold_hearing"])

    assert not GUARDS[GuardKey.COMPETENT](now, an_actor(Role.C_LD))
    assert "第五十八条" in GUARDS[GuardKey.REVIEW_PASSED](deciding, an_actor(Role.C_LD))


def test_a_hearing_calls_for_a_review_after_it():  # 58Ⅰ(二)
    plain = {"review": []}
    early = good("decide", Stage.HEARD, proposal=plain)
    late = replace(early, moves=tuple(it for it in early.moves if it.on != day(7, 9)))

    assert not GUARDS[GuardKey.REVIEW_PASSED](early, an_actor(Role.C_LD))
    assert "第五十八条" in GUARDS[GuardKey.REVIEW_PASSED](late, an_actor(Role.C_LD))


def test_new_facts_need_a_new_notice_before_they_weigh_more():  # 45Ⅱ, RESUME
    dearer = done("propose", day(7, 20), **PENALTY | {"fine": 8 * WAN})
    again = [done("resume", day(7, 9)), dearer]
    before = good("decide", Stage.NOTICED, more=again)
    after = replace(before, moves=(*before.moves, done("notify", day(7, 22))))

    assert GUARDS[GuardKey.NOT_HEAVIER](before, an_actor(Role.C_LD))
    assert not GUARDS[GuardKey.NOT_HEAVIER](after, an_actor(Role.C_LD))
    assert "第六十二条" in GUARDS[GuardKey.PLEA_HEARD](
        replace(after, on=day(7, 22) + timedelta(days=1)), an_actor(Role.C_LD)
    )


@pytest.mark.parametrize(
    ("accepted", "other"),
    [
        ("yes", {"kinds": ["warning"]}),
        ("yes", {"fine": 5 * WAN}),
        ("yes", {"gains": 1}),
        ("yes", {"correction": "十日内清出占用的场地"}),
        ("yes", {"discretion": "lighter"}),
        ("yes", {"articles": ["PMR-58"]}),
        ("partly", {"discretion_reason": "占用两个月"}),
        ("partly", {"lenient": ["first"]}),
    ],
)
def test_a_plea_is_followed_by_what_is_imposed_and_in_part_by_its_reason(accepted, other):  # 45Ⅰ
    now = good("decide", **followed(accepted, **other))

    assert GUARDS[GuardKey.PLEA_FOLLOWED](now, an_actor(Role.C_LD)) == ""


def test_another_ground_alone_does_not_follow_what_was_found_right_as_a_whole():  # 45Ⅰ
    now = good("decide", **followed("yes", lenient=["first"]))

    assert "只改写理由不够" in GUARDS[GuardKey.PLEA_FOLLOWED](now, an_actor(Role.C_LD))
