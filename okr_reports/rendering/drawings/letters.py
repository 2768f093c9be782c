"""How wide the signs of our face are, so that words in pictures neither touch nor leave the frame."""

from functools import cache
from unicodedata import category, east_asian_width, normalize

# Advance widths of Inter Tab in em, the wider of regular and semibold, rounded up. A test reads them from the font.
_GROUPS = {
    0.2: "\u2009\u202f",
    0.3: "ijlI \u00a0‘’",
    0.35: "!',.:;·\u2008",
    0.4: "frt()/[\\]`|",
    0.5: "-^_{}–°",
    0.55: 's"*?“”',
    0.6: "acekvxyzFJL₹",
    0.65: "bdghnopquEP0123456789#+<=>−≤≥±£µöü\u2007",
    0.7: "BRSTZ$&~≠×÷€฿ß",
    0.75: "ACDGHKUVXYΔ",
    0.8: "NOQ",
    0.85: "w",
    0.95: "mM",
    1.0: "@—…",
    1.05: "W%",
}
_WIDTHS = {sign: width for width, signs in _GROUPS.items() for sign in signs}
_WIDE, _CAPITAL, _OTHER = 1.05, 0.8, 0.7


@cache
def sign_width(sign: str) -> float:
    """The width of one sign in em: as wide as its letter without accents; what the face does not have is guessed."""
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    letter = normalize("NFKD", sign)[0]
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if category(sign) == "Mn":
        return 0.0
    if east_asian_width(sign) in "WF" or category(sign) in ("So", "Sc", "Sm"):
        return _WIDE
    return _CAPITAL if sign.isupper() else _OTHER
