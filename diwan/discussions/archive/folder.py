"""Every file of an archive, one after the other, the list of them with their digests last."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import override

from diwan.core.wording import choose, direction

from ..reply import rendering
from ..reply.rendering.page import style
from . import data, places, readme, replying, voices, words
from .frame import OWN_NAMES, frame
from .gathering import gather
from .pages import Binder, papers
from .places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ..models import Discussion
    from ..reply.document import Document
    from .gathering import Holdings

    Files = Iterator[tuple[str, bytes]]

FORMAT = "diwan-archive/1"
MANIFEST = "manifest.json"
#: the meanings of the house first, then what is drawn with them
_STYLES = ("reply_alone.css", "reply.css", "archive.css")


def files(
    discussion: Discussion, *, languages: Sequence[str], day: date, with_draft: bool = False
) -> Files:
    """Path in the folder and bytes of every file.

    Args:
        languages: of the layouts, each of en, fr and ar; the first one is that of the reply's data.
        day: printed as the day of the archive.
        with_draft: take in the team's draft of the reply where none is public, marked as draft.

    Raises:
        Refusal: the discussion is still in preparation.
    """
    holdings = gather(discussion, with_draft=with_draft)
    listed = []
    for path, content in _files(holdings, languages, day):
        digest = hashlib.sha256(content).hexdigest()
        listed.append({"path": path, "bytes": len(content), "sha256": digest})
        yield path, content
    manifest = {
        "format": FORMAT,
        "discussion": discussion.slug,
        "date": day.isoformat(),
        "languages": list(languages),
        "reply": holdings.reply.state if holdings.reply is not None else None,
        "files": sorted(listed, key=lambda each: str(each["path"])),
    }
    yield MANIFEST, data.encoded(manifest)


def _files(holdings: Holdings, languages: Sequence[str], day: date) -> Files:
    documents = _documents(holdings, languages)
    document = documents.get(languages[0])
    texts = words.texts(holdings, document)
    stand = Places(
        places.pages_of([each.number for each in holdings.contributions]),
        frozenset(anchor for text in texts.values() for anchor in text.anchors),
    )
    yield "index.html", _door(holdings, languages)
    yield places.STYLE, "\n".join(map(style, _STYLES)).encode()
    for language in languages:
        with override(language):  # and not while somebody else works on a page
            around = frame(holdings, languages, day)
            binder = Binder(holdings, around, texts, stand, documents.get(language))
            pages = [(f"{language}/{name}", content) for name, content in binder.pages()]
        yield from pages
    with override(languages[0]):
        made = list(_data(holdings, texts, document))
    yield from made
    yield "README.txt", readme.text(holdings, languages, day)
    yield from _enclosed(holdings)


def _documents(holdings: Holdings, languages: Sequence[str]) -> dict[str, Document]:
    reply = holdings.reply
    if reply is None:
        return {}
    return {language: replying.document(reply, language) for language in languages}


def _door(holdings: Holdings, languages: Sequence[str]) -> bytes:
    """The first page: the way to each language."""
    ways = []
    for language in languages:
        with override(language):
            title = choose(holdings.discussion.title)
            way = {"language": language, "direction": direction(language), "title": title}
            lead = readme.lead(holdings)
            ways.append(way | {"lead": lead, "name": OWN_NAMES[language]})
    context = {"ways": ways, "style": places.STYLE, "language": languages[0]}
    return render_to_string("discussions/archive/door.html", context).encode()


def _data(holdings: Holdings, texts: dict[int, words.Text], document: Document | None) -> Files:
    yield "data/call.json", data.encoded(data.call(holdings, papers(holdings)))
    yield "data/contributions.json", data.encoded(data.contributions(holdings, texts))
    yield "data/passages.json", data.encoded(data.passages(holdings))
    if holdings.versions:
        yield "data/versions.json", data.encoded(data.versions(holdings))
    if document is not None:
        yield "data/reply.json", rendering.as_json(document).encode()


def _enclosed(holdings: Holdings) -> Files:
    """The background papers, and the files that came with released contributions."""
    for line, paper in zip(papers(holdings), holdings.papers, strict=True):
        with paper.file.open("rb") as opened:
            yield line.place, opened.read()
    for holding in holdings.contributions:
        for line, attachment in zip(voices.files_of(holding), holding.files, strict=True):
            with attachment.file.open("rb") as opened:
                yield line.place, opened.read()
