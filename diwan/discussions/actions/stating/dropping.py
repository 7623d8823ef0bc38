"""Drop a statement, and put it back: nothing of it is lost while the draft is one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.vocabularies.models import Place

from ...models import Citation, Statement, UnsavedText, Version
from ...reply.citing import words_of
from .locking import lock_reply, lock_statement, touch
from .moving import close, place_last
from .stretches import FAR, settle

if TYPE_CHECKING:
    from diwan.people.models import Person

    from ...models import Reply

#: under which an :class:`UnsavedText` holds a dropped statement
DROPPED = "d-"
_OWN = ("key", "kind", "text", "language", "about", "addressee", "themes", "places", "is_summary")
_CITED = ("version_id", "start", "end", "sha256", "language", "order", "stance", "is_perhaps")


@transaction.atomic
def drop(statement: Statement, *, by: Person, seen: int | None = None) -> None:
    """Take a statement out of the reply; whoever did it may put it back.

    Raises:
        Changed: somebody else changed it by now.
    """
    locked = lock_statement(statement, by=by, seen=seen)
    cited = locked.citations.count()
    details = {"version": locked.reply.number, "number": locked.number, "citations": cited}
    record("drop statement", by=by, on=locked, details=details)
    set_aside(locked, by=by)


def set_aside(statement: Statement, *, by: Person) -> None:
    """Keep all of it beside the reply, for whoever dropped it, and close its place."""
    UnsavedText.objects.update_or_create(
        reply=statement.reply,
        person=by,
        place=f"{DROPPED}{statement.key}",
        defaults={"text": json.dumps(_written(statement)), "at": clock.now(), "revision": 0},
    )
    reply, number = statement.reply, statement.number
    statement.delete()
    close(reply, number)


def _written(statement: Statement) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in _OWN} | {
        "place": statement.place.code if statement.place else "",
        "citations": [
            {name: getattr(row, name) for name in _CITED} for row in statement.citations.all()
        ],
    }


@transaction.atomic
def put_back(reply: Reply, key: str, *, by: Person) -> Statement:
    """A statement that ``by`` dropped, at the end of its section, with what it cited.

    Raises:
        Conflict: it was put back already, or was dropped by somebody else.
        Refusal: all of the words it rested on were taken back meanwhile.
    """
    locked = lock_reply(reply, by=by)
    kept = UnsavedText.objects.filter(reply=locked, person=by, place=f"{DROPPED}{key}").first()
    if kept is None or Statement.objects.filter(reply=locked, key=key).exists():
        raise Conflict(_("There is nothing to put back; look at the outline again."))
    written = json.loads(kept.text)
    code = written.pop("place")
    rows = [Citation(**row) for row in written.pop("citations")]
    statement = Statement(
        reply=locked, number=2 * FAR, place=Place.objects.filter(code=code).first(), **written
    )
    touch(statement, by=by)
    statement.save()
    _cite_again(statement, rows)
    place_last(statement)
    kept.delete()
    record("put back statement", by=by, on=statement, details={"number": statement.number})
    return statement


def _cite_again(statement: Statement, rows: list[Citation]) -> None:
    """The words that can still be read; a statement of which none are left stays dropped."""
    asked = {row.version_id for row in rows}
    versions = Version.objects.select_related("contribution").in_bulk(asked)
    standing = [
        row
        for row in rows
        if row.version_id in versions and words_of(row, versions[row.version_id])[0]
    ]
    if rows and not standing:
        raise Refusal(
            _("The words this statement rested on were taken back; it cannot be put back.")
        )
    for row in standing:
        row.statement = statement
        row.save()
    settle(statement)
