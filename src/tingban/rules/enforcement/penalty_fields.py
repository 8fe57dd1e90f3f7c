"""What each step of a penalty case asks for."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.enforcement.penalty_levers import KIND_LABELS, LEVER_LABELS
from tingban.rules.enforcement.penalty_stages import Act
from tingban.rules.rectification.fields import Ask, Field, choices_of

_YES_NO: Final = (("yes", "是"), ("no", "否"))
SOURCES: Final = (
    ("problem", "问题逾期或复核不通过"),
    ("complaint", "投诉举报"),
    ("inspection", "检查、督导发现"),
    ("superior", "上级交办"),
    ("transfer", "其他机关移送"),
    ("other", "其他"),
)
# 行政处罚法 58Ⅰ(一)(三)(四); (二) follows from the hearing itself.
REVIEW_GROUNDS: Final = (
    ("public", "涉及重大公共利益"),
    ("complex", "案件情况疑难复杂、涉及多个法律关系"),
    ("law", "法律、法规规定应当审核，或者本机关决定审核"),
)
DISCRETIONS: Final = (
    ("plain", "一般"),
    ("lighter", "从轻"),
    ("heavier", "从重"),
    ("below", "减轻（低于法定幅度）"),
)
# 行政处罚法 32, its five items.
LENIENT_GROUNDS: Final = (
    ("32.1", "主动消除或者减轻违法行为危害后果"),
    ("32.2", "受他人胁迫或者诱骗实施违法行为"),
    ("32.3", "主动供述行政机关尚未掌握的违法行为"),
    ("32.4", "配合行政机关查处违法行为有立功表现"),
    ("32.5", "法律、法规、规章规定其他应当从轻或者减轻"),
)
PARTY_VIEWS: Final = (
    ("none", "核对无误，没有意见"),
    ("told", "提出意见（写在下面）"),
    ("unsigned", "拒绝签字"),
    ("absent", "拒绝到场，或者没有到场"),
)
SPARING_GROUNDS: Final = (
    ("slight", "违法行为轻微并及时改正，没有造成危害后果"),
    ("first", "初次违法且危害后果轻微并及时改正"),
    ("blameless", "有证据足以证明没有主观过错"),
    ("unproven", "违法事实不能成立"),
    ("twice", "同一违法行为已经罚款"),
)
RECEIVERS: Final = (
    ("fire", "消防救援机构"),
    ("market", "市场监督管理部门"),
    ("police", "公安机关（涉嫌犯罪）"),
    ("city", "城市管理部门"),
    ("other", "其他有管辖权的机关"),
)
HEARING_RECORDS: Final = (
    ("held", "当事人出席，听证举行完毕"),
    ("absent", "无正当理由拒不出席，听证终止"),
    ("left", "未经许可中途退出，听证终止"),
)
OUTCOMES: Final = (
    ("kept", "维持，或驳回申请、起诉"),
    ("withdrawn", "申请人、原告撤回"),
    ("changed", "变更"),
)
# After these nothing of the decision is left: it is told by a step of its own, which ends it.
ANNULMENTS: Final = (
    ("annulled", "撤销"),
    ("unlawful", "确认违法或者无效"),
)
COURT_STEPS: Final = (
    ("accepted", "已受理"),
    ("granted", "裁定准予执行"),
    ("refused", "裁定不予受理或者不准予执行"),
    ("ended", "裁定终结执行"),
)
REVOKING_GROUNDS: Final = (
    ("review", "行政复议决定撤销"),
    ("suit", "人民法院判决撤销"),
    ("own", "本机关自行纠正"),
    ("superior", "上级机关责令纠正"),
)
_OFFICERS: Final = Field("officers", "执法人员", Ask.PEOPLE)
_FACTS: Final = Field("facts", "违法事实", Ask.TEXT, hint="时间、地点、做了什么、后果")
_LOCAL: Final = Field(
    "local_law",
    "地方性法规、规章条款",
    is_required=False,
    hint="依据地方规定的，写全称和条款",
)
_PENALTY: Final = (
    Field("articles", "处罚依据", Ask.MANY, choices=choices_of(LEVER_LABELS)),
    _LOCAL,
    Field("local_low", "地方规定的罚款下限", Ask.MONEY, is_required=False),
    Field("local_high", "地方规定的罚款上限", Ask.MONEY, is_required=False),
    Field("kinds", "处罚种类", Ask.MANY, choices=choices_of(KIND_LABELS),
          hint="责令改正不是处罚种类，写在下面"),
    Field("fine", "罚款金额", Ask.MONEY, is_required=False),
    Field("base", "委托合同价款或挪用数额", Ask.MONEY, is_required=False,
          hint="按比例罚款的（条例第五十九条、第六十条）必填"),
    Field("gains", "没收违法所得", Ask.MONEY, is_required=False),
    Field("correction", "责令改正的内容和期限", Ask.TEXT,
          hint="处罚时应当责令改正或限期改正（行政处罚法第二十八条）"),
    Field("earlier_fine", "同一违法行为是否已被罚款", Ask.CHOICE,
          choices=(("none", "已核查，任何机关都没有罚过款"), ("fined", "已被罚款")),
          hint="行政处罚法第二十九条"),
    Field("earlier_number", "哪个机关的哪份决定", is_required=False),
    Field("discretion", "裁量", Ask.CHOICE, choices=DISCRETIONS),
    Field("lenient", "从轻、减轻的情形", Ask.MANY, is_required=False, choices=LENIENT_GROUNDS,
          hint="行政处罚法第三十二条；从轻、减轻的必选，其他的不选"),
    Field("discretion_reason", "裁量理由", Ask.TEXT,
          hint="情节、后果、改正情况和证据"),
)  # fmt: skip

FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    Act.OPEN: (
        Field("source", "线索来源", Ask.CHOICE, choices=SOURCES),
        _FACTS,
        Field("found_on", "发现日期", Ask.DAY),
        Field("wrong_until", "违法行为终了日期", Ask.DAY, is_required=False,
              hint="仍在继续的不填（行政处罚法第三十六条）"),
        Field("harm", "涉及公民生命健康安全、金融安全且有危害后果", Ask.FLAG, is_required=False),
        Field("party_address", "当事企业住所"),
        Field("party_head", "法定代表人（负责人）", is_required=False),
    ),
    Act.FILE: (_OFFICERS, _LOCAL),
    Act.PUNISH_ON_SPOT: (
        _OFFICERS, Field("place", "地点"), _FACTS, *_PENALTY,
        Field("oral_plea", "当场陈述、申辩及答复", Ask.TEXT,
              hint="告知后当事人说了什么、怎样答复；没有意见的写“无”"),
    ),
    Act.INSPECT: (
        _OFFICERS,
        Field("place", "检查地点"),
        Field("from_at", "检查时间", Ask.MOMENT),
        Field("present", "当事人或见证人"),
        Field("findings", "检查情况", Ask.TEXT),
        Field("party_view", "当事人意见和签字", Ask.CHOICE, choices=PARTY_VIEWS),
        Field("remarks", "意见的内容，拒绝签字、到场的经过", Ask.TEXT, is_required=False),
        Field("witness", "见证人，或录音录像的情况", is_required=False,
              hint="拒绝签字、没有到场的必填"),
    ),
    Act.INTERVIEW: (
        _OFFICERS,
        Field("place", "询问地点"),
        Field("from_at", "询问时间", Ask.MOMENT),
        Field("asked_person", "被询问人及职务"),
        Field("record", "问答内容", Ask.TEXT),
    ),
    Act.COLLECT: (_OFFICERS, Field("evidence", "证据", Ask.LINES, hint="一行一件：名称、来源")),
    Act.KEEP: (
        _OFFICERS,
        Field("items", "保存的证据", Ask.LINES, hint="一行一件：名称、规格、数量"),
        Field("place", "保存地点"),
    ),
    Act.RELEASE: (
        Field("release", "处理", Ask.CHOICE, choices=(
            ("returned", "复制、拍照后退还"), ("released", "解除登记保存"),
            ("examined", "送交鉴定"), ("forfeited", "依法没收"), ("moved", "移送有关机关"),
        )),
        Field("receiver", "接收人"),
    ),
    Act.CONCLUDE: (
        _FACTS,
        Field("evidence", "证据", Ask.LINES, hint="一行一件"),
        Field("opinion", "处理建议", Ask.TEXT),
    ),
    Act.PROPOSE: (
        *_PENALTY,
        Field("hearing", "告知听证（较大数额罚款、没收等）", Ask.CHOICE, choices=_YES_NO,
              hint="行政处罚法第六十三条"),
        Field("review", "应当法制审核的情形", Ask.MANY, is_required=False,
              choices=REVIEW_GROUNDS, hint="经过听证的一律审核（行政处罚法第五十八条）"),
        Field("grave", "情节复杂或者重大，须集体讨论", Ask.CHOICE, choices=_YES_NO,
              hint="行政处罚法第五十七条第二款"),
    ),
    Act.REVIEW: (
        Field("passed", "审核结论", Ask.CHOICE, choices=(("yes", "同意"), ("no", "退回改正"))),
        Field("review_opinion", "审核意见", Ask.TEXT,
              hint="主体、事实、证据、依据、裁量、程序、是否涉嫌犯罪"),
    ),
    Act.PLEAD: (
        Field("plea", "陈述、申辩的事实、理由和证据", Ask.TEXT),
        Field("plea_by", "提出人"),
    ),
    Act.ANSWER_PLEA: (
        Field("accepted", "复核结论", Ask.CHOICE, choices=(
            ("yes", "成立，采纳"), ("partly", "部分成立，部分采纳"), ("no", "不成立，不采纳"),
        )),
        Field("plea_answer", "复核情况和理由", Ask.TEXT),
    ),
    Act.WAIVE: (
        Field("waived", "明确放弃", Ask.MANY, choices=(
            ("plea", "陈述、申辩"), ("hearing", "要求听证"),
        )),
        Field("waived_by", "放弃人和凭证", hint="书面声明，或笔录中的签字"),
    ),
    Act.ASK_HEARING: (Field("asked_by", "要求听证的人"),),
    Act.CALL_HEARING: (
        Field("hearing_at", "听证时间", Ask.MOMENT),
        Field("place", "听证地点"),
        Field("host", "主持人"),
        Field("openness", "是否公开", Ask.CHOICE, choices=(
            ("open", "公开"), ("closed", "不公开（国家秘密、商业秘密、个人隐私）"),
        )),
    ),
    Act.HOLD_HEARING: (
        Field("hearing_record", "听证经过", Ask.CHOICE, choices=HEARING_RECORDS),
        Field("record", "听证笔录要点", Ask.TEXT),
        Field("hearing_opinion", "主持人意见", Ask.TEXT),
    ),
    Act.DROP_HEARING: (Field("asked_by", "撤回人"),),
    Act.DISCUSS: (
        Field("place", "讨论地点"),
        Field("attendees", "参加的负责人", Ask.LINES, hint="一行一人"),
        Field("opinions", "各人意见", Ask.TEXT),
        Field("resolution", "讨论结论", Ask.TEXT),
    ),
    Act.SPARE: (
        Field("ground", "不予处罚的情形", Ask.CHOICE, choices=SPARING_GROUNDS),
        Field("mended", "改正情况", Ask.TEXT, is_required=False),
        Field("education", "教育情况", Ask.TEXT, hint="行政处罚法第三十三条第三款"),
    ),
    Act.HAND_OVER: (
        Field("receiver_organ", "移送给", Ask.CHOICE, choices=RECEIVERS),
        Field("transfer", "已登记的移送", Ask.CHOICE, is_required=False, choices_by="transfers",
              hint="本案、本企业已经发出的移送；移送公安机关的必须选"),
    ),
    Act.SERVE: (),
    Act.PUBLISH: (
        Field("published_in", "公示的平台"),
        Field("receipt", "公示编号或网址", is_required=False),
    ),
    Act.PAY_PART: (Field("amount", "缴款金额", Ask.MONEY), Field("voucher", "银行回单号")),
    Act.PAY_ALL: (Field("amount", "缴款金额", Ask.MONEY), Field("voucher", "银行回单号")),
    Act.ASK_DEFERRAL: (
        Field("hardship", "经济困难的情况", Ask.TEXT),
        Field("wish", "希望怎样缴纳"),
    ),
    Act.DEFER: (
        Field("deferred_until", "最后一期的期限", Ask.DAY),
        Field("plan", "各期金额和日期", Ask.LINES, hint="一行一期；暂缓的写一行"),
    ),
    Act.APPEAL: (
        Field("appeal", "途径", Ask.CHOICE, choices=(("review", "行政复议"), ("suit", "行政诉讼"))),
        Field("appeal_organ", "复议机关或法院"),
        Field("appeal_number", "案号", is_required=False),
    ),
    Act.END_APPEAL: (
        Field("outcome", "结果", Ask.CHOICE, choices=OUTCOMES,
              hint="决定被撤销、确认违法或者无效的，请办理“登记决定被撤销”"),
        Field("outcome_number", "文书编号"),
        Field("changed_fine", "变更后的罚款", Ask.MONEY, is_required=False),
    ),
    Act.ANNUL: (
        Field("outcome", "结果", Ask.CHOICE, choices=ANNULMENTS,
              hint="复议决定、判决已经生效的才登记"),
        Field("outcome_number", "文书编号"),
    ),
    Act.APPLY_COURT: (Field("court_name", "申请的人民法院"),),
    Act.NOTE_COURT: (
        Field("court", "办理情况", Ask.CHOICE, choices=COURT_STEPS),
        Field("court_number", "裁定书号", is_required=False),
    ),
    Act.CLOSE: (Field("execution", "执行情况", Ask.TEXT),),
    Act.REVOKE: (
        Field("revoked_by", "撤销依据", Ask.CHOICE, choices=REVOKING_GROUNDS),
        Field("revoking_number", "文书编号"),
    ),
    Act.UNPUBLISH: (
        Field("withdrawal_told", "公开说明的理由", Ask.TEXT),
    ),
    Act.ARCHIVE: (Field("archive_number", "档号"),),
}  # fmt: skip
