"""责令限期整改通知书 as a value: all that has to stand in it (DOMAIN 8.2, T-P05).

The act that signs it fills it from its rows; the writers of docx and pdf only set it. What is
missing is told in words (`order_checks`), and an incomplete order is never printed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from tingban.rules import documents
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.areas.divisions import AREA_CODE
from tingban.rules.documents.slots import Officer
from tingban.rules.law import ARTICLE_BY_KEY, LawArticle
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.levers import Lever, levers_of
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE, SubAct

# What the paper is called.
TITLE: Final = "责令限期整改通知书"
# Where an order is a decision: 行政复议 within sixty days, a suit within six months (DL-19).
RECONSIDERATION, SUIT = "ARL-20", "ALL-46"


def prefix_of(area_code: str) -> str:
    """The 机关代字 of a unit's orders."""
    return documents.prefix_of(area_code, "责改字")


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of the order.

    `acts` are codes of sub-acts, `due_reason` says why this limit ("内部约定 15 日" …),
    `is_guided` whether the fee is under 政府指导价, `amount` the public income in question,
    `law_keys` what was broken; None are the duties of the acts; `rest_day` what to write where the
    limit falls on one.
    """

    problem: str
    community: str
    category: Category
    acts: tuple[str, ...]
    facts: str
    found_on: date
    evidence: tuple[str, ...]
    demands: tuple[str, ...]
    due_on: date
    due_reason: str
    is_guided: bool = False
    amount: Decimal | None = None
    law_keys: tuple[str, ...] | None = None
    rest_day: str = ""

    @property
    def sub_acts(self) -> tuple[SubAct, ...]:
        """The sub-acts that the codes name."""
        return tuple(SUB_ACT_BY_CODE[code] for code in self.acts if code in SUB_ACT_BY_CODE)

    @property
    def duties(self) -> tuple[str, ...]:
        """The keys of the articles that its acts break, each once."""
        keys = (key for act in self.sub_acts for key in act.duties)
        return tuple(dict.fromkeys(keys))

    @property
    def broken_keys(self) -> tuple[str, ...]:
        """The keys of the articles that are cited."""
        return self.duties if self.law_keys is None else self.law_keys


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """The whole paper. `articles` are the law as the day of the problem had it.

    `is_decision` adds the ways to appeal; `local` are levers of local law that the bureau has
    stated (AMB-38).
    """

    number: str
    issued_on: date
    organ: str
    organ_address: str
    area_code: str
    company: str
    uscc: str
    findings: tuple[Finding, ...]
    officers: tuple[Officer, ...]
    contact: str = ""
    is_decision: bool = True
    local: tuple[Lever, ...] = ()
    articles: Mapping[str, LawArticle] = field(default_factory=lambda: ARTICLE_BY_KEY)

    @property
    def phones(self) -> str:
        """The telephones of 附件1."""
        return "、".join(f"{AREA_CODE}-{phone}" for phone in AREA_BY_CODE[self.area_code].phones)

    @property
    def government(self) -> str:
        """Whoever hears an appeal: the government of the same level (行政复议法 24)."""
        return f"{AREA_BY_CODE[self.area_code].full_name}人民政府"

    @property
    def communities(self) -> tuple[str, ...]:
        """The communities it speaks of, each once."""
        return tuple(dict.fromkeys(finding.community for finding in self.findings))

    @property
    def consequences(self) -> tuple[Lever, ...]:
        """What follows where it is not obeyed, each once."""
        found = [
            lever
            for finding in self.findings
            for lever in levers_of((act.code for act in finding.sub_acts),
                                   is_guided=finding.is_guided)
        ]  # fmt: skip
        own = [lever for lever in found if lever.keys]
        rest = [lever for lever in found if not lever.keys]
        return tuple(dict.fromkeys((*own, *self.local, *rest)))

    def law_of(self, keys: Iterable[str], on: date) -> tuple[LawArticle, ...]:
        """The articles of these keys that were law on that day."""
        found = (self.articles.get(key) for key in keys)
        return tuple(it for it in found if it is not None and it.holds_on(on))
