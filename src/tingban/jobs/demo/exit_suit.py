"""The demo's company that keeps rooms and drawings back: demand, order, push, suit (X10…X12)."""

from collections.abc import Mapping
from typing import Any, Final

from tingban.actions.enforcement import credit_batches
from tingban.actions.enforcement.credit_pushes import take_credit_step
from tingban.actions.rectification.proceedings import Told
from tingban.jobs.demo.exit_scene import ExitScene
from tingban.jobs.demo.ordered import ordered_problem
from tingban.reads.enforcement.credit import wording
from tingban.reads.enforcement.credit_lists import push_about
from tingban.reads.enforcement.credit_sheets import CREDIT_SHEETS
from tingban.rules.actors import Actor
from tingban.rules.documents.sheets import Sheet
from tingban.rules.enforcement.credit_papers import MARKET_LETTER, PUSH_SLIP
from tingban.rules.enforcement.credit_stages import CreditAct, Nature
from tingban.rules.exits.exit_stages import Act
from tingban.rules.exits.refusal_guards import KEPT_BACK

# Days that the company has to give the documents back.
_TERM: Final = 5
_SHEETS: Final[Mapping[str, Sheet]] = {sheet.template.key: sheet for sheet in CREDIT_SHEETS}


def refuse(scene: ExitScene) -> None:
    """The company keeps back rooms and drawings."""
    scene.take(
        Act.REFUSE, refused=["M1", "M3"], still_there=False,
        refusal="9月23日业委会、街道到项目部要求移交，企业以欠费为由拒绝。",
        refusal_evidence=["业委会要求移交的函", "9月23日现场照片 4 张"],
    )  # fmt: skip


def order(scene: ExitScene) -> None:
    """催告 and 责令."""
    scene.paper("exits.demand", serve=True)
    ordered_problem(
        scene, KEPT_BACK, "合同终止后不移交竣工图等有关资料，经催告仍不移交。", days=_TERM
    )
    scene.take(Act.URGE, urged_answer="没有答复")


def enforce(scene: ExitScene) -> None:
    """The terms of the letter and of the order (条例 58) are over: on to the four things of X11."""
    scene.take(Act.ENFORCE)
    scene.paper("exits.suit_guidance")
    scene.take(Act.GUIDE_SUIT, suit_told_on=str(scene.now.date()), suit_told_to="业委会")


def push(scene: ExitScene) -> None:
    """Both reports, each with its receipt."""
    scene.take(Act.BEGIN_PUSH, contact="物业管理科 0359-6388865")
    number = push_about(scene.clerk, scene.number)
    known = dict(wording(scene.clerk, number, today=scene.now.date()).values)
    known["nature"] = Nature.REGULATORY.value
    _credit(scene, number, CreditAct.BUILD, scene.clerk, **known)
    _credit(
        scene, number, CreditAct.REVIEW, scene.daily.staff.counsel,
        opinion="作为监管信息推送。", basis="民法典第九百四十九条", is_catalogued=True,
    )  # fmt: skip
    scene.paper(_SHEETS[PUSH_SLIP], about=number)
    batch = credit_batches.send_together(
        numbers=[number], form="xlsx", actor=scene.clerk, at=scene.at
    )
    credit_batches.delivered(batch=batch, file=f"{batch}.xlsx", at=scene.at)
    _credit(scene, number, CreditAct.ACKNOWLEDGE, scene.clerk, receipt="SX2024-1009")
    scene.paper(_SHEETS[MARKET_LETTER], about=number)
    _credit(scene, number, CreditAct.REPORT_MARKET, scene.clerk, market="盐湖区市场监督管理局")
    _credit(scene, number, CreditAct.MARKET_RECEIPT, scene.clerk, market_receipt="盐市监收 31 号")
    scene.take(Act.PUSH_CREDIT)
    scene.take(Act.REPORT_MARKET)


def sue(scene: ExitScene) -> None:
    """The owners go to court."""
    scene.take(
        Act.SUE, plaintiff="本小区业主委员会", court="盐湖区人民法院",
        suit_number="（2024）晋0802民初3021号",
        suit_claims=["判令移交物业服务用房和竣工图", "判令退还预收的物业费"],
    )  # fmt: skip


def to_court(scene: ExitScene) -> None:
    """The bureau has reported, the owners sue."""
    push(scene)
    sue(scene)


def _credit(scene: ExitScene, number: str, act: CreditAct, who: Actor, **answers: Any) -> None:
    take_credit_step(
        number=number, act=act, told=Told(scene.now.date(), "", answers), version=None,
        actor=who, at=scene.at,
    )  # fmt: skip
