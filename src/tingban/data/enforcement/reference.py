"""The first list of 联合惩戒 measures (DOMAIN 7.3), from the decree on; for a migration."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SINCE: Final = datetime(2024, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
_ALL: Final = ("market", "price", "fire", "urban", "tax")
_DECREE: Final = "运建房字〔2024〕42号（联合惩戒）"
# key, words, to whom, articles, what else it rests on
_FIRST: Final = (
    ("inspect", "加大抽查频次", _ALL, ("PMR-48",), _DECREE),
    ("awards", "在评优评先中不予推荐", _ALL, (), _DECREE),
    (
        "tender", "在前期物业招标投标中提示其履约记录", ("market", "price", "urban"),
        ("PMR-24",), _DECREE,
    ),
    ("talk", "共同约谈企业负责人", _ALL, (), _DECREE),
    ("expose", "共同公开典型案例", _ALL, ("OGI-20..6",), _DECREE),
    ("price", "对不按照规定提供服务而收取费用的依法查处", ("market", "price"), ("PRC-9..10",), ""),
    ("fire", "对消防安全防范不到位的依法查处", ("fire",), ("FPL-60.1", "FPL-60.3"), ""),
    ("tax", "在日常管理中参考其违法违规记录", ("tax",), (), _DECREE),
)  # fmt: skip


def load_measures(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write them as first versions; transfers of before name them by the same keys."""
    row = apps.get_model("enforcement", "JointMeasure")
    row.objects.bulk_create(
        row(
            key=key, label=label, receivers=list(receivers), articles=list(articles),
            basis=basis, valid_from=_SINCE.date(), recorded_at=_SINCE,
        )
        for key, label, receivers, articles, basis in _FIRST
    )  # fmt: skip
