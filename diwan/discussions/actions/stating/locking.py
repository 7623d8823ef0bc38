"""Nothing but a draft changes, and nobody overwrites what they have not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal

from ...access import may_facilitate, require
from ...models import Reply, Statement
from ...words import ReplyState

if TYPE_CHECKING:
    from diwan.people.models import Person


class Changed(Conflict):
    """Somebody else changed the statement by now; ``statement`` is as it stands."""

    def __init__(self, statement: Statement) -> None:
        super().__init__(
            _("Somebody else changed this statement by now. Both texts are here: choose, or mix.")
        )
        self.statement = statement


def lock_reply(reply: Reply, *, by: Person) -> Reply:
    """The draft, for this transaction alone.

    Raises:
        Refusal: it is no draft any more.
    """
    require(may_facilitate(by, reply.discussion))
    locked = Reply.objects.select_for_update().filter(pk=reply.pk).first()
    if locked is None or locked.state != ReplyState.DRAFT:
        raise Refusal(_("This version is no draft any more. Begin the next one to change it."))
    locked.discussion = reply.discussion
    return locked


def lock_statement(statement: Statement, *, by: Person, seen: int | None = None) -> Statement:
    """The statement with its draft, for this transaction alone.

    Args:
        seen: the ``revision`` that was shown; None: whatever it is now.

    Raises:
        Changed: somebody else changed it.
        Conflict: somebody else dropped it, or merged it with another one.
        Refusal: its reply is no draft any more.
    """
    reply = lock_reply(statement.reply, by=by)
    locked = Statement.objects.select_related("place").filter(pk=statement.pk, reply=reply).first()
    if locked is None:
        raise Conflict(_("Somebody else dropped this statement by now, or merged it."))
    locked.reply = reply
    if seen is not None and seen != locked.revision:
        raise Changed(locked)
    return locked


def touch(statement: Statement, *, by: Person) -> None:
    """One change more, by whom and when; to be saved."""
    statement.revision += 1
    statement.changed_by = by
    statement.changed_at = clock.now()
