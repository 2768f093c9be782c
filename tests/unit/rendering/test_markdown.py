"""Commentary in Markdown as safe HTML."""

import pytest

from okr_reports.rendering.markdown import render_markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two *agents* left.", "<p>Two <em>agents</em> left.</p>\n"),
        ("# Support", "<h3>Support</h3>\n"),
        ("###### Deep", "<h6>Deep</h6>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<div>\n*x*\n</div>", "<p>&lt;div&gt;\n<em>x</em>\n&lt;/div&gt;</p>\n"),
        ("![the curve](http://example.org/x.png)", "<p>the curve</p>\n"),
        ("![a](data:image/png;base64,AAAA)", "<p>![a](data:image/png;base64,AAAA)</p>\n"),
        ("[site](https://example.org)", '<p><a href="https://example.org">site</a></p>\n'),
        ("[mail](mailto:a@example.org)", '<p><a href="mailto:a@example.org">mail</a></p>\n'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](JaVaScript:alert(1))", "<p>[x](JaVaScript:alert(1))</p>\n"),
        ("[x](file:///etc/passwd)", "<p>[x](file:///etc/passwd)</p>\n"),
        ("[x](/relative)", "<p>[x](/relative)</p>\n"),
        ("<https://example.org>", '<p><a href="https://example.org">https://example.org</a></p>\n'),
        ("https://example.org", "<p>https://example.org</p>\n"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
        ("", ""),
    ],
)
def test_notes_become_safe_html(text: str, html: str) -> None:
    assert render_markdown(text) == html


def test_deeply_nested_notes_end() -> None:
    assert render_markdown(">" * 5000 + " x").count("<blockquote>") < 30


def test_a_broken_address_breaks_nothing() -> None:
    assert render_markdown("[x](http://[::1)").startswith("<p>")
