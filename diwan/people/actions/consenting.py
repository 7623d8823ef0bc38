"""Agree and take it back, alone or through somebody who writes it down (P-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit.actions import record
from diwan.core import clock, slots
from diwan.core.errors import Conflict, Refusal
from diwan.people.consents import DIRECTORY, EXPERT_REGISTER, asked
from diwan.people.models import Consent, ConsentText, Person
from diwan.people.words import ConsentMethod

from . import directory

if TYPE_CHECKING:
    from datetime import datetime

_WITNESSED = frozenset({ConsentMethod.ORAL, ConsentMethod.THUMB})


@transaction.atomic
def give_consent(
    person: Person,
    purpose: str,
    *,
    by: Person,
    language: str,
    method: str = ConsentMethod.WEB,
    witness: Person | None = None,
    digest: str = "",
) -> Consent:
    """``person`` agrees to what is asked for ``purpose`` now; twice is once.

    Args:
        by: the person, or the administrator who writes down what they said or signed.
        language: in which the text was read, or read out.
        witness: somebody else who was there; needed where it was spoken or a thumbprint.
        digest: of the text that was shown, if it was shown.

    Raises:
        LookupError: no such purpose.
        PermissionDenied: ``by`` may not write it down.
        Conflict: the text is not the one that was shown.
        Refusal: a witness is missing, or is one of the two.
    """
    _demand_recorder(person, by, method)
    _demand_witness(person, by, method, witness)
    text = asked(purpose)
    if digest and digest != text.digest:
        raise Conflict(_("The text has changed since you opened the page. Read it again."))
    given = _lock(person, purpose)
    if given is not None and given.text.edition == text.edition:
        return given
    now = clock.now()
    if given is not None:  # to an earlier edition: it gives way to the new one
        _end(given, by=by, now=now)
    words, _is_new = ConsentText.objects.get_or_create(
        purpose=purpose,
        edition=text.edition,
        digest=text.digest,
        defaults={"titles": text.titles, "texts": text.texts, "first_given_at": now},
    )
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        text=words,
        language=language if language in dict(settings.LANGUAGES) else "en",
        method=method,
        witness=witness,
        recorded_by=by,
        given_at=now,
    )
    _given(person, purpose)
    record("give consent", by=by, on=consent, details={"purpose": purpose, "method": method})
    return consent


@transaction.atomic
def withdraw_consent(person: Person, purpose: str, *, by: Person) -> None:
    """``person`` takes their consent back; what it allowed stops in the same moment.

    Args:
        by: the person, or an administrator whom they told.

    Raises:
        LookupError: no such purpose.
        PermissionDenied: ``by`` may not write it down.
    """
    if by.pk != person.pk:
        _demand_administrator(by)
    entry = slots.consent_purposes.get(purpose)
    given = _lock(person, purpose)
    if given is None:
        return
    _end(given, by=by, now=clock.now())
    entry.withdrawn(person)
    record("withdraw consent", by=by, on=given, details={"purpose": purpose})


def _lock(person: Person, purpose: str) -> Consent | None:
    """The consent that was not withdrawn; one change of a person's consents at a time."""
    Person.objects.select_for_update().get(pk=person.pk)
    rows = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True)
    return rows.select_related("text").first()


def _end(consent: Consent, *, by: Person, now: datetime) -> None:
    consent.withdrawn_at, consent.withdrawn_by = now, by
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _given(person: Person, purpose: str) -> None:
    if purpose in {DIRECTORY, EXPERT_REGISTER}:
        directory.confirm_silently(person)


def leave_directory(person: Person) -> None:
    """Nobody finds ``person`` any more, and their page is gone; what they wrote stays theirs."""
    directory.renew([person.pk])


def leave_expert_register(person: Person) -> None:
    directory.leave_register(person)


def _demand_recorder(person: Person, by: Person, method: str) -> None:
    if by.pk == person.pk:
        if method not in {ConsentMethod.WEB, ConsentMethod.MAIL}:
            raise Refusal(
                _("Agree on the page “My consents”: only staff write down what was said.")
            )
        return
    _demand_administrator(by)
    if method in {ConsentMethod.WEB, ConsentMethod.MAIL}:
        raise Refusal(_("Say how the person agreed: in writing, aloud or with a thumbprint."))


def _demand_administrator(by: Person) -> None:
    if not (by.is_active and by.is_administrator):
        raise PermissionDenied(_("This page is for administrators of the site."))


def _demand_witness(person: Person, by: Person, method: str, witness: Person | None) -> None:
    if method in _WITNESSED and witness is None:
        raise Refusal(_("Name the witness who was there; without one it is no consent."))
    if witness is not None and witness.pk in {person.pk, by.pk}:
        raise Refusal(_("The witness must be somebody else: neither the person nor you."))


def forget(person: Person) -> None:
    """Every consent of an erased person; the texts stay, they name nobody."""
    Consent.objects.filter(person=person).delete()
