"""What a statement rests on: cite words, say how they stand to it, take them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core.errors import Conflict, Refusal

from ...models import Citation
from ...words import Stance
from .locking import lock_statement
from .stretches import Stretch, add, cited, is_source, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.people.models import Person

    from ...models import Statement


@transaction.atomic
def cite(
    statement: Statement, stretches: Sequence[Stretch] | Stretch, *, by: Person, stance: str
) -> list[Citation]:
    """Cite words of contributions; words that are cited already only change their stance.

    Raises:
        Conflict: some of the words are not shown any more, or the statement is gone.
        Refusal: nothing is chosen, no such stance is known, or the reply is no draft.
    """
    locked = lock_statement(statement, by=by)
    chosen = [stretches] if isinstance(stretches, Stretch) else list(stretches)
    if not chosen:
        raise Refusal(_("Choose passages in the text first, then cite them."))
    _require_known(stance)
    made = add(locked, cited(locked.reply.discussion, chosen), stance)
    settle(locked)
    details = {"citations": [row.pk for row in made], "stance": stance}
    record("cite", by=by, on=locked, details=details)
    return made


@transaction.atomic
def uncite(citation: Citation, *, by: Person) -> None:
    """Take a citation away. Where the statement is in its words, it is reworded first.

    Raises:
        Conflict: somebody else took it away.
        Refusal: the statement is in these words and no other citation's, or it is no draft's.
    """
    row = _lock(citation, by=by)
    statement = row.statement
    others = statement.citations.exclude(pk=row.pk).select_related("version")
    if is_source(row, statement.text) and not any(is_source(o, statement.text) for o in others):
        raise Refusal(
            _("The statement is in the words of this citation. Reword the statement first.")
        )
    details = {"citation": row.pk, "contribution": row.version.contribution_id}
    row.delete()
    settle(statement)
    record("uncite", by=by, on=statement, details=details)


@transaction.atomic
def set_stance(citation: Citation, *, by: Person, stance: str, seen: str | None = None) -> Citation:
    """Say how the cited words stand to the statement; who says it is sure of it.

    Args:
        seen: the stance that was shown.

    Raises:
        Conflict: somebody else said something else, or took the citation away.
    """
    row = _lock(citation, by=by)
    _require_known(stance)
    if seen is not None and seen != row.stance:
        raise Conflict(_("Somebody else changed this citation by now. Look at it again."))
    row.stance, row.is_perhaps = stance, False
    row.save()
    record("set stance", by=by, on=row.statement, details={"citation": row.pk, "stance": stance})
    return row


@transaction.atomic
def confirm(citation: Citation, *, by: Person) -> Citation:
    """What the program found is so: “perhaps” goes.

    Raises:
        Conflict: somebody else took the citation away.
    """
    row = _lock(citation, by=by)
    row.is_perhaps = False
    row.save()
    record("confirm citation", by=by, on=row.statement, details={"citation": row.pk})
    return row


def _lock(citation: Citation, *, by: Person) -> Citation:
    statement = lock_statement(citation.statement, by=by)
    row = Citation.objects.select_related("version").filter(pk=citation.pk).first()
    if row is None or row.statement_id != statement.pk:
        raise Conflict(_("Somebody else took this citation away by now."))
    row.statement = statement
    return row


def _require_known(stance: str) -> None:
    if stance not in Stance.values:
        raise Refusal(
            _("Say whether the words support the statement, differ from it or qualify it.")
        )
