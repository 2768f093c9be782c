"""What the next cycle is drafted from: the company folder, what the retro says, and who asks when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.goal_words import Decision
from okr_reports.packs.draft.ids import next_ids
from okr_reports.periods import Cycle

Row = Mapping[str, Any]


@dataclass(frozen=True)
class DraftInputs:
    """`report`: the retro's report.json of `cycle`, as read. `drafted_on`: the day that the draft bears.

    `sheets`: file of kpis/ → its text, of those that a standard may be added to.
    """

    catalogue: Catalogue
    report: Row
    cycle: Cycle
    next_cycle: Cycle
    drafted_on: date
    sheets: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def key_results(self) -> Mapping[str, Row]:
        """The retro's key results by id, each with `decided_by` and `decided_on`, as far as the folder still has them.

        In the order of the files.
        """
        listed = [row for objective in self.report["objectives"] for row in objective["key_results"]]
        ahead = self.report["next_cycle"]
        decided = {row["key_result_id"]: row for outcome in Decision for row in ahead[outcome.value]}
        return {
            row["id"]: {**row, **decided.get(row["id"], {})}
            for row in listed
            if row["id"] in self.catalogue.key_results
        }

    @cached_property
    def carried_ids(self) -> tuple[str, ...]:
        """The key results that go on."""
        return tuple(id for id, row in self.key_results.items() if row["outcome"] == Decision.CARRY_FORWARD)

    @cached_property
    def candidates(self) -> tuple[Row, ...]:
        """The KPIs that should become goals, the most urgent first."""
        return tuple(row for row in self.report["next_cycle"]["candidates"] if row["kpi_id"] in self.catalogue.kpis)

    @property
    def cycle_keys(self) -> tuple[str, str]:
        """The keys of this cycle and the next, as ids spell them: in small letters where this cycle's ids do."""
        key = self.cycle.key.lower()
        ids = (id for id, placed in self.catalogue.objectives.items() if placed.cycle == self.cycle)
        is_small = key != self.cycle.key and any(id.startswith(key) for id in ids)
        return self.cycle.key, self.next_cycle.key.lower() if is_small else self.next_cycle.key

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Id of a goal of this cycle that may go on → its id in the next one, which no other thing has."""
        catalogue = self.catalogue
        objectives = dict.fromkeys(catalogue.key_results[id].objective_id for id in self.carried_ids)
        taken = (*catalogue.kpis, *catalogue.objectives, *catalogue.key_results)
        return next_ids((*objectives, *self.carried_ids), cycles=self.cycle_keys, taken=taken)


def decided_by(row: Row) -> str:
    """`as E003 decided on 2026-09-30`, or that nobody did."""
    if row["decision"] is None:
        return "PROPOSED, not decided"
    return f"as {row['decided_by'] or 'its owners'} decided on {row['decided_on']}"
