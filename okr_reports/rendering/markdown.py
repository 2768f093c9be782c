"""Commentary written in Markdown as safe HTML: no markup of its own, no images, no address that is fetched."""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

_LINKS = frozenset({"http", "https", "mailto"})
# The page's own headings are h1 and h2: those of a note begin below them.
_HEADING_SHIFT = 2
_DEEPEST_HEADING = 6


def render_markdown(text: str) -> Markup:
    """The note as HTML, its headings from h3 on.

    Markup is shown as typed, an image as its description; links elsewhere than to the web or a mailbox stay text.
    """
    parser = _parser()
    tokens = [_lowered(token) for token in parser.parse(text)]
    return Markup(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    parser = _Notes("commonmark", {"html": False, "linkify": False}).disable(["html_block", "html_inline"])
    parser.add_render_rule("image", _words_of_image)
    return parser


class _Notes(MarkdownIt):
    """Markdown whose links lead to the web or a mailbox only."""

    def validateLink(self, url: str) -> bool:
        """Whether this address may become a link."""
        return url.partition(":")[0].lower() in _LINKS


def _words_of_image(_renderer: object, tokens: Sequence[Token], *place: int) -> str:
    """An image is never loaded: its description stands in its place."""
    return str(escape(tokens[place[0]].content))


def _lowered(token: Token) -> Token:
    if token.type not in ("heading_open", "heading_close"):
        return token
    level = min(int(token.tag[1:]) + _HEADING_SHIFT, _DEEPEST_HEADING)
    return token.copy(tag=f"h{level}")
