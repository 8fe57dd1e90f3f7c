"""Slots that the papers of a penalty case share (DOMAIN 8.2), and who drafts and signs them."""

from typing import Final

from tingban.rules.actors import LEADERS, Role
from tingban.rules.documents.slots import Slot, SlotKind

HANDLERS: Final = frozenset({Role.C_ENF, Role.C_OP, Role.M_OP})
HEADS: Final = LEADERS
COUNSEL: Final = frozenset({Role.M_LAW})

_FILE: Final = "案件"
_CLUE: Final = "“登记线索”这一步"
_PROPOSAL: Final = "“提出处罚意见”这一步"
TO: Final = Slot("主送", must="当事人名称", source=_FILE)
PARTY: Final = (
    Slot("当事人", must="当事人名称", source=_FILE),
    Slot("统一社会信用代码", must="统一社会信用代码", source="企业登记"),
    Slot("住所", must="当事人地址", source=_CLUE),
    Slot("法定代表人", source="企业登记"),
)
CASE: Final = (
    Slot("案号", must="案号", source=_FILE),
    Slot("案由", must="案由", source=_FILE),
)
PLACE: Final = Slot("小区", source=_FILE)
OFFICERS: Final = Slot("执法人员", SlotKind.OFFICERS, must="两名执法人员及证号", source="办案步骤")
FACTS: Final = Slot("违法事实", must="违法事实", source="“调查终结”这一步")
EVIDENCE: Final = Slot("证据", SlotKind.LINES, must="证据", source="“调查终结”这一步")
BROKEN: Final = Slot("违反条款", SlotKind.LAW, must="违反的条款", source="问题行为")
# What is cited stands in words: local law has no key.
BASIS: Final = Slot("处罚依据", must="处罚的依据", source=_PROPOSAL)
CONTENT: Final = (
    Slot("处罚内容", SlotKind.LINES, must="处罚的种类和数额", source=_PROPOSAL),
    Slot("责令改正", must="责令改正", source=_PROPOSAL),
    Slot("责令改正依据", SlotKind.LAW, must="责令改正的依据", source="法律"),
)
DISCRETION: Final = Slot("裁量理由", must="裁量的理由", source=_PROPOSAL)
PHONES: Final = Slot("联系电话", must="联系电话", source="附件1")
PARTY_LINES: Final = (
    "案号：【案号】\n案由：【案由】\n当事人：【当事人】\n统一社会信用代码：【统一社会信用代码】\n住所：【住所】\n"
    "法定代表人（负责人）：【法定代表人】\n"
)
PARTY_ROWS: Final = (
    "案号｜【案号】｜案由｜【案由】\n"
    "当事人｜【当事人】｜统一社会信用代码｜【统一社会信用代码】\n"
    "住所｜【住所】｜法定代表人（负责人）｜【法定代表人】\n"
)


def law(label: str, must: str) -> Slot:
    """Articles that a paper of this kind always rests on."""
    return Slot(label, SlotKind.LAW, must=must, source="法律")


def step(label: str, must: str, act: str, kind: SlotKind = SlotKind.TEXT) -> Slot:
    """What a step of the case told."""
    return Slot(label, kind, must=must, source=f"“{act}”这一步")
