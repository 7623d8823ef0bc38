"""Tell contributors what became of what they said: once it is published, once it is delivered."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override
from django_tasks import task

from diwan.core import clock
from diwan.core.wording import choose

from .. import became, naming, translating
from ..models import Contribution, Reply, Unused
from ..words import ReplyState, UnusedReason
from . import envelopes, letters, stopping
from .circulars import Circular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..became import Cited

#: statements that a letter quotes of one contribution
_MOST = 3
_OCCASIONS = {"became_published": "told_at", "became_delivered": "delivery_told_at"}


def tell(reply: Reply) -> None:
    """Have the contributors of a published version written to, each once an occasion.

    A delivered reply is told as delivered, any other as published. May be called twice.
    """
    is_delivered = became.is_delivered(reply.discussion)
    write.enqueue(reply.pk, "became_delivered" if is_delivered else "became_published")


@task()
def write(reply_id: int, occasion: str) -> None:
    """All letters are queued, or none and the task is run again."""
    with transaction.atomic():
        reply = _once(reply_id, _OCCASIONS[occasion])
        if reply is None:
            return
        rows = spoken(reply)
        told = _told(reply, rows)
        if occasion == "became_published":
            before = _before(reply, rows)
            rows = [row for row in rows if _is_news(row, told, before)]
        circular = Circular(reply.discussion)
        for own in by_address(rows).values():
            _send(circular, reply, own, told, occasion)


def _once(reply_id: int, moment: str) -> Reply | None:
    """The published version, locked, with ``moment`` set; None when it was set before."""
    rows = Reply.objects.public().select_for_update(of=("self",)).select_related("discussion")
    reply: Reply | None = rows.filter(pk=reply_id, **{moment: None}).first()
    if reply is not None:
        setattr(reply, moment, clock.now())
        reply.save(update_fields=[moment])
    return reply


# --- to whom ---------------------------------------------------------------------------
def spoken(reply: Reply) -> list[Contribution]:
    """Released contributions of whoever can be written to; not those of an imported mailbox."""
    rows = (
        Contribution.objects.released()
        .filter(discussion=reply.discussion)
        .exclude(letter__channel="import")
        .exclude(author=None, author_email="")
        .exclude(author__is_active=False)
        .select_related("author", "discussion")
        .order_by("number")
    )
    return list(rows)


def by_address(rows: Iterable[Contribution]) -> dict[str, list[Contribution]]:
    """Everybody gets one letter, whatever they contributed."""
    found: dict[str, list[Contribution]] = defaultdict(list)
    for row in rows:
        address = row.author.email if row.author is not None else row.author_email
        found[address.lower()].append(row)
    return dict(found)


def reached(reply: Reply) -> int:
    """How many letters a delivery sends: contributors who want them, each address once."""
    refused = stopping.refused(reply.discussion)
    return sum(stopping.sign_of(address) not in refused for address in by_address(spoken(reply)))


# --- what ------------------------------------------------------------------------------
class _Told:
    """Of each contribution, the statements that cite it, or why none does."""

    def __init__(
        self, reply: Reply, cited: Mapping[int, list[Cited]], reasons: Mapping[int, str]
    ) -> None:
        self.reply, self.cited, self.reasons = reply, cited, reasons
        self.translated: dict[str, dict[str, str]] = {}

    def text(self, said: Cited, language: str) -> str:
        """A statement as a reader of ``language`` gets it; one query a language."""
        if language not in self.translated:
            rows = translating.of_reply(self.reply, language).values()
            self.translated[language] = {
                row.statement.key: row.text for row in rows if row.statement
            }
        return self.translated[language].get(said.key, said.text)

    def of(self, row: Contribution) -> tuple[object, ...]:
        """What can differ from version to version, to compare."""
        said = [(each.key, each.text, each.stance) for each in self.cited.get(row.pk, [])]
        return (*said, self.reasons.get(row.pk, ""))


def _told(reply: Reply, rows: list[Contribution]) -> _Told:
    reasons = Unused.objects.filter(reply=reply).values_list("contribution", "reason")
    return _Told(reply, became.cited_in(reply, rows), dict(reasons))


def _before(reply: Reply, rows: list[Contribution]) -> _Told | None:
    """What was told of the version published before this one."""
    earlier = Reply.objects.public().filter(
        discussion=reply.discussion, number__lt=reply.number, told_at__isnull=False
    )
    last = earlier.order_by("-number").first()
    if last is None:
        return None
    last.discussion = reply.discussion
    return _told(last, rows)


def _is_news(row: Contribution, told: _Told, before: _Told | None) -> bool:
    """Nobody is written to about a version that says of them what the last one said."""
    return any(told.of(row)) and (before is None or told.of(row) != before.of(row))


def _send(
    circular: Circular, reply: Reply, own: list[Contribution], told: _Told, occasion: str
) -> None:
    discussion, author = reply.discussion, own[0].author
    language = letters.reader_language(own[0])
    with override(language):
        rows = [_row(row, told, language) for row in own]
        event = choose(discussion.event_name).text
    slug = discussion.slug
    circular.send(
        occasion,
        to=author.email if author is not None else own[0].author_email,
        language=language,
        rows=rows,
        version=reply.number,
        is_endorsed=reply.state == ReplyState.ENDORSED,
        event=event,
        reply_url=envelopes.link("discussions:consolidated", slug, reply.number, language=language),
        said_did_url=envelopes.link("discussions:said_did", slug, language=language),
    )


def _row(row: Contribution, told: _Told, language: str) -> dict[str, Any]:
    cited = told.cited.get(row.pk, [])
    reason = told.reasons.get(row.pk, "")
    return {
        "number": row.number,
        "count": len(cited),
        "statements": [naming.shortened(told.text(each, language), 200) for each in cited[:_MOST]],
        "reason": str(UnusedReason(reason).label) if reason and not cited else "",
        "url": envelopes.link("discussions:became", row.token, language=language),
    }
