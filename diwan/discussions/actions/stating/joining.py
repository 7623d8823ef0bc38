"""Two statements become one, and one becomes two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal

from ...models import Citation, Statement
from ...models.reply import new_key
from .dropping import set_aside
from .locking import lock_statement, touch
from .moving import put_after
from .stretches import FAR, is_source, settle
from .writing import checked_text, language_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from diwan.people.models import Person

_TWO = 2


@transaction.atomic
def merge(
    statements: Sequence[Statement],
    *,
    by: Person,
    text: str,
    seen: Mapping[int, int] | None = None,
) -> Statement:
    """The first of them takes over what the others cite, and says ``text``.

    Args:
        seen: the ``revision`` that was shown, by the key of the row.

    Raises:
        Changed: somebody else changed one of them by now.
        Refusal: there are fewer than two of the same reply, or no words.
    """
    if len({each.pk for each in statements}) < _TWO or len({s.reply_id for s in statements}) > 1:
        raise Refusal(_("Choose two statements or more to merge them."))
    locked = sorted(
        (lock_statement(each, by=by, seen=(seen or {}).get(each.pk)) for each in statements),
        key=lambda each: each.number,
    )
    first, *others = locked
    first.text = checked_text(text)
    first.language = language_of(first.text, first.language)
    first.themes = list(dict.fromkeys(code for each in locked for code in each.themes))
    first.places = list(dict.fromkeys(code for each in locked for code in each.places))
    first.is_summary = any(each.is_summary for each in locked)
    touch(first, by=by)
    first.save()
    for other in reversed(others):  # from the end: the numbers before stay
        other.refresh_from_db(fields=["number"])
        _take_over(first, other)
        set_aside(other, by=by)
    settle(first)
    record("merge statements", by=by, on=first, details={"merged": [each.key for each in others]})
    return first


def _take_over(statement: Statement, other: Statement) -> None:
    """Cite what the other one cites, in its order; words cited by both stay as they are."""
    rows = list(statement.citations.all())
    there = {(row.version_id, row.start, row.end) for row in rows}
    last = max((row.order for row in rows), default=0)
    for row in other.citations.all():
        if (row.version_id, row.start, row.end) not in there:
            last += 1
            row.pk, row.statement, row.order = None, statement, last
            row._state.adding = True  # noqa: SLF001 - a copy: the other one is kept as it was
            row.save()


@transaction.atomic
def split(
    statement: Statement,
    *,
    by: Person,
    seen: int | None,
    texts: tuple[str, str],
    moved: Collection[int],
) -> tuple[Statement, Statement]:
    """Two statements, one behind the other; the second takes the ``moved`` citations along.

    Args:
        texts: what the first and the second say.
        moved: keys of citations.

    Raises:
        Changed: somebody else changed it by now.
        Refusal: a half has no words, or nothing to rest on.
    """
    locked = lock_statement(statement, by=by, seen=seen)
    first, second = map(checked_text, texts)
    rows = list(locked.citations.select_related("version"))
    going = [row for row in rows if row.pk in moved]
    staying = [row for row in rows if row.pk not in moved]
    if not going or not staying:
        raise Refusal(_("Each half needs at least one citation; divide them."))
    _require_sources(first, staying, going)
    _require_sources(second, going, staying)
    other = _second(locked, second, by=by)
    locked.text = first
    locked.language = language_of(first, locked.language)
    touch(locked, by=by)
    locked.save()
    Citation.objects.filter(pk__in=[row.pk for row in going]).update(statement=other)
    put_after(other, locked.number)
    settle(locked)
    settle(other)
    record("split statement", by=by, on=locked, details={"new": other.key, "moved": len(going)})
    return locked, other


def _require_sources(text: str, own: Sequence[Citation], others: Sequence[Citation]) -> None:
    """A text in the words of a citation takes that citation along."""
    if any(is_source(row, text) for row in others) and not any(is_source(row, text) for row in own):
        raise Refusal(
            _("One of the texts is in the words of a citation of the other one. Change that.")
        )


def _second(statement: Statement, text: str, *, by: Person) -> Statement:
    """A copy behind all numbers, under a key of its own."""
    other = Statement(
        reply=statement.reply,
        number=2 * FAR,
        key=new_key(),
        kind=statement.kind,
        text=text,
        language=language_of(text, statement.language),
        about=statement.about,
        addressee=statement.addressee,
        place=statement.place,
        themes=list(statement.themes),
        places=list(statement.places),
    )
    touch(other, by=by)
    other.save()
    return other
