"""The bundles of many employees made by workers: found in the cache where a killed run left them, else made."""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from time import monotonic

from okr_reports.fanout.fan_out import fan_out
from okr_reports.fanout.items import Item, Outcome, chunk_size, in_chunks
from okr_reports.fanout.progress import progress_words
from okr_reports.fanout.settings import FanOut, mode_named, usable_cores
from okr_reports.line.appraisal_evidence import CycleEvidence
from okr_reports.line.bundle_files import KeptBundle, keep_bundle, kept_bundle
from okr_reports.line.bundle_plan import HashBook
from okr_reports.line.bundle_work import BundleFiles, BundleWork
from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables
from okr_reports.rendering.engines import PdfEngine
from okr_reports.store.cache import input_hash
from okr_reports.store.store import Store

Tell = Callable[[str], None]
_SECONDS_BETWEEN_WORDS = 2.0
# What an engine never gives back stays small so, and warming a fresh worker takes less than a fiftieth of its life.
_BUNDLES_OF_A_WORKER = {PdfEngine.WEASYPRINT: 400, PdfEngine.PLUTOPRINT: 2000}
# Of what lies in the cache: an entry of another form, left by another version, is never found.
_FORM = "files by their hashes"


@dataclass(frozen=True)
class BundleOrder:
    """Whose bundles are wanted, from which evidence, with which facts, and their hashes."""

    evidence: CycleEvidence
    facts: CycleFacts
    hashes: HashBook
    employee_ids: Collection[str]

    def key(self, employee_id: str) -> str:
        """Under which the bundle lies in the cache."""
        made_from = (_FORM, self.hashes.of(employee_id).making, self.facts.catalogue_sha256, str(self.facts.version))
        return input_hash(*(part.encode() for part in made_from))


@dataclass
class MadeBundles:
    """`kept`: employee id → the bundle in the cache. `failed`: id → why there is none."""

    kept: dict[str, KeptBundle] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def make_bundles(order: BundleOrder, store: Store, *, tell: Tell, meanwhile: Iterator[object]) -> MadeBundles:
    """Every ordered bundle in the cache, or named as failed: one that fails stops no other.

    `meanwhile`: other work for this process, of which a piece is done after each bundle, for then the workers are busy;
    the caller does what is left of it.
    """
    count = len(order.employee_ids)
    run = _Run(order, store, _Progress(count, tell))
    if not count:
        return run.made
    workers = min(usable_cores(), count)
    size = chunk_size(count, workers=workers)
    work = BundleWork(order.facts)
    settings = FanOut(
        mode_named(order.facts.company.fanout),
        workers,
        warm_up=work.warm_up,
        chunks_of_a_worker=_BUNDLES_OF_A_WORKER[PdfEngine(order.facts.engine)] // size,
    )
    with closing(fan_out(work, in_chunks(run.missing(), size=size), settings=settings)) as outcomes:
        for outcome in outcomes:
            run.take(outcome)
            next(meanwhile, None)
    return run.made


@dataclass(frozen=True)
class _Progress:
    """Tells how far a run is, now and then."""

    total: int
    tell: Tell
    times: dict[str, float] = field(default_factory=lambda: {"begun": monotonic(), "said": monotonic()})

    def say(self, done: int) -> None:
        """Tell it, when it was not told just now."""
        now = monotonic()
        if now - self.times["said"] >= _SECONDS_BETWEEN_WORDS or done == self.total:
            self.times["said"] = now
            self.tell(progress_words(done, total=self.total, seconds=now - self.times["begun"]))


@dataclass(frozen=True)
class _Run:
    """One run over the ordered employees. `keys`: where each bundle that is being made will lie in the cache."""

    order: BundleOrder
    store: Store
    progress: _Progress
    made: MadeBundles = field(default_factory=MadeBundles)
    keys: dict[str, str] = field(default_factory=dict)

    def missing(self) -> Iterator[Item[EmployeeTables]]:
        """The employees whose bundle is not in the cache; the others are noted as made."""
        for id in self.order.employee_ids:
            key = self.keys[id] = self.order.key(id)
            if kept := kept_bundle(self.store, key):
                self.made.kept[id] = kept
            else:
                yield Item(id, self.order.evidence.cutting.of(id))

    def take(self, outcome: Outcome[BundleFiles]) -> None:
        """Keep what a worker made, or note why it could not."""
        id, files = outcome.item_id, outcome.value
        if files is None:
            self.made.failed[id] = outcome.reason
        else:
            self.made.kept[id] = keep_bundle(self.store, self.keys[id], made=files)
        self.progress.say(len(self.made.kept) + len(self.made.failed))
