"""更换物业企业，一步一步: the guide for 街道 and 业委会, the page and docs/guide alike.

For each state: what it means, who does what, what the law asks, what people get wrong, how long.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tingban.rules.exits.exit_stages import STAGE_LABELS, Stage
from tingban.rules.exits.handover import ITEM_LABELS, MANDATORY, Item
from tingban.rules.law import cite


@dataclass(frozen=True, slots=True)
class Advice:
    """One state in plain words; `law` are keys of articles."""

    stage: Stage
    means: str
    who: tuple[str, ...]
    asks: tuple[str, ...]
    law: tuple[str, ...]
    wrong: tuple[str, ...]
    span: str

    @property
    def title(self) -> str:
        """表决."""
        return STAGE_LABELS[self.stage]

    @property
    def cited(self) -> str:
        """The articles as a reader finds them."""
        return cite(*self.law) if self.law else ""


ADVICE: Final[tuple[Advice, ...]] = (
    Advice(
        Stage.X0,
        "县住建局和街道一起判断：企业是不是拒不整改、不履行合同，业主反映是不是强烈，换企业的风险有多大。",
        ("县住建局经办人写明事实", "街道出具意见：业委会能不能召集会议、由谁接管",
         "县住建局负责人决定是否启动"),
        ("写清几次责令、几次没有改好", "想好退出以后水、电、电梯、消防由谁管"),
        ("PMR-10",),
        ("政府不能代替业主解聘企业，只能引导业主依法决定。",),
        "10 个工作日",
    ),
    Advice(
        Stage.X1,
        "街道指导业主把会开起来。能召集的有三种：业委会；20% 以上的业主提议；"
        "没有业主大会的由居委会组织。",
        ("街道送达指导意见书", "业委会、业主或者居委会召集会议"),
        ("业主提议的，核对提议人数够不够 20%", "由物管会组织的，须有地方规定或者业主共同决定"),
        ("CC-277.2", "PMR-10", "PMR-13.2"),
        ("物管会不是民法典规定的组织，没有依据就组织表决，决定可能无效。",),
        "没有法定期限，街道每周过问一次",
    ),
    Advice(
        Stage.X2,
        "向全体业主公告：什么时候、怎样表决、表决什么，并公示业主清册（每户面积、业主人数）。",
        ("业委会或物管会公告、告知居委会", "经办人冻结业主清册", "街道看一遍表决票的写法"),
        ("公告到开会至少 15 日", "同时告知居民委员会", "清册的总面积和总人数就是以后计算的分母"),
        ("PMR-14", "CC-278"),
        ("公告当天不算在 15 日里。差一天，决定就可能被法院撤销。",
         "开发商没有卖出的房屋也在清册里：面积照算，人数合起来算一个。"),
        "至少 15 日",
    ),
    Advice(
        Stage.X3,
        "业主投票。纸质票一户一票，签名有效。",
        ("业主投票", "业委会收票", "街道巡查"),
        ("委托投票要有书面委托", "到截止日期才能开票"),
        ("CC-278", "OWN-9"),
        ("没有投票的，不能算作同意；除非议事规则写明随多数，也要慎用。",
         "不要提前唱票，也不要中途改表决事项。"),
        "按公告的日期",
    ),
    Advice(
        Stage.X4,
        "两人分别计票，对得上才算数；街道或居委会见证；结果贴出来。",
        ("两名计票人分别录入", "街道或居委会见证", "业委会公示结果"),
        ("参与的面积和人数都要到三分之二", "同意的面积和人数都要超过参与的一半",
         "两个比例、两个口径，四个都成立才通过"),
        ("CC-278", "CC-1259", "OWN-12"),
        ("正好一半不是过半数；正好三分之二算达到。",
         "只算人数不算面积（或者反过来）是最常见的错。"),
        "计票后 3 日内公示；业主一年内可以请求法院撤销",
    ),
    Advice(
        Stage.X5,
        "业主已经依法决定解聘，还要书面通知企业，合同才会终止。",
        ("业委会制作解聘通知书、盖章", "业委会送达并留凭证"),
        ("写明决定的数字、终止日和交接要求", "用能证明的方式送达：签收、邮政特快专递、公证"),
        ("CC-946",),
        ("只在小区里贴通知、在群里发消息，不能证明送达。", "通知由业委会发，不由街道或住建局发。"),
        "尽快送达，通知期从送达次日起算",
    ),
    Advice(
        Stage.X6,
        "通知期。合同还没有终止，企业要继续服务，也可以继续收费。",
        ("原企业继续服务", "街道每周看一次服务有没有断", "业委会同时找接管的企业"),
        ("至少 60 日，合同另有约定的按约定",
         "原合同已到期没有续的，任何一方也要提前 60 日书面通知"),
        ("CC-946", "CC-948", "CC-950"),
        ("通知期里把企业赶走，业主一方反而违约。",
         "终止以后，企业违反移交义务的，不能再要这段时间的物业费。"),
        "60 日，或者合同约定的天数",
    ),
    Advice(
        Stage.X7,
        "定下以后由谁管：选聘新企业、自行管理，或者先由应急服务接管。可以和别的步骤同时做。",
        ("业主大会选聘新企业或者决定自行管理", "街道在断档时启动应急服务", "接管单位做承接查验"),
        ("选聘新企业、自行管理都要业主共同决定", "应急服务要写明单位、期限、内容和费用由谁出",
         "企业不续聘的，应当在到期 90 日前书面通知"),
        ("CC-278.1.4", "CC-947.2", "CC-950"),
        ("企业突然撤场，先保供水、电梯、消防，再补手续。", "应急服务不是选聘，期满要由业主决定。"),
        "在合同终止之前定下来",
    ),
    Advice(
        Stage.X8,
        "合同终止，按清单移交。四方在场：原企业、接管单位、业主一方、街道。",
        ("原企业逐项移交", "接管单位、业主一方清点", "街道见证，四方分别确认"),
        (f"{MANDATORY[0].value}—{MANDATORY[-1].value} 必须交齐，其余交齐或者说明",
         "表计读数当场抄、当场拍", "预收的物业费、押金算清，多收的退还",
         "业主名册只交给业主一方，密码当场改，不写在纸上"),
        ("CC-949.1", "PMR-29.1", "PMD-3"),
        ("只交了钥匙不算移交完。图纸、档案不在的，写明还欠什么、哪天补齐。",
         "物管会接收的，也要有地方规定或者业主共同决定。"),
        "按合同约定，没有约定的按 30 日提醒",
    ),
    Advice(
        Stage.X9,
        "清单交齐、四方确认，退出完成，从这一天起计入全市的退出小区数。",
        ("经办人确认交接、归档",),
        ("交接确认书四方签字",),
        ("CC-949.1",),
        ("问题不会因为企业走了就自动销号，由接管单位书面确认后另行销号。",),
        "",
    ),
    Advice(
        Stage.X10,
        "企业不走，或者不交。先把事实记清楚，再催告；不交资料的，住建局责令限期改正。",
        ("执法人员登记拒不移交的项目和证据", "住建局送达催告函、责令改正通知书"),
        ("写明哪一项不交、何时要过、怎样答复", "不交有关资料的，才适用责令改正和罚款"),
        ("CC-949.1", "PMR-39", "PMR-58"),
        ("不走、不交用房，国家层面没有罚则，靠诉讼解决，不要罚款代替。",
         "不要断水断电、不要强行进入，避免冲突。"),
        "7 日内催告和责令",
    ),
    Advice(
        Stage.X11,
        "依法处置，四件事：不交资料的立案处罚；指导业主起诉；推送信用平台；报告市场监管部门。",
        ("住建局发诉讼指导函，附证据目录", "住建局推送信用平台、报告市场监管，取得回执",
         "业委会准备起诉"),
        ("后两件是方案的硬要求，都要有回执",),
        ("PMR-58", "CC-949.2"),
        ("信用推送要有送达的解聘通知、期满和催告，缺一样不能作失信信息推送。",),
        "7 个工作日内推送和报告",
    ),
    Advice(
        Stage.X12,
        "业主一方是原告，住建局每月跟踪记录一次。",
        ("业委会或业主起诉、参加诉讼", "经办人每月登记进展"),
        ("请求可以写：退出、移交清单、退还预收费、赔偿损失",),
        ("CC-949.1", "CC-949.2", "PMD-3"),
        ("街道和住建局不是原告，不代替业主起诉。", "和解、调解的，也要按清单移交、四方确认。"),
        "每月至少一次记录",
    ),
    Advice(
        Stage.X13,
        "判决生效后企业仍不履行的，申请法院强制执行。",
        ("业主一方申请执行", "街道配合维持秩序", "接管单位准备接管"),
        ("执行中仍按清单逐项清点",),
        ("CC-949.1",),
        ("强制执行由法院进行，任何单位不能自行强制清退。",),
        "由法院决定",
    ),
    Advice(
        Stage.XC,
        "没有退出就结束了：续聘、业主撤回、开不成会、表决没有通过，或者决定被撤销。",
        ("县住建局负责人写明结论",),
        ("续聘的，要在合同到期之前由业主共同决定并续订",),
        ("CC-947.1", "OWN-12"),
        ("终止不等于问题解决了，整改照旧进行。",),
        "",
    ),
)  # fmt: skip
BY_STAGE: Final = {advice.stage: advice for advice in ADVICE}
_HEAD: Final = (
    "# 更换物业企业，一步一步\n\n"
    "给街道和业委会。每一步说清：这是什么、谁来做、法律怎么要求、容易错在哪里、要多久。"
    "本页与系统里的“办理指南”出自同一份内容（`rules/exits/guidance.py`）。\n"
)


def handover_items() -> tuple[tuple[str, str, str], ...]:
    """The ten items, each with whether it must come."""
    return tuple(
        (item.value, ITEM_LABELS[item], "必须移交" if item in MANDATORY else "移交或者说明")
        for item in Item
    )


def as_markdown() -> str:
    """The whole guide as docs/guide/exits.md keeps it."""
    return "\n".join((_HEAD, *(part for it in ADVICE for part in _section(it)), *_items()))


def _section(advice: Advice) -> Iterator[str]:
    yield f"## {advice.stage.name} {advice.title}\n\n{advice.means}\n"
    for head, lines in (
        ("谁来做", advice.who),
        ("怎样才对", advice.asks),
        ("容易错", advice.wrong),
    ):
        yield f"**{head}**\n\n" + "\n".join(f"- {line}" for line in lines) + "\n"
    if advice.law:
        yield f"依据：{advice.cited}。\n"
    if advice.span:
        yield f"时限：{advice.span}。\n"


def _items() -> Iterator[str]:
    yield "## 移交清单\n"
    rows = "\n".join(f"| {' | '.join(row)} |" for row in handover_items())
    yield f"| 编号 | 项目 | 要求 |\n|---|---|---|\n{rows}\n"
