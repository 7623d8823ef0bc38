"""How pages and letters name who wrote: as each chose, and no more (P-23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import rules

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from diwan.people.models import Person

_COMMAS = {"ar": "، "}


def signed(person: Person | None, attribution: str) -> str:
    """For plain text; ask for the organisation in the same query."""
    return _comma().join(_parts(person, attribution)) or _nobody(person)


def signature(person: Person | None, attribution: str) -> SafeString:
    """The same as HTML, each name in its own direction."""
    parts = _parts(person, attribution) or (_nobody(person),)
    return format_html_join(_comma(), "<bdi>{}</bdi>", ((part,) for part in parts))


def _parts(person: Person | None, attribution: str) -> tuple[str, ...]:
    if person is None or person.erased_at is not None:
        return ()
    body = person.organisation.name_shown if person.organisation else ""
    return rules.signed(attribution, person.name, body)


def _nobody(person: Person | None) -> str:
    return _("A member") if person is not None else _("A member who has left")


def _comma() -> str:
    return _COMMAS.get((get_language() or "en").split("-")[0], ", ")
