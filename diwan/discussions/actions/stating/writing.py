"""Write a statement, and word it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from diwan.audit.actions import record
from diwan.core.errors import Refusal
from diwan.texts.language import detect
from diwan.vocabularies.models import Place, Theme

from ...models import Statement
from ...outlines import keys_of, outline_of
from ...words import Stance, StatementKind
from .locking import lock_reply, lock_statement, touch
from .moving import place_last
from .stretches import FAR, Stretch, add, cited, settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from diwan.people.models import Person

    from ...models import Discussion, Reply

TEXT_AT_MOST = 3000
#: where a change moves a statement to another section
_SECTION = {"kind", "about", "place"}


class Fields(TypedDict, total=False):
    """What may be said of a statement; only what is given changes.

    ``about``: the key of a question or topic, empty for none. ``place``: the code of the country
    an experience is about. ``themes`` and ``places``: codes.
    """

    text: str
    language: str
    kind: str
    about: str
    place: str
    addressee: str
    themes: Sequence[str]
    places: Sequence[str]
    is_summary: bool


@transaction.atomic
def write(
    reply: Reply,
    *,
    by: Person,
    stretches: Sequence[Stretch] = (),
    stance: str = Stance.SUPPORTS,
    **fields: Unpack[Fields],
) -> Statement:
    """A new statement at the end of its section, resting on ``stretches``.

    Raises:
        Refusal: something given is not known, there are no words, or the reply is no draft.
    """
    locked = lock_reply(reply, by=by)
    found = cited(locked.discussion, stretches)
    given: Fields = {"kind": StatementKind.POINT, "about": "", "text": "", **fields}
    statement = Statement(reply=locked, number=2 * FAR, kind=given["kind"])
    _fill(statement, given)
    touch(statement, by=by)
    statement.save()
    add(statement, found, stance)
    settle(statement)
    _place_new(statement)
    details = {"version": locked.number, "number": statement.number, "citations": len(found)}
    record("write statement", by=by, on=statement, details=details)
    return statement


def _place_new(statement: Statement) -> None:
    statement.number = 2 * FAR
    place_last(statement)


@transaction.atomic
def reword(
    statement: Statement, *, by: Person, seen: int | None, **fields: Unpack[Fields]
) -> Statement:
    """Say it in other words, or say other things of it.

    Args:
        seen: the ``revision`` that was shown.

    Raises:
        Changed: somebody else changed it by now; it holds the statement as it stands.
        Refusal: something given is not known, there are no words, or the reply is no draft.
    """
    locked = lock_statement(statement, by=by, seen=seen)
    before = _told(locked)
    _fill(locked, fields)
    changed = sorted(name for name, value in _told(locked).items() if value != before[name])
    if not changed:
        return locked
    touch(locked, by=by)
    locked.save()
    settle(locked)
    if _SECTION & {*changed}:
        place_last(locked)
    record("reword statement", by=by, on=locked, details={"changed": changed})
    return locked


def _told(statement: Statement) -> dict[str, Any]:
    names = (*Fields.__optional_keys__,)
    return {name: getattr(statement, name) for name in names}


# --- what was given, checked -----------------------------------------------------------
def _fill(statement: Statement, fields: Fields) -> None:
    discussion = statement.reply.discussion
    if "text" in fields:
        statement.text = checked_text(fields["text"])
        statement.language = fields.get("language") or language_of(
            statement.text, statement.language or "en"
        )
    elif fields.get("language"):
        statement.language = fields["language"]
    if "kind" in fields:
        statement.kind = _one_of(fields["kind"], StatementKind.values)
    if "about" in fields:
        statement.about = _asked(discussion, fields["about"])
    if "place" in fields:
        statement.place = _place(fields["place"])
    if "addressee" in fields:
        statement.addressee = " ".join(fields["addressee"].split())[:200]
    if "themes" in fields:
        statement.themes = _known(fields["themes"], _theme_keys())
    if "places" in fields:
        statement.places = _known(fields["places"], _place_codes(fields["places"]))
    if "is_summary" in fields:
        statement.is_summary = fields["is_summary"]
    _fit(statement)


def _fit(statement: Statement) -> None:
    """Only an experience is of one country, only a recommendation is for somebody."""
    if statement.kind == StatementKind.EXPERIENCE:
        if statement.place is None:
            raise Refusal(_("Say of which country this experience is."))
    else:
        statement.place = None
    if statement.kind != StatementKind.RECOMMENDATION:
        statement.addressee = ""


def checked_text(text: str) -> str:
    """The words of a statement, blanks at their ends aside.

    Raises:
        Refusal: there are none, or far too many.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refusal(_("Write what the statement says; there are no words yet."))
    if len(text) > TEXT_AT_MOST:
        raise Refusal(
            _("A statement has at most %(most)s characters; split this one into several.")
            % {"most": TEXT_AT_MOST}
        )
    return text


def language_of(text: str, default: str) -> str:
    """What it is written in, or ``default`` where nothing can be told."""
    code = detect(text, default=default).code
    return default if code == "und" else code[:8]


def _one_of(value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise Refusal(_("“%(value)s” is not known; choose from the list.") % {"value": value[:40]})
    return value


def _asked(discussion: Discussion, about: str) -> str:
    topics, questions = keys_of(outline_of(discussion))
    return _one_of(about, ["", *topics, *questions])


def _place(code: str) -> Place | None:
    if not code:
        return None
    place = Place.objects.of_the_world().filter(code=code).first()
    if place is None:
        raise Refusal(_("“%(value)s” is not known; choose from the list.") % {"value": code[:40]})
    return place


def _theme_keys() -> list[str]:
    return list(Theme.objects.values_list("key", flat=True))


def _place_codes(codes: Sequence[str]) -> list[str]:
    return list(Place.objects.filter(code__in=codes).values_list("code", flat=True))


def _known(given: Sequence[str], known: Sequence[str]) -> list[str]:
    """Each once, in the order given."""
    return [_one_of(code, known) for code in dict.fromkeys(given)]
