"""Say a statement or a contribution in another language: by hand, or asked of a machine."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import translation as speaking
from django.utils.translation import gettext as _
from django_tasks import task

from diwan.audit.actions import record
from diwan.core import clock, providers
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import HOUSE_LANGUAGES
from diwan.texts.glossary import lacking

from .. import machine, translating
from ..access import may_facilitate, require
from ..models import Contribution, Statement, Translation, Version
from ..reply.sources import countries
from ..words import ContributionState, TranslationOrigin
from ..wordwork import masked_text
from .versions import masked_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diwan.people.models import Person

    from ..models import Discussion

logger = logging.getLogger(__name__)
#: a machine that did not answer for so long may be asked again
ASKED_ANEW_AFTER = timedelta(minutes=5)
#: a machine is given so many letters at once, cut where paragraphs end
_BLOCK = 4_000

Thing = Statement | Version


@transaction.atomic
def write(thing: Thing, *, language: str, text: str, by: Person, seen: int = 0) -> Translation:
    """Keep what a person wrote, or checked, as the translation; contact details are masked.

    Args:
        seen: the ``revision`` of the translation as it was shown, 0 when there was none.

    Raises:
        Conflict: somebody else wrote it meanwhile.
        Refusal: nothing was written, or the language is not one to translate into.
    """
    require(may_facilitate(by, _discussion(thing)))
    _demand_translatable(thing, language)
    if not text.strip():
        raise Refusal(_("Write the translation before you save it."))
    row = _lock(thing, language, by=by)
    if row.revision != seen:
        raise Conflict(_("Somebody else wrote this translation by now. Both are shown below."))
    row.text = _masked(thing, text.replace("\r\n", "\n").strip(), language)
    row.origin = TranslationOrigin.HUMAN
    _settle(row, thing, by=by)
    record("translate", by=by, on=_discussion(thing), details={"to": language, **_reference(thing)})
    return row


@transaction.atomic
def ask(thing: Thing, *, language: str, by: Person) -> Translation:
    """Ask a machine in the worker; its answer stands in the row, or why it was not used.

    Raises:
        Refusal: no machine is set up, these words are not public, a person translated it, or it
            is being asked now.
    """
    require(may_facilitate(by, _discussion(thing)))
    _demand_translatable(thing, language)
    if providers.translation_server() is None:
        raise Refusal(_("No machine is set up. Write the translation yourself."))
    for block in blocks(translating.words_of(thing)):
        providers.released(block, _evidence(thing))
    row = _lock(thing, language, by=by)
    now = clock.now()
    if row.asked_at and row.asked_at > now - ASKED_ANEW_AFTER:
        raise Refusal(_("The machine is being asked already; wait for its answer."))
    if row.text and row.origin == TranslationOrigin.HUMAN and translating.is_current(row, thing):
        raise Refusal(_("A person has translated this already."))
    row.asked_at, row.trouble = now, ""
    row.save(update_fields=["asked_at", "trouble"])
    transaction.on_commit(lambda: fetch.enqueue(row.pk), robust=True)
    record(
        "ask machine", by=by, on=_discussion(thing), details={"to": language, **_reference(thing)}
    )
    return row


@task()
def fetch(translation_id: int) -> None:
    """Ask the machine; only an answer that passes every check is kept, marked as a machine's."""
    row = Translation.objects.filter(pk=translation_id, asked_at__isnull=False).first()
    if row is None:
        return
    thing = translating.thing_of(row)
    with speaking.override(row.made_by.language if row.made_by else None):
        try:
            answer, trouble = _answer(thing, row.language), ""
        except Refusal as refusal:
            answer, trouble = "", str(refusal)
        except Exception:
            logger.exception("Translation %s failed.", translation_id)
            answer, trouble = "", _("The machine could not be asked. Write the text yourself.")
    _keep(row, thing, answer, trouble)


@transaction.atomic
def _keep(row: Translation, thing: Thing, answer: str, trouble: str) -> None:
    """Unless somebody wrote it meanwhile, or the words changed."""
    locked = Translation.objects.select_for_update().filter(pk=row.pk).first()
    if locked is None or locked.asked_at != row.asked_at or locked.revision != row.revision:
        return
    locked.asked_at, locked.trouble = None, trouble
    if answer:
        locked.text, locked.origin = answer, TranslationOrigin.MACHINE
        _settle(locked, thing, by=row.made_by)
    else:
        locked.save(update_fields=["asked_at", "trouble"])


def _answer(thing: Thing, language: str) -> str:
    source = translating.language_of(thing)
    check = machine.checking(countries().names)
    answers = [
        providers.translate(
            providers.released(block, _evidence(thing)), source, language, check=check
        ).text
        for block in blocks(translating.words_of(thing))
    ]
    return _masked(thing, "\n\n".join(answers), language)


def blocks(text: str, most: int = _BLOCK) -> list[str]:
    """``text`` cut between paragraphs into pieces of at most ``most`` letters, where it can be."""
    found: list[str] = []
    start = last = 0
    for end in [*_gaps(text), len(text)]:
        if end - start > most and last > start:
            found.append(text[start:last].strip())
            start = last
        last = end
    return [block for block in [*found, text[start:].strip()] if block]


def _gaps(text: str) -> Iterable[int]:
    place = text.find("\n\n")
    while place >= 0:
        yield place
        place = text.find("\n\n", place + 2)


# --- the pieces of an action -----------------------------------------------------------
def _discussion(thing: Thing) -> Discussion:
    if isinstance(thing, Statement):
        return thing.reply.discussion
    return thing.contribution.discussion


def _reference(thing: Thing) -> dict[str, object]:
    if isinstance(thing, Statement):
        return {"version": thing.reply.number, "statement": thing.key}
    return {"contribution": thing.contribution.number}


def _evidence(thing: Thing) -> providers.Shown:
    if isinstance(thing, Statement):
        return machine.evidence(thing)
    return machine.ReleasedWords(thing.contribution_id)


def _demand_translatable(thing: Thing, language: str) -> None:
    if language not in HOUSE_LANGUAGES or language == translating.language_of(thing):
        raise Refusal(_("Choose another language than the text is in."))
    if isinstance(thing, Version) and not _is_shown(thing):
        raise Conflict(_("These words are not shown any more; there is nothing to translate."))


def _is_shown(version: Version) -> bool:
    return Version.objects.filter(
        pk=version.pk, is_released=True, contribution__state=ContributionState.RELEASED
    ).exists()


def _lock(thing: Thing, language: str, *, by: Person) -> Translation:
    named = {"statement": thing} if isinstance(thing, Statement) else {"version": thing}
    row, _made = Translation.objects.select_for_update().get_or_create(
        **named,
        language=language,
        defaults={
            "origin": TranslationOrigin.MACHINE,
            "source_sha256": translating.digest_of(thing),
            "made_by": by,
            "made_at": clock.now(),
        },
    )
    return row


def _settle(row: Translation, thing: Thing, *, by: Person | None) -> None:
    """It is of these words, from now on; pages that show them are made anew."""
    row.source_sha256 = translating.digest_of(thing)
    row.asked_at, row.trouble = None, ""
    row.revision += 1
    row.made_by, row.made_at = by, clock.now()
    row.save()
    if isinstance(thing, Version):
        Contribution.objects.filter(pk=thing.contribution_id).update(revision=F("revision") + 1)


def _masked(thing: Thing, text: str, language: str) -> str:
    if isinstance(thing, Statement):
        return masked_text(text, language=language)
    return masked_for(thing.contribution, text, [])[0]


def terms_lacking(thing: Thing, row: Translation) -> list[tuple[str, str]]:
    """Fixed terms of the original, and the form to use, that the translation does not use."""
    source = translating.language_of(thing)
    return lacking(translating.words_of(thing), source, row.text, row.language)
