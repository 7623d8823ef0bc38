"""An HTML letter as lines of text: blocks, lists and quotes kept, nothing loaded, nothing run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from . import bare, sheets
from .colours import Look, look_of
from .roles import roles
from .written import Written, told

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from diwan.mailroom.splitting import Line

_UNSEEN = "script, style, head, title, meta, link, noscript, template, object, iframe, svg"
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead"),
        *("tr", "ul"),
    ]
)
_SPACED = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "dl"]
)
#: what marks need: an attribute, a quote, letters that are drawn in a way of their own
_MARKING = re.compile(r"<(?:[^<>]*=|(?:blockquote|b|strong|i|em|u|mark|font)\b)", re.IGNORECASE)
_WORD = re.compile(r"\w")
_NEW_LINES = (b"<p>", b"<p ", b"<br", b"<div", b"<li", b"<tr", b"<h", b"<blockquote", b"<pre")
_SPACES = re.compile(r" {2,}")
_INDENT = re.compile(r"(?:  )*(?=- |\d+\. )")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MOST_NODES = 400_000
_DEEPEST = 20_000
#: as in `splitting.lines_of`
_MOST_LINES = 20_000
_LONGEST = 5_000_000
#: a line that turns more often is nobody's question and answer
_MOST_TURNS = 20
#: bytes from one tag to the next; programs write twice as many
_LEAST_BETWEEN = 36


def lines(source: str) -> list[Line]:
    """The lines of an HTML body; quoted ones begin with “> ”, marks of mail programs are kept."""
    source = source[:_LONGEST]
    if source.count("<") > _DEEPEST and _is_no_letter(source.encode("utf-8", "replace").lower()):
        return bare.lines(source, _BLOCKS)
    tree = LexborHTMLParser(source)
    styles = sheets.styles(tree)
    for node in tree.css(_UNSEEN):
        node.decompose()
    root = tree.body or tree.root
    if root is None:
        return []
    writer = _Writer(roles(tree), styles)
    writer.walk(root)
    return writer.finished()


def may_mark(source: str) -> bool:
    """Whether `lines` may give a line of ``source`` a mark; where it cannot, this is quicker."""
    return _MARKING.search(source) is not None


def _is_no_letter(lower: bytes) -> bool:
    """More lines or elements than letters have: the tree would take twenty times the letter."""
    is_dense = lower.count(b"<") * _LEAST_BETWEEN > len(lower)
    is_endless = sum(lower.count(tag) for tag in _NEW_LINES) > _MOST_LINES
    return is_dense or is_endless or _is_bottomless(lower)


def _is_bottomless(lower: bytes) -> bool:
    """Far more elements opened than closed: built to make the parser count for minutes."""
    single = sum(
        lower.count(tag) for tag in (b"<br", b"<img", b"<hr", b"<!", b"<p", b"<li", b"<td", b"<tr")
    )
    return lower.count(b"<") - 2 * lower.count(b"</") - single > _DEEPEST


class _Writer:
    """Walks the tree without recursion, so that no depth of nesting can stop it."""

    def __init__(self, roles: dict[int, str], styles: dict[str, str]) -> None:
        self.roles = roles
        self.styles = styles
        self.written: list[Written] = []
        self.inline: list[str] = []
        self.turns: list[tuple[int, Look]] = []
        self.looks: list[tuple[int, Look]] = [(0, Look())]
        self.used: set[Look] = set()
        self.sets: dict[frozenset[Look], frozenset[Look]] = {}
        self.is_old = False
        self.links = 0
        self.depth = 0
        self.mark = ""
        self.bullets: list[tuple[str, int]] = []
        self.is_preformatted = 0
        self.needs_blank = False

    def walk(self, root: LexborNode) -> None:
        node: LexborNode | None = root
        seen = 0
        while node is not None and seen < _MOST_NODES:
            seen += 1
            self._enter(node)
            child = node.child
            if child is not None:
                node = child
                continue
            node = self._after(node, root)

    def _after(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        """The node that follows ``node`` and all in it; what is passed on the way is left."""
        here: LexborNode | None = node
        while here is not None:
            self._leave(here)
            if here.mem_id == root.mem_id:
                return None
            if here.next is not None:
                return here.next
            here = here.parent
        return None

    def finished(self) -> list[Line]:
        self._end_line()
        while self.written and not self.written[-1].text.strip():
            self.written.pop()
        return told(self.written)

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return
        if tag in _BLOCKS:
            self._begin_block(tag)
        role = self.roles.get(node.mem_id, "")
        if role == "quote":
            self._end_line()
            self.depth += 1
        elif role:
            self._end_line()
            self.mark = role
            self.is_old = self.is_old or role == "reply"
        around = self.looks[-1][1]
        look = look_of(node, around, self.styles)
        if look is not around and look != around:
            self.looks.append((node.mem_id, look))
        self._open(node, tag)

    def _open(self, node: LexborNode, tag: str | None) -> None:
        if tag == "br":
            self._end_line(is_hard=True)
        elif tag == "pre":
            self.is_preformatted += 1
        elif tag == "a":
            self.links += 1
        elif tag in {"td", "th"}:
            self.inline.append(" | " if "".join(self.inline).strip() else "")
        elif tag in {"ul", "ol"}:
            self.bullets.append((tag, 0))
        elif tag == "li":
            self._bullet()
        elif tag == "img" and (node.attributes.get("alt") or "").strip():
            self.inline.append(f"[{(node.attributes['alt'] or '').strip()}]")

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._end_line()
            self.needs_blank = self.needs_blank or (tag in _SPACED and len(self.bullets) < 2)
        elif tag == "a":
            self.links -= 1
            self._end_link(node)
        if tag == "pre":
            self.is_preformatted -= 1
        elif tag in {"ul", "ol"} and self.bullets:
            self.bullets.pop()
        role = self.roles.get(node.mem_id, "")
        if role == "quote":
            self._end_line()
            self.depth -= 1
        elif role in {"attribution", "signature"}:
            self._end_line()
            self.mark = ""
        if self.looks[-1][0] == node.mem_id:
            self.looks.pop()

    def _begin_block(self, tag: str) -> None:
        self._end_line()
        self.needs_blank = self.needs_blank or (tag in _SPACED and not self.bullets)

    def _bullet(self) -> None:
        if not self.bullets:
            self.inline.append("- ")
            return
        tag, number = self.bullets[-1]
        self.bullets[-1] = (tag, number + 1)
        indent = "  " * (len(self.bullets) - 1)
        self.inline.append(f"{indent}{number + 1}. " if tag == "ol" else f"{indent}- ")

    def _end_link(self, node: LexborNode) -> None:
        """Write the address after the words, when the words do not show it already."""
        address = (node.attributes.get("href") or "").strip()
        words = node.text(strip=True)
        if address.lower().startswith(("http://", "https://")) and words:
            bare = address.split("://", 1)[1].rstrip("/")
            if bare not in words:
                self.inline.append(f" <{address[:2000]}>")

    def _text(self, text: str) -> None:
        if not self.links and _WORD.search(text):
            self._show(self.looks[-1][1])
        if self.is_preformatted:
            *whole, last = text.split("\n")
            for line in whole:
                self.inline.append(line)
                self._end_line(is_hard=True)
            self.inline.append(last)
            return
        self.inline.append(_BLANKS.sub(" ", text))

    def _show(self, look: Look) -> None:
        self.used.add(look)
        if not self.turns or self.turns[-1][1] != look:
            self.turns.append((len(self.inline), look))

    def _end_line(self, *, is_hard: bool = False) -> None:
        tidy = str if self.is_preformatted else _tidy
        text, turns = tidy("".join(self.inline)), self.turns
        if 1 < len(turns) <= _MOST_TURNS:
            turns = [(len(tidy("".join(self.inline[:at]))), look) for at, look in turns]
        else:
            turns = []
        self.inline, self.turns = [], []
        if text.strip() or (is_hard and self.written):
            self._write(text, turns)

    def _write(self, text: str, turns: list[tuple[int, Look]]) -> None:
        if self.needs_blank and self.written and self.written[-1].text.strip():
            self.written.append(Written("", "", self.depth, frozenset(), self.is_old))
        self.needs_blank = False
        looks = frozenset(self.used)
        looks = self.sets.setdefault(looks, looks)  # the same few, line after line
        self.used.clear()
        self.written.append(Written(text, self.mark, self.depth, looks, self.is_old, tuple(turns)))
        if self.mark == "reply":
            self.mark = ""


def _tidy(text: str) -> str:
    """One blank between words; the indent of a list item is kept."""
    indent = _INDENT.match(text)
    return (indent.group() if indent else "") + _SPACES.sub(" ", text.strip(" "))
