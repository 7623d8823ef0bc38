"""The sections of a reply, written into a DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ooxml import Look, closing, opening
from .word_pieces import Writer
from .word_style import ACCENT, COLOURS, SIGNAL, SOFT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as Docx
    from docx.table import _Cell

    from .endorsed import Alike, Objected
    from .marks import Run
    from .said import Cited, Said
    from .shapes import Full, Listed, Question, Sheet, Thanked
    from .word_pieces import Line

_LINK = Look(colour=ACCENT)
_CITE = Look(is_bold=True, colour=ACCENT)
_NOTE = Look(is_italic=True, colour=SIGNAL)
_BOLD = Look(is_bold=True)
_SOFT = Look(colour=SOFT)
_RAISED = Look(is_raised=True, is_bold=True, colour=ACCENT)
_FACTS, _SIDES, _THANKED = (4.0, 12.4), (8.2, 8.2), (1.2, 7.4, 2.8, 2.2, 2.8)


def written(laid: Sheet, words: dict[str, str]) -> Docx:
    """``laid`` as a DOCX, from the title to the use made of it."""
    body = Body(laid, words)
    body.margins()
    body.title()
    body.contents()
    sections = {
        "query": body.query,
        "contributors": body.contributors,
        "summary": body.summary,
        "answers": body.answers,
        "experiences": body.experiences,
        "recommendations": body.recommendations,
        "resources": body.resources,
        "responses": body.responses,
        "limits": body.limits,
        "endorsement": body.endorsement,
        "use": body.use,
    }
    for name, section in sections.items():
        body.heading(1, words[name], name)
        section()
    return body.docx


class Body(Writer):
    def __init__(self, laid: Sheet, words: dict[str, str]) -> None:
        super().__init__(laid.language)
        self.laid, self.say = laid, words

    def nothing(self, name: str) -> None:
        """What stands where there is nothing."""
        self.line(self.say[name], look=_SOFT)

    def cite(self, line: Line, cite: Cited) -> None:
        label = f"[{cite.contribution}]"
        if cite.href:
            line.link(cite.href, label, _CITE, language="en")
        else:
            line.words(label, _CITE, language="en")
        for note in cite.notes:
            line.words(f" {note}", _NOTE, language=self.language)
        line.words(" ", language=self.language)

    def to_statement(self, line: Line, each: Said) -> Line:
        return line.link(f"#{each.id}", f"{self.say['statement']} {each.number}", _LINK)

    # --- head --------------------------------------------------------------------------
    def margins(self) -> None:
        """The title above each page; below, the state of the reply and the page's number."""
        self.head(self.laid.title_language).words(self.laid.title, _SOFT)
        foot = self.foot().words(f"{self.laid.running} · ", _NOTE if self.laid.mark else _SOFT)
        foot.field("PAGE", "1").words(" / ", _SOFT).field("NUMPAGES", "1")

    def title(self) -> None:
        if self.laid.mark:
            self.line(self.laid.mark, "Reply Mark")
        self.line(self.say["reply"], "Reply Small", look=_CITE)
        self.line(self.laid.title, "Title", language=self.laid.title_language)
        self.line(self.say["lead"])
        document = self.laid.document
        facts = (
            *self.laid.facts,
            (self.say["conveners"], " · ".join(document.conveners)),
            (self.say["facilitators"], " · ".join(document.facilitators)),
        )
        table = self.table(_FACTS)
        for term, value in facts:
            if value:
                left, right = self.row(table)
                self.line(term, "Reply Cell", look=_SOFT, cell=left)
                self.line(value, "Reply Cell", cell=right)

    def contents(self) -> None:
        """A field that a word processor can bring up to date; it is filled from the start."""
        self.line(self.say["contents"], "Reply Mark", look=_LINK)
        lines = []
        for heading in self.laid.contents:
            lines.append(self.line("", "Reply Contents").indented(0.6 * (heading.level - 1)))
            if len(lines) == 1:
                opening(lines[0].element, 'TOC \\o "1-2" \\h \\z \\u')
            language = heading.language or self.language
            lines[-1].link(f"#{heading.id}", heading.title, language=language)
        closing(lines[-1].element)

    # --- the call and who answered it --------------------------------------------------
    def query(self) -> None:
        document = self.laid.document
        for name, text in (("context", document.context), ("objective", document.objective)):
            if text:
                self.heading(2, self.say[name])
                for part in filter(None, (line.strip() for line in text.split("\n"))):
                    self.line(part, language=self.laid.title_language)
        self.heading(2, self.say["questions"])
        for topic in self.laid.topics:
            title = f"{topic.number}. {topic.title}"
            self.line(title, language=topic.language, look=_BOLD).with_next()
            for question in topic.questions:
                line = self.line("", language=question.language)
                line.link(f"#{question.id}", question.label, _colour(question), language="en")
                line.words(f"  {question.text}")
        if not self.laid.topics:
            self.nothing("no_questions")

    def contributors(self) -> None:
        thanks = self.say["thanks"] if self.laid.thanked else ""
        self.line(f"{thanks} {self.laid.counted}".strip())
        for title, rows in self.laid.counts:
            shown = " · ".join(f"{name} {count}" for name, count in rows)
            self.line(f"{title}: ", "Reply Small", look=_BOLD).words(shown)
        if self.laid.thanked:
            self.thanks()
        for name, note in self.laid.footnotes:
            self.line(f"{name} {note}", "Reply Small")

    def thanks(self) -> None:
        table = self.table(_THANKED)
        names = ("no", "who", "country", "language", "date")
        for cell, name in zip(self.row(table, is_head=True), names, strict=True):
            self.line(self.say[name], "Reply Cell", look=_BOLD, cell=cell)
        for each in self.laid.thanked:
            self.thank(self.row(table), each)

    def thank(self, cells: list[_Cell], each: Thanked) -> None:
        number = self.line("", "Reply Cell", cell=cells[0])
        if each.href:
            number.link(each.href, str(each.number), _LINK)
        else:
            number.words(str(each.number))
        for text in filter(None, (each.name, each.organisation)):
            self.line(text, "Reply Cell", cell=cells[1])
        signed = self.say["as_signed"] if each.as_signed else ""
        if more := " · ".join(filter(None, (each.kind, signed))):
            self.line(more, "Reply Cell", look=_SOFT, cell=cells[1])
        for cell, text in zip(cells[2:], (each.country, each.language, each.day), strict=True):
            self.line(text or "–", "Reply Cell", cell=cell)

    # --- what was said -----------------------------------------------------------------
    def summary(self) -> None:
        if not self.laid.summary:
            self.nothing("no_summary")
        for each in self.laid.summary:
            self.line(each.text, "Reply Statement", language=each.language).with_next()
            self.to_statement(self.line("", "Reply Small"), each).words(f" · {each.weight}")

    def answers(self) -> None:
        for topic in self.laid.topics:
            title = f"{topic.number}. {topic.title}"
            self.heading(2, title, topic.id, language=topic.language)
            if topic.said:
                self.line(self.say["whole_topic"], look=_BOLD).with_next()
                self.all_said(topic.said)
            for question in topic.questions:
                self.question(question)
        if self.laid.elsewhere:
            self.heading(2, self.say["elsewhere"])
            self.all_said(self.laid.elsewhere)

    def question(self, question: Question) -> None:
        line = self.heading(3, "", question.id, language=question.language)
        line.words(f"{question.label}  ", _colour(question), language="en").words(question.text)
        if not question.said:
            line = self.line(question.nothing, look=_SOFT)
            for number, href in question.answered:
                label = f"[{number}]"
                line.words(" ")
                line.link(href, label, _LINK) if href else line.words(label)
        self.all_said(question.said)
        if question.related:
            also = self.line(self.say["see_also"], "Reply Small")
            for kind, rows in question.related:
                also.words(f" {kind}")
                for each in rows:
                    also.words(" ").link(f"#{each.id}", str(each.number), _LINK)

    def all_said(self, rows: Iterable[Said]) -> None:
        for each in rows:
            self.said(each)

    def said(self, each: Said) -> None:
        if not each.others:
            self.statement(each, None)
            return
        left, right = self.row(self.table(_SIDES), is_lined=False)
        self.statement(each, left)
        for cite in each.others:
            self.other(cite, right)
        self.line("", "Reply Small")  # else the next table would join this one

    def statement(self, each: Said, cell: _Cell | None) -> None:
        line = self.line("", "Reply Statement", language=each.language, cell=cell)
        line.with_next().anchor(each.id).words(f"{each.number}", _CITE, language="en")
        line.words(f"  {each.text or self.say['gone']}")
        rests = self.line(f"{self.say['rests_on']} ", "Reply Small", cell=cell)
        for cite in each.cites:
            self.cite(rests, cite)
        rests.words("· " + " · ".join(filter(None, (each.weight, each.in_language))))
        if each.objected:
            rests.words(" · ").link(f"#e{each.number}", each.objected, _NOTE)

    def other(self, cite: Cited, cell: _Cell) -> None:
        look = Look(is_bold=True, colour=SIGNAL)
        self.line(f"{cite.sign} {cite.stance_word}", "Reply Cell", look=look, cell=cell)
        if cite.words:
            self.line(cite.words, "Reply Statement", language=cite.language, cell=cell)
        line = self.line("", "Reply Small", cell=cell)
        self.cite(line, cite)
        line.words(cite.in_language)

    def experiences(self) -> None:
        if not self.laid.experiences:
            self.nothing("no_experiences")
        for country, rows in self.laid.experiences:
            self.heading(2, country)
            self.all_said(rows)

    def recommendations(self) -> None:
        if not self.laid.recommendations:
            self.nothing("no_recommendations")
        for each in self.laid.recommendations:
            to = f"{self.say['to']} {each.addressee}" if each.addressee else ""
            self.line(to or self.say["no_addressee"], "Reply Mark", look=_LINK).with_next()
            self.said(each)

    # --- what it rests on --------------------------------------------------------------
    def resources(self) -> None:
        if not self.laid.resources:
            self.nothing("no_resources")
        for title, rows in self.laid.resources:
            self.heading(2, title)
            for each in rows:
                self.resource(each)

    def resource(self, each: Listed) -> None:
        line = self.line("", language=each.language)
        line.words(f"{each.name} ")
        if each.url:
            line.link(each.url, each.url, _LINK, language="en").words(" ")
        for cite in each.cites:
            self.cite(line, cite)

    def responses(self) -> None:
        self.nothing("how_marked" if self.laid.responses else "no_responses")
        for full in self.laid.responses:
            self.response(full)

    def response(self, full: Full) -> None:
        signed = full.signed
        names = (signed.name, signed.organisation) if signed else ()
        self.heading(
            3, " · ".join(filter(None, (f"{self.say['no']} {full.number}", *names))), full.id
        )
        where, day = (signed.country, signed.day) if signed else ("", "")
        facts = (where, full.language_name, f"{self.say['version']} {full.version}", day)
        self.line(" · ".join(filter(None, facts)), "Reply Small").with_next()
        for runs in full.paragraphs:
            line = self.line("", language=full.language)
            for run in runs:
                self.run(line, run)

    def run(self, line: Line, run: Run) -> None:
        for anchor in run.anchors:
            line.anchor(anchor)
        look = Look(is_underlined=run.is_cited)
        if run.url:
            line.link(run.url, run.text, look)
        else:
            line.words(run.text, look)
        for number in run.ends:
            line.link(f"#s{number}", f" {number}", _RAISED, language="en")

    def limits(self) -> None:
        for sentence in self.laid.limits:
            self.line(sentence, "List Bullet")
        self.heading(2, self.say["unused"])
        for reason, numbers in self.laid.unused:
            line = self.line(f"{reason} ")
            for number in numbers:
                line.link(f"#c{number}", f"[{number}]", _CITE, language="en").words(" ")
        if not self.laid.unused:
            self.nothing("all_cited" if self.laid.responses else "no_responses")
        self.heading(2, self.say["set_aside"])
        for reason, count in self.laid.set_aside:
            self.line(f"{reason}: {count}")
        if not self.laid.set_aside:
            self.nothing("none_set_aside")

    def endorsement(self) -> None:
        record = self.laid.endorsement
        if record is None:
            self.nothing("not_endorsed")
            return
        self.heading(2, record.title)
        for sentence in record.sentences:
            self.line(sentence, "List Bullet")
        for row in record.alone:
            line = self.line("").anchor(row.id)
            line.link(f"#s{row.number}", f"{self.say['statement']} {row.number}", _LINK)
            line.words(f" · {row.counts}")
            if row.mark:
                line.words(f" · {row.mark}", _BOLD)
            for said in row.objections:
                self.objected(said)
        for each in record.alike:
            self.alike(each)

    def alike(self, each: Alike) -> None:
        line = self.line(each.line)
        if each.mark:
            line.words(f" · {each.mark}", _BOLD)
        line = self.line("", "Reply Small")
        for count, row in enumerate(each.rows):
            if count:
                line.words(self.say["comma"])
            line.anchor(row.id).link(f"#s{row.number}", str(row.number), _LINK)

    def objected(self, said: Objected) -> None:
        look = Look(is_bold=True, colour=SIGNAL)
        self.line(f"{said.state} · {said.signed}", "Reply Small", look=look).with_next()
        if said.reason:
            self.line(said.reason, "Reply Statement", language=said.language)
        else:
            self.nothing("gone")
        if said.answer:
            self.line(self.say["answer"], "Reply Small").with_next()
            self.line(said.answer)

    def use(self) -> None:
        self.nothing("no_use")


def _colour(question: Question) -> Look:
    return Look(is_bold=True, colour=COLOURS[question.colour - 1])
