"""What mail programs call the parts of an HTML letter: quotes, attributions, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.mailroom.splitting import headers, marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_QUOTES = (
    "blockquote[type=cite], blockquote[cite^='mid:'], blockquote.gmail_quote,"
    " blockquote.protonmail_quote, blockquote.tutanota_quote, blockquote.spark_quote,"
    " blockquote.front-blockquote, blockquote.ori_mail, blockquote#blockquote_zmail,"
    " blockquote#qt, div.gmail_quote, div.protonmail_quote, div.zmail_extra,"
    " div.moz-forward-container, div.ms-outlook-mobile-reference-message, div[name=quote],"
    " [class*=yahoo_quoted], [id*=yahoo_quoted], [name=messageReplySection],"
    " [data-marker=__QUOTED_TEXT__], [class*=mailru-blockquote]"
)
_ATTRIBUTIONS = (
    "div.gmail_attr, div.moz-cite-prefix, div.yahoo_quote_attribution, #reply-intro,"
    " .gmail_quote_attribution"
)
_REPLIES = (
    "#divRplyFwdMsg, #x_divRplyFwdMsg, #OLK_SRC_BODY_SECTION, #zwchr, div.OutlookMessageHeader,"
    " #mail-editor-reference-message-container, [data-marker=__HEADERS__],"
    " [data-marker=__DIVIDER__]"
)
_SIGNATURES = (
    "#Signature, #x_Signature, #signature, .AppleMailSignature, .moz-signature, .gmail_signature,"
    " .gmail_signature_prefix,"
    " #ms-outlook-mobile-signature, .protonmail_signature_block, #composer_signature,"
    " [id^=ymail_][id$=_signature], #AppleMailSignature, #Zm-_Id_-Sgn, [data-marker=__SIG_POST__],"
    " .io-ox-signature, .tutanota_signature"
)
_LONGEST_OPENING = 400
_MOST_NODES_READ = 120
_MOST_CLIMBS = 3


def roles(tree: LexborHTMLParser) -> dict[int, str]:
    """By node: ``quote``, ``attribution``, ``signature`` or ``reply`` (the old letter begins)."""
    found = {node.mem_id: "attribution" for node in tree.css(_ATTRIBUTIONS)}
    found |= {node.mem_id: "signature" for node in tree.css(_SIGNATURES)}
    found |= {node.mem_id: "reply" for node in tree.css(_REPLIES)}
    for node in tree.css(_QUOTES):
        if not _is_passed_on(node) and not _is_frame(node):
            found[node.mem_id] = "quote"
    for node in tree.css("blockquote"):
        if node.mem_id not in found and _is_announced(node):
            found[node.mem_id] = "quote"
    return found


def _is_frame(node: LexborNode) -> bool:
    """A frame round the quote proper: answers between the quotes stand in the frame."""
    return node.tag == "div" and node.css_first("blockquote") is not None


def _is_passed_on(node: LexborNode) -> bool:
    return any(marks.is_forward_mark(marks.plain(line)) for line in _opening(node)[:3])


def _is_announced(node: LexborNode) -> bool:
    """Whether a blockquote without a name begins with an attribution, or stands below one."""
    inside = [marks.plain(line) for line in _opening(node)[:4]]
    above = marks.plain(" ".join(_text_before(node)))
    if len({headers.kind(line) for line in inside} - {""}) >= 3:
        return True
    beginnings = (" ".join(inside[:number]) for number in range(1, 4))
    if marks.has_address(above) and _announces(above):
        return True
    return any(marks.is_precise(text) and _announces(text) for text in beginnings)


def _announces(text: str) -> bool:
    return marks.is_dated_attribution(text) or marks.is_dated_announcement(text)


def _opening(node: LexborNode) -> list[str]:
    """The first pieces of text in ``node``, at most 400 characters; its depth costs nothing."""
    found: list[str] = []
    length = 0
    for text in _texts(node):
        found.append(text)
        length += len(text)
        if length > _LONGEST_OPENING:
            break
    return found


def _texts(node: LexborNode) -> Iterator[str]:
    for seen, child in enumerate(node.traverse(include_text=True)):
        if seen > _MOST_NODES_READ:
            return
        text = (child.text_content or "").strip() if child.tag == "-text" else ""
        if text:
            yield text[:_LONGEST_OPENING]


def _text_before(node: LexborNode) -> list[str]:
    """The text of what stands right above ``node``; nothing when it is long."""
    here: LexborNode | None = node
    for _ in range(_MOST_CLIMBS):
        before = here.prev if here is not None else None
        while before is not None:
            found = _opening(before)
            if found:
                return found if sum(map(len, found)) <= _LONGEST_OPENING else []
            before = before.prev
        here = here.parent if here is not None else None
    return []
