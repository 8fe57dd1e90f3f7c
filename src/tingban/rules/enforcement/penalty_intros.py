"""What a step of a penalty case means, told before it is taken."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.enforcement.penalty_stages import Act

INTROS: Final[Mapping[str, str]] = {
    Act.OPEN: "写明发现了什么。批准立案之后才开始调查；简单轻微的，当日可以当场处罚。",
    Act.FILE: "负责人审查是否符合立案条件，指定两名以上持证执法人员。九十日从立案之日起算。",
    Act.PUNISH_ON_SPOT: (
        "只适用于事实确凿、有法定依据的警告或 3000 元以下罚款。"
        "保存之后起草《当场行政处罚决定书》，签名并当场交付。"
    ),
    Act.KEEP: "证据可能灭失或者以后难以取得的，经负责人批准先行登记保存，七个工作日内处理。",
    Act.PROPOSE: (
        "选定依据、种类和数额，系统按条例的幅度核对。"
        "责令改正是同时应当做的事，不是处罚种类。告知书、决定书的内容从这里取。"
    ),
    Act.REVIEW: "由没有参加办案的法制审核人员审核；没有通过的不得作出决定。",
    Act.NOTIFY: "告知书送达之后登记。企业有五个工作日陈述、申辩和要求听证。",
    Act.PLEAD: "企业口头、书面提出的都如实登记，不得因此加重处罚。",
    Act.CALL_HEARING: "举行听证的七个工作日前通知；主持人不能是本案调查人员。听证期间九十日停算。",
    Act.DECIDE: (
        "《行政处罚决定书》签发之后登记。保存之后计入行政处罚企业数，"
        "问题转为依法处理中；问题本身仍要整改、复核。"
    ),
    Act.SPARE: "轻微并及时改正、首次违法、没有过错或者事实不成立的，不予处罚，并进行教育。",
    Act.PAY_ALL: "按银行回单登记。逾期的每日加处百分之三，不超过罚款本身；复议、诉讼期间不计。",
    Act.APPLY_COURT: "复议、诉讼期限届满后三个月内，催告满十个工作日仍未履行的，才能申请。",
    Act.ANNUL: (
        "复议决定、判决撤销处罚决定，已经生效的登记。保存之后不再计入行政处罚企业数；"
        "已经公示的，三个工作日内撤回。"
    ),
    Act.REVOKE: "保存之后不再计入行政处罚企业数；已经公示的，三个工作日内撤回。",
    Act.HAND_OVER: "涉嫌犯罪的应当移送，不得以罚代刑；不属于住建部门处罚的，移送有权机关。",
}
