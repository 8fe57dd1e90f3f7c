"""A made-up campaign of any size, written by the database itself.

Facts come first, then the projections of the project make the present of them, so that lists and
counts see what an installation of this size would hold. S is one city; `scale` multiplies it.
"""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from tingban.actions.exchange.rebuild import rebuild_all_projections
from tingban.jobs.database import owner_link
from tingban.rules.areas import COUNTIES

# DESIGN 7: 2,000 communities, 6,000 cases, 4,000 problems.
COMMUNITIES, COMPANIES, VISITS, PROBLEMS, CASES = 2_000, 500, 6_000, 4_000, 6_000
# What problems and cases speak of; a search finds one in twelve.
MATTERS: Final = (
    "小区电梯停运三天无人维修，物业电话无人接听",
    "楼道照明损坏多日未修，业主多次反映",
    "公共收益没有公示，业主要求公开账目",
    "消防通道被车辆占用，门岗无人管理",
    "停车收费没有公示标准，随意涨价",
    "楼道卫生无人清扫，垃圾堆放多日",
    "绿化带被毁改建车位，未征求业主意见",
    "二次供水水箱没有清洗记录",
    "外墙瓷砖脱落，砸坏楼下车辆",
    "门禁损坏，外来人员随意进出",
    "物业费欠缴被停水停电",
    "屋面漏雨，申请维修资金没有答复",
)
_COUNTY: Final = "(%(counties)s::text[])[1 + {n} %% 13]"
_KNOWN: Final = "timestamptz '2024-06-01 12:00+08' + ({n} %% 130) * interval '1 day'"
_DAY: Final = "date '2024-05-02' + (({n} * 7919) %% 150)::int"


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows of the larger tables."""

    name: str
    scale: int

    @property
    def counts(self) -> dict[str, int]:
        """Rows by kind."""
        return {
            "communities": COMMUNITIES * self.scale,
            "companies": COMPANIES * self.scale,
            "visits": VISITS * self.scale,
            "problems": PROBLEMS * self.scale,
            "cases": CASES * self.scale,
        }


S: Final = Size("S", 1)
M: Final = Size("M", 12)

_ENTRY: Final = """
INSERT INTO audit_entry (at, actor_name, role, unit_code, area_code, ip, act, subject, note)
VALUES ('2024-06-01 12:00+08', 'bench', 'SYS', '', '140800', '', 'bench', 'bench', '')
RETURNING id
"""
# {known}: the second clock, {act}: the entry; n counts the rows.
_STATEMENTS: Final[tuple[tuple[str, str], ...]] = (
    (
        "communities",
        """
        WITH made AS (
            INSERT INTO registry_community (code, county_id, street, name, name_key, address,
                management, fee_mode, households, is_void, version)
            SELECT {county} || '001' || lpad(n::text, 6, '0'), {county}, '', '', '', '', '', '',
                null, false, 1
            FROM generate_series(1, %(communities)s) n RETURNING id, code, county_id
        )
        INSERT INTO registry_communityfact (community_id, county_id, street, name, address,
            management, fee_mode, households, recorded_at, act_id, origin)
        SELECT id, county_id, '中城街道', '锦绣花园' || right(code, 6) || '期', '解放路', 'company',
            'market', 300, timestamptz '2024-05-20 09:00+08', %(act)s, '' FROM made
        """,
    ),
    (
        "companies",
        """
        WITH made AS (
            INSERT INTO registry_company (name, name_key, legal_person, phone, kind, version)
            SELECT 'x', 'x', '', '', 'enterprise', 1 FROM generate_series(1, %(companies)s) n
            RETURNING id
        )
        INSERT INTO registry_companyfact (company_id, uscc, name, legal_person, phone, kind,
            recorded_at, act_id, origin)
        SELECT id, '91140802MA' || lpad(id::text, 8, '0'), '明珠物业' || id || '有限公司', '', '',
            'enterprise', timestamptz '2024-05-20 09:00+08', %(act)s, '' FROM made
        """,
    ),
    (
        "contracts",
        """
        WITH made AS (
            INSERT INTO registry_contract (community_id, company_id, county_id, starts_on, kind,
                fee, level, is_void, version)
            SELECT c.id, (SELECT min(id) FROM registry_company) + (c.id %% %(companies)s),
                c.county_id, date '2022-01-01', '', '', '', false, 1
            FROM registry_community c RETURNING id
        )
        INSERT INTO registry_contractfact (contract_id, kind, fee, level, recorded_at, act_id,
            origin)
        SELECT id, 'owners', '0.80', '', timestamptz '2024-05-20 09:00+08', %(act)s, '' FROM made
        """,
    ),
    (
        "visits",
        """
        WITH place AS (SELECT array_agg(id ORDER BY id) AS ids FROM registry_community), told AS (
            SELECT n, c.id AS community, c.county_id, {day} AS done_on
            FROM generate_series(1, %(visits)s) n CROSS JOIN place
            JOIN registry_community c ON c.id = place.ids[1 + (n * 31) %% %(communities)s]
        ), made AS (
            INSERT INTO inspections_visit (number, community_id, county_id, kind, level, done_on,
                is_void, version)
            SELECT 'XC-' || county_id || '-2024-' || lpad(n::text, 6, '0'), community, county_id,
                '', '', done_on, false, 1 FROM told RETURNING id, community_id, done_on
        )
        INSERT INTO inspections_visitfact (visit_id, community_id, kind, level, done_on,
            recorded_at, act_id, origin)
        SELECT id, community_id, (array['survey', 'verify', 'recheck'])[1 + id %% 3], 'county',
            done_on, done_on + interval '10 hours', %(act)s, '' FROM made
        """,
    ),
    (
        "problems",
        """
        WITH place AS (SELECT array_agg(id ORDER BY id) AS ids FROM registry_community), told AS (
            SELECT n, c.id AS community, c.county_id
            FROM generate_series(1, %(problems)s) n CROSS JOIN place
            JOIN registry_community c ON c.id = place.ids[1 + (n * 17) %% %(communities)s]
        ), made AS (
            INSERT INTO rectification_problem (number, community_id, county_id, category, acts,
                description, source, source_ref, state, version, stage, due_rule, responsible,
                recheck_fails, was_late)
            SELECT 'WT-' || county_id || '-2024-' || lpad(n::text, 6, '0'), community, county_id,
                '', '', '', '', '', '', 1, '', '', '', 0, false FROM told RETURNING id, community_id
        ), facts AS (
            INSERT INTO rectification_problemfact (problem_id, community_id, category, acts,
                description, source, source_ref, due_on, recorded_at, act_id, origin)
            SELECT id, community_id, 'CAT-' || (array[1, 2, 3, 4, 5, 6, 7, 9])[1 + id %% 8], '',
                (%(matters)s::text[])[1 + id %% 12], 'survey', '', date '2024-08-01',
                timestamptz '2024-06-01 12:00+08', %(act)s, '' FROM made
        )
        INSERT INTO rectification_problemstep (problem_id, kind, "on", recorded_at, act_id, origin)
        SELECT id, kind, date '2024-06-03' + (id %% 60)::int + later,
            timestamptz '2024-06-03 12:00+08' + (id %% 60 + later) * interval '1 day', %(act)s, ''
        FROM made
        CROSS JOIN (VALUES ('confirm', 0, 1), ('complete', 20, 3)) AS k (kind, later, every)
        WHERE id %% every < 2
        """,
    ),
    (
        "cases",
        """
        WITH place AS (SELECT array_agg(id ORDER BY id) AS ids FROM registry_community), told AS (
            SELECT n, c.id AS community, c.county_id
            FROM generate_series(1, %(cases)s) n CROSS JOIN place
            JOIN registry_community c ON c.id = place.ids[1 + (n * 13) %% %(communities)s]
        ), made AS (
            INSERT INTO complaints_case (number, unit_id, row_no, county_id, community_id, level,
                source, source_text, summary, office, receiver, remark, standing, progress, contact,
                stage, category, kind, urgency, source_ref, is_sealed, due_rule, version)
            SELECT 'TS-' || county_id || '-20240603-' || lpad(n::text, 7, '0'), county_id, n,
                county_id, community, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '',
                false, '', 1
            FROM told RETURNING id, county_id, community_id
        ), facts AS (
            INSERT INTO complaints_casefact (case_id, county_id, community_id, level, source,
                source_text, summary, office, receiver, remark, standing, received_at, recorded_at,
                act_id, origin)
            SELECT id, county_id, community_id, (array['city', 'county'])[1 + id %% 2],
                (array['S01', 'S03', 'S05', 'S08'])[1 + id %% 4], '',
                (%(matters)s::text[])[1 + id %% 12], '房产科', '王某', '', 'open',
                timestamptz '2024-06-03 09:00+08' + (id %% 60) * interval '1 day',
                timestamptz '2024-06-03 09:30+08' + (id %% 60) * interval '1 day', %(act)s, ''
            FROM made
        ), contacts AS (
            INSERT INTO complaints_casecontact (case_id, kind, masked, key_id, phone_index,
                recorded_at, act_id, origin)
            SELECT id, 'named', '王* 138****0000', '', jsonb_build_array('mark ' || id %% 3571),
                timestamptz '2024-06-03 09:30+08' + (id %% 60) * interval '1 day', %(act)s, ''
            FROM made
        )
        INSERT INTO complaints_casestep (case_id, kind, at, recorded_at, act_id, origin)
        SELECT id, kind, timestamptz '2024-06-04 09:00+08' + (id %% 60 + later) * interval '1 day',
            timestamptz '2024-06-04 09:30+08' + (id %% 60 + later) * interval '1 day', %(act)s, ''
        FROM made CROSS JOIN (VALUES ('accept', 0, 1), ('close', 9, 3)) AS k (kind, later, every)
        WHERE id %% every < 2
        """,
    ),
)


def build(size: Size) -> dict[str, int]:
    """Fill the empty database of this process; the rows by kind."""
    counties = [county.code for county in COUNTIES]
    with connection.cursor() as cursor:
        cursor.execute(_ENTRY)
        (act,) = cursor.fetchone()
        asked = {"counties": counties, "act": act, "matters": list(MATTERS), **size.counts}
        for _, statement in _STATEMENTS:
            county, day = _COUNTY.format(n="n"), _DAY.format(n="n")
            cursor.execute(statement.format(county=county, day=day), asked)
    rebuild_all_projections()
    with owner_link() as link:
        # As an installation of this age has it: rows that were not written twice in one stroke, and
        # what the first readers and autovacuum would pay for.
        link.execute("VACUUM FULL")
        link.execute("VACUUM ANALYZE")
    return size.counts
