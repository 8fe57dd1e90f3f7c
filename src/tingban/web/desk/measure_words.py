"""What the steps of level cases, transfers and exposures mean, told before they are taken."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.enforcement import exposure_stages, level_stages, transfer_stages

_L, _T, _X = level_stages.Act, transfer_stages.Act, exposure_stages.Act

LEVEL_INTROS: Final[Mapping[str, str]] = {
    _L.OPEN: "只用于收费方式为政府指导价的小区；其他小区建议按物业服务合同调整。",
    _L.RATE: "至少三人现场评分。等级按等级表的排位比较，不按一、二、三的数字。",
    _L.TELL: "告知书送达后，企业有 5 个工作日陈述；按送达日期登记。",
    _L.DRAFT: "企业陈述之后，或陈述期满之后拟定；决定书按这里填写的内容生成。",
    _L.DECIDE: "决定书由负责人签发，决定日期就是签发日期；登记后计入重新核级小区数（上调的不计）。",
    _L.WRITE: "把决定函告发展改革部门，由其督促执行对应的收费标准。",
    _L.POST: "在小区醒目位置公示，拍照存档。",
    _L.VISIT: "收费还没有改变的，登记回访；30 日后再回访，直到改变。",
    _L.CONFIRM: "确认收费已经按新等级收取，附凭证，办结。",
    _L.REVOKE: "决定撤销后不再计数；已函告、公示的，请另行更正。",
}
TRANSFER_INTROS: Final[Mapping[str, str]] = {
    _T.OPEN: "涉嫌犯罪的移送公安机关；负责人接到报告后 3 日内决定，批准后 24 小时内移送"
    "（移送规定第五条）。联合惩戒建议只能选清单上现行的措施。",
    _T.PREPARE: "填写的内容替换原来的；建议的措施已经停用、改了的，在这里从现行清单中重新选定。"
    "涉嫌犯罪的应附调查报告、涉案物品清单、检验报告或者鉴定结论（移送规定第六条）。",
    _T.APPROVE: "批准后，涉嫌犯罪的从批准的时刻起 24 小时内移送。",
    _T.KEEP_BACK: "不批准移送也是决定，理由记录在案（移送规定第五条）。",
    _T.SEND: "签发移送函、移送书或建议函之后登记；之后每 15 日催询一次。",
    _T.REVIEW: "自接到不予立案通知书之日起 3 日内提请复议（移送规定第九条）。",
    _T.WATCH: "也可以建议人民检察院依法进行立案监督（移送规定第九条）。",
    _T.URGE: "登记问了谁、怎么答复；15 日后再问。",
}
EXPOSURE_INTROS: Final[Mapping[str, str]] = {
    _X.OPEN: "由问题引起的，从问题的页面选题。处罚只登记在台账里的，选那份决定和它送达的日期。",
    _X.WRITE: "改写后是新的一版，要重新核对、审核、告知。原来各版都保留。",
    _X.CHECK: "由撰稿人以外的同事，逐个事实对照原件。",
    _X.ADMIT: "通报批评是行政处罚（行政处罚法第九条第一项），须走处罚程序；这里只放行工作通报。",
    _X.HOLD: "认定为通报批评的，先就同一问题立处罚案件；处罚决定作出后再继续。",
    _X.RESUME: "曝光的每个问题都要有已作出的处罚决定；因其他行为受的处罚不算。",
    _X.REDACT: "姓名、电话、证件号、车牌、门牌、邮箱由系统隐去；请先看“公众将看到的”。",
    _X.TELL: "告知书送达后，企业有 3 个工作日陈述；按送达日期登记。",
    _X.PUBLISH: "发布后公众在曝光台看到，计入媒体曝光企业数。",
    _X.UPDATE: "这段话立即出现在曝光台的案例下面。",
    _X.WITHDRAW: "撤下后公众不再看到，也不再计数。",
}
