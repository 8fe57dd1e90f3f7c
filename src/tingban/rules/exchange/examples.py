"""One row of each sheet as a clerk would fill it: for the notes of the template (INTERCHANGE 1).

Names and numbers are made up. A test reads each row the way an import would.
"""

from collections.abc import Mapping
from typing import Final

_PLACE: Final = "盐湖/锦绣花园"
_FIRM: Final = "某某物业服务有限公司"

EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "communities": {
        "county": "盐湖区",
        "name": "锦绣花园",
        "street": "中城街道",
        "address": "人民路 12 号",
        "management": "专业物业",
        "fee_mode": "政府指导价",
        "households": "860",
        "exclusive_area": "91234.50",
        "owner_count": "840",
    },
    "companies": {
        "uscc": "",
        "name": _FIRM,
        "legal_person": "张某某",
        "phone": "0359-2000000",
    },
    "contracts": {
        "community": _PLACE,
        "company": _FIRM,
        "kind": "业主大会选聘",
        "starts_on": "2023-07-01",
        "ends_on": "2026-06-30",
        "fee": "0.80 元/㎡·月",
        "level": "二级",
    },
    "missions": {
        "number": "DD-140802-2024-001",
        "level": "县",
        "county": "盐湖区",
        "started_on": "2024-06-03",
    },
    "visits": {
        "number": "XC-140802-2024-000001",
        "community": _PLACE,
        "kind": "督导",
        "level": "县",
        "mission": "DD-140802-2024-001",
        "done_on": "2024-06-03",
    },
    "problems": {
        "number": "WT-140802-2024-000001",
        "community": _PLACE,
        "company": _FIRM,
        "category": "CAT-1 未按照合同约定提供服务",
        "acts": "1-03",
        "description": "3 号楼楼道多日无人清扫",
        "source": "督导检查",
        "source_ref": "XC-140802-2024-000001",
        "confirmed_on": "2024-06-03",
        "due_on": "2024-06-18",
        "completed_on": "2024-06-14",
    },
    "orders": {
        "number": "盐住建责改字〔2024〕1号",
        "problems": "WT-140802-2024-000001",
        "served_on": "2024-06-05",
    },
    "levels": {
        "community": _PLACE,
        "decided_on": "2024-06-20",
        "kind": "重新核定",
        "old_level": "二级",
        "new_level": "三级",
        "document": "盐住建核字〔2024〕1号",
    },
    "penalties": {
        "number": "盐住建罚决字〔2024〕1号",
        "company": _FIRM,
        "county": "盐湖区",
        "organ": "住建",
        "decided_on": "2024-06-21",
        "category": "罚款",
        "fine": "50000",
    },
    "exits": {
        "community": _PLACE,
        "company": _FIRM,
        "kind": "解聘",
        "done_on": "2024-06-28",
    },
    "exposures": {
        "company": _FIRM,
        "county": "盐湖区",
        "published_on": "2024-06-24",
        "media": "运城日报",
        "case_title": "某小区楼道长期无人清扫案",
    },
    "cases": {
        "row_no": "1",
        "contact": "匿名",
        "summary": "锦绣花园电梯停运三天无人维修",
        "source": "本领域来电",
        "times": "收到：2024-06-03；受理：2024-06-04",
        "office": "物业管理科",
        "progress": "2024-06-06：电梯已修复，已回访",
        "is_closed": "是",
        "receiver": "李某",
        "county": "盐湖区",
        "community": _PLACE,
        "level": "县",
        "received_at": "2024-06-03 09:30",
        "accepted_at": "2024-06-04 10:00",
        "closed_at": "2024-06-06 16:00",
        "standing": "办结",
    },
}
