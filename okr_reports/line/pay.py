"""What pays, registered as it stood when a run of an appraisal cycle first saw it (rules §8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

import polars as pl

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.pay_definitions import (
    PayDefinition,
    first_measures,
    first_policy,
    first_role_kpis,
    pay_definitions,
)
from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.line.roles import role_kpi_table
from okr_reports.packs.bundle.inputs import LinkageFacts
from okr_reports.scoring.achievement_plan import AppraisalPlan, Definitions
from okr_reports.scoring.pay import PAY_DEFINITIONS
from okr_reports.store.first_seen import Definition, Witness, first_seen, register, witnesses


@dataclass(frozen=True)
class PayHistory:
    """What pays in a cycle: as it was first seen, by whatever run, and as it stands."""

    request: AppraisalRequest

    @cached_property
    def now(self) -> tuple[PayDefinition, ...]:
        """As it stands."""
        return pay_definitions(self.request.catalogue, self.request.cycle)

    @cached_property
    def witnesses(self) -> Mapping[str, Witness]:
        """Id → the earliest registration."""
        return first_seen(witnesses(self.request.store), kind=self._kind)

    @cached_property
    def first(self) -> tuple[PayDefinition, ...]:
        """As it was first seen. What nobody saw before stands for itself."""
        seen = {id: PayDefinition.of_id(id, one.definition.fields) for id, one in self.witnesses.items()}
        return tuple(seen.get(one.id, one) for one in self.now) + tuple(
            one for id, one in seen.items() if id not in {present.id for present in self.now}
        )

    def register(self) -> None:
        """Keep what was never seen so before, by the run's clock. Raises StoreError, VerificationError."""
        definitions = [Definition(self._kind, one.id, one.fields) for one in self.now]
        register(self.request.store, definitions, seen_at=self.request.month.started_at)

    def tables(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """PAY_DEFINITIONS as first seen, and as they stand."""
        return self._table(self.first), self._table(self.now)

    def first_definitions(self, about_people: frozenset[str]) -> Definitions:
        """What scoring needs in order to compute by what the cycle's first run saw; what came later is not in it."""
        rows = role_kpi_table(first_role_kpis(self._seen_at_first))
        return Definitions(rows, first_measures(self.request.catalogue, self._seen_at_first), about_people)

    def first_plan(self, plan: AppraisalPlan) -> AppraisalPlan:
        """The cycle as the policy that was first seen would judge it; an older store never saw one."""
        policy, holidays = first_policy(self.request.catalogue, self.first)
        years = range(plan.cycle.start.year, plan.cycle.end.year + 2)
        return replace(plan, policy=policy, calendar=working_calendar(holidays, years))

    @property
    def _seen_at_first(self) -> tuple[PayDefinition, ...]:
        """Those of `first` that were registered on the day of the first registration, as find_pay_changes tells."""
        days = {one.id: self._seen_on(one.id) for one in self.first}
        begun_on = min((day for day in days.values() if day), default=None)
        return tuple(one for one in self.first if days[one.id] == begun_on)

    @property
    def _kind(self) -> str:
        return f"pay/{self.request.cycle.key}"

    def _seen_on(self, id: str) -> date | None:
        found = self.witnesses.get(id)
        return found.seen_at.astimezone(self.request.month.zone).date() if found else None

    def _table(self, definitions: Iterable[PayDefinition]) -> pl.DataFrame:
        rows = [
            (one.subject, one.subject_id, name, value, self._seen_on(one.id))
            for one in definitions
            for name, value in one.fields.items()
        ]
        return PAY_DEFINITIONS.check(pl.DataFrame(rows, schema=PAY_DEFINITIONS.columns, orient="row"))


def linkage_of(request: AppraisalRequest) -> LinkageFacts | None:
    """The policy that links evidence to appraisals, and the day a run of any cycle first saw this text."""
    written = request.catalogue.company.linkage_policy
    if written is None:
        return None
    text = (request.catalogue.folder / written.text).read_text(encoding="utf-8", errors="replace")
    digest = sha256(text.encode()).hexdigest()
    return LinkageFacts(text, written.written_on, digest, _first_seen_on(request, digest))


def _first_seen_on(request: AppraisalRequest, digest: str) -> date | None:
    """By whichever cycle's registration: a text of years ago is not new to this cycle."""
    seen = [
        witness.seen_at
        for witness in witnesses(request.store)
        if witness.definition.kind.startswith("pay/") and digest in witness.definition.fields.values()
    ]
    return min(seen).astimezone(request.month.zone).date() if seen else None
