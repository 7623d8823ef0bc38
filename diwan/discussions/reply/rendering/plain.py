"""A reply as CommonMark, with explicit anchors."""

from __future__ import annotations

import re
from itertools import starmap
from typing import TYPE_CHECKING

from django.utils.translation import override

from diwan.core.wording import direction

from . import wording
from .said import listed
from .sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..document import Document
    from .endorsed import Objected
    from .marks import Run
    from .said import Cited, Said
    from .shapes import Full, Question, Sheet, Thanked, Topic

    Words = dict[str, str]

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~])")
_OPENING = re.compile(r"^(\s*\d{0,9})([-+=.)])")
_BLANKS = re.compile(r"\s+")
#: what would turn the rest of a line round
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def markdown(document: Document) -> str:
    laid = sheet(document)
    with override(document.language):
        words = wording.words()
        body = "\n\n".join(part for part in _parts(laid, words) if part)
    return _turned(body, laid.language, "") + "\n"


def _parts(laid: Sheet, words: Words) -> Iterator[str]:
    yield from _head(laid, words)
    yield "\n".join(_contents(laid, words))
    bodies = {
        "query": _query,
        "contributors": _contributors,
        "summary": _summary,
        "answers": _answers,
        "experiences": _experiences,
        "recommendations": _recommendations,
        "resources": _resources,
        "responses": _responses,
        "limits": _limits,
        "endorsement": _endorsement,
    }
    for name, body in bodies.items():
        yield _heading(2, words[name], name)
        yield from body(laid, words)
    yield _heading(2, words["use"], "use")
    yield words["no_use"]


# --- pieces ----------------------------------------------------------------------------
def escaped(text: str) -> str:
    """``text`` on one line, so that CommonMark shows exactly its words."""
    line = _safe(_BLANKS.sub(" ", text).strip())
    return _OPENING.sub(r"\1\\\2", line)


def _named(name: str) -> str:
    """A name apart from what stands around it, whatever its direction."""
    bare = escaped(_TURNING.sub("", name))
    return f"\u2068{bare}\u2069" if bare else ""


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _heading(level: int, text: str, name: str = "") -> str:
    anchor = f'<a id="{name}"></a>' if name else ""
    return f"{'#' * level} {anchor}{escaped(text)}"


def _turned(text: str, language: str, around: str) -> str:
    """``text`` with its language and direction where they differ from those around it."""
    if (
        not text
        or language.split("-", maxsplit=1)[0] == around.split("-", maxsplit=1)[0]
        or not language
    ):
        return text
    safe = re.sub(r"[^A-Za-z0-9-]", "", language)
    return f'<div lang="{safe}" dir="{direction(language)}">\n\n{text}\n\n</div>'


def _numbered(number: int, href: str) -> str:
    label = f"\\[{number}\\]"
    return f"[{label}]({href})" if href else label


def _cite(cite: Cited) -> str:
    link = _numbered(cite.contribution, cite.href)
    return " ".join([link, *(f"*{escaped(note)}*" for note in cite.notes)])


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


# --- sections --------------------------------------------------------------------------
def _head(laid: Sheet, words: Words) -> Iterator[str]:
    if laid.mark:
        yield f"**{escaped(laid.mark)}**"
    yield escaped(words["reply"])
    yield f"# {escaped(laid.title)}"
    document = laid.document
    facts = [
        *((term, escaped(value)) for term, value in laid.facts),
        (words["conveners"], " · ".join(map(_named, document.conveners))),
        (words["facilitators"], " · ".join(map(_named, document.facilitators))),
    ]
    yield _items(f"{escaped(term)}: {value}" for term, value in facts if value)


def _contents(laid: Sheet, words: Words) -> Iterator[str]:
    yield _heading(2, words["contents"])
    yield ""
    for heading in laid.contents:
        yield f"{'  ' * (heading.level - 1)}- [{escaped(heading.title)}](#{heading.id})"


def _query(laid: Sheet, words: Words) -> Iterator[str]:
    for title, text in (("context", laid.document.context), ("objective", laid.document.objective)):
        if text:
            yield _heading(3, words[title])
            body = "\n\n".join(escaped(part) for part in re.split(r"\n\s*\n", text))
            yield _turned(body, laid.title_language, laid.language)
    yield _heading(3, words["questions"])
    for topic in laid.topics:
        yield _turned(f"**{topic.number}. {escaped(topic.title)}**", topic.language, laid.language)
        yield _items(f"[{each.label}](#{each.id}) {escaped(each.text)}" for each in topic.questions)
    if not laid.topics:
        yield words["no_questions"]


def _contributors(laid: Sheet, words: Words) -> Iterator[str]:
    yield f"{words['thanks']} {laid.counted}" if laid.thanked else laid.counted
    for title, rows in laid.counts:
        yield f"**{title}**"
        yield _items(f"{escaped(name)}: {count}" for name, count in rows)
    yield _items(_thanked(each, words) for each in laid.thanked)
    yield from (f"{escaped(name)} {escaped(note)}" for name, note in laid.footnotes)


def _thanked(each: Thanked, words: Words) -> str:
    number = (
        f"[{words['no']} {each.number}]({each.href})"
        if each.href
        else f"{words['no']} {each.number}"
    )
    signed = words["as_signed"] if each.as_signed else ""
    names = [_named(each.name), _named(each.organisation)]
    facts = map(escaped, [each.kind, signed, each.country, each.language, each.day])
    return " · ".join(part for part in [number, *names, *facts] if part)


def _summary(laid: Sheet, words: Words) -> Iterator[str]:
    if not laid.summary:
        yield words["no_summary"]
    for each in laid.summary:
        yield _turned(escaped(each.text), each.language, laid.language)
        link = f"[{words['statement']} {each.number}](#{each.id})"
        yield " · ".join(part for part in (link, each.label, each.weight) if part)


def _answers(laid: Sheet, words: Words) -> Iterator[str]:
    for topic in laid.topics:
        yield from _topic(topic, laid, words)
    if laid.elsewhere:
        yield _heading(3, words["elsewhere"])
        yield from _all_said(laid.elsewhere, laid, words)


def _topic(topic: Topic, laid: Sheet, words: Words) -> Iterator[str]:
    yield _heading(3, f"{topic.number}. {topic.title}", topic.id)
    if topic.said:
        yield _heading(4, words["whole_topic"])
        yield from _all_said(topic.said, laid, words)
    for question in topic.questions:
        yield from _question(question, laid, words)


def _question(question: Question, laid: Sheet, words: Words) -> Iterator[str]:
    yield _heading(4, f"{words['question']} {question.label}: {question.text}", question.id)
    if not question.said:
        yield " ".join([question.nothing, *starmap(_numbered, question.answered)])
    yield from _all_said(question.said, laid, words)
    if question.related:
        kinds = (
            f"{kind} {listed([f'[{each.number}](#{each.id})' for each in rows])}"
            for kind, rows in question.related
        )
        yield f"{words['see_also']} {' · '.join(kinds)}"


def _all_said(rows: Iterable[Said], laid: Sheet, words: Words) -> Iterator[str]:
    for each in rows:
        yield from _said(each, laid, words)


def _said(each: Said, laid: Sheet, words: Words) -> Iterator[str]:
    yield f'<a id="{each.id}"></a>**{words["statement"]} {each.number}**'
    yield _turned(escaped(each.text), each.language, laid.language) or words["gone"]
    cites = " ".join(_cite(cite) for cite in each.cites)
    objected = f"[{each.objected}](#e{each.number})" if each.objected else ""
    parts = (f"{words['rests_on']} {cites}", each.weight, each.in_language, objected)
    yield " · ".join(part for part in parts if part)
    for cite in each.others:
        yield f"{cite.sign} **{cite.stance_word}** {_cite(cite)} {cite.in_language}".rstrip()
        quoted = f"> {escaped(cite.words)}" if cite.words else ""
        yield _turned(quoted, cite.language, laid.language)


def _experiences(laid: Sheet, words: Words) -> Iterator[str]:
    if not laid.experiences:
        yield words["no_experiences"]
    for country, rows in laid.experiences:
        yield _heading(3, country)
        yield from _all_said(rows, laid, words)


def _recommendations(laid: Sheet, words: Words) -> Iterator[str]:
    if not laid.recommendations:
        yield words["no_recommendations"]
    for each in laid.recommendations:
        to = f"{words['to']} {escaped(each.addressee)}" if each.addressee else words["no_addressee"]
        yield from _said(each, laid, words)
        yield f"**{to}**"


def _resources(laid: Sheet, words: Words) -> Iterator[str]:
    if not laid.resources:
        yield words["no_resources"]
    for title, rows in laid.resources:
        yield _heading(3, title)
        yield _items(
            " ".join(
                part
                for part in (
                    escaped(each.name),
                    _address(each.url, each.url) if each.url else "",
                    *(_cite(cite) for cite in each.cites),
                )
                if part
            )
            for each in rows
        )


def _responses(laid: Sheet, words: Words) -> Iterator[str]:
    yield words["how_marked"] if laid.responses else words["no_responses"]
    for full in laid.responses:
        yield f'### <a id="{full.id}"></a>{_signature(full, words)}'
        facts = (full.language_name, f"{words['version']} {full.version}")
        yield " · ".join(part for part in facts if part)
        text = "\n\n".join(_opened("".join(map(_run, row))) for row in full.paragraphs)
        yield _turned(text, full.language, laid.language)


def _signature(full: Full, words: Words) -> str:
    signed = full.signed
    parts = (
        [_named(signed.name), _named(signed.organisation), escaped(signed.country)]
        if signed
        else []
    )
    return " · ".join(part for part in [f"{words['no']} {full.number}", *parts] if part)


def _opened(paragraph: str) -> str:
    return _OPENING.sub(r"\1\\\2", paragraph)


def _run(run: Run) -> str:
    anchors = "".join(f'<a id="{name}"></a>' for name in run.anchors)
    text = _address(run.text, run.url) if run.url else _safe(run.text)
    marked = f"<mark>{text}</mark>" if run.is_cited else text
    backs = ", ".join(f"[{number}](#s{number})" for number in run.ends)
    return anchors + marked + (f"<sup>{backs}</sup>" if backs else "")


def _address(text: str, url: str) -> str:
    safe = url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"[{_safe(text)}](<{safe}>)"


def _limits(laid: Sheet, words: Words) -> Iterator[str]:
    yield _items(laid.limits)
    yield _heading(3, words["unused"])
    for reason, numbers in laid.unused:
        links = " ".join(f"[\\[{number}\\]](#c{number})" for number in numbers)
        yield f"{escaped(reason)} {links}"
    if not laid.unused:
        yield words["all_cited"] if laid.responses else words["no_responses"]
    yield _heading(3, words["set_aside"])
    if laid.set_aside:
        yield _items(f"{reason}: {count}" for reason, count in laid.set_aside)
    else:
        yield words["none_set_aside"]


def _endorsement(laid: Sheet, words: Words) -> Iterator[str]:
    record = laid.endorsement
    if record is None:
        yield words["not_endorsed"]
        return
    yield _heading(3, record.title)
    yield _items(record.sentences)
    for row in record.alone:
        link = f"[{words['statement']} {row.number}](#s{row.number})"
        mark = f"**{row.mark}**" if row.mark else ""
        told = " · ".join(part for part in (link, row.counts, mark) if part)
        yield f'<a id="{row.id}"></a>{told}'
        for said in row.objections:
            yield from _objected(said, laid, words)
    for each in record.alike:
        mark = f" · **{each.mark}**" if each.mark else ""
        links = (f'<a id="{row.id}"></a>[{row.number}](#s{row.number})' for row in each.rows)
        yield f"{each.line}{mark} ({words['comma'].join(links)})"


def _objected(said: Objected, laid: Sheet, words: Words) -> Iterator[str]:
    yield f"**{said.state}** · {_named(said.signed)}"
    yield _turned(_quoted(said.reason), said.language, laid.language) or words["gone"]
    if said.answer:
        yield words["answer"]
        yield _quoted(said.answer)


def _quoted(text: str) -> str:
    return f"> {escaped(text)}" if text else ""
