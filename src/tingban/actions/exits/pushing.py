"""What an exit hands to the credit push of a company that will not leave (DOMAIN 7.2, K2)."""

from dataclasses import replace

from tingban.actions.enforcement import credit_pushes
from tingban.actions.rectification.proceedings import Told, Turn
from tingban.kit.dates import chinese_day
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement.credit_items import K2Facts
from tingban.rules.exits.evidence import evidence_index, refused_lines
from tingban.rules.exits.exit_guards import vote_of
from tingban.rules.exits.exit_papers import DEMAND
from tingban.rules.exits.exit_stages import ORIGIN_LABELS, Act
from tingban.rules.rectification.course import Course


def push(turn: Turn, told: Told) -> str:
    """Open the K2 push on the facts as they stand; its number."""
    now = replace(turn.course(), told=dict(told.answers), on=told.on)
    return credit_pushes.open_k2(facts=_facts(turn, now), actor=turn.actor, at=turn.at)


def _facts(turn: Turn, now: Course) -> K2Facts:
    row = turn.row
    if row.community is None or row.company is None:
        raise TypeError("an exit has a community and a company")
    company = row.company.merged_into or row.company
    served_on = now.day_of(Act.SERVE_NOTICE) or now.day("company_notice_on")
    # Owners who decided nothing gave no day; none is made up for them.
    vote, confirmed_on = vote_of(now), now.day_of(Act.DECIDE)
    decided_on = vote.closed_on if vote and confirmed_on else confirmed_on
    return K2Facts(
        exit_number=row.number,
        county=row.county_id,
        company_id=company.pk,
        company=company.name,
        uscc=company.uscc or "",
        community_code=row.community.code,
        community=row.community.name,
        decided_on=decided_on,
        no_decision="" if decided_on else ORIGIN_LABELS[now.text("origin")],
        notice_served_on=served_on,
        terminates_on=now.day("ends_on"),
        refused_items=refused_lines(now),
        demand_letters=_demands(now),
        evidence=tuple(line.label for line in evidence_index(now)),
        reporting_unit=f"{AREA_BY_CODE[row.county_id].full_name}住房和城乡建设局",
        contact=now.text("contact"),
    )


def _demands(now: Course) -> tuple[str, ...]:
    paper = now.papers.get(DEMAND.key)
    number = paper.number if paper else ""
    days = [move.on for move in now.moves if move.act == Act.URGE]
    return tuple(f"催告函 {number}，{chinese_day(on)}催告" for on in days)
