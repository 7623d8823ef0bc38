"""How a work is cited: BibTeX, RIS (Ris 2011 tags) and schema.org, from plain values.

Knows no database. Values are cleaned so that none can end its field or begin another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: kind of item → type of BibTeX, of RIS, of schema.org
_TYPES = {
    "practice": ("misc", "GEN", "CreativeWork"),
    "publication": ("techreport", "RPRT", "Report"),
    "material": ("manual", "GEN", "LearningResource"),
    "policy": ("misc", "GOVDOC", "CreativeWork"),
    "norm": ("misc", "STAT", "Legislation"),
    "study": ("techreport", "RPRT", "ScholarlyArticle"),
    "dataset": ("misc", "DATA", "Dataset"),
}
_ANY = ("misc", "GEN", "CreativeWork")
_LICENCES = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc-by-nc-sa": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "cc-by-nd": "https://creativecommons.org/licenses/by-nd/4.0/",
}
#: what BibTeX reads as its own, and how it is written
_TEX = {
    "\\": r"\textbackslash{}",
    **{sign: f"\\{sign}" for sign in "{}&%$#_"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_KEY = re.compile(r"[^A-Za-z0-9-]")


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation says; ``key`` is the item's address, ``url`` that of its page."""

    key: str
    kind: str
    title: str
    url: str
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    link: str = ""
    summary: str = ""
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    licence: str = ""


def bibtex(work: Work) -> str:
    """One entry; names stand in braces so that no program turns them round."""
    fields = {
        "title": "{" + _tex(work.title) + "}",
        "author": " and ".join("{" + _tex(name) + "}" for name in work.authors),
        "institution" if _of(work)[0] == "techreport" else "publisher": _tex(
            "; ".join(work.publishers)
        ),
        "year": str(work.year or ""),
        "doi": _plain(work.doi),
        "url": _plain(work.link or work.url),
        "language": _tex(", ".join(work.languages)),
        "keywords": _tex(", ".join(work.keywords)),
        "abstract": _tex(work.summary),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = _KEY.sub("", work.key) or "item"
    return f"@{_of(work)[0]}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def ris(work: Work) -> str:
    """One record; lines end as the format demands, with carriage return and line feed."""
    lines = [("TY", _of(work)[1]), *_ris_lines(work), ("ER", "")]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines)


def _ris_lines(work: Work) -> Iterator[tuple[str, str]]:
    yield "TI", work.title
    yield from (("AU", name) for name in work.authors)
    yield from (("PB", name) for name in work.publishers)
    single = {
        "PY": str(work.year or ""),
        "DO": work.doi,
        "UR": work.link or work.url,
        "AB": work.summary,
    }
    yield from ((tag, value) for tag, value in single.items() if value)
    yield from (("LA", code) for code in work.languages)
    yield from (("KW", word) for word in work.keywords)


def schema(work: Work) -> dict[str, Any]:
    """The work as JSON-LD (schema.org); only what is known."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _of(work)[2],
        "@id": work.url,
        "name": work.title,
        "url": work.link or work.url,
        "description": work.summary,
        "inLanguage": list(work.languages),
        "keywords": list(work.keywords),
        "author": [_body(name) for name in work.authors],
        "publisher": [_body(name) for name in work.publishers],
        "spatialCoverage": list(work.places),
        "datePublished": str(work.year or ""),
        "identifier": f"https://doi.org/{work.doi}" if work.doi else "",
        "license": _LICENCES.get(work.licence, ""),
    }
    return {name: value for name, value in told.items() if value}


def _of(work: Work) -> tuple[str, str, str]:
    return _TYPES.get(work.kind, _ANY)


def _body(name: str) -> dict[str, str]:
    """Whether a name is that of a person or a body is not known."""
    return {"@type": "Thing", "name": name}


def _one_line(text: str) -> str:
    return _BLANK.sub(" ", text).strip()


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _one_line(text))


def _plain(text: str) -> str:
    """An address: nothing of it may close the field."""
    return _one_line(text).replace("{", "%7B").replace("}", "%7D")


def written(works: Iterable[Work], form: str) -> str:
    """All of them in ``bib`` or ``ris``."""
    write = {"bib": bibtex, "ris": ris}[form]
    return "\n".join(write(work) for work in works)
