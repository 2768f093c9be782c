"""The appraisal bundles of a whole company from the outside, beside bare loops of both PDF engines over the same pages.

Run: python benchmarks/bundles.py [--employees 1000] [--plain 40]. Ours is the whole command, with JSON, HTML and PDF
published; a rival is given finished pages, its own stylesheet in each, and does nothing but make PDFs. The rates of
PlutoPrint are compared on two processes, those of WeasyPrint with the plain loop of one. --plain: how many pages
WeasyPrint's plain loop makes, the same PDF variant as ours. Memory: that of each worker, at a tenth of the run and at
its end.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from machine import compiled_apart, describe_machine

from okr_reports.fanout.settings import usable_cores
from okr_reports.rendering.assets import font_folders
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.stylesheets import pdf_stylesheet
from okr_reports.samples.saas60 import write_saas60

PROGRAM = (sys.executable, "-m", "okr_reports.cli.main")
RUN = ("run", "appraisals", "2026-H1", "--as-of", "2026-07-08T06:00", "--quiet")
BARE = """
import sys
from pathlib import Path
engine, *pages = sys.argv[1:]
if engine == "plutoprint":
    import plutoprint
    for page in pages:
        book = plutoprint.Book(plutoprint.PAGE_SIZE_A4)
        book.load_html(Path(page).read_text())
        book.write_to_pdf(page + ".pdf")
else:
    from weasyprint import HTML
    for page in pages:
        HTML(string=Path(page).read_text()).write_pdf(page + ".pdf", pdf_variant="pdf/ua-1")
"""
_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_OWN_RULES = "@page{@top-left"


@dataclass
class Watched:
    """Resident memory of each process of a command over time, in MiB."""

    seen: dict[int, list[float]] = field(default_factory=dict)

    def look(self, parent: int) -> None:
        """Note the memory of every fan-out worker below this process."""
        for child in _below(parent):
            try:
                command = Path(f"/proc/{child}/cmdline").read_bytes()
                pages = int(Path(f"/proc/{child}/statm").read_text(encoding="ascii").split()[1])
            except (OSError, IndexError):
                continue
            if b"spawn_main" in command:
                self.seen.setdefault(child, []).append(pages * os.sysconf("SC_PAGESIZE") / 1024 / 1024)

    def words(self) -> str:
        """`94 → 97, most 99 MiB` of each worker that lived long enough to be seen ten times."""
        lived = [sizes for sizes in self.seen.values() if len(sizes) >= 10]
        spans = (f"{sizes[len(sizes) // 10]:.0f} → {sizes[-1]:.0f}, most {max(sizes):.0f} MiB" for sizes in lived)
        return "; ".join(spans) or "too short to be seen"


def main() -> None:
    """Run all in turn and print the figures of docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--employees", type=int, default=1000)
    parser.add_argument("--plain", type=int, default=40)
    asked = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        write_saas60(scratch / "company", employees=asked.employees)
        with (scratch / "company" / "company.yaml").open("a", encoding="utf-8") as settings:
            settings.write("\nfanout: pool\n")
        os.environ |= {"OKR_REPORTS_COMPANY": str(scratch / "company"), **compiled_apart(scratch), **_fonts(scratch)}
        made, fast = _ours(scratch, "plutoprint")
        pages = list(_bare_pages(scratch, made))
        bare = len(pages) / _bare("plutoprint", pages, processes=usable_cores())
        _, tagged = _ours(scratch, "weasyprint")
        plain = asked.plain / _bare("weasyprint", pages[: asked.plain], processes=1)
        again = _seconds([*PROGRAM, *RUN, "--store", str(scratch / "weasyprint"), "--pdf-engine", "weasyprint"])
        start = _seconds([*PROGRAM, *RUN, "--employee", "E001", "--store", str(scratch / "one"), "--dry-run"])
    print(f"bare PlutoPrint, {usable_cores()} processes {bare:7.1f} bundles/s")
    print(f"ours, plutoprint            {fast:7.1f} bundles/s   {fast / bare:.2f} of it (at least 0.60)")
    making = len(pages) / max(len(pages) / fast - start, 0.01)
    print(f"  beyond one employee's run {making:7.1f} bundles/s   {making / bare:.2f} of it")
    print(f"plain WeasyPrint, 1 process {plain:7.2f} bundles/s   plutoprint: {fast / plain:.1f} times that")
    print(f"ours, weasyprint            {tagged:7.2f} bundles/s   {tagged / plain:.2f} times (at least 1.7)")
    print(
        f"unchanged: {again:.2f} s, one employee {start:.2f} s: {(again - start) / len(pages) * 1000:.2f} ms a bundle"
    )


def _ours(scratch: Path, engine: str) -> tuple[Sequence[Path], float]:
    """The published pages and the rate of the whole command; prints the memory of its workers."""
    store = scratch / engine
    watched = Watched()
    seconds = _seconds([*PROGRAM, *RUN, "--store", str(store), "--pdf-engine", engine], watched)
    pages = sorted(store.glob("published/appraisals/*/v1/employees/*/bundle.html"))
    print(f"{engine}: {len(pages)} bundles in {seconds:.1f} s; workers {watched.words()}")
    return pages, len(pages) / seconds


def _bare_pages(scratch: Path, pages: Sequence[Path]) -> Iterator[str]:
    """The published pages with the style of the PDF in place of the browser's fonts and script."""
    folder = scratch / "pages"
    folder.mkdir()
    shared = pdf_stylesheet(Paper.A4)
    for number, page in enumerate(pages):
        text = _SCRIPT.sub("", page.read_text(encoding="utf-8"))
        style = _STYLE.search(text)
        own = style[1][style[1].rindex(_OWN_RULES) :] if style else ""
        path = folder / f"{number:05}.html"
        path.write_text(_STYLE.sub(lambda _, own=own: f"<style>{shared}{own}</style>", text, count=1), encoding="utf-8")
        yield str(path)


def _bare(engine: str, pages: Sequence[str], *, processes: int) -> float:
    """Seconds of a bare loop, start-up included, over as many processes."""
    start = time.perf_counter()
    running = [
        subprocess.Popen([sys.executable, "-c", BARE, engine, *pages[part::processes]], stderr=subprocess.DEVNULL)
        for part in range(processes)
    ]
    assert {process.wait() for process in running} == {0}
    return time.perf_counter() - start


def _seconds(command: Sequence[str], watched: Watched | None = None) -> float:
    """Wall-clock seconds of a command, which must not fail."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    is_over = threading.Event()

    def look() -> None:
        while watched and not is_over.wait(0.25):
            watched.look(process.pid)

    watcher = threading.Thread(target=look)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - start
    is_over.set()
    watcher.join()
    assert code in (0, 5), (code, command)
    return seconds


def _below(parent: int) -> Iterator[int]:
    """The process ids of a process's descendants."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
    for child in parents:
        above = child
        while above in parents and above != parent:
            above = parents[above]
        if above == parent and child != parent:
            yield child


def _fonts(scratch: Path) -> dict[str, str]:
    """The rivals' font configuration: our faces, as ours are given."""
    faces = "".join(f"<dir>{folder}</dir>" for folder in font_folders())
    reject = "<selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>"
    path = scratch / "fonts.conf"
    path.write_text(f"<fontconfig>{faces}<cachedir>{scratch}/fonts</cachedir>{reject}</fontconfig>", encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


if __name__ == "__main__":
    main()
