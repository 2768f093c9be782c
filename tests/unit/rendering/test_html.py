"""A pack and its template become one self-contained page."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError

from okr_reports.rendering.html import RenderedDocument, columns, content_security_policy, environment, render_document
from okr_reports.rendering.paper import PageOptions, Paper

OPTIONS = PageOptions(
    title="KPI review, September 2026",
    lang="en-IN",
    head_left="KPI review · Example Ltd",
    head_right="Confidential",
    foot_left="okr-reports 0.1.0",
    description="18 of 25 KPIs healthy",
    generator="okr-reports 0.1.0",
    created="2026-10-01T06:00:00+05:30",
)
PAGE = '<h1>{{ pack.title }}</h1><table>{{ columns(20, 40.5) }}<tr><td class="n">{{ pack.value }}</td></tr></table>'


def rendered(template: str = PAGE, *, options: PageOptions = OPTIONS, **pack: object) -> RenderedDocument:
    """The template filled with a pack of these fields."""
    content = {"title": "Nine healthy", "value": "3.4"} | pack
    return render_document(environment().from_string(template), pack=SimpleNamespace(**content), options=options)


def style_of(page: str) -> str:
    """The text of the page's only style element."""
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    return style


def test_the_page_has_language_title_and_description() -> None:
    page = rendered().html
    assert '<html lang="en-IN">' in page
    assert "<title>KPI review, September 2026</title>" in page
    assert '<meta name="description" content="18 of 25 KPIs healthy">' in page


def hash_of(text: str) -> str:
    """A text's hash as a policy names it, escaped as in an attribute."""
    return f"&#39;sha256-{b64encode(sha256(text.encode()).digest()).decode()}&#39;"


def test_the_policy_names_the_hashes_of_the_only_style_and_script_and_allows_nothing_else() -> None:
    page = rendered().html
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert (
        f"default-src &#39;none&#39;; script-src {hash_of(script)}; style-src {hash_of(style_of(page))}; "
        "img-src data:; font-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"
    ) in page


def test_the_source_of_the_pdf_has_no_script_and_its_policy_allows_none() -> None:
    assert not re.search("<script|script-src", rendered().pdf_source)
    assert "script" not in content_security_policy("")


def test_the_page_asks_for_nothing_from_outside() -> None:
    addresses = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?([^\"')]*)", rendered().html)
    assert {address.split(",")[0].split(";")[0] for address in addresses} == {
        "#content",
        "data:font/woff2",
        "data:image/svg+xml",
    }


def test_no_element_has_a_style_of_its_own() -> None:
    assert " style=" not in rendered().html


def test_column_widths_become_classes() -> None:
    assert columns(20, 40.5, 14) == '<colgroup><col class="w20"><col class="w40-5"><col class="w14"></colgroup>'


def test_the_widths_a_page_uses_are_in_its_style() -> None:
    page = rendered().html
    assert ".w20{width:20.0mm}.w40-5{width:40.5mm}" in style_of(page)


def test_text_is_escaped() -> None:
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in rendered(title="<script>alert(1)</script>").html


def test_an_undefined_name_raises() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ pack.owner.name }}", owner=SimpleNamespace())


def test_head_and_foot_stand_in_margin_boxes_and_in_a_line_for_screens() -> None:
    page = rendered().html
    assert '@top-left{content:"KPI review · Example Ltd"' in style_of(page)
    assert '<p class="furniture">KPI review · Example Ltd · Confidential · okr-reports 0.1.0</p>' in page


def test_page_numbers_are_counted_in_the_words_of_the_language() -> None:
    page = rendered(options=replace(OPTIONS, page_words=("Seite", "von"))).html
    assert '@bottom-right{content:"Seite " counter(page) " von " counter(pages)' in style_of(page)


@pytest.mark.parametrize(
    "name",
    ['"}@import url(http://x)', "</style><script>", "\\22 }", "a\nb", "line\u2028end", "{}"],
)
def test_no_name_breaks_out_of_the_strings_of_the_style(name: str) -> None:
    style = style_of(rendered(options=replace(OPTIONS, head_left=name)).pdf_source)
    (written,) = re.findall(r'@top-left\{content:"(.*?)";width', style)
    assert not re.search(r'["{}<>@\n\u2028]', written)


def test_signs_no_page_can_show_are_replaced_visibly() -> None:
    page = rendered(title="a\x00b\x1bc\ud800d\u202ee").html
    assert "<h1>a\ufffdb\ufffdc\ufffdd\ufffde</h1>" in page
    assert page.encode()


def test_line_ends_of_every_system_are_the_same() -> None:
    assert rendered(title="a\r\nb\rc").html == rendered(title="a\nb\nc").html


def test_the_source_of_the_pdf_leaves_out_what_every_document_shares() -> None:
    document = rendered()
    assert len(document.pdf_source) < 3000
    assert "font-face" not in document.pdf_source


def test_letter_pages_have_their_own_size() -> None:
    assert "size: Letter" in style_of(rendered(options=replace(OPTIONS, paper=Paper.LETTER)).html)
    assert "size: Letter" not in style_of(rendered().html)


def test_the_same_pack_gives_the_same_page() -> None:
    assert rendered() == rendered()
