"""What is told in the level cases, transfers and exposures of the demo; all of it invented."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tingban.rules.enforcement.joint_measures import RECEIVERS, Change, Wording

VOICES: Final = "9月18日业委会来函，反映楼道、绿化长期无人打理，收费却按二级标准。"
RATING: Final[Mapping[str, Any]] = {
    "raters": [
        {"name": "贺某某", "certificate": "区住建局"},
        {"name": "常某某", "certificate": "街道办"},
        {"name": "温某某", "certificate": "业委会"},
    ],
    "site": "小区内现场、物业服务中心",
    "sheet": [
        "基本要求（合同、人员、公开） 20 14 15 14",
        "房屋管理 20 12 13 12",
        "共用设施设备维修养护 20 11 12 12.5",
        "协助维护公共秩序 20 15 15 14",
        "保洁和绿化养护 20 9 10 9",
    ],
    "standard": "普通住宅小区物业管理服务等级标准（试行）",
    "findings": "楼道三日无人清扫，绿化枯死未补种，设备房没有维保记录",
    "old_level": "二级",
    "proposed": "三级",
}
DRAFT: Final[Mapping[str, Any]] = {
    "new_level": "三级",
    "effective_on": "2024-10-01",
    "fee_standard": "0.45 元/月·平方米",
    "grounds": "三名评定人的平均分为 62.5 分，达不到二级标准",
    "plea_answer": "现场照片、维保记录在案，不采纳",
}
FEE: Final[Mapping[str, Any]] = {
    "old_fee": 60, "new_fee": 45, "fee_from": "2024-10-01", "fee_evidence": "10 月缴费单 5 张",
}  # fmt: skip
CLUE: Final[Mapping[str, Any]] = {
    "matter": "clue",
    "receiver": "market",
    "office": "盐湖区市场监督管理局",
    "summary": "企业收取电梯运行维护费，抽查 30 日中电梯停运 11 日，费用照收。",
    "bases": ["PRC-9..10"],
    "materials": ["检查记录 2 份", "收费票据复印件 6 张"],
}
JOINT: Final[Mapping[str, Any]] = {
    "matter": "joint",
    "receiver": "market",
    "office": "盐湖区市场监督管理局",
    "summary": "企业拒不公示公共收益，8月26日责令限期整改，期满仍不改正。",
    "bases": ["PMR-48"],
    "materials": ["责令限期整改通知书及送达回证", "检查记录 2 份"],
    "measures": ["inspect", "awards"],
}
AWARDS: Final = Change(
    Wording(
        "在评优评先、示范项目评选中不予推荐", frozenset(RECEIVERS), (),
        "运建房字〔2024〕42号（联合惩戒）",
    ),
    date(2024, 10, 1),
    "示范项目评选也作为评优评先，法制审核后写明范围。",
)  # fmt: skip
WHY_ENDED: Final = "典型案例由住建部门按曝光的步骤公开，先法制审核、听取企业陈述。"
TEXT: Final[Mapping[str, Any]] = {
    "ground": "refusal",
    "refusal": "9月10日责令交还公共收益账册，期满仍拒不交还，催告函、送达回证在卷。",
    "headline": "三年不公示公共收益，企业逾期不改",
    "facts": [
        "2021年至2023年，企业收取电梯广告、场地摊位费，没有公示收支。",
        "8月26日责令限期整改，期满没有改正。",
        "9月10日责令交还账册，项目经理郝志远拒签，电话13900000000。",
    ],
    "grounds": "民法典第九百四十三条、第二百八十二条。",
    "handling": "已列入重点督办，并将涉嫌侵占公共收益的线索移送有关部门。",
    "lesson": "公共收益属于业主共有，收了多少、花在哪里，应当定期公示。",
}
SOURCES: Final = ("检查记录、广告合同", "责令限期整改通知书及送达回证", "催告函及送达回证")
TYPED: Final[Mapping[str, str]] = {
    "联系人": "贺某某",
    "联系电话": "0359-6388865",
    "复议机关": "盐湖区人民政府",
    "管辖法院": "盐湖区人民法院",
    "主送": "盐湖区发展和改革局",
}
