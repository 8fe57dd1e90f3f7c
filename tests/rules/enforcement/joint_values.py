"""A list of measures, as the rules see it."""

from datetime import date
from typing import Final

from tingban.rules.enforcement.joint_measures import RECEIVERS, Ground, JointMeasure, Text
from tingban.rules.enforcement.transfer_stages import Receiver

BEGAN: Final = date(2024, 5, 1)
DECREE: Final = "运建房字〔2024〕42号（联合惩戒）"


def a_ground(key: str = "PMR-48", *, until: date | None = None) -> Ground:
    """An article that is law since 2018."""
    return Ground(key, (Text(f"《物业管理条例》{key}", date(2018, 3, 19), until),))


def a_measure(key: str = "inspect", label: str = "加大抽查频次", **told) -> JointMeasure:
    """One version, in force since the decree, for everybody unless told otherwise."""
    stated = {
        "receivers": frozenset(RECEIVERS), "grounds": (), "basis": DECREE, "valid_from": BEGAN,
    }  # fmt: skip
    return JointMeasure(key=key, label=label, **(stated | told))


LISTED: Final = (
    a_measure(),
    a_measure("talk", "共同约谈企业负责人"),
    a_measure(
        "fire", "对消防安全防范不到位的依法查处", receivers=frozenset({Receiver.FIRE}),
        grounds=(a_ground("FPL-60.1"),), basis="",
    ),
)  # fmt: skip
