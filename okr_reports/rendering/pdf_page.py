"""A page as the PDF engine reads it. Imported only where the engine is loaded."""

import html
import re
from collections.abc import Generator
from copy import copy
from functools import cache, cached_property
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from okr_reports.rendering.printable import printable

_VOID_TAG = re.compile(r"<(area|base|br|col|embed|hr|img|input|link|meta|source|wbr)\b([^<>]*?)/?>")
_BARE_PICTURE = re.compile(r"<svg\b(?![^<>]*xmlns)")
_NAMED_SIGN = re.compile(r"&(?!amp;|lt;|gt;|quot;)[A-Za-z]\w*;")
_FOOTNOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
_EVERYWHERE = frozenset({*_FOOTNOTES, "marker"})
_PAGE_PARTS = frozenset({None, "@footnote", "@note-area"})


def read_page(source: str, *, url_fetcher: URLFetcher) -> HTML:
    """The page, fast when its markup is well formed (ours is), else by the rules of HTML."""
    try:
        root = ElementTree.fromstring(as_xml(source))
    except ElementTree.ParseError:
        return HTML(string=printable(source), url_fetcher=url_fetcher)
    # The engine's own HTML parser takes a tenth of all the time, the XML parser next to nothing.
    return _Page(root, url_fetcher=url_fetcher)


def as_xml(source: str) -> str:
    """The source with void tags closed, pictures in their namespace and named signs written out; else as it is."""
    closed = _VOID_TAG.sub(r"<\1\2/>", printable(source))
    named = _BARE_PICTURE.sub('<svg xmlns="http://www.w3.org/2000/svg"', closed)
    return _NAMED_SIGN.sub(lambda match: html.escape(html.unescape(match[0])), named)


class _Page(HTML):
    """A well-formed page, which has no footnotes."""

    def __init__(self, root: ElementTree.Element, *, url_fetcher: URLFetcher) -> None:
        super().__init__(string="<p>", url_fetcher=url_fetcher)
        self.wrapper_element = _PageElement.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_lean(sheet) for sheet in super()._ua_stylesheets(forms)]


@cache
def _lean(sheet: Any) -> Any:
    """The engine's own style without what it works out for every element and every page, and we never use.

    That is: footnotes; markers but of list items; margin boxes, whose style stands in paper.py.
    """
    try:
        lean, lean.matcher = copy(sheet), copy(sheet.matcher)
        rules = sheet.matcher.other_selectors
        lean.matcher.other_selectors = [rule for rule in rules if rule[3] not in _EVERYWHERE]
        items = sheet.matcher.lower_local_name_selectors
        markers = [rule for rule in rules if rule[3] == "marker"]
        lean.matcher.lower_local_name_selectors = items | {"li": [*items["li"], *markers]}
        lean.page_rules = [rule for rule in sheet.page_rules if any(place in _PAGE_PARTS for _, place, _ in rule[1])]
    # Another version keeps its rules otherwise.
    except (AttributeError, LookupError, TypeError, ValueError):
        return sheet
    return lean


class _PageElement(ElementWrapper):
    """An element whose name and classes are looked up once for each style sheet, so they are ready."""

    def __init__(self, etree_element: ElementTree.Element, *place: Any, **also: Any) -> None:
        super().__init__(etree_element, *place, **also)
        address, _, name = etree_element.tag.rpartition("}")
        vars(self).update(
            local_name=name,
            namespace_url=address[1:],
            id=etree_element.get("id"),
            classes=_classes(etree_element.get("class", "")),
        )

    def iter_subtree(self) -> Generator[ElementWrapper, Any, None]:
        """All elements in order, which the engine goes through once for styles, once for each kind it looks for."""
        yield from self._subtree

    @cached_property
    def _subtree(self) -> list[ElementWrapper]:
        return list(super().iter_subtree())


@cache
def _classes(attribute: str) -> frozenset[str]:
    return frozenset(attribute.split())
