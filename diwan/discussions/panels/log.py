"""What the log calls the details of what was done in discussions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from diwan.core import slots
from diwan.mailroom.words import Sort
from diwan.people.words import Attribution
from diwan.vocabularies.models import Theme

from .. import words
from ..models import Discussion, Statement
from ..naming import language_name
from ..reply.rendering import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models
    from django_stubs_ext import StrPromise

    Show = Callable[[object], object | None] | None


def _chosen(*choices: type[models.TextChoices]) -> Show:
    """Its label in the first of these that has the code."""

    def _label(code: object) -> object | None:
        return next((each(code).label for each in choices if code in each.values), None)

    return _label


def _field(name: object) -> object | None:
    """What a field of an announcement or a statement is called."""
    for model in (Discussion, Statement):
        fields = {each.name: each for each in model._meta.get_fields()}  # noqa: SLF001 - public
        if name in fields:
            return getattr(fields[str(name)], "verbose_name", None)
    return None


def _language_or_number(value: object) -> object | None:
    """A text is translated into a language; a statement is moved to a number."""
    return language_name(value) if isinstance(value, str) else None


def _theme(key: object) -> object | None:
    return Theme.objects.filter(key=key).first()


_DETAILS: dict[str, tuple[StrPromise, Show]] = {
    # discussions and their teams
    "fields": (_("what was changed"), _field),
    "key": (_("key"), None),
    "lead": (_("leads the team"), None),
    "people": (_("people"), None),
    "way": (_("way"), _chosen(words.ApproachWay)),
    "letters": (_("letters"), None),
    # contributions
    "sort": (_("sort of letter"), _chosen(Sort)),
    "attribution": (_("signed as"), _chosen(Attribution)),
    "source": (_("where it comes from"), _chosen(words.BehalfSource)),
    "edited": (_("edited"), None),
    "reason": (_("reason"), _chosen(words.SetAsideReason)),
    "language": (_("language"), lambda code: language_name(str(code))),
    "to": (_("to"), _language_or_number),
    "from": (_("from"), None),
    "contribution": (_("contribution"), None),
    # passages
    "passage": (_("passage"), None),
    "passages": (_("passages"), None),
    "kind": (_("kind"), _chosen(words.PassageKind, words.PostKind)),
    "targets": (_("answers"), None),
    "marks": (_("marks"), _chosen(words.PassageMark)),
    "themes": (_("themes"), _theme),
    "places": (_("places"), lambda code: names.place(str(code))),
    "named": (_("named"), None),
    # replies
    "version": (_("version"), None),
    "number": (_("number"), None),
    "sha256": (_("fingerprint (SHA-256)"), None),
    "endorsed": (_("endorsed"), None),
    "replies": (_("what they lost"), None),
    "statement": (_("statement"), None),
    "statements": (_("statements"), None),
    "citation": (_("citation"), None),
    "citations": (_("citations"), None),
    "stance": (_("stance"), _chosen(words.Stance)),
    "why": (_("why"), _chosen(words.UnusedReason)),
    "changed": (_("what was changed"), _field),
    "merged": (_("merged with"), None),
    "moved": (_("citations that went along"), None),
    "new": (_("new statement"), None),
    # comment rounds
    "round": (_("comment round"), None),
    "met": (_("objection met"), None),
    "outcome": (_("outcome"), _chosen(words.RoundOutcome)),
}
for _name, (_title, _show) in _DETAILS.items():
    slots.log_details.add(_name, slots.LogDetail(_title, _show))
