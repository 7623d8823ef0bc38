"""Documents, organisations, initiatives and links that contributions name, merged across them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diwan.texts.abreast import abreast
from diwan.texts.normalise import fold

from .candidates import digest
from .document import Citation, Resource
from .mentions import Mention, bodies, cited, documents, links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .drafting import Source

_KINDS = ("document", "organisation", "initiative", "link")
_SPOKEN = ("answer", "introduction", "own_question", "quoted")
#: of each kind, the most that a reply lists
_MOST = 100
_NAME_AT_MOST = 300
#: so much text is worth a process of its own
_LETTERS_A_PROCESS = 150_000


def resources(sources: Sequence[Source]) -> tuple[Resource, ...]:
    """What contributions name: documents first, then by how many contributions name it.

    One mention a contribution. What a contribution is signed with is no resource of its own,
    and a link that stands in the entry of a document is not listed again.
    """
    ordered = sorted(sources, key=lambda source: (source.contribution, source.version))
    several = abreast(
        _named, ordered, heft=lambda source: len(source.text), least=_LETTERS_A_PROCESS
    )
    named = [
        (source, mention)
        for source, mentions in zip(ordered, several, strict=True)
        for mention in mentions
    ]
    shorts = {mention.short: mention.key for _source, mention in named if mention.short}
    found: dict[tuple[str, str], dict[int, tuple[Source, Mention]]] = {}
    for source, mention in [*named, *_by_acronym(ordered, shorts, named)]:
        kept = found.setdefault((mention.kind, mention.key), {})
        kept.setdefault(source.contribution, (source, mention))
    listed = [_resource(list(each.values())) for each in found.values()]
    return tuple(
        resource for kind in _KINDS for resource in _first([r for r in listed if r.kind == kind])
    )


def _first(listed: list[Resource]) -> list[Resource]:
    return sorted(listed, key=lambda each: (-len(each.mentions), fold(each.name)))[:_MOST]


def _named(source: Source) -> list[Mention]:
    """What one contribution names, outside its signature."""
    signed = _signed(source)
    in_documents: set[str] = set()
    found: list[Mention] = []
    for passage in source.passages:
        listed = documents if passage.kind == "reference" else cited
        entries = list(listed(source.text, passage.start, passage.end))
        in_documents.update(each.url for each in entries)
        found += entries
    for passage in source.passages:
        if passage.kind in _SPOKEN:
            own = bodies(source.text, passage.start, passage.end)
            found += [each for each in own if each.key not in signed]
        if passage.kind in (*_SPOKEN, "reference"):
            linked = links(source.text, passage.start, passage.end)
            found += [each for each in linked if each.url not in in_documents]
    return found


def _signed(source: Source) -> str:
    return fold(
        " ".join(
            " ".join(source.text[passage.start : passage.end].split())
            for passage in source.passages
            if passage.kind in {"signature", "greeting"}
        )
    )


def _by_acronym(
    sources: Iterable[Source], shorts: dict[str, str], named: Sequence[tuple[Source, Mention]]
) -> Iterator[tuple[Source, Mention]]:
    """Mentions by the acronym alone of what somebody has named in full."""
    if not shorts:
        return
    full = {mention.key: mention for _source, mention in named if mention.short}
    written = "|".join(sorted(map(re.escape, shorts), key=lambda short: (-len(short), short)))
    pattern = re.compile(rf"(?<![\w.])(?:{written})(?!\w)")
    for source in sources:
        for passage in source.passages:
            if passage.kind not in _SPOKEN:
                continue
            for match in pattern.finditer(source.text, passage.start, passage.end):
                known = full[shorts[match.group()]]
                yield source, Mention(known.kind, *match.span(), known.name, known.key)


def _resource(mentions: list[tuple[Source, Mention]]) -> Resource:
    """One thing, by the fullest name it is given."""
    named = [mention for _source, mention in mentions]
    fullest = max(named, key=lambda each: (bool(each.short), len(each.name)))
    name = f"{fullest.name} ({fullest.short})" if fullest.short else fullest.name
    return Resource(
        kind=fullest.kind,
        name=name[:_NAME_AT_MOST],
        url=next((each.url for each in named if each.url), ""),
        mentions=tuple(_citation(source, mention) for source, mention in mentions),
    )


def _citation(source: Source, mention: Mention) -> Citation:
    words = source.text[mention.start : mention.end]
    return Citation(
        contribution=source.contribution,
        version=source.version,
        start=mention.start,
        end=mention.end,
        sha256=digest(words),
        language=source.language,
        words=words,
    )
