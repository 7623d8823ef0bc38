"""The pages of an archive in the active language: name and bytes of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from diwan.core.wording import Wording, choose

from .. import crowd, naming
from ..reply.rendering import names
from . import asking, places, replying, voices
from .about import facts
from .voices import FileLine, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..naming import Asked
    from ..reply.document import Document
    from .asking import Heard
    from .frame import Frame
    from .gathering import Holdings
    from .places import Places
    from .words import Text

    Pages = Iterator[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Binder:
    """Makes the pages of one language, which must be active."""

    holdings: Holdings
    frame: Frame
    texts: Mapping[int, Text]
    stand: Places
    document: Document | None

    def pages(self) -> Pages:
        asked = naming.asked(self.holdings.questions)
        heard = asking.heard(self.holdings, self.texts, self.stand, asked)
        yield "index.html", self._index(heard)
        yield "call.html", self._call(asked)
        yield from self._contributions(asked)
        yield "questions.html", self._questions(heard)
        for each in heard:
            yield from self._answers(each)
        if self.document is not None:
            yield "reply.html", self._reply(self.document)
        yield "files.html", self._files()

    def _page(self, name: str, template: str, heading: str, **context: object) -> bytes:
        section = str(context.pop("section", name))
        return self.frame.page(template, name, heading=heading, section=section, **context)

    def _index(self, heard: list[Heard]) -> bytes:
        holdings = self.holdings
        count = len(holdings.contributions)
        return self._page(
            "index.html",
            "index.html",
            _("About this archive"),
            facts=facts(holdings.discussion),
            tables=crowd.tables(holdings.released),
            footnotes=_footnotes(holdings),
            leaves=places.leaves("contributions", count),
            heard=heard,
            count=len(holdings.released),
            withdrawn=count - len(holdings.released),
            document=self.document,
            versions=holdings.versions,
        )

    def _call(self, asked: Mapping[str, Asked]) -> bytes:
        holdings = self.holdings
        topics = [
            (topic.number, choose(topic.title), [asked[each.key] for each in topic.questions.all()])
            for topic in holdings.topics
        ]
        return self._page(
            "call.html",
            "call.html",
            _("The call"),
            facts=facts(holdings.discussion),
            sections=_sections(holdings),
            topics=topics,
            papers=papers(holdings),
        )

    def _contributions(self, asked: Mapping[str, Asked]) -> Pages:
        rows = voices.shown(self.holdings, self.texts, asked, self.stand)
        leaves = places.leaves("contributions", len(rows))
        for leaf in leaves:
            yield (
                leaf.name,
                self._page(
                    leaf.name,
                    "contributions.html",
                    _("Contributions"),
                    section="contributions.html",
                    rows=rows[leaf.first : leaf.last],
                    leaf=leaf,
                    leaves=leaves,
                    footnotes=_footnotes(self.holdings),
                ),
            )

    def _questions(self, heard: list[Heard]) -> bytes:
        return self._page("questions.html", "questions.html", _("By question"), heard=heard)

    def _answers(self, heard: Heard) -> Pages:
        leaves = places.leaves(heard.stem, len(heard.answers))
        for leaf in leaves:
            yield (
                leaf.name,
                self._page(
                    leaf.name,
                    "answers.html",
                    f"{heard.name} {heard.label}",
                    section="questions.html",
                    heard=heard,
                    answers=heard.answers[leaf.first : leaf.last],
                    leaf=leaf,
                    leaves=leaves,
                ),
            )

    def _reply(self, document: Document) -> bytes:
        html = self._page(
            "reply.html",
            "reply.html",
            _("Consolidated reply"),
            **replying.context(document, self.stand),
        )
        return replying.led(html.decode(), self.stand).encode()

    def _files(self) -> bytes:
        return self._page(
            "files.html",
            "files.html",
            _("Files"),
            papers=papers(self.holdings),
            attachments=self._attachments(),
            data=["call", "contributions", "passages", *(["reply"] if self.document else [])],
        )

    def _attachments(self) -> list[FileLine]:
        label = _("Contribution %(number)s")
        return [
            replace(
                line,
                about=label % {"number": holding.number},
                about_href=self.stand.contribution(holding.number),
            )
            for holding in self.holdings.contributions
            for line in voices.files_of(holding)
        ]


def papers(holdings: Holdings) -> list[FileLine]:
    """The background papers, every version of each language."""
    return [
        FileLine(
            name=plain(paper.title),
            place=places.paper(order, paper.language, paper.version, voices.suffix(paper)),
            size=str(filesizeformat(paper.size)),
            about=_("%(language)s, version %(number)s")
            % {"language": naming.language_name(paper.language), "number": paper.version},
        )
        for order, paper in enumerate(holdings.papers, start=1)
    ]


def _sections(holdings: Holdings) -> list[tuple[str, Wording, SafeString]]:
    discussion = holdings.discussion
    texts = [
        (_("What it is about"), discussion.context),
        (_("What we want to find out"), discussion.objective),
        (_("Who should contribute"), discussion.who),
        (_("What the result is for, and when"), discussion.use),
    ]
    chosen = [(heading, choose(text)) for heading, text in texts if text]
    return [(heading, wording, _prose(wording)) for heading, wording in chosen]


def _prose(wording: Wording) -> SafeString:
    html = urlize(plain(wording.text, wording.language), nofollow=True, autoescape=True)
    return mark_safe(linebreaks(html, autoescape=False))


def _footnotes(holdings: Holdings) -> tuple[tuple[str, str], ...]:
    used = {row.country.code for row in holdings.released if row.country is not None}
    return names.footnotes(used | {place.code for place in holdings.discussion.places.all()})
