"""An order as the act that signs it would fill it; nobody and nothing in it exists."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.stories import a_code
from tingban.rules.documents.slots import Officer
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.order_paper import Finding, OrderPaper

FOUND, ISSUED, DUE = date(2024, 6, 14), date(2024, 6, 17), date(2024, 7, 2)
LINK = "https://tb.example.gov.cn/z/8K3MZ7QD"
OFFICERS = (Officer("韩甲", "14080212301"), Officer("𠮷乙", "14080212302"))


def finding(**told: object) -> Finding:
    """A staircase that nobody sweeps."""
    known = {
        "problem": "WT-140802-2024-000123",
        "community": "锦绣花园",
        "category": Category.CAT_1,
        "acts": ("1-03", "1-07"),
        "facts": "3号楼、5号楼楼道堆放杂物，多日无人清扫，地下室照明损坏。",
        "found_on": FOUND,
        "evidence": ("现场检查照片6张", "物业服务合同复印件", "对项目经理的询问笔录"),
        "demands": ("清理3号楼、5号楼楼道杂物并恢复每日清扫", "修复地下室照明"),
        "due_on": DUE,
        "due_reason": "未按合同提供服务的整改期限为15日，自送达次日起计算",
        "is_guided": True,
    }
    return Finding(**(known | told))


def income(**told: object) -> Finding:
    """Public income that was kept."""
    known = {
        "problem": "WT-140802-2024-000124",
        "category": Category.CAT_7,
        "acts": ("7-01",),
        "facts": "2023年电梯广告收入未列入公共收益账目",
        "evidence": ("广告合同",),
        "demands": ("返还公共收益并在小区公示",),
        "amount": Decimal("38600.50"),
        "due_on": date(2024, 7, 17),
        "due_reason": "涉及公共收益返还，期限为30日",
    }
    return finding(**(known | told))


def paper(*findings: Finding, **told: object) -> OrderPaper:
    """A complete order of 盐湖区."""
    known = {
        "number": "盐建责改字〔2024〕7号",
        "issued_on": ISSUED,
        "organ": "盐湖区住房和城乡建设局",
        "organ_address": "运城市盐湖区某街1号",
        "area_code": "140802",
        "company": "山西明珠物业服务有限公司",
        "uscc": a_code(70001),
        "findings": findings or (finding(), income()),
        "officers": OFFICERS,
        "contact": "韩甲",
    }
    return OrderPaper(**(known | told))


def without(**told: object) -> OrderPaper:
    """The same with something taken out."""
    return replace(paper(), **told)
