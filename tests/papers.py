"""A paper of the tests: a made-up kind, and a real one led to its signature."""

from datetime import date, datetime

from tests.people import NOW, YANHU, clerk, head
from tingban.actions.documents import papers
from tingban.actions.documents.papers import Wording
from tingban.data.documents.models import Paper, PaperWording
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.templates import (
    Facts,
    Layout,
    Officer,
    Slot,
    SlotKind,
    Table,
    Template,
    Value,
)

LETTER = Template(
    key="tests.letter",
    title="关于【小区】的函",
    layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受文者", source="企业台账"),
        Slot("小区", must="小区", source="小区台账"),
        Slot("统一社会信用代码", must="统一社会信用代码", source="企业台账"),
        Slot("事由", must="事由", by_hand=True),
        Slot("金额", SlotKind.MONEY, must="金额", source="处罚决定"),
        Slot("要求", SlotKind.LINES, must="逐条要求", source="问题台账"),
        Slot("依据", SlotKind.LAW, must="法律依据", source="问题行为"),
        Slot("执法人员", SlotKind.OFFICERS, must="两名执法人员", source="案卷"),
        Slot("数据", SlotKind.TABLE, source="周报"),
        Slot("限期", SlotKind.DAY, must="期限", by_hand=True),
        Slot("联系人"),
    ),
    body=(
        "经查，你单位（统一社会信用代码：【统一社会信用代码】）在【小区】存在【事由】，涉及【金额】。\n"
        "一、依据\n依据【依据】。\n二、要求\n（一）逐条整改。请于【限期】前办结。\n【要求】\n【数据】\n"
        "执法人员：【执法人员】。"
    ),
    series="督字",
    drafters=frozenset({Role.C_OP, Role.M_OP}),
    signers=frozenset({Role.C_LD, Role.M_LD}),
    is_served=True,
)
FACTS: Facts = {
    "主送": "明珠物业服务有限公司",
    "小区": "锦绣花园",
    "统一社会信用代码": "91140800MA0GTEXH2B",
    "金额": 3_860_050,
    "要求": ("清理楼道", "修复照明"),
    "依据": ("PMR-35.1", "PMR-46.1"),
    "执法人员": (Officer("韩甲", "14080212301"), Officer("乙", "14080212302")),
    "数据": Table(("县", "数"), (("盐湖区", "3"),)),
}
TYPED = {"事由": "楼道堆物", "限期": "2024-07-02"}


def a_sheet(template: Template = LETTER, facts: Facts | None = None, **told: object) -> Sheet:
    """The made-up kind, bound to these facts and seen by all."""
    known = FACTS if facts is None else facts
    return Sheet(template, lambda _actor, _key: known, lambda _actor, _key: True, "thing", **told)


def fresh(key: str) -> Paper:
    """The paper as it stands."""
    return Paper.objects.get(key=key)


def sample(slot: Slot) -> str:
    """Something that may be typed for a slot."""
    return {
        SlotKind.DAY: "2024-07-02",
        SlotKind.MONEY: "1200.50",
        SlotKind.COUNT: "3",
        SlotKind.AREA: "88.60",
    }.get(slot.kind, f"手填的{slot.label}")


def value_of(slot: Slot) -> Value:
    """Some value of the kind of a slot."""
    return {
        SlotKind.TEXT: f"样本{slot.label}",
        SlotKind.DAY: date(2024, 7, 2),
        SlotKind.MONEY: 120_050,
        SlotKind.COUNT: 37,
        SlotKind.AREA: 8_860,
        SlotKind.LINES: (f"其一{slot.label}", f"其二{slot.label}"),
        SlotKind.LAW: ("PMR-35.1",),
        SlotKind.OFFICERS: (Officer("韩甲", "14080212301"), Officer("乙", "14080212302")),
        SlotKind.TABLE: Table(("项目", "数"), ((f"样本{slot.label}", "9"),)),
    }[slot.kind]


def drafted(
    sheet: Sheet,
    key: str,
    *,
    county: str = YANHU,
    by: Actor | None = None,
    at: datetime = NOW,
    **typed: str,
) -> str:
    """A draft with everything typed that has no other source; the key of the paper."""
    by = by or clerk(county)
    paper = papers.draft(sheet=sheet, subject_key=key, county=county, actor=by, at=at)
    told = {slot.label: sample(slot) for slot in sheet.template.slots if slot.by_hand} | typed
    body = PaperWording.objects.standing().get(paper__key=paper).body
    if told:
        papers.edit(
            paper=paper, sheet=sheet, wording=Wording(body, told),
            version=fresh(paper).version, actor=by, at=at,
        )  # fmt: skip
    return paper


def signed(
    sheet: Sheet,
    key: str,
    *,
    county: str = YANHU,
    by: Actor | None = None,
    signer: Actor | None = None,
    at: datetime = NOW,
    **typed: str,
) -> str:
    """Drafted, sent up and signed on the day of `at`; the key of the paper."""
    by, signer = by or clerk(county), signer or head(county)
    paper = drafted(sheet, key, county=county, by=by, at=at, **typed)
    papers.submit(paper=paper, sheet=sheet, version=fresh(paper).version, actor=by, at=at)
    papers.sign(
        paper=paper, sheet=sheet, on=at.date(), version=fresh(paper).version, actor=signer, at=at
    )
    return paper
