"""A version of the appraisal evidence: what says the same as before is listed where it lies, the rest is made."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from okr_reports.findings import Finding
from okr_reports.line.appraisal_evidence import CycleEvidence
from okr_reports.line.appraisal_facts import cycle_facts
from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.line.appraisal_views import made_views, view_hashes, view_inputs
from okr_reports.line.bundle_plan import (
    HashBook,
    Look,
    SaidLater,
    bundle_name,
    file_names,
    kept_files,
    published_bundles,
)
from okr_reports.line.bundles import BundleOrder, MadeBundles, Tell, make_bundles
from okr_reports.line.maker import FIRST_VERSION
from okr_reports.line.origin import origin_of
from okr_reports.line.pages import Press
from okr_reports.line.pay import linkage_of
from okr_reports.line.request import APPRAISALS
from okr_reports.line.stages import Tables
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.bundle.inputs import CycleFacts
from okr_reports.publishing.publication import Draft, PlannedVersion, Publication
from okr_reports.store.catalogues import put_catalogue
from okr_reports.store.history import published_manifest
from okr_reports.store.manifests import Manifest, Origin, PublishedFile
from okr_reports.store.versions import version_folder
from okr_reports.words import Severity

BUNDLE_FAILED, BUNDLE_WITHHELD, RENDER_WARNING = "BUNDLE-FAILED", "BUNDLE-WITHHELD", "RENDER-WARNING"
NOBODY = "NOBODY-IN-CYCLE"


@dataclass
class AppraisalMaker:
    """Makes a version's files once its number is known, and remembers whose could not be made."""

    request: AppraisalRequest
    tables: Tables
    evidence: CycleEvidence
    press: Press
    tell: Tell
    made: MadeBundles = field(default_factory=MadeBundles)

    @cached_property
    def before(self) -> Manifest | None:
        """The version before, as it stood when this run began to plan."""
        return published_manifest(self.request.store, report=APPRAISALS, period=self.request.cycle.key)

    @cached_property
    def wanted(self) -> Collection[str]:
        """Whose bundles this run is about."""
        everybody = self.evidence.audience.employee_ids
        asked = set(self.request.employee_ids)
        return [id for id in everybody if id in asked] if asked else everybody

    @cached_property
    def hashes(self) -> HashBook:
        """Of each bundle this run is about, whatever the number of the version."""
        return HashBook(self.evidence, Look.of(self._facts(FIRST_VERSION), self.press.fingerprint))

    @cached_property
    def view_hashes(self) -> Mapping[str, str]:
        """Of each view, whatever the number of the version."""
        return view_hashes(self.evidence, self._facts(FIRST_VERSION))

    @cached_property
    def draft(self) -> Draft:
        """What the version says, by the hash of what each bundle and view says. Nothing is made for it."""
        month = self.request.month
        said = SaidLater(self._said)
        return Draft(APPRAISALS, self.request.cycle.key, {}, self.press.fingerprint, month.reason, said)

    def publication(self, planned: PlannedVersion) -> Publication:
        """The version's files: those that changed made anew, the others listed where they lie."""
        request, before = self.request, planned.before
        put_catalogue(request.store, request.catalogue.canonical_json)
        kept_ids = self._kept(before)
        facts = self._facts(planned.number)
        order = BundleOrder(self.evidence, facts, self.hashes, [id for id in self.wanted if id not in kept_ids])
        kept = kept_files(kept_ids, before) if before else {}
        views: dict[str, bytes] = {}
        drawing = self._drawn(facts, kept, order.employee_ids)
        self.made = make_bundles(order, request.store, tell=self.tell, meanwhile=self._beside(drawing, views))
        views.update(self._drawn(facts, kept, self.made.kept) if self.made.failed else drawing)
        return Publication(
            draft=replace(
                self.draft,
                inputs=dict(self.draft.inputs),
                rendering_sha256=self.press.with_failed(sorted(self.made.failed)),
            ),
            version=planned.number,
            files=views,
            origin=self._origin(),
            as_of=request.month.as_of,
            published_at=request.month.started_at,
            kept=kept,
            laid=self._laid(),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Whose bundle is withheld or could not be made, and what the renderer complained of: by id alone."""
        withheld = ((BUNDLE_WITHHELD, one.employee_id, one.reason) for one in self.evidence.audience.withheld)
        failed = ((BUNDLE_FAILED, id, reason) for id, reason in sorted(self.made.failed.items()))
        errors = [Finding(code, Severity.ERROR, id, reason) for code, id, reason in (*withheld, *failed)]
        if not self.evidence.tables.segments.height:
            text = "nobody has a day in this cycle: see the dates in people.csv"
            errors.append(Finding(NOBODY, Severity.WARNING, self.request.cycle.key, text))
        said = ((id, text) for id, kept in sorted(self.made.kept.items()) for text in kept.warnings)
        return (*errors, *(Finding(RENDER_WARNING, Severity.WARNING, id, text) for id, text in said))

    def counts(self, paths: Collection[str]) -> Mapping[str, int]:
        """Of those this run was asked about: expected = published + withheld + failed."""
        asked, wanted = set(self.request.employee_ids), self.wanted
        withheld = [one for one in self.evidence.audience.withheld if not asked or one.employee_id in asked]
        published = [id for id in wanted if file_names(id)[0] in paths]
        return {
            "expected": len(wanted) + len(withheld),
            "published": len(published),
            "withheld": len(withheld),
            "failed": len(wanted) - len(published),
        }

    def _facts(self, number: int) -> CycleFacts:
        return cycle_facts(self.request, linkage=linkage_of(self.request), number=number)

    def _others_before(self, before: Manifest | None) -> frozenset[str]:
        """Those published before and still expected whom this run is not about."""
        return published_bundles(before) & frozenset(self.evidence.audience.employee_ids) - frozenset(self.wanted)

    def _as_before(self, before: Manifest | None) -> Mapping[str, str]:
        """What the bundles of others say, as the version before lists it."""
        names = {bundle_name(id) for id in self._others_before(before)}
        return {name: digest for name, digest in (before.inputs if before else {}).items() if name in names}

    def _kept(self, before: Manifest | None) -> frozenset[str]:
        """Whose bundle stays as it is: those of others, and those that say and look the same."""
        same = {
            id for id in published_bundles(before) & frozenset(self.wanted)
            if before and before.inputs.get(bundle_name(id)) == self.draft.inputs[bundle_name(id)]
        }  # fmt: skip
        return self._others_before(before) | same

    def _said(self) -> Mapping[str, str]:
        own = {bundle_name(id): self.hashes.of(id).content for id in self.wanted}
        return {**self._as_before(self.before), **own, **self.view_hashes}

    def _beside(self, drawing: Iterator[tuple[str, bytes]], views: dict[str, bytes]) -> Iterator[object]:
        """What this process does while the workers are busy, piece by piece: hash the views, and draw them."""
        yield self.view_hashes
        for name, data in drawing:
            views[name] = data
            yield name

    def _laid(self) -> Mapping[str, PublishedFile]:
        """The files of this run's bundles as the version names them, where they lie in the cache."""
        made = self.made.kept.items()
        return {f"{bundle_name(id)}/{name}": file for id, kept in made for name, file in kept.files.items()}

    def _drawn(
        self, facts: CycleFacts, kept: Mapping[str, PublishedFile], made_ids: Collection[str]
    ) -> Iterator[tuple[str, bytes]]:
        """Every view, one by one, when these bundles are made by this run and the other ones failed or are kept."""
        outcomes = self._outcomes(kept, made_ids, facts.version)
        return made_views(view_inputs(self.evidence, facts, outcomes=outcomes))

    def _outcomes(
        self, kept: Mapping[str, PublishedFile], made_ids: Collection[str], number: int
    ) -> Mapping[str, BundleOutcome]:
        """How each bundle came out, with its address as seen from the version's folder."""
        version = version_folder(report=APPRAISALS, period=self.request.cycle.key, number=number)
        own = {name: f"{version}/{name}" for id in made_ids for name in file_names(id)}
        places = {**own, **{name: file.path for name, file in kept.items()}}
        hrefs = {name: posixpath.relpath(path, version) for name, path in places.items()}
        ids = (*made_ids, *dict.fromkeys(name.split("/")[1] for name in kept))
        published = {id: _published(id, hrefs) for id in ids}
        failed = {
            id: BundleOutcome(id, BundleState.FAILED, reason, None, None) for id, reason in self.made.failed.items()
        }
        return {**published, **failed}

    def _origin(self) -> Origin:
        request, failed = self.request, sorted(self.made.failed)
        origin = origin_of(request.month, self.tables, failed_pages=failed, engine=request.engine)
        withheld = tuple(one.employee_id for one in self.evidence.audience.withheld)
        return replace(origin, exceptions=replace(origin.exceptions, withheld=withheld))


def _published(id: str, hrefs: Mapping[str, str]) -> BundleOutcome:
    _, html, pdf = file_names(id)
    return BundleOutcome(id, BundleState.PUBLISHED, None, hrefs[html], hrefs[pdf])
