"""Ask an authority, correct it, take it back, ask too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.audit import actions as audit
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.texts.language import detect
from diwan.texts.masking import mask

from .. import rules
from ..access import is_asker, require
from ..models import Question, Support
from ..queries import AUTHORITIES
from ..words import Concern, Naming, QuestionState
from . import indexing

if TYPE_CHECKING:
    from diwan.people.models import Organisation
    from diwan.vocabularies.models import Place, Theme

LONGEST = 4_000
#: What one member may have open at once: a register of questions is no megaphone.
MOST_WAITING = 10


@dataclass(frozen=True, slots=True)
class Asking:
    """What a member asks. ``concern``: nothing about one's own case is kept."""

    authority: Organisation
    title: str
    text: str
    concern: str = Concern.COMMON
    naming: str = Naming.ANONYMOUS
    place: Place | None = None
    theme: Theme | None = None


@transaction.atomic
def ask(asking: Asking, *, by: Any) -> Question:
    """Keep a question for the house to read; nobody else sees it before.

    Raises:
        Refusal: it is a private matter, says nothing, or goes to a body that cannot be asked;
            or ``by`` waits for too many answers.
    """
    require(by.is_authenticated and by.is_active)
    refuse_private(asking.concern)
    _refuse_unanswerable(asking)
    waiting = Question.objects.filter(asked_by=by, state=QuestionState.HELD).count()
    if waiting >= MOST_WAITING:
        raise Refusal(_("Ten of your questions wait to be read. Ask again when they have been."))
    question = Question(asked_by=by, asked_at=clock.now(), state=QuestionState.HELD)
    _fill(question, asking, reader=by.language)
    audit.record("question.asked", by=by, on=question)
    return question


@transaction.atomic
def correct(question: Question, asking: Asking, *, by: Any) -> None:
    """Hand a returned question in again, or change one that nobody has read yet.

    Raises:
        PermissionDenied: it is somebody else's.
        Conflict: it is published, or gone.
    """
    require(is_asker(by, question))
    refuse_private(asking.concern)
    _refuse_unanswerable(asking)
    now = locked(question)
    if now.state not in {QuestionState.HELD, QuestionState.RETURNED}:
        raise moved(now)
    now.state, now.asked_at = QuestionState.HELD, clock.now()
    now.decided_at = now.decided_by = None
    now.why = ""
    _fill(now, asking, reader=by.language)
    audit.record("question.corrected", by=by, on=now)
    question.refresh_from_db()


@transaction.atomic
def withdraw(question: Question, *, by: Any) -> None:
    """Take it back: its words disappear from every page, with its answers.

    Of one that was published its number, authority and dates stay, so that an answer that came
    late, or not at all, is counted on.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    require(is_asker(by, question))
    now = locked(question)
    move(now, QuestionState.WITHDRAWN)
    now.ended_at = clock.now()
    if now.opened_on is not None:
        now.withdrawn_on = now.ended_at.date()
    now.text = ""
    now.save()
    indexing.forget_question(now)
    audit.record("question.withdrawn", by=by, on=now)
    question.refresh_from_db()


@transaction.atomic
def support(question: Question, *, by: Any) -> None:
    """“I ask too”: counted once, and never named.

    Raises:
        Refusal: one's own question, or one that is not published.
    """
    require(by.is_authenticated and by.is_active)
    if question.asked_by_id == by.pk:
        raise Refusal(_("This is your own question; it counts already."))
    if question.state != QuestionState.OPEN:
        raise Refusal(_("One can ask too only while the answer is still to come."))
    Support.objects.get_or_create(question=question, person=by, defaults={"given_at": clock.now()})


@transaction.atomic
def support_no_more(question: Question, *, by: Any) -> None:
    Support.objects.filter(question=question, person=by).delete()


def refuse_private(concern: str) -> None:
    """Raises:
    Refusal: it is about one's own case, which must never stand on a public page.
    """
    if concern != Concern.COMMON:
        raise Refusal(
            _(
                "A question about your own case is answered in confidence, never here. We have kept"
                " nothing of what you wrote. Below you see where to turn."
            )
        )


def locked(question: Question) -> Question:
    rows = Question.objects.select_for_update(of=("self",)).select_related("authority", "asked_by")
    return rows.get(pk=question.pk)


def move(question: Question, wanted: QuestionState) -> None:
    """Raises:
    Conflict: it cannot go there from where it is.
    """
    if not rules.may_ask_go(question.state, wanted):
        raise moved(question)
    question.state = wanted


def moved(question: Question) -> Conflict:
    return Conflict(
        _("This question is now “%(state)s”. Look at it again before you go on.")
        % {"state": question.get_state_display()}
    )


def _fill(question: Question, asking: Asking, *, reader: str) -> None:
    """Its words, without contact details, in the language they are written in."""
    text, title = asking.text.strip()[:LONGEST], asking.title.strip()
    question.language = language_of(f"{title}\n{text}", reader)
    question.title = mask(title, language=question.language).text[:150]
    question.text = text
    question.masked = mask(text, language=question.language).text
    for name in ("authority", "naming", "place", "theme"):
        setattr(question, name, getattr(asking, name))
    question.save()


def language_of(text: str, reader: str) -> str:
    """The language that ``text`` is written in; that of its writer where nothing tells."""
    code = detect(text, default=reader).code
    return reader if code in {"", "und"} else code


def _refuse_unanswerable(asking: Asking) -> None:
    if not asking.title.strip() or not asking.text.strip():
        raise Refusal(_("Write a short title and the question itself."))
    body = asking.authority
    if body.kind not in AUTHORITIES or body.merged_into_id is not None:
        raise Refusal(_("Choose an authority from the list: a ministry, a town, a service."))
