"""Look in the worker for words that say what the statements of a draft say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Max
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from diwan.core.sweeping import swept_seldom
from diwan.texts.abreast import abreast

from ..models import Citation, Passage, Reply, Statement, Suggestion, Version
from ..reply import suggesting
from ..rules import digest
from ..words import PassageKind, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from django.db.models import QuerySet

    from ..models import Discussion
    from ..reply.suggesting import Near, Pool, Sentence

    #: stretches by the version they are cut from
    Stretches = Mapping[int, list[tuple[int, int]]]

#: so many citations of a statement tell, beside its text, what it says
_CITED = 8
#: so many sentences, looked through for statements, are worth a process of their own
_LOOKED_THROUGH_A_PROCESS = 100_000
#: the answers looked through last, and what tells whether they changed
_kept: dict[str, tuple[object, Pool]] = {}


def soon(reply: Reply) -> None:
    """Have suggestions looked for once this is saved; what waits to be done is asked for once."""
    transaction.on_commit(lambda: _ask(reply.pk), robust=True)


def _ask(reply_id: int) -> None:
    waiting = DBTaskResult.objects.filter(
        task_path=suggest.module_path, status=TaskResultStatus.READY
    )
    if [reply_id] not in [row["args"] for row in waiting.values_list("args_kwargs", flat=True)]:
        suggest.enqueue(reply_id)


@task()
def suggest(reply_id: int) -> None:
    """Suggest anew for every statement, in the worker; what was dismissed stays so."""
    reply = Reply.objects.drafts().select_related("discussion").filter(pk=reply_id).first()
    if reply is None:
        return  # published or given up by now
    # the long part, outside of any transaction: others go on writing
    _keep(reply, _found(reply))


@swept_seldom()
def _found(reply: Reply) -> Mapping[int, list[Near]]:
    """What is suggested for each statement."""
    statements = list(reply.statements.order_by("pk"))
    pool, taken, cited = _pool(reply.discussion), _taken(reply), _supporting(reply)
    heard = _heard(reply)
    near = abreast(
        lambda row: pool.near(
            row.text,
            row.language,
            cited=_sentences_at(pool, cited[row.pk]),
            without=_none_of(heard[row.pk], _within(taken[row.pk])),
        ),
        statements,
        heft=lambda _row: len(pool.sentences),
        least=_LOOKED_THROUGH_A_PROCESS,
    )
    return {row.pk: each for row, each in zip(statements, near, strict=True)}


@transaction.atomic
def _keep(reply: Reply, found: Mapping[int, Iterable[Near]]) -> None:
    """Put the suggestions in the place of those before; what was cited meanwhile stays away."""
    if not Reply.objects.select_for_update().drafts().filter(pk=reply.pk).exists():
        return
    Suggestion.objects.filter(statement__reply=reply, dismissed_at__isnull=True).delete()
    there = set(Statement.objects.filter(reply=reply).values_list("pk", flat=True))
    taken = _taken(reply)
    kept = [
        (statement, each)
        for statement, near in found.items()
        for each in near
        if statement in there and not _within(taken[statement])(each.sentence)
    ]
    versions = {each.sentence.version for _statement, each in kept}
    words = dict(Version.objects.filter(pk__in=versions).values_list("pk", "masked"))
    Suggestion.objects.bulk_create(
        [
            _row(statement, each, words[each.sentence.version])
            for statement, each in kept
            if each.sentence.version in words
        ],
        batch_size=500,
    )


def _row(statement: int, near: Near, masked: str) -> Suggestion:
    sentence = near.sentence
    return Suggestion(
        statement_id=statement,
        version_id=sentence.version,
        start=sentence.start,
        end=sentence.end,
        sha256=digest(masked[sentence.start : sentence.end]),
        language=sentence.language,
        likeness=near.likeness,
        is_contrary=near.is_contrary,
    )


def _pool(discussion: Discussion) -> Pool:
    """Every sentence of the answers that readers see; kept until an answer changes."""
    answers = (
        Passage.objects.of_discussion(discussion)
        .shown()
        .filter(kind=PassageKind.ANSWER)
        .order_by("version", "start")
    )
    state = answers.order_by().aggregate(
        count=Count("pk"), last=Max("pk"), corrected=Max("corrected_at")
    )
    edition = (discussion.pk, discussion.contributions.edition().key, *state.values())
    if "last" not in _kept or _kept["last"][0] != edition:
        _kept["last"] = (edition, suggesting.Pool(_sentences(discussion, answers)))
    return _kept["last"][1]


def _sentences(discussion: Discussion, answers: QuerySet[Passage]) -> Iterator[Sentence]:
    facts = ("version", "start", "end", "language", "version__contribution__language")
    by_version: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for version, start, end, language, written in answers.values_list(*facts):
        by_version[version].append((start, end, language or written))
    shown = Version.objects.filter(contribution__discussion=discussion, is_released=True)
    for version, masked in shown.order_by("contribution__number").values_list("pk", "masked"):
        yield from suggesting.sentences_of(version, masked, by_version[version])


def _heard(reply: Reply) -> Mapping[int, set[int]]:
    """By statement, the versions of the contributions it cites: their voice is heard already."""
    rows = Citation.objects.filter(statement__reply=reply)
    found: dict[int, set[int]] = defaultdict(set)
    for statement, version in rows.values_list("statement", "version__contribution__versions"):
        found[statement].add(version)
    return found


def _none_of(
    versions: Collection[int], without: Callable[[Sentence], bool]
) -> Callable[[Sentence], bool]:
    return lambda sentence: sentence.version in versions or without(sentence)


def _taken(reply: Reply) -> Mapping[int, Stretches]:
    """By statement, what it cites and what was dismissed beside it."""
    return _by_statement(
        Citation.objects.filter(statement__reply=reply),
        Suggestion.objects.filter(statement__reply=reply, dismissed_at__isnull=False),
    )


def _supporting(reply: Reply) -> Mapping[int, Stretches]:
    """By statement, the first words that support it."""
    rows = Citation.objects.filter(statement__reply=reply, stance=Stance.SUPPORTS)
    return _by_statement(rows.filter(order__lte=_CITED))


def _by_statement(*several: QuerySet[Any]) -> Mapping[int, Stretches]:
    found: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for rows in several:
        for statement, version, start, end in rows.order_by().values_list(
            "statement", "version", "start", "end"
        ):
            found[statement][version].append((start, end))
    return found


def _sentences_at(pool: Pool, stretches: Stretches) -> list[Sentence]:
    return [each for version, spans in stretches.items() for each in pool.at(version, spans)]


def _within(taken: Stretches) -> Callable[[Sentence], bool]:
    """Whether a sentence shares a character with what is taken."""

    def _is_taken(sentence: Sentence) -> bool:
        return any(
            start < sentence.end and sentence.start < end
            for start, end in taken.get(sentence.version, ())
        )

    return _is_taken
