"""What the steps of an exit ask (DOMAIN 3.3): forms, checks, time lines and papers read it."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.exits.exit_stages import (
    CONVENER_LABELS,
    ENDING_LABELS,
    ORIGIN_LABELS,
    RECEIVER_LABELS,
    TAKEOVER_LABELS,
    Act,
)
from tingban.rules.exits.handover import ITEM_LABELS
from tingban.rules.exits.notice_service import SERVICE_WAYS
from tingban.rules.rectification.fields import Ask, Field, choices_of

_FROM_PAPER: Final = "在平台的通知书上登记过送达的，从那里带出"


def _maybe(name: str, label: str, ask: Ask = Ask.LINE, hint: str = "") -> Field:
    return Field(name, label, ask, is_required=False, hint=hint)


def _planned(name: str, label: str) -> Field:
    """A day that the plan of the vote says (`meeting_guards.read_from_plan`)."""
    return Field(name, label, Ask.DAY, is_required=False, by_file=True)


_ORIGINAL: Final = "业主一方已在线下盖章的，写明原件名称、日期和存放处；在平台生成的不必填写"
_OPENING: Final = (
    Field("origin", "起因", Ask.CHOICE, choices=choices_of(ORIGIN_LABELS)),
    _maybe("grounds", "不整改、不履约的事实", Ask.TEXT, "由不整改、不履约启动的填写"),
    _maybe("reaction", "业主反映的情况", Ask.TEXT, "不写反映人的姓名和电话"),
    _maybe("contract_ends_on", "现合同到期日", Ask.DAY, "不定期合同填原合同到期的日期"),
    _maybe("notice_days", "合同约定的通知期（天）", Ask.COUNT, "没有约定的不填，按法定期限计算"),
    _maybe("notice_clause", "约定通知期的合同条款", hint="例如：物业服务合同第二十条"),
    _maybe("handover_days", "合同约定的交接期限（天）", Ask.COUNT, "没有约定的不填，按 30 日提醒"),
    _maybe("company_notice_on", "企业书面通知的送达日", Ask.DAY, "企业不续聘、解除合同的填写"),
    _maybe("ends_on", "终止日", Ask.DAY, "合同终止、新合同生效或者企业离场的日期"),
    _maybe("decision", "业主共同决定", hint="前期合同被替代的，写明会议名称和日期"),
    _maybe("successor", "新的物业服务企业", hint="前期合同被替代的填写"),
)
FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    Act.OPEN_TRIGGER: _OPENING,
    Act.OPEN_OWNERS: _OPENING,
    Act.OPEN_EXPIRY: _OPENING,
    Act.OPEN_NOT_RENEWING: _OPENING,
    Act.OPEN_INDEFINITE: _OPENING,
    Act.OPEN_REPLACED: _OPENING,
    Act.OPEN_ABANDONED: _OPENING,
    Act.GIVE_OPINION: (
        Field("street_opinion", "街道意见", Ask.TEXT, hint="业主组织是否健全、能否召集会议"),
    ),
    Act.START: (Field("risk", "研判结论", Ask.TEXT, hint="退出后由谁接管、有哪些风险、怎样应对"),),
    Act.GUIDE: (
        Field("guided_whom", "指导了谁", hint="例如：业主委员会、业主代表"),
        Field("guidance", "指导的内容", Ask.TEXT),
    ),
    Act.CONVENE: (
        Field("convener", "由谁召集", Ask.CHOICE, choices=choices_of(CONVENER_LABELS)),
        _maybe("proposers", "提议的业主人数", Ask.COUNT, "由业主提议召开的填写"),
        _maybe("owners", "全体业主人数", Ask.COUNT, "由业主提议召开的填写"),
        _maybe("mandate", "物管会的依据", hint="地方规定或业主共同决定的名称、文号、日期"),
    ),
    Act.ANNOUNCE: (
        _planned("notified_on", "会议通知公告日"),
        _planned("meeting_on", "会议（开始表决）日期"),
        _planned("votes_until", "表决截止日期"),
        Field("committee_told_on", "告知居民委员会的日期", Ask.DAY),
        Field("posted_where", "公告的位置", hint="例如：各单元入口、小区公告栏、业主群"),
        _maybe("meeting_original", "会议通知和表决票的纸质原件", hint=_ORIGINAL),
    ),
    Act.OPEN_VOTE: (),
    Act.CLOSE_VOTE: (),
    Act.RETRY: (),
    Act.DECIDE: (),
    Act.RENEW: (
        Field("renewed_until", "续聘到哪一天", Ask.DAY),
        Field("renewal_contract", "续订的合同", hint="合同名称、签订日期"),
    ),
    Act.SERVE_NOTICE: (
        Field("service_way", "送达方式", Ask.CHOICE, hint=_FROM_PAPER, choices=SERVICE_WAYS),
        Field("proof", "送达凭证", hint=f"签收单、邮件单号、公证书编号；{_FROM_PAPER}"),
        _maybe("taken_by", "签收人"),
        Field("ends_on", "终止日", Ask.DAY, hint="通知里写明的合同终止日期"),
        _maybe("notice_days", "合同约定的通知期（天）", Ask.COUNT, "没有约定的不填，按法定 60 日"),
        _maybe("notice_clause", "约定通知期的合同条款"),
        _maybe("notice_original", "通知的纸质原件", hint=_ORIGINAL),
    ),
    Act.CHECK_SERVICE: (
        Field("service_now", "原企业现在的服务情况", Ask.TEXT, hint="保洁、门岗、电梯、供水、消防"),
        Field("still_serves", "仍在继续服务", Ask.FLAG, is_required=False),
    ),
    Act.SUCCEED: (
        Field("takeover", "接管方式", Ask.CHOICE, choices=choices_of(TAKEOVER_LABELS)),
        Field("successor", "由谁接管"),
        _maybe("decision", "依据的业主共同决定", hint="会议名称和日期；在平台表决通过的不必填写"),
        Field("takeover_on", "接管日期", Ask.DAY),
        _maybe("new_contract", "新合同", hint="合同名称、签订日期"),
    ),
    Act.INSPECT: (
        Field("inspected_on", "承接查验日期", Ask.DAY),
        Field("inspection", "承接查验协议", hint="协议名称、签订各方"),
        _maybe("inspection_flaws", "查验发现的问题", Ask.LINES),
    ),
    Act.EMERGENCY: (
        Field("emergency_by", "应急服务单位"),
        Field("emergency_from", "应急服务开始日期", Ask.DAY),
        Field("emergency_until", "应急服务最晚到", Ask.DAY),
        Field("emergency_scope", "应急服务内容", Ask.TEXT, hint="至少写明供水、电梯、消防、保洁"),
        Field("emergency_paid", "费用由谁承担", hint="标准和承担人"),
    ),
    Act.TERMINATE: (
        _maybe("handover_days", "合同约定的交接期限（天）", Ask.COUNT, "没有约定的不填，按 30 日"),
    ),
    Act.REFUSE: (
        Field("refused", "拒不移交的项目", Ask.MANY, is_required=False,
              choices=choices_of(ITEM_LABELS)),
        Field("still_there", "拒不撤出", Ask.FLAG, is_required=False),
        Field("refusal", "经过", Ask.TEXT, hint="何时、由谁、怎样要求移交，企业怎样答复"),
        Field("refusal_evidence", "证据", Ask.LINES, hint="一行一件"),
    ),
    Act.RESUME: (),
    Act.URGE: (
        Field("urged_until", "催告函写明的履行期限", Ask.DAY, is_required=False, by_file=True),
        _maybe("urged_answer", "企业的答复", Ask.TEXT),
    ),
    Act.ENFORCE: (_maybe("order_answer", "限期改正的结果", Ask.TEXT),),
    Act.LINK_PENALTY: (Field("penalty_case", "处罚案件编号", hint="在“行政处罚”里立案后填写"),),
    Act.GUIDE_SUIT: (
        Field("suit_told_on", "交给业主一方的日期", Ask.DAY),
        Field("suit_told_to", "签收人"),
    ),
    Act.BEGIN_PUSH: (Field("contact", "联系人及工作电话"),),
    Act.PUSH_CREDIT: (),
    Act.REPORT_MARKET: (),
    Act.SUE: (
        Field("plaintiff", "原告", hint="业主委员会或业主大会的名称，不写个人姓名"),
        Field("court", "受理法院"),
        Field("suit_number", "案号"),
        Field("suit_claims", "诉讼请求", Ask.LINES),
    ),
    Act.DIARY: (
        Field("diary", "本月进展", Ask.TEXT, hint="开庭、调解、执行到哪一步，没有进展也要记"),
    ),
    Act.JUDGE: (
        Field("judgment", "裁判文书号"),
        Field("judgment_on", "裁判日期", Ask.DAY),
        Field("judgment_effective_on", "生效日期", Ask.DAY),
        Field("judgment_told", "判决内容", Ask.TEXT),
        _maybe("execution_number", "执行案号", hint="已申请强制执行的填写"),
    ),
    Act.COMPLETE: (
        Field("received_by", "接收人", Ask.CHOICE, choices=choices_of(RECEIVER_LABELS)),
        _maybe("mandate", "物管会的依据", hint="地方规定或业主共同决定的名称、文号、日期"),
        _maybe("confirmation_original", "交接确认书的纸质原件", hint=_ORIGINAL),
        _maybe("outcome", "了结的文书", hint="诉讼、执行中的填写，例如调解书、执行结案通知书"),
    ),
    Act.REVERT: (),
    Act.ARCHIVE: (Field("archive_number", "档号", hint="例如：0042-2024-D30-FC-0003"),),
    Act.CLOSE: (Field("ending", "结果", Ask.CHOICE, choices=choices_of(ENDING_LABELS)),),
    Act.UNDO: (),
}  # fmt: skip
