"""What the demo's clerks write: the three parts of a 简报, notes to warnings."""

import random
from typing import Final

from tingban.rules.weekly.contents import BriefText

_PROGRESS: Final = (
    "本周继续对辖区物业服务小区开展排查，对已发现的问题逐一建立台账，明确责任人和完成时限。",
    "本周召开专项整治推进会，通报各街道进度，对整改缓慢的企业进行约谈。",
    "本周会同街道、社区开展联合检查，重点核查公共收益公示和消防通道管理情况。",
    "本周对前期责令整改的小区开展复核，对整改不到位的延续督办。",
)
_PRACTICE: Final = (
    "建立“街道吹哨、部门报到”机制，问题现场交办、限时办结。",
    "把公共收益公示情况纳入物业企业日常考核，在小区醒目位置公示。",
    "组织业主代表参与复核，整改结果由业主签字确认。",
    "统一公示牌样式，服务内容、收费标准、投诉电话一目了然。",
)
_CASES: Final = (
    "某小区物业企业未公示公共收益，经责令整改，已在单元门口公示收支明细。",
    "某小区消防通道长期被占用，物业企业未劝阻。经责令整改，已清理并划线。",
    "某小区擅自在电梯内投放广告，经查处，已退还收益并征得业主同意。",
    "本周暂无新增典型案例，上周案例正在跟踪整改。",
)
_NOTES: Final = {
    "CHK-04": "部分小区年内更换了物业企业，检查时各记一家。",
    "CHK-05": "所查小区均为自行管理。",
    "CHK-09": "有问题经复查撤销，责令整改通知书仍有效。",
    "CHK-10": "重新核级的小区因业主反映启动，未单独责令整改。",
    "CHK-12": "企业主动撤出，此前没有登记问题。",
    "CHK-14": "督导组已出发，检查记录正在录入。",
    "CHK-21": "本周只补充了小区台账，汇总数没有变化。",
    "CHK-22": "本周集中排查，数量增加较多，名单已核对。",
    "CHK-23": "已组织复查，确未发现此类问题。",
    "CHK-24": "多为咨询类，当日答复办结。",
}
_ANY: Final = "已核对名单和原始记录，情况属实。"


def brief(rng: random.Random) -> BriefText:
    """The human parts; the figures are generated beside them."""
    return BriefText(rng.choice(_PROGRESS), rng.choice(_PRACTICE), rng.choice(_CASES))


def note(check: str) -> str:
    """What is said to a warning."""
    return _NOTES.get(check, _ANY)
