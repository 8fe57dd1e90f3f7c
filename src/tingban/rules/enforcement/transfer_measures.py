"""联合惩戒: measures that may be proposed, each with its basis and to whom (DOMAIN 7.3, T-X07).

Nothing is proposed that is not on the list: lawful, connected with what was done, in proportion.
"""

from dataclasses import dataclass
from typing import Final

from tingban.rules.enforcement.transfer_stages import Receiver


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; `keys` are articles of rules.law, `basis` what else it rests on."""

    key: str
    label: str
    receivers: frozenset[Receiver]
    keys: tuple[str, ...] = ()
    basis: str = ""


_ALL: Final = frozenset(Receiver) - {Receiver.DISCIPLINE, Receiver.POLICE}
_DECREE: Final = "运建房字〔2024〕42号（联合惩戒）"

MEASURES: Final[tuple[Measure, ...]] = (
    Measure("inspect", "加大抽查频次", _ALL, ("PMR-48",), _DECREE),
    Measure("awards", "在评优评先中不予推荐", _ALL, (), _DECREE),
    Measure(
        "tender", "在前期物业招标投标中提示其履约记录",
        frozenset({Receiver.MARKET, Receiver.PRICE, Receiver.URBAN}), ("PMR-24",), _DECREE,
    ),
    Measure("talk", "共同约谈企业负责人", _ALL, (), _DECREE),
    Measure("expose", "共同公开典型案例", _ALL, ("OGI-20..6",), _DECREE),
    Measure(
        "price", "对不按照规定提供服务而收取费用的依法查处",
        frozenset({Receiver.MARKET, Receiver.PRICE}), ("PRC-9..10",),
    ),
    Measure(
        "fire", "对消防安全防范不到位的依法查处", frozenset({Receiver.FIRE}),
        ("FPL-60.1", "FPL-60.3"),
    ),
    Measure("tax", "在日常管理中参考其违法违规记录", frozenset({Receiver.TAX}), (), _DECREE),
)  # fmt: skip
MEASURE_BY_KEY: Final = {measure.key: measure for measure in MEASURES}
