"""The sheets of the 数据交换簿: the one table that import, export, template and marked copy read.

Order is the order of dependence: what stands later may refer to what stands before.
"""

import copyreg
from typing import Final

from tingban.kit.workbook import title_key
from tingban.rules.complaints import ACCEPT_LEVELS, SOURCE_LABELS, STANDINGS
from tingban.rules.enforcement import LEVEL_KINDS, PENALTY_ORGANS
from tingban.rules.exchange import cells, records
from tingban.rules.exchange.columns import (
    COMMUNITY,
    COUNTY,
    Column,
    Sheet,
    Style,
    area_column,
    choice_column,
    code_column,
    company_column,
    day_column,
    moment_column,
    name_column,
)
from tingban.rules.exits import EXIT_KINDS
from tingban.rules.inspections import LEVELS, MISSION_LEVELS, VISIT_KINDS
from tingban.rules.rectification import CATEGORIES, PROBLEM_SOURCES
from tingban.rules.registry import CONTRACT_KINDS, FEE_MODES, MANAGEMENT_MODES

COMMUNITIES: Final = Sheet(
    title="小区台账",
    topic="communities",
    record=records.CommunityRow,
    key=("code",),
    columns=(
        Column(
            "小区编码",
            "code",
            cells.own_community_code,
            in_header=True,
            hint="没有编码的留空，导入时自动编码",
        ),
        COUNTY,
        name_column("小区名称", "name", 96, required=True),
        Column("街道(乡镇)", "street", cells.name(48), repeats=True, also=("街道（乡镇）",)),
        name_column("地址", "address", 200),
        choice_column("管理方式", "management", MANAGEMENT_MODES),
        choice_column("收费方式", "fee_mode", FEE_MODES),
        Column("户数", "households", cells.whole(), style=Style.WHOLE),
        Column("专有部分总面积", "exclusive_area", cells.amount(12), style=Style.AMOUNT),
        Column("业主人数", "owner_count", cells.whole(), style=Style.WHOLE),
        Column("合并至", "into", cells.community, hint="并入的小区的编码"),
    ),
)
COMPANIES: Final = Sheet(
    title="物业企业",
    topic="companies",
    record=records.CompanyRow,
    key=("uscc",),
    columns=(
        Column(
            "统一社会信用代码",
            "uscc",
            cells.own_uscc,
            in_header=True,
            hint="18 位；未知的留空，按“待补”登记",
        ),
        name_column("企业名称", "name", 96, required=True),
        name_column("法定代表人", "legal_person", 48),
        Column("联系电话", "phone", cells.phones),
    ),
)
CONTRACTS: Final = Sheet(
    title="物业服务合同",
    topic="contracts",
    record=records.ContractRow,
    key=("community", "company", "starts_on"),
    columns=(
        COMMUNITY,
        company_column(),
        choice_column("合同类型", "kind", CONTRACT_KINDS),
        day_column("开始日期", "starts_on", required=True, may_lie_ahead=True),
        day_column("结束日期", "ends_on", is_event=False, may_lie_ahead=True),
        Column("收费标准", "fee", cells.text(48), repeats=True),
        Column("服务等级", "level", cells.text(16), repeats=True),
    ),
)
MISSIONS: Final = Sheet(
    title="督导任务",
    topic="missions",
    record=records.MissionRow,
    key=("number",),
    columns=(
        code_column("任务编号", "number", required=True),
        choice_column("组织层级", "level", LEVELS, required=True, only=MISSION_LEVELS),
        area_column(),
        day_column("开展日期", "started_on", required=True),
    ),
)
VISITS: Final = Sheet(
    title="检查记录",
    topic="visits",
    record=records.VisitRow,
    key=("number",),
    columns=(
        code_column("记录编号", "number", required=True),
        COMMUNITY,
        choice_column("类型", "kind", VISIT_KINDS, required=True),
        choice_column("组织层级", "level", LEVELS, required=True),
        Column("任务编号", "mission", cells.code(32), repeats=True),
        day_column("检查日期", "done_on", required=True),
        company_column(required=False),
    ),
)
PROBLEMS: Final = Sheet(
    title="问题清单",
    topic="problems",
    record=records.ProblemRow,
    key=("number",),
    columns=(
        code_column("问题编号", "number", required=True),
        COMMUNITY,
        company_column(required=False),
        Column(
            "问题类别",
            "category",
            cells.category,
            required=True,
            choices=tuple(f"{labels.category.value} {labels.body}" for labels in CATEGORIES),
            hint="；".join(f"{labels.category.value} {labels.body}" for labels in CATEGORIES),
            repeats=True,
        ),
        Column("问题行为", "acts", cells.sub_acts, repeats=True, hint="如 1-01；几个用“；”隔开"),
        Column("问题描述", "description", cells.text(4000), style=Style.LONG),
        choice_column("来源", "source", PROBLEM_SOURCES, required=True),
        Column(
            "来源编号",
            "source_ref",
            cells.code(48),
            hint="来源为督导检查的，填检查记录的记录编号",
        ),
        day_column("确认日期", "confirmed_on", required=True),
        day_column("整改期限", "due_on", may_lie_ahead=True),
        day_column("完成日期", "completed_on"),
        day_column("重开日期", "reopened_on"),
        day_column("再次完成日期", "completed_again_on"),
        day_column("撤销日期", "annulled_on"),
    ),
)
ORDERS: Final = Sheet(
    title="责令整改",
    topic="orders",
    record=records.OrderRow,
    key=("number",),
    columns=(
        code_column("文号", "number", required=True, limit=48),
        Column("问题编号", "problems", cells.codes(32), required=True, hint="几个问题用“、”隔开"),
        day_column("送达日期", "served_on", required=True),
        day_column("撤回日期", "withdrawn_on"),
    ),
)
LEVEL_DECISIONS: Final = Sheet(
    title="等级核定",
    topic="levels",
    record=records.LevelRow,
    key=("community", "decided_on", "kind"),
    columns=(
        COMMUNITY,
        day_column("决定日期", "decided_on", required=True),
        choice_column("类型", "kind", LEVEL_KINDS, required=True),
        Column("原等级", "old_level", cells.text(16), repeats=True),
        Column("新等级", "new_level", cells.text(16), repeats=True),
        code_column("文号", "document", limit=48),
    ),
)
PENALTIES: Final = Sheet(
    title="行政处罚",
    topic="penalties",
    record=records.PenaltyRow,
    key=("number",),
    columns=(
        code_column("文号", "number", required=True, limit=48),
        company_column(),
        area_column(),
        choice_column("处罚机关", "organ", PENALTY_ORGANS, required=True),
        day_column("决定日期", "decided_on", required=True),
        day_column("撤销日期", "revoked_on"),
        Column("处罚类别", "category", cells.text(64), repeats=True),
        Column(
            "罚款金额(元)",
            "fine",
            cells.amount(14),
            style=Style.AMOUNT,
            also=("罚款金额（元）", "罚款金额"),
        ),
    ),
)
EXITS: Final = Sheet(
    title="企业退出",
    topic="exits",
    record=records.ExitRow,
    key=("community", "company"),
    columns=(
        COMMUNITY,
        company_column(),
        choice_column("退出方式", "kind", EXIT_KINDS, required=True),
        day_column("交接确认日期", "done_on"),
    ),
)
EXPOSURES: Final = Sheet(
    title="媒体曝光",
    topic="exposures",
    record=records.ExposureRow,
    key=("company", "county", "published_on", "media"),
    columns=(
        company_column(),
        area_column(),
        day_column("发布日期", "published_on", required=True),
        day_column("撤下日期", "withdrawn_on"),
        Column("媒体", "media", cells.name(96), repeats=True),
        Column(
            "典型案例", "case_title", cells.text(200), hint="典型案例标题或文件名；空着表示没有附件"
        ),
    ),
)
# The ten columns of 附件2, word for word (DOMAIN 2.1).
ANNEX_2: Final = (
    Column("序号", "row_no", cells.whole(9_999_999), style=Style.WHOLE, in_header=True),
    Column("投诉(举报)人及联系方式", "contact", cells.as_it_is, in_header=True),
    Column(
        "问题和舆情简要内容",
        "summary",
        cells.text(20_000),
        required=True,
        style=Style.LONG,
    ),
    Column(
        "来源",
        "source",
        cells.text(48),
        in_header=True,
        repeats=True,
        hint="如：" + "、".join(SOURCE_LABELS.values()),
    ),
    Column("受理和收到时间", "times", cells.as_it_is, in_header=True),
    Column("承办科室", "office", cells.name(48), in_header=True, repeats=True),
    Column(
        "办理进展和结果",
        "progress",
        cells.text(20_000),
        in_header=True,
        style=Style.LONG,
    ),
    Column(
        "是否办结", "is_closed", cells.yes_no, in_header=True, choices=("是", "否"), repeats=True
    ),
    Column("受理人", "receiver", cells.name(48), in_header=True, repeats=True),
    Column("备注", "remark", cells.text(200), in_header=True, repeats=True),
)
LEDGER: Final = Sheet(
    title="登记办理台账",
    topic="cases",
    record=records.LedgerRow,
    key=("number",),
    columns=(
        *ANNEX_2,
        code_column("受理编号", "number"),
        area_column(required=False),
        Column("小区编码", "community", cells.community, hint=COMMUNITY.hint, repeats=True),
        choice_column("受理层级", "level", ACCEPT_LEVELS),
        moment_column("收到时间", "received_at"),
        moment_column("受理时间", "accepted_at"),
        moment_column("办结时间", "closed_at"),
        choice_column("状态", "standing", STANDINGS),
        code_column("主件编号", "parent"),
    ),
)
SHEETS: Final[tuple[Sheet, ...]] = (
    COMMUNITIES,
    COMPANIES,
    CONTRACTS,
    MISSIONS,
    VISITS,
    PROBLEMS,
    ORDERS,
    LEVEL_DECISIONS,
    PENALTIES,
    EXITS,
    EXPOSURES,
    LEDGER,
)
SHEET_BY_TITLE: Final = {title_key(sheet.title): sheet for sheet in SHEETS}
ANNEX_2_FIELDS: Final = frozenset(column.field for column in ANNEX_2)


def _titled(title: str) -> Sheet:
    return SHEET_BY_TITLE[title_key(title)]


# A sheet goes from process to process by its title: its readers are functions and cannot.
copyreg.pickle(Sheet, lambda sheet: (_titled, (sheet.title,)))
