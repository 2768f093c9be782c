"""The quarter 2026-Q3 as it was lived: goals, check-ins, scores and KPIs as tables, and what is read from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import polars as pl

from okr_reports.goal_policy import ReadingPolicy
from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.policy import policy_from
from okr_reports.scoring.alignment import find_gaps
from okr_reports.scoring.alignment_links import CycleGoals, align
from okr_reports.scoring.at_a_cost import costs_of_reaching
from okr_reports.scoring.at_a_cost_foundations import weak_foundations
from okr_reports.scoring.calibration import calibrate, calibration_by_cycle, calibration_points
from okr_reports.scoring.calibration_words import mid_cycle_words
from okr_reports.scoring.cycle_history import CycleHistory
from okr_reports.scoring.cycle_kpis import CycleKpis
from okr_reports.scoring.decisions_proposed import EndedCycles, dropped_without_reason, propose_decisions
from okr_reports.scoring.discipline import confidence_weeks, judge_discipline
from okr_reports.scoring.discipline_groups import discipline_by_group
from okr_reports.scoring.forecast import forecast
from okr_reports.scoring.forecast_points import dated_actuals
from okr_reports.scoring.ledger import keep_ledger
from okr_reports.scoring.plan import CyclePlan
from okr_reports.scoring.programme import programme_measures
from okr_reports.words import Accumulation, Direction
from okr_reports.working_days import WorkingCalendar
from tests.rules.cycle_tables import named, table_of
from tests.rules.text_tables import read_table, require_agreement


@dataclass(frozen=True)
class CycleCase:
    """One cycle of a company, built up step by step; each step gives a new case."""

    texts: Mapping[str, str] = field(default_factory=dict)
    cycle: str = "2026-Q3"
    as_of: str = "2026-10-05"
    holidays: frozenset[date] = frozenset()
    overrides: Mapping[str, object] = field(default_factory=dict)
    cycles: tuple[str, ...] = ("2026-Q1", "2026-Q2", "2026-Q3")
    teams: tuple[str, ...] = ()

    def seen(self, as_of: str) -> "CycleCase":
        """The day of the run."""
        return replace(self, as_of=as_of)

    def under(self, **overrides: object) -> "CycleCase":
        """The company's own numbers."""
        return replace(self, overrides=overrides)

    def reading(self, **numbers: float) -> ReadingPolicy:
        """The numbers by which a cycle is read, these among them."""
        return replace(ReadingPolicy(), **numbers)  # pyright: ignore[reportArgumentType]

    def rests_on(self, *days: str) -> "CycleCase":
        """Holidays."""
        return replace(self, holidays=frozenset(date.fromisoformat(day) for day in days))

    def lasts(self, cycle: str) -> "CycleCase":
        """Another cycle."""
        return replace(self, cycle=cycle)

    def follows(self, *cycles: str) -> "CycleCase":
        """The cycles that are known, this one last."""
        return replace(self, cycles=cycles)

    def names_teams(self, *teams: str) -> "CycleCase":
        """Teams of company.yaml."""
        return replace(self, teams=teams)

    def aims(self, objectives: str) -> "CycleCase":
        """Objectives."""
        return self._with("objectives", objectives)

    def pursues(self, key_results: str) -> "CycleCase":
        """Key results."""
        return self._with("key_results", key_results)

    def checks_in(self, check_ins: str) -> "CycleCase":
        """Lines of check_ins.csv."""
        return self._with("check_ins", check_ins)

    def scored(self, scores: str) -> "CycleCase":
        """Scores of key results."""
        return self._with("key_result_scores", scores)

    def measures(self, kpis: str) -> "CycleCase":
        """KPIs: `length` of their periods, what is beside and before them, and their tags."""
        return replace(self, texts={**self.texts, "kpis": kpis})

    def judged(self, health: str) -> "CycleCase":
        """How the KPIs' periods were judged."""
        return self._with("kpi_health", health)

    def shows(self, shown: str) -> "CycleCase":
        """How the month's pack shows the KPIs."""
        return self._with("kpi_shown", shown)

    def signals(self, signals: str) -> "CycleCase":
        """The KPIs' last signals."""
        return self._with("kpi_signals", signals)

    def notes(self, notes: str) -> "CycleCase":
        """Lines of retro_notes.csv."""
        return self._with("retro_notes", notes)

    def counts(self, actuals: str) -> "CycleCase":
        """Lines of actuals.csv."""
        return self._with("actuals", actuals)

    def employs(self, people: str) -> "CycleCase":
        """Lines of people.csv."""
        return self._with("people", people)

    def adopted(self, standards: str) -> "CycleCase":
        """Targets of KPIs that came from key results."""
        return self._with("standards", standards)

    def _with(self, name: str, text: str) -> "CycleCase":
        return replace(self, texts={**self.texts, name: text})

    def table(self, name: str) -> pl.DataFrame:
        """The table as written; without rows when nothing was."""
        return table_of(name, self.texts.get(name, "key result"))

    @property
    def plan(self) -> CyclePlan:
        """The cycle that is asked for."""
        fiscal = FiscalCalendar()
        return CyclePlan(
            cycle=fiscal.period(self.cycle),
            as_of=datetime.fromisoformat(self.as_of).replace(tzinfo=UTC),
            timezone="UTC",
            fiscal=fiscal,
            policy=policy_from("cozyhr", dict(self.overrides)),
            calendar=WorkingCalendar(self.holidays),
        )

    @property
    def kpis(self) -> CycleKpis:
        """The KPIs as the cycle's last month reviewed them."""
        rows = read_table(self.texts.get("kpis", "kpi"))
        return CycleKpis(
            *(self.table(name) for name in ("kpi_health", "kpi_shown", "kpi_signals")),
            measures=[_measure(row) for row in rows],
            fiscal=FiscalCalendar(),
            leading={str(row["kpi"]): (row.get("leading") or "").split() for row in rows},
            tags={str(row["kpi"]): (row.get("tags") or "").split() for row in rows},
        )

    @property
    def history(self) -> CycleHistory:
        """All cycles."""
        fiscal = FiscalCalendar()
        cycles = [fiscal.period(key) for key in self.cycles]
        return CycleHistory(
            cycles, *(self.table(name) for name in ("objectives", "key_results", "key_result_scores")), self.decisions
        )

    @property
    def decisions(self) -> pl.DataFrame:
        """What becomes of the key results."""
        names = ("key_results", "key_result_scores", "retro_notes")
        ended = EndedCycles(*(self.table(name) for name in names))
        return propose_decisions(ended, kpis=self.kpis, plan=self.plan)

    @property
    def goals(self) -> CycleGoals:
        """The goals and the people."""
        return CycleGoals(*(self.table(name) for name in ("objectives", "key_results", "people")))

    @property
    def discipline(self) -> pl.DataFrame:
        """check_in_discipline."""
        return judge_discipline(self.table("key_results"), self.table("check_ins"), plan=self.plan)

    def is_disciplined(self, expected: str) -> None:
        """Check-ins were held like this."""
        agrees(expected, self.discipline)

    def sums_up_to(self, expected: str) -> None:
        """Check-ins were held like this, group by group."""
        found = discipline_by_group(
            self.discipline, self.table("key_results"), objectives=self.table("objectives"), plan=self.plan
        )
        agrees(expected, found)

    def says_weekly(self, expected: str) -> None:
        """This was said, week by week."""
        agrees(expected, confidence_weeks(self.table("key_results"), self.table("check_ins"), plan=self.plan))

    def costs(self, expected: str) -> None:
        """What reaching the key results cost."""
        names = ("key_results", "key_result_scores")
        agrees(expected, costs_of_reaching(*map(self.table, names), kpis=self.kpis, plan=self.plan))

    def rests_weakly(self, expected: str) -> None:
        """These objectives rest on KPIs that are off target."""
        agrees(expected, weak_foundations(self.table("key_results"), kpis=self.kpis, plan=self.plan))

    def decides(self, expected: str) -> None:
        """This becomes of the key results."""
        agrees(expected, self.decisions)

    def asks_why(self, *key_results: str) -> None:
        """These were dropped without a reason."""
        assert tuple(one.subject_id for one in dropped_without_reason(self.decisions)) == key_results

    def ledger(self, expected: str) -> None:
        """The ledger says this."""
        found = keep_ledger(self.history, self.table("standards"), kpis=self.kpis, plan=self.plan)
        agrees(expected, found)

    def tells_how_targets_are_set(self, expected: str) -> None:
        """The calibration of each group."""
        agrees(expected, calibrate(calibration_points(self.history), policy=self.plan.policy))

    def averages(self, expected: str) -> None:
        """The mean scores of each group and cycle."""
        agrees(expected, calibration_by_cycle(calibration_points(self.history), policy=self.plan.policy))

    def dots(self, expected: str) -> None:
        """The scores that tell how targets are set."""
        agrees(expected, calibration_points(self.history))

    def said_midway(self, expected: str) -> None:
        """What was said by the middle of the cycle, and what came of it."""
        found = mid_cycle_words(self.table("check_ins"), self.table("key_result_scores"), plan=self.plan)
        agrees(expected, found)

    def aligns(self, expected: str) -> None:
        """Who drives and supports what."""
        agrees(expected, align(self.goals, plan=self.plan))

    def lacks(self, expected: str) -> None:
        """What does not fit together."""
        gaps = find_gaps(self.goals, align(self.goals, plan=self.plan), teams=self.teams, plan=self.plan)
        agrees(expected, gaps)

    @property
    def points(self) -> pl.DataFrame:
        """What was measured, by day."""
        return dated_actuals(self.table("key_results"), self.table("actuals"), kpis=self.kpis, plan=self.plan)

    def moved_through(self, expected: str) -> None:
        """This was measured, by day."""
        agrees(expected, self.points.rename({"dated_on": "day"}))

    def will_end_at(self, expected: str) -> None:
        """The forecasts."""
        agrees(expected, forecast(self.table("key_results"), self.points, plan=self.plan))

    def pays(self, expected: str) -> None:
        """The programme's own figures."""
        agrees(expected, programme_measures(self.history, kpis=self.kpis, plan=self.plan))


def _measure(row: Mapping[str, str | None]) -> Measure:
    is_lower = row.get("better") == "lower"
    return Measure(
        str(row["kpi"]), "rows", Grain(row.get("length") or "month"), Direction.LOWER if is_lower else Direction.HIGHER,
        counterweight=row.get("counterweight"), is_confidential=row.get("hidden") == "yes",
        accumulation=Accumulation.SUM if row.get("summed") == "yes" else Accumulation.LAST,
    )  # fmt: skip


def agrees(expected: str, found: pl.DataFrame) -> None:
    """Fails with what differs unless the table has these rows, in this order."""
    wanted = [{named("", name): cell for name, cell in row.items()} for row in read_table(expected)]
    lists = [name for name, dtype in found.schema.items() if dtype == pl.List(pl.String())]
    require_agreement(wanted, found.with_columns(pl.col(lists).list.join(" ").replace("", None)).iter_rows(named=True))
