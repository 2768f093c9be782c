"""The OKR retro from a company folder to a published version, without a scheduler."""

from importlib.metadata import version

from okr_reports import goal_reading_tables as reading
from okr_reports import goal_tables as goals
from okr_reports.line.maker import Issue, press_for, publish_issue
from okr_reports.line.pages import REPORT_JSON, Press
from okr_reports.line.request import OKR_RETRO, require_known_engine
from okr_reports.line.results import ReviewResult
from okr_reports.line.retro_pages import make_retro_pages, retro_of
from okr_reports.line.retro_reading import align_goals, calibrate_targets, look_ahead
from okr_reports.line.retro_request import RetroRequest
from okr_reports.line.retro_stages import judge_check_ins, present_goals, read_cycle, score_goals, sum_up_objectives
from okr_reports.line.stages import Tables, findings_of
from okr_reports.packs.report_json import plain
from okr_reports.packs.retro.inputs import RetroInputs, RetroTables
from okr_reports.rendering.assets import software_versions
from okr_reports.tables import (
    EVENTS,
    FINDINGS,
    KPI_CANDIDATES,
    KPI_HEALTH,
    KPI_SHOWN,
    PEOPLE,
    QUARANTINED,
    SNAPSHOT_PARTS,
)


def make_retro(request: RetroRequest) -> ReviewResult:
    """The whole line at once, without a scheduler: read, score, read the cycle, build, publish.

    Raises what the stages raise; then the store shows what it showed before.
    """
    require_known_engine(request.engine)
    tables = read_cycle(request)
    for stage in (score_goals, sum_up_objectives, judge_check_ins, calibrate_targets, align_goals, look_ahead):
        tables = {**tables, **stage(request, tables)}
    return publish_retro(request, tables)


def retro_inputs(request: RetroRequest, tables: Tables, *, number: int) -> RetroInputs:
    """What the retro's pages are made from, as this version."""
    return RetroInputs(
        catalogue=request.catalogue,
        tables=retro_tables(request, tables),
        cycle=request.cycle,
        as_of=request.month.as_of,
        version=number,
        is_partial=request.is_partial,
        generator=f"okr-reports {version('okr-reports')}",
        findings=findings_of(tables[FINDINGS.name]),
        software=software_versions(request.engine),
    )


def retro_tables(request: RetroRequest, tables: Tables) -> RetroTables:
    """The tables of the stages before, of the present cycle where they hold several."""
    wanted = present_goals(request)
    key_results = wanted[goals.KEY_RESULTS.name]
    return RetroTables(
        objectives=wanted[goals.OBJECTIVES.name],
        key_results=key_results,
        milestones=wanted[goals.MILESTONES.name],
        trajectories=wanted[goals.TRAJECTORIES.name],
        scores=tables[goals.KEY_RESULT_SCORES.name].filter(cycle_id=request.cycle.key),
        actuals=tables[goals.KEY_RESULT_ACTUALS.name].join(key_results, on="key_result_id", how="semi"),
        objective_scores=tables[goals.OBJECTIVE_SCORES.name],
        notes=tables[goals.RETRO_NOTES.name].filter(cycle_id=request.cycle.key),
        discipline=tables[goals.CHECK_IN_DISCIPLINE.name],
        health=tables[KPI_HEALTH.name],
        shown=tables[KPI_SHOWN.name],
        candidates=tables[KPI_CANDIDATES.name],
        people=tables[PEOPLE.name],
        events=tables[EVENTS.name],
        quarantined=tables[QUARANTINED.name],
        parts=tables[SNAPSHOT_PARTS.name],
        **{spec.name: tables[spec.name] for spec in _AS_THEY_ARE},
    )


# Those that the pages call as the stages do.
_AS_THEY_ARE = (
    goals.CHECK_INS, goals.DATED_ACTUALS, goals.TEAM_DISCIPLINE, goals.CONFIDENCE_WEEKS, reading.MID_CYCLE_WORDS,
    goals.FORECASTS, goals.GOALPOSTS, goals.ORIGINALS, goals.BASELINE_CHECKS, goals.JUDGED_DIFFERENTLY,
    reading.CALIBRATION_POINTS, reading.CALIBRATION_CYCLES, reading.CALIBRATION, reading.ALIGNMENT,
    reading.ALIGNMENT_GAPS, goals.FIRST_SEEN, reading.COSTS, reading.WEAK_FOUNDATIONS, reading.DECISIONS,
    reading.LEDGER, reading.PROGRAMME,
)  # fmt: skip


def publish_retro(request: RetroRequest, tables: Tables) -> ReviewResult:
    """Publish the retro as a version, or nothing when the published one says the same in the same look.

    Raises what `publish_issue` raises.
    """
    press = retro_press(request)
    return publish_issue(
        Issue(
            report=OKR_RETRO,
            period=request.cycle.key,
            run=request.month,
            tables=tables,
            press=press,
            say=lambda number: retro_of(retro_inputs(request, tables, number=number)),
            documents=lambda retro: {REPORT_JSON: plain(retro.report)},
            make=lambda retro: make_retro_pages(retro, press=press),
        )
    )


def retro_press(request: RetroRequest) -> Press:
    """What the retro is printed with."""
    return press_for(request.month, report=OKR_RETRO, period=request.cycle.key, engine=request.engine)
