"""Commentary written in Markdown as safe HTML: no markup of its own, no images, no address that is fetched."""

from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_LINKS = frozenset({"http", "https", "mailto"})
# The page's own headings are h1 and h2: those of a note begin below them.
_HEADING_SHIFT = 2
_DEEPEST_HEADING = 6


def render_markdown(text: str) -> Markup:
    """The note as HTML. Headings start at h3; markup and images are shown as typed; other links lose their address."""
    parser = _parser()
    tokens = [_lowered(token) for token in parser.parse(text)]
    return Markup(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "html_block", "html_inline"])
    parser.validateLink = _may_be_linked  # pyright: ignore[reportAttributeAccessIssue]
    return parser


def _may_be_linked(address: str) -> bool:
    return urlsplit(address.strip()).scheme.lower() in _LINKS


def _lowered(token: Token) -> Token:
    if token.type not in ("heading_open", "heading_close"):
        return token
    level = min(int(token.tag[1:]) + _HEADING_SHIFT, _DEEPEST_HEADING)
    return token.copy(tag=f"h{level}")
