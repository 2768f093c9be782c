"""What a page needs beside its content: paper, language, title, and the words at its head and foot."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from okr_reports.rendering.palette import LIGHT
from okr_reports.rendering.printable import printable


class Paper(StrEnum):
    """The sizes the stylesheets are made for."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True)
class PageOptions:
    """Title and language of a document, and the words repeated on every page.

    `created` is an ISO 8601 moment (never the clock: the run's `as_of`) or empty.
    `page_words` are those of "page 2 of 6"; `untagged_words` stand in the foot of a PDF without tags.
    `is_one_of_many`: thousands are made alike, so what they can share is made once.
    """

    title: str
    lang: str
    head_left: str = ""
    head_right: str = ""
    foot_left: str = ""
    paper: Paper = Paper.A4
    description: str = ""
    generator: str = ""
    created: str = ""
    page_words: tuple[str, str] = ("page", "of")
    skip_words: str = "Skip to the content"
    pdf_is_tagged: bool = True
    untagged_words: str = "untagged PDF: screen readers use the HTML"
    is_one_of_many: bool = False

    @property
    def furniture(self) -> str:
        """Head and foot in one line, for screens."""
        return " · ".join(words for words in (self.head_left, self.head_right, self.foot_left) if words)


def pdf_page_rules(options: PageOptions) -> str:
    """The `@page` rule for the PDF, which says so when it is not tagged."""
    if options.pdf_is_tagged:
        return page_rules(options)
    foot = " · ".join(words for words in (options.foot_left, options.untagged_words) if words)
    return page_rules(replace(options, foot_left=foot))


_HEAD = f"vertical-align:bottom;padding-bottom:4pt;margin-bottom:10pt;border-bottom:.5pt solid {LIGHT['rule']};"
_FOOT = "vertical-align:top;padding-top:10pt;"
_FACE = f'font:7pt/9pt "Inter Tab";color:{LIGHT["mute"]};'


def page_rules(options: PageOptions) -> str:
    """The `@page` rule with the document's own words in its margin boxes."""
    page_word, of_word = options.page_words
    of_pages = f"{_css_string(f'{page_word} ')} counter(page) {_css_string(f' {of_word} ')} counter(pages)"
    # The boxes shrink to their text unless their widths total 100 %.
    boxes = (
        ("top-left", _css_string(options.head_left), "60%", "left", _HEAD),
        ("top-right", _css_string(options.head_right), "40%", "right", _HEAD),
        ("bottom-left", _css_string(options.foot_left), "80%", "left", _FOOT),
        ("bottom-right", of_pages, "20%", "right", _FOOT),
    )
    return (
        "@page{"
        + "".join(
            f"@{place}{{content:{content};width:{width};text-align:{align};{look}{_FACE}}}"
            for place, content, width, align, look in boxes
        )
        + "}"
    )


def _css_string(text: str) -> str:
    """Text as a CSS string: everything but letters, digits and harmless signs is written as its code point."""
    escaped = re.sub(r"[^\w .,;:·–—()/+-]", lambda match: f"\\{ord(match[0]):x} ", printable(text))
    return f'"{escaped}"'
