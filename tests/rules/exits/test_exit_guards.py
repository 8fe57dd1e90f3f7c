"""Each guard of an exit refuses with a sentence that names the article or what is asked."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.exits.courses import (
    ALL_SIDES,
    ORDER_58,
    SignedPaper,
    done,
    full_list,
    good,
    line,
    matter,
    papers,
    vote,
)
from tests.rules.exits.test_exit_matrix import GOLDEN, whoever
from tests.rules.rectification.situations import an_actor
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side
from tingban.rules.errors import NotNow
from tingban.rules.exits.exit_flow import EXIT_FLOW, STEPS
from tingban.rules.exits.exit_guard_keys import GUARD_LABELS, GuardKey
from tingban.rules.exits.exit_guards import GUARDS
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.handover import HandoverList, Item, Party, State
from tingban.rules.exits.refusal_guards import without_old
from tingban.rules.exits.vote import Matter
from tingban.rules.rectification.course import Course

EMPTY = {"papers": {}}
NO_VOTE = {"beside": {"vote": None}}
FEW = {"beside": {"vote": vote(matter(took=(5_999_999, 600)))}}
HALF = {"beside": {"vote": vote(matter(yes=(3_000_000, 301)))}}
ONE_OWES = full_list(
    line(Item.M3, state=State.PARTIAL, lacking="结构图", lacking_until=date(2024, 10, 15))
)
NOT_SIGNED = full_list(line(Item.M1, confirmed={Party.STREET: date(2024, 9, 19)}))
# (act, guard, what is amiss, part of the sentence); it stands before every row of the act.
REFUSALS = [
    ("open_trigger", "grounds", {"told": {"reaction": " "}}, "业主反映的情况（方案要求）"),
    ("open_expiry", "contract_end", {"told": {"contract_ends_on": None}}, "第九百四十七条第一款"),
    ("open_not_renewing", "notice_90", {"told": {"contract_ends_on": "2024-12-23",
        "ends_on": "2024-12-23"}}, "最迟 2024年9月24日，实际 2024年9月25日.*第九百四十七条第二款"),
    ("open_not_renewing", "clause", {"told": {"notice_days": 30}}, "合同条款.*第九百四十六条"),
    ("open_indefinite", "notice_60", {"told": {"ends_on": "2024-11-24"}},
        "不能早于 2024年11月25日.*第九百四十八条：提前 60 日"),
    ("open_indefinite", "clause", {"told": {"notice_days": 30}}, "请写明合同条款"),
    ("open_replaced", "replacement", {"told": {"decision": ""}}, "第九百四十条"),
    ("open_abandoned", "left", {"told": {"ends_on": "2024-09-26"}}, "2024年9月26日还没有到"),
    ("give_opinion", "opinion_paper", {"beside": {"opinion_papers": 0}},
        "上传街道的书面意见.*再登记（X0）"),
    ("start", "street_heard", {"without": ("give_opinion",)}, "街道还没有出具意见"),
    ("start", "assessed", {"papers": papers("assessment")}, "《退出风险研判表》还没有签发"),
    ("guide", "guided", {"papers": papers("guidance")}, "《指导意见书》还没有签发"),
    ("convene", "convener", {"told": {"convener": "proposal", "proposers": 19, "owners": 100}},
        "提议的业主 19 人，全体业主 100 人，不足 20%.*《物业管理条例》第十三条第二款"),
    ("convene", "mandate", {"told": {"convener": "managing"}}, "不是民法典规定的组织"),
    ("announce", "roll_frozen", {"beside": {"roll_frozen_on": date(2024, 7, 2)}},
        "2024年7月2日才冻结，会议通知是 2024年7月1日.*的解释》第八条、第九条计算.*平台的规则"),
    ("announce", "meeting_day", {"told": {"meeting_on": "2024-07-15"}},
        "15 日以前通知全体业主.*第十四条.*会议最早 2024年7月16日"),
    ("announce", "committee_told", {"told": {"committee_told_on": "2024-07-18"}},
        "同时告知居民委员会.*第十四条"),
    ("announce", "meeting_papers", {"papers": papers("ballot_form")}, "会议通知和表决票样"),
    ("open_vote", "announced", {"without": ("announce",), "told": {"notified_on": "2024-07-01",
        "meeting_on": "2024-07-17"}}, "先登记“公告会议”"),
    ("open_vote", "notice_run", {"on": date(2024, 7, 16)},
        "2024年7月17日，须在公告满 15 日之后开始.*第十四条.*可能被法院撤销"),
    # The announced days are over: the owners were told others (条例 14).
    ("open_vote", "notice_run", {"on": date(2024, 7, 25)},
        "2024年7月17日至 2024年7月24日，已经过去，2024年7月25日不能再开始.*第十四条.*重新公告"),
    ("open_vote", "roll_frozen", {"beside": {"roll_frozen_on": date(2024, 6, 27)}},
        "冻结清册，再公告会议（面积、人数按.*第八条、第九条计算.*平台的规则"),
    ("close_vote", "vote_over", {"on": date(2024, 7, 23)}, "2024年7月24日，不能提前结束"),
    ("decide", "witnessed", {"beside": {"vote": vote(witness=" ")}}, "街道或居民委员会的人见证"),
    ("decide", "quorum", FEW,
        r"第二百七十八条）。参与面积不够：3·Pa=179999.97 应≥ 2·A=180000.00"),
    ("decide", "majority", HALF,
        r"第二百七十八条）。同意面积不够：2·Ya=60000.00 应＞ Pa=60000.00"),
    ("decide", "posted", {"beside": {"vote": vote(posted_on=None)}}, "还没有在小区公示"),
    # Three days from Monday 23 September; the last is theirs to object in.
    ("decide", "posted", {"beside": {"vote": vote(posted_on=date(2024, 9, 23))},
        "on": date(2024, 9, 26)},
        "要公示 3 日，到 2024年9月26日 24:00 才满.*可以提出异议，2024年9月27日起再办理"),
    # Saturday the 28th rolls to the Sunday that is worked.
    ("decide", "posted", {"beside": {"vote": vote(posted_on=date(2024, 9, 25))}},
        "到 2024年9月29日 24:00 才满"),
    ("retry", "not_passed", {"beside": {"vote": vote()}}, "已经通过"),
    ("retry", "reason", {"reason": " "}, "写明原因"),
    ("renew", "renewal", {"beside": {"vote": vote()}}, "没有共同决定续聘.*第九百四十七条第一款"),
    ("renew", "before_expiry", {"on": date(2026, 1, 1)}, "已于 2025年12月31日到期.*在到期前续订"),
    ("serve_notice", "quorum", FEW, "第二百七十八条）。参与面积不够"),
    ("serve_notice", "majority", HALF, "第二百七十八条）。同意面积不够"),
    # Counted again after an objection: it is posted anew before it is told to the company.
    ("serve_notice", "posted", {"beside": {"vote": vote(posted_on=None)}}, "还没有在小区公示"),
    ("serve_notice", "notice_paper", {"papers": papers("dismissal", "not_renewing")},
        "还没有业主一方签章的解聘"),
    ("serve_notice", "service", {"on": date(2024, 9, 26), "told": {"ends_on": "2024-11-26"}},
        "登记的送达日是 2024年9月25日，这里填的是 2024年9月26日.*第九百四十六条"),
    ("serve_notice", "reason", {"reason": ""}, "写明原因"),
    ("serve_notice", "proof", {"told": {"proof": ""}}, "证明送达.*第九百四十六条"),
    ("serve_notice", "clause", {"told": {"notice_days": 30}}, "请写明合同条款"),
    ("serve_notice", "termination", {"told": {"ends_on": "2024-11-24"}},
        "不能早于 2024年11月25日.*第九百四十六条：提前 60 日"),
    ("succeed", "takeover_basis", {"told": {"decision": ""}}, "第二百七十八条第一款第（四）项"),
    ("inspect", "takeover_set", {"without": ("succeed",)}, "还没有登记由谁接管"),
    ("emergency", "emergency_paper", {"papers": papers("emergency")}, "《应急服务公告》还没有签发"),
    ("terminate", "term_reached", {"on": date(2024, 9, 23)},
        "2024年9月24日才终止.*继续服务，也可以收费.*第九百五十条"),
    ("refuse", "refused_items", {"told": {"refused": []}}, "请选拒不移交的项目"),
    ("resume", "reason", {"reason": ""}, "写明原因"),
    ("urge", "demand_served", {"papers": papers(demand=SignedPaper(served_on=None))},
        "《催告函》还没有送达"),
    # Served on the 25th: no day to perform; seven days roll over the holidays to 8 October.
    ("urge", "demand_term", {"beside": {"demand_until": date(2024, 9, 25)}},
        "2024年9月25日，不晚于送达的 2024年9月25日.*重新制作催告函"),
    ("urge", "demand_term", {"beside": {"demand_until": None}}, "没有写明履行期限"),
    ("urge", "short_term", {"beside": {"demand_until": date(2024, 10, 7)}, "reason": ""},
        "到 2024年10月7日，从送达起不足 7 日（平台的规则），请在“说明”里写明"),
    ("enforce", "urged", {"without": ("urge",)}, "还没有催告"),
    # The last day of the letter is the company's to its end.
    ("enforce", "urged", {"on": date(2024, 9, 24), "beside": {"orders_58": (
        replace(ORDER_58, due_on=date(2024, 9, 23)),)}},
        "履行期限到 2024年9月24日 24:00 才满，2024年9月25日起"),
    ("enforce", "ordered", {"beside": {"orders_58": ()}},
        "先责令限期改正（《物业管理条例》第五十八条）.*相关资料”登记为这家企业的问题"),
    ("enforce", "ordered", {"beside": {"orders_58": (), "problems_58": ("WT-7",)}},
        "第五十八条.*请在问题 WT-7 的页面签发、送达《责令限期整改通知书》"),
    # Handed over only tomorrow.
    ("enforce", "ordered", {"beside": {
        "orders_58": (replace(ORDER_58, served_on=date(2024, 9, 26)),)}}, "先责令限期改正"),
    # The last day inclusive; the latest of several terms.
    ("enforce", "ordered", {"beside": {
        "orders_58": (replace(ORDER_58, due_on=date(2024, 9, 25)),)}},
        "2024年9月25日 24:00 才满，2024年9月26日起仍不改正的才是逾期.*第五十八条"),
    ("enforce", "ordered", {"beside": {
        "orders_58": (ORDER_58, replace(ORDER_58, due_on=date(2024, 9, 30)))}},
        "2024年9月30日 24:00 才满"),
    ("enforce", "ordered", {"beside": {
        "orders_58": (replace(ORDER_58, due_on=None),)}}, "还没有期限，无从逾期"),
    # Over the day before the order came.
    ("enforce", "ordered", {"beside": {
        "orders_58": (replace(ORDER_58, due_on=date(2024, 9, 16)),)}}, "早于送达日期的不算"),
    ("link_penalty", "documents_refused", {"moves": (done("refuse", refused=["M1"]),)},
        "第五十八条只处罚不移交有关资料"),
    ("guide_suit", "suit_paper", {"papers": papers("suit_guidance")}, "《诉讼指导函》还没有签发"),
    ("begin_push", "k2_ready", {"without": ("serve_notice",)}, "解聘通知没有送达.*第九百四十六条"),
    ("push_credit", "push_begun", {"beside": {"credit_receipt": ""}}, "没有收到平台回执"),
    ("report_market", "market_told", {"beside": {"market_receipt": ""}}, "还没有签收报告函"),
    ("sue", "reason", {"reason": ""}, "写明原因"),
    ("judge", "reason", {"reason": ""}, "写明原因"),
    ("complete", "list_complete", {"beside": {"handover": ONE_OWES}},
        r"第九百四十九条第一款.*第二十九条第一款.*第 3 项 竣工图等验收资料.*部分移交，还欠结构图"),
    ("complete", "sides_signed", {"beside": {"handover": NOT_SIGNED}}, "业主一方（1 项）"),
    ("complete", "receiver", {"told": {"received_by": "managing"}}, "不是民法典规定的组织"),
    ("complete", "confirmation", {"papers": papers("confirmation")}, "签章的交接确认书"),
    ("complete", "both_reported", {"without": ("report_market",)}, "报告市场监管部门还没有回执"),
    ("complete", "both_reported", {"without": ("push_credit",)}, "信用推送还没有回执"),
    ("complete", "outcome", {"told": {"outcome": ""}}, "和解协议、调解书或执行结案文书"),
    ("revert", "reason", {"reason": ""}, "写明原因"),
    ("revert", "not_archived", {"moves": (done("archive"),)}, "已经归档"),
    ("archive", "not_archived", {"moves": (done("archive"),)}, "已经归档"),
    ("close", "reason", {"reason": ""}, "写明原因"),
    ("close", "conclusion", {"papers": papers("conclusion")}, "《终止结论》还没有签发"),
    ("undo", "in_house", {"moves": (done("urge"),)}, "“登记催告”已经对外生效，不能撤回。企业同意"),
    ("undo", "nothing_rests", {"moves": (done("decide"),)}, "《解聘通知书》已于 2024年9月25日送达"),
    ("undo", "none_beside", {"beside": {"other_open": "TC-140802-2024-000009"}},
        "已经另案在办（TC-140802-2024-000009）"),
]  # fmt: skip
# Without a result nothing of it holds: this one is tried apart.
APART = {("decide", "counted"), ("serve_notice", "counted")}


def refusal(machine: Machine[Course], act: str, stage: str | None, amiss: dict) -> str:
    """What the machine says to a step in which something is amiss."""
    side, role = sorted(whoever(GOLDEN[act][0]))[0]
    start = Stage(stage) if stage else None
    try:
        machine.check(
            act, start, actor=an_actor(Role(role)), sides=frozenset({Side(side)}),
            now=good(act, start, **amiss),
        )  # fmt: skip
    except NotNow as told:
        return told.sentence
    return ""


@pytest.mark.parametrize(
    ("act", "guard", "amiss", "sentence"),
    REFUSALS,
    ids=[f"{act}-{guard}" for act, guard, _, _ in REFUSALS],
)
def test_each_guard_refuses_with_its_sentence_and_nothing_else_does_in_its_place(
    act, guard, amiss, sentence
):
    guarded = [row for row in STEPS if row.act == act and guard in row.guards]
    assert guarded
    for row in guarded:
        with pytest.raises(NotNow, match=sentence):
            raise NotNow(refusal(EXIT_FLOW, act, row.start, amiss))

        left = tuple(other for other in row.guards if other != guard)
        without = tuple(replace(it, guards=left) if it is row else it for it in STEPS)

        assert not refusal(replace(EXIT_FLOW, rows=without), act, row.start, amiss)


def test_no_guard_of_any_row_is_left_untried():
    tried = {(act, guard) for act, guard, _, _ in REFUSALS} | APART

    assert {(step.act, guard) for step in STEPS for guard in step.guards} == tried
    assert {guard for _, guard in tried} == set(GuardKey) == set(GUARDS) == set(GUARD_LABELS)


def test_the_street_gives_its_own_opinion_without_a_paper():
    own = EXIT_FLOW.check(
        Act.GIVE_OPINION, Stage.X0, actor=an_actor(Role.STR), sides=frozenset({Side.STREET}),
        now=good("give_opinion", Stage.X0, beside={"opinion_papers": 0}),
    )  # fmt: skip

    assert own.to == Stage.X0


def test_without_a_count_there_is_no_decision():
    assert "还没有计票结果" in refusal(EXIT_FLOW, "decide", Stage.X4, NO_VOTE)

    other = {"beside": {"vote": vote(matter(Matter.HIRE))}}
    assert "没有“解聘物业服务企业”这一事项" in refusal(EXIT_FLOW, "decide", Stage.X4, other)


def test_a_count_that_was_opened_again_dismisses_nobody():
    assert "还没有计票结果" in refusal(EXIT_FLOW, "serve_notice", Stage.X5, NO_VOTE)


def test_a_vote_from_before_the_voting_began_is_anothers():
    old = {"beside": {"vote": vote(closed_on=date(2024, 7, 16))}}

    assert "还没有计票结果" in refusal(EXIT_FLOW, "decide", Stage.X4, old)


@pytest.mark.parametrize(
    ("yes", "took", "part"),
    [
        # TV-V1…V5, V8…V10: both measures, exactly.
        ((3_000_001, 301), (6_000_000, 600), ""),
        ((3_000_001, 300), (6_000_000, 600), "同意人数不够：2·Yn=600 应＞ Pn=600"),
        ((3_000_000, 301), (6_000_000, 600), "同意面积不够"),
        ((3_000_001, 301), (6_000_000, 599), "参与人数不够：3·Pn=1797 应≥ 2·N=1800"),
        ((3_000_001, 301), (5_999_999, 600), "参与面积不够"),
    ],
)
def test_both_measures_must_hold(yes, took, part):
    told = {"beside": {"vote": vote(matter(yes=yes, took=took))}}

    sentence = refusal(EXIT_FLOW, "decide", Stage.X4, told)

    assert part in sentence
    assert bool(part) == bool(sentence)


def test_when_the_contract_runs_out_the_choice_of_another_is_enough():
    expiring = {
        "moves": (done("open_expiry", origin="expiry", contract_ends_on="2024-12-31"),),
        "beside": {"vote": vote(matter(Matter.HIRE))},
    }

    assert refusal(EXIT_FLOW, "decide", Stage.X4, expiring) == ""


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        # The contract's own days come before the 60 of the law, but only by their clause.
        ({"notice_days": 30, "notice_clause": "合同第二十条", "ends_on": "2024-10-25"}, ""),
        (
            {"notice_days": 30, "notice_clause": "合同第二十条", "ends_on": "2024-10-24"},
            "不能早于 2024年10月25日（合同约定提前 30 日通知）",
        ),
        ({"ends_on": "2024-11-25"}, ""),
    ],
)
def test_the_day_of_termination_follows_the_contract_or_the_law(told, sentence):
    assert sentence in refusal(EXIT_FLOW, "serve_notice", Stage.X5, {"told": told})
    assert bool(sentence) == bool(refusal(EXIT_FLOW, "serve_notice", Stage.X5, {"told": told}))


def test_a_contract_that_runs_out_ends_on_its_last_day_and_one_that_ran_out_by_948():
    def course(ends: str):
        return (done("open_expiry", origin="expiry", contract_ends_on=ends),)

    running = {"moves": course("2024-10-31"), "told": {"ends_on": "2024-10-31"}}
    early = {"moves": course("2024-10-31"), "told": {"ends_on": "2024-10-30"}}
    ran_out = {"moves": course("2024-06-30"), "told": {"ends_on": "2024-11-24"}}

    assert refusal(EXIT_FLOW, "serve_notice", Stage.X5, running) == ""
    assert "合同到期终止" in refusal(EXIT_FLOW, "serve_notice", Stage.X5, early)
    assert "第九百四十八条" in refusal(EXIT_FLOW, "serve_notice", Stage.X5, ran_out)


@pytest.mark.parametrize(
    ("stage", "origin", "is_refused"),
    [
        (Stage.X8, "trigger", True),
        # Where the old company refuses or has gone, the other three confirm.
        (Stage.X8, "abandoned", False),
        (Stage.X13, "trigger", False),
    ],
)
def test_the_old_company_signs_unless_it_refuses_or_has_gone(stage, origin, is_refused):
    three = {party: on for party, on in ALL_SIDES.items() if party is not Party.OLD}
    signed = HandoverList(tuple(line(item, confirmed=three) for item in Item))
    told = {"beside": {"handover": signed}, "moves": (*good().moves, done("x", origin=origin))}

    sentence = refusal(EXIT_FLOW, "complete", stage, told)

    assert ("原物业服务企业" in sentence) is is_refused


@pytest.mark.parametrize(
    ("stage", "origin", "why"),
    [
        (Stage.X8, "trigger", ""),
        (Stage.X8, "abandoned", "原企业已经撤场"),
        (Stage.X11, "trigger", "原企业拒不配合"),
        (Stage.X12, "trigger", "在诉讼中"),
        (Stage.X13, "trigger", "由人民法院强制执行移交"),
    ],
)
@pytest.mark.parametrize("is_done", [False, True])
def test_why_the_old_company_need_not_sign_is_told_by_how_the_exit_came_about(
    stage, origin, why, is_done
):
    end = replace(done("complete", outcome="调解书"), start=stage)
    moves = (done("x", origin=origin, outcome="调解书"), *((end,) if is_done else ()))

    told = without_old(good(stage=Stage.X9 if is_done else stage, moves=moves))

    assert told.startswith(why)
    assert bool(told) == bool(why)
    # The paper that ended it is named once it has ended.
    assert ("（调解书）" in told) is (is_done and stage in (Stage.X12, Stage.X13))


def test_without_documents_kept_back_no_order_of_article_58_is_asked():
    only_rooms = {
        "moves": (*good().moves[:-4], done("refuse", refused=["M1"]), done("urge")),
        "beside": {"orders_58": ()},
    }

    assert refusal(EXIT_FLOW, "enforce", Stage.X10, only_rooms) == ""


def test_a_demand_from_before_the_refusal_is_none():
    again = {"moves": (done("urge"), done("refuse", refused=["M1"]))}

    assert "还没有催告" in refusal(EXIT_FLOW, "enforce", Stage.X10, again)


def test_a_push_waits_for_the_day_after_the_termination_and_a_demand():
    same_day = {"on": date(2024, 9, 24)}
    unasked = {"without": ("urge",)}

    assert "终止日（2024年9月24日）还没有过" in refusal(
        EXIT_FLOW, "begin_push", Stage.X11, same_day
    )
    assert "还没有催告" in refusal(EXIT_FLOW, "begin_push", Stage.X11, unasked)


@pytest.mark.parametrize("origin", ["replaced", "abandoned"])
def test_where_nobody_had_to_give_notice_none_is_asked(origin):
    told = {"without": ("serve_notice",), "told": {"origin": origin, "ends_on": "2024-09-24"}}

    assert refusal(EXIT_FLOW, "begin_push", Stage.X11, told) == ""


def test_papers_that_owners_signed_on_paper_are_named_in_the_step():
    told = {"papers": {}, "told": {"notice_original": "解聘通知书 7月26日，存业委会"}}

    assert refusal(EXIT_FLOW, "serve_notice", Stage.X5, told) == ""


def test_a_slip_of_the_pen_needs_no_conclusion():
    assert refusal(EXIT_FLOW, "close", Stage.X1, EMPTY | {"told": {"ending": "mistake"}}) == ""


def test_a_fifth_of_the_owners_may_ask_for_a_meeting():  # 条例 13Ⅱ
    told = {"told": {"convener": "proposal", "proposers": 20, "owners": 100}}

    assert refusal(EXIT_FLOW, "convene", Stage.X1, told) == ""


def test_emergency_service_takes_over_only_once_it_was_begun():
    told = {"told": {"takeover": "emergency"}, "without": ("emergency",)}

    assert "还没有启动应急服务" in refusal(EXIT_FLOW, Act.SUCCEED, Stage.X7, told)


def test_the_voting_may_begin_on_any_of_its_announced_days():
    last = {"on": date(2024, 7, 24)}

    assert refusal(EXIT_FLOW, "open_vote", Stage.X2, last) == ""


def test_the_day_after_the_posting_has_run_the_decision_stands():
    told = {"beside": {"vote": vote(posted_on=date(2024, 9, 23))}, "on": date(2024, 9, 27)}

    assert refusal(EXIT_FLOW, "decide", Stage.X4, told) == ""


def test_the_owners_sue_while_the_bureau_still_waits_for_its_receipts():  # 民法典 949
    waiting = {"without": ("begin_push", "push_credit", "report_market")}

    assert refusal(EXIT_FLOW, "sue", Stage.X11, waiting) == ""
    for stage in (Stage.X11, Stage.X12, Stage.X13):
        assert "还没有回执" in refusal(EXIT_FLOW, "complete", stage, waiting)
        assert refusal(EXIT_FLOW, "begin_push", stage, waiting) == ""


@pytest.mark.parametrize(
    ("until", "reason"), [(date(2024, 10, 8), ""), (date(2024, 9, 26), "电梯停运，等不了 7 日")]
)
def test_a_demand_gives_seven_days_or_says_why_fewer(until, reason):
    told = {"beside": {"demand_until": until}, "reason": reason}

    assert refusal(EXIT_FLOW, "urge", Stage.X10, told) == ""
