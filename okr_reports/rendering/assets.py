"""Where templates, stylesheets and fonts lie, and what identifies them. Nothing else knows these folders."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from okr_reports.rendering.marks import mark_assets
from okr_reports.rendering.paper import Paper

SCHEME = "okr-asset"
_RENDERING_LIBRARIES = ("okr-reports", "jinja2", "markdown-it-py", "fonttools", "xlsxwriter")
_ENGINE_LIBRARIES = {"weasyprint": ("weasyprint", "pydyf"), "plutoprint": ("plutoprint",)}


@dataclass(frozen=True)
class Font:
    """One face we ship: a TrueType file for the PDF and the same as WOFF2 for browsers."""

    family: str
    weight: int
    stem: str


FONTS = (
    Font("Inter Tab", 400, "InterTab-Regular"),
    Font("Inter Tab", 600, "InterTab-SemiBold"),
    Font("Inter Tab Display", 600, "InterTabDisplay-SemiBold"),
)


@dataclass(frozen=True)
class ScriptFont:
    """A face for a further script (its ISO 15924 code), which an extra installs: `package` holds its file."""

    script: str
    extra: str
    family: str
    package: str


SCRIPT_FONTS = (
    ScriptFont("Deva", "devanagari", "Noto Sans Devanagari", "fontpkg_noto_sans_devanagari"),
    ScriptFont("Thai", "thai", "Noto Sans Thai", "fontpkg_noto_sans_thai"),
    ScriptFont("Taml", "tamil", "Noto Sans Tamil", "fontpkg_noto_sans_tamil"),
    ScriptFont("Telu", "telugu", "Noto Sans Telugu", "fontpkg_noto_sans_telugu"),
)


def templates_folder() -> Path:
    """The folder of templates: inside the installed package, else the one of the checkout."""
    installed = Path(__file__).parent / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"


def fonts_folder() -> Path:
    """The folder of the fonts we ship."""
    return Path(__file__).parent / "fonts"


@cache
def script_font_files() -> Mapping[ScriptFont, Path]:
    """The upright variable face of each further script that is installed."""
    found = {font: _upright_faces(font.package) for font in SCRIPT_FONTS}
    return {font: faces[0] for font, faces in found.items() if faces}


def _upright_faces(package: str) -> list[Path]:
    spec = find_spec(package)
    folders = (spec.submodule_search_locations if spec else None) or ()
    faces = [path for folder in folders for path in sorted(Path(folder, "files").glob("*.ttf"))]
    return [path for path in faces if "Italic" not in path.name]


def font_folders() -> tuple[Path, ...]:
    """Every folder whose faces the PDF may use: ours first."""
    return (fonts_folder(), *(path.parent for path in script_font_files().values()))


@cache
def stylesheet(name: str) -> str:
    """The text of one stylesheet of the templates folder."""
    return (templates_folder() / name).read_text(encoding="utf-8")


@cache
def font_file(stem: str, suffix: str) -> bytes:
    """The bytes of one font file; `suffix` is `ttf` or `woff2`."""
    return (fonts_folder() / f"{stem}.{suffix}").read_bytes()


@cache
def registered_assets() -> Mapping[str, tuple[str, bytes]]:
    """Everything a PDF may load by address: asset name → media type and bytes. Its fonts come from the folder."""
    return {name: ("image/svg+xml", svg.encode()) for name, svg in mark_assets().items()}


@cache
def assets_sha256() -> str:
    """The hash of all templates, stylesheets, fonts, and the code that draws with them."""
    digest = hashlib.sha256()
    code = Path(__file__).parent
    folders = {"templates": templates_folder(), "fonts": fonts_folder(), "code": code}
    for name, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and _belongs(path, name):
                digest.update(f"{name}/{path.relative_to(folder).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _belongs(path: Path, name: str) -> bool:
    """The code folder also holds the fonts and, when installed, the templates: each is counted once."""
    return name != "code" or path.suffix == ".py"


def rendering_fingerprint(engine: str, paper: Paper) -> str:
    """The hash of everything but the pack that decides how a report looks: equal fingerprint and pack, equal bytes."""
    named = {**software_versions(engine), **font_versions()}
    parts = [engine, str(paper), assets_sha256(), *(f"{name} {text}" for name, text in named.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def software_versions(engine: str = "weasyprint") -> Mapping[str, str]:
    """Name → version of the software that makes the files, for the manifest; what is not installed is left out.

    Of the PDF engines only the one used: to install another changes no report.
    """
    found = {}
    for name in (*_RENDERING_LIBRARIES, *_ENGINE_LIBRARIES[engine]):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def font_versions() -> Mapping[str, str]:
    """Font file → short hash of its bytes, for the manifest."""
    ours = {font.stem: font_file(font.stem, "ttf") for font in FONTS}
    further = {font.family: path.read_bytes() for font, path in script_font_files().items()}
    return {name: hashlib.sha256(face).hexdigest()[:16] for name, face in (ours | further).items()}
