"""What can be asked of consents; rooms add their purposes to ``core.slots.consent_purposes``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, override

from diwan.core import slots
from diwan.core.wording import HOUSE_LANGUAGES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from .models import Consent, Person

CONTACT = "contact"
DIRECTORY = "directory"
EXPERT_REGISTER = "expert_register"


class ConsentQuerySet(QuerySet["Consent"]):
    def in_force(self) -> ConsentQuerySet:
        """Not withdrawn, and to the edition that is asked now."""
        holds = Q(pk__in=[])
        for name, purpose in slots.consent_purposes.items():
            holds |= Q(purpose=name, text__edition=purpose.edition)
        return self.filter(holds, withdrawn_at__isnull=True)

    def visible_to(self, person: Person) -> ConsentQuerySet:
        """One's own; administrators ask for a person's by name of the person."""
        return self.filter(person=person)


def has_consent(person: Person, purpose: str) -> bool:
    """Whether ``person`` agrees to ``purpose`` now."""
    return _consents().in_force().filter(person=person, purpose=purpose).exists()


def agreeing(purpose: str) -> ConsentQuerySet:
    """The consents to ``purpose`` that are in force: ``filter(person__in=agreeing(…)…)``."""
    return _consents().in_force().filter(purpose=purpose)


def _consents() -> ConsentQuerySet:
    rows: ConsentQuerySet = apps.get_model("people", "Consent").objects.all()
    return rows


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for one purpose now, in every language of the house."""

    purpose: str
    edition: int
    titles: dict[str, str]
    texts: dict[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 of the words, hexadecimal."""
        words = json.dumps([self.titles, self.texts], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def title(self) -> str:
        return self.titles[_active()]

    @property
    def text(self) -> str:
        return self.texts[_active()]


def asked(purpose: str) -> Asked:
    """What is asked for ``purpose``.

    Raises:
        LookupError: no room has such a purpose.
    """
    entry = slots.consent_purposes.get(purpose)
    return Asked(purpose, entry.edition, _in_all(entry.title), _in_all(entry.text))


@dataclass(frozen=True, slots=True)
class State:
    """A purpose on *My consents*: what is asked, and what was said until now, newest first."""

    asked: Asked
    history: list[Consent]

    @property
    def in_force(self) -> Consent | None:
        newest = self.history[0] if self.history else None
        return newest if newest is not None and self._holds(newest) else None

    @property
    def is_asked_anew(self) -> bool:
        """Agreed to once, but what is asked has changed since."""
        newest = self.history[0] if self.history else None
        return newest is not None and newest.withdrawn_at is None and not self._holds(newest)

    def _holds(self, consent: Consent) -> bool:
        return consent.withdrawn_at is None and consent.text.edition == self.asked.edition


def states_of(person: Person) -> list[State]:
    """Every purpose, in the order of the rooms."""
    said: dict[str, list[Any]] = {name: [] for name in slots.consent_purposes.names()}
    rows = _consents().visible_to(person).select_related("text", "witness", "recorded_by")
    for row in rows:
        said.setdefault(row.purpose, []).append(row)
    return [State(asked(name), said[name]) for name in slots.consent_purposes.names()]


def _in_all(words: str | _StrPromise) -> dict[str, str]:
    told = {}
    for language in HOUSE_LANGUAGES:
        with override(language):
            told[language] = str(words)
    return told


def _active() -> str:
    language = (get_language() or "en").split("-")[0]
    return language if language in HOUSE_LANGUAGES else "en"
