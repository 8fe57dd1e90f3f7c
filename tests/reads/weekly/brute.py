"""The 33 cells counted a second time, slowly, in plain Python, straight from DOMAIN 2.4.

Nothing here is shared with the SQL: tables are loaded as rows and walked.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.apps import apps

from tingban.kit.clock import SHANGHAI
from tingban.rules.areas import AREAS
from tingban.rules.weekly.cells import CATEGORY_PAIRS, CELL_BY_CODE, CODES

CITY = "140800"
START = date(2024, 5, 1)
TABLES = (
    "registry.Community", "registry.CommunityFact", "registry.CommunityMerge",
    "registry.CompanyFact", "registry.CompanyMerge", "registry.Contract", "registry.ContractFact",
    "inspections.Mission", "inspections.MissionFact", "inspections.Visit", "inspections.VisitFact",
    "rectification.Problem", "rectification.ProblemFact", "rectification.ProblemStep",
    "rectification.OrderProblem", "rectification.OrderStep",
    "enforcement.LevelDecision", "enforcement.LevelFact",
    "enforcement.PenaltyFact", "enforcement.PenaltyStep",
    "enforcement.Exposure", "enforcement.ExposureFact", "enforcement.ExposureStep",
    "exits.Exit", "exits.ExitFact", "exits.ExitStep",
    "complaints.Case", "complaints.CaseFact", "complaints.CaseStep",
)  # fmt: skip


def load() -> dict[str, list[dict]]:
    """All rows of all tables, once for many moments."""
    return {
        label.partition(".")[2]: list(apps.get_model(label).objects.order_by("pk").values())
        for label in TABLES
    }


class Counter:
    """One count, as of a morning, as known at a moment."""

    def __init__(self, tables: dict[str, list[dict]], as_of: date, known_at: datetime) -> None:
        self.tables, self.as_of, self.known_at = tables, as_of, known_at
        self.rows = {area.code: defaultdict(set) for area in AREAS}
        self.merges = {row["community_id"]: row["into_id"] for row in self.known("CommunityMerge")}
        self.codes = {row["id"]: row["code"] for row in tables["Community"]}
        self.county = {row["community_id"]: row["county_id"] for row in self.known("CommunityFact")}
        self.company_merges = {
            row["company_id"]: row["into_id"] for row in self.known("CompanyMerge")
        }
        self.uscc = {row["company_id"]: row["uscc"] for row in self.known("CompanyFact")}

    def known(self, table: str) -> list[dict]:
        return [
            row
            for row in self.tables[table]
            if row["recorded_at"] <= self.known_at
            and (row["retracted_at"] is None or row["retracted_at"] > self.known_at)
        ]

    def in_time(self, day: date | None) -> bool:
        return day is not None and START <= day < self.as_of

    def root(self, community: int) -> int | None:
        while community in self.merges:
            community = self.merges[community]
        return community if community in self.county else None

    def code_of(self, company: int | None) -> str | None:
        if company is None:
            return None
        while company in self.company_merges:
            company = self.company_merges[company]
        return self.uscc.get(company) or None

    def put(self, cell: str, community: int) -> None:
        root = self.root(community)
        if root is not None:
            self.rows[self.county[root]][cell].add(self.codes[root])

    def count(self) -> dict[str, dict[str, tuple[str, ...]]]:
        visits = [
            row
            for row in self.known("VisitFact")
            if self.in_time(row["done_on"]) and self.root(row["community_id"]) is not None
        ]
        self.surveys([row for row in visits if row["kind"] != "self"])
        problems = self.problems()
        self.categories(problems)
        self.enforcement()
        self.supervision(visits, problems)
        self.cases()
        return {
            area: {cell: tuple(sorted(row[cell])) for cell in CODES}
            for area, row in self.rows.items()
        }

    def surveys(self, visits: list[dict]) -> None:
        for visit in visits:
            self.put("A01", visit["community_id"])
            company = visit["company_id"]
            if company is None:
                company = self.holder(self.root(visit["community_id"]), visit["done_on"])
            if code := self.code_of(company):
                area = self.county[self.root(visit["community_id"])]
                self.rows[area]["A02"].add(code)

    def holder(self, root: int, on: date) -> int | None:
        facts = {row["contract_id"]: row for row in self.known("ContractFact")}
        running = [
            (row["starts_on"], row["id"], row["company_id"])
            for row in self.tables["Contract"]
            if row["id"] in facts
            and self.root(row["community_id"]) == root
            and row["starts_on"] <= on
            and (facts[row["id"]]["ends_on"] is None or on <= facts[row["id"]]["ends_on"])
        ]
        return max(running)[2] if running else None

    def problems(self) -> list[dict]:
        steps = defaultdict(list)
        for step in self.known("ProblemStep"):
            if step["on"] < self.as_of:
                steps[step["problem_id"]].append(step["kind"])
        confirmed = {
            step["problem_id"]: step["on"]
            for step in self.known("ProblemStep")
            if step["kind"] == "confirm"
        }
        found = []
        for fact in self.known("ProblemFact"):
            kinds = steps[fact["problem_id"]]
            if not self.in_time(confirmed.get(fact["problem_id"])) or "annul" in kinds:
                continue
            if self.root(fact["community_id"]) is None:
                continue
            is_open = kinds.count("complete") <= kinds.count("reopen")
            found.append(fact | {"open": is_open})
        return found

    def categories(self, problems: list[dict]) -> None:
        pairs = {CELL_BY_CODE[found].category: (found, done) for found, done in CATEGORY_PAIRS}
        self.finish([("A03", "B01", row["community_id"], row["open"]) for row in problems])
        for row in problems:
            found, done = pairs[row["category"]]
            same = [
                (found, done, other["community_id"], other["open"])
                for other in problems
                if other["category"] == row["category"]
            ]
            self.finish(same)

    def finish(self, problems: list[tuple[str, str, int, bool]]) -> None:
        still = {self.root(community) for _, _, community, is_open in problems if is_open}
        for found, done, community, _ in problems:
            self.put(found, community)
            if self.root(community) not in still:
                self.put(done, community)

    def moved(self, table: str, owner: str, first: str, last: str) -> set[int]:
        """Rows that began within the campaign and were not taken back."""
        begun, ended = set(), set()
        for step in self.known(table):
            if step["kind"] == first and self.in_time(step["on"]):
                begun.add(step[owner])
            if step["kind"] == last and step["on"] < self.as_of:
                ended.add(step[owner])
        return begun - ended

    def enforcement(self) -> None:
        served = self.moved("OrderStep", "order_id", "serve", "withdraw")
        place = {row["problem_id"]: row["community_id"] for row in self.known("ProblemFact")}
        for target in self.known("OrderProblem"):
            if target["order_id"] in served and target["problem_id"] in place:
                self.put("C01", place[target["problem_id"]])
        self.levels()
        punished = self.moved("PenaltyStep", "penalty_id", "decide", "revoke")
        for row in self.known("PenaltyFact"):
            code = self.code_of(row["company_id"])
            if row["penalty_id"] in punished and row["organ"] == "housing" and code:
                self.rows[row["county_id"]]["C03"].add(code)
        self.exits()
        titles = {row["exposure_id"]: row["case_title"] for row in self.known("ExposureFact")}
        shown = self.moved("ExposureStep", "exposure_id", "publish", "withdraw")
        for row in self.tables["Exposure"]:
            code = self.code_of(row["company_id"])
            if row["id"] in shown and titles.get(row["id"], "").strip() and code:
                self.rows[row["county_id"]]["C05"].add(code)

    def levels(self) -> None:
        standing = {row["decision_id"] for row in self.known("LevelFact")}
        for row in self.tables["LevelDecision"]:
            decided = row["kind"] == "reassess" and self.in_time(row["decided_on"])
            if decided and row["id"] in standing:
                self.put("C02", row["community_id"])

    def exits(self) -> None:
        kinds = {row["exit_id"]: row["kind"] for row in self.known("ExitFact")}
        gone = {
            step["exit_id"]
            for step in self.known("ExitStep")
            if step["kind"] == "done" and self.in_time(step["on"])
        }
        for row in self.tables["Exit"]:
            if row["id"] in gone and kinds.get(row["id"], "routine") != "routine":
                self.put("C04", row["community_id"])

    def supervision(self, visits: list[dict], problems: list[dict]) -> None:
        numbers = {row["id"]: row["number"] for row in self.tables["Mission"]}
        missions = {
            row["mission_id"]: row
            for row in self.known("MissionFact")
            if row["level"] in {"city", "county"} and self.in_time(row["started_on"])
        }
        for key, row in missions.items():
            area = CITY if row["level"] == "city" else row["county_id"]
            self.rows[area]["D01"].add(numbers[key])
        inspected, level_of_visit = self.inspected(visits, missions)
        visit_number = {row["number"]: row["id"] for row in self.tables["Visit"]}
        found = defaultdict(list)
        for row in problems:
            level = level_of_visit.get(visit_number.get(row["source_ref"]))
            root = self.root(row["community_id"])
            if row["source"] == "supervision" and level:
                for area in inspected[level, root]:
                    found[area, root].append(row["open"])
        for (area, root), states in found.items():
            self.rows[area]["D03"].add(self.codes[root])
            if not any(states):
                self.rows[area]["D04"].add(self.codes[root])

    def inspected(self, visits: list[dict], missions: dict) -> tuple[dict, dict]:
        inspected, level_of_visit = defaultdict(set), {}
        for visit in visits:
            if visit["mission_id"] in missions:
                level = missions[visit["mission_id"]]["level"]
                root = self.root(visit["community_id"])
                area = CITY if level == "city" else self.county[root]
                inspected[level, root].add(area)
                level_of_visit[visit["visit_id"]] = level
                self.rows[area]["D02"].add(self.codes[root])
        return inspected, level_of_visit

    def cases(self) -> None:
        midnight = datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=SHANGHAI)
        begin = datetime(START.year, START.month, START.day, tzinfo=SHANGHAI)
        numbers = {row["id"]: row["number"] for row in self.tables["Case"]}
        steps = defaultdict(list)
        for step in self.known("CaseStep"):
            if step["at"] < midnight:
                steps[step["case_id"]].append((step["kind"], step["at"]))
        for fact in self.known("CaseFact"):
            life = steps[fact["case_id"]]
            accepted = [at for kind, at in life if kind == "accept"]
            if not accepted or min(accepted) < begin or fact["standing"] in {"duplicate", "void"}:
                continue
            root = self.root(fact["community_id"]) if fact["community_id"] else None
            area = self.county[root] if root is not None else fact["county_id"] or CITY
            kinds = [kind for kind, _ in life]
            is_closed = fact["standing"] == "open" and kinds.count("close") > kinds.count("reopen")
            if fact["source"] == "S08":
                cells = ("E03", "E04")
            elif fact["level"] == "city":
                cells = ("E01", "E02")
            else:
                continue
            for cell in cells[: 1 + is_closed]:
                self.rows[area][cell].add(numbers[fact["case_id"]])


def days() -> list[date]:
    """Mornings that may be asked for."""
    return [START + timedelta(days=day) for day in range(75)]
