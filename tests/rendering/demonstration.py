"""A small page with every kind of picture, to make PDFs of in tests; run as a program it prints their hashes."""

import hashlib
import sys
from dataclasses import replace
from types import SimpleNamespace

from okr_reports.packs.pictures import Bullet, Spark, Tick, TrendChart, TrendPoint, Zone
from okr_reports.rendering.html import environment, render_document
from okr_reports.rendering.paper import PageOptions, Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, make_pdfs

OPTIONS = PageOptions("KPI review, September 2026", "en-IN", "KPI review · Example Ltd", "Confidential", "okr-reports")
TEMPLATE = """
<h1 data-bookmark="The month on a page">18 of 25 KPIs are healthy</h1>
<p class="sub">₹40L · 3 € · R$ 1 · ฿2 · ≤ ≥ Δ · Österreich, São Paulo, Łódź</p>
<h2>What changed</h2>
<table>{{ columns(20, 62, 50, 50) }}
<thead><tr><th scope="col">Health</th><th scope="col">KPI</th><th scope="col">Target</th>
<th scope="col">Months</th></tr></thead><tbody>
{% for number in pack.rows %}
<tr><td><span class="st off">Off target</span></td><th scope="row">KPI {{ number }}</th>
<td>{{ bullet(pack.bullet) }}</td><td>{{ sparkline(pack.spark) }}</td></tr>
{% endfor %}
</tbody></table>
<h2 class="page">Support: slower every month</h2>
<figure>{{ trend(pack.trend) }}</figure>
"""
BULLET = Bullet(3.4, Zone(high=2.0), 0, 4, "3.4 h against at most 2.0 h.")
SPARK = Spark((1.0, 2.0, 3.4), Zone(high=2.0), "From 1.0 h to 3.4 h.")
TREND = TrendChart(
    (TrendPoint("Aug", 1.0, Zone(high=2.0)), TrendPoint("Sep", 3.4, Zone(high=2.0))),
    (Tick(0, "0"), Tick(4, "4")),
    "September 3.4 h",
    "target ≤ 2.0 h",
    "It rose from 1.0 h to 3.4 h.",
)


def document(paper: Paper, *, rows: int) -> PdfDocument:
    """The page on this paper, with so many rows in its table."""
    pack = SimpleNamespace(rows=range(1, rows + 1), bullet=BULLET, spark=SPARK, trend=TREND)
    template = environment().from_string(TEMPLATE)
    made = render_document(template, pack=pack, options=replace(OPTIONS, paper=paper))
    return PdfDocument(f"{paper} {rows}", made.pdf_source, paper)


def hashes(*documents: PdfDocument) -> dict[str, str]:
    """Name of each document → the hash of its PDF."""
    made = make_pdfs(documents, limits=PdfLimits())
    return {result.name: hashlib.sha256(result.pdf or b"").hexdigest() for result in made}


if __name__ == "__main__":
    sys.stdout.write("\n".join(sorted(hashes(document(Paper.A4, rows=3)).values())))
