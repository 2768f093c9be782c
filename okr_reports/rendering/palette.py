"""Colours, once: for paper and light screens, and for dark screens. Drawings need them as attributes, pages as CSS."""

from collections.abc import Mapping
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#1b1f24",
        "mute": "#57606a",
        "rule": "#c4cbd3",
        "hair": "#dde2e7",
        "band": "#e4e9ee",
        "zone": "#cfd6de",
        "panel": "#f4f6f8",
        "paper": "#ffffff",
        "off": "#7f0000",
        "risk": "#c98500",
        "ok": "#0072b2",
        "unknown": "#57606a",
        "concern": "#b8470b",
        "improvement": "#0b5cad",
        "neutral": "#1b1f24",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#e8ecf1",
        "mute": "#a3adb8",
        "rule": "#4a535d",
        "hair": "#2b323a",
        "band": "#273039",
        "zone": "#3a4550",
        "panel": "#171c22",
        "paper": "#0f1318",
        "off": "#ff8f85",
        "risk": "#f0b041",
        "ok": "#62b8f0",
        "unknown": "#a3adb8",
        "concern": "#ff9e5e",
        "improvement": "#7db8f5",
        "neutral": "#e8ecf1",
    }
)


def css_variables(colours: Mapping[str, str]) -> str:
    """The colours as CSS custom properties, one declaration each."""
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def drawing_classes() -> str:
    """Rules by which drawings follow the page's colours: `f-*` fills, `s-*` strokes."""
    fills = "".join(f".f-{name}{{fill:var(--{name})}}" for name in LIGHT)
    strokes = "".join(f".s-{name}{{stroke:var(--{name})}}" for name in LIGHT)
    return fills + strokes
