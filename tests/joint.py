"""The city's list of 联合惩戒 measures in the tests, and a proposal that uses it."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.measures import CLUE, TODAY, TransferWalk, a_transfer, counsel
from tests.people import NOW, YANHU, city_clerk
from tests.stories import a_company
from tingban.actions.enforcement import joint_measures as acts
from tingban.reads.enforcement import joint_measures as reads
from tingban.rules.actors import CITY_CODE
from tingban.rules.enforcement.joint_measures import RECEIVERS, Change, Wording

DECREE = "运建房字〔2024〕42号（联合惩戒）"
TALK = f"共同约谈企业负责人（依据：{DECREE}）"
INSPECT = f"加大抽查频次（依据：《物业管理条例》第四十八条、{DECREE}）"
TOMORROW = TODAY + timedelta(days=1)
_DAY_BEFORE = NOW - timedelta(days=1)


def a_change(label: str = "约谈企业负责人和项目经理", **told: Any) -> Change:
    """Other words, from today on unless told otherwise."""
    stated = {"receivers": frozenset(RECEIVERS), "articles": ("PMR-48",), "basis": ""}
    on, reason = told.pop("valid_from", TODAY), told.pop("reason", "法规科核对后写明范围")
    return Change(Wording(label, **(stated | told)), on, reason)


def by(key: str = "talk", **told: Any) -> dict[str, Any]:
    """法规科 acts on what it sees."""
    return {"key": key, "version": reads.stated(key), "actor": counsel(), "at": NOW} | told


def changed(key: str = "talk", *, valid_from: date = TOMORROW, **told: Any) -> None:
    """One measure reads otherwise; what holds today was entered yesterday."""
    change = a_change(valid_from=valid_from, **told)
    acts.change_measure(change=change, **by(key, at=_entered(valid_from)))


def ended(key: str = "talk", on: date = TOMORROW) -> None:
    """One is no longer offered."""
    acts.end_measure(on=on, reason="依据已经废止", **by(key, at=_entered(on)))


def _entered(on: date) -> datetime:
    return _DAY_BEFORE if on == TODAY else NOW


def a_proposal(*measures: str, county: str = YANHU, **more: Any) -> TransferWalk:
    """Joint measures proposed to the tax office; `more` answers of the opening."""
    answers = CLUE | {"matter": "joint", "receiver": "tax", "measures": list(measures or ["talk"])}
    by = city_clerk() if county == CITY_CODE else None
    return a_transfer(by=by, county=county, answers=answers | more, company_id=a_company().pk)
