"""From the rows of a reply to the plain data its readers see, in a fixed number of queries.

Who is named and what came in is looked up now; what a contributor took back, or asked not to be
told, is not in the result (P-23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import override

from diwan.core.wording import choose

from .. import naming, rules, translating
from ..models import Citation, Mention, Statement, Unused, Version
from ..words import ContributionState, PassageKind
from . import citing, counting, document
from .endorsed import endorsement
from .publication import published
from .readable import is_readable
from .sources import countries, tellers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..models import Discussion, Reply


def build(reply: Reply, language: str) -> document.Document:
    """The reply with a layout in ``language`` (en, fr or ar); quotations keep their own."""
    with override(language):
        return _build(reply, language)


def _build(reply: Reply, language: str) -> document.Document:
    discussion = reply.discussion
    title = choose(discussion.title, language)
    cited = _Cited(reply, language)
    people = cited.contributors()
    return document.Document(
        slug=discussion.slug,
        title=title.text,
        title_language=title.language,
        version=reply.number,
        made_on=reply.made_on,
        language=language,
        languages=tuple(discussion.languages),
        state=reply.state,
        is_moderated=reply.is_moderated,
        opens_on=discussion.opens_on,
        closes_on=discussion.closes_on,
        event=choose(discussion.event_name, language).text,
        conveners=tuple(each.name_shown for each in discussion.conveners.all()),
        facilitators=facilitators(discussion),
        context=choose(discussion.context, language).text,
        objective=choose(discussion.objective, language).text,
        topics=topics(discussion, language, cited.answers()),
        counts=counting.counts(discussion, people),
        contributors=tuple(each.thanked for each in people),
        statements=tuple(cited.statements()),
        resources=tuple(cited.resources()),
        responses=tuple(each.response for each in people),
        unused=tuple(cited.unused()),
        published=published(reply),
        endorsement=endorsement(reply),
    )


def facilitators(discussion: Discussion) -> tuple[str, ...]:
    """As the announcement names them: each as they chose to be named."""
    rows = discussion.team.values_list(
        "person__attribution", "person__name", "person__organisation__name"
    )
    names = [rules.signed(how, name, organisation or "") for how, name, organisation in rows]
    return tuple(naming.side_by_side(parts) for parts in dict.fromkeys(filter(None, names)))


def topics(
    discussion: Discussion, language: str, answers: Mapping[str, Sequence[int]] | None = None
) -> tuple[document.AskedTopic, ...]:
    """What was asked; ``answers``: key of a question → the contributions that answer it."""
    answers = answers or {}
    return tuple(
        document.AskedTopic(
            topic.key,
            topic.number,
            *_worded(topic.title, language),
            tuple(
                document.AskedQuestion(
                    question.key,
                    question.number,
                    *_worded(question.text, language),
                    tuple(answers.get(question.key, ())),
                )
                for question in topic.questions.all()
            ),
        )
        for topic in discussion.topics.prefetch_related("questions").order_by("number")
    )


def _worded(wordings: Mapping[str, str], language: str) -> tuple[str, str]:
    chosen = choose(wordings, language)
    return chosen.text, chosen.language


class _Cited:
    """Everything a reply rests on, fetched at once."""

    def __init__(self, reply: Reply, language: str) -> None:
        self.reply = reply
        self.translations = translating.of_reply(reply, language)
        self.said = list(
            Statement.objects.filter(reply=reply)
            .select_related("place")
            .prefetch_related("citations")
            .order_by("number")
        )
        self.named = list(reply.resources.prefetch_related("mentions").order_by("order"))
        self.left_out = list(Unused.objects.filter(reply=reply).order_by("contribution__number"))
        self.versions = {row.pk: row for row in self._versions()}
        shown = self._shown()
        told = tellers(shown, countries())
        self.people = {
            version.contribution_id: counting.Voice(
                version,
                told[version.contribution_id],
                time_zone=reply.discussion.time_zone,
                is_moderated=reply.is_moderated,
            )
            for version in shown
        }

    def _versions(self) -> Iterable[Version]:
        """The versions that are cited, and those that are shown now of whoever has a part in it."""
        reply = self.reply
        cited = Version.objects.filter(
            Q(pk__in=Citation.objects.filter(statement__reply=reply).values("version"))
            | Q(pk__in=Mention.objects.filter(resource__reply=reply).values("version"))
        )
        part = Q(contribution__in=cited.values("contribution")) | Q(
            contribution__in=Unused.objects.filter(reply=reply).values("contribution")
        )
        return (
            Version.objects.filter(Q(pk__in=cited.values("pk")) | (part & Q(is_released=True)))
            .select_related("contribution__country")
            .prefetch_related("passages")
            .defer("text", "pieces", "note")
            .order_by("contribution__number", "number")
        )

    def _shown(self) -> list[Version]:
        return [
            version
            for version in self.versions.values()
            if version.is_released and version.contribution.state == ContributionState.RELEASED
        ]

    def contributors(self) -> Sequence[counting.Voice]:
        """Those whose words may be shown, in the order of their release."""
        return list(self.people.values())

    def answers(self) -> dict[str, list[int]]:
        """By key, the contributions of which a passage answers it, in their order."""
        told: dict[str, list[int]] = {}
        for version in self._shown():
            answers = (each for each in version.passages.all() if each.kind == PassageKind.ANSWER)
            for key in dict.fromkeys(key for each in answers for key in each.targets):
                told.setdefault(key, []).append(version.contribution.number or 0)
        return told

    def statements(self) -> Iterable[document.Statement]:
        for row in self.said:
            citations = tuple(citing.citations(row.citations.all(), self.versions))
            is_shown = is_readable(row, citations, self.versions)
            yield document.Statement(
                number=row.number,
                kind=row.kind,
                text=row.text if is_shown else "",
                language=row.language,
                about=row.about,
                weight=self._weight(row),
                citations=citations,
                addressee=row.addressee if is_shown else "",
                place=row.place.code if row.place else "",
                is_summary=row.is_summary,
                key=row.key,
                by_hand=row.changed_at is not None,
                translated=self._translated(row) if is_shown else None,
            )

    def _translated(self, row: Statement) -> document.Translated | None:
        translation = self.translations.get(row.pk)
        return document.Translated(translation.text, translation.origin) if translation else None

    def _weight(self, row: Statement) -> document.Weight:
        supporting = dict.fromkeys(
            self.versions[citation.version_id].contribution_id
            for citation in row.citations.all()
            if citation.stance == "supports"
        )
        return counting.weight([self.people[pk] for pk in supporting if pk in self.people])

    def resources(self) -> Iterable[document.Resource]:
        """Without what only withdrawn words named."""
        for row in self.named:
            mentions = tuple(citing.citations(row.mentions.all(), self.versions))
            standing = tuple(mention for mention in mentions if mention.words)
            if standing:
                yield document.Resource(row.kind, row.name, row.url, standing)

    def unused(self) -> Iterable[document.Unused]:
        """Without those that a statement cites by now."""
        cited = {
            self.versions[each.version_id].contribution_id
            for row in self.said
            for each in row.citations.all()
        }
        for row in self.left_out:
            voice = self.people.get(row.contribution_id)
            if voice is not None and row.contribution_id not in cited:
                yield document.Unused(voice.thanked.contribution, row.reason)
