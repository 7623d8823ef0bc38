"""A reply laid out: every word and link that its forms show, in the language of the layout.

Made once, drawn by the page, the paper, the word processor's file and the plain text alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from diwan.core.wording import direction

from ...naming import COLOURS, language_name
from ...words import ReplyState, ResourceKind, StatementKind
from . import endorsed, limits, names
from .marks import Mark, runs
from .said import Inside, Said, cite, listed
from .said import said as say
from .shapes import Full, Heading, Listed, Question, Sheet, Thanked, Topic
from .wording import sections

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..document import AskedQuestion, AskedTopic, Contributor, Document, Resource, Response
    from .said import Leads

    Labels = dict[str, tuple[str, int]]


def sheet(document: Document, words_url: Leads | None = None) -> Sheet:
    """``document`` laid out in its own language, whatever language is active.

    Citations lead to ``words_url(citation)``; without it, to the responses of the same sheet.
    """
    with override(document.language):
        return _sheet(document, words_url or Inside.of(document))


def _sheet(document: Document, leads_to: Leads) -> Sheet:
    labels = _labels(document)
    record = endorsed.record(document)
    standing = record.standing if record is not None else {}
    said = tuple(
        replace(
            say(statement, leads_to, *labels.get(statement.about, ("", 0))),
            objected=standing.get(statement.number, ""),
        )
        for statement in document.statements
    )
    here = {each.contribution for each in document.responses}
    thanked = tuple(_thanked(each, document, here) for each in document.contributors)
    topics = _topics(document, said)
    state, mark = _state(document)
    return Sheet(
        document=document,
        direction=direction(document.language),
        title=document.title,
        title_language=document.title_language,
        title_direction=direction(document.title_language),
        author=listed(document.conveners),
        running=_running(document, state),
        state=state,
        mark=mark,
        facts=_facts(document, state),
        contents=_contents(topics),
        topics=topics,
        elsewhere=_elsewhere(document, said),
        summary=tuple(each for each in said if each.is_summary and each.text),
        experiences=_experiences(said),
        recommendations=_of_kind(said, StatementKind.RECOMMENDATION),
        thanked=thanked,
        counts=_counts(document),
        counted=limits.counted(document),
        footnotes=names.footnotes(_places(document)),
        resources=_resources(document, leads_to),
        responses=_responses(document, {each.number: each for each in thanked}),
        limits=limits.sentences(document),
        unused=limits.unused(document),
        set_aside=limits.set_aside(document),
        endorsement=record,
    )


# --- the head --------------------------------------------------------------------------
def _state(document: Document) -> tuple[str, str]:
    """The state in words, and the mark of a reply that nobody moderated."""
    state = str(ReplyState(document.state).label)
    return state, "" if document.is_moderated else _("Draft, not moderated")


def _running(document: Document, state: str) -> str:
    shown = state if document.is_moderated else _("Draft, not moderated")
    return " · ".join(
        [_("Version %(number)s") % {"number": document.version}, _day(document), shown]
    )


def _day(document: Document) -> str:
    return str(date_format(document.made_on, "DATE_FORMAT"))


def _facts(document: Document, state: str) -> tuple[tuple[str, str], ...]:
    period = _("%(first)s to %(last)s") % {
        "first": date_format(document.opens_on, "DATE_FORMAT"),
        "last": date_format(document.closes_on, "DATE_FORMAT"),
    }
    facts = [
        (_("Version"), str(document.version)),
        (_("Date"), _day(document)),
        (_("State"), state),
        (_("Languages"), listed([language_name(code) for code in document.languages])),
        (_("Discussion open"), period),
        (_("Made for"), document.event),
    ]
    return tuple((term, value) for term, value in facts if value)


def _contents(topics: tuple[Topic, ...]) -> tuple[Heading, ...]:
    made = []
    for name, title in sections().items():
        made.append(Heading(name, title))
        if name == "answers":
            made += [
                Heading(topic.id, f"{topic.number}. {topic.title}", 2, topic.language)
                for topic in topics
            ]
    return tuple(made)


# --- what was said ---------------------------------------------------------------------
def _of_kind(said: tuple[Said, ...], kind: str) -> tuple[Said, ...]:
    return tuple(each for each in said if each.kind == kind)


def _topics(document: Document, said: tuple[Said, ...]) -> tuple[Topic, ...]:
    points: dict[str, list[Said]] = defaultdict(list)
    others: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        (points if each.kind == StatementKind.POINT else others)[each.about].append(each)
    labels = _labels(document)
    here = {each.contribution for each in document.responses}
    return tuple(_topic(topic, labels, points, others, here) for topic in document.topics)


def _labels(document: Document) -> dict[str, tuple[str, int]]:
    """By key of a question, its label such as “1.2” and its colour from 1."""
    asked = [(topic, question) for topic in document.topics for question in topic.questions]
    return {
        question.key: (f"{topic.number}.{question.number}", index % COLOURS + 1)
        for index, (topic, question) in enumerate(asked)
    }


def _topic(
    topic: AskedTopic,
    labels: Labels,
    points: dict[str, list[Said]],
    others: dict[str, list[Said]],
    here: set[int],
) -> Topic:
    questions = tuple(
        Question(
            id=f"q{topic.number}-{question.number}",
            label=labels[question.key][0],
            colour=labels[question.key][1],
            text=question.text,
            language=question.language,
            said=tuple(points[question.key]),
            related=_by_kind(others[question.key]),
            nothing="" if points[question.key] else _unanswered(question),
            answered=() if points[question.key] else _answered(question, here),
        )
        for question in topic.questions
    )
    return Topic(
        id=f"t{topic.number}",
        number=topic.number,
        title=topic.title,
        language=topic.language,
        said=tuple(points[topic.key]),
        questions=questions,
    )


def _unanswered(question: AskedQuestion) -> str:
    """Why no statement stands under a question: nobody answered it, or none was drawn from it."""
    count = len(question.answered_by)
    if not count:
        return _("Nobody answered this question.")
    return ngettext(
        "%(n)s contribution answers it; no statement stands here, but its words in full:",
        "%(n)s contributions answer it; no statement stands here, but their words in full:",
        count,
    ) % {"n": count}


def _answered(question: AskedQuestion, here: set[int]) -> tuple[tuple[int, str], ...]:
    return tuple((each, f"#c{each}" if each in here else "") for each in question.answered_by)


def _by_kind(said: list[Said]) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    kinds = dict.fromkeys(each.kind_word for each in said)
    return tuple((kind, tuple(each for each in said if each.kind_word == kind)) for kind in kinds)


def _elsewhere(document: Document, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """Points about none of the topics and questions of the call."""
    known = {topic.key for topic in document.topics}
    known |= {question.key for topic in document.topics for question in topic.questions}
    return tuple(each for each in _of_kind(said, StatementKind.POINT) if each.about not in known)


def _experiences(said: tuple[Said, ...]) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    by_place: dict[str, list[Said]] = defaultdict(list)
    for each in _of_kind(said, StatementKind.EXPERIENCE):
        by_place[each.place].append(each)
    order = sorted(by_place, key=lambda name: not name)
    return tuple((name or _("Country not named"), tuple(by_place[name])) for name in order)


# --- who and how many ------------------------------------------------------------------
def _thanked(contributor: Contributor, document: Document, here: Collection[int]) -> Thanked:
    """``here``: the numbers of the responses that stand in full below."""
    # an institution that signs as itself is named once
    organisation = "" if contributor.organisation == contributor.name else contributor.organisation
    asked = _("A contributor who asked not to be named")
    nameless = asked if document.is_moderated else _("A contributor; nobody asked for the name")
    return Thanked(
        number=contributor.contribution,
        name=contributor.name or ("" if contributor.organisation else nameless),
        organisation=organisation,
        kind=names.kind(contributor.kind) if contributor.kind else "",
        country=names.place(contributor.country),
        language=language_name(contributor.language) if contributor.language else "",
        day=str(date_format(contributor.day, "DATE_FORMAT")) if contributor.day else "",
        as_signed=contributor.as_signed,
        href=f"#c{contributor.contribution}" if contributor.contribution in here else "",
        is_nameless=not (contributor.name or organisation),
    )


def _counts(document: Document) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    counts = document.counts
    tables = [
        (_("By language"), counts.by_language, language_name),
        (_("By kind of actor"), counts.by_kind, names.kind),
        (_("By country"), counts.by_country, lambda code: names.place(code) or _("Not known")),
    ]
    return tuple(
        (title, tuple((name(code), count) for code, count in pairs))
        for title, pairs, name in tables
        if pairs
    )


def _places(document: Document) -> set[str]:
    used = Counter(code for code, _count in document.counts.by_country)
    used.update(each.country for each in document.contributors)
    used.update(each.place for each in document.statements)
    return set(used)


# --- sources ---------------------------------------------------------------------------
def _resources(document: Document, leads_to: Leads) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    by_kind = {
        title: tuple(_resource(each, leads_to) for each in document.resources if each.kind == kind)
        for kind, title in _resource_titles().items()
    }
    return tuple((title, rows) for title, rows in by_kind.items() if rows)


def _resource_titles() -> dict[str, str]:
    return {
        ResourceKind.DOCUMENT: _("Documents"),
        ResourceKind.ORGANISATION: _("Organisations"),
        ResourceKind.INITIATIVE: _("Projects and initiatives"),
        ResourceKind.LINK: _("Links"),
    }


def _resource(resource: Resource, leads_to: Leads) -> Listed:
    is_web = resource.url.lower().startswith(("http://", "https://"))
    cited = [cite(each, leads_to(each)) for each in resource.mentions]
    return Listed(
        name="" if is_web and _bare(resource.name) == _bare(resource.url) else resource.name,
        url=resource.url if is_web else "",
        language=resource.mentions[0].language if resource.mentions else "",
        cites=tuple({each.contribution: each for each in reversed(cited)}.values())[::-1],
        is_short=resource.kind in {ResourceKind.ORGANISATION, ResourceKind.INITIATIVE},
    )


def _bare(address: str) -> str:
    """An address without what people leave out when they write it."""
    return address.partition("://")[2].rstrip("/") or address.rstrip("/")


def _responses(document: Document, thanked: dict[int, Thanked]) -> tuple[Full, ...]:
    marks: dict[tuple[int, int], set[Mark]] = defaultdict(set)
    for statement in document.statements:
        for each in statement.citations:
            if each.words:
                mark = Mark(each.start, each.end, statement.number)
                marks[each.contribution, each.version].add(mark)
    for resource in document.resources:
        for each in resource.mentions:
            marks[each.contribution, each.version].add(Mark(each.start, each.end))
    return tuple(
        _full(each, marks[each.contribution, each.version], thanked.get(each.contribution))
        for each in document.responses
    )


def _full(response: Response, marks: set[Mark], signed: Thanked | None) -> Full:
    return Full(
        number=response.contribution,
        version=response.version,
        language=response.language,
        language_name=language_name(response.language) if response.language else "",
        signed=signed,
        paragraphs=runs(
            response.text,
            marks,
            contribution=response.contribution,
            version=response.version,
        ),
    )
